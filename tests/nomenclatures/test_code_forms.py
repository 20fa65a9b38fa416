"""Each code system has its own form of a code; those whose owners publish one are held to it."""

import pytest

from boas.documents import load_vocabulary
from boas.nomenclatures import FORMS

WHOLE = {
    "CIM-10": (["I64", "I639", "F03+0"], ["I63.9", "i639"]),
    "ICD-10": (["I64", "I63.9", "I639", "S72.0"], ["63.9", "I6", "I63."]),
    "SNOMED-CT": (["230690007", "415226007"], ["0230690007", "12345", "I64"]),
    "LOINC": (["4548-4", "2160-0"], ["4548", "4548-44"]),
    "Read-v2": (["G66..", "G66..00", "H33zz"], ["G66", "G66...."]),
    "CTV3": (["X00D1", "XE0VK", "G66.."], ["X00D", "X00D12"]),
    "OPCS-4": (["K40", "K40.1", "K401"], ["K4", "40.1"]),
    "CCAM": (["DEFA001", "DDAF001-01", "BFGA004-01", "DDAF001-1-0", "DDAF00110"], ["DEF001", "MBEB001,", "DDAF001-"]),
    "CSAR": (["01E04", "11S02"], ["ALQ+001", "12E04", "1E04"]),
    "GHM": (["05K101", "14Z08Z", "90Z00Z"], ["99Z99Z", "00K101", "05K10"]),
    "GHM-root": (["05K10", "14Z08"], ["05K101", "99Z99"]),
    "ICD-9": (["410", "410.01", "41001", "V58", "E950.1"], ["I21", "41", "410.123"]),
    "ICD-10-CM": (["D3A", "F40.210", "S72001A"], ["D3", "40.1"]),
    "ICD-11": (["BA41", "BA41.Z", "1A00", "XS25", "2C6Z&XS25"], ["I21", "OA41", "BAA1"]),
    "ICD-O-3": (["8140/3", "8140/33", "C50.1", "C501", "C50"], ["7140/3", "D50", "8140/"]),
    "CISP-2": (["T90", "A97", "-31"], ["T9", "I21", "O12"]),
    "ORPHA": (["558", "ORPHA:558"], ["0558", "ORPHA 558"]),
    "HPO": (["HP:0001250"], ["HP:1250", "0001250"]),
    "MeSH": (["D003920", "D000067329", "C18.452.394.750"], ["D3920", "Diabetes"]),
    "OMOP": (["443454"], ["0", "00316866", "Hypertension"]),
    "UMLS": (["C0011849"], ["C11849", "D0011849"]),
    "CIP": (["3567890", "3400935678901"], ["35678", "3500935678901"]),
    "UCD": (["9123456", "3400891234567"], ["91234", "3400991234567"]),
    "SNDS-table": (["T_MCOaaB", "ER_PRS_F", "IR_BEN_R"], ["er_prs_f", "TABLE"]),
    "SNDS-variable": (["DGN_PAL", "BEN_IDT_ANO"], ["dgn_pal", "DGN PAL"]),
}
FORMLESS = {"ADICAP", "CISP-3", "DRC"}
"""Systems for which no source was found that states the form of a code."""


@pytest.mark.parametrize("system", WHOLE)
def test_a_code_has_the_form_of_its_system(system: str) -> None:
    right, wrong = WHOLE[system]

    assert [one for one in right if not FORMS[system].whole.fullmatch(one)] == []
    assert [one for one in wrong if FORMS[system].whole.fullmatch(one)] == []


@pytest.mark.parametrize("system", ["CIM-10", "GHM", "CCAM", "ICD-10", "OPCS-4", "ICD-10-CM", "CSAR", "GHM-root"])
def test_every_beginning_of_a_code_may_be_a_prefix(system: str) -> None:
    codes = {"GHM": ["05K101", "14Z08Z"], "CCAM": ["DEFA001"], "CSAR": ["01E04"], "GHM-root": ["05K10", "14Z08"]}
    starts = [code[:length] for code in codes.get(system, WHOLE[system][0]) for length in range(1, len(code) + 1)]
    form = FORMS[system].start
    assert form
    no_digit_alone = {"GHM": ["0", "1"], "CSAR": ["0"], "GHM-root": ["0", "1"]}

    assert [one for one in starts if not form.fullmatch(one)] == no_digit_alone.get(system, [])


def test_every_system_has_a_form_with_its_source_or_is_known_to_have_none() -> None:
    assert set(load_vocabulary("code_systems").terms) == set(FORMS) | FORMLESS
    assert not set(FORMS) & FORMLESS
    assert [system for system, form in FORMS.items() if len(form.source) < 10] == []
