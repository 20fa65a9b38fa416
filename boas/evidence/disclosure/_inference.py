"""Small counts that nobody printed and that the tables, the population and the figures of an evaluation fix.

First what the table and the number of people give by themselves, then what the printed rates add.
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
    """The smallest count that can be behind `[c]`, where it is known how it was chosen."""


class InferredCount(NamedTuple):
    """One count that can be worked out."""

    key: CountKey
    value: int
    position: int | None
    """Place in `reported` of a figure without which it cannot; nothing when the tables are enough."""


def infer_counts(given: InferenceInput, effort: int | None = None) -> tuple[list[InferredCount], bool]:
    """Every small count that can be worked out, and whether the search came to its end.

    At first, a group that is not listed is taken to have nobody in it, as a reader would. Only where this
    leads to a contradiction, it may have anybody. `effort` limits that of the solver (`MOST_EFFORT`).
    """
    first = _InferenceSystem(given, filled=False)
    found, is_exhaustive = first.infer(_MOST_EFFORT if effort is None else effort)
    if first.is_contradicted:
        more, to_the_end = _InferenceSystem(given, filled=True).infer(_MOST_EFFORT if effort is None else effort)
        there = {one.key for one in found}
        found += [one for one in more if one.key not in there]
        is_exhaustive &= to_the_end
    return found, is_exhaustive


class _InferenceSystem:
    """The counts of one evaluation and what is said about them."""

    def __init__(self, given: InferenceInput, *, filled: bool) -> None:
        """Write down all sums: those of the tables and of the population, then those of each figure."""
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
        self.of_figures = tuple((one, self._build_figure_sums(one)) for one in given.figures)
        for sheet in dict.fromkeys((TABLE_SHEET, *(one.sheet for one in given.figures))):
            about = (one.stratum for one in given.figures if one.sheet == sheet)
            listed = (*(strata if sheet == TABLE_SHEET else ()), *about)
            self.of_table += self.unknowns.build_margin_sums(sheet, listed, filled=filled)
        sums = [key for key in self.unknowns.places if key.cell in SUMS and not isinstance(key.sheet, ScoreSegment)]
        self.links = [one for one in map(self.unknowns.link, sums) if one]
        self.of_table += self.links

    def _build_population_sums(
        self, evaluation: Evaluation | None, strata: dict[Stratum, None]
    ) -> list[LinearCondition]:
        """What the number of people and of events say about each variant's whole."""
        if evaluation is None:
            return []
        people, reference = evaluation.population, evaluation.reference_standard
        flagged_only = reference is not None and reference.sampling == "flagged-only"
        told = [(("tp", "fp") if flagged_only else CELLS, people.n), (("tp", "fn"), people.events)]
        found = []
        figures = (one.stratum for one in self.figures if one.sheet == TABLE_SHEET)
        for variant in dict.fromkeys(stratum.variant for stratum in (*strata, *figures)):
            for cells, n in told:
                if n is not None:
                    strata[Stratum(variant)] = None
                    found.append(
                        self.unknowns.build_sum(
                            [(CountKey(TABLE_SHEET, Stratum(variant), cell), 1) for cell in cells], n, n
                        )
                    )
        return [one for one in found if one]

    def _build_figure_sums(self, one: PrintedFigure) -> list[LinearCondition]:
        """What one printed figure says."""
        found = (
            self.unknowns.build_sum(
                [(CountKey(one.sheet, one.stratum, cell), factor) for cell, factor in terms], lower, upper
            )
            for terms, lower, upper in iter_figure_sums(one.claim, self.unknowns.below)
        )
        return [condition for condition in found if condition]

    def infer(self, effort: int) -> tuple[list[InferredCount], bool]:
        """Every small count that can be worked out, and whether the search came to its end."""
        keys = tuple(self.unknowns.places)
        asked = [place for place, key in enumerate(keys) if key.cell in CELLS or isinstance(key.sheet, ScoreSegment)]
        first = find_unique_values(self.unknowns.ranges, self.of_table, asked, self.unknowns.below, effort)
        self.is_contradicted = bool(first.contradicted)
        second = self._infer_with_figures(first)
        found = [InferredCount(keys[place], value, None) for place, value in first.values.items()]
        found += [
            InferredCount(keys[place], value, self._find_figure_behind(keys[place]))
            for place, value in second.values.items()
            if place not in first.values
        ]
        small = [one for one in found if 0 < one.value < self.unknowns.below]
        return small, first.is_exhaustive and second.is_exhaustive and not self.is_cut

    def _infer_with_figures(self, first: SolverResult) -> SolverResult:
        """What comes out when the figures count too; those that contradict one another are heard one by one."""
        of_figures = [one for _, sums in self.of_figures for one in sums]
        touched = {place for one in of_figures for place, _ in one.terms}
        groups = split_components((*self.of_table, *of_figures))
        linked = [one for group in groups if _touches(group, touched) for one in group]
        asked = range(len(self.unknowns.ranges))
        below = self.unknowns.below
        found = find_unique_values(self.unknowns.ranges, linked, asked, below, first.effort_left)
        for group in found.contradicted:
            for _, sums in self.of_figures:
                if _touches(sums, {place for one in group for place, _ in one.terms}):
                    alone = find_unique_values(
                        self.unknowns.ranges, (*sums, *self.links), asked, below, found.effort_left
                    )
                    found.values |= alone.values
                    found.effort_left = alone.effort_left
                    found.is_exhaustive &= alone.is_exhaustive
        return found

    def _find_figure_behind(self, key: CountKey) -> int | None:
        """The figure that says most about a count: one about its very people first."""
        same = [one for one, sums in self.of_figures if sums and one.sheet == key.sheet]
        return min(same, key=lambda one: one.stratum != key.stratum).position if same else None


def _touches(sums: Iterable[LinearCondition], places: Collection[int]) -> bool:
    """Whether any sum has one of these numbers."""
    return any(place in places for one in sums for place, _ in one.terms)
