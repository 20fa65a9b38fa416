"""Geometry of the site's pictures: strips of dots and intervals, and the rows of dots of the home page.

Gives numbers only; templates draw them with classes, so that themes, print and high contrast hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from boas.site.numbers import UNIT

STRIP_WIDTH = 200
STRIP_MARGIN = 5
DOTS_MOST = 40
STRIPS_MOST = 24


@dataclass(frozen=True, slots=True)
class Strip:
    """One value between 0 and 1 on a line, with its interval when there is one."""

    label: str
    detail: str
    value: str
    """The value and its interval in words."""
    x: float
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class DotRow:
    """One row of the home page's picture: a dot for every so many algorithms."""

    label: str
    href: str
    total: int
    full: int
    """Filled dots: with published figures."""
    hollow: int


def place(value: float) -> float:
    """Where a fraction stands on the strip, in its units."""
    return round(STRIP_MARGIN + value * (STRIP_WIDTH - 2 * STRIP_MARGIN), 2)


def fits(metric: str, value: float | None) -> bool:
    """Whether a value can stand on the common axis from 0 to 1."""
    return metric in UNIT and value is not None and 0 <= value <= 1


def dots_per_algorithm(largest: int) -> int:
    """How many algorithms one dot stands for, so that the longest row keeps to its width."""
    return max(1, -(-largest // DOTS_MOST))


def dot_row(label: str, href: str, counts: Sequence[int], step: int) -> DotRow:
    """A row from the numbers of algorithms with and without figures."""
    with_figures, without = counts
    full, hollow = (-(-count // step) for count in (with_figures, without))
    return DotRow(label, href, with_figures + without, full, hollow)
