"""One foreign value to one value of a card, or the reason why not; what is not said is not taken."""

import re
import unicodedata
from collections.abc import Callable

from boas.documents import find_licence, is_link, is_orcid, load_vocabulary
from boas.formats._import_result import SourceText
from boas.formats.importers import _loss_reasons as reasons
from boas.parsing import find_forbidden_characters
from boas.translation import SOURCE_LANGUAGE, Message

_LONGEST_LINE = 500
_LONGEST_TEXT = 20_000
_SPDX_PAGE = re.compile(r"https?://(?:www\.)?spdx\.org/licenses/([A-Za-z0-9.+-]+?)(?:\.html|\.json)?/?")
_GNU_LICENCE = re.compile(r"(?:gnu )?(?P<kind>[al]?gpl)[- ]?v?(?P<number>2|3|2\.0|2\.1|3\.0)")
"""Licences of the GNU project without "only" or "or later", which SPDX no longer has."""
_ORCID_PAGE = re.compile(r"(?:https?://(?:www\.)?orcid\.org/)?([0-9Xx-]+)/?")

_YEAR = re.compile(r"[12][0-9]{3}\b")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.[0-9]{4,9}/\S+)", re.IGNORECASE)

Converter = Callable[[object], object]


class ConversionError(Exception):
    """This value cannot become what the card asks for; holds the reason."""

    def __init__(self, reason: Message) -> None:
        """Keep the reason."""
        super().__init__(reason.in_(SOURCE_LANGUAGE))
        self.reason = reason


def convert_text(value: object, longest: int = _LONGEST_TEXT) -> str:
    """A text without space at its ends, in composed form, in which nothing is hidden."""
    if not isinstance(value, str):
        raise ConversionError(reasons.NOT_TEXT)
    if len(value) > longest * 2:
        raise ConversionError(reasons.TOO_LONG)
    value = value.replace("\r\n", "\n")
    if find_forbidden_characters(value):
        raise ConversionError(reasons.HIDDEN)
    composed = unicodedata.normalize("NFC", value).strip()
    if len(composed) > longest:
        raise ConversionError(reasons.TOO_LONG)
    return composed


def convert_source_text(value: object) -> SourceText:
    """A text for people; words broken over lines of one paragraph are joined."""
    paragraphs = (" ".join(part.split()) if _is_plain(part) else part for part in convert_text(value).split("\n\n"))
    return SourceText("\n\n".join(paragraphs))


def _is_plain(paragraph: str) -> bool:
    """Whether the line ends of a paragraph mean nothing in Markdown: no list, table, quotation or code."""
    return not any(re.match(r"\s*(?:[-*+|>#`~=]|[0-9]+[.)])|\s{2,}", line) for line in paragraph.split("\n"))


def convert_line(value: object) -> str:
    """A text on one line."""
    one = convert_text(value, _LONGEST_LINE)
    if "\n" in one:
        raise ConversionError(reasons.SEVERAL_LINES)
    return one


def convert_source_line(value: object) -> SourceText:
    """A text on one line, in the language of the source."""
    return SourceText(convert_line(value))


def convert_link(value: object) -> str:
    """An https address."""
    address = convert_line(value).removeprefix("git+")
    if not is_link(address):
        raise ConversionError(reasons.NOT_LINK)
    return address


def convert_licence(value: object) -> str:
    """The SPDX expression that a name, an identifier or an address at spdx.org stands for, exactly."""
    written = convert_line(value)
    page = _SPDX_PAGE.fullmatch(written)
    told = page[1] if page else written
    named = find_licence(told)
    older = _GNU_LICENCE.fullmatch(told.strip().lower())
    if named is None and older:
        stem = f"{older['kind'].upper()}-{older['number']}{'' if '.' in older['number'] else '.0'}"
        raise ConversionError(reasons.TWO_LICENCES.fill(only=f"{stem}-only", later=f"{stem}-or-later"))
    if named is None:
        raise ConversionError(reasons.UNKNOWN_LICENCE)
    return named


def convert_orcid(value: object) -> str:
    """An ORCID iD, alone or as an address."""
    match = _ORCID_PAGE.fullmatch(convert_line(value))
    if not match or not is_orcid(match[1].upper()):
        raise ConversionError(reasons.BAD_ORCID)
    return match[1].upper()


def make_term_converter(name: str) -> Converter:
    """Makes what finds a term of a vocabulary by the term itself or by one of its labels, whatever the case."""

    def find(value: object) -> str:
        written = convert_line(value).casefold()
        for one, label in load_vocabulary(name).terms.items():
            if written in {one.casefold(), *map(str.casefold, label.to_texts().values())}:
                return one
        raise ConversionError(reasons.UNKNOWN_TERM)

    return find


def make_table_converter(known: dict[str, str]) -> Converter:
    """Makes what finds a word in a table, whatever its case."""

    def find(value: object) -> str:
        found = known.get(convert_line(value).casefold())
        if found is None:
            raise ConversionError(reasons.UNKNOWN_TERM)
        return found

    return find


def convert_number(value: object) -> float:
    """A number; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ConversionError(reasons.NOT_NUMBER)
    return value


def make_slug(written: str) -> str:
    """An id made of a name: lower-case ASCII words joined by hyphens; empty when nothing of it is left."""
    plain = unicodedata.normalize("NFKD", written).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:64].strip("-")


def convert_publication(value: object) -> dict[str, object]:
    """The DOI, address or title of a publication: text or object, by the keys of CFF, CodeMeta and MHub."""
    told = value if isinstance(value, dict) else {"@id": value}
    year = _YEAR.match(str(told.get("year") or told.get("datePublished") or ""))
    more: dict[str, object] = {"year": int(year[0])} if year else {}
    for key in ("doi", "@id", "id", "identifier", "sameAs", "uri", "url"):
        written = told.get(key)
        if isinstance(written, str) and (found := _read_address(convert_line(written))):
            return found | more
    title = told.get("name") or told.get("title") or value
    if isinstance(title, str) and convert_line(title):
        return {"citation": convert_line(title)} | more
    raise ConversionError(reasons.NOT_LINK)


def convert_names(value: object) -> str:
    """One text, the name of a thing, or the names of several, joined."""
    if isinstance(value, list):
        return "; ".join(convert_names(one) for one in value)
    if isinstance(value, dict):
        return convert_line(next((value[key] for key in ("name", "legalName") if value.get(key)), None))
    return convert_line(value)


def _read_address(written: str) -> dict[str, object]:
    """A DOI out of its address, else an address; empty for what is neither."""
    match = _DOI.fullmatch(written)
    if match:
        return {"doi": match[1]}
    return {"url": written} if is_link(written) else {}
