"""One metric at every site of an evaluation, all sites together, and what another site may expect."""

from dataclasses import dataclass
from typing import Any

from boas.finding import Language
from boas.site import plots
from boas.site.dotplots import Estimated, Line, Plot, Row, estimated, plot, shared_scale, span_of, wrapped
from boas.site.numbers import computed, computed_interval, p_value
from boas.site.words import catalogue
from boas.site.words import mark as _

Json = dict[str, Any]

TOGETHER, BETWEEN, ELSEWHERE = _("All sites together"), _("Average of the sites"), _("Expected at another site")
DRAWN = frozenset({"sensitivity", "specificity", "ppv"})
"""Metrics whose sites are drawn; of the others a row tells."""
LITTLE, MUCH = 0.25, 0.75
"""Shares of the variation that lies between sites (Higgins and Thompson, 2002: 25 % is low, 75 % is high)."""


@dataclass(frozen=True, slots=True)
class Forest:
    """One metric over several sites."""

    id: str
    variant: str
    metric: str
    """Term of the vocabulary `metrics`."""
    sites: tuple[tuple[str, Estimated], ...]
    together: Estimated
    between: Estimated
    """Average of the sites, by random effects."""
    elsewhere: str
    """Range expected at another site; empty with fewer than three."""
    i_squared: str
    spread: str
    """`little`, `some` or `much` of the variation lies between sites."""
    p: str
    is_drawn: bool
    plot: Plot


def forests(evaluation: Json, language: Language) -> tuple[Forest, ...]:
    """Every metric that was measured at several sites, those that are drawn first."""
    found = sorted(evaluation["pooled"], key=lambda pooled: pooled["metric"] not in DRAWN)
    return tuple(
        forest(pooled, f"{evaluation['id']}-sites-{place}", language) for place, pooled in enumerate(found, start=1)
    )


def forest(pooled: Json, name: str, language: Language) -> Forest:
    """One metric over several sites."""
    metric, between, share = pooled["metric"], pooled["random_effects"], pooled["i_squared"]
    rows = rows_of(pooled, language)
    line = None if between["value"] is None else Line(between["value"], None)
    scale = shared_scale(metric, rows, [line] if line else [], language)
    return Forest(
        name,
        pooled["variant"],
        metric,
        tuple((site, estimated(estimate, language)) for site, estimate in pooled["sites"]),
        estimated(pooled["together"], language),
        estimated(between, language),
        expected(pooled, language),
        computed("prevalence", share, language, 0),
        "little" if share < LITTLE else "much" if share >= MUCH else "some",
        p_value(pooled["p_value"], language),
        metric in DRAWN,
        plot(name, rows, scale, line),
    )


def expected(pooled: Json, language: Language) -> str:
    """The range expected at another site."""
    ends = pooled["prediction"]
    return computed_interval(pooled["metric"], (ends[0], ends[1]), sum(ends) / 2, language) if ends else ""


def rows_of(pooled: Json, language: Language) -> tuple[Row, ...]:
    """Sites, then what they come to together."""
    say = catalogue(language).gettext
    rows = [
        Row(
            wrapped(site),
            estimated(estimate, language),
            span_of(estimate),
            "none" if estimate["value"] is None else "dot",
        )
        for site, estimate in pooled["sites"]
    ]
    whole, between = pooled["together"], pooled["random_effects"]
    rows.append(Row(wrapped(say(TOGETHER)), estimated(whole, language), span_of(whole), "square"))
    rows.append(Row(wrapped(say(BETWEEN)), estimated(between, language), span_of(between), "diamond"))
    if pooled["prediction"]:
        said = Estimated("", expected(pooled, language), "", "", "", few=False)
        rows.append(Row(wrapped(say(ELSEWHERE)), said, plots.Span(None, *pooled["prediction"]), "bar"))
    return tuple(rows)
