"""What an author surely meant by a value of the wrong form: the same fact in the spelling its field wants.

Nothing is looked up and no fact is guessed. A correction is certain when the old spelling has one reading only;
otherwise somebody has to look at it. Where there are several readings none of which is likelier, there is none.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from boas.documents import CHECKS, DOI, find_country, find_licence, find_newer_licences
from boas.finding import Replacement
from boas.parsing._numbers import NUMBER
from boas.parsing._yaml_events import read_yaml
from boas.parsing._yaml_writer import quote_value

_SPACES = " \u00a0\u202f"
_GROUPS = rf"[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+"
_DECIMAL = re.compile(rf"(-?)([0-9]+|{_GROUPS}),([0-9]+)")
_WHOLE = re.compile(rf"(-?)({_GROUPS})")
_THOUSAND = 3
"""Digits of a group of thousands in English, which a decimal comma can be taken for."""
_TRUE, _FALSE = frozenset({"true", "yes", "on", "oui", "vrai"}), frozenset({"false", "no", "off", "non", "faux"})
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})")
_MONTHS = 12
_BETWEEN = re.compile(r"\s*[/–—-]\s*")
_PLAIN = re.compile(r"[A-Za-z0-9](?:[\w./:+-]*[\w/])?", re.ASCII)
"""Texts that mean themselves without quotation marks, wherever they stand."""
_IDENTIFIER = re.compile(r"(?:https?://)?(?:www\.)?(?:dx\.)?(?:doi|orcid|ror)\.org/|doi:\s*", re.IGNORECASE)
"""What people copy in front of an identifier."""

_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?![^/:])", re.IGNORECASE)
"""The name of a server at the start of an address."""


@dataclass(frozen=True, slots=True)
class CorrectedValue:
    """The value a field wants."""

    value: str
    is_certain: bool = True
    is_text: bool = True
    """False for what YAML reads as a number, or as true or false."""


def correct_value(wanted: str, value: str) -> CorrectedValue | None:
    """What to write for a text that was refused under a name of `documents.scalars.CHECKS` or of a YAML type."""
    found = next(iter(SPELLINGS[wanted](value)), None) if wanted in SPELLINGS else None
    is_other = found is not None and not (found.is_text and found.value == value)
    is_right = found is not None and is_other and (wanted not in CHECKS or CHECKS[wanted](found.value))
    return found if is_right else None


def build_replacement(written: str, correction: CorrectedValue) -> Replacement:
    """What to put in a YAML file in place of a single value as it is written there."""
    text = quote_like(written, correction.value) if correction.is_text else correction.value
    return Replacement(text, is_safe=correction.is_certain)


def quote_like(written: str, value: str) -> str:
    """A text as YAML, in quotation marks as what is written there, or in none where both do without."""
    if written[:1] == "'":
        return "'" + value.replace("'", "''") + "'"
    if written[:1] == '"' or not _PLAIN.fullmatch(value) or not reads_as(value, value):
        return quote_value(value)
    return value


def reads_as(written: str, value: object) -> bool:
    """Whether a span of YAML is exactly this value: then it can be replaced by another."""
    read = read_yaml(written)
    return not read.diagnostics and type(read.value) is type(value) and read.value == value


def _correct_decimal(value: str) -> Iterator[CorrectedValue]:
    """A number in quotation marks, with a decimal comma, or with spaces between thousands."""
    yield from _correct_integer(value)
    if match := _DECIMAL.fullmatch(value.strip()):
        sign, digits, decimals = match.groups()
        number = f"{sign}{int(_remove_spaces(digits))}.{decimals}"
        # English writes 1,234 for a thousand or so; nobody writes 0,234 for that.
        yield CorrectedValue(number, is_certain=len(decimals) != _THOUSAND or digits.startswith("0"), is_text=False)
    elif (match := NUMBER.fullmatch(value.strip())) and (match[1] or match[2]):
        yield CorrectedValue(value.strip(), is_text=False)


def _correct_integer(value: str) -> Iterator[CorrectedValue]:
    """A whole number in quotation marks, or with spaces between thousands."""
    match = _WHOLE.fullmatch(value.strip())
    digits = _remove_spaces(value) if match else value.strip()
    if (number := NUMBER.fullmatch(digits)) and not (number[1] or number[2]):
        yield CorrectedValue(digits, is_text=False)


def _remove_spaces(value: str) -> str:
    """The same without any space."""
    return re.sub(rf"[{_SPACES}]", "", value)


def _correct_boolean(value: str) -> Iterator[CorrectedValue]:
    """Yes and no, as YAML 1.1 and people write them."""
    word = value.strip().lower()
    if word in _TRUE | _FALSE:
        yield CorrectedValue("true" if word in _TRUE else "false", is_text=False)


def _correct_day(value: str) -> Iterator[CorrectedValue]:
    """A day with slashes or points; which number is the month is certain only when the other cannot be one."""
    if match := _YEAR_FIRST.fullmatch(value.strip()):
        year, month, number = match.groups()
        yield CorrectedValue(f"{year}-{month:0>2}-{number:0>2}")
    elif match := _DAY_FIRST.fullmatch(value.strip()):
        number, month, year = match.groups()
        yield CorrectedValue(f"{year}-{month:0>2}-{number:0>2}", is_certain=int(number) > _MONTHS or number == month)


def _correct_period(value: str) -> Iterator[CorrectedValue]:
    """A day written in another order, or two years joined by something else than a slash."""
    yield from _correct_day(value)
    ends = _BETWEEN.split(value.strip())
    if len(ends) == len(("first", "last")) and all(re.fullmatch("[0-9]{4}", end) for end in ends):
        yield CorrectedValue("/".join(ends))


def _correct_duration(value: str) -> Iterator[CorrectedValue]:
    """A number with the English or French name of its unit: `10 years`, `30 jours`."""
    if match := re.fullmatch(r"([1-9][0-9]{0,3})\s*([a-z]+)", value.strip().lower()):
        unit = next((unit for unit, names in _TIMES.items() if match[2] in names), None)
        if unit:
            yield CorrectedValue(f"PT{match[1]}H" if unit == "H" else f"P{match[1]}{unit}")


_TIMES = {
    "Y": {"y", "year", "years", "an", "ans"},
    "M": {"month", "months", "mois"},
    "W": {"week", "weeks", "semaine", "semaines"},
    "D": {"d", "day", "days", "jour", "jours"},
    "H": {"h", "hour", "hours", "heure", "heures"},
}
"""Units of time as people name them."""


def _strip_address(value: str) -> str:
    """An identifier without the address people copy in front of it."""
    return _IDENTIFIER.sub("", value.strip(), count=1)


def _correct_doi(value: str) -> Iterator[CorrectedValue]:
    """A DOI copied as an address."""
    if DOI.fullmatch(_strip_address(value)):
        yield CorrectedValue(_strip_address(value))


def _correct_orcid(value: str) -> Iterator[CorrectedValue]:
    """An ORCID iD copied as an address, or without its hyphens."""
    digits = re.sub(rf"[-{_SPACES}]", "", _strip_address(value).rstrip("/")).upper()
    yield CorrectedValue("-".join(digits[start : start + 4] for start in range(0, len(digits), 4)))


def _correct_ror(value: str) -> Iterator[CorrectedValue]:
    """A ROR identifier without its address."""
    yield CorrectedValue(f"https://ror.org/{_strip_address(value).rstrip('/').lower()}")


def _correct_licence(value: str) -> Iterator[CorrectedValue]:
    """A licence in other case, or with spaces for hyphens; or one that SPDX deprecated and replaced by one alone."""
    if named := find_licence(value):
        yield CorrectedValue(named)
    newer = find_newer_licences(value)
    if len(newer) == 1:
        yield CorrectedValue(newer[0])


def _correct_country(value: str) -> Iterator[CorrectedValue]:
    """A country by its name, by three letters, or in small letters."""
    yield CorrectedValue(find_country(value) or value.strip().upper())


def _correct_version(value: str) -> Iterator[CorrectedValue]:
    """A version with a `v` before it; one of two numbers most likely lacks its zero."""
    number = value.strip().removeprefix("v").removeprefix("V")
    is_short = bool(re.fullmatch(r"[0-9]+\.[0-9]+", number))
    yield CorrectedValue(f"{number}.0" if is_short else number, is_certain=not is_short)


def _correct_link(value: str) -> Iterator[CorrectedValue]:
    """An address without https: whether the server answers so is for somebody to try."""
    address = re.sub("^(?:http:)?//", "", value.strip(), flags=re.IGNORECASE)
    if _HOST.match(address):
        yield CorrectedValue(f"https://{address}", is_certain=False)


SPELLINGS: Mapping[str, Callable[[str], Iterator[CorrectedValue]]] = {
    "float_type": _correct_decimal,
    "int_type": _correct_integer,
    "bool_type": _correct_boolean,
    "bad-date": _correct_day,
    "bad-period": _correct_period,
    "bad-duration": _correct_duration,
    "bad-doi": _correct_doi,
    "bad-orcid": _correct_orcid,
    "bad-ror": _correct_ror,
    "bad-siren": lambda value: iter((CorrectedValue(_remove_spaces(value)),)),
    "bad-finess": lambda value: iter((CorrectedValue(_remove_spaces(value).upper()),)),
    "bad-licence": _correct_licence,
    "bad-country": _correct_country,
    "bad-sha256": lambda value: iter((CorrectedValue(value.strip().lower()),)),
    "bad-version": _correct_version,
    "unsafe-link": _correct_link,
}
"""How to read a refused text again, by the check that refused it, or by what pydantic calls the type it wants."""


def is_one_slip(written: str, meant: str) -> bool:
    """Whether two words differ by one letter left out, added or changed, or by two adjacent letters swapped."""
    short, long = sorted((written, meant), key=len)
    start = next((at for at, (text, other) in enumerate(zip(short, long, strict=False)) if text != other), len(short))
    if len(short) != len(long):
        return len(long) - len(short) == 1 and short[start:] == long[start + 1 :]
    swapped = short[:start] + short[start : start + 2][::-1] + short[start + 2 :]
    return swapped == long or short[start + 1 :] == long[start + 1 :]
