"""What a table of scores says about people, range by range and in all.

Ranges of different strata may overlap; they are cut into pieces that do not, and each range is the sum of its
pieces. Piece by piece, the parts of a margin add up to the whole.
"""

from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import NamedTuple

from boas.evidence.counts import ScoresRow, ScoresTable, Stratum
from boas.evidence.solving import Condition
from boas.evidence.withholding.unknowns import THE_SAME, Key, Unknowns

OUTCOMES = ("positives", "negatives")
MOST_PIECES = 20_000
"""Strata times pieces of ranges past which only what is counted in all is looked at."""

Edge = tuple[float, bool]
"""A score, and whether the edge lies after it."""


class Piece(NamedTuple):
    """A piece of the scale of scores: the sheet on which people with such a score are counted."""

    low: Edge
    high: Edge

    @property
    def scores(self) -> tuple[float, float]:
        """The lowest and the highest score."""
        return self.low[0], self.high[0]


def ends_of(row: ScoresRow) -> tuple[Edge, Edge]:
    """Where a range begins and ends; a single score is a range of its own."""
    return (row.low, False), (row.high, row.low == row.high)


def score_sums(unknowns: Unknowns, scores: ScoresTable, counted: Collection[Stratum]) -> list[Condition] | None:
    """Sums over pieces, over margins, and over the whole scale for strata that are `counted` in the other table.

    Nothing when there are too many pieces.
    """
    edges = sorted({end for row in scores.rows for end in ends_of(row)})
    pieces = [Piece(low, high) for low, high in pairwise(edges)]
    strata = dict.fromkeys(row.stratum for row in scores.rows)
    if len(pieces) * len(strata) > MOST_PIECES:
        return None
    seen: dict[Stratum, list[Piece]] = {stratum: [] for stratum in strata}
    found: list[Condition | None] = []
    for row in scores.rows:
        first, last = (edges.index(end) for end in ends_of(row))
        seen[row.stratum] += pieces[first:last]
        found += [
            unknowns.note_count(_keys(row.stratum, pieces[first:last], name), getattr(row, name)) for name in OUTCOMES
        ]
    for piece in pieces:
        found += unknowns.build_margin_sums(piece, strata, OUTCOMES, filled=False)
    for stratum, parts in seen.items():
        if stratum in counted:
            wholes = ((Key(THE_SAME, stratum, name), _keys(stratum, parts, name)) for name in OUTCOMES)
            found += [unknowns.build_sum([(whole, -1), *((key, 1) for key in keys)], 0, 0) for whole, keys in wholes]
    return [one for one in found if one]


def _keys(stratum: Stratum, pieces: Iterable[Piece], name: str) -> list[Key]:
    return [Key(piece, stratum, name) for piece in pieces]
