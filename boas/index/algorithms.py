"""Every answer about one algorithm, by path."""

import json
from collections.abc import Iterator
from itertools import pairwise

from boas.index.answers import AlgorithmAnswer, Answer, EvaluationList, Json, VersionList
from boas.index.compare import compare_versions
from boas.index.compose import Composer, retracted
from boas.index.encoding import encode
from boas.index.evidence import audit, bias, evaluation_summary, evidence
from boas.registry import AlgorithmEntry


def algorithm_answers(composer: Composer, entry: AlgorithmEntry) -> Iterator[tuple[str, Answer]]:
    """Every answer about one algorithm by path."""
    start = f"algorithms/{entry.id}"
    answer = algorithm(composer, entry)
    yield start, answer
    yield f"{start}/versions", VersionList(entry.id, answer.versions)
    versions = [composer.build_version(entry, version) for version in entry.versions]
    for version in versions:
        yield f"{start}/versions/{version.version}", version
    for newer, older in pairwise(versions):
        comparison = compare_versions(as_json(older), as_json(newer))
        yield f"{start}/compare/{older.version}...{newer.version}", comparison
    told = evidence(composer, entry)
    yield f"{start}/evidence", told
    yield f"{start}/bias", bias(composer, entry)
    yield f"{start}/evaluations", EvaluationList(entry.id, answer.evaluations)
    for evaluation in told.evaluations:
        yield f"{start}/evaluations/{evaluation.id}", evaluation


def algorithm(composer: Composer, entry: AlgorithmEntry) -> AlgorithmAnswer:
    """One algorithm with all that surrounds it."""
    assessment = composer.get_assessment(entry)
    return AlgorithmAnswer(
        id=entry.id,
        row=composer.rows[entry.id],
        algorithm=entry.document.value,
        latest=composer.build_version(entry, entry.latest),
        versions=tuple(composer.build_version_row(entry, version) for version in entry.versions),
        evaluations=tuple(
            evaluation_summary(composer, entry, one) for one in assessment.list_seen_from(entry.latest.version)
        ),
        audits=tuple(audit(composer, entry, one) for one in assessment.audits),
        reuses=tuple(document.value for document in entry.reuses),
        notices=tuple(document.value for document in entry.notices),
        retracted=retracted(entry),
        related=composer.find_related(entry.id),
        path=entry.latest.document.path,
    )


def as_json(answer: Answer) -> Json:
    """An answer as plain values, as its JSON reads back."""
    fields: Json = json.loads(encode(answer))
    return fields
