"""Assessed evaluations: recomputed figures, verified claims, disparities between groups, independence.

Computed only where there are counts, scores or claims; numbers come from the room of evidence alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from boas.documents import Evaluation, parse_period
from boas.evidence import (
    ClaimVerdict,
    Disparity,
    Evidence,
    Gaps,
    Implication,
    PooledEstimate,
    StratumEstimates,
    build_request,
    compare_groups,
    evaluate,
    make_cache_entries,
)
from boas.independence import IndependenceState
from boas.parsing import CacheEntry, Document
from boas.registry._assessor_independence import assess_independence, resolve_subject_version
from boas.registry._audits import AssessedAudit, find_strictest_margin
from boas.registry._snapshot import AlgorithmEntry, Registry, as_model


@dataclass(frozen=True)
class AssessedEvaluation:
    """One evaluation with its evidence."""

    document: Document
    counts: Document | None
    scores: Document | None
    speaker: IndependenceState
    """Who measured."""
    margin: float | None
    """Margin the gaps are held against: an independent bias audit's, else the evaluation's own."""
    replaced_by: str = ""
    """Id of the evaluation that corrects it; empty while it stands."""
    evidence: Evidence = field(default_factory=Evidence)
    gaps: Gaps = field(default_factory=Gaps)
    results: tuple[CacheEntry, ...] = ()
    """Its cache entries, so that the same bytes need not be evaluated again."""

    @property
    def id(self) -> str:
        """Id of the evaluation: the name of its folder."""
        return self.document.location.id

    @property
    def evaluation(self) -> Evaluation:
        """The typed document."""
        return as_model(self.document, Evaluation)

    @property
    def version(self) -> str:
        """Version that was measured; empty when it is one of another algorithm."""
        return resolve_subject_version(self.document, self.evaluation.subject)

    @property
    def recomputed(self) -> tuple[StratumEstimates, ...]:
        """Every stratum with what its counts or scores give."""
        return self.evidence.recomputed

    @property
    def judgements(self) -> tuple[ClaimVerdict, ...]:
        """What became of each claim, in order."""
        return self.evidence.verification.judgements

    @property
    def implied(self) -> tuple[Implication, ...]:
        """What several claims imply together."""
        return self.evidence.verification.implied

    @property
    def pooled(self) -> tuple[PooledEstimate, ...]:
        """Each proportion over several sites."""
        return self.evidence.pooled

    @property
    def disparities(self) -> tuple[Disparity, ...]:
        """Each group held against its reference."""
        return self.gaps.disparities

    @property
    def worst(self) -> tuple[Disparity, ...]:
        """Per variant and metric, the gap of the group furthest below its reference."""
        return self.gaps.worst

    @property
    def documents(self) -> tuple[Document, ...]:
        """The evaluation and its tables."""
        return tuple(document for document in (self.document, self.counts, self.scores) if document)

    @property
    def has_value(self) -> bool:
        """Whether at least one metric could be recomputed."""
        return any(
            estimate.value is not None for estimates in self.recomputed for estimate in estimates.estimates.values()
        )

    @property
    def n_contradicted(self) -> int:
        """How many claims do not add up."""
        return sum(judgement.state == "contradicted" for judgement in self.judgements)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """What people were grouped by, in counts, scores or claims; sorted."""
        return tuple(sorted({*_iter_counted_dimensions(self.recomputed), *_iter_claimed_dimensions(self.evaluation)}))


def _iter_counted_dimensions(recomputed: Iterable[StratumEstimates]) -> Iterator[str]:
    """Dimensions of the strata that were counted; a site is one."""
    for estimates in recomputed:
        yield from estimates.stratum.dimensions
        if estimates.stratum.site:
            yield "site"


def _iter_claimed_dimensions(evaluation: Evaluation) -> Iterator[str]:
    """Dimensions that claims were broken down by."""
    for claim in evaluation.reported or ():
        yield from claim.subgroup or ()
        if claim.site:
            yield "site"


def assess_evaluations(
    registry: Registry, entry: AlgorithmEntry, audits: tuple[AssessedAudit, ...]
) -> tuple[AssessedEvaluation, ...]:
    """Every evaluation of an algorithm with its evidence, newest first, then by id."""
    found = (_assess_evaluation(registry, entry, audits, document) for document in entry.evaluations)
    by_id = sorted(found, key=lambda evaluation: evaluation.id)
    return tuple(sorted(by_id, key=lambda evaluation: parse_last_day(evaluation.evaluation.date), reverse=True))


def parse_last_day(period: str | None) -> str:
    """The last day of a period (ISO 8601); empty when none is given, or one that does not exist or runs backwards."""
    days = parse_period(period) if period else None
    return days[1].isoformat() if days else ""


def _assess_evaluation(
    registry: Registry, entry: AlgorithmEntry, audits: tuple[AssessedAudit, ...], document: Document
) -> AssessedEvaluation:
    """One evaluation with its evidence."""
    name, evaluation = document.location.id, as_model(document, Evaluation)
    version = resolve_subject_version(document, evaluation.subject)
    margin = find_strictest_margin(audits, version, name)
    bare = AssessedEvaluation(
        document,
        entry.counts.get(name),
        entry.scores.get(name),
        assess_independence(registry, entry, version, evaluation.evaluator),
        evaluation.margin if margin is None else margin,
        entry.corrected.get(("evaluation", name), ""),
    )
    has_numbers = bare.counts or bare.scores or evaluation.reported
    return _with_numbers(bare, registry) if has_numbers else bare


def _with_numbers(bare: AssessedEvaluation, registry: Registry) -> AssessedEvaluation:
    """The same evaluation with everything its numbers give."""
    cache = registry.collection.cache
    asked = build_request(bare.document, bare.counts, bare.scores, registry.settings.small_cell_threshold, cache)
    evidence, gaps = evaluate(asked), compare_groups(asked, bare.margin, cache)
    return replace(bare, evidence=evidence, gaps=gaps, results=make_cache_entries(asked, evidence, gaps, bare.margin))
