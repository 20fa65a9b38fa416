"""One confusion table behind several printed numbers: conditions on its four counts, and what they leave open.

Counts are whole numbers where each is part of a number of people that is printed; otherwise fractions are let in.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from boas.evidence._counts import CELLS
from boas.evidence._digits import PrintedNumber
from boas.evidence._solver import UNBOUNDED, LinearCondition, find_ranges, is_possible
from boas.evidence.statistics import Array
from boas.evidence.verification._claim import EVERYBODY, FORMS, Claim, RatioForm, Weights

_MOST_EXACT = 6
"""Digits up to which a rate becomes a condition in whole numbers, which the solver takes exactly."""

_ANY_TABLE = np.array([37.0, 11.0, 23.0, 101.0])
"""A table without anything special: what determines what is read off there, metric by metric."""

Range = tuple[float, float]
_Conditions = Sequence[LinearCondition]


@dataclass(frozen=True, slots=True)
class Member:
    """One claim with a value, and the numerators it can stand for by itself."""

    claim: Claim
    value: PrintedNumber
    counts: Sequence[int]
    """Empty when the size of its denominator is not printed."""

    @property
    def form(self) -> RatioForm:
        """The metric as one sum of counts over another."""
        return FORMS[self.claim.metric]

    @property
    def sizes(self) -> tuple[tuple[Weights, int], ...]:
        """Numbers of people printed beside it: who is counted, and how many they are."""
        if self.claim.is_inferred:
            return ()
        asked = ((EVERYBODY, self.claim.total), (self.form.bottom, self.claim.n))
        return tuple((who, n) for who, n in asked if who is not None and n is not None)

    def iter_conditions(self) -> Iterator[LinearCondition]:
        """The conditions that a value and its sizes put on the four counts."""
        yield from (_build_sum_condition(who, n, n) for who, n in self.sizes)
        top, bottom = self.form.top, self.form.bottom
        if bottom is None:
            yield _build_sum_condition(top, self.value.value, self.value.value)
        elif self.counts:
            yield _build_sum_condition(top, self.counts[0], self.counts[-1])
        else:
            yield from _iter_rate_conditions(top, bottom, self.value)


def _build_sum_condition(weights: Weights, lower: float, upper: float) -> LinearCondition:
    """Limits of a sum of counts."""
    return LinearCondition(
        tuple((place, float(weight)) for place, weight in enumerate(weights) if weight), lower, upper
    )


def _iter_rate_conditions(top: Weights, bottom: Weights, value: PrintedNumber) -> Iterator[LinearCondition]:
    """A quotient of two sums that rounds to a value, and is not of nobody."""
    yield _build_sum_condition(bottom, 1, UNBOUNDED)
    scale = 2 * 10**value.decimals
    unit = 1 if value.decimals <= _MOST_EXACT else scale
    for edge, limits in ((2 * value.units - 1, (0.0, UNBOUNDED)), (2 * value.units + 1, (-UNBOUNDED, 0.0))):
        factors = (scale * above - edge * below for above, below in zip(top, bottom, strict=True))
        yield LinearCondition(tuple((place, factor / unit) for place, factor in enumerate(factors) if factor), *limits)


def _merge_conditions(members: Sequence[Member]) -> list[LinearCondition]:
    """Conditions of all, each once."""
    return list(dict.fromkeys(condition for member in members for condition in member.iter_conditions()))


def _compute_limits(conditions: _Conditions) -> list[Range]:
    """Limits of each count: it is no greater than any sum it is part of."""
    most = [UNBOUNDED] * len(CELLS)
    for condition in conditions:
        if all(factor == 1 for _, factor in condition.terms):
            for place, _ in condition.terms:
                most[place] = min(most[place], condition.upper)
    return [(0.0, upper) for upper in most]


def are_possible(members: Sequence[Member]) -> bool:
    """Whether one table gives all of them; one call of the solver."""
    conditions = _merge_conditions(members)
    return is_possible(_compute_limits(conditions), conditions)


def find_cell_ranges(members: Sequence[Member]) -> Mapping[str, tuple[int, int]]:
    """Smallest and largest count of each cell that has both; eight calls of the solver.

    Empty when no number of people is printed, or when no table gives all of them.
    """
    conditions = _merge_conditions(members)
    found = find_ranges(_compute_limits(conditions), conditions, range(len(CELLS)))
    named = zip(CELLS, found or (), strict=False)
    return {cell: (int(low), int(high)) for cell, (low, high) in named if math.isfinite(high)}


def find_implied_range(member: Member, others: Sequence[Member]) -> Range | None:
    """The range of a claim's metric under its own sizes and the other claims; two calls of the solver.

    A quotient is linear once all counts are divided by its denominator (Charnes and Cooper, 1962), so this is in
    fractions: the range may be a little wider than that of whole counts. None when the others are impossible.
    """
    own = (_build_sum_condition(who, n, n) for who, n in member.sizes)
    conditions = [*_merge_conditions(others), *own]
    largest = max(
        1.0,
        *(abs(side) for condition in conditions for side in (condition.lower, condition.upper) if math.isfinite(side)),
    )
    divisor, result = len(CELLS), len(CELLS) + 1
    divided = [side for condition in conditions for side in _split_condition(condition, divisor, largest)]
    top, bottom = member.form.top, member.form.bottom
    norm = (
        LinearCondition(((divisor, 1.0),), largest, largest) if bottom is None else _build_sum_condition(bottom, 1, 1)
    )
    read_off = LinearCondition((*_build_sum_condition(top, 0, 0).terms, (result, -1.0)), 0, 0)
    bounds = [(0.0, UNBOUNDED)] * (len(CELLS) + 2)
    found = find_ranges(bounds, [*divided, norm, read_off], (result,), is_whole=False)
    return found[0] if found else None


def _split_condition(condition: LinearCondition, divisor: int, largest: float) -> Iterator[LinearCondition]:
    """A condition on counts that are divided by one more unknown, so that its limits are multiplied with that."""
    for side, limits in ((condition.lower, (0.0, UNBOUNDED)), (condition.upper, (-UNBOUNDED, 0.0))):
        if math.isfinite(side):
            yield LinearCondition((*condition.terms, (divisor, -side / largest)), *limits)


def is_determined(member: Member, others: Sequence[Member]) -> bool:
    """Whether others of different metrics leave a claim's own no freedom, rounding apart.

    Read off at one table: whether the direction in which the metric changes is made up of those in which theirs do.
    """
    apart = [other for other in others if other.claim.metric != member.claim.metric]
    rows = [_compute_gradient(other.form) for other in apart]
    rows += [np.array(who, dtype=np.float64) for one in (member, *apart) for who, _ in one.sizes]
    if not apart:
        return False
    ranks = (np.linalg.matrix_rank(np.array(given)) for given in (rows, [*rows, _compute_gradient(member.form)]))
    return bool(next(ranks) == next(ranks))


def _compute_gradient(form: RatioForm) -> Array:
    """In which direction a metric changes most."""
    top = np.array(form.top, dtype=np.float64)
    if form.bottom is None:
        return top
    bottom = np.array(form.bottom, dtype=np.float64)
    return np.asarray(top - (top @ _ANY_TABLE) / (bottom @ _ANY_TABLE) * bottom)
