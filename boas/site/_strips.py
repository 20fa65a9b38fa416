"""Geometry of the site's pictures: strips of dots and intervals, and the rows of dots of the home page.

Gives numbers only; templates draw them with classes, so that themes, print and high contrast hold.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from boas.site._numbers import UNIT, format_figure
from boas.translation import Language

_STRIP_WIDTH = 320
_STRIP_MARGIN = 5
_DOTS_MOST = 40
_DOTS_IN_LINE = 20
_DOT_PITCH = 14


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
class StripAxis:
    """Strips whose values are read in one unit, and the words under their common axis."""

    ticks: tuple[str, ...]
    """At 0, a quarter, a half, three quarters and 1, in the unit of the values."""
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class DotRow:
    """One row of the home page's picture: a dot for every so many algorithms."""

    label: str
    href: str
    total: int
    width: int
    height: int
    dots: tuple[tuple[int, int, bool], ...]
    """Centres of the dots, and whether each is filled: with published figures."""


def _compute_position(value: float) -> float:
    """Where a fraction stands on the strip, in its units."""
    return round(_STRIP_MARGIN + value * (_STRIP_WIDTH - 2 * _STRIP_MARGIN), 2)


def fits_unit_axis(metric: str, value: float | None) -> bool:
    """Whether a value can stand on the common axis from 0 to 1."""
    return metric in UNIT and value is not None and 0 <= value <= 1


def compute_marks(value: float, ci: tuple[float, float] | None) -> tuple[float, float | None, float | None]:
    """Where a value and the bounds of its interval stand, cut at the ends of the axis."""
    if not ci:
        return _compute_position(value), None, None
    return _compute_position(value), _compute_position(max(0, ci[0])), _compute_position(min(1, ci[1]))


def name_ticks(metric: str, language: Language) -> tuple[str, ...]:
    """Words under the axis of a metric, in the unit its values are read in: `50 %`, or `0,5`."""
    return tuple(format_figure(metric, share, language) for share in (0, 0.25, 0.5, 0.75, 1))


def group_by_unit(strips: Iterable[tuple[str, Strip]], language: Language) -> tuple[StripAxis, ...]:
    """Strips, each with its metric, under one axis for each unit; the unit of the first strip comes first."""
    found: dict[tuple[str, ...], list[Strip]] = {}
    for metric, strip in strips:
        found.setdefault(name_ticks(metric, language), []).append(strip)
    return tuple(StripAxis(ticks, tuple(members)) for ticks, members in found.items())


def count_algorithms_per_dot(largest: int) -> int:
    """How many algorithms one dot stands for, so that the longest row keeps to its width."""
    return max(1, -(-largest // _DOTS_MOST))


def build_dot_row(label: str, href: str, counts: Sequence[int], step: int) -> DotRow:
    """A row from the numbers of algorithms with and without figures."""
    full, hollow = (-(-count // step) for count in counts)
    lines = -(-(full + hollow) // _DOTS_IN_LINE)
    dots = tuple(
        (_compute_centre(i % _DOTS_IN_LINE), _compute_centre(i // _DOTS_IN_LINE), i < full)
        for i in range(full + hollow)
    )
    return DotRow(label, href, sum(counts), min(full + hollow, _DOTS_IN_LINE) * _DOT_PITCH, lines * _DOT_PITCH, dots)


def _compute_centre(place_in_line: int) -> int:
    """Where the centre of a dot lies, counted from 0."""
    return place_in_line * _DOT_PITCH + _DOT_PITCH // 2
