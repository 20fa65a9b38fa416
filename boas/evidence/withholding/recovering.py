"""Which hidden whole numbers have only one possible value, given sums they take part in.

Numbers that no sum links are looked at apart. Ranges are narrowed sum by sum first; only what stays
open goes to scipy's mixed-integer solver (HiGHS), which looks for a second solution that differs. Nothing
here knows what the numbers mean.
"""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from boas.evidence.solving import Condition

Range = tuple[float, float]
"""Smallest and largest value of a whole number, both included."""

LARGEST = 1e9
"""Stands for "no upper limit" where the solver needs one."""
MOST_ROUNDS = 50
MOST_LINKED = 5_000
"""Numbers linked with one another, past which only sum after sum is looked at."""
PER_EFFORT = 100
"""Numbers that make one call of the solver cost as much as two."""
LIMITS = {"node_limit": 2_000}
SLACK = 1e-6

Point = NDArray[np.float64]


@dataclass(slots=True)
class Recovered:
    """What was found out."""

    values: dict[int, int] = field(default_factory=dict)
    """The only possible value, by position."""
    contradicted: list[tuple[Condition, ...]] = field(default_factory=list)
    """Linked sums that no whole numbers fulfil together."""
    effort_left: int = 0
    is_exhaustive: bool = True
    """Whether everything asked was looked at until the end."""


def recover(
    hidden: Sequence[Range], sums: Iterable[Condition], asked: Collection[int], below: int, effort: int
) -> Recovered:
    """Which of the asked numbers have one possible value; values from `below` on may be left out.

    `effort` limits the calls of the solver, the more so the more numbers they are about.
    """
    found = Recovered(effort_left=effort)
    for linked in components(sums):
        wanted = sorted({position for one in linked for position, _ in one.terms}.intersection(asked))
        if wanted:
            _recover_linked(hidden, linked, wanted, below, found)
    return found


def components(sums: Iterable[Condition]) -> Iterator[tuple[Condition, ...]]:
    """Sums in groups that share no number with one another, in the order of the first of each."""
    parent: dict[int, int] = {}

    def root(position: int) -> int:
        while (above := parent.setdefault(position, position)) != position:
            parent[position] = position = parent[above]
        return position

    listed = [one for one in sums if one.terms]
    for one in listed:
        for position, _ in one.terms[1:]:
            parent[root(position)] = root(one.terms[0][0])
    groups: dict[int, list[Condition]] = {}
    for one in listed:
        groups.setdefault(root(one.terms[0][0]), []).append(one)
    return (tuple(group) for group in groups.values())


def _recover_linked(
    hidden: Sequence[Range], sums: tuple[Condition, ...], wanted: list[int], below: int, found: Recovered
) -> None:
    """What one group of linked sums gives."""
    ranges = {position: hidden[position] for one in sums for position, _ in one.terms}
    if not narrow(ranges, sums):
        contradicted(hidden, sums, wanted, found)
        return
    found.values |= fixed(ranges, frozenset(wanted))
    left = [position for position in wanted if position not in found.values and ranges[position][0] < below]
    if not left or is_unlimited(ranges, sums):
        return
    if len(ranges) > MOST_LINKED:
        found.is_exhaustive = False
    else:
        search = Search(ranges, sums, below, found)
        if not search.run(left):
            contradicted(hidden, sums, wanted, found)


def contradicted(hidden: Sequence[Range], sums: tuple[Condition, ...], wanted: Iterable[int], found: Recovered) -> None:
    """Note that sums cannot hold together, and what each of them gives by itself."""
    found.contradicted.append(sums)
    asked = frozenset(wanted)
    for one in sums:
        ranges = {position: hidden[position] for position, _ in one.terms}
        if narrow(ranges, (one,)):
            found.values |= fixed(ranges, asked)


def fixed(ranges: Mapping[int, Range], wanted: Collection[int]) -> dict[int, int]:
    """Those of the wanted numbers that have one value left."""
    return {one: int(low) for one, (low, high) in ranges.items() if low == high and one in wanted}


def is_unlimited(ranges: Mapping[int, Range], sums: Iterable[Condition]) -> bool:
    """Whether every solution may be multiplied, so that no number but 0 is ever the only one."""
    return all(one == (0, math.inf) for one in ranges.values()) and all(
        limit in {0, -math.inf, math.inf} for one in sums for limit in (one.lower, one.upper)
    )


def narrow(ranges: dict[int, Range], sums: Sequence[Condition]) -> bool:
    """Narrow ranges in place, sum by sum until nothing moves; false when a number has no value left."""
    for _ in range(MOST_ROUNDS):
        moved = False
        for one in sums:
            for position, (low, high) in tightened(ranges, one):
                if low > high:
                    return False
                if (low, high) != ranges[position]:
                    ranges[position], moved = (low, high), True
        if not moved:
            break
    return True


def tightened(ranges: Mapping[int, Range], one: Condition) -> Iterator[tuple[int, Range]]:
    """What one sum leaves to each of its numbers; a low end above the high one when nothing is left."""
    ends = [sorted(end * coefficient for end in ranges[position]) for position, coefficient in one.terms]
    lows, highs = Total(low for low, _ in ends), Total(high for _, high in ends)
    for (position, coefficient), (least, most) in zip(one.terms, ends, strict=True):
        lower, upper = sorted(
            ((one.lower - highs.without(most)) / coefficient, (one.upper - lows.without(least)) / coefficient)
        )
        low, high = ranges[position]
        yield (
            position,
            (
                max(low, math.ceil(lower - SLACK)) if lower > -math.inf else low,
                min(high, math.floor(upper + SLACK)) if upper < math.inf else high,
            ),
        )


class Total:
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


class Search:
    """The search for second solutions of one group of linked sums."""

    def __init__(self, ranges: Mapping[int, Range], sums: tuple[Condition, ...], below: int, found: Recovered) -> None:
        """Write the sums as a sparse matrix, once."""
        self.places = {position: place for place, position in enumerate(ranges)}
        lows, highs = zip(*ranges.values(), strict=True)
        limits = [abs(limit) for one in sums for limit in (one.lower, one.upper) if not math.isinf(limit)]
        self.low = np.array(lows, dtype=float)
        self.high = np.minimum(highs, max(LARGEST, *limits, 0) * 2)
        entries = [(row, self.places[at], factor) for row, one in enumerate(sums) for at, factor in one.terms]
        rows, columns, factors = zip(*entries, strict=True)
        matrix = csr_array((factors, (rows, columns)), shape=(len(sums), len(ranges)), dtype=float)
        self.constraints = LinearConstraint(matrix, [one.lower for one in sums], [one.upper for one in sums])
        self.below = below
        self.found = found

    def run(self, wanted: Iterable[int]) -> bool:
        """Note which of the wanted numbers are the same in every solution; false when there is no solution."""
        first = self.solve({})
        if first is None:
            return not self.found.is_exhaustive
        left = [position for position in wanted if 0 < first[self.places[position]] < self.below]
        left = self._still(left, first, self.solve({}, left, first))
        while left and self.found.is_exhaustive:
            left = self._look_at(left[0], left[1:], first)
        return True

    def _look_at(self, position: int, rest: list[int], first: Point) -> list[int]:
        """Whether one number can differ at all; gives those of the rest that are still the same."""
        value = int(first[self.places[position]])
        for limits in ((value + 1, math.inf), (0, value - 1)):
            other = self.solve({position: limits}, rest, first)
            if other is not None:
                return self._still(rest, first, other)
        if self.found.is_exhaustive:
            self.found.values[position] = value
        return rest

    def _still(self, left: Iterable[int], first: Point, other: Point | None) -> list[int]:
        """Those that another solution does not show to differ."""
        places = self.places
        return [one for one in left if other is None or first[places[one]] == other[places[one]]]

    def solve(self, held: Mapping[int, Range], pushed: Sequence[int] = (), first: Point | None = None) -> Point | None:
        """A solution with some numbers held between limits, and others as far from a first solution as may be."""
        low, high, cost = self.low.copy(), self.high.copy(), np.zeros_like(self.low)
        for position, (lower, upper) in held.items():
            place = self.places[position]
            low[place], high[place] = max(low[place], lower), min(high[place], upper)
        if (low > high).any():
            return None
        if self.found.effort_left <= 0:
            self.found.is_exhaustive = False
            return None
        self.found.effort_left -= 1 + len(self.low) // PER_EFFORT
        if first is not None and len(pushed):
            at = [self.places[position] for position in pushed]
            # What is pushed up needs a ceiling, or there would be no farthest solution.
            high[at] = np.minimum(high[at], np.maximum(low[at], self.below))
            cost[at] = np.where(2 * first[at] < low[at] + high[at], -1.0, 1.0)
        whole = np.ones_like(low)
        solved = milp(cost, integrality=whole, bounds=Bounds(low, high), constraints=self.constraints, options=LIMITS)
        if solved.x is None and solved.status != IMPOSSIBLE:
            self.found.is_exhaustive = False
        return None if solved.x is None else np.round(solved.x)


IMPOSSIBLE = 2
"""The solver's status when there is no solution."""
