"""Bound propagation: the range of each unknown count, narrowed by one constraint after the other.

The solver calls it before and during its search. It never widens a range and never loses a solution.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from boas.evidence._solver import LinearCondition

Range = tuple[float, float]
"""Smallest and largest value of a whole number, both included."""

_Spend = Callable[[float], bool]
"""Takes some of the effort that is left, in calls of the solver; false when there was none."""

_MOST_ROUNDS = 50
_PER_CALL = 4
"""Nonlinear constraints propagated once that cost as much as one call of the solver."""
_SLACK = 1e-6


class NonlinearConstraint(Protocol):
    """A condition on several variables that is no linear sum, such as a metric of the four counts."""

    @property
    def variables(self) -> tuple[int, ...]:
        """Indexes of the variables it is about."""

    def holds(self, values: Sequence[float]) -> bool:
        """Whether these values of the variables fulfil it."""

    def may_hold(self, ranges: Sequence[Range]) -> bool:
        """Whether any values within these ranges may fulfil it; false only when none do."""


def _allow_any_effort(_cost: float) -> bool:
    """Spend nothing: effort without limit."""
    return True


def narrow_ranges(
    ranges: dict[int, Range],
    sums: Sequence[LinearCondition],
    nonlinear: Sequence[NonlinearConstraint] = (),
    spend: _Spend = _allow_any_effort,
) -> bool:
    """Narrow ranges in place, constraint by constraint, until a fixed point; false when a variable has no value left.

    A nonlinear constraint is searched for its ends, which costs effort; once that is spent, only sums propagate.
    """
    for _ in range(_MOST_ROUNDS):
        moved = False
        searched = nonlinear if nonlinear and spend(len(nonlinear) / _PER_CALL) else ()
        for found in (
            *(_narrow_by_sum(ranges, condition) for condition in sums),
            *(_narrow_by_constraint(ranges, constraint) for constraint in searched),
        ):
            for position, (low, high) in found:
                if low > high:
                    return False
                if (low, high) != ranges[position]:
                    ranges[position], moved = (low, high), True
        if not moved:
            break
    return True


def _narrow_by_constraint(ranges: Mapping[int, Range], constraint: NonlinearConstraint) -> Iterator[tuple[int, Range]]:
    """The range that a nonlinear constraint leaves to each variable; low above high when none is left."""
    for at, position in enumerate(constraint.variables):
        low, high = ranges[position]
        if low < high:
            yield position, (_find_edge(ranges, constraint, at, sign=1), _find_edge(ranges, constraint, at, sign=-1))
        elif not constraint.may_hold([ranges[variable] for variable in constraint.variables]):
            yield position, (low + 1, high)


def _find_edge(ranges: Mapping[int, Range], constraint: NonlinearConstraint, at: int, *, sign: int) -> float:
    """The lowest (sign 1) or highest (sign -1) value that a nonlinear constraint may leave to one variable."""
    box = [ranges[variable] for variable in constraint.variables]
    low, high = box[at]

    def is_cut(value: float) -> bool:
        """Whether no value up to this one may hold."""
        box[at] = (low, value - 1) if sign > 0 else (value + 1, high)
        return not constraint.may_hold(box)

    if sign < 0 and math.isinf(high):
        high_cut = next((low + 2**k for k in range(_MOST_DOUBLINGS) if is_cut(low + 2**k)), math.inf)
        return high if math.isinf(high_cut) else find_last_cut(low, high_cut, is_cut, sign)
    if sign > 0 and math.isinf(high):
        far = next((low + 2**k for k in range(_MOST_DOUBLINGS) if not is_cut(low + 2**k)), low)
        return find_last_cut(low, far, is_cut, sign)
    return find_last_cut(low, high + 1 if sign > 0 else high, is_cut, sign)


_MOST_DOUBLINGS = 40
"""Doublings tried to find an end of an unbounded range."""


def find_last_cut(low: float, high: float, is_cut: Callable[[float], bool], sign: int) -> float:
    """The highest value up to which all can be cut (sign 1), or the lowest from which on (sign -1); both are finite."""
    # Whole numbers: past 2**53 a float and the next one may be the same, and the search would never end.
    least, most = int(low), int(high)
    if sign > 0:
        while least < most:
            middle = (least + most + 1) // 2
            least, most = (middle, most) if is_cut(middle) else (least, middle - 1)
        return least
    least -= 1
    while least < most:
        middle = (least + most) // 2
        least, most = (least, middle) if is_cut(middle) else (middle + 1, most)
    return most


def _narrow_by_sum(ranges: Mapping[int, Range], condition: LinearCondition) -> Iterator[tuple[int, Range]]:
    """The range that one sum leaves to each variable; low above high when none is left."""
    ends = [sorted(end * coefficient for end in ranges[position]) for position, coefficient in condition.terms]
    lows, highs = _PartialSum(low for low, _ in ends), _PartialSum(high for _, high in ends)
    for (position, coefficient), (least, most) in zip(condition.terms, ends, strict=True):
        lower, upper = sorted(
            (
                (condition.lower - highs.without(most)) / coefficient,
                (condition.upper - lows.without(least)) / coefficient,
            )
        )
        low, high = ranges[position]
        yield (
            position,
            (
                max(low, math.ceil(lower - _SLACK)) if lower > -math.inf else low,
                min(high, math.floor(upper + _SLACK)) if upper < math.inf else high,
            ),
        )


class _PartialSum:
    """A sum of which one term can be left out, also when some are infinite."""

    def __init__(self, terms: Iterable[float]) -> None:
        """Add the finite ones and keep the infinite ones, which all have the same sign."""
        listed = list(terms)
        self.infinite = [term for term in listed if math.isinf(term)]
        self.finite = math.fsum(term for term in listed if not math.isinf(term))

    def without(self, term: float) -> float:
        """The sum of the others."""
        if math.isinf(term):
            return self.infinite[0] if len(self.infinite) > 1 else self.finite
        return self.infinite[0] if self.infinite else self.finite - term
