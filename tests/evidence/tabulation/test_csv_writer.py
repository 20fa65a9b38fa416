"""What is written is read back unchanged, and stands as authors write it."""

from hypothesis import given
from hypothesis import strategies as st

from boas.evidence import (
    Cell,
    CountsRow,
    CountsTable,
    ScoresRow,
    ScoresTable,
    Stratum,
    Suppression,
    read_counts,
    read_scores,
)
from boas.evidence.tabulation import render_counts, render_scores
from boas.parsing import read_table

NAMES = (
    st.text("abcdeéè ,;'\"0123456789-", min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda name: name and name[0].isalnum())
)
CELLS: st.SearchStrategy[Cell] = st.one_of(st.integers(0, 10**12), st.sampled_from(list(Suppression)), st.none())
GROUPS = st.dictionaries(st.sampled_from(["sex", "age_band"]), NAMES).map(lambda groups: tuple(sorted(groups.items())))
STRATA = st.builds(Stratum, NAMES | st.just(""), NAMES | st.just(""), GROUPS)


@given(st.lists(st.builds(CountsRow, STRATA, CELLS, CELLS, CELLS, CELLS)))
def test_counts_are_read_back_as_they_were(rows: list[CountsRow]) -> None:
    table = CountsTable(
        ("sex", "age_band"), tuple(CountsRow(row.stratum, *row.cells, line=line) for line, row in enumerate(rows, 2))
    )

    text = read_table(render_counts(table).encode())

    assert text.diagnostics == ()
    assert read_counts(text) == table


ENDS = st.floats(-1e6, 1e6).map(lambda value: value + 0.0)


@given(st.lists(st.builds(ScoresRow, STRATA, ENDS, ENDS, CELLS, CELLS)))
def test_scores_are_read_back_as_they_were(rows: list[ScoresRow]) -> None:
    listed = (
        ScoresRow(row.stratum, row.low, row.high, row.positives, row.negatives, line)
        for line, row in enumerate(rows, 2)
    )
    table = ScoresTable(("sex", "age_band"), tuple(listed))

    text = read_table(render_scores(table).encode())

    assert text.diagnostics == ()
    assert read_scores(text) == table


def test_columns_that_say_nothing_are_left_out() -> None:
    table = CountsTable(("sex",), (CountsRow(Stratum(), 40, Suppression.SMALL, Suppression.COMPLEMENT, None),), 5)

    assert render_counts(table) == "sex,tp,fp,fn,tn\n,40,<5,[c],\n"


def test_scores_are_written_short() -> None:
    table = ScoresTable((), (ScoresRow(Stratum(site="Brest"), 3, 3.25, 20, 0),))

    assert render_scores(table) == "site,score_low,score_high,positives,negatives\nBrest,3,3.25,20,0\n"
