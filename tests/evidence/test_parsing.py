"""A table without fault becomes counts: each row knows for whom it counts, where, and on which line."""

import pytest

from boas.evidence import Cell, CountsRow, ScoresRow, Stratum, Suppression, read_counts, read_scores
from boas.evidence._parsing import read_cell
from boas.parsing import read_table

SMALL, COMPLEMENT = Suppression.SMALL, Suppression.COMPLEMENT


@pytest.mark.parametrize(
    ("written", "threshold", "cell"),
    [
        ("", 11, None),
        ("0", 11, 0),
        ("1473", 11, 1473),
        ("1000000000000", 11, 10**12),
        ("<11", 11, SMALL),
        ("<5", 11, SMALL),
        ("<20", 11, COMPLEMENT),
        ("<20", 20, SMALL),
        ("[c]", 11, COMPLEMENT),
    ],
    ids=str,
)
def test_a_cell_is_a_count_a_withheld_one_or_nothing(written: str, threshold: int, cell: Cell) -> None:
    assert read_cell(written, threshold) == cell


def test_rows_know_their_stratum_and_line() -> None:
    table = read_table(b"variant,site,sex,age_band,tp,fp,fn,tn\nB,Brest,F,unknown,20,<11,[c],\n,,,,1,2,3,4\n")

    counts = read_counts(table, 11)

    assert counts.dimensions == ("sex", "age_band")
    assert counts.threshold == 11
    assert counts.rows == (
        CountsRow(Stratum("B", "Brest", (("age_band", "unknown"), ("sex", "F"))), 20, SMALL, COMPLEMENT, None, line=2),
        CountsRow(Stratum(), 1, 2, 3, 4, line=3),
    )


def test_variant_and_site_may_be_left_out_and_columns_stand_in_any_order() -> None:
    counts = read_counts(read_table(b"tn,fn,fp,tp,sex\n4,3,2,1,M\n"))

    assert counts.rows == (CountsRow(Stratum(groups=(("sex", "M"),)), 1, 2, 3, 4, line=2),)


def test_scores_keep_their_ranges() -> None:
    scores = read_scores(read_table(b"site,score_low,score_high,positives,negatives\nBrest,0,0.1,<11,812\n"))

    assert scores.dimensions == ()
    assert scores.rows == (ScoresRow(Stratum(site="Brest"), 0.0, 0.1, SMALL, 812, line=2),)
