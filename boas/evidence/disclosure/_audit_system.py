"""What tables and figures of one evaluation say of its hidden counts."""

import math
from collections.abc import Hashable, Iterable, Iterator, Mapping

from boas.evidence._counts import CELLS, Cell, Stratum, Suppression
from boas.evidence._solver import LinearCondition
from boas.evidence.disclosure._bound_propagation import Range
from boas.evidence.disclosure._constraint_store import ConstraintSet, ConstraintStore
from boas.evidence.disclosure._interpretations import Interpretation, interpret_figures
from boas.evidence.disclosure._margins import find_margins
from boas.evidence.disclosure._metric_constraints import (
    FORMULAS,
    ConfusionCells,
    IntervalConstraint,
    MetricConstraint,
    compute_rounding_ends,
    list_interval_methods,
)
from boas.evidence.disclosure._publications import PublishedEvaluation, list_rows
from boas.evidence.disclosure._unknowns import ANY, SUMS, CountKey
from boas.evidence.verification import EVERYBODY, FORMS, match_method


class AuditSystem(ConstraintStore):
    """Everything published about some people, as sums and curves."""

    def add_tables(self, owner: int, one: PublishedEvaluation) -> None:
        """The counts of an evaluation, their sums, and the number of people."""
        sheet = (owner,)
        for row in list_rows(one):
            for name, cell in zip(CELLS, row.cells, strict=True):
                self.add(
                    CountKey(sheet, row.stratum, name), cell, _compute_range(one, row.stratum, name, cell, self.below)
                )
        strata = [row.stratum for row in list_rows(one)]
        self.take_each(self.build_margin_constraints(owner, sheet, strata, CELLS))
        for variant in dict.fromkeys(stratum.variant for stratum in strata):
            self.take_each(
                self.build_outcome_links(owner, sheet, [stratum for stratum in strata if stratum.variant == variant])
            )
        people = list(dict.fromkeys(without_variant(stratum) for stratum in strata))
        self.take_each(
            self.build_margin_constraints(owner, build_people_sheet(owner), people, ("positives", "negatives"))
        )
        self.add_population(owner, one)
        self.add_scores(owner, one)

    def build_margin_constraints(
        self, owner: int, sheet: Hashable, strata: Iterable[Stratum], cells: tuple[str, ...]
    ) -> list[ConstraintSet]:
        """That groups add up to the whole."""
        return [
            self.build_sum(
                owner,
                [
                    (CountKey(sheet, margin.whole, cell), -1),
                    *((CountKey(sheet, part, cell), 1) for part in margin.parts),
                ],
                0,
                0,
            )
            for margin in find_margins(strata)
            for cell in cells
        ]

    def build_outcome_links(self, owner: int, sheet: Hashable, strata: Iterable[Stratum]) -> list[ConstraintSet]:
        """That true positives and false negatives are the positives of those people, whatever flagged them."""
        return [
            self.build_sum(
                owner,
                [
                    (CountKey(build_people_sheet(owner), without_variant(stratum), name), -1),
                    *((CountKey(sheet, stratum, cell), 1) for cell in SUMS[name]),
                ],
                0,
                0,
            )
            for stratum in strata
            for name in ("positives", "negatives")
        ]

    def add_population(self, owner: int, one: PublishedEvaluation) -> None:
        """How many people there are, and how many of them have the condition."""
        people, reference = one.evaluation.population, one.evaluation.reference_standard
        whole = build_people_sheet(owner)
        both = [(CountKey(whole, Stratum(), name), 1.0) for name in ("positives", "negatives")]
        if reference is not None and reference.sampling == "flagged-only":
            both = []
        for terms, n in ((both, people.n), (both[:1], people.events)):
            if n is not None and n > 0 and terms:
                self.take([self.build_sum(owner, terms, n, n)])

    def add_scores(self, owner: int, one: PublishedEvaluation) -> None:
        """That the ranges of scores make up the people of a stratum."""
        sums: dict[tuple[Stratum, str], list[CountKey]] = {}
        for row in one.scores.rows if one.scores else ():
            for name in ("positives", "negatives"):
                key = CountKey((owner, "scores", row.low, row.high), row.stratum, name)
                cell = getattr(row, name)
                self.add(key, cell, (1, self.below - 1) if cell is Suppression.SMALL else ANY)
                sums.setdefault((row.stratum, name), []).append(key)
        for (stratum, name), keys in sums.items():
            whole = CountKey(build_people_sheet(owner), without_variant(stratum), name)
            self.take([self.build_sum(owner, [(whole, -1), *((key, 1) for key in keys)], 0, 0)])

    def add_figures(self, owner: int, one: PublishedEvaluation) -> None:
        """Every figure in its plainest reading."""
        readings = interpret_figures(one)
        sheets: dict[Hashable, dict[Stratum, Interpretation]] = {}
        for reading in readings:
            sheets.setdefault((owner, *reading.group), {})[reading.stratum] = reading
        for sheet, found in sheets.items():
            strata = list(dict.fromkeys((*found, *(row.stratum for row in list_rows(one) if sheet == (owner,)))))
            self.take_each(self.build_margin_constraints(owner, sheet, strata, CELLS))
            self.take_each(self.build_figure_links(owner, sheet, found))
        people = dict.fromkeys(
            without_variant(each)
            for each in (*(row.stratum for row in list_rows(one)), *(reading.stratum for reading in readings))
        )
        self.take_each(
            self.build_margin_constraints(owner, build_people_sheet(owner), people, ("positives", "negatives"))
        )
        for reading in readings:
            self.add_figure(owner, reading, (owner, *reading.group))

    def build_figure_links(
        self, owner: int, sheet: Hashable, found: Mapping[Stratum, Interpretation]
    ) -> list[ConstraintSet]:
        """What figures that are set apart from a table share with it: its people, unless they are others."""
        pieces: list[ConstraintSet] = []
        for stratum, reading in found.items():
            one = reading.claim.reported
            if one.population is not None:
                continue
            if one.outcome is None and one.reference_standard is None:
                pieces += self.build_outcome_links(owner, sheet, [stratum])
                continue
            whole = [
                (CountKey(build_people_sheet(owner), without_variant(stratum), name), -1.0)
                for name in ("positives", "negatives")
            ]
            pieces.append(
                self.build_sum(owner, [*whole, *((CountKey(sheet, stratum, cell), 1.0) for cell in CELLS)], 0, 0)
            )
        return pieces

    def add_figure(self, owner: int, reading: Interpretation, sheet: Hashable) -> None:
        """What one figure says: its n, its value, its interval, each as far as it can be true."""
        for alternatives in self.iter_figure_constraints(owner, reading, sheet):
            taken = False
            for piece in alternatives:
                if taken and any(isinstance(one, IntervalConstraint) for one in piece.shapes):
                    self.doubts.append(piece)
                elif not taken:
                    taken = (piece.is_possible and not piece.places) or self.take([piece])

    def iter_figure_constraints(
        self, owner: int, reading: Interpretation, sheet: Hashable
    ) -> Iterator[tuple[ConstraintSet, ...]]:
        """Pieces of one figure, each with what may stand in for it where it cannot be true."""
        claim, stratum = reading.claim, reading.stratum
        if claim.metric not in FORMULAS:
            # No four counts give an area under a curve or an error, but its n counts all who are in them.
            if claim.reported.n is not None and claim.reported.n > 0:
                self.get_cells(sheet, stratum)
                yield (
                    self.build_sum(owner, _list_terms(sheet, stratum, EVERYBODY), claim.reported.n, claim.reported.n),
                )
            return
        cells, form = self.get_cells(sheet, stratum), FORMS.get(claim.metric)
        for weights, n in ((EVERYBODY, claim.total), (form.bottom if form else None, claim.n)):
            if weights is not None and n is not None:
                yield (self.build_sum(owner, _list_terms(sheet, stratum, weights), n, n),)
        limits = [reading.ends] if reading.ends else []
        if claim.value is not None:
            limits = [compute_rounding_ends(claim.value, is_open=is_open) for is_open in (True, False)]
        yield tuple(self.build_value_constraint(owner, claim.metric, cells, (sheet, stratum), ends) for ends in limits)
        yield tuple(self.iter_interval_constraints(owner, reading, cells))

    def build_value_constraint(
        self,
        owner: int,
        metric: str,
        cells: ConfusionCells,
        people: tuple[Hashable, Stratum],
        ends: tuple[float, float],
    ) -> ConstraintSet:
        """That a metric lies between two ends."""
        curve, form = MetricConstraint(metric, cells, *ends), FORMS.get(metric)
        if not cells.places:
            return ConstraintSet(owner, is_possible=curve.holds(()))
        sums = list[LinearCondition]()
        for end, lower, upper in ((ends[0], 0, math.inf), (ends[1], -math.inf, 0)):
            if form is not None and math.isfinite(end):
                bottom = form.bottom or (0, 0, 0, 0)
                factors = [top - end * whole for top, whole in zip(form.top, bottom, strict=True)]
                # A count itself is held against its end, a rate against that share of its denominator.
                shift = 0.0 if form.bottom else end
                terms = [
                    (CountKey(*people, cell), factor) for cell, factor in zip(CELLS, factors, strict=True) if factor
                ]
                sums += self.build_sum(owner, terms, lower + shift, upper + shift).sums
        return ConstraintSet(owner, tuple(sums), (curve,))

    def iter_interval_constraints(
        self, owner: int, reading: Interpretation, cells: ConfusionCells
    ) -> Iterator[ConstraintSet]:
        """That a printed interval is what a usual method gives, each method by itself."""
        claim, ci = reading.claim, reading.claim.reported.ci
        if claim.bounds is None or ci is None or not cells.places or not 0 < ci.level < 1:
            return
        for method in list_interval_methods(claim.metric, match_method(ci.method) if ci.method else None):
            yield ConstraintSet(owner, (), (IntervalConstraint(claim.metric, cells, *claim.bounds, ci.level, method),))


def _list_terms(sheet: Hashable, stratum: Stratum, weights: tuple[int, ...]) -> list[tuple[CountKey, float]]:
    """Counts with their weights."""
    return [
        (CountKey(sheet, stratum, cell), float(weight)) for cell, weight in zip(CELLS, weights, strict=True) if weight
    ]


def build_people_sheet(owner: int) -> Hashable:
    """The sheet on which positives and negatives of an evaluation stand, whatever flagged them."""
    return (owner, "people")


def without_variant(stratum: Stratum) -> Stratum:
    """The same people, whatever variant flagged them."""
    return Stratum("", stratum.site, stratum.groups)


def _compute_range(one: PublishedEvaluation, stratum: Stratum, name: str, cell: Cell, below: int) -> Range:
    """What a withheld count can be: `<N` says 1 to N - 1."""
    limit = one.limits.get((stratum, name), below)
    return (1, limit - 1) if cell is Suppression.SMALL or (stratum, name) in one.limits else ANY
