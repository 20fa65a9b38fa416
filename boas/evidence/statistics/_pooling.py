"""One metric over several sites: each site's value, one from the summed counts, one that lets sites differ.

For proportions, on the logit scale; sites without a value are listed and left out of the sums.
"""

from collections.abc import Sequence

import numpy as np
from scipy.special import chdtrc, expit, stdtrit

from boas.evidence._estimates import Estimate, PooledEstimate
from boas.evidence.statistics._intervals import LEVEL, Array, compute_quantile, compute_wilson
from boas.evidence.statistics._metrics import PROPORTIONS

_FEWEST = 2
"""Sites that can be pooled."""
_FEWEST_TO_PREDICT = 3
"""Sites from which a new one can be predicted: with two, their variance cannot be estimated."""


def pool_sites(
    variant: str, metric: str, sites: Sequence[tuple[str, Estimate]], level: float = LEVEL
) -> PooledEstimate | None:
    """Pool one proportion over sites, on the logit scale.

    Heterogeneity and random effects are those of DerSimonian and Laird (1986); the prediction interval for a new site,
    from three sites on, is that of Higgins, Thompson and Spiegelhalter (2009).

    Args:
        variant: The variant of the algorithm.
        metric: The metric.
        sites: The name of each site with its estimate; those without a value are left out of the sums.
        level: Confidence level, between 0 and 1.

    Returns:
        The pooled estimates; None for a metric that is no proportion, or for fewer than two sites with a value.
    """
    counts = [
        (estimate.numerator, estimate.n)
        for _, estimate in sites
        if estimate.value is not None and estimate.numerator is not None
    ]
    if metric not in PROPORTIONS or len(counts) < _FEWEST:
        return None
    k, n = np.array(counts, dtype=np.float64).T
    logits, variances = _to_logits(k, n)
    q, tau_squared = compute_heterogeneity(logits, variances)
    spare = len(counts) - 1
    mean, error = compute_weighted_mean(logits, variances + tau_squared)
    return PooledEstimate(
        variant=variant,
        metric=metric,
        sites=tuple(sites),
        together=_estimate_from_sums(metric, int(k.sum()), int(n.sum()), level),
        random_effects=_estimate_from_logits(metric, mean, error, int(n.sum()), level),
        prediction=_compute_prediction(mean, error, tau_squared, len(counts), level),
        q=q,
        p_value=float(chdtrc(spare, q)),
        i_squared=max(0.0, 1 - spare / q) if q > 0 else 0.0,
        tau_squared=tau_squared,
    )


def _to_logits(k: Array, n: Array) -> tuple[Array, Array]:
    """Logit of k/n and its variance; ½ is added on both sides where a site has none or all."""
    half = np.where((k == 0) | (k == n), 0.5, 0.0)
    counted, others = k + half, n - k + half
    return np.log(counted / others), 1 / counted + 1 / others


def compute_heterogeneity(values: Array, variances: Array) -> tuple[float, float]:
    """Cochran's Q, and the variance between sites by moments (DerSimonian and Laird, 1986)."""
    weights = 1 / variances
    mean, _ = compute_weighted_mean(values, variances)
    q = float(weights @ (values - mean) ** 2)
    excess = q - (len(values) - 1)
    return q, max(0.0, float(excess / (weights.sum() - (weights @ weights) / weights.sum())))


def compute_weighted_mean(values: Array, variances: Array) -> tuple[float, float]:
    """Mean with weights inverse to the variances, and its standard error."""
    weights = 1 / variances
    return float(weights @ values / weights.sum()), float(1 / np.sqrt(weights.sum()))


def _compute_prediction(
    mean: float, error: float, tau_squared: float, n_sites: int, level: float
) -> tuple[float, float] | None:
    """Where the value of a new site is expected (Higgins, Thompson and Spiegelhalter, 2009)."""
    if n_sites < _FEWEST_TO_PREDICT:
        return None
    half = stdtrit(n_sites - 2, (1 + level) / 2) * np.sqrt(tau_squared + error**2)
    return float(expit(mean - half)), float(expit(mean + half))


def _estimate_from_sums(metric: str, k: int, n: int, level: float) -> Estimate:
    """The proportion of all sites' people put together."""
    lower, upper = compute_wilson(k, n, level)
    return Estimate(metric, k / n, float(lower), float(upper), level, "wilson", k, n)


def _estimate_from_logits(metric: str, mean: float, error: float, n: int, level: float) -> Estimate:
    """A proportion from its logit and standard error."""
    value, lower, upper = (float(expit(mean + z * error)) for z in (0.0, *compute_quantile(level) * np.array([-1, 1])))
    return Estimate(metric, value, lower, upper, level, "random-effects", None, n)
