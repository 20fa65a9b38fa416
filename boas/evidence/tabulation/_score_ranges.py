"""Scores of people to ranges wide enough that no count in them is small.

Everybody's ranges come first. Sites and groups have the same ones or unions of adjacent ones, and all groups of a
dimension have the same: nothing small is left when one is subtracted from another. What cannot be had so is left out.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from boas.evidence._counts import ScoresRow, ScoresTable, Stratum
from boas.evidence.disclosure import get_shape, project_stratum
from boas.evidence.statistics import Array, sort_strata
from boas.evidence.tabulation._cross_tabulation import make_natural_key
from boas.evidence.tabulation._rows import Tally

_MOST_SINGLE = 50
"""Different scores up to which each is a range of its own, before any are merged."""

_Counts = NDArray[np.int64]
"""People by stratum, range and truth."""
_Span = tuple[int, int]
"""A union of adjacent ranges: the first, and the one after the last."""


@dataclass(frozen=True, slots=True)
class _ScoreScale:
    """Ranges side by side that hold every score."""

    lows: Array
    top: float
    """Where the last range ends."""
    is_single: bool
    """Whether each range is one score."""

    def find_ends(self, span: _Span) -> tuple[float, float]:
        """The lowest and the highest score of a union of ranges."""
        first, stop = span
        low = float(self.lows[first])
        if self.is_single and stop == first + 1:
            return low, low
        return low, float(self.lows[stop]) if stop < len(self.lows) else self.top


def tabulate_scores(
    tally: Tally, dimensions: Sequence[str], threshold: int, bins: int
) -> tuple[ScoresTable, tuple[str, ...]]:
    """Build the rows of `scores.csv`, with ranges of scores wide enough for their counts to be published.

    Args:
        tally: What the rows add up to.
        dimensions: The dimensions, in the order of the columns.
        threshold: The smallest count of people that may be published.
        bins: The number of ranges to start from, about as many people in each.

    Returns:
        The table, and the breakdowns that had to be left out: dimensions, `site`, or an empty text for everybody.
    """
    finest = list(tally.counts)
    scores, truths = np.frombuffer(tally.scores), np.frombuffer(tally.truths, dtype=np.uint8)
    which = np.frombuffer(tally.strata, dtype=np.uint32)
    rows: dict[Stratum, list[ScoresRow]] = {}
    left_out: dict[str, None] = {}
    for variant in sorted({stratum.variant for stratum in finest}):
        strata = [number for number, stratum in enumerate(finest) if stratum.variant == variant]
        mine = np.isin(which, strata)
        scale = _build_scale(scores[mine], bins)
        counts = _count_people(scale, scores[mine], truths[mine], np.searchsorted(strata, which[mine]), len(strata))
        of_variant = _VariantRanges([finest[number] for number in strata], counts, scale, threshold)
        for name in ("", "site", *dimensions):
            found = of_variant.build_rows(name)
            rows |= found
            left_out |= {name: None} if of_variant.group_members(name) and not found else {}
    in_order = {stratum: rows[stratum] for stratum in sorted(rows, key=make_natural_key)}
    listed = (row for _, of_stratum in sort_strata(in_order, dimensions) for row in of_stratum)
    return ScoresTable(tuple(dimensions), tuple(listed), threshold), tuple(left_out)


def _build_scale(scores: Array, bins: int) -> _ScoreScale:
    """Ranges to start from: every score there is when they are few, else about as many people in each."""
    least, most = float(scores.min()), float(scores.max())
    are_shares = least >= 0 and most <= 1
    values = np.unique(scores)
    if len(values) <= _MOST_SINGLE and not (are_shares and most == 1):
        gap = float(values[-1] - values[-2]) if len(values) > 1 else 1.0
        return _ScoreScale(values, 1.0 if are_shares else most + gap, is_single=True)
    bottom, top = (0.0, 1.0) if are_shares else _round_outward(least, most)
    # Three digits: an edge must not be the exact score of somebody.
    edges = [float(f"{edge:.3g}") for edge in np.quantile(scores, np.arange(1, bins) / bins)]
    lows = sorted({bottom, *(edge for edge in edges if bottom < edge < top)})
    return _ScoreScale(np.array(lows), top, is_single=False)


def _round_outward(least: float, most: float) -> tuple[float, float]:
    """Round numbers on either side of all scores, for the same reason."""
    step = 10.0 ** (math.floor(math.log10(most - least)) - 1)
    ends = math.floor(least / step) * step, (math.floor(most / step) + 1) * step
    return float(f"{ends[0]:.9g}"), float(f"{ends[1]:.9g}")


def _count_people(
    scale: _ScoreScale, scores: Array, truths: NDArray[np.uint8], which: _Counts, n_strata: int
) -> _Counts:
    """People by stratum, range and truth."""
    size = len(scale.lows)
    ranges = np.searchsorted(scale.lows, scores, side="right") - 1
    return np.bincount((which * size + ranges) * 2 + truths, minlength=n_strata * size * 2).reshape(n_strata, size, 2)


class _VariantRanges:
    """The scores of one variant."""

    def __init__(self, finest: Sequence[Stratum], counts: _Counts, scale: _ScoreScale, threshold: int) -> None:
        """Merge the ranges of everybody."""
        self.finest = finest
        self.counts = counts
        self.scale = scale
        self.threshold = threshold
        self.spans = _find_unions(counts.sum(axis=0)[np.newaxis], threshold)

    def group_members(self, name: str) -> dict[Stratum, list[int]]:
        """Everybody (empty name), each site or each group of a dimension, with the places of their finest strata."""
        found: dict[Stratum, list[int]] = {}
        for number, stratum in enumerate(self.finest):
            if not name or name in get_shape(stratum):
                found.setdefault(project_stratum(stratum, frozenset({name})), []).append(number)
        return found

    def build_rows(self, name: str) -> dict[Stratum, list[ScoresRow]]:
        """Rows of the strata of one breakdown; none when they cannot have at least two ranges."""
        members = self.group_members(name)
        if not members or len(self.spans) <= 1:
            return {}
        starts = [first for first, _ in self.spans]
        of_strata = np.stack([self.counts[numbers].sum(axis=0) for numbers in members.values()])
        merged = np.add.reduceat(of_strata, starts, axis=1)
        unions = _find_unions(merged, self.threshold)
        if len(unions) <= 1:
            return {}
        return {
            stratum: [self._build_row(stratum, union, counts[slice(*union)].sum(axis=0)) for union in unions]
            for stratum, counts in zip(members, merged, strict=True)
        }

    def _build_row(self, stratum: Stratum, union: _Span, counts: _Counts) -> ScoresRow:
        low, high = self.scale.find_ends((self.spans[union[0]][0], self.spans[union[1] - 1][1]))
        return ScoresRow(stratum, low, high, int(counts[1]), int(counts[0]))


def _find_unions(counts: _Counts, threshold: int) -> list[_Span]:
    """The most unions of adjacent ranges in which no count of any stratum is small; none when there are none."""
    size = counts.shape[1]
    sums = np.concatenate([np.zeros_like(counts[:, :1]), counts.cumsum(axis=1)], axis=1)
    best: list[list[_Span] | None] = [[], *[None] * size]
    for stop in range(1, size + 1):
        inside = sums[:, stop : stop + 1] - sums[:, :stop]
        is_fine = ((inside == 0) | (inside >= threshold)).all(axis=(0, 2))
        ways = [
            [*before, (first, stop)]
            for first, before in enumerate(best[:stop])
            if before is not None and is_fine[first]
        ]
        best[stop] = max(ways, key=len, default=None)
    return best[size] or []
