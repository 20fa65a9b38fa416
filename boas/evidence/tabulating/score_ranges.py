"""Scores of people to ranges wide enough that no count in them is small.

Everybody's ranges come first. Sites and groups have the same ones or unions of neighbouring ones, and all groups of a
dimension have the same: nothing small is left when one is subtracted from another. What cannot be had so is left out.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from boas.evidence.counts import ScoresRow, ScoresTable, Stratum
from boas.evidence.estimating.breakdown import ordered
from boas.evidence.estimating.intervals import Array
from boas.evidence.tabulating.cells import natural
from boas.evidence.tabulating.rows import Tally
from boas.evidence.withholding.margins import shape_of, without

MOST_SINGLE = 50
"""Different scores up to which each is a range of its own, before any are merged."""

Counts = NDArray[np.int64]
"""People by stratum, range and truth."""
Span = tuple[int, int]
"""A union of neighbouring ranges: the first, and the one after the last."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Ranges side by side that hold every score."""

    lows: Array
    top: float
    """Where the last range ends."""
    is_single: bool
    """Whether each range is one score."""

    def find_ends(self, span: Span) -> tuple[float, float]:
        """The lowest and the highest score of a union of ranges."""
        first, stop = span
        low = float(self.lows[first])
        if self.is_single and stop == first + 1:
            return low, low
        return low, float(self.lows[stop]) if stop < len(self.lows) else self.top


def tabulate_scores(
    tally: Tally, dimensions: Sequence[str], threshold: int, bins: int
) -> tuple[ScoresTable, tuple[str, ...]]:
    """The rows of `scores.csv`, and the breakdowns that had to be left out: dimensions, `site`, or empty for everybody.

    `bins` is the number of ranges to start from, about as many people in each.
    """
    finest = list(tally.counts)
    scores, truths = np.frombuffer(tally.scores), np.frombuffer(tally.truths, dtype=np.uint8)
    which = np.frombuffer(tally.strata, dtype=np.uint32)
    rows: dict[Stratum, list[ScoresRow]] = {}
    left_out: dict[str, None] = {}
    for variant in sorted({stratum.variant for stratum in finest}):
        strata = [number for number, stratum in enumerate(finest) if stratum.variant == variant]
        mine = np.isin(which, strata)
        scale = scale_of(scores[mine], bins)
        counts = counted(scale, scores[mine], truths[mine], np.searchsorted(strata, which[mine]), len(strata))
        of_variant = Ranges([finest[number] for number in strata], counts, scale, threshold)
        for name in ("", "site", *dimensions):
            found = of_variant.build_rows(name)
            rows |= found
            left_out |= {name: None} if of_variant.group_members(name) and not found else {}
    in_order = {stratum: rows[stratum] for stratum in sorted(rows, key=natural)}
    listed = (row for _, of_stratum in ordered(in_order, dimensions) for row in of_stratum)
    return ScoresTable(tuple(dimensions), tuple(listed), threshold), tuple(left_out)


def scale_of(scores: Array, bins: int) -> Scale:
    """Ranges to start from: every score there is when they are few, else about as many people in each."""
    least, most = float(scores.min()), float(scores.max())
    are_shares = least >= 0 and most <= 1
    values = np.unique(scores)
    if len(values) <= MOST_SINGLE and not (are_shares and most == 1):
        gap = float(values[-1] - values[-2]) if len(values) > 1 else 1.0
        return Scale(values, 1.0 if are_shares else most + gap, is_single=True)
    bottom, top = (0.0, 1.0) if are_shares else around(least, most)
    # Three digits: an edge must not be the exact score of somebody.
    edges = [float(f"{edge:.3g}") for edge in np.quantile(scores, np.arange(1, bins) / bins)]
    lows = sorted({bottom, *(edge for edge in edges if bottom < edge < top)})
    return Scale(np.array(lows), top, is_single=False)


def around(least: float, most: float) -> tuple[float, float]:
    """Round numbers on either side of all scores, for the same reason."""
    step = 10.0 ** (math.floor(math.log10(most - least)) - 1)
    ends = math.floor(least / step) * step, (math.floor(most / step) + 1) * step
    return float(f"{ends[0]:.9g}"), float(f"{ends[1]:.9g}")


def counted(scale: Scale, scores: Array, truths: NDArray[np.uint8], which: Counts, n_strata: int) -> Counts:
    """People by stratum, range and truth."""
    size = len(scale.lows)
    ranges = np.searchsorted(scale.lows, scores, side="right") - 1
    return np.bincount((which * size + ranges) * 2 + truths, minlength=n_strata * size * 2).reshape(n_strata, size, 2)


class Ranges:
    """The scores of one variant."""

    def __init__(self, finest: Sequence[Stratum], counts: Counts, scale: Scale, threshold: int) -> None:
        """Merge the ranges of everybody."""
        self.finest = finest
        self.counts = counts
        self.scale = scale
        self.threshold = threshold
        self.spans = widest(counts.sum(axis=0)[np.newaxis], threshold)

    def group_members(self, name: str) -> dict[Stratum, list[int]]:
        """Everybody (empty name), each site or each group of a dimension, with the places of their finest strata."""
        found: dict[Stratum, list[int]] = {}
        for number, stratum in enumerate(self.finest):
            if not name or name in shape_of(stratum):
                found.setdefault(without(stratum, frozenset({name})), []).append(number)
        return found

    def build_rows(self, name: str) -> dict[Stratum, list[ScoresRow]]:
        """Rows of the strata of one breakdown; none when they cannot have at least two ranges."""
        members = self.group_members(name)
        if not members or len(self.spans) <= 1:
            return {}
        starts = [first for first, _ in self.spans]
        of_strata = np.stack([self.counts[numbers].sum(axis=0) for numbers in members.values()])
        merged = np.add.reduceat(of_strata, starts, axis=1)
        unions = widest(merged, self.threshold)
        if len(unions) <= 1:
            return {}
        return {
            stratum: [self._build_row(stratum, union, counts[slice(*union)].sum(axis=0)) for union in unions]
            for stratum, counts in zip(members, merged, strict=True)
        }

    def _build_row(self, stratum: Stratum, union: Span, counts: Counts) -> ScoresRow:
        low, high = self.scale.find_ends((self.spans[union[0]][0], self.spans[union[1] - 1][1]))
        return ScoresRow(stratum, low, high, int(counts[1]), int(counts[0]))


def widest(counts: Counts, threshold: int) -> list[Span]:
    """The most unions of neighbouring ranges in which no count of any stratum is small; none when there are none."""
    size = counts.shape[1]
    sums = np.concatenate([np.zeros_like(counts[:, :1]), counts.cumsum(axis=1)], axis=1)
    best: list[list[Span] | None] = [[], *[None] * size]
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
