"""What a proposal brings, for programs: one JSON object, capped in size whatever the proposal holds."""

import json
from collections.abc import Iterable
from typing import Any

from boas.finding import Finding
from boas.reports._markdown_report import MOST_CHARACTERS
from boas.reports._review_documents import build_document_fields
from boas.reports._review_highlights import build_first_fields
from boas.reports._review_people import build_people_fields
from boas.reports._review_records import (
    LONGEST_REST,
    MOST_CHANGES,
    MOST_FIGURES,
    MOST_PATHS,
    Review,
    ReviewedAlgorithm,
    ReviewedEvaluation,
    ReviewedVersion,
    clip_languages,
    clip_text,
)

_FORMAT_VERSION = 1


def render_json_review(review: Review) -> str:
    """For programs and for the job that comments: one JSON object, at most 60,000 characters."""
    body: dict[str, Any] = {
        "schema_version": _FORMAT_VERSION,
        "base": review.base,
        "head": review.head,
        "is_refused": review.is_refused,
        "guarded": [clip_text(path) for path in review.guarded[:MOST_PATHS]],
        "findings": _count_severities(review.findings),
        "n_algorithms": len(review.algorithms),
        "n_others": len(review.others),
        **build_first_fields(review),
        **build_people_fields(review),
        "algorithms": [],
    }
    size = len(json.dumps(body))
    for algorithm in review.algorithms:
        fields = _build_algorithm_fields(algorithm)
        size += len(json.dumps(fields)) + 2
        if size > MOST_CHARACTERS - LONGEST_REST:
            break
        body["algorithms"].append(fields)
    # ASCII, so that no name from a disk can break the encoding of the output.
    return json.dumps(body, ensure_ascii=True) + "\n"


def _count_severities(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings of each severity."""
    severities = [finding.severity for finding in findings]
    return {name: severities.count(name) for name in ("error", "warning", "info")}


def _build_algorithm_fields(one: ReviewedAlgorithm) -> dict[str, Any]:
    """One algorithm as plain fields."""
    return {
        "id": one.id,
        "state": "new" if one.is_new else "removed" if one.is_removed else "changed",
        "findings": _count_severities(one.findings),
        "versions": [_build_version_fields(version) for version in one.versions],
        "evaluations": [_build_evaluation_fields(evaluation) for evaluation in one.evaluations],
        **build_document_fields(one),
    }


def _build_version_fields(one: ReviewedVersion) -> dict[str, Any]:
    """One version as plain fields."""
    difference = one.difference
    changes = [] if difference is None else difference.changes[:MOST_CHANGES]
    return {
        "version": one.version,
        "state": "new" if one.is_new else "removed" if one.is_removed else "changed",
        "follows": one.follows,
        "level_before": one.level_before,
        "level_after": one.level_after,
        "required_bump": None if difference is None else difference.required,
        "taken_bump": None if difference is None or not one.is_new else difference.taken,
        "n_changes": 0 if difference is None else len(difference.changes),
        "changes": [{"bump": change.bump, "sentence": clip_languages(change.sentence)} for change in changes],
    }


def _build_evaluation_fields(one: ReviewedEvaluation) -> dict[str, Any]:
    """One evaluation as plain fields."""
    figures = [
        {
            "variant": clip_text(figure.variant),
            "metric": figure.metric,
            "value": figure.value,
            "lower": figure.lower,
            "upper": figure.upper,
            "n": figure.n,
        }
        for figure in one.figures[:MOST_FIGURES]
    ]
    return {
        "id": one.id,
        "version": one.version,
        "is_new": one.is_new,
        "claims": dict(one.states),
        "figures": figures,
        "n_excused": one.n_excused,
    }
