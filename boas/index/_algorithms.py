"""Every answer about one algorithm, by path."""

from collections.abc import Iterator
from itertools import pairwise

from boas.documents import Algorithm, Notice, Reuse
from boas.index._answers import AlgorithmAnswer, Answer
from boas.index._comparison import compare_versions
from boas.index._composer import Composer, map_retractions
from boas.index._evidence import build_audit, build_bias, build_evaluation_summary, build_evidence
from boas.index._evidence_answers import EvaluationList
from boas.index._observations import build_observation_list, build_observation_rows
from boas.index._proposed_pairs import list_beside
from boas.index._relations import map_affected_codelists
from boas.index._reuses import build_lineage, build_reuse_list
from boas.index._version_answers import VersionList
from boas.index._written import Written
from boas.registry import AlgorithmEntry


def build_algorithm_answers(composer: Composer, entry: AlgorithmEntry) -> Iterator[tuple[str, Answer]]:
    """Every answer about one algorithm by path."""
    start = f"algorithms/{entry.id}"
    answer = _build_algorithm(composer, entry)
    yield start, answer
    yield f"{start}/versions", VersionList(entry.id, answer.versions)
    versions = [composer.build_version(entry, version) for version in entry.versions]
    for version in versions:
        yield f"{start}/versions/{version.version}", version
    for newer, older in pairwise(versions):
        comparison = compare_versions(older, newer)
        yield f"{start}/compare/{older.version}...{newer.version}", comparison
    told = build_evidence(composer, entry)
    yield f"{start}/evidence", told
    yield f"{start}/bias", build_bias(composer, entry)
    yield f"{start}/reuses", build_reuse_list(composer, entry)
    yield f"{start}/observations", build_observation_list(composer, entry)
    yield f"{start}/lineage", build_lineage(composer, entry)
    yield f"{start}/evaluations", EvaluationList(entry.id, answer.evaluations)
    for evaluation in told.evaluations:
        yield f"{start}/evaluations/{evaluation.id}", evaluation


def _build_algorithm(composer: Composer, entry: AlgorithmEntry) -> AlgorithmAnswer:
    """One algorithm with all that surrounds it."""
    assessment = composer.get_assessment(entry)
    return AlgorithmAnswer(
        id=entry.id,
        row=composer.rows[entry.id],
        algorithm=Written(entry.document.value, Algorithm),
        latest=composer.build_version(entry, entry.latest),
        versions=tuple(composer.build_version_row(entry, version) for version in entry.versions),
        evaluations=tuple(
            build_evaluation_summary(composer, entry, one) for one in assessment.list_seen_from(entry.latest.version)
        ),
        audits=tuple(build_audit(composer, entry, one) for one in assessment.audits),
        reuses=tuple(Written(document.value, Reuse) for document in entry.reuses),
        notices=tuple(Written(document.value, Notice) for document in entry.notices),
        observations=build_observation_rows(composer, entry),
        retracted=map_retractions(entry),
        affected_codelists=composer.collect(map_affected_codelists).get(entry.id, {}),
        related=composer.find_related(entry.id),
        path=entry.latest.document.path,
        reusers=tuple(composer.build_organisation(name) for name in dict.fromkeys(_iter_reusers(entry))),
        beside=list_beside(composer, entry.id),
    )


def _iter_reusers(entry: AlgorithmEntry) -> Iterator[str]:
    """Ids of the organisations that declarations of reuse name, some more than once."""
    for reuse in (document.content for document in entry.reuses if isinstance(document.content, Reuse)):
        yield from reuse.organisations
        if reuse.declared_by and reuse.declared_by.organisation:
            yield reuse.declared_by.organisation
