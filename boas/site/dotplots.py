"""Plots of values with intervals, ready to be drawn: one row a group or site, words beside marks.

Called for groups and for sites. Shapes tell states, filling tells whether a denominator is large; colour tells nothing.
"""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from boas.finding import Language
from boas.site import plots
from boas.site.numbers import computed, computed_interval, number
from boas.site.words import catalogue, label, within
from boas.site.words import mark as _

Json = dict[str, Any]

Shape = Literal["dot", "diamond", "square", "bar", "none"]
"""A value; one whose gap is shown; what others are held against; an expected range without a value; nothing to draw."""

CELLS = ("tp", "fp", "fn", "tn")
SMALL, HIDDEN = _("withheld, fewer than %(n)s"), _("withheld")
FEW = 100
"""Denominator below which a dot is hollow."""
LINE_LETTERS, MOST_LINES = 26, 2
"""How much of a label fits beside a plot on a phone; the table has all of it."""


@dataclass(frozen=True, slots=True)
class Estimated:
    """A computed value in words."""

    value: str
    """Empty when there is none."""
    interval: str
    n: str
    method: str
    """Term of the vocabulary `interval_methods`."""
    missing: str
    """Why there is no value, in words."""
    few: bool
    """Whether the denominator is small."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row before it has a place."""

    lines: tuple[str, ...]
    """Its label."""
    said: Estimated
    span: plots.Span
    shape: Shape


@dataclass(frozen=True, slots=True)
class Line:
    """The value others are held against."""

    at: float
    margin: float | None
    """Half the width of the strip around it."""


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis with its words."""

    axis: plots.Axis
    ticks: tuple[tuple[float, str], ...]
    """Place and words."""


@dataclass(frozen=True, slots=True)
class Plot:
    """One plot: what stands where."""

    id: str
    rows: tuple[tuple[Row, plots.Placed], ...]
    ticks: tuple[tuple[float, str], ...]
    reference: float | None
    """Where the dashed line stands."""
    band: tuple[float, float] | None
    """Left edge and width of the strip within the margin."""
    height: int
    bottom: int


def estimated(estimate: Json, language: Language, stratum: Json | None = None) -> Estimated:
    """An `Estimate` in the reader's language; `stratum` is the record `Recomputed` it comes from."""
    metric, value, n = estimate["metric"], estimate["value"], estimate["n"]
    known = value is not None
    return Estimated(
        computed(metric, value, language) if known else "",
        computed_interval(metric, (estimate["lower"], estimate["upper"]), value, language) if known else "",
        "" if n is None else number(n, language),
        estimate["method"],
        "" if known else why_missing(estimate["missing"], stratum or {}, language),
        few=n is not None and n < FEW,
    )


def why_missing(term: str, stratum: Json, language: Language) -> str:
    """Why there is no value, in words; of a withheld count, the number it is smaller than."""
    if term != "withheld":
        return within(label("missing_estimates", term, language))
    limits = [str(stratum[cell])[1:] for cell in CELLS if str(stratum.get(cell)).startswith("<")]
    say = catalogue(language).gettext
    return say(SMALL) % {"n": limits[0]} if limits else say(HIDDEN)


def span_of(estimate: Json) -> plots.Span:
    """An `Estimate` as a range on an axis."""
    return plots.Span(estimate["value"], estimate["lower"], estimate["upper"])


def wrapped(label: str) -> tuple[str, ...]:
    """A label in lines short enough to stand beside a plot."""
    return tuple(textwrap.wrap(label, LINE_LETTERS, max_lines=MOST_LINES, placeholder="…")) or ("",)


def shared_scale(metric: str, rows: Iterable[Row], lines: Iterable[Line], language: Language) -> Scale:
    """One axis for several plots, so that they can be compared: it holds all rows, lines and strips."""
    around = [one.at + sign * (one.margin or 0) for one in lines for sign in (-1, 1)]
    axis = plots.axis([*(one for row in rows for one in row.span.list_known()), *around])
    digits = 0 if all(round(100 * tick, 6) == round(100 * tick) for tick in axis.ticks) else 1
    return Scale(axis, tuple((axis.locate(tick), computed(metric, tick, language, digits)) for tick in axis.ticks))


def plot(name: str, rows: Sequence[Row], scale: Scale, line: Line | None = None) -> Plot:
    """Rows on a scale."""
    bottom = plots.bottom(len(row.lines) for row in rows)
    return Plot(
        name,
        tuple(zip(rows, plots.rows([(row.span, len(row.lines)) for row in rows], scale.axis), strict=True)),
        scale.ticks,
        scale.axis.locate(line.at) if line else None,
        plots.band(line.at, line.margin, scale.axis) if line and line.margin else None,
        bottom + plots.AXIS_HEIGHT,
        bottom,
    )
