"""Inference of unpublished small counts from the tables, the population and the figures of an evaluation.

The table and the number of people are solved by themselves first; then the printed rates are added.
"""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from boas.documents import Evaluation
from boas.evidence._counts import CELLS, CountsTable, ScoresTable, Stratum, Suppression
from boas.evidence._solver import LinearCondition
from boas.evidence.disclosure._figures import PrintedFigure, iter_figure_sums
from boas.evidence.disclosure._margins import has_too_many_margins
from boas.evidence.disclosure._score_sums import ScoreSegment, build_score_sums
from boas.evidence.disclosure._solver import SolverResult, find_unique_values, split_components
from boas.evidence.disclosure._unknowns import ANY, SUMS, TABLE_SHEET, CountKey, Unknowns

_MOST_EFFORT = 600
"""Effort of the solver for one evaluation."""


@dataclass(frozen=True, slots=True)
class InferenceInput:
    """Everything that is published about one evaluation."""

    counts: CountsTable
    scores: ScoresTable | None = None
    evaluation: Evaluation | None = None
    figures: tuple[PrintedFigure, ...] = ()
    least_complement: int = 0
    """The smallest count that a secondary suppressed cell (`[c]`) can have, where the choice is known."""


class InferredCount(NamedTuple):
    """One suppressed cell that can be inferred."""

    key: CountKey
    value: int
    position: int | None
    """Index in `reported` of a figure that is needed for it; None when the tables are enough."""


def infer_counts(given: InferenceInput, effort: int | None = None) -> tuple[list[InferredCount], bool]:
    """Infer every small count that is fixed, and tell whether the search was exhaustive.

    At first, a group that is not listed is assumed empty, as a reader would. Only where this leads to a
    contradiction, it may have any size. `effort` limits the calls of the solver (`_MOST_EFFORT`).
    """
    first = _InferenceSystem(given, filled=False)
    found, is_exhaustive = first.infer(_MOST_EFFORT if effort is None else effort)
    if first.is_contradicted:
        more, to_the_end = _InferenceSystem(given, filled=True).infer(_MOST_EFFORT if effort is None else effort)
        there = {inferred.key for inferred in found}
        found += [inferred for inferred in more if inferred.key not in there]
        is_exhaustive &= to_the_end
    return found, is_exhaustive


class _InferenceSystem:
    """The counts of one evaluation and the linear conditions on them."""

    def __init__(self, given: InferenceInput, *, filled: bool) -> None:
        """Build all sums: those of the tables and of the population, then those of each figure."""
        self.figures = given.figures
        self.unknowns = Unknowns(given.counts.threshold)
        complement = (given.least_complement, math.inf)
        for row in given.counts.rows:
            for name, cell in zip(CELLS, row.cells, strict=True):
                key = CountKey(TABLE_SHEET, row.stratum, name)
                self.unknowns.add(key, cell, complement if cell is Suppression.COMPLEMENT else ANY)
        strata = {row.stratum: None for row in given.counts.rows}
        of_scores = build_score_sums(self.unknowns, given.scores, strata) if given.scores else []
        self.is_cut = of_scores is None or has_too_many_margins(strata)
        self.is_contradicted = False
        self.of_table = [*(of_scores or ()), *self._build_population_sums(given.evaluation, strata)]
        self.of_figures = tuple((figure, self._build_figure_sums(figure)) for figure in given.figures)
        for sheet in dict.fromkeys((TABLE_SHEET, *(figure.sheet for figure in given.figures))):
            about = (figure.stratum for figure in given.figures if figure.sheet == sheet)
            listed = (*(strata if sheet == TABLE_SHEET else ()), *about)
            self.of_table += self.unknowns.build_margin_sums(sheet, listed, filled=filled)
        sums = [key for key in self.unknowns.variables if key.cell in SUMS and not isinstance(key.sheet, ScoreSegment)]
        self.links = [condition for condition in map(self.unknowns.link, sums) if condition]
        self.of_table += self.links

    def _build_population_sums(
        self, evaluation: Evaluation | None, strata: dict[Stratum, None]
    ) -> list[LinearCondition]:
        """The sums that the number of people and of events give for each variant's whole."""
        if evaluation is None:
            return []
        people, reference = evaluation.population, evaluation.reference_standard
        flagged_only = reference is not None and reference.sampling == "flagged-only"
        totals = [(("tp", "fp") if flagged_only else CELLS, people.n), (("tp", "fn"), people.events)]
        found = []
        figures = (figure.stratum for figure in self.figures if figure.sheet == TABLE_SHEET)
        for variant in dict.fromkeys(stratum.variant for stratum in (*strata, *figures)):
            for cells, n in totals:
                if n is not None:
                    strata[Stratum(variant)] = None
                    found.append(
                        self.unknowns.build_sum(
                            [(CountKey(TABLE_SHEET, Stratum(variant), cell), 1) for cell in cells], n, n
                        )
                    )
        return [condition for condition in found if condition]

    def _build_figure_sums(self, figure: PrintedFigure) -> list[LinearCondition]:
        """The sums of one printed figure."""
        found = (
            self.unknowns.build_sum(
                [(CountKey(figure.sheet, figure.stratum, cell), factor) for cell, factor in terms], lower, upper
            )
            for terms, lower, upper in iter_figure_sums(figure.claim, self.unknowns.below)
        )
        return [condition for condition in found if condition]

    def infer(self, effort: int) -> tuple[list[InferredCount], bool]:
        """Every small count that can be inferred, and whether the search was exhaustive."""
        keys = tuple(self.unknowns.variables)
        asked = [
            variable for variable, key in enumerate(keys) if key.cell in CELLS or isinstance(key.sheet, ScoreSegment)
        ]
        first = find_unique_values(self.unknowns.ranges, self.of_table, asked, self.unknowns.below, effort)
        self.is_contradicted = bool(first.contradicted)
        second = self._infer_with_figures(first)
        found = [InferredCount(keys[variable], value, None) for variable, value in first.values.items()]
        found += [
            InferredCount(keys[variable], value, self._find_figure_behind(keys[variable]))
            for variable, value in second.values.items()
            if variable not in first.values
        ]
        small = [inferred for inferred in found if 0 < inferred.value < self.unknowns.below]
        return small, first.is_exhaustive and second.is_exhaustive and not self.is_cut

    def _infer_with_figures(self, first: SolverResult) -> SolverResult:
        """Solve with the figures added; figures that contradict one another are solved one by one."""
        of_figures = [condition for _, sums in self.of_figures for condition in sums]
        touched = {variable for condition in of_figures for variable, _ in condition.terms}
        groups = split_components((*self.of_table, *of_figures))
        linked = [condition for group in groups if _touches(group, touched) for condition in group]
        asked = range(len(self.unknowns.ranges))
        below = self.unknowns.below
        found = find_unique_values(self.unknowns.ranges, linked, asked, below, first.effort_left)
        for group in found.contradicted:
            for _, sums in self.of_figures:
                if _touches(sums, {variable for condition in group for variable, _ in condition.terms}):
                    alone = find_unique_values(
                        self.unknowns.ranges, (*sums, *self.links), asked, below, found.effort_left
                    )
                    found.values |= alone.values
                    found.effort_left = alone.effort_left
                    found.is_exhaustive &= alone.is_exhaustive
        return found

    def _find_figure_behind(self, key: CountKey) -> int | None:
        """The figure that explains an inferred count: one about the same stratum first."""
        same = [figure for figure, sums in self.of_figures if sums and figure.sheet == key.sheet]
        return min(same, key=lambda figure: figure.stratum != key.stratum).position if same else None


def _touches(sums: Iterable[LinearCondition], variables: Collection[int]) -> bool:
    """Whether any sum has one of these variables."""
    return any(variable in variables for condition in sums for variable, _ in condition.terms)
