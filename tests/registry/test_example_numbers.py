"""The invented numbers of the worked examples: they add up, give nobody away, and show what they are there to show."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

import pytest

from boas.evidence import Cell, CountsRow, Estimate, Stratum, StratumEstimates, Suppression
from boas.evidence.disclosure import find_disclosures
from boas.evidence.statistics import pool_sites, select_worst
from boas.evidence.statistics._intervals import compute_newcombe
from boas.registry import Registry
from tests.registry.examples import (
    CELLS,
    EVALUATIONS,
    EXTERNAL,
    FEDERATION,
    INTERNAL,
    REVIEW,
    computed,
    counts,
    evaluation,
    gaps,
    picture,
    scores,
    states,
    value,
)

every_evaluation = pytest.mark.parametrize("place", EVALUATIONS, ids="/".join)


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    """The shipped registry, while its files can still be read."""
    with picture(tmp_path_factory.mktemp("shipped") / "registry") as read:
        yield read


def added(rows: Iterable[CountsRow]) -> list[int | None]:
    """The four counts of several rows together; nothing where one is withheld or not measured."""
    chosen = list(rows)
    return [total([row.cells[place] for row in chosen]) for place in range(len(CELLS))]


def total(cells: list[Cell]) -> int | None:
    numbers = [cell for cell in cells if isinstance(cell, int)]
    return sum(numbers) if len(numbers) == len(cells) else None


def split(row: CountsRow) -> tuple[str, ...]:
    """What a row is broken down by, a site being one of them."""
    return ("site", *row.stratum.dimensions) if row.stratum.site else row.stratum.dimensions


BREAKDOWNS: dict[tuple[str, str], list[tuple[str, ...]]] = {
    EXTERNAL: [("site",), ("age_band",), ("sex",), ("age_band", "sex"), ("device",), ("deprivation_quintile",)],
    INTERNAL: [("age_band",), ("sex",)],
    REVIEW: [("site",), ("age_band",), ("sex",)],
    FEDERATION: [("site",), ("age_band",), ("sex",), ("age_band", "sex")],
}


HIDDEN: dict[tuple[tuple[str, str], tuple[str, ...]], tuple[str, ...]] = {
    (EXTERNAL, ("deprivation_quintile",)): ("tp", "fp", "fn")
}
"""Cells that cannot be added up, because some groups withhold them."""


@every_evaluation
def test_groups_and_sites_add_up_to_the_whole(registry: Registry, place: tuple[str, str]) -> None:
    rows = counts(registry, place).rows
    whole = next(row for row in rows if not split(row))
    for by in BREAKDOWNS[place]:
        hidden = HIDDEN.get((place, by), ())
        expected = [None if name in hidden else cell for name, cell in zip(CELLS, added([whole]), strict=True)]
        assert added(row for row in rows if split(row) == by) == expected, by
    assert {split(row) for row in rows} == {(), *BREAKDOWNS[place]}


@every_evaluation
def test_the_population_is_the_sum_of_what_was_counted(registry: Registry, place: tuple[str, str]) -> None:
    whole = next(row for row in counts(registry, place).rows if not split(row))
    told = evaluation(registry, place).population
    counted = dict(zip(CELLS, added([whole]), strict=True))
    assert told.n == sum(cell for cell in counted.values() if cell is not None)
    assert told.events == (counted["tp"] or 0) + (counted["fn"] or 0)


@pytest.mark.parametrize("place", [EXTERNAL, FEDERATION], ids="/".join)
@pytest.mark.parametrize("dimension", ["age_band", "sex"])
def test_crossed_groups_add_up_to_each_dimension(registry: Registry, place: tuple[str, str], dimension: str) -> None:
    rows = counts(registry, place).rows
    singles = [row for row in rows if split(row) == (dimension,)]
    assert len(singles) > 1
    for single in singles:
        (group,) = single.stratum.groups
        inside = [row for row in rows if split(row) == ("age_band", "sex") and group in row.stratum.groups]
        assert added(inside) == added([single]), single


@every_evaluation
def test_no_small_count_is_printed_or_can_be_recovered(registry: Registry, place: tuple[str, str]) -> None:
    assert find_disclosures(counts(registry, place), evaluation(registry, place), scores=scores(registry, place)) == ()


def test_scores_above_the_threshold_are_the_flagged(registry: Registry) -> None:
    read = scores(registry, EXTERNAL)
    assert read is not None
    rows = read.rows
    confusion = {row.stratum: row for row in counts(registry, EXTERNAL).rows}
    for stratum in {row.stratum for row in rows}:
        own = sorted((row for row in rows if row.stratum == stratum), key=lambda row: row.low)
        assert (own[0].low, own[-1].high) == (0, 1)
        assert all(before.high == after.low for before, after in pairwise(own))
        total = {
            (side, is_flagged): sum(getattr(row, side) for row in own if (row.low >= 0.5) == is_flagged)
            for side in ("positives", "negatives")
            for is_flagged in (True, False)
        }
        counted = confusion[stratum]
        assert (total["positives", True], total["positives", False]) == (counted.tp, counted.fn)
        assert (total["negatives", True], total["negatives", False]) == (counted.fp, counted.tn)


def test_the_imaging_model_is_good_for_everybody_together_and_somewhat_overconfident(registry: Registry) -> None:
    whole = computed(registry, EXTERNAL)[Stratum()]
    assert value(whole, "sensitivity") == pytest.approx(0.862, abs=5e-4)
    assert value(whole, "specificity") == pytest.approx(0.933, abs=5e-4)
    assert value(whole, "auc") > 0.9
    slope = whole.estimates["calibration-slope"]
    assert slope.upper is not None
    assert 0.8 < value(whole, "calibration-slope") < slope.upper < 1
    assert len(whole.bins) == 9


AGES, SEXES = ("18-49", "50-74", "75+"), ("female", "male")


def crossed_group(found: Mapping[Stratum, StratumEstimates], age: str, sex: str) -> StratumEstimates:
    return found[Stratum(groups=(("age_band", age), ("sex", sex)))]


def difference(group: Estimate, reference: Estimate, level: float) -> tuple[float, float]:
    """Interval of the difference between two proportions (Newcombe, 1998)."""
    assert group.numerator is not None
    assert group.n is not None
    assert reference.numerator is not None
    assert reference.n is not None
    lower, upper = compute_newcombe(group.numerator, group.n, reference.numerator, reference.n, level)
    return float(lower), float(upper)


def test_one_of_six_age_and_sex_groups_has_a_gap_beyond_the_margin_and_the_others_have_none(registry: Registry) -> None:
    found, margin = computed(registry, EXTERNAL), evaluation(registry, EXTERNAL).margin
    assert margin is not None
    reference = crossed_group(found, "50-74", "male").estimates["sensitivity"]
    groups = {(age, sex): crossed_group(found, age, sex).estimates["sensitivity"] for age in AGES for sex in SEXES}
    level = 1 - 0.05 / (len(groups) - 1)
    shown = {}
    for group, estimate in groups.items():
        apart, close = difference(estimate, reference, level), difference(estimate, reference, 0.95)
        shown[group] = (apart[1] < -margin, -margin < close[0] < close[1] < margin)
    del shown["50-74", "male"]
    assert shown.pop(("75+", "female")) == (True, False)
    assert set(shown.values()) == {(False, True)}
    assert groups["75+", "female"].value == pytest.approx(0.74, abs=5e-4)
    assert reference.value == pytest.approx(0.903, abs=5e-4)


def test_the_gap_shows_in_women_of_75_and_over_hence_in_age_and_in_sex_and_nowhere_else(registry: Registry) -> None:
    told = states(registry, EXTERNAL, "sensitivity")
    assert {group for group, state in told.items() if state == "gap-shown"} == {
        ("age_band", "75+"),
        ("sex", "female"),
        ("age_band × sex", "75+ × female"),
    }
    assert told["age_band", "18-49"] == told["device", "fixed-2"] == "no-gap-beyond-margin"
    low = {(one.metric, one.group) for one in select_worst(gaps(registry, EXTERNAL))}
    assert ("sensitivity", "75+ × female") in low


def test_a_group_too_small_to_judge_says_how_many_would_decide(registry: Registry) -> None:
    (mobile,) = [one for one in gaps(registry, EXTERNAL) if (one.group, one.metric) == ("mobile", "sensitivity")]
    assert mobile.state == "not-enough-data"
    assert mobile.difference is not None
    assert mobile.estimate.n is not None
    assert mobile.n_to_decide is not None
    assert mobile.n_to_decide > mobile.estimate.n


def test_people_of_unknown_deprivation_are_withheld_with_one_other_group(registry: Registry) -> None:
    rows = {row.stratum.groups: row for row in counts(registry, EXTERNAL).rows}
    withheld = {group[0][1]: row.cells for group, row in rows.items() if Suppression.SMALL in row.cells}
    beside = {group[0][1]: row.cells for group, row in rows.items() if Suppression.COMPLEMENT in row.cells}
    small, complement = Suppression.SMALL, Suppression.COMPLEMENT
    assert [cells[:3] for cells in withheld.values()] == [(small, small, small)]
    assert [cells[:3] for cells in beside.values()] == [(complement, complement, complement)]
    told = states(registry, EXTERNAL, "sensitivity")
    for group in ("unknown", *beside):
        assert told["deprivation_quintile", group] == "not-enough-data"


def test_the_rule_has_a_predictive_value_and_nothing_that_asks_for_the_unflagged(registry: Registry) -> None:
    whole = computed(registry, REVIEW)[Stratum()]
    given = {metric for metric, estimate in whole.estimates.items() if estimate.value is not None}
    assert given == {"ppv"}
    assert whole.estimates["sensitivity"].missing == "not-estimable"
    claimed = {one.metric for one in evaluation(registry, REVIEW).reported or ()}
    assert claimed == {"ppv"}


def test_the_seven_hospitals_differ_by_more_than_chance(registry: Registry) -> None:
    found = computed(registry, FEDERATION)
    sites = [(stratum.site, one.estimates["sensitivity"]) for stratum, one in found.items() if stratum.site]
    pooled = pool_sites("", "sensitivity", sites)
    assert len(sites) == 7
    assert pooled is not None
    assert 0.7 < pooled.i_squared < 0.8
    assert pooled.p_value < 0.001
    smallest = min(sites, key=lambda site: site[1].n or 0)
    assert (smallest[0], smallest[1].n) == ("Hôpital fictif G", 46)
    assert pooled.prediction is not None
    assert pooled.prediction[1] - pooled.prediction[0] > 0.2


def test_a_score_that_counts_age_raises_more_false_alarms_among_the_old(registry: Registry) -> None:
    assert states(registry, FEDERATION, "specificity")["age_band", "75+"] == "gap-shown"
    assert states(registry, FEDERATION, "sensitivity")["age_band", "75+"] != "gap-shown"
