"""What a table of scores says about people, range by range and in all.

Ranges of different strata may overlap; they are cut into pieces that do not, and each range is the sum of its
pieces. Piece by piece, the parts of a margin add up to the whole.
"""

from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import NamedTuple

from boas.evidence._counts import ScoresRow, ScoresTable, Stratum
from boas.evidence._solver import LinearCondition
from boas.evidence.disclosure._unknowns import TABLE_SHEET, CountKey, Unknowns

OUTCOMES = ("positives", "negatives")
_MOST_PIECES = 20_000
"""Strata times pieces of ranges past which only what is counted in all is looked at."""

_Edge = tuple[float, bool]
"""A score, and whether the edge lies after it."""


class ScoreSegment(NamedTuple):
    """A piece of the scale of scores: the sheet on which people with such a score are counted."""

    low: _Edge
    high: _Edge

    @property
    def scores(self) -> tuple[float, float]:
        """The lowest and the highest score."""
        return self.low[0], self.high[0]


def compute_range_ends(row: ScoresRow) -> tuple[_Edge, _Edge]:
    """Where a range begins and ends; a single score is a range of its own."""
    return (row.low, False), (row.high, row.low == row.high)


def build_score_sums(
    unknowns: Unknowns, scores: ScoresTable, counted: Collection[Stratum]
) -> list[LinearCondition] | None:
    """Sums over pieces, over margins, and over the whole scale for strata that are `counted` in the other table.

    Nothing when there are too many pieces.
    """
    edges = sorted({end for row in scores.rows for end in compute_range_ends(row)})
    pieces = [ScoreSegment(low, high) for low, high in pairwise(edges)]
    strata = dict.fromkeys(row.stratum for row in scores.rows)
    if len(pieces) * len(strata) > _MOST_PIECES:
        return None
    seen: dict[Stratum, list[ScoreSegment]] = {stratum: [] for stratum in strata}
    found: list[LinearCondition | None] = []
    for row in scores.rows:
        first, last = (edges.index(end) for end in compute_range_ends(row))
        seen[row.stratum] += pieces[first:last]
        found += [
            unknowns.note_count(_build_keys(row.stratum, pieces[first:last], name), getattr(row, name))
            for name in OUTCOMES
        ]
    for piece in pieces:
        found += unknowns.build_margin_sums(piece, strata, OUTCOMES, filled=False)
    for stratum, parts in seen.items():
        if stratum in counted:
            wholes = ((CountKey(TABLE_SHEET, stratum, name), _build_keys(stratum, parts, name)) for name in OUTCOMES)
            found += [unknowns.build_sum([(whole, -1), *((key, 1) for key in keys)], 0, 0) for whole, keys in wholes]
    return [one for one in found if one]


def _build_keys(stratum: Stratum, pieces: Iterable[ScoreSegment], name: str) -> list[CountKey]:
    return [CountKey(piece, stratum, name) for piece in pieces]
