"""Geometry of plots of values with intervals: across, in percent of the width; down, in pixels.

Gives numbers only. Widths in percent and heights in pixels let a plot grow with its page while its
words keep their size.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

_LINE_HEIGHT = 16
"""Of one line of a label."""
_MARK_DROP = 28
"""From the top of a row with one line to its dot."""
_ROW_HEIGHT = 42
"""Of a row with one line."""
_PLOT_TOP = 6
AXIS_HEIGHT = 26
MOST_STEPS = 5
_LEAST_SPAN = 0.04
"""Narrowest range an axis shows, so that equal values do not look far apart."""
SQUARE = 300
"""Side of a square plot, in its units."""


@dataclass(frozen=True, slots=True)
class Axis:
    """What a plot shows from its left edge to its right one."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def locate(self, value: float) -> float:
        """Where a value stands, in percent of the width; values beyond an end stand at it."""
        share = (value - self.low) / (self.high - self.low)
        return round(100 * min(1.0, max(0.0, share)), 2)


@dataclass(frozen=True, slots=True)
class ValueRange:
    """A value and the ends of its interval, in the unit of the axis; nothing for what is not known."""

    value: float | None
    lower: float | None = None
    upper: float | None = None

    def list_known(self) -> tuple[float, ...]:
        """The numbers there are."""
        return tuple(one for one in (self.value, self.lower, self.upper) if one is not None)


@dataclass(frozen=True, slots=True)
class SpanPosition:
    """The same on a plot."""

    y: int
    """Top of its row."""
    middle: int
    """Height its dot and line stand at."""
    x: float | None
    left: float | None
    right: float | None


def _choose_step(span: float) -> float:
    """The smallest of 1, 2, 5, 10, 20… times a power of ten that cuts a range into a few steps."""
    power: float = 10.0 ** floor(log10(span / MOST_STEPS))
    return next(factor * power for factor in (1, 2, 5, 10) if span / (factor * power) <= MOST_STEPS)


def build_axis(values: Iterable[float], low: float = 0.0, high: float = 1.0) -> Axis:
    """An axis with round ends that holds all these values and never leaves the range they can have."""
    known = [min(high, max(low, value)) for value in values] or [low, high]
    least, most = min(known), max(known)
    if most - least < _LEAST_SPAN:
        middle = (least + most) / 2
        least, most = max(low, middle - _LEAST_SPAN / 2), min(high, middle + _LEAST_SPAN / 2)
    step = _choose_step(most - least)
    first, last = floor(round(least / step, 6)), ceil(round(most / step, 6))
    ticks = tuple(round(number * step, 10) for number in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], ticks)


def compute_row_positions(spans: Iterable[tuple[ValueRange, int]], on: Axis) -> tuple[SpanPosition, ...]:
    """Values one under the other, each with the number of lines its label takes."""
    placed, y = [], _PLOT_TOP
    for span, n_lines in spans:
        more = (n_lines - 1) * _LINE_HEIGHT
        across = (None if one is None else on.locate(one) for one in (span.value, span.lower, span.upper))
        placed.append(SpanPosition(y, y + _MARK_DROP + more, *across))
        y += _ROW_HEIGHT + more
    return tuple(placed)


def compute_bottom(n_lines: Iterable[int]) -> int:
    """Where the axis of rows with so many lines stands; it takes `AXIS_HEIGHT` more."""
    return _PLOT_TOP + sum(_ROW_HEIGHT + (lines - 1) * _LINE_HEIGHT for lines in n_lines)


def compute_band(middle: float, margin: float, on: Axis) -> tuple[float, float]:
    """Left edge and width of a strip around a value."""
    left, right = on.locate(middle - margin), on.locate(middle + margin)
    return left, round(right - left, 2)


def compute_square_position(across: float, up: float) -> tuple[float, float]:
    """Where two fractions stand on a square plot whose origin is at the bottom left."""
    return round(across * SQUARE, 1), round((1 - up) * SQUARE, 1)
