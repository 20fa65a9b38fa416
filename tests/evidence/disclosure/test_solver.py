"""Hidden whole numbers are recovered exactly when nothing else is possible, however they are linked."""

import math
from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.evidence._solver import LinearCondition
from boas.evidence.disclosure._bound_propagation import Range, find_last_cut, narrow_ranges
from boas.evidence.disclosure._solver import find_unique_values

ANY: Range = (0, math.inf)
SMALL: Range = (1, 10)


def equal(total: float, *positions: int) -> LinearCondition:
    return LinearCondition(tuple((position, 1) for position in positions), total, total)


CASES = {
    "one in a sum": ([SMALL], [equal(7, 0)], {0: 7}),
    "two in a sum": ([SMALL, SMALL], [equal(7, 0, 1)], {}),
    "two that must be least": ([SMALL, SMALL], [equal(2, 0, 1)], {0: 1, 1: 1}),
    "two that must be most": ([SMALL, SMALL], [equal(20, 0, 1)], {0: 10, 1: 10}),
    "two sums of two": (
        [ANY, ANY, ANY],
        [equal(7, 0, 1), equal(9, 1, 2), equal(8, 0, 2)],
        {0: 3, 1: 4, 2: 5},
    ),
    "a rate": ([ANY, ANY], [equal(26, 0, 1), LinearCondition(((0, 1 - 0.8455), (1, -0.8455)), 0, math.inf)], {}),
    "a rate from both sides": (
        [ANY, ANY],
        [
            equal(26, 0, 1),
            LinearCondition(((0, 1 - 0.8455), (1, -0.8455)), 0, math.inf),
            LinearCondition(((0, 1 - 0.8465), (1, -0.8465)), -math.inf, 0),
        ],
        {0: 22, 1: 4},
    ),
    "large numbers": ([SMALL, ANY], [equal(10**12, 0, 1), equal(10**12 - 7, 1)], {0: 7, 1: 10**12 - 7}),
    "sums without end": ([ANY, ANY], [LinearCondition(((0, 1), (1, -1)), 0, 0)], {}),
    "nothing asked of": ([ANY], [], {}),
}


@pytest.mark.parametrize(("hidden", "sums", "values"), CASES.values(), ids=list(CASES))
def test_numbers_that_have_one_value_are_recovered(
    hidden: list[Range], sums: list[LinearCondition], values: dict[int, int]
) -> None:
    found = find_unique_values(hidden, sums, range(len(hidden)), below=11, effort=50)

    assert found.values == values
    assert found.is_exhaustive
    assert not found.contradicted


def test_sums_that_no_numbers_fulfil_are_told_and_each_is_heard_alone() -> None:
    impossible = [equal(7, 0), equal(5, 0, 1), equal(30, 2, 3)]

    found = find_unique_values([SMALL, SMALL, ANY, ANY], impossible, range(4), below=11, effort=50)

    assert found.contradicted == [tuple(impossible[:2])]
    assert found.values == {0: 7}


def test_whole_numbers_that_do_not_exist_between_fractions_are_a_contradiction() -> None:
    sums = [LinearCondition(((0, 2), (1, -4)), 1, 1)]

    assert find_unique_values([(0, 50), (0, 50)], sums, range(2), below=11, effort=50).contradicted == [tuple(sums)]


def test_a_search_without_calls_left_says_so() -> None:
    sums = [equal(20, 0, 1, 2), equal(12, 0, 1)]

    assert not find_unique_values([SMALL] * 3, sums, range(3), below=11, effort=0).is_exhaustive


@given(
    st.lists(st.integers(0, 4), min_size=4, max_size=4),
    st.lists(st.sets(st.integers(0, 3), min_size=1), min_size=1, max_size=4),
)
def test_what_is_recovered_is_what_all_solutions_share(truth: list[int], chosen: list[set[int]]) -> None:
    sums = [equal(sum(truth[position] for position in positions), *sorted(positions)) for positions in chosen]
    solutions = [
        point
        for point in product(range(6), repeat=4)
        if all(
            sum(point[position] for position in positions) == one.lower
            for positions, one in zip(chosen, sums, strict=True)
        )
    ]
    linked = set().union(*chosen)

    found = find_unique_values([(0, 5)] * 4, sums, range(4), below=11, effort=100)

    shared = {at: truth[at] for at in linked if len({point[at] for point in solutions}) == 1}
    assert {at: value for at, value in found.values.items() if value} == {
        at: value for at, value in shared.items() if value
    }
    assert found.values.items() <= shared.items()


def test_the_end_of_a_range_is_found_beyond_what_floats_tell_apart() -> None:
    huge = float(2**54)
    assert find_last_cut(0.0, huge, lambda value: value <= 2**54 - 3, 1) == 2**54 - 3
    assert find_last_cut(0.0, huge, lambda value: value >= 2**54 - 3, -1) == 2**54 - 3


class Anything:
    """A constraint that any value fulfils; counts how often it was asked."""

    variables = (0,)

    def __init__(self) -> None:
        """Begin unasked."""
        self.asked = 0

    def holds(self, values: Sequence[float]) -> bool:  # noqa: ARG002 -- the protocol
        """Always."""
        return True

    def may_hold(self, ranges: Sequence[Range]) -> bool:  # noqa: ARG002 -- as above
        """Always."""
        self.asked += 1
        return True


def test_shapes_are_looked_at_only_while_there_is_effort() -> None:
    shape = Anything()
    assert narrow_ranges({0: (0, 10)}, (), (shape,), lambda _cost: False)
    assert shape.asked == 0
    assert narrow_ranges({0: (0, 10)}, (), (shape,), lambda _cost: True)
    assert shape.asked > 0


def test_more_people_than_there_are_is_given_up() -> None:
    found = find_unique_values(
        [(0, math.inf)] * 2, [LinearCondition(((0, 1.0), (1, 1.0)), 2e9, 2e9)], {0}, math.inf, 100
    )
    assert not found.is_exhaustive
