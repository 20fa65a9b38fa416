"""Plots of values with intervals, ready to be drawn: one row a group or site, words beside marks.

Called for groups and for sites. Shapes tell states, filling tells whether a denominator is large; colour tells nothing.
"""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from boas.index import EstimateAnswer, RecomputedRow
from boas.site import _plots as plots
from boas.site._numbers import format_computed, format_computed_interval, format_number
from boas.site._translations import load_page_catalogue, name_term
from boas.site._translations import mark as _
from boas.translation import Language, lower_initial

Shape = Literal["dot", "diamond", "square", "bar", "none"]
"""A value; one whose gap is shown; what others are held against; an expected range without a value; nothing to draw."""

_CELLS = ("tp", "fp", "fn", "tn")
_SUPPRESSED_BELOW, _SUPPRESSED = _("withheld, fewer than %(n)s"), _("withheld")
_FEW = 100
"""Denominator below which a dot is hollow."""
LINE_LETTERS, MOST_LINES = 26, 2
"""How much of a label fits beside a plot on a phone; the table has all of it."""


@dataclass(frozen=True, slots=True)
class EstimateView:
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
class PlotRow:
    """One row before it has a place."""

    lines: tuple[str, ...]
    """Its label."""
    said: EstimateView
    span: plots.ValueRange
    shape: Shape


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """The value others are held against."""

    at: float
    margin: float | None
    """Half the width of the strip around it."""


@dataclass(frozen=True, slots=True)
class _PlotScale:
    """An axis with its words."""

    axis: plots.Axis
    ticks: tuple[tuple[float, str], ...]
    """Place and words."""


@dataclass(frozen=True, slots=True)
class Plot:
    """One plot: what stands where."""

    id: str
    rows: tuple[tuple[PlotRow, plots.SpanPosition], ...]
    ticks: tuple[tuple[float, str], ...]
    reference: float | None
    """Where the dashed line stands."""
    band: tuple[float, float] | None
    """Left edge and width of the strip within the margin."""
    height: int
    bottom: int


def build_estimate_view(
    estimate: EstimateAnswer, language: Language, stratum: RecomputedRow | None = None
) -> EstimateView:
    """An estimate in the reader's language; `stratum` is the row it comes from."""
    metric, value, n = estimate.metric, estimate.value, estimate.n
    known = value is not None
    return EstimateView(
        format_computed(metric, value, language) if value is not None else "",
        format_computed_interval(metric, (estimate.lower, estimate.upper), value, language)
        if value is not None
        else "",
        "" if n is None else format_number(n, language),
        estimate.method,
        "" if known else _explain_missing(estimate.missing, stratum, language),
        few=n is not None and n < _FEW,
    )


def _explain_missing(term: str, stratum: RecomputedRow | None, language: Language) -> str:
    """Why there is no value, in words; of a withheld count, the number it is smaller than."""
    if term != "withheld":
        return lower_initial(name_term("missing_estimates", term, language))
    cells = [str(getattr(stratum, cell)) for cell in _CELLS] if stratum else []
    limits = [cell[1:] for cell in cells if cell.startswith("<")]
    say = load_page_catalogue(language).gettext
    return say(_SUPPRESSED_BELOW) % {"n": limits[0]} if limits else say(_SUPPRESSED)


def to_value_range(estimate: EstimateAnswer) -> plots.ValueRange:
    """An estimate as a range on an axis."""
    return plots.ValueRange(estimate.value, estimate.lower, estimate.upper)


def wrap_label(label: str) -> tuple[str, ...]:
    """A label in lines short enough to stand beside a plot."""
    return tuple(textwrap.wrap(label, LINE_LETTERS, max_lines=MOST_LINES, placeholder="…")) or ("",)


def build_shared_scale(
    metric: str, rows: Iterable[PlotRow], lines: Iterable[ReferenceLine], language: Language
) -> _PlotScale:
    """One axis for several plots, so that they can be compared: it holds all rows, lines and strips."""
    around = [one.at + sign * (one.margin or 0) for one in lines for sign in (-1, 1)]
    axis = plots.build_axis([*(one for row in rows for one in row.span.list_known()), *around])
    digits = 0 if all(round(100 * tick, 6) == round(100 * tick) for tick in axis.ticks) else 1
    return _PlotScale(
        axis, tuple((axis.locate(tick), format_computed(metric, tick, language, digits)) for tick in axis.ticks)
    )


def build_plot(name: str, rows: Sequence[PlotRow], scale: _PlotScale, line: ReferenceLine | None = None) -> Plot:
    """Rows on a scale."""
    bottom = plots.compute_bottom(len(row.lines) for row in rows)
    return Plot(
        name,
        tuple(
            zip(
                rows, plots.compute_row_positions([(row.span, len(row.lines)) for row in rows], scale.axis), strict=True
            )
        ),
        scale.ticks,
        scale.axis.locate(line.at) if line else None,
        plots.compute_band(line.at, line.margin, scale.axis) if line and line.margin else None,
        bottom + plots.AXIS_HEIGHT,
        bottom,
    )
