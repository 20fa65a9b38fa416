"""Whether a table of scores is whole: ranges side by side, groups that make up the whole, as many as were counted."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from boas.checks.adding_up import Range, breakdowns, range_of
from boas.evidence.counts import Cell, CountsRow, CountsTable, ScoresRow, ScoresTable, Stratum, Withheld
from boas.evidence.strata import dimensions_said, said
from boas.evidence.withholding.margins import margins
from boas.finding import Words

Rows = Mapping[Stratum, Sequence[ScoresRow]]
Off = tuple[int, Words]
"""A line of the table, and what is wrong there."""


def by_stratum(scores: ScoresTable) -> Rows:
    """Rows of each stratum in rising order."""
    found: dict[Stratum, list[ScoresRow]] = defaultdict(list)
    for row in sorted(scores.rows, key=lambda row: (row.low, row.high)):
        found[row.stratum].append(row)
    return found


def holes(scores: ScoresTable) -> Iterator[Off]:
    """Ranges that leave out scores which a range beside them, or those of everybody, have, or go beyond everybody's.

    Single scores may.
    """
    rows = by_stratum(scores)
    for stratum, own in rows.items():
        for before, row in pairwise(own):
            if before.high < row.low and is_range(before) and is_range(row):
                yield row.line, between(before.high, row.low, stratum)
        whole = rows.get(Stratum(stratum.variant), own)
        if all(map(is_range, (*own, *whole))):
            yield from short_of(own, whole, stratum)
            yield from short_of(whole, own, Stratum(stratum.variant), told_at=own)


def short_of(
    own: Sequence[ScoresRow], whole: Sequence[ScoresRow], stratum: Stratum, told_at: Sequence[ScoresRow] = ()
) -> Iterator[Off]:
    """Where the ranges of some people start after those of others, or end before; told at the rows of either."""
    lines = told_at or own
    if own[0].low > whole[0].low:
        yield lines[0].line, between(whole[0].low, own[0].low, stratum)
    if own[-1].high < whole[-1].high:
        yield lines[-1].line, between(own[-1].high, whole[-1].high, stratum)


def is_range(row: ScoresRow) -> bool:
    """Whether a row is more than one score."""
    return row.low < row.high


def between(low: float, high: float, stratum: Stratum) -> Words:
    """Scores that no row has."""
    whom = said(stratum)
    fr, en = (f"{low:.12g}".replace(".", ","), f"{high:.12g}".replace(".", ",")), (f"{low:.12g}", f"{high:.12g}")
    return Words(
        f"Aucune ligne n’a les scores de {fr[0]} à {fr[1]} ({whom.fr}).",
        f"No row has the scores from {en[0]} to {en[1]} ({whom.en}).",
    )


def off_sums(scores: ScoresTable) -> Iterator[Off]:
    """Breakdowns whose groups do not make up the whole, over all scores and range by range."""
    rows = by_stratum(scores)
    for one in breakdowns(totals(scores, rows)):
        if one.state != "right" and not one.leaves_people_out:
            yield one.line, other_sum(one.margin.by, one.margin.whole, is_more=one.state == "too many")
            return
    for margin in margins(rows):
        parts = [row for part in margin.parts for row in rows.get(part, ())]
        for whole in rows.get(margin.whole, ()):
            if holds_more(parts, whole, scores.threshold):
                yield whole.line, other_sum(margin.by, margin.whole, is_more=True)


def holds_more(parts: Sequence[ScoresRow], whole: ScoresRow, threshold: int) -> bool:
    """Whether groups have more people in one range than everybody has."""
    inside = [
        row for row in parts if whole.low <= row.low and row.high <= whole.high and is_range(row) == is_range(whole)
    ]
    return any(
        sum(range_of(getattr(row, name), threshold)[0] for row in inside if getattr(row, name) is not None)
        > range_of(getattr(whole, name), threshold)[1]
        for name in ("positives", "negatives")
    )


def other_sum(by: tuple[str, ...], whole: Stratum, *, is_more: bool) -> Words:
    """Groups that come to another number than the whole."""
    dimensions, whom = dimensions_said(by), said(whole)
    fr, en = ("plus grande", "more") if is_more else ("plus petite", "less")
    return Words(
        f"Scores, répartition par {dimensions.fr} : la somme des groupes est {fr} que le tout ({whom.fr}).",
        f"Scores, breakdown by {dimensions.en}: the sum of the groups is {en} than the whole ({whom.en}).",
    )


def totals(scores: ScoresTable, rows: Rows) -> CountsTable:
    """How many of each stratum have a score, as a table of counts: those with the condition and those without."""
    listed = (
        CountsRow(
            stratum, added([row.positives for row in own]), 0, 0, added([row.negatives for row in own]), own[0].line
        )
        for stratum, own in rows.items()
    )
    return CountsTable(scores.dimensions, tuple(listed), scores.threshold)


def added(cells: Sequence[Cell]) -> Cell:
    """The sum of counts; withheld when one of them is, and unmeasured when one of them was not."""
    if any(cell is None for cell in cells):
        return None
    known = [cell for cell in cells if isinstance(cell, int)]
    return sum(known) if len(known) == len(cells) else Withheld.COMPLEMENT


def unlike_counts(scores: ScoresTable, counts: CountsTable) -> Iterator[Off]:
    """Strata of which other numbers have a score than were counted."""
    counted = {row.stratum: row for row in counts.rows}
    for one in totals(scores, by_stratum(scores)).rows:
        row = counted.get(one.stratum)
        if row is None:
            continue
        pairs = ((one.tp, (row.tp, row.fn)), (one.tn, (row.fp, row.tn)))
        if any(is_other(scored, cells, counts.threshold) for scored, cells in pairs):
            whom = said(one.stratum)
            yield (
                one.line,
                Words(
                    f"Les tranches de scores ne comptent pas autant de monde que counts.csv ({whom.fr}).",
                    f"The ranges of scores do not count as many people as counts.csv ({whom.en}).",
                ),
            )


def is_other(scored: Cell, cells: Sequence[Cell], threshold: int) -> bool:
    """Whether a number with a score is none that two counts can come to."""
    if not isinstance(scored, int) or any(cell is None for cell in cells):
        return False
    ends: list[Range] = [range_of(cell, threshold) for cell in cells]
    return not sum(low for low, _ in ends) <= scored <= sum(high for _, high in ends)
