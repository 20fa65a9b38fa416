"""How other tools name code systems, and which of their codes are written with a dot there."""

import re

FHIR_ADDRESSES = {
    "CIM-10": "https://smt.esante.gouv.fr/terminologie-cim-10",
    "CCAM": "https://smt.esante.gouv.fr/terminologie-ccam",
    "ATC": "https://smt.esante.gouv.fr/terminologie-atc",
    "ICD-10": "http://hl7.org/fhir/sid/icd-10",
    "LOINC": "http://loinc.org",
    "SNOMED-CT": "http://snomed.info/sct",
}
"""Addresses of code systems; the French ones as the guides of interoperability there write them: no `/` at the end."""

OMOP_VOCABULARIES = {
    "CIM-10": "CIM10",
    "CCAM": "CCAM",
    "ATC": "ATC",
    "ICD-10": "ICD10",
    "LOINC": "LOINC",
    "SNOMED-CT": "SNOMED",
    "OPCS-4": "OPCS4",
    "Read-v2": "Read",
}
"""Ids of vocabularies in OMOP."""

_HEADINGS = {
    "CIM-10": re.compile(r"[A-Z][0-9]{2}[0-9+.]*"),
    "ICD-10": re.compile(r"[A-Z][0-9]{2}[0-9A-Z.]*"),
    "ATC": re.compile(r"[A-Z]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?"),
}
"""Starts of codes that are codes themselves, under which the system has all that begin so."""
_WITH_DOT = frozenset({"CIM-10", "ICD-10"})
_BEFORE_DOT = 3


def is_heading(system: str, prefix: str) -> bool:
    """Whether the start of codes is itself a code that stands above them."""
    form = _HEADINGS.get(system)
    return bool(form and form.fullmatch(prefix))


def write_with_dot(system: str, code: str) -> str:
    """A code as terminologies publish it: the PMSI's `I639` is their `I63.9`."""
    if system not in _WITH_DOT or len(code) <= _BEFORE_DOT or "." in code:
        return code
    return f"{code[:_BEFORE_DOT]}.{code[_BEFORE_DOT:]}"
