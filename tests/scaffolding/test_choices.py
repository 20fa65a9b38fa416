"""What somebody means of a closed list: by number, by term, by label, or nearly."""

import pytest

from boas.scaffolding import find_nearest, match_choice
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
