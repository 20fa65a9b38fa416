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

from boas.evidence.counts import Stratum, Withheld
from boas.evidence.estimates import Estimate
from boas.finding import Words
from boas.reading.tables import is_formula
from boas.reports.evidence_report import Weighing
from boas.reports.json_report import both

FORMAT_VERSION = 1
COLUMNS = (
    *("evaluation", "source", "position", "metric", "variant", "site", "groups", "value", "lower", "upper", "level"),
    *("method", "n", "state"),
)
"""`source` is `reported` or `recomputed`; `state` that of a claim, or why a metric has no value."""
DIGITS = 12


def json_evidence(algorithm: str, weighings: Sequence[Weighing]) -> str:
    """All evaluations of an algorithm as one JSON object, ending with a line end."""
    body = {"schema_version": FORMAT_VERSION, "id": algorithm, "evaluations": [fields_of(one) for one in weighings]}
    return json.dumps(body, ensure_ascii=True, indent=2, allow_nan=False) + "\n"


def fields_of(one: Weighing) -> dict[str, Any]:
    """One evaluation as plain fields."""
    about, found = one.evaluation, one.evidence
    claims = [
        {"reported": reported.model_dump(mode="json", exclude_none=True), **plain(judgement, one.threshold)}
        for reported, judgement in one.claims
    ]
    return {
        "id": one.id,
        "is_readable": about is not None,
        "version": about.subject.version if about else None,
        "date": about.date if about else None,
        "claims": claims,
        "implied": plain(found.judged.implied, one.threshold),
        "recomputed": plain(found.recomputed, one.threshold),
        "disparities": plain(one.disparities, one.threshold),
        "pooled": plain(found.pooled, one.threshold),
        "exposures": [plain(exposure, one.threshold) | {"value": None} for exposure in found.exposures],
    }


def plain(value: object, threshold: int) -> Any:  # noqa: ANN401 -- any value of JSON
    """A record, or a part of one, as values of JSON."""
    match value:
        case Words():
            return both(value)
        case Stratum():
            return {"variant": value.variant, "site": value.site, "groups": dict(value.groups)}
        case Mapping():
            return {str(name): plain(part, threshold) for name, part in value.items()}
        case tuple() | list():
            return [plain(part, threshold) for part in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name), threshold) for field in fields(value)}
    return plain_scalar(value, threshold)


def plain_scalar(value: object, threshold: int) -> object:
    """A count that may be withheld, a number, a text or nothing; a number that is not finite says nothing."""
    if isinstance(value, Withheld):
        return f"<{threshold}" if value is Withheld.SMALL else value.value
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None
    return value


def csv_evidence(weighings: Sequence[Weighing]) -> str:
    """Every reported and every recomputed number, one a row; terms and no labels, fractions and points."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in weighings:
        for row in (*reported_rows(one), *recomputed_rows(one)):
            writer.writerow([harmless(str(row.get(name, ""))) for name in COLUMNS])
    return text.getvalue()


def reported_rows(one: Weighing) -> Iterator[dict[str, object]]:
    """Printed numbers, those that do not add up first."""
    for reported, judgement in one.claims:
        variant, ci = reported.variant, reported.ci
        row = {
            "position": judgement.position,
            "metric": reported.metric,
            "variant": (variant.fr or variant.en) if variant else None,
            "site": reported.site,
            "groups": groups_of(sorted((reported.subgroup or {}).items())),
            "value": reported.as_printed if reported.value is None else reported.value,
            "lower": ci.lower if ci else None,
            "upper": ci.upper if ci else None,
            "level": ci.level if ci else None,
            "method": ci.method if ci else None,
            "n": reported.n,
            "state": judgement.state,
        }
        yield {"evaluation": one.id, "source": "reported"} | given(row)


def recomputed_rows(one: Weighing) -> Iterator[dict[str, object]]:
    """Every metric of every stratum."""
    for row in one.evidence.recomputed:
        who = row.stratum
        about = {"variant": who.variant, "site": who.site, "groups": groups_of(who.groups)}
        for estimate in row.estimates.values():
            yield {"evaluation": one.id, "source": "recomputed"} | about | numbers_of(estimate)


def numbers_of(estimate: Estimate) -> dict[str, object]:
    """One estimate as cells."""
    cells = {
        "metric": estimate.metric,
        "value": plain_scalar(estimate.value, 0),
        "lower": plain_scalar(estimate.lower, 0),
        "upper": plain_scalar(estimate.upper, 0),
        "level": estimate.level,
        "method": estimate.method,
        "n": estimate.n,
        "state": estimate.missing,
    }
    return given(cells)


def given(cells: Mapping[str, object]) -> dict[str, object]:
    """Cells that are there."""
    return {name: cell for name, cell in cells.items() if cell is not None}


def groups_of(groups: Sequence[tuple[str, str]]) -> str:
    """Dimensions and groups in one cell."""
    return "; ".join(f"{dimension}={group}" for dimension, group in groups)


def harmless(cell: str) -> str:
    """A cell that no spreadsheet calculates: one that starts like a formula gets an apostrophe before it."""
    return f"'{cell}" if is_formula(cell) else cell
