"""Which whole numbers fulfil a set of linear conditions: what printed figures imply, and what hidden counts can be.

The search is scipy's mixed-integer solver (HiGHS); nothing here knows what the numbers mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

UNBOUNDED = float("inf")


@dataclass(frozen=True, slots=True)
class Condition:
    """`lower <= sum of coefficient x unknown <= upper`."""

    terms: tuple[tuple[int, float], ...]
    """Position of an unknown and its coefficient."""
    lower: float
    upper: float


def possible_ranges(
    bounds: Sequence[tuple[float, float]], conditions: Sequence[Condition], asked: Sequence[int]
) -> tuple[tuple[float, float], ...] | None:
    """Smallest and largest whole value of each asked unknown; nothing when no whole numbers fulfil all.

    `bounds` gives every unknown's own limits; an unknown without upper limit may come out infinite.
    """
    found = []
    for position in asked:
        low, high = (extreme(bounds, conditions, position, sign) for sign in (1, -1))
        if low is None or high is None:
            return None
        found.append((low, high))
    return tuple(found)


def extreme(
    bounds: Sequence[tuple[float, float]], conditions: Sequence[Condition], position: int, sign: int
) -> float | None:
    """The smallest (sign 1) or largest (sign -1) value of one unknown; nothing when there is no solution."""
    cost = np.zeros(len(bounds))
    cost[position] = sign
    rows = np.zeros((len(conditions), len(bounds)))
    for number, condition in enumerate(conditions):
        for unknown, coefficient in condition.terms:
            rows[number, unknown] = coefficient
    limits = [LinearConstraint(rows, [c.lower for c in conditions], [c.upper for c in conditions])]
    low, high = zip(*bounds, strict=True)
    solved = milp(cost, integrality=np.ones(len(bounds)), bounds=Bounds(low, high), constraints=limits)
    if solved.status == UNBOUNDED_STATUS:
        return -sign * UNBOUNDED
    return None if solved.x is None else float(round(solved.x[position]))


UNBOUNDED_STATUS = 3
