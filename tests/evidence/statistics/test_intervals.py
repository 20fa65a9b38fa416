"""Intervals against statsmodels on random counts, against published tables, and by their laws."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from numpy.typing import ArrayLike
from scipy.stats import binom
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from boas.evidence.statistics import (
    IntervalBounds,
    compute_agresti_coull,
    compute_clopper_pearson,
    compute_jeffreys,
    compute_logit_wald,
    compute_mid_p,
    compute_wald,
    compute_wald_corrected,
    compute_wilson,
    compute_wilson_corrected,
)
from boas.evidence.statistics._intervals import (
    compute_hybrid_ratio,
    compute_log_ratio,
    compute_newcombe,
    compute_newcombe_at,
    compute_quantile,
    compute_ratio_interval,
)
from tests.evidence.tables import SHARES, floats

Share = tuple[int, int]
OfOne = Callable[[ArrayLike, ArrayLike, float], IntervalBounds]
OfTwo = Callable[[ArrayLike, ArrayLike, ArrayLike, ArrayLike, float], IntervalBounds]

CHANCE = np.random.default_rng(20260702)
SIZES = CHANCE.integers(1, 2000, 400)
COUNTED = CHANCE.integers(0, SIZES + 1)


@pytest.mark.parametrize("level", [0.8, 0.95, 0.99])
@pytest.mark.parametrize(
    ("interval", "name"),
    [
        (compute_wilson, "wilson"),
        (compute_wald, "normal"),
        (compute_clopper_pearson, "beta"),
        (compute_agresti_coull, "agresti_coull"),
        (compute_jeffreys, "jeffreys"),
    ],
)
def test_intervals_of_a_proportion_are_those_of_statsmodels(interval: OfOne, name: str, level: float) -> None:
    expected = proportion_confint(COUNTED, SIZES, alpha=1 - level, method=name)

    np.testing.assert_allclose(interval(COUNTED, SIZES, level), expected, atol=1e-12)


@pytest.mark.parametrize("level", [0.8, 0.95, 0.99])
def test_newcombes_interval_of_a_difference_is_that_of_statsmodels(level: float) -> None:
    first, second = (COUNTED[:200], SIZES[:200]), (COUNTED[200:], SIZES[200:])
    expected = confint_proportions_2indep(*first, *second, method="newcomb", compare="diff", alpha=1 - level)

    np.testing.assert_allclose(compute_newcombe(*first, *second, level), expected, atol=1e-12)


@pytest.mark.parametrize("level", [0.8, 0.95, 0.99])
def test_the_log_interval_of_a_ratio_is_that_of_statsmodels(level: float) -> None:
    first, second = (COUNTED[:200], SIZES[:200]), (COUNTED[200:], SIZES[200:])
    expected = confint_proportions_2indep(*first, *second, method="log-adjusted", compare="ratio", alpha=1 - level)

    np.testing.assert_allclose(compute_log_ratio(*first, *second, level), expected, rtol=1e-9)


@pytest.mark.parametrize("level", [0.8, 0.95, 0.99])
@pytest.mark.parametrize(("k", "n"), [(180, 200), (3, 40), (1, 2), (999, 1000)])
def test_the_interval_on_the_logit_scale_is_that_of_logistic_regression(k: int, n: int, level: float) -> None:
    with np.errstate(all="ignore"):  # one row leaves no degree of freedom for a dispersion, which is not asked for
        fit = GLM([[k, n - k]], [[1.0]], family=Binomial()).fit(tol=1e-14)
    expected = 1 / (1 + np.exp(-fit.conf_int(1 - level)[0]))

    np.testing.assert_allclose(compute_logit_wald(k, n, level), expected, atol=1e-8)


@pytest.mark.parametrize("level", [0.8, 0.95, 0.99])
def test_at_the_bounds_of_mid_p_half_of_what_was_seen_counts(level: float) -> None:
    inside = (COUNTED > 0) & (COUNTED < SIZES)
    k, n = COUNTED[inside], SIZES[inside]

    lower, upper = compute_mid_p(k, n, level)

    np.testing.assert_allclose(binom.sf(k, n, lower) + binom.pmf(k, n, lower) / 2, (1 - level) / 2, atol=1e-9)
    np.testing.assert_allclose(binom.cdf(k - 1, n, upper) + binom.pmf(k, n, upper) / 2, (1 - level) / 2, atol=1e-9)


PUBLISHED_CORRECTED = [
    (compute_wilson_corrected, 81, 263, (0.2535, 0.3682)),
    (compute_wilson_corrected, 15, 148, (0.0598, 0.1644)),
    (compute_wilson_corrected, 0, 20, (0.0000, 0.2005)),
    (compute_wilson_corrected, 1, 29, (0.0018, 0.1963)),
    (compute_wald_corrected, 81, 263, (0.2503, 0.3657)),
    (compute_wald_corrected, 15, 148, (0.0494, 0.1534)),
    (compute_wald_corrected, 0, 20, (0.0000, 0.0250)),
    (compute_wald_corrected, 1, 29, (0.0000, 0.1181)),
    (compute_mid_p, 81, 263, (0.2544, 0.3658)),
    (compute_mid_p, 15, 148, (0.0601, 0.1581)),
    (compute_mid_p, 0, 20, (0.0000, 0.1391)),
    (compute_mid_p, 1, 29, (0.0017, 0.1585)),
]
"""Newcombe (1998), table I, methods 4, 2 and 6; bounds outside 0 and 1 are cut there."""


@pytest.mark.parametrize(("interval", "k", "n", "expected"), PUBLISHED_CORRECTED)
def test_published_intervals_with_a_correction_come_out(
    interval: OfOne, k: int, n: int, expected: tuple[float, float]
) -> None:
    np.testing.assert_allclose(interval(k, n, 0.95), expected, atol=6e-5)


PUBLISHED_PROPORTIONS = [
    (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
    (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
    (0, 20, (0.0000, 0.1611), (0.0000, 0.1684)),
    (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
]
"""Newcombe (1998), Two-sided confidence intervals for the single proportion, Statistics in Medicine 17:857, table I."""


@pytest.mark.parametrize(("k", "n", "score", "exact"), PUBLISHED_PROPORTIONS)
def test_published_intervals_of_proportions_come_out(
    k: int, n: int, score: tuple[float, float], exact: tuple[float, float]
) -> None:
    assert compute_wilson(k, n) == pytest.approx(score, abs=5e-5)
    assert compute_clopper_pearson(k, n) == pytest.approx(exact, abs=5e-5)


PUBLISHED_DIFFERENCES = [
    (56, 70, 48, 80, (0.0524, 0.3339)),
    (9, 10, 3, 10, (0.1705, 0.8090)),
    (6, 7, 2, 7, (0.0582, 0.8062)),
    (5, 56, 0, 29, (-0.0381, 0.1926)),
    (0, 10, 0, 20, (-0.1611, 0.2775)),
    (0, 10, 0, 10, (-0.2775, 0.2775)),
    (10, 10, 0, 20, (0.6791, 1.0000)),
    (10, 10, 0, 10, (0.6075, 1.0000)),
]
"""Newcombe (1998), Interval estimation for the difference, Statistics in Medicine 17:873, table II, method 10."""


@pytest.mark.parametrize(("k1", "n1", "k2", "n2", "bounds"), PUBLISHED_DIFFERENCES)
def test_published_intervals_of_differences_come_out(
    k1: int, n1: int, k2: int, n2: int, bounds: tuple[float, float]
) -> None:
    assert compute_newcombe(k1, n1, k2, n2) == pytest.approx(bounds, abs=5e-5)


@pytest.mark.parametrize("interval", [compute_wilson, compute_wald, compute_clopper_pearson])
@given(share=SHARES)
def test_a_proportion_is_inside_its_interval_and_the_interval_inside_0_and_1(interval: OfOne, share: Share) -> None:
    k, n = share
    lower, upper = interval(k, n, 0.95)

    assert 0 <= lower <= k / n + 1e-12
    assert k / n - 1e-12 <= upper <= 1


@pytest.mark.parametrize("interval", [compute_wilson, compute_clopper_pearson])
@given(share=SHARES)
def test_ten_times_more_people_narrow_the_interval_of_a_proportion(interval: OfOne, share: Share) -> None:
    k, n = share

    assert width(interval(10 * k, 10 * n, 0.95)) < width(interval(k, n, 0.95))


@given(first=SHARES, second=SHARES)
def test_ten_times_more_people_narrow_the_interval_of_a_difference(first: Share, second: Share) -> None:
    few, many = compute_newcombe(*first, *second), compute_newcombe(*(10 * one for one in (*first, *second)))

    assert width(many) < width(few)


@given(first=SHARES, second=SHARES)
def test_a_difference_is_inside_its_interval_and_turns_round_with_its_groups(first: Share, second: Share) -> None:
    difference = first[0] / first[1] - second[0] / second[1]
    (lower, upper), (low, high) = compute_newcombe(*first, *second), compute_newcombe(*second, *first)

    assert -1 <= lower <= difference <= upper <= 1
    assert (low, high) == pytest.approx((-upper, -lower), abs=1e-12)


@given(first=SHARES, second=SHARES.filter(lambda share: share[0] > 0))
def test_a_ratio_is_inside_its_interval(first: Share, second: Share) -> None:
    lower, upper = compute_ratio_interval(*first, *second)

    assert 0 <= lower <= (first[0] / first[1]) / (second[0] / second[1]) * (1 + 1e-9)
    assert (first[0] / first[1]) / (second[0] / second[1]) <= upper * (1 + 1e-9) < np.inf


@given(first=SHARES, second=SHARES.filter(lambda share: share[0] > 0))
def test_the_hybrid_interval_of_a_ratio_leaves_out_1_when_that_of_the_difference_leaves_out_0(
    first: Share, second: Share
) -> None:
    (low, high), (lower, upper) = compute_newcombe(*first, *second), compute_hybrid_ratio(*first, *second)

    assert sides(float(low), float(high), 0.0) == sides(float(lower), float(upper), 1.0)


@given(first=SHARES.filter(lambda share: share[0] > 0), second=SHARES.filter(lambda share: share[0] > 0))
def test_at_the_bounds_of_a_hybrid_ratio_the_groups_may_just_not_differ(first: Share, second: Share) -> None:
    p1, p2 = first[0] / first[1], second[0] / second[1]
    (low1, high1), (low2, high2) = compute_wilson(*first), compute_wilson(*second)
    lower, upper = compute_hybrid_ratio(*first, *second)

    assert p1 - lower * p2 == pytest.approx(np.hypot(p1 - low1, lower * (high2 - p2)), abs=1e-9)
    assert upper * p2 - p1 == pytest.approx(np.hypot(high1 - p1, upper * (p2 - low2)), rel=1e-6, abs=1e-9)


def test_where_all_are_counted_in_both_groups_the_ratio_keeps_a_width() -> None:
    by_log, shown = compute_log_ratio(10, 10, 10, 10), compute_ratio_interval(10, 10, 10, 10)

    assert width(by_log) == 0
    assert shown == pytest.approx((0.7225, 1.3841), abs=5e-5)


def test_a_ratio_to_a_rate_of_0_has_no_upper_bound() -> None:
    lower, upper = compute_ratio_interval(3, 10, 0, 10)

    assert lower > 0
    assert upper == np.inf


@pytest.mark.parametrize("interval", [compute_wilson, compute_wald, compute_clopper_pearson])
def test_what_is_unknown_or_rests_on_nobody_has_no_bounds(interval: OfOne) -> None:
    lower, upper = interval([np.nan, 3, 0, 4], [5, np.nan, 0, 5], 0.95)

    assert np.isnan(lower).tolist() == np.isnan(upper).tolist() == [True, True, True, False]


@pytest.mark.parametrize(
    "interval", [compute_newcombe, compute_log_ratio, compute_hybrid_ratio, compute_ratio_interval]
)
def test_a_contrast_with_what_is_unknown_has_no_bounds(interval: OfTwo) -> None:
    lower, upper = interval([np.nan, 3, 3], [5, 5, 5], [2, 2, 2], [4, np.nan, 4], 0.95)

    assert np.isnan(lower).tolist() == np.isnan(upper).tolist() == [True, True, False]


@pytest.mark.parametrize("interval", [compute_newcombe, compute_hybrid_ratio, compute_ratio_interval])
def test_a_contrast_with_nobody_has_no_bounds(interval: OfTwo) -> None:
    lower, upper = interval([0, 3], [0, 5], [2, 0], [4, 0], 0.95)

    assert np.isnan([lower, upper]).all()


def test_an_interval_may_have_another_number_of_standard_deviations_for_each_element() -> None:
    counts = floats(56, 56), floats(70, 70), floats(48, 48), floats(80, 80)
    lower, upper = compute_newcombe_at(*counts, compute_quantile([0.95, 0.99]))

    assert (lower[0], upper[0]) == compute_newcombe(56, 70, 48, 80, 0.95)
    assert (lower[1], upper[1]) == compute_newcombe(56, 70, 48, 80, 0.99)


def width(bounds: IntervalBounds) -> float:
    return float(bounds[1] - bounds[0])


def sides(lower: float, upper: float, of: float) -> tuple[bool, bool]:
    return lower > of + 1e-9, upper < of - 1e-9
