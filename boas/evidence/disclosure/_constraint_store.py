"""Hidden counts of several evaluations, and what was taken for true about them, piece by piece.

A piece is taken when whole numbers can fulfil it together with all that was taken before.
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
    """Something that is published, and what it says of hidden counts."""

    owner: int
    """Whose it is: 0 for the evaluation that is audited, then the others."""
    sums: tuple[LinearCondition, ...] = ()
    shapes: tuple[NonlinearConstraint, ...] = ()
    is_possible: bool = True
    """Whether it can be true at all beside the counts that are known."""

    @property
    def places(self) -> frozenset[int]:
        """The hidden counts it is about."""
        return frozenset(chain((at for one in self.sums for at, _ in one.terms), *(one.places for one in self.shapes)))


class ConstraintStore:
    """Hidden counts, and all pieces that were taken for true."""

    def __init__(self, below: int, effort: float) -> None:
        """Counts from `below` on may be printed."""
        self.below = below
        self.effort_left = effort
        self.is_exhaustive = True
        self.known: dict[CountKey, int] = {}
        self.places: dict[CountKey, int] = {}
        self.ranges: list[Range] = []
        self.is_complementary: list[bool] = []
        """By place, whether the count was withheld as one that gives another away."""
        self.kept: list[ConstraintSet] = []
        self.doubts: list[ConstraintSet] = []
        """What may be meant instead of a piece that was taken."""
        self.point: dict[int, float] = {}
        """A solution of all pieces, as far as it is known."""

    def add(self, key: CountKey, cell: Cell, hidden: Range = ANY) -> None:
        """Note one count; of two with the same key, the first counts."""
        if key in self.known or key in self.places:
            return
        if isinstance(cell, int):
            self.known[key] = cell
            return
        self.places[key] = len(self.ranges)
        self.ranges.append(hidden)
        self.is_complementary.append(cell is Suppression.COMPLEMENT)

    def build_sum(self, owner: int, terms: _Terms, lower: float, upper: float) -> ConstraintSet:
        """A sum held between limits."""
        hidden: dict[int, float] = {}
        for key, factor in terms:
            if key not in self.known:
                self.add(key, None)
                place = self.places[key]
                hidden[place] = hidden.get(place, 0) + factor
            else:
                lower, upper = lower - factor * self.known[key], upper - factor * self.known[key]
        kept = tuple((place, factor) for place, factor in hidden.items() if factor)
        if not kept:
            return ConstraintSet(owner, is_possible=lower <= _TOLERANCE and upper >= -_TOLERANCE)
        return ConstraintSet(owner, (LinearCondition(kept, lower, upper),))

    def get_cells(self, sheet: Hashable, stratum: Stratum) -> ConfusionCells:
        """The four counts of some people."""
        keys = [CountKey(sheet, stratum, cell) for cell in CELLS]
        for key in keys:
            self.add(key, None)
        known = tuple(self.known.get(key) for key in keys)
        return ConfusionCells(known, tuple(self.places[key] for key in keys if key in self.places))

    def take(self, pieces: Iterable[ConstraintSet], *, also: Iterable[ConstraintSet] = ()) -> bool:
        """Take pieces for true together when they can be beside all that was; tells whether they were."""
        listed = [*pieces, *also]
        if not all(one.is_possible for one in listed) or not self.can_be(listed):
            return False
        self.kept += listed
        return True

    def take_each(self, pieces: Iterable[ConstraintSet]) -> None:
        """Take all pieces, or else each that can be true."""
        listed = [one for one in pieces if one.sums or one.shapes or not one.is_possible]
        if not self.take(listed):
            for one in listed:
                self.take([one])

    def can_be(self, pieces: list[ConstraintSet]) -> bool:
        """Whether whole numbers fulfil these pieces and all that was taken for true; true when it was given up."""
        if all(self.holds(one) for one in pieces):
            return True
        sums, shapes = self.find_linked(frozenset(chain(*(one.places for one in pieces))), pieces)
        ranges = {at: self.ranges[at] for one in sums for at, _ in one.terms}
        ranges |= {at: self.ranges[at] for one in shapes for at in one.places}
        found = SolverResult(effort_left=self.effort_left)
        is_possible = narrow_ranges(ranges, sums, shapes, found.spend)
        search = SolutionSearch(ranges, (sums, shapes), {}, math.inf, found)
        point = search.solve({}) if is_possible else None
        self.effort_left = found.effort_left
        self.is_exhaustive &= found.is_exhaustive
        if not is_possible:
            return False
        if point is not None:
            self.point |= {at: float(point[place]) for at, place in search.places.items()}
        return point is not None or not found.is_exhaustive

    def holds(self, piece: ConstraintSet) -> bool:
        """Whether the solution at hand has a piece too."""
        if not all(at in self.point for at in piece.places):
            return False
        totals = ((sum(factor * self.point[at] for at, factor in one.terms), one) for one in piece.sums)
        return all(one.lower - _TOLERANCE <= total <= one.upper + _TOLERANCE for total, one in totals) and all(
            one.holds([self.point[at] for at in one.places]) for one in piece.shapes
        )

    def find_linked(
        self, places: frozenset[int], pieces: Iterable[ConstraintSet]
    ) -> tuple[tuple[LinearCondition, ...], tuple[NonlinearConstraint, ...]]:
        """All sums and shapes that hang together with some counts."""
        listed = [*self.kept, *pieces]
        sums = [one for piece in listed for one in piece.sums]
        shapes = [one for piece in listed for one in piece.shapes]
        links = [LinearCondition(tuple((at, 1.0) for at in one.places), -math.inf, math.inf) for one in shapes]
        reached = set(places)
        for group in split_components((*sums, *links)):
            own = {at for one in group for at, _ in one.terms}
            if not own.isdisjoint(places):
                reached |= own
        return (
            tuple(one for one in sums if one.terms[0][0] in reached),
            tuple(one for one in shapes if one.places and one.places[0] in reached),
        )

    def find_recoverable_at_once(self, targets: Mapping[int, CountKey]) -> dict[int, int]:
        """Hidden counts that come back without a search."""
        was_exhaustive = self.is_exhaustive
        found = self.find_recoverable(targets, may_search=False)
        self.is_exhaustive = was_exhaustive
        return found

    def find_recoverable(
        self, targets: Mapping[int, CountKey], without: frozenset[int] = frozenset(), *, may_search: bool = True
    ) -> dict[int, int]:
        """Hidden counts that have one value left, or two neighbours, by place without what some owners say."""
        listed = [one for one in self.kept if one.owner not in without]
        found = find_unique_values(
            self.ranges,
            [one for piece in listed for one in piece.sums],
            targets,
            math.inf,
            self.effort_left,
            [one for piece in listed for one in piece.shapes],
            may_search=may_search,
        )
        self.effort_left = found.effort_left
        self.is_exhaustive &= found.is_exhaustive
        return found.values

    def list_needed(self, place: int, taken: Mapping[int, str], targets: Mapping[int, CountKey]) -> Iterator[str]:
        """Names of the other evaluations that give one count back by themselves, or else of all."""
        asked = {place: targets[place]}
        rest = {number: frozenset(taken) - {number} for number in taken}
        single = [name for number, name in taken.items() if place in self.find_recoverable(asked, without=rest[number])]
        yield from single or taken.values()

    def build_equality(self, owner: int, one: CountKey, other: CountKey) -> ConstraintSet:
        """That two counts are one."""
        return self.build_sum(owner, [(one, 1), (other, -1)], 0, 0)


def collect_places(pieces: Iterable[ConstraintSet]) -> frozenset[int]:
    """The hidden counts that pieces are about."""
    return frozenset(chain(*(one.places for one in pieces)))


def select_near(
    targets: Mapping[int, CountKey], linked: tuple[tuple[LinearCondition, ...], tuple[NonlinearConstraint, ...]]
) -> dict[int, CountKey]:
    """Those of the asked counts that linked sums and shapes are about."""
    reached = {at for one in linked[0] for at, _ in one.terms} | {at for one in linked[1] for at in one.places}
    return {at: key for at, key in targets.items() if at in reached}
