"""Answers about evidence: evaluations with what their numbers come to, bias by group, audits."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from boas.documents import Audit, vocabulary
from boas.evidence.dimensions import EXPECTED_DIMENSIONS
from boas.index.answers import (
    AuditAnswer,
    BiasAnswer,
    DimensionRow,
    EvaluationAnswer,
    EvaluationSummary,
    EvidenceAnswer,
    EvidenceFile,
    Independence,
)
from boas.index.compose import Composer, table_fields
from boas.index.plain import plain, plain_all
from boas.index.records import Json, both, local
from boas.reading import Document, Table
from boas.registry import AlgorithmEntry, JudgedAudit, Weighed
from boas.standing.independence import Independence as Known


def evaluation(composer: Composer, entry: AlgorithmEntry, one: Weighed) -> EvaluationAnswer:
    """One evaluation with everything the registry made of its numbers."""
    threshold = composer.registry.settings.small_cell_threshold
    return EvaluationAnswer(
        **summary_fields(composer, entry, one),
        recomputed=plain_all(one.recomputed, threshold),
        disparities=plain_all(one.disparities, threshold),
        pooled=plain_all(one.pooled, threshold),
    )


def evaluation_summary(composer: Composer, entry: AlgorithmEntry, one: Weighed) -> EvaluationSummary:
    """One evaluation with what became of each claim."""
    return EvaluationSummary(**summary_fields(composer, entry, one))


def summary_fields(composer: Composer, entry: AlgorithmEntry, one: Weighed) -> dict[str, Any]:
    """Fields that both kinds of answer about an evaluation have."""
    threshold, source = composer.registry.settings.small_cell_threshold, one.evaluation.source
    known = composer.get_assessment(entry).compare_with(one.version, entry.latest.version)
    return {
        "algorithm": entry.id,
        "id": one.id,
        "version": one.version,
        "stands_for": composer.get_assessment(entry).list_versions(one),
        "standing": known.relation,
        "changes": tuple(map(both, known.changes)),
        "published": composer.find_commit(one.document),
        "evaluation": one.document.value,
        "counts": table_in(one.counts),
        "scores": table_in(one.scores),
        "source": composer.build_source(source) if source else None,
        "files": tuple(evidence_file(composer, document) for document in one.documents),
        "independence": independence(one.speaker),
        "dimensions": one.dimensions,
        "margin": one.margin,
        "judgements": plain_all(one.judgements, threshold),
        "implied": plain_all(one.implied, threshold),
        "worst": plain_all(one.worst, threshold),
        "digest": one.evaluation.subject.digest or digest_of(composer, entry, one.version),
        "is_digest_computed": one.evaluation.subject.digest is None,
        "replaced_by": one.replaced_by or None,
    }


def digest_of(composer: Composer, entry: AlgorithmEntry, version: str) -> str | None:
    """The digest of a version of an algorithm; nothing when there is no such version."""
    return next((composer.get_ledger_entry(one).digest for one in entry.versions if one.version == version), None)


def table_in(document: Document | None) -> Json | None:
    """The table of a document as plain fields."""
    return table_fields(document.content) if document and isinstance(document.content, Table) else None


def evidence_file(composer: Composer, document: Document) -> EvidenceFile:
    """A file numbers rest on."""
    return EvidenceFile(document.path, sha256(document.load()).hexdigest(), composer.find_commit(document))


def independence(known: Known) -> Independence:
    """Who speaks, as answers carry it."""
    return Independence(known.term, both(known.sentence))


def audit(composer: Composer, entry: AlgorithmEntry, one: JudgedAudit) -> AuditAnswer:
    """One audit with whether it holds."""
    organisation = one.document.content.auditor.organisation if isinstance(one.document.content, Audit) else None
    return AuditAnswer(
        id=one.id,
        version=one.version,
        stands_for=composer.get_assessment(entry).list_versions(one),
        published=composer.find_commit(one.document),
        audit=one.document.value,
        organisation=composer.build_organisation(organisation) if organisation else None,
        independence=independence(one.speaker),
        is_of_this_digest=one.is_of_this_digest,
        is_in_date=one.is_in_date,
        is_well_dated=one.is_well_dated,
        counts_for_level=one.counts_for_level,
        counts_as_review=one.counts_as_review,
        replaced_by=one.replaced_by or None,
        path=one.document.path,
    )


def evidence(composer: Composer, entry: AlgorithmEntry) -> EvidenceAnswer:
    """Every claim about one algorithm and what became of it."""
    assessment = composer.get_assessment(entry)
    found = assessment.list_seen_from(entry.latest.version)
    return EvidenceAnswer(
        id=entry.id,
        name=local(entry.latest.card.name),
        version=entry.latest.version,
        digest=composer.get_ledger_entry(entry.latest).digest,
        step=composer.step(entry, entry.latest.version),
        n_by_state=by_state(assessment.select_for_version(entry.latest.version)),
        evaluations=tuple(evaluation(composer, entry, one) for one in found),
    )


def by_state(evaluations: Iterable[Weighed]) -> dict[str, int]:
    """How many claims are in each state, in the order of the vocabulary."""
    counted = Counter(judgement.state for one in evaluations for judgement in one.judgements)
    return {state: counted[state] for state in vocabulary("claim_states").terms}


def bias(composer: Composer, entry: AlgorithmEntry) -> BiasAnswer:
    """For whom the latest version works less well, as far as its published counts can tell."""
    latest, assessment = entry.latest, composer.get_assessment(entry)
    section: Json = latest.document.value.get("bias", {})
    own = [one for one in assessment.select_for_version(latest.version) if one.dimensions]
    threshold = composer.registry.settings.small_cell_threshold
    return BiasAnswer(
        id=entry.id,
        name=local(latest.card.name),
        version=latest.version,
        digest=composer.get_ledger_entry(latest).digest,
        bias=section,
        dimensions=tuple(dimensions(section, {name for one in own for name in one.dimensions})),
        worst=tuple({"evaluation": one.id, **plain(gap, threshold)} for one in own for gap in one.worst),
        evaluations=tuple(evaluation(composer, entry, one) for one in own),
        audits=tuple(audit(composer, entry, one) for one in assessment.list_audits(latest.version)),
        step=composer.step(entry, latest.version),
    )


def dimensions(section: Json, measured: set[str]) -> Iterator[DimensionRow]:
    """Dimensions that are expected, measured or excused: expected ones first, then in the vocabulary's order."""
    written = section.get("not_assessed")
    excuses = {item["dimension"]: item for item in written} if isinstance(written, list) else {}
    named = [name for name in vocabulary("subgroup_dimensions").terms if name in measured or name in excuses]
    for name in dict.fromkeys((*EXPECTED_DIMENSIONS, *named)):
        state = "measured" if name in measured else "excused" if name in excuses else "silent"
        yield DimensionRow(name, state, excuses.get(name), name in EXPECTED_DIMENSIONS)
