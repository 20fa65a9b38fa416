"""The finest counts become rows for everybody, sites, groups and crossings, in the order of a reader."""

import pytest

from boas.errors import UsageError
from boas.evidence import Stratum
from boas.evidence.tabulation import tabulate_counts

FINEST = {
    Stratum("", "Lille", (("age_band", "18-49"), ("sex", "M"))): [1, 2, 3, 4],
    Stratum("", "Brest", (("age_band", "5-17"), ("sex", "F"))): [10, 20, 30, 40],
    Stratum("", "Brest", (("age_band", "unknown"), ("sex", "F"))): [100, 200, 300, 400],
}


def test_rows_stand_in_the_order_of_a_reader() -> None:
    table = tabulate_counts(FINEST, ("sex", "age_band"))

    assert [(row.stratum.site, dict(row.stratum.groups), row.cells) for row in table.rows] == [
        ("", {}, (111, 222, 333, 444)),
        ("Brest", {}, (110, 220, 330, 440)),
        ("Lille", {}, (1, 2, 3, 4)),
        ("", {"sex": "F"}, (110, 220, 330, 440)),
        ("", {"sex": "M"}, (1, 2, 3, 4)),
        ("", {"age_band": "5-17"}, (10, 20, 30, 40)),
        ("", {"age_band": "18-49"}, (1, 2, 3, 4)),
        ("", {"age_band": "unknown"}, (100, 200, 300, 400)),
    ]


def test_a_combination_that_nobody_is_in_has_a_row_of_zeros() -> None:
    table = tabulate_counts(FINEST, ("sex", "age_band"), [("site", "sex")])

    crossed = {
        (row.stratum.site, row.stratum.groups[0][1]): row.cells
        for row in table.rows
        if row.stratum.site and row.stratum.groups
    }
    assert crossed == {
        ("Brest", "F"): (110, 220, 330, 440),
        ("Brest", "M"): (0, 0, 0, 0),
        ("Lille", "F"): (0, 0, 0, 0),
        ("Lille", "M"): (1, 2, 3, 4),
    }


def test_variants_have_rows_of_their_own() -> None:
    table = tabulate_counts({Stratum("B"): [1, 0, 0, 0], Stratum("A"): [2, 0, 0, 0]}, ())

    assert [(row.stratum, row.tp) for row in table.rows] == [(Stratum("A"), 2), (Stratum("B"), 1)]


def test_too_many_combinations_are_refused() -> None:
    finest = {
        Stratum("", f"S{number}", (("age_band", f"G{number}"), ("sex", f"X{number}"))): [1, 1, 1, 1]
        for number in range(20)
    }

    with pytest.raises(UsageError, match="more than 5000 rows"):
        tabulate_counts(finest, ("age_band", "sex"), [("site", "age_band", "sex")])
