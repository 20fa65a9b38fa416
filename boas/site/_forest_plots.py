"""One metric at every site of an evaluation, all sites together, and what another site may expect."""

from dataclasses import dataclass

from boas.index import EvaluationAnswer, PooledRow
from boas.site import _plots as plots
from boas.site._dotplots import (
    EstimateView,
    Plot,
    PlotRow,
    ReferenceLine,
    build_estimate_view,
    build_plot,
    build_shared_scale,
    to_value_range,
    wrap_label,
)
from boas.site._numbers import format_computed, format_computed_interval, format_p_value
from boas.site._translations import load_page_catalogue
from boas.site._translations import mark as _
from boas.translation import Language

_ALL_SITES, _SITE_AVERAGE, _OTHER_SITE = (
    _("All sites together"),
    _("Average of the sites"),
    _("Expected at another site"),
)
_DRAWN = frozenset({"sensitivity", "specificity", "ppv"})
"""Metrics whose sites are drawn; of the others a row tells."""
_LITTLE, _MUCH = 0.25, 0.75
"""Shares of the variation that lies between sites (Higgins and Thompson, 2002: 25 % is low, 75 % is high)."""


@dataclass(frozen=True, slots=True)
class Forest:
    """One metric over several sites."""

    id: str
    variant: str
    metric: str
    """Term of the vocabulary `metrics`."""
    sites: tuple[tuple[str, EstimateView], ...]
    together: EstimateView
    between: EstimateView
    """Average of the sites, by random effects."""
    elsewhere: str
    """Range expected at another site; empty with fewer than three."""
    i_squared: str
    spread: str
    """`little`, `some` or `much` of the variation lies between sites."""
    p: str
    is_drawn: bool
    plot: Plot
    pooled: PooledRow
    """What it was made from."""


def build_forests(evaluation: EvaluationAnswer, language: Language) -> tuple[Forest, ...]:
    """Every metric that was measured at several sites, those that are drawn first."""
    found = sorted(evaluation.pooled, key=lambda pooled: pooled.metric not in _DRAWN)
    return tuple(
        build_forest(pooled, f"{evaluation.id}-sites-{place}", language) for place, pooled in enumerate(found, start=1)
    )


def build_forest(pooled: PooledRow, name: str, language: Language) -> Forest:
    """One metric over several sites."""
    metric, between, share = pooled.metric, pooled.random_effects, pooled.i_squared
    rows = _build_forest_rows(pooled, language)
    line = None if between.value is None else ReferenceLine(between.value, None)
    scale = build_shared_scale(metric, rows, [line] if line else [], language)
    return Forest(
        name,
        pooled.variant,
        metric,
        tuple((site, build_estimate_view(estimate, language)) for site, estimate in pooled.sites),
        build_estimate_view(pooled.together, language),
        build_estimate_view(between, language),
        _format_expected_range(pooled, language),
        format_computed("prevalence", share, language, 0),
        "little" if share < _LITTLE else "much" if share >= _MUCH else "some",
        format_p_value(pooled.p_value, language),
        metric in _DRAWN,
        build_plot(name, rows, scale, line),
        pooled,
    )


def _format_expected_range(pooled: PooledRow, language: Language) -> str:
    """The range expected at another site."""
    ends = pooled.prediction
    return format_computed_interval(pooled.metric, (ends[0], ends[1]), sum(ends) / 2, language) if ends else ""


def _build_forest_rows(pooled: PooledRow, language: Language) -> tuple[PlotRow, ...]:
    """Sites, then what they come to together."""
    say = load_page_catalogue(language).gettext
    rows = [
        PlotRow(
            wrap_label(site),
            build_estimate_view(estimate, language),
            to_value_range(estimate),
            "none" if estimate.value is None else "dot",
        )
        for site, estimate in pooled.sites
    ]
    whole, between = pooled.together, pooled.random_effects
    rows.append(
        PlotRow(wrap_label(say(_ALL_SITES)), build_estimate_view(whole, language), to_value_range(whole), "square")
    )
    rows.append(
        PlotRow(
            wrap_label(say(_SITE_AVERAGE)), build_estimate_view(between, language), to_value_range(between), "diamond"
        )
    )
    if pooled.prediction:
        said = EstimateView("", _format_expected_range(pooled, language), "", "", "", few=False)
        rows.append(PlotRow(wrap_label(say(_OTHER_SITE)), said, plots.ValueRange(None, *pooled.prediction), "bar"))
    return tuple(rows)
