"""What is withheld stays unknown: attacks that know every published count and how the others were chosen fail."""

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from boas.errors import UsageError
from boas.evidence import CELLS, Cell, CountsRow, CountsTable, ScoresRow, ScoresTable, Stratum, Suppression
from boas.evidence.disclosure import find_disclosures, suppress_counts

SMALL, COMPLEMENT = Suppression.SMALL, Suppression.COMPLEMENT
Grid = Sequence[Sequence[Sequence[int]]]
"""Counts by site, group and cell."""


def place(site: int | None, group: int | None) -> Stratum:
    return Stratum("", "" if site is None else f"S{site}", () if group is None else (("sex", f"G{group}"),))


def members(grid: Grid, *, crossed: bool) -> dict[Stratum, list[tuple[int, int]]]:
    """Strata that are listed, each with the crossed cells it is the sum of."""
    n_sites, n_groups = len(grid), len(grid[0])
    listed = {
        place(site, group): [
            (one, other)
            for one, other in product(range(n_sites), range(n_groups))
            if site in {None, one} and group in {None, other}
        ]
        for site, group in product((None, *range(n_sites)), (None, *range(n_groups)))
    }
    return {who: of for who, of in listed.items() if crossed or not (who.site and who.groups)}


def table(grid: Grid, threshold: int, *, crossed: bool = True) -> CountsTable:
    """The table with all its margins."""
    rows = []
    for line, (who, of) in enumerate(members(grid, crossed=crossed).items(), start=2):
        tp, fp, fn, tn = (sum(grid[site][group][cell] for site, group in of) for cell in range(4))
        rows.append(CountsRow(who, tp, fp, fn, tn, line))
    return CountsTable(("sex",), tuple(rows), threshold)


def every_cell(*tables: CountsTable) -> Iterator[tuple[tuple[Stratum, int], tuple[Cell, ...]]]:
    """All counts of tables with the same rows, side by side."""
    for rows in zip(*(one.rows for one in tables), strict=True):
        for cell in range(4):
            yield (rows[0].stratum, cell), tuple(row.cells[cell] for row in rows)


def grids(most: int, n_sites: int, n_groups: int) -> st.SearchStrategy[Grid]:
    cell = st.lists(st.integers(0, most), min_size=4, max_size=4)
    return st.lists(st.lists(cell, min_size=n_groups, max_size=n_groups), min_size=n_sites, max_size=n_sites)


@given(grids(40, 2, 3), st.integers(2, 12), st.booleans())
def test_published_counts_are_as_counted_and_no_small_one_is_among_them(
    grid: Grid,
    threshold: int,
    crossed: bool,  # noqa: FBT001 -- hypothesis hands it over
) -> None:
    counted = table(grid, threshold, crossed=crossed)

    published = suppress_counts(counted)

    assert [row.stratum for row in published.rows] == [row.stratum for row in counted.rows]
    assert [row.line for row in published.rows] == [row.line for row in counted.rows]
    for _, (shown, true) in every_cell(published, counted):
        assert isinstance(true, int)
        is_small = 0 < true < threshold
        assert isinstance(shown, Suppression) or not is_small
        assert shown is not SMALL or is_small
        assert isinstance(shown, Suppression) or shown == true
    assert suppress_counts(counted) == published
    assert find_disclosures(published) == ()


@given(grids(40, 2, 3), st.integers(1, 12))
def test_a_table_without_small_counts_is_left_as_it_is(grid: Grid, threshold: int) -> None:
    raised = [[[count + threshold if count else 0 for count in cells] for cells in groups] for groups in grid]
    counted = table(raised, threshold)

    assert suppress_counts(counted) == counted


MOST, REACH, THRESHOLD = 6, 12, 3
EVERY = np.array(list(product(range(REACH + 1), repeat=4)))
"""Every table of two sites and two groups that a reader may think of, for one of the four counts."""


@pytest.mark.no_cover  # the same lines very often, traced by other tests
@given(grids(MOST, 2, 2), st.booleans())
def test_no_withheld_count_is_the_same_in_all_tables_that_agree_with_what_is_published(
    grid: Grid,
    crossed: bool,  # noqa: FBT001 -- hypothesis hands it over
) -> None:
    counted = table(grid, THRESHOLD, crossed=crossed)
    published = suppress_counts(counted)
    columns = {who: [2 * site + group for site, group in of] for who, of in members(grid, crossed=crossed).items()}
    small_as_any = {
        cell
        for (_, cell), (shown, true) in every_cell(published, counted)
        if shown is COMPLEMENT and isinstance(true, int) and true < THRESHOLD
    }

    for cell in range(4):
        sums = {who: EVERY[:, of].sum(axis=1) for who, of in columns.items()}
        agrees = np.ones(len(EVERY), dtype=bool)
        for row in published.rows:
            told = row.cells[cell]
            if told is SMALL:
                agrees &= (sums[row.stratum] > 0) & (sums[row.stratum] < THRESHOLD)
            elif told is COMPLEMENT:
                # A reader may know that others are withheld only when they are large.
                agrees &= (sums[row.stratum] >= THRESHOLD) | (cell in small_as_any)
            else:
                agrees &= sums[row.stratum] == told
        for row in published.rows:
            if row.cells[cell] is SMALL:
                assert len(set(sums[row.stratum][agrees])) > 1


def test_small_counts_that_large_ones_beside_them_give_away_are_withheld_as_any() -> None:
    # By site 1 and 3, by group 2 and 2: a site of 1 or 2 and one of 3 or more, against two groups of 1 or 2.
    wrong = [[0, 1], [2, 1]]
    published = suppress_counts(table([[(0, count, 0, 0) for count in groups] for groups in wrong], 3, crossed=False))

    assert {row.cells[1] for row in published.rows} == {COMPLEMENT}


@pytest.mark.no_cover  # the same lines very often, traced by other tests
@given(grids(30, 3, 4), st.booleans())
def test_a_solver_finds_two_values_for_every_withheld_small_count(
    grid: Grid,
    crossed: bool,  # noqa: FBT001 -- hypothesis hands it over
) -> None:
    counted = table(grid, 11, crossed=crossed)
    published = suppress_counts(counted)
    strata = members(grid, crossed=crossed)
    # One unknown for each site and group; a row of the matrix for each published row.
    matrix = np.array([[pair in of for pair in product(range(3), range(4))] for of in strata.values()], dtype=float)

    for cell, _ in enumerate(CELLS):
        told = [row.cells[cell] for row in published.rows]
        low = [one if isinstance(one, int) else 1 if one is SMALL else 0 for one in told]
        high = [one if isinstance(one, int) else 10 if one is SMALL else np.inf for one in told]
        for line in [number for number, one in enumerate(told) if one is SMALL]:
            values = [
                milp(
                    sign * matrix[line],
                    integrality=np.ones(matrix.shape[1]),
                    bounds=Bounds(0, np.inf),
                    constraints=LinearConstraint(matrix, low, high),
                ).fun
                for sign in (1, -1)
            ]
            assert round(values[0]) < round(-values[1])


def groups(*counts: int, threshold: int = 11) -> CountsTable:
    """A whole and its groups, as true positives; nobody in the other counts."""
    rows = [CountsRow(place(None, None), sum(counts), 0, 0, 0)]
    rows += [CountsRow(place(None, group), count, 0, 0, 0) for group, count in enumerate(counts)]
    return CountsTable(("sex",), tuple(rows), threshold)


SIMPLE = {
    "the smallest other is withheld": ([33, 7, 20], [60, 33, SMALL, COMPLEMENT]),
    "two small ones hide each other": ([33, 7, 5], [45, 33, SMALL, SMALL]),
    "two that can only be one each": ([33, 1, 1], [35, COMPLEMENT, SMALL, SMALL]),
    "two that can only be one and two": ([33, 1, 2], [36, COMPLEMENT, SMALL, SMALL]),
    "nobody is published": ([33, 0, 20], [53, 33, 0, 20]),
    "nobody is left of the others": ([33, 7, 0], [40, COMPLEMENT, SMALL, 0]),
    "a whole that is small": ([7, 0], [SMALL, SMALL, 0]),
    "one large enough that leaves a choice goes before one that leaves none": (
        [11, 1, 14],
        [26, 11, SMALL, COMPLEMENT],
    ),
    "the whole when there is nothing else": ([11, 1], [COMPLEMENT, 11, SMALL]),
}


@pytest.mark.parametrize(("counts", "published"), SIMPLE.values(), ids=list(SIMPLE))
def test_as_little_as_can_be_is_withheld(counts: list[int], published: list[Cell]) -> None:
    assert [row.tp for row in suppress_counts(groups(*counts)).rows] == published


def test_where_less_than_two_would_say_one_it_is_not_said() -> None:
    assert [row.tp for row in suppress_counts(groups(1, 5, 9, threshold=2)).rows] == [15, COMPLEMENT, COMPLEMENT, 9]


def test_ten_groups_of_one_in_a_whole_of_ten_do_not_give_one_another_away() -> None:
    counted = groups(*[1] * 10)

    published = suppress_counts(counted)

    assert COMPLEMENT in [row.tp for row in published.rows]
    assert find_disclosures(published) == ()


def test_variants_are_withheld_apart() -> None:
    rows = [CountsRow(Stratum(variant, "", groups), tp, 0, 0, 0) for variant, groups, tp in VARIANTS]

    published = suppress_counts(CountsTable(("sex",), tuple(rows)))

    assert [row.tp for row in published.rows] == [40, COMPLEMENT, SMALL, 60, 20, 40]


VARIANTS = [
    (variant, () if group is None else (("sex", group),), tp)
    for variant, counts in (("A", (40, 33, 7)), ("B", (60, 20, 40)))
    for group, tp in zip((None, "F", "M"), counts, strict=True)
]


def test_what_scores_say_in_all_does_not_undo_what_counts_withhold() -> None:
    counts = CountsTable((), (CountsRow(Stratum(), 50, 30, 4, 500),))
    scores = ScoresTable((), (ScoresRow(Stratum(), 0, 0.5, 20, 400), ScoresRow(Stratum(), 0.5, 1, 34, 130)))

    (row,) = suppress_counts(counts, scores).rows

    assert row.cells == (COMPLEMENT, 30, SMALL, 500)


def test_a_table_that_does_not_add_up_gives_nothing_away_either() -> None:
    rows = [CountsRow(place(None, group), tp, 0, 0, 0) for group, tp in ((None, 40), (0, 33), (1, 20), (2, 5))]
    lacking = [CountsRow(place(None, group), tp, 0, 0, 0) for group, tp in ((None, 40), (0, 33))]

    for counted in (CountsTable(("sex",), tuple(rows)), CountsTable(("sex",), tuple(lacking))):
        assert find_disclosures(suppress_counts(counted)) == ()


def test_when_it_cannot_be_made_sure_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boas.evidence.disclosure._suppression._MOST_EFFORT", 0)

    with pytest.raises(UsageError, match="Too many"):
        suppress_counts(groups(33, 7, 5))
