"""Whether a table of scores is whole: ranges side by side, groups that make up the whole, as many as were counted."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from boas.checks._breakdown_sums import Range, bound_cell, iter_breakdowns
from boas.evidence import (
    Cell,
    CountsRow,
    CountsTable,
    ScoresRow,
    ScoresTable,
    Stratum,
    Suppression,
    describe_stratum,
    name_dimensions,
)
from boas.evidence.disclosure import find_margins
from boas.translation import LocalisedDigits, Message

_Rows = Mapping[Stratum, Sequence[ScoresRow]]
_LineMessage = tuple[int, Message]
"""A line of the table, and what is wrong there."""


def _group_by_stratum(scores: ScoresTable) -> _Rows:
    """Rows of each stratum in rising order."""
    found: dict[Stratum, list[ScoresRow]] = defaultdict(list)
    for row in sorted(scores.rows, key=lambda row: (row.low, row.high)):
        found[row.stratum].append(row)
    return found


def find_gaps(scores: ScoresTable) -> Iterator[_LineMessage]:
    """Ranges that leave out scores which a range beside them, or those of everybody, have, or go beyond everybody's.

    Single scores may.
    """
    rows = _group_by_stratum(scores)
    for stratum, own in rows.items():
        for before, row in pairwise(own):
            if before.high < row.low and _is_range(before) and _is_range(row):
                yield row.line, _describe_gap(before.high, row.low, stratum)
        whole = rows.get(Stratum(stratum.variant), own)
        if all(map(_is_range, (*own, *whole))):
            yield from _find_missing_ends(own, whole, stratum)
            yield from _find_missing_ends(whole, own, Stratum(stratum.variant), told_at=own)


def _find_missing_ends(
    own: Sequence[ScoresRow], whole: Sequence[ScoresRow], stratum: Stratum, told_at: Sequence[ScoresRow] = ()
) -> Iterator[_LineMessage]:
    """Where the ranges of some people start after those of others, or end before; reported at the rows of either."""
    lines = told_at or own
    if own[0].low > whole[0].low:
        yield lines[0].line, _describe_gap(whole[0].low, own[0].low, stratum)
    if own[-1].high < whole[-1].high:
        yield lines[-1].line, _describe_gap(own[-1].high, whole[-1].high, stratum)


def _is_range(row: ScoresRow) -> bool:
    """Whether a row is more than one score."""
    return row.low < row.high


def _describe_gap(low: float, high: float, stratum: Stratum) -> Message:
    """Scores that no row has."""
    return Message(
        "No row has the scores from {low} to {high} ({whom}).",
        low=LocalisedDigits(f"{low:.12g}"),
        high=LocalisedDigits(f"{high:.12g}"),
        whom=describe_stratum(stratum),
    )


def find_sum_mismatches(scores: ScoresTable) -> Iterator[_LineMessage]:
    """Breakdowns whose groups do not make up the whole, over all scores and range by range."""
    rows = _group_by_stratum(scores)
    for breakdown in iter_breakdowns(_count_scored_people(scores, rows)):
        if breakdown.state != "right" and not breakdown.leaves_people_out:
            yield (
                breakdown.line,
                _describe_sum_mismatch(
                    breakdown.margin.by, breakdown.margin.whole, is_more=breakdown.state == "too many"
                ),
            )
            return
    for margin in find_margins(rows):
        parts = [row for part in margin.parts for row in rows.get(part, ())]
        for whole in rows.get(margin.whole, ()):
            if _holds_more(parts, whole, scores.threshold):
                yield whole.line, _describe_sum_mismatch(margin.by, margin.whole, is_more=True)


def _holds_more(parts: Sequence[ScoresRow], whole: ScoresRow, threshold: int) -> bool:
    """Whether groups have more people in one range than everybody has."""
    inside = [
        row for row in parts if whole.low <= row.low and row.high <= whole.high and _is_range(row) == _is_range(whole)
    ]
    return any(
        sum(bound_cell(getattr(row, name), threshold)[0] for row in inside if getattr(row, name) is not None)
        > bound_cell(getattr(whole, name), threshold)[1]
        for name in ("positives", "negatives")
    )


def _describe_sum_mismatch(by: tuple[str, ...], whole: Stratum, *, is_more: bool) -> Message:
    """Groups that come to another number than the whole."""
    sentence = _SUM_IS_MORE if is_more else _SUM_IS_LESS
    return sentence.fill(dimensions=name_dimensions(by), whom=describe_stratum(whole))


_SUM_IS_MORE = Message("Scores, breakdown by {dimensions}: the sum of the groups is more than the whole ({whom}).")
_SUM_IS_LESS = Message("Scores, breakdown by {dimensions}: the sum of the groups is less than the whole ({whom}).")


def _count_scored_people(scores: ScoresTable, rows: _Rows) -> CountsTable:
    """How many of each stratum have a score, as a table of counts: those with the condition and those without."""
    listed = (
        CountsRow(
            stratum,
            _sum_cells([row.positives for row in own]),
            0,
            0,
            _sum_cells([row.negatives for row in own]),
            own[0].line,
        )
        for stratum, own in rows.items()
    )
    return CountsTable(scores.dimensions, tuple(listed), scores.threshold)


def _sum_cells(cells: Sequence[Cell]) -> Cell:
    """The sum of counts; suppressed when one of them is, and unmeasured when one of them was not."""
    if any(cell is None for cell in cells):
        return None
    known = [cell for cell in cells if isinstance(cell, int)]
    return sum(known) if len(known) == len(cells) else Suppression.COMPLEMENT


def find_count_mismatches(scores: ScoresTable, counts: CountsTable) -> Iterator[_LineMessage]:
    """Strata of which other numbers have a score than were counted."""
    counted = {row.stratum: row for row in counts.rows}
    for one in _count_scored_people(scores, _group_by_stratum(scores)).rows:
        row = counted.get(one.stratum)
        if row is None:
            continue
        pairs = ((one.tp, (row.tp, row.fn)), (one.tn, (row.fp, row.tn)))
        if any(_is_inconsistent(scored, cells, counts.threshold) for scored, cells in pairs):
            whom = describe_stratum(one.stratum)
            yield (
                one.line,
                Message("The ranges of scores do not count as many people as counts.csv ({whom}).", whom=whom),
            )


def _is_inconsistent(scored: Cell, cells: Sequence[Cell], threshold: int) -> bool:
    """Whether a number with a score is none that two counts can come to."""
    if not isinstance(scored, int) or any(cell is None for cell in cells):
        return False
    ends: list[Range] = [bound_cell(cell, threshold) for cell in cells]
    return not sum(low for low, _ in ends) <= scored <= sum(high for _, high in ends)
