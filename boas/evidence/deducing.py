"""Small counts that nobody printed and that the table, the population and the figures of an evaluation fix together.

First what the table and the number of people give by themselves, then what the printed rates add.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from boas.documents import Evaluation
from boas.evidence.counts import CELLS, CountsTable, Stratum
from boas.evidence.figures import THE_SAME, Figure, figure_sums
from boas.evidence.recovering import Recovered, components, recover
from boas.evidence.solving import Condition
from boas.evidence.unknowns import SUMS, Key, Unknowns

MOST_SOLVES = 150
"""Calls of the solver for one evaluation."""


class Deduced(NamedTuple):
    """One count that can be worked out."""

    key: Key
    value: int
    position: int | None
    """Place in `reported` of a figure without which it cannot; nothing when the table is enough."""


def deduce(counts: CountsTable, evaluation: Evaluation | None, figures: Sequence[Figure]) -> tuple[list[Deduced], bool]:
    """Every small count that can be worked out, and whether the search came to its end.

    At first, a group that is not listed is taken to have nobody in it, as a reader would. Only where this
    leads to a contradiction, it may have anybody.
    """
    first = System(counts, evaluation, figures, filled=False)
    found, is_exhaustive = first.deduce()
    if first.is_contradicted:
        more, to_the_end = System(counts, evaluation, figures, filled=True).deduce()
        there = {one.key for one in found}
        found += [one for one in more if one.key not in there]
        is_exhaustive &= to_the_end
    return found, is_exhaustive


class System:
    """The counts of one evaluation and what is said about them."""

    def __init__(
        self, counts: CountsTable, evaluation: Evaluation | None, figures: Sequence[Figure], *, filled: bool
    ) -> None:
        """Write down all sums: those of the table and of the population, then those of each figure."""
        self.is_contradicted = False
        self.figures = figures
        self.unknowns = Unknowns(counts.threshold)
        for row in counts.rows:
            for name, cell in zip(CELLS, row.cells, strict=True):
                self.unknowns.add(Key(THE_SAME, row.stratum, name), cell)
        strata = {row.stratum: None for row in counts.rows}
        self.of_table = self._population_sums(evaluation, strata)
        told = [(one, self._figure_sums(one)) for one in figures]
        for sheet in dict.fromkeys((THE_SAME, *(one.sheet for one in figures))):
            about = (one.stratum for one in figures if one.sheet == sheet)
            self.of_table += self.unknowns.margin_sums(
                sheet, (*(strata if sheet == THE_SAME else ()), *about), filled=filled
            )
        links = [self.unknowns.link(key) for key in tuple(self.unknowns.places) if key.cell in SUMS]
        self.links = [one for one in links if one]
        self.of_table += self.links
        self.of_figures = tuple(told)

    def _population_sums(self, evaluation: Evaluation | None, strata: dict[Stratum, None]) -> list[Condition]:
        """What the number of people and of events say about each variant's whole."""
        if evaluation is None:
            return []
        people, reference = evaluation.population, evaluation.reference_standard
        flagged_only = reference is not None and reference.sampling == "flagged-only"
        told = [(("tp", "fp") if flagged_only else CELLS, people.n), (("tp", "fn"), people.events)]
        found = []
        figures = (one.stratum for one in self.figures if one.sheet == THE_SAME)
        for variant in dict.fromkeys(stratum.variant for stratum in (*strata, *figures)):
            for cells, n in told:
                if n is not None:
                    strata[Stratum(variant)] = None
                    found.append(
                        self.unknowns.sum_of([(Key(THE_SAME, Stratum(variant), cell), 1) for cell in cells], n, n)
                    )
        return [one for one in found if one]

    def _figure_sums(self, one: Figure) -> list[Condition]:
        """What one printed figure says."""
        found = (
            self.unknowns.sum_of([(Key(one.sheet, one.stratum, cell), factor) for cell, factor in terms], lower, upper)
            for terms, lower, upper in figure_sums(one.claim, self.unknowns.below)
        )
        return [condition for condition in found if condition]

    def deduce(self) -> tuple[list[Deduced], bool]:
        """Every small count that can be worked out, and whether the search came to its end."""
        keys = tuple(self.unknowns.places)
        cells = [place for place, key in enumerate(keys) if key.cell in CELLS]
        first = recover(self.unknowns.ranges, self.of_table, cells, self.unknowns.below, MOST_SOLVES)
        second = self._with_figures(first)
        self.is_contradicted = bool(first.contradicted)
        found = [Deduced(keys[place], value, None) for place, value in first.values.items()]
        found += [
            Deduced(keys[place], value, self._figure_behind(keys[place]))
            for place, value in second.values.items()
            if place not in first.values
        ]
        small = [one for one in found if 0 < one.value < self.unknowns.below]
        return small, first.is_exhaustive and second.is_exhaustive

    def _with_figures(self, first: Recovered) -> Recovered:
        """What comes out when the figures count too; those that contradict one another are heard one by one."""
        of_figures = [one for _, sums in self.of_figures for one in sums]
        touched = {place for one in of_figures for place, _ in one.terms}
        groups = components((*self.of_table, *of_figures))
        linked = [one for group in groups if touches(group, touched) for one in group]
        asked = range(len(self.unknowns.ranges))
        below = self.unknowns.below
        found = recover(self.unknowns.ranges, linked, asked, below, first.solves_left)
        for group in found.contradicted:
            for _, sums in self.of_figures:
                if touches(sums, {place for one in group for place, _ in one.terms}):
                    alone = recover(self.unknowns.ranges, (*sums, *self.links), asked, below, found.solves_left)
                    found.values |= alone.values
                    found.solves_left = alone.solves_left
                    found.is_exhaustive &= alone.is_exhaustive
        return found

    def _figure_behind(self, key: Key) -> int | None:
        """The figure that says most about a count: one about its very people first."""
        same = [one for one, sums in self.of_figures if sums and one.sheet == key.sheet]
        return min(same, key=lambda one: one.stratum != key.stratum).position if same else None


def touches(sums: Iterable[Condition], places: Collection[int]) -> bool:
    """Whether any sum has one of these numbers."""
    return any(place in places for one in sums for place, _ in one.terms)
