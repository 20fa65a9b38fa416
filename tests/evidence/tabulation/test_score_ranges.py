"""Ranges of scores hold no small count, in any stratum, and subtracting one stratum from another gives none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.evidence import ScoresTable, Stratum
from boas.evidence.disclosure import find_disclosures
from boas.evidence.tabulation import Tally, tabulate_scores

People = list[tuple[str, bool, float]]


def tally(people: People) -> Tally:
    """People by sex, with their truth and score."""
    found = Tally()
    for sex, truth, score in people:
        stratum = Stratum(groups=(("sex", sex),))
        found.counts.setdefault(stratum, [0, 0, 0, 0])[2 - 2 * truth] += 1
        found.strata.append(list(found.counts).index(stratum))
        found.truths.append(truth)
        found.scores.append(score)
    return found


def ranges(table: ScoresTable, stratum: Stratum = Stratum()) -> list[tuple[float, float, object, object]]:  # noqa: B008 -- frozen
    return [(row.low, row.high, row.positives, row.negatives) for row in table.rows if row.stratum == stratum]


def test_few_scores_are_ranges_of_their_own() -> None:
    people = [("F", truth, score) for score in (1.0, 2.0, 3.0) for truth in (True, False) for _ in range(12)]

    table, left_out = tabulate_scores(tally(people), ("sex",), 11, 10)

    assert ranges(table) == [(1, 1, 12, 12), (2, 2, 12, 12), (3, 3, 12, 12)]
    assert left_out == ()


def test_neighbours_are_merged_until_no_count_is_small() -> None:
    people = [("F", truth, score) for score in (1.0, 2.0, 3.0, 4.0) for truth in (True, False) for _ in range(6)]

    table, _ = tabulate_scores(tally(people), (), 11, 10)

    assert ranges(table) == [(1, 3, 12, 12), (3, 5, 12, 12)]


def test_nobody_may_stay_nobody() -> None:
    people = [("F", score > 2, score) for score in (1.0, 2.0, 3.0) for _ in range(20)]

    table, _ = tabulate_scores(tally(people), (), 11, 10)

    assert ranges(table) == [(1, 1, 0, 20), (2, 2, 0, 20), (3, 3, 20, 0)]


def test_shares_have_ranges_from_nought_to_one_with_as_many_people_in_each() -> None:
    people = [("F", number % 2 == 0, number / 1000) for number in range(1001)]

    table, _ = tabulate_scores(tally(people), (), 11, 4)

    assert [(low, high) for low, high, _, _ in ranges(table)] == [(0, 0.25), (0.25, 0.5), (0.5, 0.75), (0.75, 1)]
    assert (
        sum(
            row.positives + row.negatives
            for row in table.rows
            if isinstance(row.positives, int) and isinstance(row.negatives, int)
        )
        == 1001
    )


def test_the_lowest_and_the_highest_score_of_anybody_are_not_told() -> None:
    people = [("F", number % 2 == 0, 12.3456 + number * 1.00017) for number in range(200)]

    table, _ = tabulate_scores(tally(people), (), 11, 4)

    assert (table.rows[0].low, table.rows[-1].high) == (10, 220)


def test_a_group_too_small_for_two_ranges_takes_its_whole_dimension_out() -> None:
    people = [("F", truth, score) for score in (1.0, 2.0) for truth in (True, False) for _ in range(20)]

    table, left_out = tabulate_scores(tally([*people, ("M", True, 1.0)]), ("sex",), 11, 10)

    assert {row.stratum for row in table.rows} == {Stratum()}
    assert "sex" in left_out


def test_too_few_people_have_no_ranges_at_all() -> None:
    table, left_out = tabulate_scores(tally([("F", True, 1.0), ("M", False, 2.0)]), ("sex",), 11, 10)

    assert table.rows == ()
    assert "" in left_out


def test_one_score_for_everybody_is_no_range() -> None:
    table, left_out = tabulate_scores(tally([("F", True, 0.5)] * 30), (), 11, 10)

    assert table.rows == ()
    assert "" in left_out


SCORES = {
    "shares": st.floats(0, 1),
    "rare": st.floats(0, 0.001),
    "points": st.integers(0, 12).map(float),
    "anything": st.floats(-50, 5000, width=32),
}


@pytest.mark.parametrize("scores", SCORES.values(), ids=list(SCORES))
@given(st.data())
def test_no_count_of_any_stratum_is_small_or_can_be_worked_out(
    scores: st.SearchStrategy[float], data: st.DataObject
) -> None:
    person = st.tuples(st.sampled_from("FM"), st.booleans(), scores)
    people = data.draw(st.lists(person, min_size=10, max_size=80))
    threshold = 4

    table, _ = tabulate_scores(tally(people), ("sex",), threshold, 6)

    assert find_disclosures(None, threshold=threshold, scores=table) == ()
    for stratum in {row.stratum for row in table.rows}:
        counted = [row for row in table.rows if row.stratum == stratum]
        mine = [score for sex, _, score in people if not stratum.groups or stratum.groups[0][1] == sex]
        assert sum(int(str(row.positives)) + int(str(row.negatives)) for row in counted) == len(mine)
        assert all(one.high <= other.low for one, other in pairwise(counted))
        assert counted[0].low <= min(mine)
        assert max(mine) <= counted[-1].high
