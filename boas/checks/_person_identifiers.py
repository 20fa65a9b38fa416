"""Numbers and addresses that lead to one person, found in a text: health insurance number, RPPS, e-mail, telephone.

The rule `person-identifier` runs this over every text that will be public for ever. It prefers silence to a wrong
alarm: structure, keys and words around a number must agree. What it finds must never be printed; `mask` hides it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from boas.checks._identifier_hints import has_hint, has_long_number

Kind = Literal["nir", "rpps", "email", "phone", "record", "birth"]

_BEFORE, _AFTER = 60, 30
"""How many characters around a number are searched for a word that names it."""


@dataclass(frozen=True, slots=True)
class NamingWords:
    """Words beside a number that say what it is."""

    pattern: re.Pattern[str]
    hints: tuple[str, ...]
    """In small letters; the pattern finds nothing where none of them stands, which is quicker to know."""


_GAP = "[ .\u00a0\u202f-]?"
_NIR = re.compile(
    rf"(?<![0-9A-Za-z])(?<![0-9][.,])[1-478]{_GAP}[0-9]{{2}}{_GAP}(?:0[1-9]|1[0-2]|[23][0-9]|4[0-2]|[5-9][0-9]){_GAP}"
    rf"(?:2[ABab]|0[1-9]|[1-9][0-9]){_GAP}(?!000)[0-9]{{3}}{_GAP}(?!000)[0-9]{{3}}(?:{_GAP}[0-9]{{2}})?(?![0-9A-Za-z])",
)
"""Sex, year, month (20 and more when not known), department, commune, order, and perhaps the key."""
NIR_WORDS = NamingWords(
    re.compile(
        r"\bNIR\b|\bINS\b|s[ée]cu\b|s[ée]curit[ée] sociale|social security|assur[ée] social|num[ée]ro insee"
        r"|insee number",
        re.IGNORECASE,
    ),
    ("nir", "ins", "sécu", "secu", "social"),
)
_RPPS = re.compile(r"(?<![0-9A-Za-z])(?<![0-9][.,])[0-9]{11}(?![0-9A-Za-z])")
RPPS_WORDS = NamingWords(re.compile(r"\bRPPS\b|r[ée]pertoire partag[ée]", re.IGNORECASE), ("rpps", "partag"))
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])(?!git@)[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])",
)
_PHONE = re.compile(
    r"(?<![0-9A-Za-z+/_-])(?<![0-9][.,])"
    "(?:(?:\\+|00)(?:33|262|508|590|594|596|681|687|689)(?:[ .\u00a0\u202f-]?\\(0\\))?[ .\u00a0\u202f-]?[1-9]|0[1-9])"
    "([ .\u00a0\u202f-]?)[0-9]{2}(?:\\1[0-9]{2}){3}(?![0-9A-Za-z/_-]|[.,][0-9])",
)
"""One separator throughout, which dates, versions and tables of numbers rarely have."""
_ADDRESS = re.compile(
    r"(?:https?://|www\.|doi:|urn:)\S+|\b10\.[0-9]{4,9}/\S+|\b[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]\b",
    re.IGNORECASE,
)
"""Web addresses, DOIs and ORCID iDs, in which digits mean something else."""


@lru_cache(maxsize=2)
def mask_addresses(text: str) -> str:
    """The text with a slash for each sign of an address; kept, for several searches ask it of one long text."""
    return _ADDRESS.sub(lambda address: "/" * len(address[0]), text)


def find_person_identifiers(text: str, *, contact: bool = False) -> Iterator[tuple[int, int, Kind]]:
    """Start, length and kind of what identifies a person, in text order.

    With `contact`, the text is one where somebody wishes to be reached: e-mail and telephone may stand there.
    """
    has_number = has_long_number(text)
    found: list[tuple[int, int, Kind]] = [*_find_numbers(text)] if has_number else []
    if not contact:
        found += [*_find_addresses(text), *(_find_phones(text) if has_number else ())]
    yield from sorted(found)


def mask(text: str, start: int, length: int) -> str:
    """The text with these characters as dots; its length stays, so several can be masked one after the other."""
    return text[:start] + "•" * len(text[start : start + length]) + text[start + length :]


def _find_numbers(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Health insurance numbers with a right key, or without key but named as such; RPPS named as such."""
    for match in _NIR.finditer(text):
        digits = extract_digits(match[0])
        if has_right_key(digits) if len(digits) == 15 else is_near(NIR_WORDS, text, match):  # noqa: PLR2004 -- with key
            yield match.start(), len(match[0]), "nir"
    for match in _RPPS.finditer(text):
        if is_near(RPPS_WORDS, text, match) and _is_luhn(match[0]):
            yield match.start(), len(match[0]), "rpps"


def extract_digits(number: str) -> str:
    """The digits of a health insurance number, and the letter of a department, without what parts them."""
    is_bare = number.isalnum() and number.isascii()  # as in lists of codes, which have thousands of the same form
    return number.upper() if is_bare else _GAPS.sub("", number.upper())


_GAPS = re.compile("[^0-9A-Z]+")


def has_right_key(digits: str) -> bool:
    """Whether the last two digits of a health insurance number are its key."""
    from stdnum.fr import nir  # noqa: PLC0415 -- hardly any text holds such a number; the import costs start-up time

    return bool(nir.is_valid(digits))


def _is_luhn(digits: str) -> bool:
    """Whether the last digit of a number is its Luhn key."""
    from stdnum import luhn  # noqa: PLC0415 -- as above

    return bool(luhn.is_valid(digits))


def _find_addresses(text: str) -> Iterator[tuple[int, int, Kind]]:
    """E-mail addresses."""
    for match in _EMAIL.finditer(text) if "@" in text else ():
        yield match.start(), len(match[0]), "email"


def _find_phones(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Telephone numbers outside web addresses and the like."""
    for match in _PHONE.finditer(mask_addresses(text)):
        yield match.start(), len(match[0]), "phone"


def is_near(words: NamingWords, text: str, match: re.Match[str]) -> bool:
    """Whether a word stands shortly before or after a number."""
    around = text[max(match.start() - _BEFORE, 0) : match.start()] + "\n" + text[match.end() : match.end() + _AFTER]
    return has_hint(around, words.hints) and bool(words.pattern.search(around))
