"""Aggregated evidence: how many people fell in each cell, for whom, where; never a row about one person.

Each row of a `counts.csv` names the variant, site and groups it counts; a blank stands for all of
them. `<11` is a primary suppressed cell (too small to be published), `[c]` a secondary one (suppressed because a small
count would follow from it), and an empty cell was not measured.
"""

from dataclasses import dataclass
from enum import Enum

CELLS = ("tp", "fp", "fn", "tn")
"""True positives, false positives, false negatives, true negatives, in the order of the file."""


class Suppression(Enum):
    """Why a count that exists is not published."""

    SMALL = "<"
    """Primary suppression: smaller than the threshold, 1 to threshold - 1 (0 is published as 0)."""
    COMPLEMENT = "[c]"
    """Secondary suppression: any value; a small count would follow from it by subtraction."""


Cell = int | Suppression | None
"""A count, a suppressed cell, or None when it was not measured."""


CROSS = " × "
"""Stands between dimensions, and between groups, of people who are in several groups at once."""


@dataclass(frozen=True, slots=True, order=True)
class Stratum:
    """For whom and where a row counts; blank stands for all."""

    variant: str = ""
    site: str = ""
    groups: tuple[tuple[str, str], ...] = ()
    """Dimension and group, sorted by dimension; empty for everybody."""

    @property
    def dimensions(self) -> tuple[str, ...]:
        """What it is broken down by."""
        return tuple(dimension for dimension, _ in self.groups)

    @property
    def crossing(self) -> tuple[str, str]:
        """Its dimensions and its groups as one name each: `age_band × sex` and `75+ × female`."""
        return CROSS.join(self.dimensions), CROSS.join(group for _, group in self.groups)


@dataclass(frozen=True, slots=True)
class CountsRow:
    """One row of a confusion table."""

    stratum: Stratum
    tp: Cell
    fp: Cell
    fn: Cell
    tn: Cell
    line: int = 0
    """Line in the file; 0 when it was summed from others."""

    @property
    def cells(self) -> tuple[Cell, Cell, Cell, Cell]:
        """The four counts in the order of `CELLS`."""
        return (self.tp, self.fp, self.fn, self.tn)


@dataclass(frozen=True, slots=True)
class CountsTable:
    """All rows of one `counts.csv`."""

    dimensions: tuple[str, ...]
    """Subgroup dimensions in the order of the columns."""
    rows: tuple[CountsRow, ...]
    threshold: int = 11
    """Smallest count of people that is published."""


@dataclass(frozen=True, slots=True)
class ScoresRow:
    """How many people with and without the condition got a score in one range."""

    stratum: Stratum
    low: float
    """Lower end of the range of scores, included."""
    high: float
    """Upper end; equal to `low` when the row is one score."""
    positives: Cell
    negatives: Cell
    line: int = 0


@dataclass(frozen=True, slots=True)
class ScoresTable:
    """All rows of one `scores.csv`."""

    dimensions: tuple[str, ...]
    rows: tuple[ScoresRow, ...]
    threshold: int = 11
