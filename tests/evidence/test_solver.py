"""Whole numbers under linear conditions: the solver gives what trying them all gives."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.evidence._solver import LARGEST_WHOLE, UNBOUNDED, LinearCondition, find_ranges, is_possible

MOST = 6
SYSTEMS = st.lists(
    st.tuples(st.tuples(*[st.integers(-3, 3)] * 3), st.integers(-9, 9), st.integers(0, 4)), min_size=1, max_size=4
)


def condition(factors: tuple[int, ...], lower: float, upper: float) -> LinearCondition:
    return LinearCondition(tuple(enumerate(map(float, factors))), lower, upper)


@given(SYSTEMS)
def test_ranges_are_those_of_all_whole_numbers_tried(system: list[tuple[tuple[int, ...], int, int]]) -> None:
    conditions = [condition(factors, lower, lower + width) for factors, lower, width in system]
    fulfilling = [
        point
        for point in product(range(MOST + 1), repeat=3)
        if all(
            lower <= sum(a * b for a, b in zip(factors, point, strict=True)) <= lower + width
            for factors, lower, width in system
        )
    ]

    ranges = find_ranges([(0, MOST)] * 3, conditions, range(3))

    assert ranges == (tuple((min(one), max(one)) for one in zip(*fulfilling, strict=True)) if fulfilling else None)
    assert is_possible([(0, MOST)] * 3, conditions) == bool(fulfilling)


def test_a_number_without_limit_comes_out_infinite() -> None:
    apart = [condition((1, -1), 3, 3)]

    assert find_ranges([(0, UNBOUNDED)] * 2, apart, (0, 1)) == ((3, UNBOUNDED), (0, UNBOUNDED))
    assert find_ranges([(-UNBOUNDED, UNBOUNDED)] * 2, apart, (1,)) == ((-UNBOUNDED, UNBOUNDED),)


def test_without_conditions_only_the_limits_hold() -> None:
    assert find_ranges([(0.5, 3.5)], [], (0,)) == ((1, 3),)


def test_fractions_fulfil_what_whole_numbers_cannot() -> None:
    half = [condition((2,), 1, 1)]

    assert not is_possible([(0, 1)], half)
    assert is_possible([(0, 1)], half, is_whole=False)
    assert find_ranges([(0, 1)], half, (0,), is_whole=False) == ((0.5, 0.5),)


def test_the_last_of_many_is_still_found() -> None:
    """A search content with being nearly right would stop at one in ten thousand."""
    n = LARGEST_WHOLE
    sums = [condition((1, 1), n, n), condition((1000, -1), -UNBOUNDED, 0)]

    assert find_ranges([(0, n)] * 2, sums, (0, 1)) == ((0, n // 1001), (n - n // 1001, n))


@pytest.mark.parametrize("n", [LARGEST_WHOLE * 10, 10**12, 10**18], ids=str)
def test_numbers_too_large_to_tell_apart_give_ranges_that_hold_the_true_ones(n: int) -> None:
    ranges = find_ranges([(0, n)] * 2, [condition((1, 1), n, n), condition((1,), n // 4, n // 2)], (0, 1))

    assert ranges is not None
    (low, high), (other_low, other_high) = ranges
    assert low <= n // 4
    assert high >= n // 2
    assert other_low == pytest.approx(n // 2, rel=1e-9)
    assert other_high == pytest.approx(n - n // 4, rel=1e-9)
