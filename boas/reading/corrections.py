"""What an author surely meant by a value of the wrong form: the same fact in the spelling its field wants.

Nothing is looked up and no fact is guessed. A correction is certain when the old spelling has one reading only;
otherwise somebody has to look at it. Where there are several readings none of which is likelier, there is none.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from boas.documents.scalars import CHECKS, DOI, licence_named
from boas.finding import Replacement
from boas.reading.numbers import NUMBER
from boas.reading.yaml_events import read_yaml

SPACES = " \u00a0\u202f"
GROUPS = rf"[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+"
DECIMAL = re.compile(rf"(-?)([0-9]+|{GROUPS}),([0-9]+)")
WHOLE = re.compile(rf"(-?)({GROUPS})")
THOUSAND = 3
"""Digits of a group of thousands in English, which a decimal comma can be taken for."""
TRUE, FALSE = frozenset({"true", "yes", "on", "oui", "vrai"}), frozenset({"false", "no", "off", "non", "faux"})
DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})")
MONTHS = 12
BETWEEN = re.compile(r"\s*[/–—-]\s*")
PLAIN = re.compile(r"[A-Za-z0-9](?:[\w./:+-]*[\w/])?", re.ASCII)
"""Texts that mean themselves without quotation marks, wherever they stand."""
IDENTIFIER = re.compile(r"(?:https?://)?(?:www\.)?(?:dx\.)?(?:doi|orcid|ror)\.org/|doi:\s*", re.IGNORECASE)
"""What people copy in front of an identifier."""

HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?![^/:])", re.IGNORECASE)
"""The name of a server at the start of an address."""


@dataclass(frozen=True, slots=True)
class Correction:
    """The value a field wants."""

    value: str
    is_certain: bool = True
    is_text: bool = True
    """False for what YAML reads as a number, or as true or false."""


def corrected(wanted: str, value: str) -> Correction | None:
    """What to write for a text that was refused under a name of `documents.scalars.CHECKS` or of a YAML type."""
    found = next(iter(SPELLINGS[wanted](value)), None) if wanted in SPELLINGS else None
    is_other = found is not None and not (found.is_text and found.value == value)
    is_right = found is not None and is_other and (wanted not in CHECKS or CHECKS[wanted](found.value))
    return found if is_right else None


def instead(written: str, correction: Correction) -> Replacement:
    """What to put in a YAML file in place of a single value as it is written there."""
    text = quoted_like(written, correction.value) if correction.is_text else correction.value
    return Replacement(text, is_safe=correction.is_certain)


def quoted_like(written: str, value: str) -> str:
    """A text as YAML, in quotation marks as what is written there, or in none where both do without."""
    if written[:1] == "'":
        return "'" + value.replace("'", "''") + "'"
    if written[:1] == '"' or not PLAIN.fullmatch(value) or not says(value, value):
        return json.dumps(value, ensure_ascii=False)  # every JSON string is one of YAML
    return value


def says(written: str, value: object) -> bool:
    """Whether a piece of YAML says just this value: then it can be replaced by another piece."""
    read = read_yaml(written)
    return not read.diagnostics and type(read.value) is type(value) and read.value == value


def decimal(value: str) -> Iterator[Correction]:
    """A number in quotation marks, with a decimal comma, or with spaces between thousands."""
    yield from whole(value)
    if match := DECIMAL.fullmatch(value.strip()):
        sign, digits, decimals = match.groups()
        number = f"{sign}{int(without_spaces(digits))}.{decimals}"
        # English writes 1,234 for a thousand or so; nobody writes 0,234 for that.
        yield Correction(number, is_certain=len(decimals) != THOUSAND or digits.startswith("0"), is_text=False)
    elif (match := NUMBER.fullmatch(value.strip())) and (match[1] or match[2]):
        yield Correction(value.strip(), is_text=False)


def whole(value: str) -> Iterator[Correction]:
    """A whole number in quotation marks, or with spaces between thousands."""
    match = WHOLE.fullmatch(value.strip())
    digits = without_spaces(value) if match else value.strip()
    if (number := NUMBER.fullmatch(digits)) and not (number[1] or number[2]):
        yield Correction(digits, is_text=False)


def without_spaces(value: str) -> str:
    """The same without any space."""
    return re.sub(rf"[{SPACES}]", "", value)


def truth(value: str) -> Iterator[Correction]:
    """Yes and no, as YAML 1.1 and people write them."""
    word = value.strip().lower()
    if word in TRUE | FALSE:
        yield Correction("true" if word in TRUE else "false", is_text=False)


def day(value: str) -> Iterator[Correction]:
    """A day with slashes or points; which number is the month is certain only when the other cannot be one."""
    if match := YEAR_FIRST.fullmatch(value.strip()):
        year, month, number = match.groups()
        yield Correction(f"{year}-{month:0>2}-{number:0>2}")
    elif match := DAY_FIRST.fullmatch(value.strip()):
        number, month, year = match.groups()
        yield Correction(f"{year}-{month:0>2}-{number:0>2}", is_certain=int(number) > MONTHS or number == month)


def period(value: str) -> Iterator[Correction]:
    """A day written in another order, or two years joined by something else than a slash."""
    yield from day(value)
    ends = BETWEEN.split(value.strip())
    if len(ends) == len(("first", "last")) and all(re.fullmatch("[0-9]{4}", end) for end in ends):
        yield Correction("/".join(ends))


def bare(value: str) -> str:
    """An identifier without the address people copy in front of it."""
    return IDENTIFIER.sub("", value.strip(), count=1)


def doi(value: str) -> Iterator[Correction]:
    """A DOI copied as an address."""
    if DOI.fullmatch(bare(value)):
        yield Correction(bare(value))


def orcid(value: str) -> Iterator[Correction]:
    """An ORCID iD copied as an address, or without its hyphens."""
    digits = re.sub(rf"[-{SPACES}]", "", bare(value).rstrip("/")).upper()
    yield Correction("-".join(digits[start : start + 4] for start in range(0, len(digits), 4)))


def ror(value: str) -> Iterator[Correction]:
    """A ROR identifier without its address."""
    yield Correction(f"https://ror.org/{bare(value).rstrip('/').lower()}")


def licence(value: str) -> Iterator[Correction]:
    """A licence in other case, or with spaces for hyphens."""
    if named := licence_named(value):
        yield Correction(named)


def version(value: str) -> Iterator[Correction]:
    """A version with a `v` before it; one of two numbers most likely lacks its zero."""
    number = value.strip().removeprefix("v").removeprefix("V")
    is_short = bool(re.fullmatch(r"[0-9]+\.[0-9]+", number))
    yield Correction(f"{number}.0" if is_short else number, is_certain=not is_short)


def link(value: str) -> Iterator[Correction]:
    """An address without https: whether the server answers so is for somebody to try."""
    address = re.sub("^(?:http:)?//", "", value.strip(), flags=re.IGNORECASE)
    if HOST.match(address):
        yield Correction(f"https://{address}", is_certain=False)


SPELLINGS: Mapping[str, Callable[[str], Iterator[Correction]]] = {
    "float_type": decimal,
    "int_type": whole,
    "bool_type": truth,
    "bad-date": day,
    "bad-period": period,
    "bad-doi": doi,
    "bad-orcid": orcid,
    "bad-ror": ror,
    "bad-siren": lambda value: iter((Correction(without_spaces(value)),)),
    "bad-finess": lambda value: iter((Correction(without_spaces(value).upper()),)),
    "bad-licence": licence,
    "bad-country": lambda value: iter((Correction(value.strip().upper()),)),
    "bad-sha256": lambda value: iter((Correction(value.strip().lower()),)),
    "bad-version": version,
    "unsafe-link": link,
}
"""How to read a refused text again, by the check that refused it, or by what pydantic calls the type it wants."""


def is_one_slip(written: str, meant: str) -> bool:
    """Whether two words differ by one letter left out, added or changed, or by two neighbours swapped."""
    short, long = sorted((written, meant), key=len)
    start = next((at for at, (one, other) in enumerate(zip(short, long, strict=False)) if one != other), len(short))
    if len(short) != len(long):
        return len(long) - len(short) == 1 and short[start:] == long[start + 1 :]
    swapped = short[:start] + short[start : start + 2][::-1] + short[start + 2 :]
    return swapped == long or short[start + 1 :] == long[start + 1 :]
