"""Cell suppression: which counts of a table are suppressed before publication, so that no small count can be known.

Small counts are suppressed first (primary suppression), then as few others as it takes for none of them to follow from
the rest (secondary suppression). A reader is assumed to know how the latter are chosen: that each of them is large.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from boas.errors import UsageError
from boas.evidence._counts import CELLS, Cell, CountsTable, ScoresTable, Stratum, Suppression
from boas.evidence.disclosure._disclosures import find_disclosures
from boas.evidence.disclosure._inference import InferenceInput, infer_counts
from boas.evidence.disclosure._margins import find_margins
from boas.evidence.disclosure._score_sums import OUTCOMES
from boas.evidence.disclosure._unknowns import SUMS
from boas.translation import Message

_MOST_EFFORT = 5_000
_MOST_TRIED = 60
"""Secondary suppressions for which publishing after all is tried."""

_TableCell = tuple[Stratum, str]
"""A cell of the table: its stratum, and which of `CELLS`."""


def suppress_counts(table: CountsTable, scores: ScoresTable | None = None) -> CountsTable:
    """Suppress the small counts of a table, and the others from which one would follow; rows keep their order.

    Args:
        table: The table as counted; its threshold is the smallest count that may be published.
        scores: The table of scores that will be published beside it.

    Returns:
        The table with `<N` for primary and `[c]` for secondary suppressed cells.

    Raises:
        UsageError: When the search was not exhaustive, so that nobody can be sure.
    """
    if table.threshold <= 1:
        return table
    suppression = _TableSuppression(table, scores)
    suppression.suppress_small()
    while (found := suppression.find_inferable()) and suppression.suppress_more(found):
        pass
    if found:
        # No large count is left to suppress beside them. Written `[c]`, small counts cannot be told from large ones.
        suppression.suppress_rows(stratum for stratum, _ in found)
    else:
        suppression.restore_large()
    while strata := suppression.find_disclosed():
        suppression.suppress_rows(strata)
    return suppression.build_table()


class _TableSuppression:
    """A table while its cells are being suppressed."""

    def __init__(self, table: CountsTable, scores: ScoresTable | None) -> None:
        """Start from the table as counted."""
        self.counted = table
        self.scores = scores
        self.below = table.threshold
        self.cells: dict[_TableCell, Cell] = {
            (row.stratum, name): cell for row in table.rows for name, cell in zip(CELLS, row.cells, strict=True)
        }
        self.large: dict[_TableCell, int] = {}
        """Secondary suppressions, with their counts."""
        self.sums: list[tuple[_TableCell, ...]] = []
        """Cells of which all but one give the last: a whole and its parts, or the parts of a number of people."""
        self.sums_with: dict[_TableCell, list[int]] = {}
        for margin in find_margins(row.stratum for row in table.rows):
            for name in CELLS:
                self._note_sum(tuple((stratum, name) for stratum in (margin.whole, *margin.parts)))
        for stratum in dict.fromkeys(row.stratum for row in scores.rows) if scores else ():
            for outcome in OUTCOMES:
                self._note_sum(tuple((stratum, name) for name in SUMS[outcome]))

    def _note_sum(self, cells: tuple[_TableCell, ...]) -> None:
        if all(self.cells.get(at) is not None for at in cells):
            for at in cells:
                self.sums_with.setdefault(at, []).append(len(self.sums))
            self.sums.append(cells)

    def build_table(self) -> CountsTable:
        """The table with the suppressions made so far."""
        rows = []
        for row in self.counted.rows:
            tp, fp, fn, tn = (self.cells[row.stratum, name] for name in CELLS)
            rows.append(replace(row, tp=tp, fp=fp, fn=fn, tn=tn))
        return replace(self.counted, rows=tuple(rows))

    def suppress_small(self) -> None:
        """Suppress every small count, then protect the sums it is part of."""
        # Where the threshold is 2, "less than 2" would mean 1.
        mark = Suppression.SMALL if self.below > 2 else Suppression.COMPLEMENT  # noqa: PLR2004 -- see above
        small = [at for at, cell in self.cells.items() if isinstance(cell, int) and 0 < cell < self.below]
        self.cells |= dict.fromkeys(small, mark)
        self.protect_sums(sorted({number for at in small for number in self.sums_with.get(at, ())}))

    def protect_sums(self, numbers: Iterable[int]) -> None:
        """Suppress another cell in each sum with only one suppressed cell, which would follow from the others."""
        waiting = list(numbers)
        while waiting:
            number = waiting.pop(0)
            if self.count_suppressed(number) == 1 and (at := self.choose_cell([number])):
                self.suppress_cell(at)
                waiting += self.sums_with[at]

    def count_suppressed(self, number: int) -> int:
        """The number of suppressed cells in a sum."""
        return sum(isinstance(self.cells[at], Suppression) for at in self.sums[number])

    def suppress_cell(self, at: _TableCell) -> None:
        """Suppress a large count (secondary suppression)."""
        cell = self.cells[at]
        if isinstance(cell, int):
            self.large[at] = cell
            self.cells[at] = Suppression.COMPLEMENT

    def choose_cell(self, numbers: Iterable[int]) -> _TableCell | None:
        """The cell in these sums that costs the least to suppress; None when all are 0 or suppressed.

        Parts go before the whole, those that protect several sums before those that protect one, small before large.
        A count equal to the threshold goes last: a reader who knows it is large could infer it.
        """
        costs = {
            (self._is_whole(at, number), cell <= self.below, -self._count_unprotected(at), cell): at
            for number in reversed(list(numbers))
            for at in reversed(self.sums[number])
            if isinstance(cell := self.cells[at], int) and cell >= self.below
        }
        return costs[min(costs)] if costs else None

    def _is_whole(self, at: _TableCell, number: int) -> bool:
        first, *others = self.sums[number]
        return at == first and all(other[0] != first[0] for other in others)

    def _count_unprotected(self, at: _TableCell) -> int:
        return sum(self.count_suppressed(number) == 1 for number in self.sums_with[at])

    def find_inferable(self) -> list[_TableCell]:
        """Primary suppressed cells that a reader who knows how the secondary ones are chosen can infer."""
        least = self.below if self.below > 2 else 0  # noqa: PLR2004 -- else small ones are suppressed as any
        found, is_exhaustive = infer_counts(
            InferenceInput(self.build_table(), self.scores, least_complement=least), _MOST_EFFORT
        )
        if not is_exhaustive:
            raise _make_unsure_error()
        return [(inferred.key.stratum, inferred.key.cell) for inferred in found]

    def suppress_more(self, found: Iterable[_TableCell]) -> bool:
        """Suppress one more cell for each that can be inferred; false when none is left to suppress."""
        suppressed = []
        for at in found:
            numbers = self.sums_with.get(at, [])
            if not any(other in suppressed for number in numbers for other in self.sums[number]):
                best = next(
                    (pair for reach in self._iter_linked_sums(numbers) if (pair := self.choose_cell(reach))), None
                )
                if best is not None:
                    self.suppress_cell(best)
                    suppressed.append(best)
        self.protect_sums(number for at in suppressed for number in self.sums_with[at])
        return bool(suppressed)

    def _iter_linked_sums(self, numbers: list[int]) -> Iterator[list[int]]:
        """Sums, then those that share a suppressed cell with them, and so on."""
        seen = set(numbers)
        while numbers:
            yield numbers
            cells = {at for number in numbers for at in self.sums[number]}
            suppressed = (at for at in cells if isinstance(self.cells[at], Suppression))
            numbers = sorted({number for at in suppressed for number in self.sums_with[at]} - seen)
            seen |= set(numbers)

    def restore_large(self) -> None:
        """Publish secondary suppressions after all where that discloses nothing, the largest first."""
        for at in sorted(self.large, key=lambda cell: -self.large[cell])[:_MOST_TRIED]:
            self.cells[at] = self.large[at]
            if any(self.count_suppressed(number) == 1 for number in self.sums_with[at]) or self.find_inferable():
                self.cells[at] = Suppression.COMPLEMENT

    def find_disclosed(self) -> list[Stratum]:
        """Strata for which the table, read by itself, still discloses a small count."""
        found = [
            disclosed
            for disclosed in find_disclosures(self.build_table(), scores=self.scores)
            if disclosed.table == "counts"
        ]
        if any(disclosed.kind == "unchecked" for disclosed in found):
            raise _make_unsure_error()
        return [disclosed.stratum for disclosed in found]

    def suppress_rows(self, strata: Iterable[Stratum]) -> None:
        """Suppress whole rows as `[c]`; the rows beside them when these are suppressed already."""
        rows = [row.stratum for row in self.counted.rows]
        wanted = set(strata)
        beside = {cell[0] for cells in self.sums if any(cell[0] in wanted for cell in cells) for cell in cells}
        for chosen in (wanted, beside, set(rows)):
            cells = [
                (stratum, name)
                for stratum in rows
                for name in CELLS
                if stratum in chosen and self.cells[stratum, name] not in {None, Suppression.COMPLEMENT}
            ]
            if cells:
                self.cells |= dict.fromkeys(cells, Suppression.COMPLEMENT)
                return


def _make_unsure_error() -> UsageError:
    """The error for a table too entangled to be sure that nothing is disclosed."""
    return UsageError(
        Message("Too many suppressed counts are linked: it cannot be made sure that none follows from the others."),
        Message("Cross fewer groups, or make them wider."),
    )
