"""For whom an algorithm works less well, one metric at a time: the verdict, then each evaluation by variant.

No word here says that an algorithm is fair.
"""

from dataclasses import dataclass
from typing import Any

from boas.finding import Language
from boas.site.gaps import by_state, gaps_of, margin_words, metrics_of, verdict
from boas.site.groups import Dimension, dimensions, strata_of
from boas.site.words import Said, choose

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Variant:
    """One variant of the algorithm in one evaluation."""

    name: str
    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True, slots=True)
class Study:
    """One evaluation, as far as it measured groups by one metric."""

    id: str
    version: str
    """Version that was measured."""
    standing: str
    """How the version shown stands to it."""
    document: Json
    source: Json | None
    independence: Said
    margin: str
    """In percentage points; empty when none was declared."""
    variants: tuple[Variant, ...]


def metric_pages(answer: Json) -> tuple[str, ...]:
    """Metrics that have a page, the first one being the bias page itself; when none has a value, the first."""
    known, without = metrics_of(gaps_of(answer))
    return known or tuple(metric for metrics in without.values() for metric in metrics)[:1]


def bias_content(answer: Json, metric: str, language: Language) -> Json:
    """What the page of one metric asks for; `metric` is empty when nothing was measured by group."""
    gaps = [gap for gap in gaps_of(answer) if gap["metric"] == metric]
    found = (study(evaluation, metric, language) for evaluation in answer["evaluations"])
    studies = tuple(one for one in found if one.variants)
    return {
        "metric": metric,
        "verdict": verdict(gaps, language),
        "n_groups": len(gaps),
        "n_by_state": by_state(gaps),
        "studies": studies,
        "without": metrics_of(gaps_of(answer))[1],
    }


def study(evaluation: Json, metric: str, language: Language) -> Study:
    """One evaluation, variant by variant."""
    by_variant: dict[str, list[Json]] = {}
    for gap in evaluation["disparities"]:
        if gap["metric"] == metric:
            by_variant.setdefault(gap["variant"], []).append(gap)
    return Study(
        evaluation["id"],
        evaluation["version"],
        evaluation["standing"],
        evaluation["evaluation"],
        evaluation["source"],
        choose(evaluation["independence"]["sentence"], language),
        margin_words(evaluation["margin"], language),
        tuple(
            variant(evaluation, name, gaps, f"{evaluation['id']}-{place}", language)
            for place, (name, gaps) in enumerate(by_variant.items(), start=1)
        ),
    )


def variant(evaluation: Json, name: str, gaps: list[Json], prefix: str, language: Language) -> Variant:
    """One variant with its dimensions."""
    return Variant(name, dimensions(gaps, strata_of(evaluation, name), prefix, language))
