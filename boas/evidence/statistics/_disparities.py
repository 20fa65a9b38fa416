"""Disparities: each group compared with a reference group by difference, ratio, decision and the size to decide.

Whether a difference is acceptable is not decided here; a group that cannot be compared carries its reason.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from boas.evidence._counts import CROSS
from boas.evidence._dimensions import COMPARED, is_unknown
from boas.evidence._estimates import Contrast, Disparity, Estimate, StratumEstimates
from boas.evidence.statistics._contrasts import (
    PairCounts,
    apply_holm,
    compute_differences,
    compute_n_to_decide,
    compute_p_values,
    compute_ratios,
)
from boas.evidence.statistics._intervals import LEVEL, Array

_WITHOUT_BETTER: Final = frozenset({"flag-rate"})
"""Metrics of which more is not better: no group is the worst."""
_DECIDED = ("gap-shown", "no-gap-beyond-margin")
"""States that more people would not change if rates stayed as they are."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A group, and the one it is held against."""

    variant: str
    dimension: str
    metric: str
    group: str
    reference: str
    is_declared: bool
    estimate: Estimate
    reference_estimate: Estimate


def compute_disparities(
    recomputed: Iterable[StratumEstimates],
    references: Mapping[str, str] | None = None,
    margin: float | None = None,
    level: float = LEVEL,
) -> tuple[Disparity, ...]:
    """Compare every group of every dimension, over all sites, with its reference, by variant, dimension and metric.

    The interval of a difference is Newcombe's (1998); p-values of the groups of one variant, dimension and metric are
    corrected together (Holm, 1979).

    Args:
        recomputed: The strata of one evaluation with their estimates.
        references: The reference group of each dimension. Where there is none, or one that is not there, the largest
            group serves, never `unknown`. Groups of several dimensions at once are compared with the group that is in
            the reference groups of all.
        margin: The largest difference of two proportions, from 0 to 1, taken as negligible; None when none is.
        level: Confidence level of the intervals, such as 0.95.
    """
    held = tuple(_iter_pairs(recomputed, references or {}))
    return _assess_pairs(held, margin, level) if held else ()


def select_worst(found: Iterable[Disparity]) -> tuple[Disparity, ...]:
    """Select, per variant and metric, the group furthest below its reference; none where no value is below.

    Metrics of which more is not better have no worst group.
    """
    lowest: dict[tuple[str, str], Disparity] = {}
    for disparity in found:
        below = (
            disparity.difference is not None
            and disparity.difference.value < 0
            and disparity.metric not in _WITHOUT_BETTER
        )
        if below and _get_gap(disparity) < _get_gap(lowest.get((disparity.variant, disparity.metric))):
            lowest[disparity.variant, disparity.metric] = disparity
    return tuple(lowest.values())


def _get_gap(disparity: Disparity | None) -> float:
    """The difference of a comparison; 0 when there is none."""
    return disparity.difference.value if disparity and disparity.difference else 0.0


def _iter_pairs(recomputed: Iterable[StratumEstimates], references: Mapping[str, str]) -> Iterator[_Pair]:
    """What is compared: for each variant, dimension and metric, the groups but the reference with the reference."""
    grouped: dict[tuple[str, str], dict[str, StratumEstimates]] = defaultdict(dict)
    for estimates in recomputed:
        if estimates.stratum.groups and not estimates.stratum.site:
            dimension, group = estimates.stratum.crossing
            grouped[estimates.stratum.variant, dimension][group] = estimates
    for (variant, dimension), groups in grouped.items():
        declared = CROSS.join(references.get(name, "") for name in dimension.split(CROSS))
        is_declared = declared in groups
        reference = declared if is_declared else max(groups, key=lambda group: _rank_size(groups[group]))
        for metric, (group, estimates) in product(COMPARED, groups.items()):
            if group != reference:
                sides = estimates.estimates[metric], groups[reference].estimates[metric]
                yield _Pair(variant, dimension, metric, group, reference, is_declared, *sides)


def _rank_size(estimates: StratumEstimates) -> tuple[bool, int]:
    """How large a group is known to be, `unknown` being smaller than any."""
    known = not any(is_unknown(group) for _, group in estimates.stratum.groups)
    return known, sum(
        cell for cell in (estimates.tp, estimates.fp, estimates.fn, estimates.tn) if isinstance(cell, int)
    )


def _assess_pairs(held: Sequence[_Pair], margin: float | None, level: float) -> tuple[Disparity, ...]:
    """Decide on each pair; the groups of one variant, dimension and metric are corrected together (Holm)."""
    counts = _build_pair_counts(held)
    p_values, n_compared = _correct_p_values(
        compute_p_values(counts), [(pair.variant, pair.dimension, pair.metric) for pair in held]
    )
    columns = (
        compute_differences(counts, level),
        compute_ratios(counts, level),
        p_values.tolist(),
        n_compared.tolist(),
        compute_n_to_decide(counts, margin, level, n_compared),
    )
    return tuple(
        Disparity(
            pair.variant,
            pair.dimension,
            pair.metric,
            pair.group,
            pair.reference,
            pair.is_declared,
            pair.estimate,
            pair.reference_estimate,
            difference,
            of_rates,
            None if difference is None else p,
            n_pairs,
            margin,
            verdict := _classify_difference(difference, p, margin, 1 - level),
            None if verdict in _DECIDED else n,
        )
        for pair, difference, of_rates, p, n_pairs, n in zip(held, *columns, strict=True)
    )


def _build_pair_counts(held: Sequence[_Pair]) -> PairCounts:
    """The counts of pairs, as arrays."""
    sides = ((pair.estimate, pair.reference_estimate) for pair in held)
    rows = [
        (group.numerator, group.n, reference.numerator, reference.n)
        if group.value is not None and reference.value is not None
        else (np.nan,) * 4
        for group, reference in sides
    ]
    return PairCounts(*np.array(rows, dtype=np.float64).T)


def _correct_p_values(p_values: Array, families: Sequence[Hashable]) -> tuple[Array, NDArray[np.int64]]:
    """p-values made larger within each family, and how many pairs with data the family of each has."""
    numbers = {family: number for number, family in enumerate(dict.fromkeys(families))}
    number = np.array([numbers[family] for family in families])
    raised = np.empty_like(p_values)
    for item in numbers.values():
        raised[number == item] = apply_holm(p_values[number == item])
    return raised, np.bincount(number, weights=np.isfinite(p_values)).astype(np.int64)[number]


def _classify_difference(difference: Contrast | None, p_value: float, margin: float | None, error: float) -> str:
    """The decision on one difference: a term of the vocabulary `disparity_states`."""
    if difference is None:
        return "not-enough-data"
    if margin is not None and -margin < difference.lower and difference.upper < margin:
        return "no-gap-beyond-margin"
    if p_value < error:
        return "gap-shown"
    return "no-margin" if margin is None else "not-enough-data"
