"""Pooling over sites against statsmodels and a published meta-analysis, and by its laws."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.special import expit, logit
from scipy.stats import norm
from scipy.stats import t as student
from statsmodels.stats.meta_analysis import combine_effects

from boas.evidence import Estimate, PooledEstimate, Suppression
from boas.evidence.statistics import METRICS, compute_wilson, pool_sites, recompute
from boas.evidence.statistics._metrics import PROPORTIONS
from boas.evidence.statistics._pooling import compute_heterogeneity, compute_weighted_mean
from tests.evidence.tables import SHARES, row, table

Share = tuple[int, int]
Z = norm.ppf(0.975)
HOSPITALS = ((80, 100), (150, 160), (45, 70), (230, 260), (12, 20))


def site(share: Share, metric: str = "sensitivity") -> Estimate:
    lower, upper = compute_wilson(*share)
    return Estimate(metric, share[0] / share[1], float(lower), float(upper), 0.95, "wilson", *share)


def pooled(*shares: Share, level: float = 0.95) -> PooledEstimate:
    found = pool_sites("", "sensitivity", [(f"site {at}", site(share)) for at, share in enumerate(shares)], level)
    assert found
    return found


def random_sites(size: int = 60) -> list[tuple[Share, ...]]:
    chance = np.random.default_rng(20260704)
    found = []
    for _ in range(size):
        sizes = chance.integers(20, 900, int(chance.integers(2, 12)))
        counted = chance.binomial(sizes, expit(chance.normal(1.0, chance.uniform(0, 1), len(sizes))))
        keep = (counted > 0) & (counted < sizes)
        found.append(tuple((int(k), int(n)) for k, n in zip(counted[keep], sizes[keep], strict=True)))
    return [shares for shares in found if len(shares) > 1]


@pytest.mark.parametrize("shares", random_sites())
def test_random_effects_are_those_of_statsmodels(shares: tuple[Share, ...]) -> None:
    found = pooled(*shares)
    k, n = np.array(shares, dtype=np.float64).T
    with np.errstate(invalid="ignore"):  # statsmodels lets the variance between sites fall below 0
        referee = combine_effects(logit(k / n), 1 / k + 1 / (n - k), method_re="dl")
    is_random = referee.tau2 > 0
    mean = referee.mean_effect_re if is_random else referee.mean_effect_fe
    error = referee.sd_eff_w_re if is_random else referee.sd_eff_w_fe

    assert logit(found.random_effects.value) == pytest.approx(mean, abs=1e-9)
    bounds = expit([mean - Z * error, mean + Z * error])
    assert (found.random_effects.lower, found.random_effects.upper) == pytest.approx(tuple(bounds), abs=1e-9)
    assert found.q == pytest.approx(referee.q, abs=1e-9)
    assert found.p_value == pytest.approx(referee.test_homogeneity().pvalue, abs=1e-9)
    assert found.tau_squared == pytest.approx(max(0.0, referee.tau2), abs=1e-9)
    assert found.i_squared == pytest.approx(max(0.0, referee.i2), abs=1e-9)


TRIALS = [
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
    (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232),
    (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
]  # fmt: skip
"""Tuberculosis with and without, vaccinated then not, in 13 trials of BCG: Colditz et al. (1994), JAMA 271:698."""


def test_a_published_meta_analysis_comes_out() -> None:
    """Log risk ratios by the estimator of DerSimonian and Laird, as in Viechtbauer (2010), J Stat Softw 36(3)."""
    a, b, c, d = np.array(TRIALS, dtype=np.float64).T
    effects = np.log(a / (a + b)) - np.log(c / (c + d))
    variances = 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)

    q, tau_squared = compute_heterogeneity(effects, variances)
    mean, error = compute_weighted_mean(effects, variances + tau_squared)

    assert (round(q, 2), round(tau_squared, 4)) == (152.23, 0.3088)
    assert (round(mean, 4), round(error, 4)) == (-0.7141, 0.1787)


def test_the_sites_together_are_their_sum_with_wilsons_interval() -> None:
    together = pooled(*HOSPITALS).together

    assert (together.numerator, together.n) == (517, 610)
    assert together.value == 517 / 610
    assert (together.lower, together.upper, together.method) == (*map(float, compute_wilson(517, 610)), "wilson")


def test_a_new_site_is_expected_where_students_law_puts_it() -> None:
    """Higgins, Thompson and Spiegelhalter (2009), J R Stat Soc A 172:137: two degrees of freedom fewer than sites."""
    found = pooled(*HOSPITALS)
    value, upper = found.random_effects.value, found.random_effects.upper
    error = (logit(upper) - logit(value)) / Z
    half = student.ppf(0.975, len(HOSPITALS) - 2) * np.sqrt(found.tau_squared + error**2)

    assert found.prediction == pytest.approx((expit(logit(value) - half), expit(logit(value) + half)), abs=1e-6)


def test_two_sites_do_not_tell_where_a_third_one_would_be() -> None:
    assert pooled((80, 100), (150, 160)).prediction is None


SITES = st.lists(SHARES, min_size=2, max_size=8)


@given(shares=SITES)
def test_the_pooled_value_is_inside_its_interval_and_between_0_and_1(shares: list[Share]) -> None:
    found = pooled(*shares)

    for one in (found.together, found.random_effects):
        assert one.value is not None
        assert one.lower is not None
        assert one.upper is not None
        assert 0 <= one.lower <= one.value <= one.upper <= 1
    assert 0 <= found.i_squared < 1
    assert 0 <= found.p_value <= 1
    assert found.tau_squared >= 0
    if found.prediction:
        assert found.random_effects.lower is not None
        assert found.prediction[0] <= found.random_effects.lower


@given(shares=SITES)
def test_the_order_of_sites_changes_no_number(shares: list[Share]) -> None:
    one, other = pooled(*shares), pooled(*reversed(shares))

    assert one.together == other.together
    assert one.random_effects.value == pytest.approx(other.random_effects.value, abs=1e-9)
    assert (one.q, one.tau_squared) == pytest.approx((other.q, other.tau_squared), rel=1e-6, abs=1e-9)


@given(share=SHARES, n_sites=st.integers(2, 6))
def test_sites_that_agree_show_no_heterogeneity(share: Share, n_sites: int) -> None:
    found = pooled(*[share] * n_sites)

    assert found.q == pytest.approx(0, abs=1e-9)
    assert (found.i_squared, found.tau_squared) == (0, 0)
    assert found.p_value == pytest.approx(1, abs=1e-4)


@given(shares=SITES)
def test_a_higher_level_gives_wider_intervals(shares: list[Share]) -> None:
    usual, sure = pooled(*shares).random_effects, pooled(*shares, level=0.99).random_effects
    assume(usual.lower is not None and usual.upper is not None)

    assert sure.level == 0.99
    assert sure.lower is not None
    assert sure.upper is not None
    assert usual.lower is not None
    assert usual.upper is not None
    assert sure.upper - sure.lower > usual.upper - usual.lower


def test_a_site_without_a_value_is_listed_and_left_out_of_the_sums() -> None:
    counts = table(
        row(80, 20, 20, 900, site="Brest"),
        row(70, 20, Suppression.SMALL, 900, site="Lille"),
        row(0, 20, 0, 900, site="Metz"),
        row(45, 20, 25, 900, site="Nice"),
    )
    sites = [(one.stratum.site, one.estimates["sensitivity"]) for one in recompute(counts, None) if one.stratum.site]

    found = pool_sites("", "sensitivity", sites)

    assert found
    assert [(name, one.missing) for name, one in found.sites] == [
        ("Brest", ""),
        ("Lille", "withheld"),
        ("Metz", "no-denominator"),
        ("Nice", ""),
    ]
    assert (found.together.numerator, found.together.n) == (125, 170)


@pytest.mark.parametrize("n_sites", [0, 1])
def test_fewer_than_two_sites_are_not_pooled(n_sites: int) -> None:
    assert pool_sites("", "sensitivity", [("Brest", site((80, 100)))] * n_sites) is None


@pytest.mark.parametrize("metric", sorted(METRICS.keys() - set(PROPORTIONS)))
def test_what_is_no_proportion_is_not_pooled(metric: str) -> None:
    assert pool_sites("", metric, [("Brest", site((80, 100), metric)), ("Lille", site((80, 100), metric))]) is None
