"""From a file of counts to every stratum with its estimates: what is summed, what is not, and in what order."""

import gc
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.evidence import Cell, CountsRow, CountsTable, ScoresRow, ScoresTable, Stratum, StratumEstimates, Suppression
from boas.evidence.statistics import METRICS, recompute, recompute_many
from boas.evidence.statistics._scores import SCORE_METRICS
from tests.evidence.tables import CONFUSIONS, Cells, row, table

SMALL, COMPLEMENT = Suppression.SMALL, Suppression.COMPLEMENT

SITES, SEXES, AGES = ("Brest", "Lille", "Nice"), ("F", "M", "unknown"), ("18-64", "65+")
CROSSED = st.lists(CONFUSIONS, min_size=18, max_size=18).map(
    lambda cells: table(
        *(
            row(*counts, site=site, sex=sex, age_band=age)
            for counts, (site, sex, age) in zip(cells, product(SITES, SEXES, AGES), strict=True)
        )
    )
)


def by_stratum(found: Sequence[StratumEstimates]) -> dict[Stratum, StratumEstimates]:
    return {one.stratum: one for one in found}


def cells_of(one: StratumEstimates) -> tuple[Cell, ...]:
    return (one.tp, one.fp, one.fn, one.tn)


def group(**groups: str) -> Stratum:
    return Stratum("", "", tuple(sorted(groups.items())))


def test_a_row_of_the_file_is_there_as_read_with_every_metric() -> None:
    (whole,) = recompute(table(row(80, 10, 20, 890)), None)

    assert cells_of(whole) == (80, 10, 20, 890)
    assert not whole.is_derived
    assert list(whole.estimates) == list(METRICS)
    assert whole.bins == ()
    sensitivity = whole.estimates["sensitivity"]
    assert (sensitivity.numerator, sensitivity.n, sensitivity.value) == (80, 100, 0.8)
    assert (sensitivity.lower, sensitivity.upper) == pytest.approx((0.7112, 0.8666), abs=5e-5)
    assert (sensitivity.level, sensitivity.method, sensitivity.missing) == (0.95, "wilson", "")


@given(counts=CROSSED)
def test_everybody_sites_and_groups_are_the_sums_of_their_rows(counts: CountsTable) -> None:
    found = by_stratum(recompute(counts, None))

    for stratum, one in found.items():
        parts = [part for part in counts.rows if fixes(part.stratum, stratum)]
        assert cells_of(one) == tuple(sum(whole_numbers(part.cells[at] for part in parts)) for at in range(4))
        assert one.is_derived == (stratum not in {part.stratum for part in counts.rows})
    assert len(found) == 18 + 1 + 3 + 3 + 2


def whole_numbers(cells: Iterable[Cell]) -> list[int]:
    return [cell for cell in cells if isinstance(cell, int)]


def fixes(finer: Stratum, coarser: Stratum) -> bool:
    return coarser.site in {"", finer.site} and set(coarser.groups) <= set(finer.groups)


@given(cells=CONFUSIONS)
def test_estimates_are_what_one_reckons_by_hand(cells: Cells) -> None:
    tp, fp, fn, tn = cells
    (whole,) = recompute(table(row(*cells)), None)
    by_hand = {"sensitivity": (tp, tp + fn), "ppv": (tp, tp + fp), "accuracy": (tp + tn, sum(cells))}

    for metric, (k, n) in by_hand.items():
        one = whole.estimates[metric]
        assert (one.numerator, one.n) == (k, n)
        assert one.value == (k / n if n else None)
        assert one.missing == ("" if n else "no-denominator")


def test_strata_come_in_the_order_they_are_shown_read_before_summed_and_unknown_last() -> None:
    counts = table(
        row(1, 1, 1, 1, sex="unknown"),
        row(1, 1, 1, 1, site="Lille", sex="F"),
        row(1, 1, 1, 1, sex="F", age_band="65+"),
        row(1, 1, 1, 1, age_band="65+"),
        row(1, 1, 1, 1, age_band="Unknown"),
        row(1, 1, 1, 1, age_band="18-64"),
        row(1, 1, 1, 1, sex="F"),
        row(1, 1, 1, 1, site="unknown"),
        row(1, 1, 1, 1, site="Brest"),
        row(1, 1, 1, 1, variant="B"),
    )

    assert [one.stratum for one in recompute(counts, None)] == [
        Stratum(),
        Stratum("", "Brest"),
        Stratum("", "Lille"),
        Stratum("", "unknown"),
        group(sex="F"),
        group(sex="unknown"),
        group(age_band="65+"),
        group(age_band="18-64"),
        group(age_band="Unknown"),
        group(sex="F", age_band="65+"),
        Stratum("", "Lille", (("sex", "F"),)),
        Stratum("B"),
    ]


def test_what_the_file_gives_is_never_replaced_by_a_sum() -> None:
    counts = table(row(90, 9, 9, 90), row(40, 4, 4, 40, sex="F"), row(20, 4, 4, 40, sex="M"))

    found = by_stratum(recompute(counts, None))

    assert cells_of(found[Stratum()]) == (90, 9, 9, 90)
    assert not found[Stratum()].is_derived


def test_variants_are_never_summed() -> None:
    counts = table(row(40, 4, 4, 40, variant="A", sex="F"), row(20, 2, 2, 20, variant="B", sex="F"))

    found = by_stratum(recompute(counts, None))

    assert Stratum() not in found
    assert cells_of(found[Stratum("A")]) == (40, 4, 4, 40)
    assert cells_of(found[Stratum("B")]) == (20, 2, 2, 20)


def test_a_sum_goes_over_the_fewest_breakdowns() -> None:
    counts = table(
        row(1, 1, 1, 1, sex="F", age_band="65+"),
        row(40, 4, 4, 40, sex="F"),
        row(20, 2, 2, 20, sex="M"),
    )

    assert cells_of(by_stratum(recompute(counts, None))[Stratum()]) == (60, 6, 6, 60)


def test_of_two_ways_to_sum_the_one_that_hides_less_is_taken() -> None:
    counts = table(
        row(40, SMALL, 4, 40, sex="F"),
        row(20, COMPLEMENT, 2, 20, sex="M"),
        row(50, 5, 5, 50, age_band="65+"),
        row(10, 1, 1, 10, age_band="18-64"),
    )

    assert cells_of(by_stratum(recompute(counts, None))[Stratum()]) == (60, 6, 6, 60)


def test_a_sum_over_a_withheld_or_unmeasured_count_is_withheld_or_unmeasured() -> None:
    counts = table(row(40, SMALL, COMPLEMENT, None, sex="F"), row(20, 30, 12, 20, sex="M"))

    whole = by_stratum(recompute(counts, None))[Stratum()]

    assert cells_of(whole) == (60, COMPLEMENT, COMPLEMENT, None)
    assert {metric: one.missing for metric, one in whole.estimates.items() if metric in {"ppv", "npv"}} == {
        "ppv": "withheld",
        "npv": "not-measured",
    }


def test_what_is_withheld_or_not_measured_gives_a_reason_and_never_a_number() -> None:
    (whole,) = recompute(table(row(40, SMALL, None, 900)), None)

    for one in whole.estimates.values():
        assert one.missing in {"withheld", "not-measured"}
        assert (one.value, one.lower, one.upper, one.numerator, one.n) == (None,) * 5


def test_review_of_flagged_people_alone_gives_only_the_predictive_value() -> None:
    counts = table(row(80, 20, 12, 900))

    (whole,) = recompute(counts, None, "flagged-only")

    assert whole.estimates["ppv"].value == 0.8
    others = [one for metric, one in whole.estimates.items() if metric != "ppv"]
    assert {one.missing for one in others} == {"not-estimable"}
    assert all((one.value, one.lower, one.upper, one.numerator, one.n) == (None,) * 5 for one in others)


@pytest.mark.parametrize("sampling", [None, "all", "random"])
def test_other_samplings_leave_all_metrics(sampling: str | None) -> None:
    (whole,) = recompute(table(row(80, 20, 12, 900)), None, sampling)

    assert not any(one.missing for one in whole.estimates.values())


@given(counts=CROSSED)
def test_the_names_and_order_of_sites_change_no_number(counts: CountsTable) -> None:
    names = {"Brest": "Nice", "Lille": "Anvers", "Nice": "Brest"}
    rows = [replace(one, stratum=replace(one.stratum, site=names[one.stratum.site])) for one in counts.rows]
    random.Random(1).shuffle(rows)  # noqa: S311 -- any other order will do
    before, after = by_stratum(recompute(counts, None)), by_stratum(recompute(replace(counts, rows=tuple(rows)), None))

    assert len(before) == len(after)
    for stratum, one in before.items():
        renamed = replace(stratum, site=names.get(stratum.site, ""))
        assert after[renamed] == replace(one, stratum=renamed)


@given(counts=CROSSED, cells=CONFUSIONS)
def test_adding_a_group_never_hides_one(counts: CountsTable, cells: Cells) -> None:
    more = replace(counts, rows=(*counts.rows, row(*cells, site="Nice", sex="other", age_band="65+")))
    before, after = by_stratum(recompute(counts, None)), by_stratum(recompute(more, None))

    assert set(before) < set(after)
    assert group(sex="other") in after
    assert all(after[group(sex=sex)] == before[group(sex=sex)] for sex in SEXES)


@given(tables=st.lists(st.one_of(CROSSED, CONFUSIONS.map(lambda cells: table(row(*cells)))), max_size=4))
def test_many_tables_at_once_give_what_each_gives_alone(tables: list[CountsTable]) -> None:
    samplings = [("all", "flagged-only", None)[at % 3] for at in range(len(tables))]
    alone = [recompute(one, None, sampling) for one, sampling in zip(tables, samplings, strict=True)]

    assert list(recompute_many(tables, samplings)) == alone


def test_an_estimate_looked_at_in_a_batch_is_made_on_the_spot() -> None:
    ((whole,),) = recompute_many([table(row(80, 20, 12, 900))])

    assert whole.estimates["ppv"].value == 0.8
    assert len(whole.estimates) == len(METRICS)
    with pytest.raises(KeyError):
        _ = whole.estimates["fairness"]


@pytest.mark.parametrize("is_on", [True, False])
def test_the_collector_of_garbage_is_left_as_it_was_found(*, is_on: bool) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if is_on else gc.disable)()
        recompute(table(row(80, 20, 12, 900)), None)

        assert gc.isenabled() == is_on
    finally:
        (gc.enable if was_on else gc.disable)()


def test_nothing_gives_nothing() -> None:
    assert recompute(None, None) == ()
    assert recompute(table(), None) == ()
    assert recompute(table(), ScoresTable((), ())) == ()
    assert recompute_many([]) == ()
    assert recompute_many([table(), table()]) == ((), ())


@pytest.mark.parametrize("enormous", [2**53 + 1, 10**30, 10**400])
def test_a_count_larger_than_any_population_is_not_reckoned_with(enormous: int) -> None:
    whole, *_ = recompute(table(row(enormous, 1, 1, 1, sex="F"), row(1, 1, 1, 1, sex="M")), None)

    assert cells_of(whole) == (None, 2, 2, 2)
    assert whole.estimates["sensitivity"].missing == "not-measured"


def test_a_row_given_twice_counts_once() -> None:
    counts = table(row(80, 20, 12, 900), row(1, 1, 1, 1))

    assert [cells_of(one) for one in recompute(counts, None)] == [(80, 20, 12, 900)]


def scores(*rows: tuple[float, float, int, int], site: str = "") -> tuple[ScoresRow, ...]:
    return tuple(ScoresRow(Stratum("", site), *one) for one in rows)


RANGES = ((0.0, 0.2, 5, 60), (0.2, 0.6, 20, 30), (0.6, 1.0, 50, 15))


def test_scores_add_their_metrics_and_bins_to_the_same_stratum() -> None:
    (whole,) = recompute(table(row(50, 15, 25, 90)), ScoresTable((), scores(*RANGES)))

    assert list(whole.estimates) == [*METRICS, *SCORE_METRICS]
    assert not any(one.missing for one in whole.estimates.values())
    assert [one.predicted for one in whole.bins] == pytest.approx([0.1, 0.4, 0.8])
    assert [one.observed.numerator for one in whole.bins] == [5, 20, 50]


def test_scores_of_sites_are_gathered_into_those_of_everybody() -> None:
    by_site = ScoresTable((), (*scores(*RANGES, site="Brest"), *scores(*RANGES, site="Lille")))

    whole, brest, lille = recompute(None, by_site)

    assert [one.stratum for one in (whole, brest, lille)] == [Stratum(), Stratum("", "Brest"), Stratum("", "Lille")]
    assert [one.is_derived for one in (whole, brest, lille)] == [True, False, False]
    assert whole.estimates["auc"].value == brest.estimates["auc"].value == lille.estimates["auc"].value
    assert (whole.estimates["auc"].n, brest.estimates["auc"].n) == (360, 180)
    assert [one.observed.n for one in whole.bins] == [130, 100, 130]


def test_a_stratum_of_one_file_alone_lacks_what_the_other_would_give() -> None:
    counts = table(row(50, 15, 25, 90), row(20, 5, 10, 40, sex="F"), row(30, 10, 15, 50, sex="M"))
    by_site = ScoresTable((), (*scores(*RANGES, site="Brest"), *scores(*RANGES, site="Lille")))

    found = by_stratum(recompute(counts, by_site))

    assert list(found) == [Stratum(), Stratum("", "Brest"), Stratum("", "Lille"), group(sex="F"), group(sex="M")]
    assert not found[Stratum()].is_derived
    assert found[group(sex="F")].estimates["auc"].missing == "not-measured"
    assert found[group(sex="F")].estimates["sensitivity"].missing == ""
    assert cells_of(found[Stratum("", "Brest")]) == (None, None, None, None)
    assert found[Stratum("", "Brest")].estimates["sensitivity"].missing == "not-measured"
    assert found[Stratum("", "Brest")].estimates["auc"].missing == ""


def test_scores_of_flagged_people_alone_keep_only_what_is_said_given_the_score() -> None:
    (whole,) = recompute(None, ScoresTable((), scores(*RANGES)), "flagged-only")

    missing = {metric: whole.estimates[metric].missing for metric in SCORE_METRICS}
    assert missing == {
        "auc": "not-estimable",
        "brier": "not-estimable",
        "calibration-intercept": "",
        "calibration-slope": "",
    }
    assert whole.estimates["sensitivity"].missing == "not-estimable"


def test_withheld_scores_are_withheld_in_their_sum() -> None:
    hidden = CountsRow(Stratum(), 1, 1, 1, 1)
    rows = (
        ScoresRow(Stratum("", "Brest"), 0.0, 1.0, 30, SMALL),
        ScoresRow(Stratum("", "Lille"), 0.0, 1.0, 30, 60),
    )

    whole = by_stratum(recompute(table(hidden), ScoresTable((), rows)))[Stratum()]

    assert whole.estimates["auc"].missing == "withheld"
    assert whole.bins[0].observed.missing == "withheld"
