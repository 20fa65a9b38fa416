"""Figures of everybody out of evaluations, with all that decides what each may be held against.

A figure that nobody published stands here when counts give it, as for the figure shown first.
"""

from collections.abc import Iterable, Iterator

from boas.documents import Evaluation, Reported
from boas.index._algorithm_comparison_answers import ComparedFigure
from boas.index._evidence_answers import EvaluationAnswer
from boas.index._evidence_rows import EstimateAnswer, JudgementRow
from boas.index._records import Text, to_text
from boas.index._row_answers import HeadlineInterval

_HOLDING = frozenset({"measured", "unchanged"})
_OF_PEOPLE = frozenset({"flagged", "reference-positives", "reference-negatives", "prevalence", "flag-rate"})
"""Terms of the vocabulary `metrics` that tell of the people alone, and nothing of how well anything works."""


def select_holding(evaluations: Iterable[EvaluationAnswer]) -> list[EvaluationAnswer]:
    """Evaluations that stand for the version shown and that none corrects."""
    return [one for one in evaluations if one.standing in _HOLDING and not one.replaced_by]


def iter_whole_figures(evaluation: EvaluationAnswer) -> Iterator[tuple[str, ComparedFigure]]:
    """Metric and figure of everybody at all places: published ones, then those that only counts give."""
    document = evaluation.evaluation.content
    judged = {one.position: one for one in evaluation.judgements}
    published = set[str]()
    for position, claim in enumerate(document.reported or ()):
        if claim.subgroup is None and claim.site is None and claim.metric not in _OF_PEOPLE:
            published.add(claim.metric)
            yield claim.metric, _build_published(evaluation, document, claim, judged.get(position))
    for row in evaluation.recomputed:
        if not row.stratum.site and not row.stratum.groups:
            for metric, estimate in row.estimates.items():
                if estimate.value is not None and metric not in published | _OF_PEOPLE:
                    yield metric, _build_recomputed(evaluation, document, row.stratum.variant, estimate)


def _build_published(
    evaluation: EvaluationAnswer, document: Evaluation, claim: Reported, verdict: JudgementRow | None
) -> ComparedFigure:
    """A published figure; where none was printed, with the interval that its counts give."""
    ci, given = claim.ci, verdict.computed if verdict else None
    interval = HeadlineInterval(ci.level, ci.lower, ci.upper) if ci else _read_interval(given)
    reference = claim.reference_standard or (document.reference_standard and document.reference_standard.text)
    return ComparedFigure(
        algorithm=evaluation.algorithm,
        evaluation=evaluation.id,
        version=evaluation.version,
        value=claim.value,
        as_printed=claim.as_printed,
        ci=interval,
        is_ci_computed=ci is None and interval is not None,
        n=claim.n,
        unit=claim.unit or document.population.unit,
        state=verdict.state if verdict else "declared",
        is_computed=False,
        date=document.date,
        variant=to_text(claim.variant) if claim.variant else None,
        threshold=claim.threshold,
        outcome=to_text(claim.outcome) if claim.outcome else None,
        reference_standard=to_text(reference) if reference else None,
        population=to_text(claim.population or document.population.description),
        source=document.source,
        period=document.population.period,
    )


def _build_recomputed(
    evaluation: EvaluationAnswer, document: Evaluation, variant: str, estimate: EstimateAnswer
) -> ComparedFigure:
    """A figure that counts give; the name of a variant in a table has no language of its own."""
    reference = document.reference_standard and document.reference_standard.text
    people = to_text(document.population.description)
    return ComparedFigure(
        algorithm=evaluation.algorithm,
        evaluation=evaluation.id,
        version=evaluation.version,
        value=estimate.value,
        as_printed=None,
        ci=_read_interval(estimate),
        is_ci_computed=True,
        n=estimate.n,
        unit=document.population.unit,
        state="recomputed",
        is_computed=True,
        date=document.date,
        variant=_repeat_like(variant, people) if variant else None,
        threshold=None,
        outcome=None,
        reference_standard=to_text(reference) if reference else None,
        population=people,
        source=document.source,
        period=document.population.period,
    )


def _repeat_like(words: str, text: Text) -> Text:
    """Words without a language of their own, in the languages of another text."""
    return dict.fromkeys(text, words)


def _read_interval(estimate: EstimateAnswer | None) -> HeadlineInterval | None:
    """The interval of an estimate, when it has both bounds."""
    if estimate is None or estimate.lower is None or estimate.upper is None:
        return None
    return HeadlineInterval(estimate.level, estimate.lower, estimate.upper)
