"""The evidence of one algorithm for programs: one JSON object, or one CSV table with a row per number.

Small counts that are given away are told by a sentence, never by their value.
"""

import csv
import io
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from boas.evidence import Estimate, Stratum, Suppression
from boas.parsing import is_formula
from boas.reports._evidence_report import EvaluationResult
from boas.translation import Message

_FORMAT_VERSION = 1
_COLUMNS = (
    *("evaluation", "source", "position", "metric", "variant", "site", "groups", "value", "lower", "upper", "level"),
    *("method", "n", "state"),
)
"""`source` is `reported` or `recomputed`; `state` that of a claim, or why a metric has no value."""
_DIGITS = 12


def render_json_evidence(algorithm: str, weighings: Sequence[EvaluationResult]) -> str:
    """All evaluations of an algorithm as one JSON object, ending with a line end."""
    body = {
        "schema_version": _FORMAT_VERSION,
        "id": algorithm,
        "evaluations": [_build_evaluation_fields(one) for one in weighings],
    }
    return json.dumps(body, ensure_ascii=True, indent=2, allow_nan=False) + "\n"


def _build_evaluation_fields(one: EvaluationResult) -> dict[str, Any]:
    """One evaluation as plain fields."""
    about, found = one.evaluation, one.evidence
    claims = [
        {"reported": reported.model_dump(mode="json", exclude_none=True), **_to_json_value(judgement, one.threshold)}
        for reported, judgement in one.claims
    ]
    return {
        "id": one.id,
        "is_readable": about is not None,
        "version": about.subject.version if about else None,
        "date": about.date if about else None,
        "claims": claims,
        "implied": _to_json_value(found.verification.implied, one.threshold),
        "recomputed": _to_json_value(found.recomputed, one.threshold),
        "disparities": _to_json_value(one.disparities, one.threshold),
        "pooled": _to_json_value(found.pooled, one.threshold),
        "exposures": [_to_json_value(exposure, one.threshold) | {"value": None} for exposure in found.disclosures],
    }


def _to_json_value(value: object, threshold: int) -> Any:  # noqa: ANN401 -- any value of JSON
    """A record, or a part of one, as values of JSON."""
    match value:
        case Message():
            return value.to_texts()
        case Stratum():
            return {"variant": value.variant, "site": value.site, "groups": dict(value.groups)}
        case Mapping():
            return {str(name): _to_json_value(part, threshold) for name, part in value.items()}
        case tuple() | list():
            return [_to_json_value(part, threshold) for part in value]
    if is_dataclass(value):
        return {field.name: _to_json_value(getattr(value, field.name), threshold) for field in fields(value)}
    return _to_json_scalar(value, threshold)


def _to_json_scalar(value: object, threshold: int) -> object:
    """A count that may be withheld, a number, a text or nothing; a number that is not finite says nothing."""
    if isinstance(value, Suppression):
        return f"<{threshold}" if value is Suppression.SMALL else value.value
    if isinstance(value, float):
        return float(f"{value:.{_DIGITS}g}") if math.isfinite(value) else None
    return value


def render_csv_evidence(weighings: Sequence[EvaluationResult]) -> str:
    """Every reported and every recomputed number, one a row; terms and no labels, fractions and points."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in weighings:
        for row in (*_iter_reported_rows(one), *_iter_recomputed_rows(one)):
            writer.writerow([_escape_formula(str(row.get(name, ""))) for name in _COLUMNS])
    return text.getvalue()


def _iter_reported_rows(one: EvaluationResult) -> Iterator[dict[str, object]]:
    """Printed numbers, those that do not add up first."""
    for reported, judgement in one.claims:
        variant, ci = reported.variant, reported.ci
        row = {
            "position": judgement.position,
            "metric": reported.metric,
            "variant": variant.first if variant else None,
            "site": reported.site,
            "groups": _format_groups(sorted((reported.subgroup or {}).items())),
            "value": reported.as_printed if reported.value is None else reported.value,
            "lower": ci.lower if ci else None,
            "upper": ci.upper if ci else None,
            "level": ci.level if ci else None,
            "method": ci.method if ci else None,
            "n": reported.n,
            "state": judgement.state,
        }
        yield {"evaluation": one.id, "source": "reported"} | _drop_missing(row)


def _iter_recomputed_rows(one: EvaluationResult) -> Iterator[dict[str, object]]:
    """Every metric of every stratum."""
    for row in one.evidence.recomputed:
        who = row.stratum
        about = {"variant": who.variant, "site": who.site, "groups": _format_groups(who.groups)}
        for estimate in row.estimates.values():
            yield {"evaluation": one.id, "source": "recomputed"} | about | _build_estimate_cells(estimate)


def _build_estimate_cells(estimate: Estimate) -> dict[str, object]:
    """One estimate as cells."""
    cells = {
        "metric": estimate.metric,
        "value": _to_json_scalar(estimate.value, 0),
        "lower": _to_json_scalar(estimate.lower, 0),
        "upper": _to_json_scalar(estimate.upper, 0),
        "level": estimate.level,
        "method": estimate.method,
        "n": estimate.n,
        "state": estimate.missing,
    }
    return _drop_missing(cells)


def _drop_missing(cells: Mapping[str, object]) -> dict[str, object]:
    """Cells that are there."""
    return {name: cell for name, cell in cells.items() if cell is not None}


def _format_groups(groups: Sequence[tuple[str, str]]) -> str:
    """Dimensions and groups in one cell."""
    return "; ".join(f"{dimension}={group}" for dimension, group in groups)


def _escape_formula(cell: str) -> str:
    """A cell that no spreadsheet calculates: one that starts like a formula gets an apostrophe before it."""
    return f"'{cell}" if is_formula(cell) else cell
