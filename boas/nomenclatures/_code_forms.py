"""The form of the codes of each code system, with where it was read.

Forms of the SNDS and PMSI are those in which their tables store codes, without a dot and in upper case; they were run
over whole published lists (`schema-snds`, ATIH reference files). A term of the vocabulary `code_systems` without an
entry here accepts every text: no source was found that states the form of its codes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

CheckDigit = Literal["luhn", "verhoeff", "ean"]
"""How the last digit of a code follows from the others."""


@dataclass(frozen=True, slots=True)
class CodeForm:
    """What a code of one system looks like."""

    whole: re.Pattern[str]
    """A whole code."""
    source: str
    """Where this form is stated."""
    start: re.Pattern[str] | None = None
    """The start of a code, for lists that match by prefix; nothing where only a whole code can be one."""
    least: int = 1
    """Characters below which a start of codes selects unrelated things."""
    dot: int = 0
    """Place of the dot that some write and others leave out: after so many characters. 0 without one."""
    check_digit: CheckDigit | None = None
    """How its check digit is computed."""
    has_case: bool = False
    """Whether small letters and capitals make different codes."""
    prefix: str = ""
    """Name of the system that some write before its codes and others leave out."""
    since: str = ""
    """Day (ISO 8601) from which codes are held to this form; empty when they always were."""
    earlier: re.Pattern[str] | None = None
    """The wider form they were held to before that day."""


SINCE = "2026-11-29"
"""Day from which more systems have a form, and check digits are computed."""

_ATC = r"[A-V](?:[0-9]{2}(?:[A-Z](?:[A-Z](?:[0-9]{2})?)?)?)?"
_ICD_START = r"[A-Z](?:[0-9]{0,2}|[0-9]{2}\.?[0-9A-Z]{0,4})"


def _make_form(  # noqa: PLR0913 -- one argument for each thing that is known of a system
    whole: str,
    source: str,
    *,
    start: str = "",
    least: int = 1,
    dot: int = 0,
    check_digit: CheckDigit | None = None,
    has_case: bool = False,
    prefix: str = "",
    is_new: bool = False,
    earlier: str = "",
) -> CodeForm:
    """A form from its regular expressions."""
    begin, before = (re.compile(text) if text else None for text in (start, earlier))
    since = SINCE if is_new or earlier else ""
    return CodeForm(re.compile(whole), source, begin, least, dot, check_digit, has_case, prefix, since, before)


FORMS: Mapping[str, CodeForm] = {
    "CIM-10": _make_form(
        r"[A-Z][0-9]{2}(?:[0-9]{1,3}|[0-9]?\+[0-9]{1,2})?",
        "ATIH, CIM-10 FR for PMSI use: 42,897 codes",
        start=r"[A-Z](?:[0-9](?:[0-9](?:[0-9]{1,3}|[0-9]?\+[0-9]{0,2})?)?)?",
        least=3,
        dot=3,
    ),
    "CCAM": _make_form(
        r"[A-Z]{4}[0-9]{3}(?:-[0-9]{2})?(?:-[1-5](?:-[0-3])?|[1-5][0-3])?",
        "Assurance Maladie, CCAM (activity 1 to 5, phase 0 to 3); ATIH, descriptive CCAM for PMSI use (extension -01)",
        start=r"[A-Z]{1,4}[0-9]{0,3}|[A-Z]{4}[0-9]{3}-(?:[0-9]{0,2})",
        least=2,
    ),
    "CSARR": _make_form(r"[A-Z]{3}\+[0-9]{3}", "ATIH, CSARR: 579 codes", start=r"[A-Z]{1,3}(?:\+[0-9]{0,3})?", least=2),
    "CSAR": _make_form(
        r"(?:0[1-9]|1[01])[A-Z][0-9]{2}",
        "ATIH, CSAR, notice ATIH-506-6-2024: chapter 01 to 11, letter of the aim, number",
        start=r"(?:0[1-9]|1[01])(?:[A-Z][0-9]{0,2})?",
        is_new=True,
    ),
    "NABM": _make_form(r"[0-9]{4}", "Assurance Maladie, NABM: 1,076 codes, four digits in the SNDS"),
    "LPP": _make_form(r"[0-9]{7}", "Assurance Maladie, LPP: 19,717 codes", start=r"[0-9]{1,7}", least=2),
    "CIP13": _make_form(
        r"3400[0-9]{9}", "CIP France: an EAN-13 that begins with 3400", start=r"3400[0-9]{0,9}", check_digit="ean"
    ),
    "CIP7": _make_form(r"[0-9]{7}", "CIP France, codes before 2009"),
    "UCD7": _make_form(r"[0-9]{7}", "CIP France, UCD: 32,898 codes"),
    "UCD13": _make_form(
        r"34008[0-9]{8}", "CIP France: an EAN-13 that begins with 34008", start=r"34008[0-9]{0,8}", check_digit="ean"
    ),
    "CIP": _make_form(r"[0-9]{7}|3400[0-9]{9}", "CIP France: 7 digits, 13 since 2009", is_new=True),
    "UCD": _make_form(r"[0-9]{7}|34008[0-9]{8}", "CIP France: 7 digits, 13 since 2009", is_new=True),
    "ATC": _make_form(
        _ATC,
        "WHO Collaborating Centre for Drug Statistics Methodology, ATC: levels of 1, 3, 4, 5 and 7 characters",
        start=_ATC,
        least=3,
    ),
    "GHM": _make_form(
        r"(?:0[1-9]|1[0-9]|2[0-8]|90)[CHKMZ][0-9]{2}[1-4A-EJTZ]",
        "ATIH, Manuel des GHM: major categories 01 to 28 and 90; 2,687 codes",
        start=r"[0-9]{2}(?:[CHKMZ][0-9]{0,2}.?)?",
        least=2,
        earlier=r"[0-9]{2}[CHKMZ][0-9]{2}[1-4A-EJTZ]",
    ),
    "GHM-root": _make_form(
        r"(?:0[1-9]|1[0-9]|2[0-8]|90)[CHKMZ][0-9]{2}",
        "ATIH, Manuel des GHM: the first five characters of a GHM",
        start=r"(?:0[1-9]|1[0-9]|2[0-8]|90)(?:[CHKMZ][0-9]{0,2})?",
        least=2,
        is_new=True,
    ),
    "GHS": _make_form(r"[0-9]{1,4}", "ATIH, tariffs of stays: 3,773 codes"),
    "ALD": _make_form(r"(?:[1-9]|[12][0-9]|3[0-2])", "Code de la sécurité sociale, D. 322-1; 31 off-list, 32 several"),
    "NGAP": _make_form(r"[0-9]{1,4}|[A-Z]{1,4}", "SNDS, PRS_NAT_REF: 1,348 codes; NGAP, key letters"),
    "ICD-10": _make_form(
        r"[A-Z][0-9]{2}(?:\.?[0-9A-Z]{1,4})?", "WHO, ICD-10 volume 2, 2.1", start=_ICD_START, least=3, dot=3
    ),
    "ICD-10-CM": _make_form(
        r"[A-Z][0-9][0-9A-Z](?:\.?[0-9A-Z]{1,4})?",
        "CDC/NCHS, ICD-10-CM Official Guidelines, I.A.2: 3 to 7 characters",
        start=r"[A-Z](?:[0-9](?:[0-9A-Z](?:\.?[0-9A-Z]{0,4})?)?)?",
        least=3,
        dot=3,
        is_new=True,
    ),
    "ICD-9": _make_form(
        r"(?:[0-9]{3}|V[0-9]{2})(?:\.?[0-9]{1,2})?|E[0-9]{3}(?:\.?[0-9])?",
        "WHO, ICD-9; CDC/NCHS, ICD-9-CM: 3 to 5 digits, V and E codes",
        start=r"[0-9VE][0-9]{0,3}\.?[0-9]{0,2}",
        least=3,
        is_new=True,
    ),
    "ICD-11": _make_form(
        r"(?:[1-9A-HJ-NP-WYZ][A-HJ-NP-Z][0-9][0-9A-HJ-NP-Z](?:\.[0-9A-HJ-NP-Z]{1,2})?|X[A-HJ-NP-Z][0-9A-HJ-NP-Z]{2,4})"
        r"(?:[&/](?:[1-9A-HJ-NP-Z][0-9A-HJ-NP-Z]{3,5}(?:\.[0-9A-HJ-NP-Z]{1,2})?))*",
        "WHO, ICD-11 Reference Guide, code structure: letters O and I unused, a letter in the second place, "
        "clusters with & and /",
        start=r"[1-9A-HJ-NP-Z][0-9A-HJ-NP-Z]{0,5}(?:\.[0-9A-HJ-NP-Z]{0,2})?",
        least=2,
        is_new=True,
    ),
    "ICD-O-3": _make_form(
        r"C[0-9]{2}(?:\.?[0-9])?|[89][0-9]{3}(?:/[0-9]{1,2})?",
        "WHO/IARC, ICD-O-3: topography C00 to C80, morphology 8000/0 to 9993/9 with a grade after it",
        start=r"C[0-9]{0,2}(?:\.?[0-9]?)|[89][0-9]{0,3}(?:/[0-9]{0,2})?",
        least=3,
        is_new=True,
    ),
    "CISP-2": _make_form(
        r"[ABDFHKLNPRSTUWXYZ][0-9]{2}|-[3-6][0-9]",
        "WONCA, ICPC-2: 17 chapter letters and two digits; processes -30 to -69",
        start=r"[ABDFHKLNPRSTUWXYZ][0-9]{0,2}",
        least=2,
        is_new=True,
    ),
    "ORPHA": _make_form(
        r"(?:ORPHA:)?[1-9][0-9]{0,6}",
        "INSERM, Orphanet nomenclature: ORPHAcode, a number",
        prefix="ORPHA:",
        is_new=True,
    ),
    "HPO": _make_form(r"HP:[0-9]{7}", "Human Phenotype Ontology: HP: and seven digits", is_new=True),
    "MeSH": _make_form(
        r"[DCQ][0-9]{6}(?:[0-9]{3})?|[A-NVZ][0-9]{2}(?:\.[0-9]{3})*",
        "NLM, MeSH: unique ids (D, C or Q) and tree numbers",
        start=r"[A-NQVZ][0-9]{0,9}(?:\.[0-9]{0,3})*",
        least=3,
        is_new=True,
    ),
    "SNOMED-CT": _make_form(
        r"[1-9][0-9]{5,17}", "SNOMED International, Technical Implementation Guide, SCTID", check_digit="verhoeff"
    ),
    "LOINC": _make_form(r"[0-9]{1,7}-[0-9]", "Regenstrief, LOINC Users’ Guide, check digit", check_digit="luhn"),
    "OMOP": _make_form(
        r"[1-9][0-9]{0,9}", "OHDSI, OMOP CDM, CONCEPT.concept_id: an integer; 0 stands for no concept", is_new=True
    ),
    "UMLS": _make_form(r"C[0-9]{7}", "NLM, UMLS Reference Manual: concept unique identifiers (CUI)", is_new=True),
    "Read-v2": _make_form(r"[0-9A-Za-z.]{5}(?:00|1[0-9])?", "NHS Digital, Read codes v2", has_case=True),
    "CTV3": _make_form(r"[0-9A-Za-z.]{5}", "NHS Digital, Clinical Terms Version 3", has_case=True),
    "OPCS-4": _make_form(
        r"[A-Z][0-9]{2}(?:\.?[0-9])?",
        "NHS Digital, OPCS-4",
        start=r"[A-Z](?:[0-9]{0,2}|[0-9]{2}\.?[0-9]?)",
        least=3,
        dot=3,
    ),
    "SNDS-table": _make_form(
        r"[A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+",
        "schema-snds, tables of the SNDS: aa stands for a year (T_MCOaaB)",
        has_case=True,
        is_new=True,
    ),
    "SNDS-variable": _make_form(
        r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*", "schema-snds, variables of the SNDS", start=r"[A-Z][A-Z0-9_]*", is_new=True
    ),
}
"""Form of the codes of each system of the vocabulary `code_systems` that has a stated one."""
