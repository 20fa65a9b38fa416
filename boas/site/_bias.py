"""For whom an algorithm works less well, one metric at a time: the verdict, then each evaluation by variant.

No word here says that an algorithm is fair.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from boas.documents import Evaluation
from boas.index import BiasAnswer, DisparityRow, EvaluationAnswer, Named, Written
from boas.site._gaps import count_by_state, format_margin, iter_gaps, select_verdict, split_metrics
from boas.site._groups import Dimension, build_dimensions, name_plot, select_strata
from boas.site._translations import LocalisedText, choose
from boas.translation import Language


@dataclass(frozen=True, slots=True)
class _Variant:
    """One variant of the algorithm in one evaluation."""

    name: str
    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True, slots=True)
class _BiasEvaluation:
    """One evaluation, as far as it measured groups by one metric."""

    id: str
    version: str
    """Version that was measured."""
    standing: str
    """How the version shown stands to it."""
    document: Written[Evaluation]
    source: Named | None
    independence: LocalisedText
    margin: str
    """In percentage points; empty when none was declared."""
    variants: tuple[_Variant, ...]


def list_metric_pages(answer: BiasAnswer) -> tuple[str, ...]:
    """Metrics that have a page, the first one being the bias page itself; when none has a value, the first."""
    known, without = split_metrics(iter_gaps(answer))
    return known or tuple(metric for metrics in without.values() for metric in metrics)[:1]


def list_group_plots(answer: BiasAnswer) -> tuple[tuple[str, str], ...]:
    """Metric and name of each plot that the pages of groups draw."""
    found = {
        (metric, name_plot(prefix, gap.dimension)): None
        for metric in list_metric_pages(answer)
        for evaluation in answer.evaluations
        for prefix, _, gaps in _iter_variants(evaluation, metric)
        for gap in gaps
    }
    return tuple(found)


def build_group_plot(
    answer: BiasAnswer, metric: str, name: str, language: Language
) -> tuple[EvaluationAnswer, str, Dimension]:
    """The evaluation, the variant and the dimension whose plot has that name; raises `KeyError` when there is none."""
    for evaluation in answer.evaluations:
        for prefix, variant, gaps in _iter_variants(evaluation, metric):
            if name in {name_plot(prefix, gap.dimension) for gap in gaps}:
                made = _build_variant(evaluation, variant, gaps, prefix, language)
                return evaluation, variant, next(one for one in made.dimensions if one.id == name)
    raise KeyError(name)


def build_bias_content(answer: BiasAnswer, metric: str, language: Language) -> dict[str, object]:
    """What the page of one metric asks for; `metric` is empty when nothing was measured by group."""
    gaps = [gap for gap in iter_gaps(answer) if gap.metric == metric]
    found = (_build_bias_evaluation(evaluation, metric, language) for evaluation in answer.evaluations)
    studies = tuple(one for one in found if one.variants)
    return {
        "metric": metric,
        "verdict": select_verdict(gaps, language),
        "n_groups": len(gaps),
        "n_by_state": count_by_state(gaps),
        "studies": studies,
        "without": split_metrics(iter_gaps(answer))[1],
    }


def _build_bias_evaluation(evaluation: EvaluationAnswer, metric: str, language: Language) -> _BiasEvaluation:
    """One evaluation, variant by variant."""
    return _BiasEvaluation(
        evaluation.id,
        evaluation.version,
        evaluation.standing,
        evaluation.evaluation,
        evaluation.source,
        choose(evaluation.independence.sentence, language),
        format_margin(evaluation.margin, language),
        tuple(
            _build_variant(evaluation, name, gaps, prefix, language)
            for prefix, name, gaps in _iter_variants(evaluation, metric)
        ),
    )


def _iter_variants(evaluation: EvaluationAnswer, metric: str) -> Iterator[tuple[str, str, list[DisparityRow]]]:
    """Each variant measured by one metric: what the names of its plots begin with, its own name, its gaps."""
    by_variant: dict[str, list[DisparityRow]] = {}
    for gap in evaluation.disparities:
        if gap.metric == metric:
            by_variant.setdefault(gap.variant, []).append(gap)
    for place, (name, gaps) in enumerate(by_variant.items(), start=1):
        yield f"{evaluation.id}-{place}", name, gaps


def _build_variant(
    evaluation: EvaluationAnswer, name: str, gaps: list[DisparityRow], prefix: str, language: Language
) -> _Variant:
    """One variant with its dimensions."""
    return _Variant(name, build_dimensions(gaps, select_strata(evaluation.recomputed, name), prefix, language))
