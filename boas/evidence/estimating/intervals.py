"""Intervals of proportions, of their differences and of their ratios, over whole arrays at once.

Counts and sizes go in as arrays of floats (one element per table), bounds come out as arrays of the same
shape. What is unknown (NaN) or rests on nobody (a size of 0) has NaN for bounds; nothing is raised.
"""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv, ndtri

Array = NDArray[np.float64]
Bounds = tuple[Array, Array]
"""Lower and upper bound, element by element."""

LEVEL: Final = 0.95
"""Confidence level when nobody asks for another."""


def quantile(level: ArrayLike) -> Array:
    """How many standard deviations on either side hold this share of a normal distribution: 1.96 for 0.95."""
    return np.asarray(ndtri((1 + np.asarray(level, dtype=np.float64)) / 2))


def wilson(k: ArrayLike, n: ArrayLike, level: float = LEVEL) -> Bounds:
    """Score interval of the proportion k/n (Wilson, 1927)."""
    k, n = floats(k, n)
    return wilson_at(k, n, quantile(level))


def wilson_at(k: Array, n: Array, z: Array) -> Bounds:
    """The same for a number of standard deviations, which may differ between elements."""
    with np.errstate(invalid="ignore", divide="ignore"):
        middle = (k + z * z / 2) / (n + z * z)
        half = z * np.sqrt(k * (n - k) / n + z * z / 4) / (n + z * z)
    # Rounding must not let a bound stray from the 0 and the 1 it is by algebra.
    return np.where(k == 0, 0.0 * half, middle - half), np.where(k == n, 1.0 + 0.0 * half, middle + half)


def wald(k: ArrayLike, n: ArrayLike, level: float = LEVEL) -> Bounds:
    """Normal interval of the proportion k/n, cut at 0 and 1; of no use for small or extreme counts."""
    k, n = floats(k, n)
    with np.errstate(invalid="ignore", divide="ignore"):
        p = k / n
        half = quantile(level) * np.sqrt(p * (1 - p) / n)
    return np.maximum(p - half, 0.0), np.minimum(p + half, 1.0)


def clopper_pearson(k: ArrayLike, n: ArrayLike, level: float = LEVEL) -> Bounds:
    """Exact interval of the proportion k/n (Clopper and Pearson, 1934): never less sure than it says."""
    k, n = floats(k, n)
    tail = (1 - level) / 2
    nobody = np.where(n > 0, 0.0, np.nan)
    lower = np.where(k == 0, 0.0, betaincinv(np.maximum(k, 1), n - k + 1, tail))
    upper = np.where(k == n, 1.0, betaincinv(k + 1, np.maximum(n - k, 1), 1 - tail))
    return lower + nobody, upper + nobody


def newcombe(k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, level: float = LEVEL) -> Bounds:
    """Hybrid score interval of the difference k1/n1 - k2/n2 (Newcombe, 1998, method 10)."""
    k1, n1, k2, n2 = floats(k1, n1, k2, n2)
    return newcombe_at(k1, n1, k2, n2, quantile(level))


def newcombe_at(k1: Array, n1: Array, k2: Array, n2: Array, z: Array) -> Bounds:
    """The same for a number of standard deviations, which may differ between elements."""
    with np.errstate(invalid="ignore", divide="ignore"):
        p1, p2 = k1 / n1, k2 / n2
    (low1, high1), (low2, high2) = wilson_at(k1, n1, z), wilson_at(k2, n2, z)
    return p1 - p2 - np.hypot(p1 - low1, high2 - p2), p1 - p2 + np.hypot(high1 - p1, p2 - low2)


def ratio(k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, level: float = LEVEL) -> Bounds:
    """Interval of the ratio of k1/n1 to k2/n2: on the log scale where `is_log_ratio`, else by hybrid score."""
    k1, n1, k2, n2 = floats(k1, n1, k2, n2)
    by_log = is_log_ratio(k1, n1, k2, n2)
    pairs = zip(log_ratio_adjusted(k1, n1, k2, n2, level), hybrid_ratio(k1, n1, k2, n2, level), strict=True)
    lower, upper = (np.where(by_log, log, hybrid) for log, hybrid in pairs)
    return lower, upper


def is_log_ratio(k1: Array, n1: Array, k2: Array, n2: Array) -> NDArray[np.bool_]:
    """Where the logarithm serves: neither none nor all of either group.

    Where it is all of both groups, its interval has no width at all, however few they are.
    """
    return (k1 > 0) & (k1 < n1) & (k2 > 0) & (k2 < n2)


def log_ratio_adjusted(k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, level: float = LEVEL) -> Bounds:
    """Interval of the ratio of k1/n1 to k2/n2 on the log scale, with ½ added to each of the four (Walter, 1975)."""
    k1, n1, k2, n2 = (one + 0.5 for one in floats(k1, n1, k2, n2))
    middle = np.log(k1 / n1) - np.log(k2 / n2)
    half = quantile(level) * np.sqrt(1 / k1 - 1 / n1 + 1 / k2 - 1 / n2)
    return np.exp(middle - half), np.exp(middle + half)


def hybrid_ratio(k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, level: float = LEVEL) -> Bounds:
    """Interval of the ratio of k1/n1 to k2/n2 from the Wilson interval of each (Donner and Zou, 2012).

    It leaves out 1 exactly when Newcombe's interval of the difference leaves out 0. The upper bound is
    infinite when k2 is 0.
    """
    k1, n1, k2, n2 = floats(k1, n1, k2, n2)
    with np.errstate(invalid="ignore", divide="ignore"):
        p1, p2 = k1 / n1, k2 / n2
        (low1, high1), (low2, high2) = wilson(k1, n1, level), wilson(k2, n2, level)
        first, second = low1 * (2 * p1 - low1), high2 * (2 * p2 - high2)
        lower = first / (p1 * p2 + root_of_rest(p1 * p2, first * second))
        first, second = high1 * (2 * p1 - high1), low2 * (2 * p2 - low2)
        upper = (p1 * p2 + root_of_rest(p1 * p2, first * second)) / second
        unknown = 0.0 * (p1 + p2)
    return np.where(k1 == 0, unknown, lower), np.where(k2 == 0, np.inf + unknown, upper)


def root_of_rest(product: Array, taken: Array) -> Array:
    """Root of a square less what is never greater than it, but by rounding."""
    return np.sqrt(np.maximum(product * product - taken, 0.0))


def floats(*given: ArrayLike) -> tuple[Array, ...]:
    """Each as an array of floats."""
    return tuple(np.asarray(one, dtype=np.float64) for one in given)
