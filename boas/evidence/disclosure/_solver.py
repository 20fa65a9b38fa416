"""Which hidden whole numbers have only one possible value, given sums and other figures they take part in.

Numbers that nothing links are looked at apart. Ranges are narrowed sum by sum first; only what stays
open goes to scipy's mixed-integer solver (HiGHS), which looks for a second solution that differs. Where a solution
of the sums breaks what no sum says, its range is split in two and both halves are looked at. Nothing here knows
what the numbers mean.

A number that was known to be small from the start counts as recovered when two neighbouring values are left.
"""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from boas.evidence._solver import LinearCondition
from boas.evidence.disclosure._bound_propagation import NonlinearConstraint, Range, narrow_ranges

_LARGEST = 1e6
"""Stands for "no upper limit" where the solver needs one."""
_MOST_PEOPLE = 1e9
"""Numbers of people beyond which nothing is asked of the solver, whose tolerances are relative: it is given up."""
_MOST_LINKED = 5_000
"""Numbers linked with one another, past which only sum after sum is looked at."""
_PER_EFFORT = 100
"""Numbers that make one call of the solver cost as much as two."""
_LIMITS = {"node_limit": 2_000}

_Point = NDArray[np.float64]
_Box = tuple[_Point, _Point]
"""Lowest and highest value of every number."""


@dataclass(slots=True)
class SolverResult:
    """What was found out."""

    values: dict[int, int] = field(default_factory=dict)
    """The only possible value, by position."""
    contradicted: list[tuple[LinearCondition, ...]] = field(default_factory=list)
    """Linked sums that no whole numbers fulfil together."""
    effort_left: float = 0
    may_search: bool = True
    """Whether more is done than narrowing ranges."""
    is_exhaustive: bool = True
    """Whether everything asked was looked at until the end."""

    def spend(self, effort: float) -> bool:
        """Take some of the effort that is left, in calls of the solver; false when there is none."""
        self.is_exhaustive &= self.effort_left > 0
        self.effort_left -= effort
        return self.is_exhaustive


def find_unique_values(  # noqa: PLR0913, PLR0917 -- a system has as many parts
    hidden: Sequence[Range],
    sums: Iterable[LinearCondition],
    asked: Collection[int],
    below: float,
    effort: float,
    shapes: Iterable[NonlinearConstraint] = (),
    *,
    may_search: bool = True,
) -> SolverResult:
    """Which of the asked numbers have one possible value; values from `below` on may be left out.

    `effort` limits the calls of the solver, the more so the more numbers they are about. Without a search, only
    what narrowing ranges gives.
    """
    found = SolverResult(effort_left=effort, may_search=may_search)
    curves = tuple(shapes)
    # A sum without limits says nothing, but links the numbers of a shape.
    links = (LinearCondition(tuple((place, 1.0) for place in one.places), -math.inf, math.inf) for one in curves)
    for group in split_components((*sums, *links)):
        places = {position for one in group for position, _ in one.terms}
        linked = tuple(one for one in group if one.lower > -math.inf or one.upper < math.inf)
        wanted = sorted(places.intersection(asked))
        if wanted:
            own = tuple(one for one in curves if places.issuperset(one.places))
            _solve_component(hidden, (linked, own), wanted, below, found)
    return found


_Linked = tuple[tuple[LinearCondition, ...], tuple[NonlinearConstraint, ...]]
"""Sums and shapes that share numbers."""


def split_components(sums: Iterable[LinearCondition]) -> Iterator[tuple[LinearCondition, ...]]:
    """Sums in groups that share no number with one another, in the order of the first of each."""
    parent: dict[int, int] = {}

    def find_representative(position: int) -> int:
        while (above := parent.setdefault(position, position)) != position:
            parent[position] = position = parent[above]
        return position

    listed = [one for one in sums if one.terms]
    for one in listed:
        for position, _ in one.terms[1:]:
            parent[find_representative(position)] = find_representative(one.terms[0][0])
    groups: dict[int, list[LinearCondition]] = {}
    for one in listed:
        groups.setdefault(find_representative(one.terms[0][0]), []).append(one)
    return (tuple(group) for group in groups.values())


def _solve_component(
    hidden: Sequence[Range], linked: _Linked, wanted: list[int], below: float, found: SolverResult
) -> None:
    """What one group of linked sums gives."""
    sums, shapes = linked
    places = dict.fromkeys(position for one in sums for position, _ in one.terms)
    ranges = {position: hidden[position] for position in (*places, *(at for one in shapes for at in one.places))}
    widths = {position: _compute_least_width(hidden[position], below) for position in wanted}
    if not narrow_ranges(ranges, sums, shapes, found.spend):
        _record_contradiction(hidden, sums, widths, found)
        return
    found.values |= _select_fixed(ranges, widths)
    left = [position for position in wanted if position not in found.values and ranges[position][0] < below]
    if not left or (_is_unlimited(ranges, sums) and not shapes):
        return
    if len(ranges) > _MOST_LINKED or not found.may_search:
        found.is_exhaustive = False
    else:
        search = SolutionSearch(ranges, linked, widths, below, found)
        if not search.run(left):
            _record_contradiction(hidden, sums, widths, found)


def _compute_least_width(first: Range, below: float) -> int:
    """How many values have to be left between the lowest and the highest one of a number: 1, or 2 for a small one."""
    low, high = first
    return 2 if low >= 1 and high < below and high - low >= 2 else 1  # noqa: PLR2004 -- the same 2


def _record_contradiction(
    hidden: Sequence[Range], sums: tuple[LinearCondition, ...], widths: Mapping[int, int], found: SolverResult
) -> None:
    """Note that sums cannot hold together, and what each of them gives by itself."""
    found.contradicted.append(sums)
    for one in sums:
        ranges = {position: hidden[position] for position, _ in one.terms}
        if narrow_ranges(ranges, (one,)):
            found.values |= _select_fixed(ranges, widths)


def _select_fixed(ranges: Mapping[int, Range], widths: Mapping[int, int]) -> dict[int, int]:
    """Those of the wanted numbers that have too few values left, with the lowest one."""
    return {one: int(low) for one, (low, high) in ranges.items() if one in widths and high - low < widths[one]}


def _is_unlimited(ranges: Mapping[int, Range], sums: Iterable[LinearCondition]) -> bool:
    """Whether every solution may be multiplied, so that no number but 0 is ever the only one."""
    return all(one == (0, math.inf) for one in ranges.values()) and all(
        limit in {0, -math.inf, math.inf} for one in sums for limit in (one.lower, one.upper)
    )


class SolutionSearch:
    """The search for second solutions of one group of linked sums and shapes."""

    def __init__(
        self, ranges: Mapping[int, Range], linked: _Linked, widths: Mapping[int, int], below: float, found: SolverResult
    ) -> None:
        """Write the sums as a sparse matrix, once."""
        self.sums, self.shapes = linked
        self.places = {position: place for place, position in enumerate(ranges)}
        self.widths = widths
        lows, highs = zip(*ranges.values(), strict=True)
        limits = [abs(limit) for one in self.sums for limit in (one.lower, one.upper) if not math.isinf(limit)]
        self.low = np.array(lows, dtype=float)
        self.is_too_large = max(0, *limits, *lows) > _MOST_PEOPLE
        self.high = np.minimum(highs, max(_LARGEST, *limits, 0) * 2)
        self.constraints = self._build_constraints()
        self.below = below
        self.found = found

    def _build_constraints(self) -> list[LinearConstraint]:
        if not self.sums:
            return []
        entries = [(row, self.places[at], factor) for row, one in enumerate(self.sums) for at, factor in one.terms]
        rows, columns, factors = zip(*entries, strict=True)
        matrix = csr_array((factors, (rows, columns)), shape=(len(self.sums), len(self.places)), dtype=float)
        return [LinearConstraint(matrix, [one.lower for one in self.sums], [one.upper for one in self.sums])]

    def run(self, wanted: Iterable[int]) -> bool:
        """Note which of the wanted numbers are the same in every solution; false when there is no solution."""
        first = self.solve({})
        if first is None:
            return not self.found.is_exhaustive
        spans = {one: (first[self.places[one]],) * 2 for one in wanted if 0 < first[self.places[one]] < self.below}
        self._stretch(spans, self.solve({}, list(spans), first))
        while spans and self.found.is_exhaustive:
            position = next(iter(spans))
            self._examine_number(position, spans, first)
            spans.pop(position, None)
        return True

    def _examine_number(self, position: int, spans: dict[int, Range], first: _Point) -> None:
        """Whether one number can differ enough; what is seen of the others on the way is noted."""
        width = self.widths[position]
        for step in range(width, 0, -1):
            for sign in (1, -1):
                if position not in spans:
                    return
                low, high = spans[position]
                limits = (low + step, math.inf) if sign > 0 else (0, high - step)
                others = [one for one in spans if one != position]
                self._stretch(spans, self.solve({position: limits}, others, first))
        if position in spans and self.found.is_exhaustive:
            self.found.values[position] = int(spans[position][0])

    def _stretch(self, spans: dict[int, Range], other: _Point | None) -> None:
        """Take another solution into account; numbers that differ enough are looked for no more."""
        if other is None:
            return
        for position, (low, high) in list(spans.items()):
            value = other[self.places[position]]
            spans[position] = min(low, value), max(high, value)
            if spans[position][1] - spans[position][0] >= self.widths[position]:
                del spans[position]

    def solve(
        self, held: Mapping[int, Range], pushed: Sequence[int] = (), first: _Point | None = None
    ) -> _Point | None:
        """A solution with some numbers held between limits, and others as far from a first solution as may be."""
        low, high, cost = self.low.copy(), self.high.copy(), np.zeros_like(self.low)
        for position, (lower, upper) in held.items():
            place = self.places[position]
            low[place], high[place] = max(low[place], lower), min(high[place], upper)
        if (low > high).any():
            return None
        if self.is_too_large:
            self.found.is_exhaustive = False
            return None
        if first is not None and len(pushed):
            self._push([self.places[position] for position in pushed], first, (low, high), cost)
        return self._solve_within((low, high), cost)

    def _push(self, at: list[int], first: _Point, box: _Box, cost: _Point) -> None:
        """Ask for some numbers to be far from a first solution; a ceiling, or there would be no farthest one."""
        low, high = box
        high[at] = np.minimum(high[at], np.maximum(low[at], min(self.below, _LARGEST)))
        cost[at] = np.where(2 * first[at] < low[at] + high[at], -1.0, 1.0)

    def _solve_within(self, box: _Box, cost: _Point) -> _Point | None:
        """A solution in a box; of shapes that bend, only one that is good enough."""
        boxes = [box]
        while boxes:
            if not self.found.spend(1 + len(cost) // _PER_EFFORT):
                return None
            part = self._narrow_box(boxes.pop()) if self.shapes else boxes.pop()
            point = self._solve_sums(part, cost) if part is not None else None
            if part is not None and point is not None:
                broken = self._find_broken(point)
                if broken is None:
                    return point
                boxes += self._split_box(part, point, broken)
            if not self.found.is_exhaustive:
                return None
        return None

    def _solve_sums(self, box: _Box, cost: _Point) -> _Point | None:
        """Whole numbers in a box that fulfil all sums, at the least cost."""
        whole = np.ones_like(cost)
        solved = milp(cost, integrality=whole, bounds=Bounds(*box), constraints=self.constraints, options=_LIMITS)
        if solved.x is None and solved.status != _IMPOSSIBLE:
            self.found.is_exhaustive = False
        return None if solved.x is None else np.round(solved.x)

    def _narrow_box(self, box: _Box) -> _Box | None:
        """What sums and shapes leave of a box; nothing when it is empty."""
        # Plain numbers, with which dividing by nobody is an error and no warning.
        ranges: dict[int, Range] = dict(
            zip(self.places, zip(*(ends.tolist() for ends in box), strict=True), strict=True)
        )
        if not narrow_ranges(ranges, self.sums, self.shapes, self.found.spend):
            return None
        lows, highs = zip(*ranges.values(), strict=True)
        return np.array(lows, dtype=float), np.array(highs, dtype=float)

    def _find_broken(self, point: _Point) -> NonlinearConstraint | None:
        """A shape that a solution of the sums does not have."""
        places = self.places
        return next(
            (one for one in self.shapes if not one.holds([float(point[places[at]]) for at in one.places])), None
        )

    def _split_box(self, box: _Box, point: _Point, broken: NonlinearConstraint) -> list[_Box]:
        """A box cut where its widest number of a broken shape is; the part with the point is looked at last."""
        low, high = box
        at = max((self.places[one] for one in broken.places), key=lambda place: high[place] - low[place])
        if low[at] == high[at]:
            return []
        middle = math.floor((low[at] + high[at]) / 2)
        upper, lower = low.copy(), high.copy()
        upper[at], lower[at] = middle + 1, middle
        parts = [(low, lower), (upper, high)]
        return parts if point[at] <= middle else parts[::-1]


_IMPOSSIBLE = 2
"""The solver's status when there is no solution."""
