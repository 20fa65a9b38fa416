"""All figures of the algorithms about one medical domain, metric by metric, on one axis each, ready to be drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from boas.index import DomainFigure, DomainFigures
from boas.site._compared_figures import FigureView, build_figure_view, build_figures_plot
from boas.site._dotplots import Plot
from boas.site._numbers import format_computed
from boas.site._translations import LocalisedText, choose
from boas.translation import SOURCE_LANGUAGE, Language

MOST_FIGURES = 40
"""Figures of one page; the table and the data beside it have all."""


@dataclass(frozen=True, slots=True)
class MetricFigures:
    """Figures of one metric."""

    metric: str
    """Term of the vocabulary `metrics`."""
    figures: tuple[tuple[FigureView, LocalisedText], ...]
    """Each with the name of its algorithm."""
    plot: Plot | None
    """Nothing for a metric that has no common axis."""
    n: int
    n_algorithms: int
    n_with_interval: int
    lowest: str
    highest: str
    """Of the values that are numbers; empty without any."""
    n_more: int
    """Figures that a page leaves out."""


def build_metric_figures(answer: DomainFigures, language: Language) -> tuple[MetricFigures, ...]:
    """Each metric with its figures, in the vocabulary's order, as many as a page shows."""
    found, left = [], MOST_FIGURES
    for metric, figures in groupby(answer.figures, key=lambda one: one.metric):
        found.append(_build_metric(metric, tuple(figures), max(0, left), language))
        left -= len(found[-1].figures)
    return tuple(found)


def build_metric_chart(answer: DomainFigures, metric: str, language: Language) -> MetricFigures:
    """One metric with all its figures that a chart of its own holds."""
    return _build_metric(metric, [one for one in answer.figures if one.metric == metric], MOST_FIGURES, language)


def list_drawn_metrics(answer: DomainFigures) -> tuple[str, ...]:
    """Metrics with a chart of their own, which they have in every language."""
    metrics = dict.fromkeys(one.metric for one in answer.figures)
    return tuple(metric for metric in metrics if build_metric_chart(answer, metric, SOURCE_LANGUAGE).plot)


def _build_metric(metric: str, figures: Sequence[DomainFigure], most: int, language: Language) -> MetricFigures:
    """One metric; its numbers are those of all figures, shown or not."""
    shown = figures[:most]
    views = [build_figure_view(metric, one.figure, language) for one in shown]
    names = {one.figure.algorithm: choose(one.name, language).text for one in shown}
    pairs = [(one.figure, view) for one, view in zip(shown, views, strict=True)]
    values = [one.figure.value for one in figures if one.figure.value is not None]
    return MetricFigures(
        metric,
        tuple((view, choose(one.name, language)) for one, view in zip(shown, views, strict=True)),
        build_figures_plot(metric, pairs, f"figures-{metric}", names, language),
        len(figures),
        len({one.figure.algorithm for one in figures}),
        sum(one.figure.ci is not None for one in figures),
        format_computed(metric, min(values), language) if values else "",
        format_computed(metric, max(values), language) if values else "",
        len(figures) - len(shown),
    )
