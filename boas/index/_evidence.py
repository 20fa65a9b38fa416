"""Answers about evidence: evaluations with what their numbers come to, bias by group, audits."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from boas.documents import Audit, Bias, Evaluation, NotAssessed, load_vocabulary
from boas.evidence import EXPECTED_DIMENSIONS
from boas.independence import IndependenceState as Known
from boas.index._composer import Composer, build_table_fields
from boas.index._evidence_answers import (
    AuditAnswer,
    BiasAnswer,
    DimensionRow,
    EvaluationAnswer,
    EvaluationSummary,
    EvidenceAnswer,
    EvidenceFile,
    Independence,
)
from boas.index._evidence_rows import (
    DisparityRow,
    ImplicationRow,
    JudgementRow,
    PooledRow,
    RecomputedRow,
    WorstDisparityRow,
    to_rows,
)
from boas.index._records import TableFields, to_text
from boas.index._written import Written
from boas.parsing import Document, Table
from boas.registry import AlgorithmEntry, AssessedAudit, AssessedEvaluation


def _build_evaluation(composer: Composer, entry: AlgorithmEntry, one: AssessedEvaluation) -> EvaluationAnswer:
    """One evaluation with everything the registry made of its numbers."""
    threshold = composer.registry.settings.small_cell_threshold
    return EvaluationAnswer(
        **_build_summary_fields(composer, entry, one),
        recomputed=to_rows(one.recomputed, threshold, RecomputedRow),
        disparities=to_rows(one.disparities, threshold, DisparityRow),
        pooled=to_rows(one.pooled, threshold, PooledRow),
    )


def build_evaluation_summary(composer: Composer, entry: AlgorithmEntry, one: AssessedEvaluation) -> EvaluationSummary:
    """One evaluation with what became of each claim."""
    return EvaluationSummary(**_build_summary_fields(composer, entry, one))


def _build_summary_fields(composer: Composer, entry: AlgorithmEntry, one: AssessedEvaluation) -> dict[str, Any]:
    """Fields that both kinds of answer about an evaluation have."""
    threshold, source = composer.registry.settings.small_cell_threshold, one.evaluation.source
    known = composer.get_assessment(entry).compare_with(one.version, entry.latest.version)
    return {
        "algorithm": entry.id,
        "id": one.id,
        "version": one.version,
        "stands_for": composer.get_assessment(entry).list_versions(one),
        "standing": known.relation,
        "changes": tuple(message.to_texts() for message in known.changes),
        "published": composer.find_commit(one.document),
        "evaluation": Written(one.document.value, Evaluation),
        "counts": _find_table_fields(one.counts),
        "scores": _find_table_fields(one.scores),
        "source": composer.build_source(source) if source else None,
        "files": tuple(_build_evidence_file(composer, document) for document in one.documents),
        "independence": build_independence(one.speaker),
        "dimensions": one.dimensions,
        "margin": one.margin,
        "judgements": to_rows(one.judgements, threshold, JudgementRow),
        "implied": to_rows(one.implied, threshold, ImplicationRow),
        "worst": to_rows(one.worst, threshold, DisparityRow),
        "digest": one.evaluation.subject.digest or _find_version_digest(composer, entry, one.version),
        "is_digest_computed": one.evaluation.subject.digest is None,
        "replaced_by": one.replaced_by or None,
    }


def _find_version_digest(composer: Composer, entry: AlgorithmEntry, version: str) -> str | None:
    """The digest of a version of an algorithm; nothing when there is no such version."""
    return next((composer.get_ledger_entry(one).digest for one in entry.versions if one.version == version), None)


def _find_table_fields(document: Document | None) -> TableFields | None:
    """The table of a document as answers carry it."""
    return build_table_fields(document.content) if document and isinstance(document.content, Table) else None


def _build_evidence_file(composer: Composer, document: Document) -> EvidenceFile:
    """A file numbers rest on."""
    return EvidenceFile(document.path, sha256(document.load()).hexdigest(), composer.find_commit(document))


def build_independence(known: Known) -> Independence:
    """Who speaks, as answers carry it."""
    return Independence(known.term, known.sentence.to_texts())


def build_audit(composer: Composer, entry: AlgorithmEntry, one: AssessedAudit) -> AuditAnswer:
    """One audit with whether it holds."""
    organisation = one.document.content.auditor.organisation if isinstance(one.document.content, Audit) else None
    return AuditAnswer(
        id=one.id,
        version=one.version,
        stands_for=composer.get_assessment(entry).list_versions(one),
        published=composer.find_commit(one.document),
        audit=Written(one.document.value, Audit),
        organisation=composer.build_organisation(organisation) if organisation else None,
        independence=build_independence(one.speaker),
        is_of_this_digest=one.is_of_this_digest,
        is_in_date=one.is_in_date,
        is_well_dated=one.is_well_dated,
        counts_for_level=one.counts_for_level,
        counts_as_review=one.counts_as_review,
        replaced_by=one.replaced_by or None,
        path=one.document.path,
    )


def build_evidence(composer: Composer, entry: AlgorithmEntry) -> EvidenceAnswer:
    """Every claim about one algorithm and what became of it."""
    assessment = composer.get_assessment(entry)
    found = assessment.list_seen_from(entry.latest.version)
    return EvidenceAnswer(
        id=entry.id,
        name=to_text(entry.latest.card.name),
        version=entry.latest.version,
        digest=composer.get_ledger_entry(entry.latest).digest,
        step=composer.step(entry, entry.latest.version),
        n_by_state=_count_by_state(assessment.select_for_version(entry.latest.version)),
        evaluations=tuple(_build_evaluation(composer, entry, one) for one in found),
    )


def _count_by_state(evaluations: Iterable[AssessedEvaluation]) -> dict[str, int]:
    """How many claims are in each state, in the order of the vocabulary."""
    counted = Counter(judgement.state for one in evaluations for judgement in one.judgements)
    return {state: counted[state] for state in load_vocabulary("claim_states").terms}


def build_bias(composer: Composer, entry: AlgorithmEntry) -> BiasAnswer:
    """For whom the latest version works less well, as far as its published counts can tell."""
    latest, assessment = entry.latest, composer.get_assessment(entry)
    section = Written(latest.document.value.get("bias", {}), Bias)
    own = [one for one in assessment.select_for_version(latest.version) if one.dimensions]
    threshold = composer.registry.settings.small_cell_threshold
    return BiasAnswer(
        id=entry.id,
        name=to_text(latest.card.name),
        version=latest.version,
        digest=composer.get_ledger_entry(latest).digest,
        bias=section,
        dimensions=tuple(iter_dimension_rows(section, {name for one in own for name in one.dimensions})),
        worst=tuple(
            WorstDisparityRow(evaluation=one.id, **vars(row))
            for one in own
            for row in to_rows(one.worst, threshold, DisparityRow)
        ),
        evaluations=tuple(_build_evaluation(composer, entry, one) for one in own),
        audits=tuple(build_audit(composer, entry, one) for one in assessment.list_audits(latest.version)),
        step=composer.step(entry, latest.version),
    )


def iter_dimension_rows(section: Mapping[str, object], measured: set[str]) -> Iterator[DimensionRow]:
    """Dimensions that are expected, measured or excused: expected ones first, then in the vocabulary's order."""
    written = section.get("not_assessed")
    excuses = {item["dimension"]: Written(item, NotAssessed) for item in written} if isinstance(written, list) else {}
    named = [name for name in load_vocabulary("subgroup_dimensions").terms if name in measured or name in excuses]
    for name in dict.fromkeys((*EXPECTED_DIMENSIONS, *named)):
        state = "measured" if name in measured else "excused" if name in excuses else "silent"
        yield DimensionRow(name, state, excuses.get(name), name in EXPECTED_DIMENSIONS)
