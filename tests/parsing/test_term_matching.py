"""What somebody means of a closed list: by number, by term, by label, or nearly."""

import pytest

from boas.documents import load_vocabulary
from boas.parsing import find_nearest, match_choice
from tests.bilingual import Bilingual

NAMES = {"rule": Bilingual("Règle", "Rule-based"), "score": Bilingual("Score clinique", "Clinical score")}


@pytest.mark.parametrize(
    ("written", "term"),
    [("1", "rule"), ("2", "score"), ("RULE", "rule"), ("score clinique", "score"), ("0", ""), ("12345", ""), ("x", "")],
)
def test_a_number_a_term_or_a_label_names_a_choice(written: str, term: str) -> None:
    assert match_choice(written, NAMES) == term


@pytest.mark.parametrize(("written", "term"), [("rul", "rule"), ("clinical scor", "score"), ("nothing like it", "")])
def test_a_slip_leads_to_the_nearest_choice(written: str, term: str) -> None:
    assert find_nearest(written, NAMES) == term


@pytest.mark.parametrize(
    ("vocabulary", "written"),
    [
        *(("medical_domains", word) for word in ("néonatologie", "rheumatology", "venereology", "oenology")),
        *(("medical_domains", word) for word in ("rhumatologie", "criminologie")),
        *(("code_systems", word) for word in ("ICD-8", "CIM-8", "CIM-12", "CIP8", "OPCS-3")),
        ("codelist_roles", "unclude"),
    ],
)
def test_a_term_of_another_meaning_is_never_proposed(vocabulary: str, written: str) -> None:
    assert find_nearest(written, load_vocabulary(vocabulary).terms) == ""


@pytest.mark.parametrize(
    ("vocabulary", "written", "term"),
    [
        ("medical_domains", "hématolgie", "haematology"),
        ("medical_domains", "nephrologi", "nephrology"),
        ("medical_domains", "cardio", "cardiovascular"),
        ("medical_domains", "dermatologie", "dermatology"),
        ("medical_domains", "urologie", "urology"),
        ("medical_domains", "ophtalmologie", "ophthalmology"),
        ("code_systems", "CIM10", "CIM-10"),
        ("code_systems", "snomed", "SNOMED-CT"),
    ],
)
def test_a_slip_in_a_word_of_the_registry_is_still_understood(vocabulary: str, written: str, term: str) -> None:
    assert find_nearest(written, load_vocabulary(vocabulary).terms) == term
