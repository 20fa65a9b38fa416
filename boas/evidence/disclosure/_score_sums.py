"""The sums that a table of scores gives, range by range and in all.

Ranges of different strata may overlap; they are cut into segments that do not, and each range is the sum of its
segments. In each segment, the parts of a margin add up to the whole.
"""

from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import NamedTuple

from boas.evidence._counts import ScoresRow, ScoresTable, Stratum
from boas.evidence._solver import LinearCondition
from boas.evidence.disclosure._unknowns import TABLE_SHEET, CountKey, Unknowns

OUTCOMES = ("positives", "negatives")
_MOST_SEGMENTS = 20_000
"""Strata times segments past which no sums are built."""

_Edge = tuple[float, bool]
"""A score, and whether the edge lies after it."""


class ScoreSegment(NamedTuple):
    """A segment of the scale of scores: the sheet of the people with such a score."""

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
    """Sums over segments, over margins, and over the whole scale for strata that are `counted` in the other table.

    None when there are too many segments.
    """
    edges = sorted({end for row in scores.rows for end in compute_range_ends(row)})
    segments = [ScoreSegment(low, high) for low, high in pairwise(edges)]
    strata = dict.fromkeys(row.stratum for row in scores.rows)
    if len(segments) * len(strata) > _MOST_SEGMENTS:
        return None
    seen: dict[Stratum, list[ScoreSegment]] = {stratum: [] for stratum in strata}
    found: list[LinearCondition | None] = []
    for row in scores.rows:
        first, last = (edges.index(end) for end in compute_range_ends(row))
        seen[row.stratum] += segments[first:last]
        found += [
            unknowns.note_count(_build_keys(row.stratum, segments[first:last], name), getattr(row, name))
            for name in OUTCOMES
        ]
    for segment in segments:
        found += unknowns.build_margin_sums(segment, strata, OUTCOMES, filled=False)
    for stratum, parts in seen.items():
        if stratum in counted:
            wholes = ((CountKey(TABLE_SHEET, stratum, name), _build_keys(stratum, parts, name)) for name in OUTCOMES)
            found += [unknowns.build_sum([(whole, -1), *((key, 1) for key in keys)], 0, 0) for whole, keys in wholes]
    return [condition for condition in found if condition]


def _build_keys(stratum: Stratum, segments: Iterable[ScoreSegment], name: str) -> list[CountKey]:
    return [CountKey(segment, stratum, name) for segment in segments]
