"""Which variables have only one possible whole value under linear and nonlinear constraints.

Variables that no constraint links are solved apart. Bound propagation comes first; only what stays open goes to
scipy's mixed-integer solver (HiGHS), which searches for a second solution that differs. Where a solution of the sums
breaks a nonlinear constraint, its box is split in two and both halves are searched (branch and bound). Nothing here
knows what the numbers mean.

A variable that was known to be small from the start counts as recovered when two adjacent values are left.
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
"""Numbers of people beyond which nothing is asked of the solver, whose tolerances are relative."""
_MOST_LINKED = 5_000
"""Linked variables past which bounds are propagated and nothing is searched."""
_PER_EFFORT = 100
"""Variables that make one call of the solver cost as much as two."""
_LIMITS = {"node_limit": 2_000}

_Point = NDArray[np.float64]
_Box = tuple[_Point, _Point]
"""Lowest and highest value of every variable."""


@dataclass(slots=True)
class SolverResult:
    """Recovered values, contradictions, and how far the search came."""

    values: dict[int, int] = field(default_factory=dict)
    """The only possible value, by variable."""
    contradicted: list[tuple[LinearCondition, ...]] = field(default_factory=list)
    """Linked sums that no whole numbers fulfil together."""
    effort_left: float = 0
    may_search: bool = True
    """Whether a search follows bound propagation."""
    is_exhaustive: bool = True
    """Whether every asked variable was examined to the end."""

    def spend(self, effort: float) -> bool:
        """Take some of the effort that is left, in calls of the solver; false when there is none."""
        self.is_exhaustive &= self.effort_left > 0
        self.effort_left -= effort
        return self.is_exhaustive


def find_unique_values(  # noqa: PLR0913, PLR0917 -- a system has as many parts
    initial: Sequence[Range],
    sums: Iterable[LinearCondition],
    asked: Collection[int],
    below: float,
    effort: float,
    nonlinear: Iterable[NonlinearConstraint] = (),
    *,
    may_search: bool = True,
) -> SolverResult:
    """Find which of the asked variables have one possible value; values from `below` on may be left out.

    Args:
        initial: The range of every variable before any constraint.
        sums: The linear constraints.
        asked: Variables whose value matters.
        below: Values from here on need not be searched for.
        effort: Calls of the solver; a call about many variables counts for more.
        nonlinear: The other constraints.
        may_search: False to stop after bound propagation.
    """
    found = SolverResult(effort_left=effort, may_search=may_search)
    curves = tuple(nonlinear)
    # A sum without limits constrains nothing, but links the variables of a nonlinear constraint.
    links = (
        LinearCondition(tuple((variable, 1.0) for variable in constraint.variables), -math.inf, math.inf)
        for constraint in curves
    )
    for group in split_components((*sums, *links)):
        variables = {variable for condition in group for variable, _ in condition.terms}
        linked = tuple(condition for condition in group if condition.lower > -math.inf or condition.upper < math.inf)
        wanted = sorted(variables.intersection(asked))
        if wanted:
            own = tuple(constraint for constraint in curves if variables.issuperset(constraint.variables))
            _solve_component(initial, (linked, own), wanted, below, found)
    return found


_Linked = tuple[tuple[LinearCondition, ...], tuple[NonlinearConstraint, ...]]
"""Linear and nonlinear constraints that share variables."""


def split_components(sums: Iterable[LinearCondition]) -> Iterator[tuple[LinearCondition, ...]]:
    """Sums grouped into components that share no variable, in the order of the first sum of each."""
    parent: dict[int, int] = {}

    def find_representative(variable: int) -> int:
        while (above := parent.setdefault(variable, variable)) != variable:
            parent[variable] = variable = parent[above]
        return variable

    listed = [condition for condition in sums if condition.terms]
    for condition in listed:
        for variable, _ in condition.terms[1:]:
            parent[find_representative(variable)] = find_representative(condition.terms[0][0])
    groups: dict[int, list[LinearCondition]] = {}
    for condition in listed:
        groups.setdefault(find_representative(condition.terms[0][0]), []).append(condition)
    return (tuple(group) for group in groups.values())


def _solve_component(
    initial: Sequence[Range], linked: _Linked, wanted: list[int], below: float, found: SolverResult
) -> None:
    """Solve one component, and add what it gives to the result."""
    sums, nonlinear = linked
    variables = dict.fromkeys(variable for condition in sums for variable, _ in condition.terms)
    ranges = {
        variable: initial[variable]
        for variable in (*variables, *(at for constraint in nonlinear for at in constraint.variables))
    }
    widths = {variable: _compute_least_width(initial[variable], below) for variable in wanted}
    if not narrow_ranges(ranges, sums, nonlinear, found.spend):
        _record_contradiction(initial, sums, widths, found)
        return
    found.values |= _select_fixed(ranges, widths)
    left = [variable for variable in wanted if variable not in found.values and ranges[variable][0] < below]
    if not left or (_is_unlimited(ranges, sums) and not nonlinear):
        return
    if len(ranges) > _MOST_LINKED or not found.may_search:
        found.is_exhaustive = False
    else:
        search = SolutionSearch(ranges, linked, widths, below, found)
        if not search.run(left):
            _record_contradiction(initial, sums, widths, found)


def _compute_least_width(first: Range, below: float) -> int:
    """The width of range from which on a variable is protected: 1, or 2 for a small one."""
    low, high = first
    return 2 if low >= 1 and high < below and high - low >= 2 else 1  # noqa: PLR2004 -- the same 2


def _record_contradiction(
    initial: Sequence[Range], sums: tuple[LinearCondition, ...], widths: Mapping[int, int], found: SolverResult
) -> None:
    """Record that sums contradict one another, and what each of them gives by itself."""
    found.contradicted.append(sums)
    for condition in sums:
        ranges = {variable: initial[variable] for variable, _ in condition.terms}
        if narrow_ranges(ranges, (condition,)):
            found.values |= _select_fixed(ranges, widths)


def _select_fixed(ranges: Mapping[int, Range], widths: Mapping[int, int]) -> dict[int, int]:
    """The wanted variables whose range is too narrow, with its lowest value."""
    return {
        number: int(low) for number, (low, high) in ranges.items() if number in widths and high - low < widths[number]
    }


def _is_unlimited(ranges: Mapping[int, Range], sums: Iterable[LinearCondition]) -> bool:
    """Whether every solution may be scaled, so that no value but 0 is ever the only one."""
    return all(pair == (0, math.inf) for pair in ranges.values()) and all(
        limit in {0, -math.inf, math.inf} for condition in sums for limit in (condition.lower, condition.upper)
    )


class SolutionSearch:
    """The search for second solutions of one component."""

    def __init__(
        self, ranges: Mapping[int, Range], linked: _Linked, widths: Mapping[int, int], below: float, found: SolverResult
    ) -> None:
        """Write the sums as a sparse matrix, once."""
        self.sums, self.nonlinear = linked
        self.columns = {variable: column for column, variable in enumerate(ranges)}
        self.widths = widths
        lows, highs = zip(*ranges.values(), strict=True)
        limits = [
            abs(limit)
            for condition in self.sums
            for limit in (condition.lower, condition.upper)
            if not math.isinf(limit)
        ]
        self.low = np.array(lows, dtype=float)
        self.is_too_large = max(0, *limits, *lows) > _MOST_PEOPLE
        self.high = np.minimum(highs, max(_LARGEST, *limits, 0) * 2)
        self.constraints = self._build_constraints()
        self.below = below
        self.found = found

    def _build_constraints(self) -> list[LinearConstraint]:
        if not self.sums:
            return []
        entries = [
            (row, self.columns[at], factor) for row, condition in enumerate(self.sums) for at, factor in condition.terms
        ]
        rows, columns, factors = zip(*entries, strict=True)
        matrix = csr_array((factors, (rows, columns)), shape=(len(self.sums), len(self.columns)), dtype=float)
        return [
            LinearConstraint(
                matrix, [condition.lower for condition in self.sums], [condition.upper for condition in self.sums]
            )
        ]

    def run(self, wanted: Iterable[int]) -> bool:
        """Record which of the wanted variables are the same in every solution; false when there is no solution."""
        first = self.solve({})
        if first is None:
            return not self.found.is_exhaustive
        spans = {
            number: (first[self.columns[number]],) * 2
            for number in wanted
            if 0 < first[self.columns[number]] < self.below
        }
        self._stretch(spans, self.solve({}, list(spans), first))
        while spans and self.found.is_exhaustive:
            variable = next(iter(spans))
            self._examine_number(variable, spans, first)
            spans.pop(variable, None)
        return True

    def _examine_number(self, variable: int, spans: dict[int, Range], first: _Point) -> None:
        """Search whether one variable can differ enough; solutions on the way also widen the others."""
        width = self.widths[variable]
        for step in range(width, 0, -1):
            for sign in (1, -1):
                if variable not in spans:
                    return
                low, high = spans[variable]
                limits = (low + step, math.inf) if sign > 0 else (0, high - step)
                others = [span for span in spans if span != variable]
                self._stretch(spans, self.solve({variable: limits}, others, first))
        if variable in spans and self.found.is_exhaustive:
            self.found.values[variable] = int(spans[variable][0])

    def _stretch(self, spans: dict[int, Range], other: _Point | None) -> None:
        """Widen the spans by another solution; variables that now differ enough are protected and dropped."""
        if other is None:
            return
        for variable, (low, high) in list(spans.items()):
            value = other[self.columns[variable]]
            spans[variable] = min(low, value), max(high, value)
            if spans[variable][1] - spans[variable][0] >= self.widths[variable]:
                del spans[variable]

    def solve(
        self, held: Mapping[int, Range], pushed: Sequence[int] = (), first: _Point | None = None
    ) -> _Point | None:
        """A solution with some variables held between limits, and others pushed away from a first solution."""
        low, high, cost = self.low.copy(), self.high.copy(), np.zeros_like(self.low)
        for variable, (lower, upper) in held.items():
            column = self.columns[variable]
            low[column], high[column] = max(low[column], lower), min(high[column], upper)
        if (low > high).any():
            return None
        if self.is_too_large:
            self.found.is_exhaustive = False
            return None
        if first is not None and len(pushed):
            self._push([self.columns[variable] for variable in pushed], first, (low, high), cost)
        return self._solve_within((low, high), cost)

    def _push(self, at: list[int], first: _Point, box: _Box, cost: _Point) -> None:
        """Set the cost so that some variables move away from a first solution; a ceiling keeps the problem bounded."""
        low, high = box
        high[at] = np.minimum(high[at], np.maximum(low[at], min(self.below, _LARGEST)))
        cost[at] = np.where(2 * first[at] < low[at] + high[at], -1.0, 1.0)

    def _solve_within(self, box: _Box, cost: _Point) -> _Point | None:
        """A solution in a box; nonlinear constraints are met by branch and bound."""
        boxes = [box]
        while boxes:
            if not self.found.spend(1 + len(cost) // _PER_EFFORT):
                return None
            part = self._narrow_box(boxes.pop()) if self.nonlinear else boxes.pop()
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
        """Whole numbers in a box that fulfil all sums at the least cost."""
        whole = np.ones_like(cost)
        solved = milp(cost, integrality=whole, bounds=Bounds(*box), constraints=self.constraints, options=_LIMITS)
        if solved.x is None and solved.status != _IMPOSSIBLE:
            self.found.is_exhaustive = False
        return None if solved.x is None else np.round(solved.x)

    def _narrow_box(self, box: _Box) -> _Box | None:
        """The box after bound propagation; None when it is empty."""
        # Python floats raise ZeroDivisionError where numpy's only warn.
        ranges: dict[int, Range] = dict(
            zip(self.columns, zip(*(ends.tolist() for ends in box), strict=True), strict=True)
        )
        if not narrow_ranges(ranges, self.sums, self.nonlinear, self.found.spend):
            return None
        lows, highs = zip(*ranges.values(), strict=True)
        return np.array(lows, dtype=float), np.array(highs, dtype=float)

    def _find_broken(self, point: _Point) -> NonlinearConstraint | None:
        """A nonlinear constraint that a solution of the sums breaks."""
        columns = self.columns
        return next(
            (
                constraint
                for constraint in self.nonlinear
                if not constraint.holds([float(point[columns[at]]) for at in constraint.variables])
            ),
            None,
        )

    def _split_box(self, box: _Box, point: _Point, broken: NonlinearConstraint) -> list[_Box]:
        """A box split at the widest variable of a broken constraint; the part with the point is searched first."""
        low, high = box
        at = max(
            (self.columns[variable] for variable in broken.variables), key=lambda column: high[column] - low[column]
        )
        if low[at] == high[at]:
            return []
        middle = math.floor((low[at] + high[at]) / 2)
        upper, lower = low.copy(), high.copy()
        upper[at], lower[at] = middle + 1, middle
        parts = [(low, lower), (upper, high)]
        return parts if point[at] <= middle else parts[::-1]


_IMPOSSIBLE = 2
"""The solver's status when there is no solution."""
