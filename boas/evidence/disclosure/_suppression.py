"""Which counts of a table are withheld before it is published, so that no small count of people can be known.

Small counts are withheld first, then as few others as it takes for none of them to follow from the rest. It is
assumed that a reader knows how these are chosen: that each of them is large.
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
from boas.finding import Message

_MOST_EFFORT = 5_000
_MOST_TRIED = 60
"""Large withheld counts for which it is tried whether they can be published after all."""

_TableCell = tuple[Stratum, str]
"""A count of the table: for whom, and which of `CELLS`."""


def suppress_counts(table: CountsTable, scores: ScoresTable | None = None) -> CountsTable:
    """The table without its small counts and without others that would give one away; rows keep their order.

    `scores` is what will be published beside it. Raises `UsageError` when too much hangs together to be sure.
    """
    if table.threshold <= 1:
        return table
    veil = _TableSuppression(table, scores)
    veil.suppress_small()
    while (found := veil.find_inferable()) and veil.suppress_more(found):
        pass
    if found:
        # Nothing large is left to withhold beside them. Withheld as any, small counts hide among large ones.
        veil.suppress_rows(stratum for stratum, _ in found)
    else:
        veil.restore_large()
    while strata := veil.find_disclosed():
        veil.suppress_rows(strata)
    return veil.build_table()


class _TableSuppression:
    """A table on its way to being published."""

    def __init__(self, table: CountsTable, scores: ScoresTable | None) -> None:
        """Start from the table as counted."""
        self.counted = table
        self.scores = scores
        self.below = table.threshold
        self.cells: dict[_TableCell, Cell] = {
            (row.stratum, name): cell for row in table.rows for name, cell in zip(CELLS, row.cells, strict=True)
        }
        self.large: dict[_TableCell, int] = {}
        """Withheld though they are large, with what they count."""
        self.sums: list[tuple[_TableCell, ...]] = []
        """Counts of which all but one give the last: a whole and its parts, or parts of a number of people."""
        self.sums_with: dict[_TableCell, list[int]] = {}
        for margin in find_margins(row.stratum for row in table.rows):
            for name in CELLS:
                self._note_sum(tuple((stratum, name) for stratum in (margin.whole, *margin.parts)))
        for stratum in dict.fromkeys(row.stratum for row in scores.rows) if scores else ():
            for outcome in OUTCOMES:
                self._note_sum(tuple((stratum, name) for name in SUMS[outcome]))

    def _note_sum(self, places: tuple[_TableCell, ...]) -> None:
        if all(self.cells.get(place) is not None for place in places):
            for place in places:
                self.sums_with.setdefault(place, []).append(len(self.sums))
            self.sums.append(places)

    def build_table(self) -> CountsTable:
        """The table as it would be published now."""
        rows = []
        for row in self.counted.rows:
            tp, fp, fn, tn = (self.cells[row.stratum, name] for name in CELLS)
            rows.append(replace(row, tp=tp, fp=fp, fn=fn, tn=tn))
        return replace(self.counted, rows=tuple(rows))

    def suppress_small(self) -> None:
        """Withhold every small count, and what the single sums then ask for."""
        # Where the threshold is 2, "less than 2" would say 1.
        hidden = Suppression.SMALL if self.below > 2 else Suppression.COMPLEMENT  # noqa: PLR2004 -- as said above
        small = [place for place, cell in self.cells.items() if isinstance(cell, int) and 0 < cell < self.below]
        self.cells |= dict.fromkeys(small, hidden)
        self.protect_sums(sorted({number for place in small for number in self.sums_with.get(place, ())}))

    def protect_sums(self, numbers: Iterable[int]) -> None:
        """Withhold another count in each sum that has but one withheld, which would follow from the others."""
        waiting = list(numbers)
        while waiting:
            number = waiting.pop(0)
            if self.count_suppressed(number) == 1 and (place := self.choose_cell([number])):
                self.suppress_cell(place)
                waiting += self.sums_with[place]

    def count_suppressed(self, number: int) -> int:
        """How many counts of a sum are withheld."""
        return sum(isinstance(self.cells[place], Suppression) for place in self.sums[number])

    def suppress_cell(self, place: _TableCell) -> None:
        """Withhold a large count."""
        cell = self.cells[place]
        if isinstance(cell, int):
            self.large[place] = cell
            self.cells[place] = Suppression.COMPLEMENT

    def choose_cell(self, numbers: Iterable[int]) -> _TableCell | None:
        """The count in one of these sums that costs the least to withhold; nothing when all are 0 or withheld.

        Parts go before the whole, those that close several sums before those that close one, small before large.
        One that is just large enough may leave no choice to a reader who knows it is.
        """
        costs = {
            (self._is_whole(place, number), cell <= self.below, -self._count_unprotected(place), cell): place
            for number in reversed(list(numbers))
            for place in reversed(self.sums[number])
            if isinstance(cell := self.cells[place], int) and cell >= self.below
        }
        return costs[min(costs)] if costs else None

    def _is_whole(self, place: _TableCell, number: int) -> bool:
        first, *others = self.sums[number]
        return place == first and all(other[0] != first[0] for other in others)

    def _count_unprotected(self, place: _TableCell) -> int:
        return sum(self.count_suppressed(number) == 1 for number in self.sums_with[place])

    def find_inferable(self) -> list[_TableCell]:
        """Withheld small counts that a reader who knows how others are chosen can work out."""
        least = self.below if self.below > 2 else 0  # noqa: PLR2004 -- else small ones are withheld as any
        found, is_exhaustive = infer_counts(
            InferenceInput(self.build_table(), self.scores, least_complement=least), _MOST_EFFORT
        )
        if not is_exhaustive:
            raise _make_unsure_error()
        return [(one.key.stratum, one.key.cell) for one in found]

    def suppress_more(self, found: Iterable[_TableCell]) -> bool:
        """Withhold one more count for each that is seen through; false when there is none left to withhold."""
        hidden = []
        for place in found:
            numbers = self.sums_with.get(place, [])
            if not any(other in hidden for number in numbers for other in self.sums[number]):
                best = next(
                    (one for reach in self._iter_linked_sums(numbers) if (one := self.choose_cell(reach))), None
                )
                if best is not None:
                    self.suppress_cell(best)
                    hidden.append(best)
        self.protect_sums(number for place in hidden for number in self.sums_with[place])
        return bool(hidden)

    def _iter_linked_sums(self, numbers: list[int]) -> Iterator[list[int]]:
        """Sums, then those that share a withheld count with them, and so on."""
        seen = set(numbers)
        while numbers:
            yield numbers
            places = {place for number in numbers for place in self.sums[number]}
            hidden = (place for place in places if isinstance(self.cells[place], Suppression))
            numbers = sorted({number for place in hidden for number in self.sums_with[place]} - seen)
            seen |= set(numbers)

    def restore_large(self) -> None:
        """Publish large counts after all where that gives nothing away, the largest first."""
        for place in sorted(self.large, key=lambda one: -self.large[one])[:_MOST_TRIED]:
            self.cells[place] = self.large[place]
            if any(self.count_suppressed(number) == 1 for number in self.sums_with[place]) or self.find_inferable():
                self.cells[place] = Suppression.COMPLEMENT

    def find_disclosed(self) -> list[Stratum]:
        """For whom the table, read by itself, still gives a small count away."""
        found = [one for one in find_disclosures(self.build_table(), scores=self.scores) if one.table == "counts"]
        if any(one.kind == "unchecked" for one in found):
            raise _make_unsure_error()
        return [one.stratum for one in found]

    def suppress_rows(self, strata: Iterable[Stratum]) -> None:
        """Withhold whole rows, as any count; those beside them when they are withheld already."""
        rows = [row.stratum for row in self.counted.rows]
        wanted = set(strata)
        beside = {one[0] for places in self.sums if any(place[0] in wanted for place in places) for one in places}
        for chosen in (wanted, beside, set(rows)):
            places = [
                (stratum, name)
                for stratum in rows
                for name in CELLS
                if stratum in chosen and self.cells[stratum, name] not in {None, Suppression.COMPLEMENT}
            ]
            if places:
                self.cells |= dict.fromkeys(places, Suppression.COMPLEMENT)
                return


def _make_unsure_error() -> UsageError:
    """Nobody can be sure that nothing is given away."""
    return UsageError(
        Message(
            "Trop d’effectifs masqués se tiennent : impossible de s’assurer qu’aucun ne se déduit des autres.",
            "Too many withheld counts hang together: it cannot be made sure that none follows from the others.",
        ),
        Message("Croiser moins de groupes, ou en former de plus larges.", "Cross fewer groups, or make them wider."),
    )
