"""Intervals of proportions, of their differences and of their ratios, over whole arrays at once.

Counts and sizes go in as arrays of floats (one element per table), bounds come out as arrays of the same
shape. What is unknown (NaN) or rests on nobody (a size of 0) has NaN for bounds; nothing is raised.
"""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize.elementwise import find_root
from scipy.special import betainc, betaincinv, expit, logit, ndtri

Array = NDArray[np.float64]
IntervalBounds = tuple[Array, Array]
"""Lower and upper bound, element by element."""

LEVEL: Final = 0.95
"""Confidence level when nobody asks for another."""


def compute_quantile(level: ArrayLike) -> Array:
    """How many standard deviations on either side hold this share of a normal distribution: 1.96 for 0.95."""
    return np.asarray(ndtri((1 + np.asarray(level, dtype=np.float64)) / 2))


def compute_wilson(k: ArrayLike, n: ArrayLike, level: float = LEVEL) -> IntervalBounds:
    """Compute the score interval of the proportion k/n (Wilson, 1927).

    Args:
        k: People counted, one element per table.
        n: People in all, of the same shape; bounds are NaN where it is 0.
        level: Confidence level, between 0 and 1.

    Returns:
        Lower and upper bounds, from 0 to 1, of the same shape.
    """
    k, n = _to_floats(k, n)
    return _compute_wilson_at(k, n, compute_quantile(level))


def _compute_wilson_at(k: Array, n: Array, z: Array) -> IntervalBounds:
    """The same for a number of standard deviations, which may differ between elements."""
    with np.errstate(invalid="ignore", divide="ignore"):
        middle = (k + z * z / 2) / (n + z * z)
        half = z * np.sqrt(k * (n - k) / n + z * z / 4) / (n + z * z)
    # Rounding must not let a bound stray from the 0 and the 1 it is by algebra.
    return np.where(k == 0, 0.0 * half, middle - half), np.where(k == n, 1.0 + 0.0 * half, middle + half)


def compute_wald(k: ArrayLike, n: ArrayLike, level: float = LEVEL) -> IntervalBounds:
    """Compute the normal interval of the proportion k/n, cut at 0 and 1; arguments as in `compute_wilson`.

    It is of no use for small or extreme counts, and is computed to verify figures that others published.
    Source: Newcombe (1998), method 1.
    """
    k, n = _to_floats(k, n)
    with np.errstate(invalid="ignore", divide="ignore"):
        p = k / n
        half = compute_quantile(level) * np.sqrt(p * (1 - p) / n)
    return np.maximum(p - half, 0.0), np.minimum(p + half, 1.0)


def compute_clopper_pearson(k: ArrayLike, n: ArrayLike, level: float = LEVEL) -> IntervalBounds:
    """Compute the exact interval of the proportion k/n, with a coverage that is never below the level.

    Arguments as in `compute_wilson`. Source: Clopper and Pearson (1934).
    """
    k, n = _to_floats(k, n)
    tail = (1 - level) / 2
    nobody = np.where(n > 0, 0.0, np.nan)
    lower = np.where(k == 0, 0.0, betaincinv(np.maximum(k, 1), n - k + 1, tail))
    upper = np.where(k == n, 1.0, betaincinv(k + 1, np.maximum(n - k, 1), 1 - tail))
    return lower + nobody, upper + nobody


def compute_wilson_corrected(k: ArrayLike, n: ArrayLike, level: float = LEVEL) -> IntervalBounds:
    """Compute the score interval with continuity correction, as R's `prop.test` gives it.

    Arguments as in `compute_wilson`. Source: Newcombe (1998), method 4.
    """
    k, n = _to_floats(k, n)
    z = compute_quantile(level)
    with np.errstate(invalid="ignore", divide="ignore"):
        p, twice = k / n, 2 * (n + z * z)
        down = z * np.sqrt(np.maximum(z * z - 2 - 1 / n + 4 * p * (n - k + 1), 0))
        up = z * np.sqrt(np.maximum(z * z + 2 - 1 / n + 4 * p * (n - k - 1), 0))
        lower, upper = (2 * k + z * z - 1 - down) / twice, (2 * k + z * z + 1 + up) / twice
    nobody = np.where(n > 0, 0.0, np.nan)
    return np.where(k == 0, 0.0, np.maximum(lower, 0)) + nobody, np.where(k == n, 1.0, np.minimum(upper, 1)) + nobody


def compute_wald_corrected(k: ArrayLike, n: ArrayLike, level: float = LEVEL) -> IntervalBounds:
    """Compute the normal interval with continuity correction, ½ person on either side.

    Arguments as in `compute_wilson`. Source: Newcombe (1998), method 2.
    """
    k, n = _to_floats(k, n)
    with np.errstate(invalid="ignore", divide="ignore"):
        p = k / n
        half = compute_quantile(level) * np.sqrt(p * (1 - p) / n) + 1 / (2 * n)
    return np.maximum(p - half, 0.0), np.minimum(p + half, 1.0)


def compute_agresti_coull(k: ArrayLike, n: ArrayLike, level: float = LEVEL) -> IntervalBounds:
    """Compute the normal interval round the middle of Wilson's, cut at 0 and 1; arguments as in `compute_wilson`.

    Source: Agresti and Coull (1998).
    """
    k, n = _to_floats(k, n)
    z = compute_quantile(level)
    size = np.where(n > 0, n + z * z, np.nan)
    p = (k + z * z / 2) / size
    half = z * np.sqrt(p * (1 - p) / size)
    return np.maximum(p - half, 0.0), np.minimum(p + half, 1.0)


def compute_jeffreys(k: ArrayLike, n: ArrayLike, level: float = LEVEL) -> IntervalBounds:
    """Compute the equal-tailed interval of the Beta distribution that Jeffreys' prior gives.

    Arguments as in `compute_wilson`. Source: Brown, Cai and DasGupta (2001), without their changes at 0 and n.
    """
    k, n = _to_floats(k, n)
    tail, nobody = (1 - level) / 2, np.where(n > 0, 0.0, np.nan)
    first, second = k + 0.5, n - k + 0.5
    return betaincinv(first, second, tail) + nobody, betaincinv(first, second, 1 - tail) + nobody


def compute_logit_wald(k: ArrayLike, n: ArrayLike, level: float = LEVEL) -> IntervalBounds:
    """Compute the normal interval on the logit scale, as logistic regression gives it.

    Arguments as in `compute_wilson`; bounds are NaN where k is 0 or n.
    """
    k, n = _to_floats(k, n)
    with np.errstate(invalid="ignore", divide="ignore"):
        middle, half = logit(k / n), compute_quantile(level) * np.sqrt(n / (k * (n - k)))
    half = np.where((k > 0) & (k < n), half, np.nan)
    return expit(middle - half), expit(middle + half)


def compute_mid_p(k: ArrayLike, n: ArrayLike, level: float = LEVEL) -> IntervalBounds:
    """Compute the exact interval that counts half of what was seen in either tail; arguments as in `compute_wilson`.

    Source: Newcombe (1998), method 6.
    """
    k, n = _to_floats(k, n)
    tail, (low, high) = (1 - level) / 2, compute_clopper_pearson(k, n, level)
    with np.errstate(invalid="ignore", divide="ignore"):
        lower = find_root(_compute_mid_tail, (low, k / n), args=(k, n, tail)).x
        upper = find_root(_compute_mid_tail, (k / n, high), args=(k, n, 1 - tail)).x
    nobody = np.where(n > 0, 0.0, np.nan)
    return np.where(k == 0, 0.0, lower) + nobody, np.where(k == n, 1.0, upper) + nobody


def may_have_mid_p(
    k: ArrayLike, n: ArrayLike, lower: tuple[float, float], upper: tuple[float, float], level: float = LEVEL
) -> NDArray[np.bool_]:
    """Whether both bounds of `compute_mid_p` may lie between given ends; never false where they do.

    The chance of a tail only rises with the bound, so that looking at two ends costs far less than finding the bound.

    Args:
        k: Counts.
        n: Out of how many, for each.
        lower: Between what the lower bound is looked for.
        upper: The same of the upper bound.
        level: Confidence, between 0 and 1.
    """
    k, n = np.broadcast_arrays(*_to_floats(k, n))
    fits = np.ones(k.shape, dtype=bool)
    with np.errstate(invalid="ignore", divide="ignore"):
        for (least, most), tail in ((lower, (1 - level) / 2), (upper, 1 - (1 - level) / 2)):
            share = np.full_like(k, tail)
            before, after = (np.full_like(k, min(1.0, max(0.0, end))) for end in (least - _MARGIN, most + _MARGIN))
            fits &= (_compute_mid_tail(before, k, n, share) <= _MARGIN) | (before == 0)
            fits &= (_compute_mid_tail(after, k, n, share) >= -_MARGIN) | (after == 1)
    return np.asarray(fits | ~((k > 0) & (k < n)))


_MARGIN = 1e-6
"""Far more than a bound or a chance can be off by as it is computed."""


def _compute_mid_tail(p: Array, k: Array, n: Array, share: Array) -> Array:
    """How far the chance of more than k of n, and half that of exactly k, is past a share."""
    more = np.where(k < n, betainc(k + 1, np.maximum(n - k, 0.5), p), 0.0)
    as_many = np.where(k > 0, betainc(np.maximum(k, 0.5), n - k + 1, p), 1.0)
    return np.asarray((more + as_many) / 2 - share)


def compute_newcombe(
    k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, level: float = LEVEL
) -> IntervalBounds:
    """Hybrid score interval of the difference k1/n1 - k2/n2 (Newcombe, 1998, method 10)."""
    k1, n1, k2, n2 = _to_floats(k1, n1, k2, n2)
    return compute_newcombe_at(k1, n1, k2, n2, compute_quantile(level))


def compute_newcombe_at(k1: Array, n1: Array, k2: Array, n2: Array, z: Array) -> IntervalBounds:
    """The same for a number of standard deviations, which may differ between elements."""
    with np.errstate(invalid="ignore", divide="ignore"):
        p1, p2 = k1 / n1, k2 / n2
    (low1, high1), (low2, high2) = _compute_wilson_at(k1, n1, z), _compute_wilson_at(k2, n2, z)
    return p1 - p2 - np.hypot(p1 - low1, high2 - p2), p1 - p2 + np.hypot(high1 - p1, p2 - low2)


def compute_ratio_interval(
    k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, level: float = LEVEL
) -> IntervalBounds:
    """Interval of the ratio of k1/n1 to k2/n2: on the log scale where `is_log_ratio`, else by hybrid score."""
    k1, n1, k2, n2 = _to_floats(k1, n1, k2, n2)
    by_log = is_log_ratio(k1, n1, k2, n2)
    pairs = zip(compute_log_ratio(k1, n1, k2, n2, level), compute_hybrid_ratio(k1, n1, k2, n2, level), strict=True)
    lower, upper = (np.where(by_log, log, hybrid) for log, hybrid in pairs)
    return lower, upper


def is_log_ratio(k1: Array, n1: Array, k2: Array, n2: Array) -> NDArray[np.bool_]:
    """Where the logarithm serves: neither none nor all of either group.

    Where it is all of both groups, its interval has no width at all, however few they are.
    """
    return (k1 > 0) & (k1 < n1) & (k2 > 0) & (k2 < n2)


def compute_log_ratio(
    k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, level: float = LEVEL
) -> IntervalBounds:
    """Interval of the ratio of k1/n1 to k2/n2 on the log scale, with ½ added to each of the four (Walter, 1975)."""
    k1, n1, k2, n2 = (values + 0.5 for values in _to_floats(k1, n1, k2, n2))
    middle = np.log(k1 / n1) - np.log(k2 / n2)
    half = compute_quantile(level) * np.sqrt(1 / k1 - 1 / n1 + 1 / k2 - 1 / n2)
    return np.exp(middle - half), np.exp(middle + half)


def compute_hybrid_ratio(
    k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, level: float = LEVEL
) -> IntervalBounds:
    """Interval of the ratio of k1/n1 to k2/n2 from the Wilson interval of each (Donner and Zou, 2012).

    It leaves out 1 exactly when Newcombe's interval of the difference leaves out 0. The upper bound is
    infinite when k2 is 0.
    """
    k1, n1, k2, n2 = _to_floats(k1, n1, k2, n2)
    with np.errstate(invalid="ignore", divide="ignore"):
        p1, p2 = k1 / n1, k2 / n2
        (low1, high1), (low2, high2) = compute_wilson(k1, n1, level), compute_wilson(k2, n2, level)
        first, second = low1 * (2 * p1 - low1), high2 * (2 * p2 - high2)
        lower = first / (p1 * p2 + _compute_root(p1 * p2, first * second))
        first, second = high1 * (2 * p1 - high1), low2 * (2 * p2 - low2)
        upper = (p1 * p2 + _compute_root(p1 * p2, first * second)) / second
        unknown = 0.0 * (p1 + p2)
    return np.where(k1 == 0, unknown, lower), np.where(k2 == 0, np.inf + unknown, upper)


def _compute_root(product: Array, taken: Array) -> Array:
    """Root of a square less what is never greater than it, but by rounding."""
    return np.sqrt(np.maximum(product * product - taken, 0.0))


def _to_floats(*given: ArrayLike) -> tuple[Array, ...]:
    """Each as an array of floats."""
    return tuple(np.asarray(one, dtype=np.float64) for one in given)
