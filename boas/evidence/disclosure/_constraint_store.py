"""Suppressed cells of several evaluations as variables, and the constraints accepted on them so far.

A constraint set is accepted when whole numbers can fulfil it together with all that was accepted before, so that the
system never contradicts itself.
"""

import math
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from boas.evidence._counts import CELLS, Cell, Stratum, Suppression
from boas.evidence._solver import LinearCondition
from boas.evidence.disclosure._bound_propagation import NonlinearConstraint, Range, narrow_ranges
from boas.evidence.disclosure._metric_constraints import ConfusionCells
from boas.evidence.disclosure._solver import SolutionSearch, SolverResult, find_unique_values, split_components
from boas.evidence.disclosure._unknowns import ANY, CountKey

_Terms = Iterable[tuple[CountKey, float]]
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class ConstraintSet:
    """One thing that is published, and the constraints it puts on suppressed cells."""

    owner: int
    """Index of its evaluation: 0 for the one that is audited, then the others."""
    sums: tuple[LinearCondition, ...] = ()
    nonlinear: tuple[NonlinearConstraint, ...] = ()
    is_possible: bool = True
    """Whether it can hold beside the counts that are known."""

    @property
    def variables(self) -> frozenset[int]:
        """The variables it is about."""
        return frozenset(
            chain(
                (at for condition in self.sums for at, _ in condition.terms),
                *(constraint.variables for constraint in self.nonlinear),
            )
        )


class ConstraintStore:
    """The variables, and all constraint sets that were accepted."""

    def __init__(self, below: int, effort: float) -> None:
        """Counts from `below` on may be printed."""
        self.below = below
        self.effort_left = effort
        self.is_exhaustive = True
        self.known: dict[CountKey, int] = {}
        self.variables: dict[CountKey, int] = {}
        self.ranges: list[Range] = []
        self.is_complementary: list[bool] = []
        """By variable, whether the cell is a secondary suppression (`[c]`)."""
        self.kept: list[ConstraintSet] = []
        self.doubts: list[ConstraintSet] = []
        """Alternatives to constraint sets that were accepted."""
        self.point: dict[int, float] = {}
        """A solution of all accepted constraints, as far as one is known."""

    def add(self, key: CountKey, cell: Cell, allowed: Range = ANY) -> None:
        """Add one cell; of two with the same key, the first counts."""
        if key in self.known or key in self.variables:
            return
        if isinstance(cell, int):
            self.known[key] = cell
            return
        self.variables[key] = len(self.ranges)
        self.ranges.append(allowed)
        self.is_complementary.append(cell is Suppression.COMPLEMENT)

    def build_sum(self, owner: int, terms: _Terms, lower: float, upper: float) -> ConstraintSet:
        """Constraint: a weighted sum lies between two limits."""
        coefficients: dict[int, float] = {}
        for key, factor in terms:
            if key not in self.known:
                self.add(key, None)
                variable = self.variables[key]
                coefficients[variable] = coefficients.get(variable, 0) + factor
            else:
                lower, upper = lower - factor * self.known[key], upper - factor * self.known[key]
        kept = tuple((variable, factor) for variable, factor in coefficients.items() if factor)
        if not kept:
            return ConstraintSet(owner, is_possible=lower <= _TOLERANCE and upper >= -_TOLERANCE)
        return ConstraintSet(owner, (LinearCondition(kept, lower, upper),))

    def get_cells(self, sheet: Hashable, stratum: Stratum) -> ConfusionCells:
        """The four counts of some people."""
        keys = [CountKey(sheet, stratum, cell) for cell in CELLS]
        for key in keys:
            self.add(key, None)
        known = tuple(self.known.get(key) for key in keys)
        return ConfusionCells(known, tuple(self.variables[key] for key in keys if key in self.variables))

    def take(self, constraint_sets: Iterable[ConstraintSet], *, also: Iterable[ConstraintSet] = ()) -> bool:
        """Accept constraint sets together, when they can hold beside all accepted before; true when they were."""
        listed = [*constraint_sets, *also]
        if not all(constraints.is_possible for constraints in listed) or not self.can_be(listed):
            return False
        self.kept += listed
        return True

    def take_each(self, constraint_sets: Iterable[ConstraintSet]) -> None:
        """Accept all constraint sets together, or else each that is possible by itself."""
        listed = [
            constraints
            for constraints in constraint_sets
            if constraints.sums or constraints.nonlinear or not constraints.is_possible
        ]
        if not self.take(listed):
            for constraint_set in listed:
                self.take([constraint_set])

    def can_be(self, constraint_sets: list[ConstraintSet]) -> bool:
        """Whether whole numbers fulfil these and all accepted constraints; true when the search was given up."""
        if all(self.holds(constraints) for constraints in constraint_sets):
            return True
        sums, nonlinear = self.find_linked(
            frozenset(chain(*(constraints.variables for constraints in constraint_sets))), constraint_sets
        )
        ranges = {at: self.ranges[at] for condition in sums for at, _ in condition.terms}
        ranges |= {at: self.ranges[at] for constraint in nonlinear for at in constraint.variables}
        found = SolverResult(effort_left=self.effort_left)
        is_possible = narrow_ranges(ranges, sums, nonlinear, found.spend)
        search = SolutionSearch(ranges, (sums, nonlinear), {}, math.inf, found)
        point = search.solve({}) if is_possible else None
        self.effort_left = found.effort_left
        self.is_exhaustive &= found.is_exhaustive
        if not is_possible:
            return False
        if point is not None:
            self.point |= {at: float(point[variable]) for at, variable in search.columns.items()}
        return point is not None or not found.is_exhaustive

    def holds(self, constraint_set: ConstraintSet) -> bool:
        """Whether the solution at hand fulfils a constraint set too."""
        if not all(at in self.point for at in constraint_set.variables):
            return False
        totals = (
            (sum(factor * self.point[at] for at, factor in condition.terms), condition)
            for condition in constraint_set.sums
        )
        return all(
            condition.lower - _TOLERANCE <= total <= condition.upper + _TOLERANCE for total, condition in totals
        ) and all(
            constraint.holds([self.point[at] for at in constraint.variables]) for constraint in constraint_set.nonlinear
        )

    def find_linked(
        self, variables: frozenset[int], constraint_sets: Iterable[ConstraintSet]
    ) -> tuple[tuple[LinearCondition, ...], tuple[NonlinearConstraint, ...]]:
        """All constraints linked, directly or through others, with some variables."""
        listed = [*self.kept, *constraint_sets]
        sums = [condition for constraint_set in listed for condition in constraint_set.sums]
        nonlinear = [constraint for constraint_set in listed for constraint in constraint_set.nonlinear]
        links = [
            LinearCondition(tuple((at, 1.0) for at in constraint.variables), -math.inf, math.inf)
            for constraint in nonlinear
        ]
        reached = set(variables)
        for group in split_components((*sums, *links)):
            own = {at for condition in group for at, _ in condition.terms}
            if not own.isdisjoint(variables):
                reached |= own
        return (
            tuple(condition for condition in sums if condition.terms[0][0] in reached),
            tuple(
                constraint for constraint in nonlinear if constraint.variables and constraint.variables[0] in reached
            ),
        )

    def find_recoverable_at_once(self, targets: Mapping[int, CountKey]) -> dict[int, int]:
        """Suppressed cells that follow by bound propagation alone, without a search."""
        was_exhaustive = self.is_exhaustive
        found = self.find_recoverable(targets, may_search=False)
        self.is_exhaustive = was_exhaustive
        return found

    def find_recoverable(
        self, targets: Mapping[int, CountKey], without: frozenset[int] = frozenset(), *, may_search: bool = True
    ) -> dict[int, int]:
        """Suppressed cells with one possible value, or two adjacent ones; `without` names owners to leave out."""
        listed = [constraints for constraints in self.kept if constraints.owner not in without]
        found = find_unique_values(
            self.ranges,
            [condition for constraint_set in listed for condition in constraint_set.sums],
            targets,
            math.inf,
            self.effort_left,
            [constraint for constraint_set in listed for constraint in constraint_set.nonlinear],
            may_search=may_search,
        )
        self.effort_left = found.effort_left
        self.is_exhaustive &= found.is_exhaustive
        return found.values

    def list_needed(self, variable: int, taken: Mapping[int, str], targets: Mapping[int, CountKey]) -> Iterator[str]:
        """Names of the other evaluations each of which discloses the cell by itself, or else of all."""
        asked = {variable: targets[variable]}
        rest = {number: frozenset(taken) - {number} for number in taken}
        single = [
            name for number, name in taken.items() if variable in self.find_recoverable(asked, without=rest[number])
        ]
        yield from single or taken.values()

    def build_equality(self, owner: int, key: CountKey, other: CountKey) -> ConstraintSet:
        """Constraint: two counts are equal."""
        return self.build_sum(owner, [(key, 1), (other, -1)], 0, 0)


def collect_variables(constraint_sets: Iterable[ConstraintSet]) -> frozenset[int]:
    """The variables that constraint sets are about."""
    return frozenset(chain(*(constraints.variables for constraints in constraint_sets)))


def select_near(
    targets: Mapping[int, CountKey], linked: tuple[tuple[LinearCondition, ...], tuple[NonlinearConstraint, ...]]
) -> dict[int, CountKey]:
    """Those of the asked cells that linked constraints are about."""
    reached = {at for condition in linked[0] for at, _ in condition.terms} | {
        at for constraint in linked[1] for at in constraint.variables
    }
    return {at: key for at, key in targets.items() if at in reached}
