"""Which step a version takes, which it must take, and from which version that is counted: a table and laws."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from boas.changes import BUMPS, Bump, compute_bump, compute_next_version, find_base_version, is_enough
from boas.documents import is_version, parse_version


@pytest.mark.parametrize(
    ("old", "new", "step"),
    [
        ("1.0.0", "1.0.0", "none"),
        ("1.0.0", "1.0.1", "patch"),
        ("1.0.9", "1.0.10", "patch"),
        ("1.0.0", "1.1.0", "minor"),
        ("1.9.9", "1.10.0", "minor"),
        ("1.1.1", "2.0.0", "major"),
        ("1.0.0", "3.2.1", "major"),
        ("0.1.0", "0.2.0", "minor"),
        ("0.9.0", "1.0.0", "major"),
        ("1.0.0", "1.1.0-rc.1", "minor"),
        ("1.0.0", "2.0.0-alpha", "major"),
        ("2.0.0-rc.1", "2.0.0-rc.2", "patch"),
        ("2.0.0-rc.1", "2.0.0", "patch"),
    ],
)
def test_the_step_between_two_versions(old: str, new: str, step: Bump) -> None:
    assert compute_bump(old, new) == step


@pytest.mark.parametrize(
    ("old", "new", "required", "enough"),
    [
        ("1.0.0", "1.0.1", "patch", True),
        ("1.0.0", "1.0.1", "minor", False),
        ("1.0.0", "1.1.0", "minor", True),
        ("1.0.0", "1.1.0", "major", False),
        ("1.0.0", "2.0.0", "patch", True),
        ("1.0.0", "2.0.0-rc.1", "major", True),
        ("1.0.0", "1.1.0-rc.1", "major", False),
        ("0.1.0", "0.2.0", "major", True),
        ("0.1.0", "0.1.1", "major", False),
        ("0.1.0", "0.1.1", "minor", True),
        ("0.9.0", "1.0.0", "major", True),
        ("2.0.0-rc.1", "2.0.0", "major", True),
        ("2.0.0-rc.1", "2.0.0-rc.2", "major", True),
        ("1.1.0-rc.1", "1.2.0", "major", False),
        ("1.0.0", "1.0.0", "none", True),
    ],
)
def test_whether_a_step_is_enough(old: str, new: str, required: Bump, *, enough: bool) -> None:
    assert is_enough(old, new, required) is enough


@pytest.mark.parametrize(
    ("old", "required", "new"),
    [
        ("1.2.3", "none", "1.2.4"),
        ("1.2.3", "patch", "1.2.4"),
        ("1.2.3", "minor", "1.3.0"),
        ("1.2.3", "major", "2.0.0"),
        ("0.2.3", "patch", "0.2.4"),
        ("0.2.3", "minor", "0.2.4"),
        ("0.2.3", "major", "0.3.0"),
        ("2.0.0-rc.1", "major", "2.0.0"),
        ("1.2.3-beta", "patch", "1.2.3"),
    ],
)
def test_the_next_version(old: str, required: Bump, new: str) -> None:
    assert compute_next_version(old, required) == new


@pytest.mark.parametrize(
    ("version", "others", "base"),
    [
        pytest.param("1.0.0", [], None, id="the first version"),
        pytest.param("0.9.0", ["1.0.0"], None, id="older than all others"),
        pytest.param("1.1.0", ["1.0.0", "0.9.0"], "1.0.0", id="the greatest lower one"),
        pytest.param("1.10.0", ["1.9.0", "1.2.0"], "1.9.0", id="by number, not by letter"),
        pytest.param("1.0.1", ["1.0.0", "1.1.0", "2.0.0"], "1.0.0", id="a backport answers for its own line"),
        pytest.param(
            "2.0.0", ["1.1.0", "2.0.0-rc.1", "2.0.0-rc.2"], "1.1.0", id="a release passes its candidates over"
        ),
        pytest.param("2.0.0-rc.2", ["1.1.0", "2.0.0-rc.1"], "1.1.0", id="a candidate passes the one before over"),
        pytest.param("2.1.0", ["1.1.0", "2.0.0-rc.1"], "2.0.0-rc.1", id="a candidate that was never released counts"),
        pytest.param("1.0.0", ["1.0.0"], None, id="never itself"),
    ],
)
def test_the_version_that_another_is_measured_against(version: str, others: list[str], base: str | None) -> None:
    assert find_base_version(version, others) == base


# Laws.

numbers = st.integers(0, 12)
finals = st.tuples(numbers, numbers, numbers).map(lambda parts: ".".join(map(str, parts)))
tails = st.sampled_from(["", "", "-alpha", "-alpha.1", "-rc.1", "-rc.2", "-rc.10"])
versions = st.tuples(finals, tails).map("".join)
bumps = st.sampled_from(BUMPS)


@given(versions, bumps)
def test_the_next_version_is_greater_and_enough(old: str, required: Bump) -> None:
    new = compute_next_version(old, required)
    assert is_version(new)
    assert parse_version(new) > parse_version(old)
    assert is_enough(old, new, required)


@given(versions, bumps, st.lists(bumps, max_size=3))
def test_no_release_before_the_next_version_is_enough(old: str, required: Bump, steps: list[Bump]) -> None:
    other = old
    for step in steps:
        other = compute_next_version(other, step)
    if parse_version(old) < parse_version(other) < parse_version(compute_next_version(old, required)):
        assert not is_enough(old, other, required)


@given(versions, versions, bumps, bumps)
def test_what_is_enough_for_more_is_enough_for_less(old: str, new: str, one: Bump, two: Bump) -> None:
    assume(parse_version(old) < parse_version(new))
    more, less = max(one, two, key=BUMPS.index), min(one, two, key=BUMPS.index)
    assert is_enough(old, new, less) or not is_enough(old, new, more)


@given(versions, st.lists(versions, max_size=8))
def test_the_base_is_the_greatest_lower_version_of_another_release(version: str, others: list[str]) -> None:
    base = find_base_version(version, others)
    lower = [one for one in others if parse_version(one) < parse_version(version)]
    rivals = [one for one in lower if one.partition("-")[0] != version.partition("-")[0]]
    assert (base is None) == (not rivals)
    if base is not None:
        assert base in rivals
        assert all(parse_version(one) <= parse_version(base) for one in rivals)
