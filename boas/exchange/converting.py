"""One foreign value to one value of a card, or the reason why not; what is not said is not taken."""

import re
import unicodedata
from collections.abc import Callable

from boas.documents import is_link, is_orcid, licence_named, vocabulary
from boas.exchange import reasons
from boas.exchange.imported import Said
from boas.finding import Words
from boas.reading.characters import forbidden_characters

LONGEST_LINE = 500
LONGEST_TEXT = 20_000
SPDX_PAGE = re.compile(r"https?://(?:www\.)?spdx\.org/licenses/([A-Za-z0-9.+-]+?)(?:\.html|\.json)?/?")
ORCID_PAGE = re.compile(r"(?:https?://(?:www\.)?orcid\.org/)?([0-9X-]+)/?")

Convert = Callable[[object], object]


class NotTakenError(Exception):
    """This value cannot become what the card asks for; holds the reason."""

    def __init__(self, reason: Words) -> None:
        """Keep the reason in both languages."""
        super().__init__(reason.en)
        self.reason = reason


def text(value: object, longest: int = LONGEST_TEXT) -> str:
    """A text without space at its ends, in composed form, in which nothing is hidden."""
    if not isinstance(value, str):
        raise NotTakenError(reasons.NOT_TEXT)
    if len(value) > longest * 2:
        raise NotTakenError(reasons.TOO_LONG)
    if forbidden_characters(value):
        raise NotTakenError(reasons.HIDDEN)
    composed = unicodedata.normalize("NFC", value).strip()
    if len(composed) > longest:
        raise NotTakenError(reasons.TOO_LONG)
    return composed


def said(value: object) -> Said:
    """A text for people; words broken over lines of one paragraph are joined."""
    paragraphs = (" ".join(part.split()) if is_plain(part) else part for part in text(value).split("\n\n"))
    return Said("\n\n".join(paragraphs))


def is_plain(paragraph: str) -> bool:
    """Whether the line ends of a paragraph mean nothing in Markdown: no list, table, quotation or code."""
    return not any(re.match(r"\s*(?:[-*+|>#`~=]|[0-9]+[.)])|\s{2,}", line) for line in paragraph.split("\n"))


def line(value: object) -> str:
    """A text on one line."""
    one = text(value, LONGEST_LINE)
    if "\n" in one:
        raise NotTakenError(reasons.SEVERAL_LINES)
    return one


def said_line(value: object) -> Said:
    """A text on one line, in the language of the source."""
    return Said(line(value))


def link(value: object) -> str:
    """An https address."""
    address = line(value).removeprefix("git+")
    if not is_link(address):
        raise NotTakenError(reasons.NOT_LINK)
    return address


def licence(value: object) -> str:
    """The SPDX expression that a name, an identifier or an address at spdx.org stands for, exactly."""
    written = line(value)
    page = SPDX_PAGE.fullmatch(written)
    named = licence_named(page[1] if page else written)
    if named is None:
        raise NotTakenError(reasons.UNKNOWN_LICENCE)
    return named


def orcid(value: object) -> str:
    """An ORCID iD, alone or as an address."""
    match = ORCID_PAGE.fullmatch(line(value))
    if not match or not is_orcid(match[1]):
        raise NotTakenError(reasons.BAD_ORCID)
    return match[1]


def term(name: str) -> Convert:
    """Makes what finds a term of a vocabulary by the term itself or by one of its labels, whatever the case."""

    def find(value: object) -> str:
        written = line(value).casefold()
        for one, label in vocabulary(name).terms.items():
            if written in {one.casefold(), label.fr.casefold(), label.en.casefold()}:
                return one
        raise NotTakenError(reasons.UNKNOWN_TERM)

    return find


def one_of(known: dict[str, str]) -> Convert:
    """Makes what finds a word in a table, whatever its case."""

    def find(value: object) -> str:
        found = known.get(line(value).casefold())
        if found is None:
            raise NotTakenError(reasons.UNKNOWN_TERM)
        return found

    return find


def number(value: object) -> float:
    """A number; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotTakenError(reasons.NOT_NUMBER)
    return value


def slug(written: str) -> str:
    """An id made of a name: lower-case ASCII words joined by hyphens; empty when nothing of it is left."""
    plain = unicodedata.normalize("NFKD", written).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:64].strip("-")
