"""Releases of code systems, and what is known of a list of codes made of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.documents import CodeChange, compare_releases

OLD, NEW = "CIM-10 FR 2016", "CIM-10 FR 2019"


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        ("CIM-10 FR 2016", "CIM-10 FR 2019", -1),
        ("CIM-10 FR 2019", "2024", -1),
        ("cim-10  fr 2019", "CIM-10 FR 2019", 0),
        ("CCAM 71", "CCAM 62", 1),
        ("CCAM 9", "CCAM 10", -1),
        ("2024-03", "2024-11", -1),
        ("CIM-10 FR 2019", "2019", None),
        ("CCAM", "CCAM 62", None),
        ("a", "b", None),
        ("2016 and 2019", "2024", None),
    ],
)
def test_releases_are_held_against_each_other_as_far_as_names_tell(one: str, other: str, order: int | None) -> None:
    assert compare_releases(one, other) == order


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_turned_round_the_answer_turns_round(one: str, other: str) -> None:
    there, back = compare_releases(one, other), compare_releases(other, one)

    assert compare_releases(one, one) == 0 or not one.strip()
    assert (there is None) == (back is None)
    assert (there or 0) == -(back or 0)


@pytest.mark.parametrize(
    ("release", "first", "last", "standing"),
    [
        ("CIM-10 FR 2014", OLD, NEW, "affected"),
        (OLD, OLD, NEW, "affected"),
        ("CIM-10 FR 2018", OLD, NEW, "possibly-affected"),
        (NEW, OLD, NEW, None),
        ("CIM-10 FR 2024", OLD, NEW, None),
        (None, OLD, NEW, "possibly-affected"),
        ("ATIH", OLD, NEW, "possibly-affected"),
        (OLD, None, NEW, "affected"),
        (NEW, None, NEW, None),
        ("ATIH", None, NEW, "possibly-affected"),
        (OLD, OLD, None, "affected"),
        (NEW, OLD, None, None),
        (NEW, None, None, "possibly-affected"),
    ],
)
def test_a_list_is_affected_by_the_release_it_names(
    release: str | None, first: str | None, last: str | None, standing: str | None
) -> None:
    code = CodeChange(system="CIM-10", code="I64", change="retired", from_release=first, to_release=last)

    assert code.assess_release(release) == standing
