"""Whether the groups of a table of counts add up to their whole; a suppressed cell may have any value it allows.

Only finds sums that do not match. What that means, and how severe it is, is for the rules.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from boas.evidence import Cell, CountsRow, CountsTable, Stratum, Suppression, is_unknown
from boas.evidence.disclosure import Margin, find_margins
from boas.evidence.statistics import find_sources

Range = tuple[float, float]
"""Smallest and largest value a count can have; two NaN when it was not measured, which no comparison minds."""

_UNMEASURED: Range = (math.nan, math.nan)


@dataclass(frozen=True, slots=True)
class _Breakdown:
    """People broken down, and how the sum of the groups stands to the whole."""

    margin: Margin
    line: int
    """Line of the whole, or of the first group when no row stands for the whole."""
    state: Literal["right", "too many", "too few"]

    @property
    def has_unknown(self) -> bool:
        """Whether one of the groups is of those whose group is not known."""
        names = (name for part in self.margin.parts for name in (part.site, *(group for _, group in part.groups)))
        return any(map(is_unknown, names))

    @property
    def leaves_people_out(self) -> bool:
        """Whether some people are in none of the groups, which no row owns up to."""
        return self.state == "too few" and self.margin.by != ("site",) and not self.has_unknown


def iter_breakdowns(counts: CountsTable) -> Iterator[_Breakdown]:
    """Every way a table breaks people down, in the order of its rows.

    A dimension with one group is no breakdown: that group may be smaller than the whole.
    """
    rows = {row.stratum: row for row in counts.rows}
    of_whole: dict[Stratum, list[Margin]] = {}
    for margin in find_margins(rows):
        if all(part in rows for part in margin.parts):
            of_whole.setdefault(margin.whole, []).append(margin)
    for whole, found in of_whole.items():
        sums = [_sum_rows([rows[part] for part in margin.parts], counts.threshold) for margin in found]
        known = _bound_row(rows[whole], counts.threshold) if whole in rows else max(sums, key=_count_minimum)
        for margin, total in zip(found, sums, strict=True):
            state = _compare_sums(total, known)
            if state != "too few" or len(margin.parts) > 1:
                yield _Breakdown(margin, rows[whole if whole in rows else margin.parts[0]].line, state)


def _bound_row(row: CountsRow, threshold: int) -> tuple[Range, ...]:
    """What each of the four counts of a row can be."""
    return tuple(bound_cell(cell, threshold) for cell in row.cells)


def bound_cell(cell: Cell, threshold: int) -> Range:
    """What a count can be."""
    if cell is None:
        return _UNMEASURED
    if isinstance(cell, int):
        return (cell, cell)
    return (1, threshold - 1) if cell is Suppression.SMALL else (0, math.inf)


def _sum_rows(rows: Iterable[CountsRow], threshold: int) -> tuple[Range, ...]:
    """What each of the four sums of some rows can be."""
    by_cell = zip(*(_bound_row(row, threshold) for row in rows), strict=True)
    return tuple((sum(low for low, _ in cells), sum(high for _, high in cells)) for cells in by_cell)


def _count_minimum(total: tuple[Range, ...]) -> float:
    """The fewest people four counts can stand for; those not measured are left out."""
    return sum(low for low, _ in total if not math.isnan(low))


def _compare_sums(total: tuple[Range, ...], whole: tuple[Range, ...]) -> Literal["right", "too many", "too few"]:
    """How sums of groups stand to the counts of the whole: one count that is off is enough."""
    pairs = tuple(zip(total, whole, strict=True))
    if any(low > most for (low, _), (_, most) in pairs):
        return "too many"
    return "too few" if any(high < fewest for (_, high), (fewest, _) in pairs) else "right"


def compute_totals(counts: CountsTable) -> dict[str, tuple[Range, ...]]:
    """What the four counts of everybody can be, by variant: a row of the table, or the sum of some."""
    rows = counts.rows
    made_of = find_sources(
        [row.stratum for row in rows], lambda position: sum(cell is None for cell in rows[position].cells)
    )
    variants = dict.fromkeys(row.stratum.variant for row in rows)
    return {
        variant: _sum_rows([rows[at] for at in made_of[Stratum(variant)]], counts.threshold) for variant in variants
    }
