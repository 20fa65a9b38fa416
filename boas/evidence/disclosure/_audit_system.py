"""The constraints that the tables and figures of published evaluations put on their suppressed cells."""

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
    """Everything published about some people, as linear and nonlinear constraints."""

    def add_tables(self, owner: int, published: PublishedEvaluation) -> None:
        """Add the counts of an evaluation, their sums, and the number of people."""
        sheet = (owner,)
        for row in list_rows(published):
            for name, cell in zip(CELLS, row.cells, strict=True):
                self.add(
                    CountKey(sheet, row.stratum, name),
                    cell,
                    _compute_range(published, row.stratum, name, cell, self.below),
                )
        strata = [row.stratum for row in list_rows(published)]
        self.take_each(self.build_margin_constraints(owner, sheet, strata, CELLS))
        for variant in dict.fromkeys(stratum.variant for stratum in strata):
            self.take_each(
                self.build_outcome_links(owner, sheet, [stratum for stratum in strata if stratum.variant == variant])
            )
        people = list(dict.fromkeys(without_variant(stratum) for stratum in strata))
        self.take_each(
            self.build_margin_constraints(owner, build_people_sheet(owner), people, ("positives", "negatives"))
        )
        self.add_population(owner, published)
        self.add_scores(owner, published)

    def build_margin_constraints(
        self, owner: int, sheet: Hashable, strata: Iterable[Stratum], cells: tuple[str, ...]
    ) -> list[ConstraintSet]:
        """Constraints: groups add up to the whole."""
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
        """Constraints: true positives and false negatives are the positives of a stratum, for every variant."""
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

    def add_population(self, owner: int, published: PublishedEvaluation) -> None:
        """Add the number of people, and of those who have the condition."""
        people, reference = published.evaluation.population, published.evaluation.reference_standard
        whole = build_people_sheet(owner)
        both = [(CountKey(whole, Stratum(), name), 1.0) for name in ("positives", "negatives")]
        if reference is not None and reference.sampling == "flagged-only":
            both = []
        for terms, n in ((both, people.n), (both[:1], people.events)):
            if n is not None and n > 0 and terms:
                self.take([self.build_sum(owner, terms, n, n)])

    def add_scores(self, owner: int, published: PublishedEvaluation) -> None:
        """Add the table of scores: its ranges make up the people of a stratum."""
        sums: dict[tuple[Stratum, str], list[CountKey]] = {}
        for row in published.scores.rows if published.scores else ():
            for name in ("positives", "negatives"):
                key = CountKey((owner, "scores", row.low, row.high), row.stratum, name)
                cell = getattr(row, name)
                self.add(key, cell, (1, self.below - 1) if cell is Suppression.SMALL else ANY)
                sums.setdefault((row.stratum, name), []).append(key)
        for (stratum, name), keys in sums.items():
            whole = CountKey(build_people_sheet(owner), without_variant(stratum), name)
            self.take([self.build_sum(owner, [(whole, -1), *((key, 1) for key in keys)], 0, 0)])

    def add_figures(self, owner: int, published: PublishedEvaluation) -> None:
        """Add every printed figure under its plainest interpretation."""
        readings = interpret_figures(published)
        sheets: dict[Hashable, dict[Stratum, Interpretation]] = {}
        for interpretation in readings:
            sheets.setdefault((owner, *interpretation.group), {})[interpretation.stratum] = interpretation
        for sheet, found in sheets.items():
            strata = list(dict.fromkeys((*found, *(row.stratum for row in list_rows(published) if sheet == (owner,)))))
            self.take_each(self.build_margin_constraints(owner, sheet, strata, CELLS))
            self.take_each(self.build_figure_links(owner, sheet, found))
        people = dict.fromkeys(
            without_variant(each)
            for each in (
                *(row.stratum for row in list_rows(published)),
                *(interpretation.stratum for interpretation in readings),
            )
        )
        self.take_each(
            self.build_margin_constraints(owner, build_people_sheet(owner), people, ("positives", "negatives"))
        )
        for interpretation in readings:
            self.add_figure(owner, interpretation, (owner, *interpretation.group))

    def build_figure_links(
        self, owner: int, sheet: Hashable, found: Mapping[Stratum, Interpretation]
    ) -> list[ConstraintSet]:
        """Constraints that link figures apart from the table with it: same people, unless they name others."""
        constraint_sets: list[ConstraintSet] = []
        for stratum, interpretation in found.items():
            figure = interpretation.claim.reported
            if figure.population is not None:
                continue
            if figure.outcome is None and figure.reference_standard is None:
                constraint_sets += self.build_outcome_links(owner, sheet, [stratum])
                continue
            whole = [
                (CountKey(build_people_sheet(owner), without_variant(stratum), name), -1.0)
                for name in ("positives", "negatives")
            ]
            constraint_sets.append(
                self.build_sum(owner, [*whole, *((CountKey(sheet, stratum, cell), 1.0) for cell in CELLS)], 0, 0)
            )
        return constraint_sets

    def add_figure(self, owner: int, interpretation: Interpretation, sheet: Hashable) -> None:
        """Add one figure: its n, its value and its interval, each where it is possible beside the rest."""
        for alternatives in self.iter_figure_constraints(owner, interpretation, sheet):
            taken = False
            for constraint_set in alternatives:
                if taken and any(isinstance(constraint, IntervalConstraint) for constraint in constraint_set.nonlinear):
                    self.doubts.append(constraint_set)
                elif not taken:
                    taken = (constraint_set.is_possible and not constraint_set.variables) or self.take([constraint_set])

    def iter_figure_constraints(
        self, owner: int, interpretation: Interpretation, sheet: Hashable
    ) -> Iterator[tuple[ConstraintSet, ...]]:
        """Constraint sets of one figure, each followed by its alternatives for when it is impossible."""
        claim, stratum = interpretation.claim, interpretation.stratum
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
        limits = [interpretation.ends] if interpretation.ends else []
        if claim.value is not None:
            limits = [compute_rounding_ends(claim.value, is_open=is_open) for is_open in (True, False)]
        yield tuple(self.build_value_constraint(owner, claim.metric, cells, (sheet, stratum), ends) for ends in limits)
        yield tuple(self.iter_interval_constraints(owner, interpretation, cells))

    def build_value_constraint(
        self,
        owner: int,
        metric: str,
        cells: ConfusionCells,
        people: tuple[Hashable, Stratum],
        ends: tuple[float, float],
    ) -> ConstraintSet:
        """Constraint: a metric lies between two ends."""
        curve, form = MetricConstraint(metric, cells, *ends), FORMS.get(metric)
        if not cells.variables:
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
        self, owner: int, interpretation: Interpretation, cells: ConfusionCells
    ) -> Iterator[ConstraintSet]:
        """Constraints: a printed interval is what a usual method gives; one alternative for each method."""
        claim, ci = interpretation.claim, interpretation.claim.reported.ci
        if claim.bounds is None or ci is None or not cells.variables or not 0 < ci.level < 1:
            return
        for method in list_interval_methods(claim.metric, match_method(ci.method) if ci.method else None):
            yield ConstraintSet(owner, (), (IntervalConstraint(claim.metric, cells, *claim.bounds, ci.level, method),))


def _list_terms(sheet: Hashable, stratum: Stratum, weights: tuple[int, ...]) -> list[tuple[CountKey, float]]:
    """Counts with their weights."""
    return [
        (CountKey(sheet, stratum, cell), float(weight)) for cell, weight in zip(CELLS, weights, strict=True) if weight
    ]


def build_people_sheet(owner: int) -> Hashable:
    """The sheet for positives and negatives of an evaluation, which all its variants share."""
    return (owner, "people")


def without_variant(stratum: Stratum) -> Stratum:
    """The stratum without its variant: the same people, whatever flagged them."""
    return Stratum("", stratum.site, stratum.groups)


def _compute_range(published: PublishedEvaluation, stratum: Stratum, name: str, cell: Cell, below: int) -> Range:
    """The range of a suppressed cell: `<N` means 1 to N - 1."""
    limit = published.limits.get((stratum, name), below)
    return (1, limit - 1) if cell is Suppression.SMALL or (stratum, name) in published.limits else ANY
