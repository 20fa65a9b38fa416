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
_ORCID_PAGE = re.compile(r"(?:https?://(?:www\.)?orcid\.org/)?([0-9X-]+)/?")

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
    named = find_licence(page[1] if page else written)
    if named is None:
        raise ConversionError(reasons.UNKNOWN_LICENCE)
    return named


def convert_orcid(value: object) -> str:
    """An ORCID iD, alone or as an address."""
    match = _ORCID_PAGE.fullmatch(convert_line(value))
    if not match or not is_orcid(match[1]):
        raise ConversionError(reasons.BAD_ORCID)
    return match[1]


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
