"""Small values with a syntax of their own: ids, versions, dates, links, identifiers, licences, terms.

Each type checks one string and refuses it with the name of the rule that explains the refusal.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from boas.documents._bounds import ValueBounds
from boas.documents._licences import LONGEST_LICENCE, OWN_LICENCE, is_licence
from boas.documents._versions import is_range, is_version
from boas.documents._vocabularies import load_vocabulary

SHORTEST_ID, LONGEST_ID = 3, 64
ID_PATTERN = "[a-z0-9]+(?:-[a-z0-9]+)*"
_ID = re.compile(ID_PATTERN)
_WINDOWS_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)
DOI = re.compile(r"10\.[0-9]{4,9}/[\x21-\x7e]+")
_ROR = re.compile(r"https://ror\.org/0([0-9a-hjkmnp-tv-z]{6})([0-9]{2})")
_ROR_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_FINESS = re.compile(r"(?:[0-9]{2}|2[AB])[0-9]{7}")
_CORSICA = str.maketrans("AB", "12")
_ORCID = re.compile(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]")
COUNTRY = re.compile(r"[A-Z]{2}")
DURATION = re.compile(r"P(?:[1-9][0-9]{0,3}[YMWD]|T[1-9][0-9]{0,3}H)")
"""A whole number of one unit, from years to hours (ISO 8601): what people say of a horizon."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ACCOUNT = re.compile(r"[1-9][0-9]{0,18}")
_PERIOD = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?(?:/[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)?")
_A_YEAR, _A_MONTH = "(?:1[5-9]|2[01])[0-9]{2}", "(?:0[1-9]|1[0-2])"
A_DAY = (
    f"{_A_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))"
)
A_MOMENT = f"(?:{A_DAY}|{_A_YEAR}(?:-{_A_MONTH})?)"
"""What editors are told of dates: all but leap years, see `documents.dates`."""
_HTTPS_URL_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks the name of another document, which must be there."""

    kind: str
    """Kind of the other document; of a card the version is named, and the algorithm is one's own."""
    rule: str
    """Name of the rule that tells when it is not there."""


@dataclass(frozen=True, slots=True)
class StringCheck:
    """Marks a string type with its check: the name of the rule that refuses, and a test."""

    rule: str
    pattern: str = ""
    """The same constraint as a regular expression, for editors; empty when none says it."""

    def __get_pydantic_core_schema__(self, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let pydantic run the check after it has made sure of a string."""
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Tell editors the pattern."""
        return handler(schema) | ({"pattern": f"^{self.pattern}$"} if self.pattern else {})

    def check(self, value: str) -> str:
        """Give the value back, or refuse it under the rule's name."""
        if not CHECKS[self.rule](value):
            raise PydanticCustomError(self.rule, "refused by {rule}", {"rule": self.rule})
        return value


@dataclass(frozen=True, slots=True)
class Term:
    """Marks a string as a term of one vocabulary."""

    vocabulary: str

    def __get_pydantic_core_schema__(self, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let pydantic check membership after it has made sure of a string."""
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Tell editors the terms, so that they complete them."""
        return handler(schema) | {"enum": list(load_vocabulary(self.vocabulary).terms), "x-vocabulary": self.vocabulary}

    def check(self, value: str) -> str:
        """Give the term back, or refuse it as `unknown-term`."""
        if value not in load_vocabulary(self.vocabulary).terms:
            raise PydanticCustomError("unknown-term", "not in {vocabulary}", {"vocabulary": self.vocabulary})
        return value


def is_id(value: str) -> bool:
    """Lower-case ASCII words joined by single hyphens, 3 to 64 characters, not a Windows device name."""
    return bool(_ID.fullmatch(value)) and SHORTEST_ID <= len(value) <= LONGEST_ID and value not in _WINDOWS_DEVICES


def is_date(value: str) -> bool:
    """A day that exists, written YYYY-MM-DD (ISO 8601)."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_period(value: str) -> bool:
    """A year, month or day, or two of them joined by `/` (ISO 8601 interval)."""
    return bool(_PERIOD.fullmatch(value))


def is_link(value: str) -> bool:
    """An absolute https address with a host, without spaces, control characters, user or password."""
    try:
        parts = urlsplit(value)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return False
    shape = parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc and port_is_fine
    return (
        shape
        and value.startswith("https://")
        and len(value) <= _HTTPS_URL_LENGTH
        and not re.search(r"[\s\x00-\x1f<>\"\\]", value)
    )


def _is_web_link(value: str) -> bool:
    """Like `is_link`, and plain http too: some sources of facts are only served so."""
    return is_link("https" + value.removeprefix("http")) if value.startswith("http://") else is_link(value)


def is_orcid(value: str) -> bool:
    """Four groups of four, last character a key of ISO 7064 MOD 11-2 (ISO 27729, as ORCID uses it)."""
    from stdnum import isni  # noqa: PLC0415 -- most documents hold no such number; the import costs start-up time

    return bool(_ORCID.fullmatch(value)) and bool(isni.is_valid(value))


def _is_siren(value: str) -> bool:
    """Nine digits with a Luhn key (French company register)."""
    from stdnum.fr import siren  # noqa: PLC0415 -- as above

    return bool(re.fullmatch("[0-9]{9}", value)) and bool(siren.is_valid(value))


def _is_finess(value: str) -> bool:
    """Two digits of a department (`2A` and `2B` in Corsica), six digits and a Luhn key, in which A counts 1 and B 2.

    The numbers of hospitals in Corsica show what the letters count, for instance 2B0000020, 2B0004246 and 2B0005342.
    """
    from stdnum import luhn  # noqa: PLC0415 -- as above

    return bool(_FINESS.fullmatch(value)) and bool(luhn.is_valid(value.translate(_CORSICA)))


def _is_ror(value: str) -> bool:
    """`https://ror.org/0` + 6 characters + 2 check digits, 98 - (number × 100 mod 97) (ror.readme.io)."""
    match = _ROR.fullmatch(value)
    if not match:
        return False
    number = 0
    for character in match[1]:
        number = number * 32 + _ROR_DIGITS.index(character)
    return f"{98 - (number * 100) % 97:02d}" == match[2]


CHECKS: dict[str, Callable[[str], bool]] = {
    "bad-id": is_id,
    "bad-version": is_version,
    "bad-date": is_date,
    "bad-period": _is_period,
    "bad-duration": lambda value: bool(DURATION.fullmatch(value)),
    "unsafe-link": is_link,
    "unsafe-source-link": _is_web_link,
    "bad-doi": lambda value: bool(DOI.fullmatch(value)),
    "bad-orcid": is_orcid,
    "bad-ror": _is_ror,
    "bad-siren": _is_siren,
    "bad-finess": _is_finess,
    "bad-licence": is_licence,
    "bad-own-licence": lambda value: bool(OWN_LICENCE.fullmatch(value)),
    "bad-country": lambda value: bool(COUNTRY.fullmatch(value)),
    "bad-range": is_range,
    "bad-sha256": lambda value: bool(_SHA256.fullmatch(value)),
    "bad-account": lambda value: bool(_ACCOUNT.fullmatch(value)),
}

Id = Annotated[str, StringCheck("bad-id", ID_PATTERN), ValueBounds(shortest=SHORTEST_ID, longest=LONGEST_ID)]
OrganisationId = Annotated[Id, Reference("organisation", "unknown-organisation")]
DataSourceId = Annotated[Id, Reference("data_source", "unknown-data-source")]
AlgorithmId = Annotated[Id, Reference("algorithm", "unknown-algorithm")]
Version = Annotated[str, StringCheck("bad-version"), ValueBounds(longest=100)]
SubjectVersion = Annotated[Version, Reference("card", "missing-file")]
"""A version of the algorithm whose folder the document lies in."""
Date = Annotated[str, StringCheck("bad-date", A_DAY), ValueBounds(longest=10)]
Period = Annotated[str, StringCheck("bad-period", f"{A_MOMENT}(?:/{A_MOMENT})?"), ValueBounds(longest=21)]
Duration = Annotated[str, StringCheck("bad-duration", DURATION.pattern), ValueBounds(longest=7)]
Link = Annotated[str, StringCheck("unsafe-link", "https://.+"), ValueBounds(longest=_HTTPS_URL_LENGTH)]
SourceLink = Annotated[str, StringCheck("unsafe-source-link", "https?://.+"), ValueBounds(longest=_HTTPS_URL_LENGTH)]
Doi = Annotated[str, StringCheck("bad-doi", DOI.pattern), ValueBounds(longest=_HTTPS_URL_LENGTH)]
Orcid = Annotated[str, StringCheck("bad-orcid", _ORCID.pattern), ValueBounds(longest=19)]
Ror = Annotated[str, StringCheck("bad-ror", _ROR.pattern), ValueBounds(longest=25)]
Siren = Annotated[str, StringCheck("bad-siren", "[0-9]{9}"), ValueBounds(longest=9)]
Finess = Annotated[str, StringCheck("bad-finess", _FINESS.pattern), ValueBounds(longest=9)]
Licence = Annotated[str, StringCheck("bad-licence"), ValueBounds(longest=LONGEST_LICENCE)]
OwnLicence = Annotated[str, StringCheck("bad-own-licence", OWN_LICENCE.pattern), ValueBounds(longest=LONGEST_LICENCE)]
"""A licence that is none of SPDX."""
Country = Annotated[str, StringCheck("bad-country", COUNTRY.pattern), ValueBounds(longest=2)]
VersionRange = Annotated[str, StringCheck("bad-range"), ValueBounds(longest=500)]
Sha256 = Annotated[str, StringCheck("bad-sha256", _SHA256.pattern), ValueBounds(longest=64)]
CommitId = Annotated[str, StringConstraints(pattern="^[0-9a-f]{40}$"), ValueBounds(longest=40)]
"""The full id of a commit."""
AccountNumber = Annotated[str, StringCheck("bad-account", _ACCOUNT.pattern), ValueBounds(longest=19)]
