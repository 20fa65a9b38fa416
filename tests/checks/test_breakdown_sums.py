"""Whether groups add up: a table of people counted rightly never fails, whatever is hidden in it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.checks._breakdown_sums import compute_totals, iter_breakdowns
from boas.evidence import Cell, CountsRow, CountsTable, Stratum, Suppression

SEXES, AGES, SITES = ("female", "male", "unknown"), ("18-64", "65+"), ("nord", "sud")
GROUPS = {"sex": SEXES, "age_band": AGES}

people = st.lists(
    st.tuples(st.sampled_from(SITES), st.sampled_from(SEXES), st.sampled_from(AGES), st.integers(0, 3)), max_size=60
)
"""Everybody's site, sex, age and what became of them."""

levels = st.sets(st.sampled_from(["", "sex", "age_band", "site", "sex age_band", "site sex"]), min_size=1)
"""Breakdowns that a table has rows for."""


def table_of(everybody: list[tuple[str, str, str, int]], broken_down: set[str]) -> CountsTable:
    """The table somebody would write who counts these people in some ways."""
    rows: list[CountsRow] = []
    for level in sorted(broken_down):
        names = level.split()
        for fixed in product(*({"site": SITES, **GROUPS}[name] for name in names)):
            wanted = dict(zip(names, fixed, strict=True))
            counted = Counter(
                what
                for site, sex, age, what in everybody
                if wanted.items() <= {"site": site, "sex": sex, "age_band": age}.items()
            )
            groups = tuple(sorted((name, group) for name, group in wanted.items() if name != "site"))
            stratum = Stratum("", wanted.get("site", ""), groups)
            rows.append(row_of(stratum, [counted[what] for what in range(4)], len(rows) + 2))
    return CountsTable(("sex", "age_band"), tuple(rows))


def row_of(stratum: Stratum, cells: Sequence[Cell], line: int) -> CountsRow:
    """A row with these four counts."""
    tp, fp, fn, tn = cells
    return CountsRow(stratum, tp, fp, fn, tn, line)


def with_more(row: CountsRow, cell: int, more: int) -> CountsRow:
    """The same row with more people in one of its counts."""
    cells = [one for one in row.cells if isinstance(one, int)]
    cells[cell] += more
    return row_of(row.stratum, cells, row.line)


def hidden(cell: Cell, how: int) -> Cell:
    """A count, or what is published instead of it."""
    is_small = isinstance(cell, int) and 0 < cell < 11
    return (cell, Suppression.COMPLEMENT, Suppression.SMALL if is_small else cell, None)[how]


def states(table: CountsTable) -> list[str]:
    return [one.state for one in iter_breakdowns(table)]


@given(people, levels)
def test_people_counted_rightly_always_add_up(everybody: list[tuple[str, str, str, int]], broken: set[str]) -> None:
    assert set(states(table_of(everybody, broken))) <= {"right"}


@given(people, levels, st.data())
def test_hiding_counts_never_makes_them_wrong(
    everybody: list[tuple[str, str, str, int]], broken: set[str], data: st.DataObject
) -> None:
    table = table_of(everybody, broken)
    hows = data.draw(st.lists(st.integers(0, 3), min_size=4 * len(table.rows), max_size=4 * len(table.rows)))
    rows = (
        row_of(row.stratum, [hidden(cell, hows[4 * at + number]) for number, cell in enumerate(row.cells)], row.line)
        for at, row in enumerate(table.rows)
    )

    assert set(states(replace(table, rows=tuple(rows)))) <= {"right"}


@given(people, st.integers(0, 3), st.integers(1, 50))
def test_somebody_counted_twice_is_seen(everybody: list[tuple[str, str, str, int]], cell: int, more: int) -> None:
    table = table_of(everybody, {"", "sex"})
    whole, first, *others = table.rows

    assert states(replace(table, rows=(whole, with_more(first, cell, more), *others))) == ["too many"]


@given(people, st.integers(0, 3), st.integers(1, 50))
def test_somebody_in_no_group_is_seen(everybody: list[tuple[str, str, str, int]], cell: int, more: int) -> None:
    table = table_of(everybody, {"", "age_band"})
    whole, *others = table.rows
    (found,) = iter_breakdowns(replace(table, rows=(with_more(whole, cell, more), *others)))

    assert (found.state, found.leaves_people_out, found.line) == ("too few", True, whole.line)


ROWS = {
    "whole": CountsRow(Stratum(), 100, 40, 20, 400, 2),
    "female": CountsRow(Stratum("", "", (("sex", "female"),)), 60, 20, 10, 200, 3),
    "male": CountsRow(Stratum("", "", (("sex", "male"),)), 30, 20, 10, 200, 4),
    "unknown": CountsRow(Stratum("", "", (("sex", "Unknown"),)), 5, 0, 0, 0, 5),
    "north": CountsRow(Stratum("", "nord"), 50, 20, 10, 200, 6),
    "south": CountsRow(Stratum("", "sud"), 40, 20, 10, 200, 7),
    "other variant": CountsRow(Stratum("b"), 1, 1, 1, 1, 8),
}


@pytest.mark.parametrize(
    ("rows", "state", "leaves_out"),
    [
        pytest.param("whole female male", "too few", True, id="nobody owns up to the rest"),
        pytest.param("whole female male unknown", "too few", False, id="unknown is there, and still too few"),
        pytest.param("whole north south", "too few", False, id="a site is known of everybody"),
        pytest.param("female male north south", "right", False, id="two breakdowns of equal size"),
    ],
)
def test_a_breakdown_that_is_too_small_is_told_apart(rows: str, state: str, *, leaves_out: bool) -> None:
    table = CountsTable(("sex",), tuple(ROWS[name] for name in rows.split()))

    assert [(one.state, one.leaves_people_out) for one in iter_breakdowns(table)][-1] == (state, leaves_out)


@pytest.mark.parametrize("rows", ["whole female", "female", "whole", ""])
def test_one_group_alone_is_no_breakdown(rows: str) -> None:
    table = CountsTable(("sex",), tuple(ROWS[name] for name in rows.split()))

    assert list(iter_breakdowns(table)) == []


def test_variants_are_never_held_against_each_other() -> None:
    table = CountsTable(("sex",), (ROWS["whole"], ROWS["other variant"]))

    assert list(iter_breakdowns(table)) == []
    assert compute_totals(table) == {"": ((100, 100), (40, 40), (20, 20), (400, 400)), "b": ((1, 1),) * 4}


def test_everybody_is_the_sum_of_groups_when_no_row_says_so() -> None:
    table = CountsTable(("sex",), (ROWS["female"], replace(ROWS["male"], fn=Suppression.SMALL)))

    assert compute_totals(table)[""] == ((90, 90), (40, 40), (11, 20), (400, 400))
