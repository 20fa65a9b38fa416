"""Groups held against a reference group: difference, ratio, what the data say of them, and how many would decide.

Nothing here says whether a difference is acceptable, and a group that cannot be compared is there with its reason.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from boas.evidence.counts import CROSS
from boas.evidence.dimensions import COMPARED, is_unknown
from boas.evidence.estimates import Difference, Disparity, Estimate, Recomputed
from boas.evidence.estimating.contrasts import Contrasts, differences_of, holm, p_value, ratios_of, to_decide
from boas.evidence.estimating.intervals import LEVEL, Array

WITHOUT_BETTER: Final = frozenset({"flag-rate"})
"""Metrics of which more is not better: no group is the worst."""
DECIDED = ("gap-shown", "no-gap-beyond-margin")
"""States that more people would not change if rates stayed as they are."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A group, and the one it is held against."""

    variant: str
    dimension: str
    metric: str
    group: str
    reference: str
    is_declared: bool
    estimate: Estimate
    reference_estimate: Estimate


def disparities(
    recomputed: Iterable[Recomputed],
    references: Mapping[str, str] | None = None,
    margin: float | None = None,
    level: float = LEVEL,
) -> tuple[Disparity, ...]:
    """Every group of every dimension over all sites against its reference, by variant, dimension and metric.

    `references` gives the reference group of a dimension; where it gives none, or one that is not there, the
    largest group serves, never `unknown`. Groups of several dimensions at once are held against the one that
    is in the reference groups of all. `margin` is the largest difference taken as negligible.
    """
    held = tuple(pairs(recomputed, references or {}))
    return judged(held, margin, level) if held else ()


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


def pairs(recomputed: Iterable[Recomputed], references: Mapping[str, str]) -> Iterator[Pair]:
    """What is compared: for each variant, dimension and metric, the groups but the reference with the reference."""
    grouped: dict[tuple[str, str], dict[str, Recomputed]] = defaultdict(dict)
    for one in recomputed:
        if one.stratum.groups and not one.stratum.site:
            dimension, group = one.stratum.crossing
            grouped[one.stratum.variant, dimension][group] = one
    for (variant, dimension), groups in grouped.items():
        declared = CROSS.join(references.get(name, "") for name in dimension.split(CROSS))
        is_declared = declared in groups
        reference = declared if is_declared else max(groups, key=lambda group: size(groups[group]))
        for metric, (group, one) in product(COMPARED, groups.items()):
            if group != reference:
                sides = one.estimates[metric], groups[reference].estimates[metric]
                yield Pair(variant, dimension, metric, group, reference, is_declared, *sides)


def size(one: Recomputed) -> tuple[bool, int]:
    """How large a group is known to be, `unknown` being smaller than any."""
    known = not any(is_unknown(group) for _, group in one.stratum.groups)
    return known, sum(cell for cell in (one.tp, one.fp, one.fn, one.tn) if isinstance(cell, int))


def judged(held: Sequence[Pair], margin: float | None, level: float) -> tuple[Disparity, ...]:
    """What the data say of each pair; several groups of a variant, dimension and metric are corrected for together."""
    counts = contrasts(held)
    p_values, n_compared = corrected(p_value(counts), [(one.variant, one.dimension, one.metric) for one in held])
    columns = (
        differences_of(counts, level),
        ratios_of(counts, level),
        p_values.tolist(),
        n_compared.tolist(),
        to_decide(counts, margin, level, n_compared),
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
            verdict := state(difference, p, margin, 1 - level),
            None if verdict in DECIDED else n,
        )
        for pair, difference, of_rates, p, n_pairs, n in zip(held, *columns, strict=True)
    )


def contrasts(held: Sequence[Pair]) -> Contrasts:
    """The counts of pairs, as arrays."""
    sides = ((one.estimate, one.reference_estimate) for one in held)
    rows = [
        (group.numerator, group.n, reference.numerator, reference.n)
        if group.value is not None and reference.value is not None
        else (np.nan,) * 4
        for group, reference in sides
    ]
    return Contrasts(*np.array(rows, dtype=np.float64).T)


def corrected(p_values: Array, families: Sequence[Hashable]) -> tuple[Array, NDArray[np.int64]]:
    """p-values made larger within each family, and how many pairs with data the family of each has."""
    numbers = {family: number for number, family in enumerate(dict.fromkeys(families))}
    number = np.array([numbers[family] for family in families])
    raised = np.empty_like(p_values)
    for one in numbers.values():
        raised[number == one] = holm(p_values[number == one])
    return raised, np.bincount(number, weights=np.isfinite(p_values)).astype(np.int64)[number]


def state(difference: Difference | None, p_value: float, margin: float | None, error: float) -> str:
    """What the data say of one difference: a term of the vocabulary `disparity_states`."""
    if difference is None:
        return "not-enough-data"
    if margin is not None and -margin < difference.lower and difference.upper < margin:
        return "no-gap-beyond-margin"
    if p_value < error:
        return "gap-shown"
    return "no-margin" if margin is None else "not-enough-data"
