"""Which whole numbers fulfil a set of linear conditions: the counts that printed figures and suppressed cells allow.

The search is scipy's mixed-integer solver (HiGHS); nothing here knows what the numbers mean. A search is
stopped by the number of its steps and never by a clock, so that the same question has the same answer anywhere.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array

UNBOUNDED = float("inf")

_MOST_STEPS = 500
"""Branches a search for whole numbers may take before fractions are let in."""

LARGEST_WHOLE = 1_000_000
"""Above this, whole numbers are not looked for: one more or less hardly changes a rate, and it may take seconds."""

_TOLERANCE = 1e-6
"""How far a fraction may be from a whole number that it stands for."""

_OPTIMAL, _IMPOSSIBLE, _ENDLESS = 0, 2, 3
"""The solver's status of a completed search."""
_FINISHED = frozenset({_OPTIMAL, _IMPOSSIBLE, _ENDLESS})


@dataclass(frozen=True, slots=True)
class LinearCondition:
    """`lower <= sum of coefficient x unknown <= upper`."""

    terms: tuple[tuple[int, float], ...]
    """Position of an unknown and its coefficient."""
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class _MixedIntegerProgram:
    """Conditions as the solver takes them."""

    bounds: Bounds
    constraints: tuple[LinearConstraint, ...]
    size: int
    """How many unknowns."""
    is_whole: bool
    """Whether unknowns are whole numbers."""
    is_small: bool
    """Whether all have limits small enough for the solver to separate whole numbers."""


def find_ranges(
    bounds: Sequence[tuple[float, float]],
    conditions: Sequence[LinearCondition],
    asked: Sequence[int],
    *,
    is_whole: bool = True,
) -> tuple[tuple[float, float], ...] | None:
    """Find the smallest and largest value of each asked unknown.

    Args:
        bounds: Limits of every unknown; without an upper limit a range may be infinite.
        conditions: Linear conditions on the unknowns.
        asked: Positions of the unknowns to bound.
        is_whole: Whether unknowns are whole numbers.

    Returns:
        One range for each asked unknown, None when no numbers fulfil all conditions. Where whole numbers are not
        searched, because an unknown has no limit or a large one (`LARGEST_WHOLE`) or the search takes too long
        (`_MOST_STEPS`), a range may be wider than the true one, never narrower.
    """
    system = _build_program(bounds, conditions, is_whole=is_whole)
    found = []
    for position in asked:
        low, high = (_find_extreme(system, position, sign) for sign in (1, -1))
        if low is None or high is None:
            return None
        found.append((low, high))
    return tuple(found)


def is_possible(
    bounds: Sequence[tuple[float, float]], conditions: Sequence[LinearCondition], *, is_whole: bool = True
) -> bool:
    """Whether any numbers fulfil all conditions; true when the search for whole numbers was given up."""
    system = _build_program(bounds, conditions, is_whole=is_whole)
    return _find_extreme(system, 0, 0) is not None


def _build_program(
    bounds: Sequence[tuple[float, float]], conditions: Sequence[LinearCondition], *, is_whole: bool
) -> _MixedIntegerProgram:
    """The conditions as a mixed-integer program."""
    entries = [
        (row, unknown, factor) for row, condition in enumerate(conditions) for unknown, factor in condition.terms
    ]
    rows, unknowns, factors = zip(*entries, strict=True) if entries else ((), (), ())
    matrix = csr_array((factors, (rows, unknowns)), shape=(len(conditions), len(bounds)), dtype=np.float64)
    limits = LinearConstraint(
        matrix, [condition.lower for condition in conditions], [condition.upper for condition in conditions]
    )
    low, high = zip(*bounds, strict=True)
    finite = [side for condition in conditions for side in (condition.lower, condition.upper) if math.isfinite(side)]
    is_small = all(abs(value) <= LARGEST_WHOLE for value in (*low, *high, *finite))
    return _MixedIntegerProgram(Bounds(low, high), (limits,) if conditions else (), len(bounds), is_whole, is_small)


def _find_extreme(system: _MixedIntegerProgram, position: int, sign: int) -> float | None:
    """The smallest (sign 1) or largest (sign -1) value of one unknown; None when there is no solution.

    With sign 0, any value it can have. Fractions are tried first: they are quick, settle what is impossible or has no
    end, and are the answer when they come out whole.
    """
    solved = _solve_program(system, position, sign, is_whole=False)
    if solved.status == _ENDLESS or (
        solved.status not in _FINISHED and sign and _find_extreme(system, position, 0) is not None
    ):
        return -sign * UNBOUNDED
    if solved.x is None:
        return None
    if system.is_whole and system.is_small and np.abs(solved.x - np.round(solved.x)).max() > _TOLERANCE:
        whole = _solve_program(system, position, sign, is_whole=True)
        if whole.status == _IMPOSSIBLE:
            return None
        solved = whole if whole.status == _OPTIMAL else solved
    value = float(solved.x[position])
    return _round_inward(value, sign) if system.is_whole else value


def _round_inward(value: float, sign: int) -> float:
    """The whole number next to a bound, on the side where the others are; fractions may have moved it outward."""
    return float(math.floor(value + _TOLERANCE) if sign < 0 else math.ceil(value - _TOLERANCE))


def _solve_program(system: _MixedIntegerProgram, position: int, sign: int, *, is_whole: bool) -> OptimizeResult:
    """One search of the solver."""
    cost = np.zeros(system.size)
    cost[position] = sign
    return milp(
        cost,
        integrality=np.full(system.size, int(is_whole)),
        bounds=system.bounds,
        constraints=system.constraints,
        options={"mip_rel_gap": 0.0, "node_limit": _MOST_STEPS},
    )
