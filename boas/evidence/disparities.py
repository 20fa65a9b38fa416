"""Groups held against a reference group: difference, ratio, what the data say of them, and how many would decide.

Nothing here says whether a difference is acceptable, and a group that cannot be compared is there with its reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from boas.evidence.breakdown import is_unknown
from boas.evidence.estimates import Difference, Disparity, Estimate, Recomputed
from boas.evidence.intervals import LEVEL, Array, is_log_ratio, newcombe, newcombe_at, quantile, ratio

COMPARED: Final = ("sensitivity", "specificity", "ppv", "npv", "flag-rate", "accuracy")
"""Metrics that groups are compared on, all proportions."""
WITHOUT_BETTER: Final = frozenset({"flag-rate"})
"""Metrics of which more is not better: no group is the worst."""
DECIDED = ("gap-shown", "no-gap-beyond-margin")
"""States that more people would not change if rates stayed as they are."""
FARTHEST = 40.0
"""Standard deviations beyond which a p-value is 0 in floats."""
HALVINGS = 60
"""Of an interval in which a bound is looked for: enough for the last digit."""
MOST_PEOPLE = 10**9
"""A denominator nobody will ever have."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A group, and the one it is held against."""

    group: str
    estimate: Estimate
    reference_estimate: Estimate


@dataclass(frozen=True, slots=True)
class Family:
    """All pairs of one variant, dimension and metric: what is corrected for together."""

    variant: str
    dimension: str
    metric: str
    reference: str
    is_declared: bool
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What the pairs give, one element each; NaN where one of the two has no value."""

    k1: Array
    n1: Array
    k2: Array
    n2: Array

    @property
    def difference(self) -> Array:
        """Rate of the group less that of the reference."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.k1 / self.n1 - self.k2 / self.n2

    def times(self, factor: Array) -> "Compared":
        """As many times more people, rates staying as they are."""
        return Compared(self.k1 * factor, self.n1 * factor, self.k2 * factor, self.n2 * factor)


def disparities(
    recomputed: Iterable[Recomputed],
    references: Mapping[str, str] | None = None,
    margin: float | None = None,
    level: float = LEVEL,
) -> tuple[Disparity, ...]:
    """Every group of every dimension over all sites against its reference, by variant, dimension and metric.

    `references` gives the reference group of a dimension; where it gives none, or one that is not there, the
    largest group serves, never `unknown`. `margin` is the largest difference taken as negligible.
    """
    found: list[Disparity] = []
    for family in families(recomputed, references or {}):
        found += judged(family, margin, level)
    return tuple(found)


def worst(found: Iterable[Disparity]) -> tuple[Disparity, ...]:
    """Per variant and metric, the group furthest below its reference; none where no group with a value is below."""
    lowest: dict[tuple[str, str], Disparity] = {}
    for one in found:
        below = one.difference is not None and one.difference.value < 0 and one.metric not in WITHOUT_BETTER
        if below and gap(one) < gap(lowest.get((one.variant, one.metric))):
            lowest[one.variant, one.metric] = one
    return tuple(lowest.values())


def gap(one: Disparity | None) -> float:
    """The difference of a comparison; 0 when there is none."""
    return one.difference.value if one and one.difference else 0.0


def families(recomputed: Iterable[Recomputed], references: Mapping[str, str]) -> Iterable[Family]:
    """What is compared: for each variant, dimension and metric, the groups and their reference."""
    grouped: dict[tuple[str, str], dict[str, Recomputed]] = defaultdict(dict)
    for one in recomputed:
        if not one.stratum.site and len(one.stratum.groups) == 1:
            dimension, group = one.stratum.groups[0]
            grouped[one.stratum.variant, dimension][group] = one
    for (variant, dimension), groups in grouped.items():
        is_declared = references.get(dimension) in groups
        reference = references[dimension] if is_declared else max(groups, key=lambda group: size(group, groups[group]))
        for metric in COMPARED:
            held = groups[reference].estimates[metric]
            pairs = (Pair(group, one.estimates[metric], held) for group, one in groups.items() if group != reference)
            yield Family(variant, dimension, metric, reference, is_declared, tuple(pairs))


def size(group: str, one: Recomputed) -> tuple[bool, int]:
    """How large a group is known to be, `unknown` being smaller than any."""
    return not is_unknown(group), sum(cell for cell in (one.tp, one.fp, one.fn, one.tn) if isinstance(cell, int))


def judged(family: Family, margin: float | None, level: float) -> list[Disparity]:
    """The comparisons of one family."""
    counts = compared(family.pairs)
    differences, ratios = differences_of(counts, level), ratios_of(counts, level)
    p_values = holm(p_value(counts))
    n_compared = int(np.isfinite(p_values).sum())
    n_deciding = to_decide(counts, margin, level, n_compared)
    found = zip(family.pairs, differences, ratios, p_values.tolist(), n_deciding, strict=True)
    return [
        Disparity(
            family.variant,
            family.dimension,
            family.metric,
            pair.group,
            family.reference,
            family.is_declared,
            pair.estimate,
            pair.reference_estimate,
            difference,
            of_rates,
            None if difference is None else p,
            n_compared,
            margin,
            verdict := state(difference, p, margin, 1 - level),
            None if verdict in DECIDED else n,
        )
        for pair, difference, of_rates, p, n in found
    ]


def compared(pairs: Sequence[Pair]) -> Compared:
    """The counts of pairs, as arrays."""
    rows = [
        (one.estimate.numerator, one.estimate.n, one.reference_estimate.numerator, one.reference_estimate.n)
        if one.estimate.value is not None and one.reference_estimate.value is not None
        else (np.nan,) * 4
        for one in pairs
    ]
    return Compared(*np.array(rows, dtype=np.float64).reshape(-1, 4).T)


def differences_of(counts: Compared, level: float) -> list[Difference | None]:
    """Group less reference, with Newcombe's interval."""
    lower, upper = newcombe(counts.k1, counts.n1, counts.k2, counts.n2, level)
    rows = np.column_stack((counts.difference, lower, upper)).tolist()
    return [None if np.isnan(value) else Difference(value, low, high, "newcombe") for value, low, high in rows]


def ratios_of(counts: Compared, level: float) -> list[Difference | None]:
    """Group over reference; nothing over a rate of 0."""
    k1, n1, k2, n2 = counts.k1, counts.n1, counts.k2, counts.n2
    with np.errstate(invalid="ignore", divide="ignore"):
        value = (k1 / n1) / (k2 / n2)
    rows = np.column_stack((value, *ratio(k1, n1, k2, n2, level), is_log_ratio(k1, n1, k2, n2))).tolist()
    return [
        Difference(value, low, high, "log-adjusted" if is_log else "newcombe") if np.isfinite(value) else None
        for value, low, high, is_log in rows
    ]


def p_value(counts: Compared) -> Array:
    """Smallest error at which Newcombe's interval of the difference still leaves out 0; 1 without a difference."""
    excluded = np.zeros_like(counts.k1)
    included = np.full_like(counts.k1, FARTHEST)
    for _ in range(HALVINGS):
        middle = (excluded + included) / 2
        leaves_out = leaves_out_zero(counts, middle)
        excluded, included = np.where(leaves_out, middle, excluded), np.where(leaves_out, included, middle)
    return np.where(np.isnan(counts.difference), np.nan, 2 * ndtr(-excluded))


def leaves_out_zero(counts: Compared, z: Array) -> NDArray[np.bool_]:
    """Whether the interval of so many standard deviations lies on one side of 0."""
    lower, upper = newcombe_at(counts.k1, counts.n1, counts.k2, counts.n2, z)
    return (lower > 0) | (upper < 0)


def stays_within(counts: Compared, margin: float, z: Array) -> NDArray[np.bool_]:
    """Whether the interval of so many standard deviations lies strictly within the margin on either side of 0."""
    lower, upper = newcombe_at(counts.k1, counts.n1, counts.k2, counts.n2, z)
    return (lower > -margin) & (upper < margin)


def holm(p_values: Array) -> Array:
    """p-values of several comparisons, each made larger so that together they err as rarely as one (Holm, 1979)."""
    known = np.flatnonzero(np.isfinite(p_values))
    order = known[np.argsort(p_values[known], kind="stable")]
    corrected = np.full_like(p_values, np.nan)
    raised = p_values[order] * np.arange(len(order), 0, -1)
    corrected[order] = np.minimum(np.maximum.accumulate(raised), 1.0)
    return corrected


def state(difference: Difference | None, p_value: float, margin: float | None, error: float) -> str:
    """What the data say of one difference: a term of the vocabulary `disparity_states`."""
    if difference is None:
        return "not-enough-data"
    if margin is not None and -margin < difference.lower and difference.upper < margin:
        return "no-gap-beyond-margin"
    if p_value < error:
        return "gap-shown"
    return "no-margin" if margin is None else "not-enough-data"


def to_decide(counts: Compared, margin: float | None, level: float, n_compared: int) -> list[int | None]:
    """Denominator of the group from which a gap is shown or ruled out, rates staying as they are in both groups.

    A gap must hold at the first step of Holm. Nothing when no denominator would do.
    """
    z_gap, z_margin = quantile([1 - (1 - level) / max(n_compared, 1), level])

    def decides(n: Array) -> NDArray[np.bool_]:
        with np.errstate(invalid="ignore", divide="ignore"):
            grown = counts.times(n / counts.n1)
        shown = leaves_out_zero(grown, z_gap)
        return shown if margin is None else shown | stays_within(grown, margin, z_margin)

    short, enough = counts.n1, np.maximum(counts.n1, MOST_PEOPLE)
    is_possible = decides(enough)
    while (is_possible & (enough - short > 1)).any():
        middle = np.floor((short + enough) / 2)
        is_enough = decides(middle)
        short, enough = np.where(is_enough, short, middle), np.where(is_enough, middle, enough)
    return [int(n) if can else None for n, can in zip(enough, is_possible, strict=True)]
