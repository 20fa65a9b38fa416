"""Each code system has its own form of a code; those whose owners publish one are held to it."""

import pytest

from boas.checks._codelists import PREFIX_SYNTAX, SYNTAX

WHOLE = {
    "CIM-10": (["I64", "I639", "F03+0"], ["I63.9", "i639"]),
    "ICD-10": (["I64", "I63.9", "I639", "S72.0"], ["63.9", "I6", "I63."]),
    "SNOMED-CT": (["230690007", "415226007"], ["0230690007", "12345", "I64"]),
    "LOINC": (["4548-4", "2160-0"], ["4548", "4548-44"]),
    "Read-v2": (["G66..", "G66..00", "H33zz"], ["G66", "G66...."]),
    "CTV3": (["X00D1", "XE0VK", "G66.."], ["X00D", "X00D12"]),
    "OPCS-4": (["K40", "K40.1", "K401"], ["K4", "40.1"]),
}


@pytest.mark.parametrize("system", WHOLE)
def test_a_code_has_the_form_of_its_system(system: str) -> None:
    right, wrong = WHOLE[system]

    assert [one for one in right if not SYNTAX[system].fullmatch(one)] == []
    assert [one for one in wrong if SYNTAX[system].fullmatch(one)] == []


@pytest.mark.parametrize("system", PREFIX_SYNTAX)
def test_every_beginning_of_a_code_may_be_a_prefix(system: str) -> None:
    codes = {"GHM": ["05K101", "14Z08Z"], "CCAM": ["DEFA001"]} | {name: right for name, (right, _) in WHOLE.items()}
    starts = [code[:length] for code in codes[system] for length in range(1, len(code) + 1)]

    assert [one for one in starts if not PREFIX_SYNTAX[system].fullmatch(one)] == ["0", "1"] * (system == "GHM")
