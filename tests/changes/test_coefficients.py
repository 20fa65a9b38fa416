"""Coefficients between two versions: what changes a score is a break, what describes a row is not."""

from dataclasses import replace

import pytest

from boas.changes import can_change_results, compute_required_bump, find_changes
from boas.parsing import map_coefficients
from tests.changes.versions_of_a_rule import BASE

HEADER = ("term", "level", "value", "unit", "label")
ROWS = (("age", "", "0.50", "year", "Age"), ("sex", "male", "1", "", "Male"))


def changed(*rows: tuple[str, ...]) -> tuple[str, bool, list[str]]:
    """What the step from the rows above to others asks for, whether it can change a result, and its sentences."""
    old, new = (replace(BASE, coefficients=map_coefficients(HEADER, table)) for table in (ROWS, rows))
    found = find_changes(old, new)
    return compute_required_bump(found), can_change_results(found), [one.sentence.in_("en") for one in found]


@pytest.mark.parametrize(
    ("rows", "bump", "sentences"),
    [
        (ROWS[::-1], "none", []),
        ((("age", "", "0.5", "year", "Age"), ROWS[1]), "patch", ["Coefficient age, value: 0.50 becomes 0.5."]),
        ((("age", "", "0.6", "year", "Age"), ROWS[1]), "major", ["Coefficient age, value: 0.50 becomes 0.6."]),
        ((("age", "", "0.5", "month", "Age"), ROWS[1]), "major", ["Coefficient age, unit: year becomes month."]),
        ((("age", "", "0.50", "year", "Âge"), ROWS[1]), "patch", ["Coefficient age, label: Age becomes Âge."]),
        (ROWS[:1], "major", ["Coefficient sex · male removed: 1."]),
        ((*ROWS, ("bmi", "", "2", "", "")), "major", ["Coefficient bmi added: 2."]),
        ((), "major", ["Coefficients: table removed."]),
    ],
)
def test_a_change_of_the_table_asks_for_its_step(
    rows: tuple[tuple[str, ...], ...], bump: str, sentences: list[str]
) -> None:
    assert changed(*rows) == (bump, bump == "major", sentences)


@pytest.mark.parametrize(("origin", "bump"), [("submitted", "minor"), ("compiled", "patch")])
def test_a_first_table_documents_the_score_that_was_there(origin: str, bump: str) -> None:
    new = replace(BASE, origin=origin, coefficients=map_coefficients(HEADER, ROWS))
    found = find_changes(replace(BASE, origin=origin), new)

    assert compute_required_bump(found) == bump
    assert not can_change_results(found)
