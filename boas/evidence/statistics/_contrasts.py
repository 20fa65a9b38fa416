"""Two proportions held against each other, for whole arrays of pairs: difference, ratio, error, and how many decide.

Where one of the two is unknown everything about the pair is unknown too; nothing is raised.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from boas.evidence._estimates import Contrast
from boas.evidence.statistics._intervals import (
    Array,
    compute_newcombe,
    compute_newcombe_at,
    compute_quantile,
    compute_ratio_interval,
    is_log_ratio,
)

_FARTHEST = 40.0
"""Standard deviations beyond which a p-value is 0 in floats."""
_HALVINGS = 60
"""Of an interval in which a bound is looked for: enough for the last digit."""
_MOST_PEOPLE = 10**9
"""A denominator nobody will ever have."""


@dataclass(frozen=True, slots=True)
class PairCounts:
    """How many of how many in a group and in its reference, one element for each pair; NaN where one is unknown."""

    k1: Array
    n1: Array
    k2: Array
    n2: Array

    @property
    def difference(self) -> Array:
        """Rate of the group less that of the reference."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.k1 / self.n1 - self.k2 / self.n2

    def scale_by(self, factor: Array) -> "PairCounts":
        """As many times more people, rates staying as they are."""
        return PairCounts(self.k1 * factor, self.n1 * factor, self.k2 * factor, self.n2 * factor)


def compute_differences(counts: PairCounts, level: float) -> list[Contrast | None]:
    """Group less reference, with Newcombe's interval."""
    lower, upper = compute_newcombe(counts.k1, counts.n1, counts.k2, counts.n2, level)
    rows = np.column_stack((counts.difference, lower, upper)).tolist()
    return [None if np.isnan(value) else Contrast(value, low, high, "newcombe") for value, low, high in rows]


def compute_ratios(counts: PairCounts, level: float) -> list[Contrast | None]:
    """Group over reference; nothing over a rate of 0."""
    k1, n1, k2, n2 = counts.k1, counts.n1, counts.k2, counts.n2
    with np.errstate(invalid="ignore", divide="ignore"):
        value = (k1 / n1) / (k2 / n2)
    rows = np.column_stack(
        (value, *compute_ratio_interval(k1, n1, k2, n2, level), is_log_ratio(k1, n1, k2, n2))
    ).tolist()
    return [
        Contrast(value, low, high, "log-adjusted" if is_log else "newcombe") if np.isfinite(value) else None
        for value, low, high, is_log in rows
    ]


def compute_p_values(counts: PairCounts) -> Array:
    """Smallest error at which Newcombe's interval of the difference still leaves out 0; 1 without a difference."""
    excluded = np.zeros_like(counts.k1)
    included = np.full_like(counts.k1, _FARTHEST)
    for _ in range(_HALVINGS):
        middle = (excluded + included) / 2
        leaves_out = _excludes_zero(counts, middle)
        excluded, included = np.where(leaves_out, middle, excluded), np.where(leaves_out, included, middle)
    return np.where(np.isnan(counts.difference), np.nan, 2 * ndtr(-excluded))


def _excludes_zero(counts: PairCounts, z: Array) -> NDArray[np.bool_]:
    """Whether the interval of so many standard deviations lies on one side of 0."""
    lower, upper = compute_newcombe_at(counts.k1, counts.n1, counts.k2, counts.n2, z)
    return (lower > 0) | (upper < 0)


def _stays_within(counts: PairCounts, margin: float, z: Array) -> NDArray[np.bool_]:
    """Whether the interval of so many standard deviations lies strictly within the margin on either side of 0."""
    lower, upper = compute_newcombe_at(counts.k1, counts.n1, counts.k2, counts.n2, z)
    return (lower > -margin) & (upper < margin)


def apply_holm(p_values: Array) -> Array:
    """p-values of several comparisons, each made larger so that together they err as rarely as one (Holm, 1979)."""
    known = np.flatnonzero(np.isfinite(p_values))
    order = known[np.argsort(p_values[known], kind="stable")]
    corrected = np.full_like(p_values, np.nan)
    raised = p_values[order] * np.arange(len(order), 0, -1)
    corrected[order] = np.minimum(np.maximum.accumulate(raised), 1.0)
    return corrected


def compute_n_to_decide(
    counts: PairCounts, margin: float | None, level: float, n_compared: NDArray[np.int64]
) -> list[int | None]:
    """Denominator of the group from which a gap is shown or ruled out, rates staying as they are in both groups.

    A gap must hold at the first step of Holm over `n_compared` pairs. None when no denominator would do.
    """
    z_gap, z_margin = compute_quantile(1 - (1 - level) / np.maximum(n_compared, 1)), compute_quantile(level)

    def can_decide(n: Array) -> NDArray[np.bool_]:
        with np.errstate(invalid="ignore", divide="ignore"):
            grown = counts.scale_by(n / counts.n1)
        shown = _excludes_zero(grown, z_gap)
        return shown if margin is None else shown | _stays_within(grown, margin, z_margin)

    short, enough = counts.n1, np.maximum(counts.n1, _MOST_PEOPLE)
    is_possible = can_decide(enough)
    while (is_possible & (enough - short > 1)).any():
        middle = np.floor((short + enough) / 2)
        is_enough = can_decide(middle)
        short, enough = np.where(is_enough, short, middle), np.where(is_enough, middle, enough)
    return [int(n) if can else None for n, can in zip(enough, is_possible, strict=True)]
