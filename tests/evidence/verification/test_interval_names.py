"""Methods of intervals by the names sources give them, and a bootstrap within what resampling gives."""

import numpy as np
import pytest
from scipy.stats import beta

from boas.evidence import to_printed
from boas.evidence.verification import match_method
from boas.evidence.verification._interval_names import RESAMPLED, find_simulated_count, is_plausible

CHANCE = np.random.default_rng(20261128)


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("wilson", "wilson"),
        ("Wilson score", "wilson"),
        ("Score de Wilson", "wilson"),
        ("Wilson score interval without continuity correction", "wilson"),
        ("Wilson, sans correction de continuité", "wilson"),
        ("uncorrected Wilson", "wilson"),
        ("Wilson score with continuity correction", "wilson-corrected"),
        ("Wilson avec correction de continuité", "wilson-corrected"),
        ("wilson_cc", "wilson-corrected"),
        ("Wald", "wald"),
        ("approximation normale", "wald"),
        ("Normal approximation", "wald"),
        ("normal approximation (continuity-corrected)", "wald-corrected"),
        ("Clopper-Pearson", "clopper-pearson"),
        ("Clopper–Pearson (exact)", "clopper-pearson"),
        ("EXACT", "clopper-pearson"),
        ("binomial exact", "clopper-pearson"),
        ("binomiale exacte", "clopper-pearson"),
        ("Agresti–Coull", "agresti-coull"),
        ("adjusted Wald", "agresti-coull"),
        ("Jeffreys", "jeffreys"),
        ("Bayesian, Jeffreys prior", "jeffreys"),
        ("exact mid-P", "mid-p"),
        ("mid p exact", "mid-p"),
        ("Wald logit", "logit-wald"),
        ("régression logistique", "logit-wald"),
        ("percentile bootstrap, 2 000 resamples", RESAMPLED),
        ("Ré-échantillonnage", RESAMPLED),
        ("BCa", RESAMPLED),
        ("DeLong", None),
        ("Newcombe hybrid score", None),
        ("méthode maison", None),
        ("?", None),
    ],
)
def test_a_method_is_known_by_its_names_in_both_languages(name: str, method: str | None) -> None:
    assert match_method(name) == method


@pytest.mark.parametrize(("k", "n"), [(180, 200), (3, 40), (39, 40), (1500, 3000), (7, 12)])
@pytest.mark.parametrize("resamples", [100, 1000])
def test_a_bootstrap_of_people_is_plausible(k: int, n: int, resamples: int) -> None:
    drawn = CHANCE.binomial(n, k / n, resamples) / n
    lower, upper = (to_printed(round(float(one), 3)) for one in np.quantile(drawn, [0.025, 0.975]))

    assert is_plausible([k], n, (lower, upper), 0.95)


def test_a_bootstrap_of_clusters_is_plausible() -> None:
    groups = np.repeat(CHANCE.permutation(np.repeat([0, 1], [20, 180]))[:, None], 4, axis=1)
    drawn = [groups[CHANCE.integers(0, 200, 200)].mean() for _ in range(1000)]
    lower, upper = (to_printed(round(float(one), 3)) for one in np.quantile(drawn, [0.025, 0.975]))

    assert is_plausible([720], 800, (lower, upper), 0.95)


@pytest.mark.parametrize(("lower", "upper"), [(0.895, 0.905), (0.5, 0.99), (0.851, 0.901), (0.899, 0.941), (0.6, 0.93)])
def test_what_resampling_cannot_give_is_not_plausible(lower: float, upper: float) -> None:
    assert not is_plausible([180], 200, (to_printed(lower), to_printed(upper)), 0.95)


def test_jeffreys_interval_drawn_by_simulation_is_found_again_most_of_the_time() -> None:
    found = 0
    for _ in range(50):
        drawn = beta(180.5, 20.5).rvs(100_000, random_state=CHANCE)
        lower, upper = (to_printed(round(float(one), 4)) for one in np.quantile(drawn, [0.025, 0.975]))
        found += find_simulated_count(range(180, 181), 200, (lower, upper), 0.95) == 180

    assert found > 45
    assert find_simulated_count(range(180, 181), 200, (to_printed(0.845), to_printed(0.93)), 0.95) is None
