"""Groups against their reference: against fairlearn and statsmodels, and what the data say in each case."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import pytest
from fairlearn.metrics import (
    MetricFrame,
    demographic_parity_difference,
    demographic_parity_ratio,
    selection_rate,
    true_negative_rate,
    true_positive_rate,
)
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, precision_score
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep

from boas.evidence import COMPARED, CountsRow, CountsTable, Disparity, Suppression
from boas.evidence._estimates import Contrast
from boas.evidence.statistics import compute_disparities, recompute, select_worst
from boas.evidence.statistics._contrasts import apply_holm
from boas.evidence.statistics._intervals import compute_newcombe
from tests.evidence.tables import CONFUSIONS, Cells, people, random_confusions, row, table

AGES = ("18-64", "65-79", "80+", "unknown")
REFEREES: Mapping[str, Callable[..., float]] = {
    "sensitivity": true_positive_rate,
    "specificity": true_negative_rate,
    "ppv": precision_score,
    "npv": lambda truth, flag: precision_score(truth, flag, pos_label=0),
    "flag-rate": selection_rate,
    "accuracy": accuracy_score,
}


def by_age(*groups: Cells, ages: Sequence[str] = AGES) -> CountsTable:
    return table(*(row(*cells, age_band=age) for age, cells in zip(ages, groups, strict=False)))


def compared(
    counts: CountsTable, references: Mapping[str, str] | None = None, margin: float | None = None
) -> tuple[Disparity, ...]:
    return compute_disparities(recompute(counts, None), references, margin)


def only(found: Sequence[Disparity], metric: str, group: str) -> Disparity:
    (one,) = (one for one in found if (one.metric, one.group) == (metric, group))
    return one


def sensitivities(*groups: tuple[int, int], margin: float | None = None) -> tuple[Disparity, ...]:
    """Comparisons of sensitivity with the first group, each group given as found among positives."""
    counts = by_age(*((k, 30, n - k, 900) for k, n in groups))
    found = compared(counts, {"age_band": AGES[0]}, margin)
    return tuple(one for one in found if one.metric == "sensitivity")


FILES = [tuple(random_confusions(400)[4 * at : 4 * at + 4]) for at in range(40)]


@pytest.mark.parametrize("groups", FILES)
def test_values_differences_and_ratios_are_those_of_fairlearn(groups: tuple[Cells, ...]) -> None:
    truths, flags = zip(*map(people, groups), strict=True)
    ages = np.repeat(AGES, [sum(cells) for cells in groups])
    truth, flag = np.concatenate(truths), np.concatenate(flags)
    frame = MetricFrame(metrics=dict(REFEREES), y_true=truth, y_pred=flag, sensitive_features=ages)
    found = compared(by_age(*groups), {"age_band": "65-79"})

    assert len(found) == len(COMPARED) * 3
    for one in found:
        of_group, of_reference = frame.by_group[one.metric][one.group], frame.by_group[one.metric]["65-79"]
        assert one.estimate.value == pytest.approx(of_group, abs=1e-12)
        assert one.reference_estimate.value == pytest.approx(of_reference, abs=1e-12)
        assert one.difference
        assert one.ratio
        assert one.difference.value == pytest.approx(of_group - of_reference, abs=1e-12)
        assert one.ratio.value == pytest.approx(of_group / of_reference, abs=1e-12)


@pytest.mark.parametrize("groups", FILES)
def test_the_extremes_are_those_fairlearn_gives(groups: tuple[Cells, ...]) -> None:
    """Against the group with the highest rate, the lowest difference and ratio are fairlearn's one number each."""
    truths, flags = zip(*map(people, groups), strict=True)
    ages = np.repeat(AGES, [sum(cells) for cells in groups])
    people_of = {"y_true": np.concatenate(truths), "y_pred": np.concatenate(flags), "sensitive_features": ages}
    frame = MetricFrame(metrics={"flag-rate": selection_rate}, **people_of)
    highest = str(frame.by_group["flag-rate"].idxmax())
    rates = [one for one in compared(by_age(*groups), {"age_band": highest}) if one.metric == "flag-rate"]

    assert -lowest(one.difference for one in rates) == pytest.approx(demographic_parity_difference(**people_of))
    assert lowest(one.ratio for one in rates) == pytest.approx(demographic_parity_ratio(**people_of))
    assert -lowest(one.difference for one in rates) == pytest.approx(frame.difference()["flag-rate"])
    assert lowest(one.ratio for one in rates) == pytest.approx(frame.ratio()["flag-rate"])


def lowest(contrasts: Iterable[Contrast | None]) -> float:
    return min(one.value for one in contrasts if one)


@pytest.mark.parametrize("groups", FILES)
def test_intervals_are_those_of_statsmodels(groups: tuple[Cells, ...]) -> None:
    for one in compared(by_age(*groups)):
        counts = counts_of(one)
        assert one.difference
        assert one.ratio
        of_difference = confint_proportions_2indep(*counts, method="newcomb", compare="diff")
        assert (one.difference.lower, one.difference.upper) == pytest.approx(of_difference, abs=1e-9)
        assert one.difference.method == "newcombe"
        if one.ratio.method == "log-adjusted":
            of_ratio = confint_proportions_2indep(*counts, method="log-adjusted", compare="ratio")
            assert (one.ratio.lower, one.ratio.upper) == pytest.approx(of_ratio, rel=1e-9)


P_VALUES = [[0.0, 1.0], [0.03] * 4, *(np.random.default_rng(at).beta(0.3, 1, at).tolist() for at in range(1, 13))]


@pytest.mark.parametrize("p_values", P_VALUES)
def test_several_groups_are_corrected_for_as_statsmodels_does(p_values: list[float]) -> None:
    expected = multipletests(p_values, method="holm")[1]

    np.testing.assert_allclose(apply_holm(np.array(p_values)), expected, atol=1e-12)


def test_a_group_without_data_is_not_corrected_for() -> None:
    corrected = apply_holm(np.array([0.01, np.nan, 0.04]))

    assert corrected[[0, 2]] == pytest.approx([0.02, 0.04])
    assert np.isnan(corrected[1])
    assert apply_holm(np.array([])).size == 0


@given(first=CONFUSIONS, second=CONFUSIONS)
def test_a_p_value_is_the_error_at_which_the_interval_just_leaves_out_0(first: Cells, second: Cells) -> None:
    for one in compared(by_age(first, second)):
        if one.difference is None or one.p_value is None:
            continue
        assert one.n_compared == 1
        if one.p_value == 1:
            assert one.difference.value == pytest.approx(0, abs=1e-12)
        elif one.p_value > 1e-9:
            bounds = compute_newcombe(*counts_of(one), level=1 - one.p_value)
            assert min(abs(bound) for bound in bounds) == pytest.approx(0, abs=1e-6)


def counts_of(one: Disparity) -> tuple[int, int, int, int]:
    k1, n1, k2, n2 = one.estimate.numerator, one.estimate.n, one.reference_estimate.numerator, one.reference_estimate.n
    assert k1 is not None
    assert n1 is not None
    assert k2 is not None
    assert n2 is not None
    return k1, n1, k2, n2


@given(groups=st.lists(CONFUSIONS, min_size=2, max_size=4), margin=st.sampled_from([None, 0.05, 0.2]))
def test_every_comparison_says_what_its_numbers_say(groups: list[Cells], margin: float | None) -> None:
    for one in compared(by_age(*groups), margin=margin):
        lacks = one.estimate.value is None or one.reference_estimate.value is None
        assert (one.difference is None) == (one.p_value is None) == lacks
        if one.difference is None or one.p_value is None:
            assert (one.state, one.n_to_decide) == ("not-enough-data", None)
            continue
        assert -1 <= one.difference.lower <= one.difference.value + 1e-12
        assert one.difference.value - 1e-12 <= one.difference.upper <= 1
        is_within = margin is not None and -margin < one.difference.lower and one.difference.upper < margin
        undecided = "no-margin" if margin is None else "not-enough-data"
        shown = "gap-shown" if one.p_value < 0.05 else undecided
        assert one.state == ("no-gap-beyond-margin" if is_within else shown)
        if one.state == "gap-shown":
            assert not one.difference.lower <= 0 <= one.difference.upper


@given(groups=st.lists(CONFUSIONS, min_size=2, max_size=4), more=CONFUSIONS)
def test_adding_a_group_never_hides_one(groups: list[Cells], more: Cells) -> None:
    ages = AGES[: len(groups)]
    before = compared(by_age(*groups, ages=ages), {"age_band": ages[0]})
    after = compared(by_age(*groups, more, ages=(*ages, "other")), {"age_band": ages[0]})

    assert len(before) == len(COMPARED) * (len(groups) - 1)
    kept = {(one.metric, one.group): one for one in after}
    for one in before:
        assert kept[one.metric, one.group].difference == one.difference
        assert kept[one.metric, one.group].ratio == one.ratio
    assert {(metric, "other") for metric in COMPARED} <= kept.keys()


CASES: list[tuple[str, tuple[int, int], tuple[int, int], float | None, str]] = [
    ("a gap", (180, 200), (140, 200), 0.05, "gap-shown"),
    ("a gap without margin", (180, 200), (140, 200), None, "gap-shown"),
    ("a gap smaller than the margin", (19000, 20000), (18700, 20000), 0.05, "no-gap-beyond-margin"),
    ("nothing beyond the margin", (1800, 2000), (1795, 2000), 0.05, "no-gap-beyond-margin"),
    ("too few to rule a gap out", (36, 40), (34, 40), 0.05, "not-enough-data"),
    ("too few, without margin", (36, 40), (34, 40), None, "no-margin"),
    ("the same rate, without margin", (36, 40), (36, 40), None, "no-margin"),
    ("no positives", (36, 40), (0, 0), 0.05, "not-enough-data"),
    ("no positives, without margin", (36, 40), (0, 0), None, "not-enough-data"),
    ("no positives in the reference", (0, 0), (36, 40), 0.05, "not-enough-data"),
]


@pytest.mark.parametrize(
    ("reference", "group", "margin", "state"), [one[1:] for one in CASES], ids=[one[0] for one in CASES]
)
def test_the_data_say_one_of_four_things(
    reference: tuple[int, int], group: tuple[int, int], margin: float | None, state: str
) -> None:
    (found,) = sensitivities(reference, group, margin=margin)

    assert found.state == state
    assert (found.margin, found.reference, found.is_declared) == (margin, "18-64", True)


def test_a_group_without_positives_is_shown_with_its_reason() -> None:
    (found,) = sensitivities((36, 40), (0, 0))

    assert (found.estimate.missing, found.estimate.n) == ("no-denominator", 0)
    assert (found.difference, found.ratio, found.p_value, found.n_to_decide) == (None, None, None, None)
    assert found.n_compared == 0


def test_a_group_whose_counts_are_withheld_is_shown_with_its_reason() -> None:
    counts = table(row(80, 20, 20, 900, sex="M"), row(60, 20, Suppression.SMALL, 900, sex="F"))
    found = compared(counts)

    assert only(found, "sensitivity", "F").estimate.missing == "withheld"
    assert only(found, "sensitivity", "F").state == "not-enough-data"
    assert only(found, "ppv", "F").difference


def test_a_ratio_to_a_rate_of_0_is_left_out_but_not_the_difference() -> None:
    (found,) = sensitivities((0, 40), (10, 40))

    assert found.ratio is None
    assert found.difference
    assert found.difference.value == 0.25


def test_flagged_people_alone_let_only_predictive_values_be_compared() -> None:
    found = compute_disparities(recompute(by_age((80, 20, 0, 0), (60, 30, 0, 0)), None, "flagged-only"))

    assert {one.metric for one in found if one.difference} == {"ppv"}
    assert {one.estimate.missing for one in found if not one.difference} == {"not-estimable"}


REFERENCES: list[tuple[str, Mapping[str, str], str, bool]] = [
    ("declared", {"age_band": "80+"}, "80+", True),
    ("unknown may be declared", {"age_band": "unknown"}, "unknown", True),
    ("another dimension", {"sex": "M"}, "65-79", False),
    ("a group that is not there", {"age_band": "65+"}, "65-79", False),
    ("none", {}, "65-79", False),
]


@pytest.mark.parametrize(
    ("references", "expected", "is_declared"), [one[1:] for one in REFERENCES], ids=[one[0] for one in REFERENCES]
)
def test_the_reference_is_the_declared_group_or_the_largest_that_is_known(
    references: Mapping[str, str], expected: str, *, is_declared: bool
) -> None:
    counts = by_age((40, 5, 5, 50), (60, 5, 5, 80), (20, 5, 5, 50), (400, 50, 50, 500))
    found = compared(counts, references)

    assert {(one.reference, one.is_declared) for one in found} == {(expected, is_declared)}
    assert {one.group for one in found} == set(AGES) - {expected}


def test_a_dimension_with_one_group_has_nothing_to_compare() -> None:
    assert compared(by_age((40, 5, 5, 50))) == ()
    assert compared(table(row(40, 5, 5, 50))) == ()
    assert compared(table()) == ()


def test_groups_are_compared_within_their_variant_and_dimension_over_all_sites() -> None:
    counts = table(
        *(
            row(*cells, variant=variant, site=site, sex=sex)
            for variant in ("A", "B")
            for site in ("Brest", "Lille")
            for sex, cells in (("F", (40, 5, 15, 50)), ("M", (50, 5, 5, 60)))
        )
    )

    found = compared(counts)

    assert {(one.variant, one.dimension, one.group, one.reference) for one in found} == {
        ("A", "sex", "F", "M"),
        ("B", "sex", "F", "M"),
    }
    assert only(found[: len(COMPARED)], "sensitivity", "F").estimate.n == 110


def test_groups_of_several_dimensions_are_held_against_the_one_in_all_reference_groups() -> None:
    counts = table(*(row(40, 5, 5, 50, sex=sex, age_band=age) for sex in "FM" for age in AGES))
    crossed = [one for one in compared(counts, {"sex": "M", "age_band": AGES[1]}) if one.dimension == "age_band × sex"]

    assert {(one.reference, one.is_declared) for one in crossed} == {(f"{AGES[1]} × M", True)}
    assert {one.n_compared for one in crossed} == {2 * len(AGES) - 1}


def test_without_a_reference_in_each_dimension_the_largest_crossed_group_serves() -> None:
    rows = [row(40, 5, 5, 50, sex=sex, age_band=age) for sex in "FM" for age in AGES[1:]]
    counts = table(
        *rows, row(400, 5, 5, 50, sex="F", age_band=AGES[0]), row(4, 500, 500, 50, sex="M", age_band="unknown")
    )
    crossed = [one for one in compared(counts, {"sex": "M"}) if one.dimension == "age_band × sex"]

    assert {(one.reference, one.is_declared) for one in crossed} == {(f"{AGES[0]} × F", False)}


@pytest.mark.parametrize("margin", [None, 0.05])
@pytest.mark.parametrize("group", [(34, 40), (31, 40), (40, 40)], ids=str)
def test_the_denominator_that_would_decide_is_the_smallest_one(group: tuple[int, int], margin: float | None) -> None:
    (found,) = sensitivities((36, 40), group, margin=margin)

    assert found.n_to_decide
    assert decides(found.n_to_decide, (36, 40), group, margin)
    assert not decides(found.n_to_decide - 1, (36, 40), group, margin)


def decides(n: int, reference: tuple[int, int], group: tuple[int, int], margin: float | None) -> bool:
    """Whether so many people of the group, and as many times more of the reference, show a gap or rule one out."""
    factor = n / group[1]
    lower, upper = compute_newcombe(*(factor * one for one in (*group, *reference)))
    return bool(lower > 0 or upper < 0 or (margin is not None and -margin < lower and upper < margin))


def test_more_people_are_needed_to_decide_when_more_groups_are_compared() -> None:
    (alone,) = sensitivities((36, 40), (32, 40))
    first, *_ = sensitivities((36, 40), (32, 40), (33, 40), (34, 40))

    assert (alone.n_compared, first.n_compared) == (1, 3)
    assert alone.n_to_decide
    assert first.n_to_decide
    assert alone.n_to_decide < first.n_to_decide


def test_rates_that_are_the_same_never_show_a_gap_however_many_people() -> None:
    (without,) = sensitivities((36, 40), (36, 40))
    (margin,) = sensitivities((36, 40), (36, 40), margin=0.05)

    assert without.n_to_decide is None
    assert margin.n_to_decide


def test_the_worst_group_of_each_metric_is_the_one_furthest_below_its_reference() -> None:
    counts = table(
        row(90, 10, 10, 890, age_band="18-64"),
        row(85, 15, 15, 885, age_band="65-79"),
        row(70, 10, 30, 800, age_band="80+"),
        row(0, 0, 0, 40, age_band="unknown"),
        row(160, 10, 40, 1800, sex="M"),
        row(85, 25, 15, 815, sex="F"),
    )

    lowest_groups = {one.metric: (one.dimension, one.group) for one in select_worst(compared(counts))}

    assert lowest_groups == {
        "sensitivity": ("age_band", "80+"),
        "specificity": ("sex", "F"),
        "ppv": ("sex", "F"),
        "npv": ("age_band", "80+"),
        "accuracy": ("age_band", "80+"),
    }


def test_no_group_is_the_worst_when_none_is_below_its_reference() -> None:
    better = sensitivities((20, 40), (30, 40), (0, 0))

    assert select_worst(better) == ()


def test_counts_of_a_group_do_not_depend_on_the_order_of_rows() -> None:
    rows: tuple[CountsRow, ...] = by_age((40, 5, 5, 50), (60, 5, 5, 80), (20, 5, 5, 50)).rows
    one, other = (compared(CountsTable(("age_band",), order)) for order in (rows, rows[::-1]))

    key = {(each.metric, each.group): each for each in one}
    assert all(key[each.metric, each.group] == each for each in other)
    assert len(one) == len(other)
