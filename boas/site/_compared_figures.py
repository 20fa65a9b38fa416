"""Figures of algorithms side by side: on one axis where they may be compared, else apart and with the reason why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from boas.index import AlgorithmComparison, ComparedFigure, ComparedGroups, ComparedMetric, NotComparable
from boas.site import _plots as plots
from boas.site._dotplots import (
    EstimateView,
    Plot,
    PlotRow,
    Shape,
    build_estimate_view,
    build_plot,
    build_shared_scale,
    to_value_range,
    wrap_label,
)
from boas.site._gaps import name_group
from boas.site._numbers import (
    UNIT,
    format_computed,
    format_computed_interval,
    format_figure,
    format_interval,
    format_printed,
)
from boas.site._translations import LocalisedText, choose
from boas.site._units import format_count
from boas.translation import Language

_MOST_GROUPS_ON_PLOT = 12
_DRAWN = frozenset({"sensitivity", "specificity", "ppv", "npv", "auc", "c-index", "f1"})
"""Metrics that are drawn; of the others a table tells."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure in the reader's language."""

    algorithm: str
    evaluation: str
    value: str
    """The number, or the source's own words."""
    interval: str
    n: str
    date: str
    state: str
    """Term of the vocabulary `claim_states`."""
    variant: LocalisedText | None
    outcome: LocalisedText | None
    reference_standard: LocalisedText | None
    population: LocalisedText | None


@dataclass(frozen=True, slots=True)
class _SetView:
    """Figures that may be held against one another."""

    figures: tuple[FigureView, ...]
    plot: Plot | None
    """Nothing for a metric that has no common axis."""


@dataclass(frozen=True, slots=True)
class _ReasonView:
    """Two algorithms that may not be compared, and why."""

    algorithms: tuple[str, str]
    sentences: tuple[LocalisedText, ...]


@dataclass(frozen=True, slots=True)
class _MetricView:
    """One metric."""

    metric: str
    """Term of the vocabulary `metrics`."""
    sets: tuple[_SetView, ...]
    apart: tuple[FigureView, ...]
    reasons: tuple[_ReasonView, ...]
    n_more: int
    """Figures that the page leaves out."""


@dataclass(frozen=True, slots=True)
class _GroupsView:
    """One metric by the groups of one dimension, of several algorithms on one axis."""

    id: str
    dimension: str
    metric: str
    rows: tuple[tuple[str, str, str, EstimateView], ...]
    """Algorithm, group and variant, and the estimate."""
    plot: Plot
    without: tuple[str, ...]
    n_more: int


def build_metric_views(answer: AlgorithmComparison, most: int, language: Language) -> tuple[_MetricView, ...]:
    """Every metric that any of them has a figure of, with at most so many figures in all."""
    names, left = name_sides(answer, language), most
    views = []
    for one in answer.metrics:
        views.append(_build_metric_view(one, left, names, language))
        left -= sum(len(own.figures) for own in views[-1].sets) + len(views[-1].apart)
    return tuple(views)


def name_sides(answer: AlgorithmComparison, language: Language) -> Mapping[str, str]:
    """What each algorithm is called, by its id."""
    return {row.id: choose(row.name, language).text for row in answer.algorithms}


def _build_metric_view(one: ComparedMetric, room: int, names: Mapping[str, str], language: Language) -> _MetricView:
    """One metric."""
    metric, left, sets = one.metric, room, list[_SetView]()
    for place, own in enumerate(one.sets, start=1):
        if left > 1:
            sets.append(_build_set_view(metric, own.figures[:left], f"{metric}-{place}", names, language))
            left -= len(sets[-1].figures)
    n_figures = sum(len(own.figures) for own in one.sets) + len(one.apart)
    apart = tuple(build_figure_view(metric, figure, language) for figure in one.apart[:left])
    return _MetricView(
        metric,
        tuple(sets),
        apart,
        tuple(_build_reason_view(own, language) for own in one.not_comparable),
        n_figures - (room - left) - len(apart),
    )


def _build_reason_view(one: NotComparable, language: Language) -> _ReasonView:
    """Why two may not be compared."""
    return _ReasonView(one.algorithms, tuple(choose(reason.sentence, language) for reason in one.reasons))


def build_figure_view(metric: str, figure: ComparedFigure, language: Language) -> FigureView:
    """One figure: with the digits it was published with, or rounded to what can be read when counts give it."""
    texts = (figure.variant, figure.outcome, figure.reference_standard, figure.population)
    variant, outcome, reference, population = (choose(one, language) if one else None for one in texts)
    return FigureView(
        figure.algorithm,
        figure.evaluation,
        _format_value(metric, figure, language),
        _format_interval(metric, figure, language),
        "" if figure.n is None else format_count(figure.n, figure.unit or "", language),
        figure.date or "",
        figure.state,
        variant,
        outcome,
        reference,
        population,
    )


def _format_value(metric: str, figure: ComparedFigure, language: Language) -> str:
    """The number, or the source's own words."""
    if figure.value is None:
        return format_printed(figure.as_printed or "", language)
    return (format_computed if figure.is_computed else format_figure)(metric, figure.value, language)


def _format_interval(metric: str, figure: ComparedFigure, language: Language) -> str:
    """The interval in the same way; empty when there is none."""
    ci = figure.ci
    if ci is None:
        return ""
    if figure.is_ci_computed and figure.value is not None:
        return format_computed_interval(metric, (ci.lower, ci.upper), figure.value, language)
    return format_interval(metric, ci.lower, ci.upper, language)


def _build_set_view(
    metric: str, figures: Sequence[ComparedFigure], name: str, names: Mapping[str, str], language: Language
) -> _SetView:
    """Figures that may be held against one another, on one axis."""
    views = tuple(build_figure_view(metric, figure, language) for figure in figures)
    drawn = list(zip(figures, views, strict=True)) if metric in _DRAWN else []
    return _SetView(views, build_figures_plot(metric, drawn, name, names, language))


def build_figures_plot(
    metric: str,
    figures: Sequence[tuple[ComparedFigure, FigureView]],
    name: str,
    names: Mapping[str, str],
    language: Language,
) -> Plot | None:
    """Figures of one metric on one axis; nothing for a metric whose values have no bounds."""
    if metric not in UNIT:
        return None
    rows = [
        PlotRow(
            wrap_label(" · ".join(filter(None, (names[view.algorithm], view.variant.text if view.variant else "")))),
            EstimateView(view.value, view.interval, "", "", "", few=False),
            plots.ValueRange(figure.value, *((figure.ci.lower, figure.ci.upper) if figure.ci else (None, None))),
            "dot",
        )
        for figure, view in figures
        if figure.value is not None
    ]
    return build_plot(name, rows, build_shared_scale(metric, rows, [], language)) if rows else None


def build_group_views(answer: AlgorithmComparison, most: int, language: Language) -> tuple[_GroupsView, ...]:
    """Each metric by group, those that several were measured by first, with at most so many groups in all."""
    names, left = name_sides(answer, language), most
    views = list[_GroupsView]()
    for one in sorted(answer.groups, key=lambda one: len(one.without)):
        if left > 1:
            views.append(_build_groups_view(one, min(left, _MOST_GROUPS_ON_PLOT), names, language))
            left -= len(views[-1].rows)
    return tuple(views)


def _build_groups_view(one: ComparedGroups, room: int, names: Mapping[str, str], language: Language) -> _GroupsView:
    """Groups of one dimension, each with every algorithm that was measured on it, on one axis."""
    kept = one.groups[:room]
    told = []
    for group in kept:
        label = ", ".join(filter(None, (name_group(one.dimension, group.group, language), group.variant)))
        told.append((group.algorithm, group.evaluation, label, build_estimate_view(group.estimate, language)))
    rows = [
        PlotRow(
            wrap_label(f"{label} · {names[algorithm]}"),
            said,
            to_value_range(group.estimate),
            "none" if group.estimate.value is None else _SHAPES[list(names).index(algorithm)],
        )
        for group, (algorithm, _, label, said) in zip(kept, told, strict=True)
    ]
    name = f"groups-{one.dimension}-{one.metric}"
    plot = build_plot(name, rows, build_shared_scale(one.metric, rows, [], language))
    return _GroupsView(name, one.dimension, one.metric, tuple(told), plot, one.without, len(one.groups) - len(kept))


_SHAPES: tuple[Shape, ...] = ("dot", "square", "diamond", "dot")
"""Shapes of the marks by the place of the algorithm; the words beside each mark name it."""
