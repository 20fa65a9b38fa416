"""The number shown first about an algorithm, and for whom it works least well.

A published figure comes before a recomputed one: it is what people look for, and it carries what the
registry can say of it. Where nobody published a figure, the counts give one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from boas.documents import Reported, load_vocabulary
from boas.evidence import ClaimVerdict, Disparity, Estimate
from boas.index._json_values import to_json_value
from boas.index._records import to_text
from boas.index._row_answers import PARTIAL_PROPORTIONS, Headline, HeadlineInterval, WorstGroup
from boas.registry import Applicability, AssessedEvaluation

_METRICS = ("auc", "c-index", "sensitivity", "ppv", "f1", "accuracy", "kappa", "discrimination")
"""Which metric stands first when there are several: those that say most about finding people come first."""
_FOUND_AGAIN = frozenset({"consistent", "recomputed"})
"""States of a claim whose numbers fit each other."""


def select_headline(
    evaluations: Sequence[AssessedEvaluation], since: Callable[[str], Applicability], languages: Sequence[str]
) -> Headline | None:
    """The number shown first: a whole-population value, by metric, then by the size of its sample.

    `since` says of a version that was measured how the version shown stands to it; the name of a variant in a table
    has no language of its own, and stands in all `languages` of the registry.
    """
    claims = [
        (one, position, claim)
        for one in evaluations
        for position, claim in enumerate(one.evaluation.reported or ())
        if claim.metric in _METRICS
    ]
    if claims:
        one, position, claim = min(claims, key=lambda found: _rank_claim(found[2]))
        return _build_claimed_headline(one, position, claim, since(one.version))
    found = min(_iter_recomputed_headlines(evaluations, since), key=lambda one: _rank_headline(one[0]), default=None)
    if found is None:
        return None
    first, variant = found
    return replace(first, variant=dict.fromkeys(languages, variant)) if variant else first


def _rank_claim(reported: Reported) -> tuple[bool, bool, int, int]:
    """Numbers before printed words, wholes before subgroups, then metric, then the larger sample."""
    has_group = reported.subgroup is not None
    return (reported.value is None, has_group, _METRICS.index(reported.metric), -(reported.n or 0))


def _build_claimed_headline(
    one: AssessedEvaluation, position: int, reported: Reported, known: Applicability
) -> Headline:
    """A published value as the first number of an algorithm."""
    interval = reported.ci
    verdict = one.judgements[position] if position < len(one.judgements) else None
    return Headline(
        metric=reported.metric,
        value=reported.value,
        as_printed=reported.as_printed,
        ci=HeadlineInterval(interval.level, interval.lower, interval.upper) if interval else None,
        n=reported.n,
        variant=to_text(reported.variant) if reported.variant else None,
        evaluation=one.id,
        state=verdict.state if verdict else "declared",
        version=one.version,
        standing=known.relation,
        changes=tuple(words.to_texts() for words in known.changes),
        denominator=_find_denominator(reported, verdict) if verdict else None,
        computed_ci=_build_computed_interval(verdict) if verdict and not interval else None,
        outcome=to_text(reported.outcome) if reported.outcome else None,
        date=one.evaluation.date,
        unit=reported.unit or one.evaluation.population.unit,
    )


def _find_denominator(reported: Reported, verdict: ClaimVerdict) -> int | None:
    """How many a proportion was divided by: as the counts say, else the n with which its printed interval comes out."""
    if reported.metric not in PARTIAL_PROPORTIONS or verdict.state not in _FOUND_AGAIN:
        return None
    if verdict.computed:
        return verdict.computed.n
    return verdict.n if verdict.interval_methods else None


def _build_computed_interval(verdict: ClaimVerdict) -> HeadlineInterval | None:
    """The interval that the counts give, of a value they give too."""
    if not verdict.computed or verdict.state not in _FOUND_AGAIN:
        return None
    return _build_interval(to_json_value(verdict.computed, 0))


def _build_interval(said: Mapping[str, Any]) -> HeadlineInterval | None:
    """The interval of an estimate as it is answered, when it has both bounds."""
    if said["lower"] is None or said["upper"] is None:
        return None
    return HeadlineInterval(said["level"], said["lower"], said["upper"])


def _iter_recomputed_headlines(
    evaluations: Sequence[AssessedEvaluation], since: Callable[[str], Applicability]
) -> Iterator[tuple[Headline, str]]:
    """Every recomputed value of a whole population that can stand first, with the name of its variant."""
    for one in evaluations:
        for found in one.recomputed:
            if not found.stratum.site and not found.stratum.groups:
                for metric in _METRICS:
                    estimate = found.estimates.get(metric)
                    if estimate and estimate.value is not None:
                        yield _build_recomputed_headline(one, estimate, since(one.version)), found.stratum.variant


def _build_recomputed_headline(one: AssessedEvaluation, estimate: Estimate, known: Applicability) -> Headline:
    """A recomputed value as the first number of an algorithm."""
    said = to_json_value(estimate, 0)
    return Headline(
        metric=estimate.metric,
        value=said["value"],
        as_printed=None,
        ci=_build_interval(said),
        n=estimate.n,
        variant=None,
        evaluation=one.id,
        state="recomputed",
        version=one.version,
        standing=known.relation,
        changes=tuple(words.to_texts() for words in known.changes),
        denominator=estimate.n if estimate.metric in PARTIAL_PROPORTIONS else None,
        date=one.evaluation.date,
        is_computed=True,
        unit=one.evaluation.population.unit,
    )


def _rank_headline(found: Headline) -> tuple[int, int]:
    """By metric, then the larger sample first."""
    return (_METRICS.index(found.metric), -(found.n or 0))


def select_worst_group(evaluations: Sequence[AssessedEvaluation], first: Headline | None) -> WorstGroup | None:
    """The group furthest below its reference, for the metric of the first number where it can be had."""
    own = [one for one in evaluations if first and one.id == first.evaluation]
    found = [gap for one in own for gap in one.worst if gap.difference]
    metrics = list(load_vocabulary("metrics").terms)
    best = min(found, key=lambda gap: _rank_gap(gap, first, metrics), default=None)
    return _build_worst_group(best, own[0]) if best else None


def _rank_gap(gap: Disparity, first: Headline | None, metrics: list[str]) -> tuple[bool, int, float]:
    """The first number's metric, then the vocabulary's order, then the largest shortfall."""
    difference = gap.difference.value if gap.difference else 0.0
    return (first is None or gap.metric != first.metric, metrics.index(gap.metric), difference)


def _build_worst_group(gap: Disparity, one: AssessedEvaluation) -> WorstGroup:
    """A gap as it stands in a row."""
    difference = to_json_value(gap.difference, 0)
    return WorstGroup(
        metric=gap.metric,
        dimension=gap.dimension,
        group=gap.group,
        reference=gap.reference,
        difference=difference["value"],
        lower=difference["lower"],
        upper=difference["upper"],
        state=gap.state,
        evaluation=one.id,
        version=one.version,
    )


def list_claim_states(evaluations: Sequence[AssessedEvaluation]) -> tuple[str, ...]:
    """States the figures are in, in the order of the vocabulary; counts that give a number are recomputed ones."""
    found = {judgement.state for one in evaluations for judgement in one.judgements}
    found |= {"recomputed" for one in evaluations if one.has_value}
    return tuple(state for state in load_vocabulary("claim_states").terms if state in found)
