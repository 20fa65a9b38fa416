"""Geometry of plots: everything lies on its axis, in order, and rows never share a place."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.site import _plots as plots
from boas.site._dotplots import LINE_LETTERS, MOST_LINES, wrap_label

fractions = st.floats(0, 1, allow_nan=False)


@given(st.lists(fractions, max_size=30))
def test_an_axis_holds_every_value_and_never_leaves_its_range(values: list[float]) -> None:
    axis = plots.build_axis(values)

    assert 0 <= axis.low < axis.high <= 1
    assert all(axis.low - 1e-9 <= value <= axis.high + 1e-9 for value in values)


@given(st.lists(fractions, max_size=30))
def test_an_axis_is_cut_into_a_few_round_steps(values: list[float]) -> None:
    axis = plots.build_axis(values)
    steps = [after - before for before, after in pairwise(axis.ticks)]

    assert 2 <= len(axis.ticks) <= plots.MOST_STEPS + 2
    assert axis.ticks[0] == axis.low
    assert axis.ticks[-1] == axis.high
    assert max(steps) == pytest.approx(min(steps))


@given(fractions, fractions)
def test_a_larger_value_never_stands_further_left(one: float, other: float) -> None:
    axis = plots.build_axis([one, other])
    small, large = sorted((one, other))

    assert 0 <= axis.locate(small) <= axis.locate(large) <= 100


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([], (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)),
        ([0.71, 0.86, 0.64], (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)),
        ([0.5], (0.48, 0.49, 0.5, 0.51, 0.52)),
        ([1.0], (0.98, 0.985, 0.99, 0.995, 1.0)),
        ([0.0, 1.0], (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)),
    ],
)
def test_ticks_are_those_one_would_write_by_hand(values: list[float], ticks: tuple[float, ...]) -> None:
    assert plots.build_axis(values).ticks == ticks


def test_a_value_beyond_the_axis_stands_at_its_end() -> None:
    axis = plots.build_axis([0.4, 0.6])

    assert axis.locate(-1) == 0
    assert axis.locate(2) == 100


@given(st.lists(st.tuples(st.one_of(st.none(), fractions), st.integers(1, 2)), min_size=1, max_size=20))
def test_rows_follow_each_other_and_end_above_the_axis(made: list[tuple[float | None, int]]) -> None:
    axis = plots.build_axis([])
    placed = plots.compute_row_positions([(plots.ValueRange(value), lines) for value, lines in made], axis)
    bottom = plots.compute_bottom(lines for _, lines in made)

    assert all(before.middle < after.y for before, after in pairwise(placed))
    assert placed[-1].middle < bottom
    assert [one.x is None for one in placed] == [value is None for value, _ in made]


def test_a_band_ends_where_the_axis_does() -> None:
    axis = plots.build_axis([0.9, 1.0])

    left, width = plots.compute_band(0.98, 0.05, axis)

    assert left + width == 100


def test_a_square_has_its_origin_at_the_bottom_left() -> None:
    assert plots.compute_square_position(0, 0) == (0, plots.SQUARE)
    assert plots.compute_square_position(1, 1) == (plots.SQUARE, 0)


@given(st.text())
def test_a_label_always_fits_beside_a_plot(label: str) -> None:
    lines = wrap_label(label)

    assert 1 <= len(lines) <= MOST_LINES
    assert all(len(line) <= LINE_LETTERS for line in lines)
