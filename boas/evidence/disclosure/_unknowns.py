"""The counts of an evaluation as one system: printed counts, suppressed cells as variables, and their sums.

Counts are grouped in sheets: the table's own, and others for figures about other people. Within a sheet, the parts of
a margin add up to the whole.
"""

import math
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from boas.evidence._counts import CELLS, Cell, Stratum, Suppression
from boas.evidence._solver import LinearCondition
from boas.evidence.disclosure._bound_propagation import Range
from boas.evidence.disclosure._margins import find_margins

ANY: Range = (0, math.inf)
SUMS = {
    "positives": ("tp", "fn"),
    "negatives": ("fp", "tn"),
    "flagged": ("tp", "fp"),
    "unflagged": ("fn", "tn"),
    "correct": ("tp", "tn"),
    "wrong": ("fp", "fn"),
}
"""Sums of two counts that are counts of people too."""


TABLE_SHEET: Hashable = ()
"""Sheet of the table itself, and of figures about the same people."""


class CountKey(NamedTuple):
    """One count."""

    sheet: Hashable
    stratum: Stratum
    cell: str
    """One of `CELLS` or of `SUMS`."""


class Unknowns:
    """Counts by key; a missing count is a variable without limits, as is a secondary suppressed cell."""

    def __init__(self, below: int) -> None:
        """Counts from `below` on are large enough to be printed."""
        self.below = below
        self.known: dict[CountKey, int] = {}
        self.variables: dict[CountKey, int] = {}
        self.ranges: list[Range] = []

    def add(self, key: CountKey, cell: Cell, allowed: Range = ANY) -> None:
        """Add one cell; `allowed` is the range of a variable that is not known to be small.

        Of two with the same key, the first counts.
        """
        if key in self.known or key in self.variables:
            return
        if isinstance(cell, int):
            self.known[key] = cell
            return
        self.variables[key] = len(self.ranges)
        self.ranges.append((1, self.below - 1) if cell is Suppression.SMALL else allowed)

    def build_sum(self, terms: Iterable[tuple[CountKey, float]], lower: float, upper: float) -> LinearCondition | None:
        """A sum held between limits; None when it has no variable, or when it is impossible by itself."""
        coefficients: dict[int, float] = {}
        for key, factor in terms:
            if key in self.known:
                lower, upper = lower - factor * self.known[key], upper - factor * self.known[key]
            else:
                self.add(key, None)
                coefficients[self.variables[key]] = coefficients.get(self.variables[key], 0) + factor
        kept = tuple((variable, factor) for variable, factor in coefficients.items() if factor)
        ends = [sorted(end * factor for end in self.ranges[variable]) for variable, factor in kept]
        possible = sum(low for low, _ in ends) <= upper and sum(high for _, high in ends) >= lower
        return LinearCondition(kept, lower, upper) if kept and possible else None

    def note_count(self, keys: Sequence[CountKey], cell: Cell) -> LinearCondition | None:
        """Add one cell, which may be the sum of several counts."""
        if len(keys) == 1:
            self.add(keys[0], cell)
        if len(keys) == 1 or cell is None or cell is Suppression.COMPLEMENT:
            return None
        low, high = (cell, cell) if isinstance(cell, int) else (1, self.below - 1)
        return self.build_sum([(key, 1) for key in keys], low, high)

    def build_margin_sums(
        self, sheet: Hashable, strata: Iterable[Stratum], cells: Iterable[str] = CELLS, *, filled: bool
    ) -> list[LinearCondition]:
        """Conditions: the parts of every margin add up to the whole; `filled` as for `find_margins`."""
        found = (
            self.build_sum(
                [
                    (CountKey(sheet, margin.whole, cell), -1),
                    *((CountKey(sheet, part, cell), 1) for part in margin.parts),
                ],
                0,
                0,
            )
            for margin in find_margins(strata, filled=filled)
            for cell in cells
        )
        return [condition for condition in found if condition]

    def link(self, key: CountKey) -> LinearCondition | None:
        """Condition: one of `SUMS` is the sum of its two counts."""
        parts = [(CountKey(key.sheet, key.stratum, cell), 1.0) for cell in SUMS[key.cell]]
        return self.build_sum([(key, -1), *parts], 0, 0)
