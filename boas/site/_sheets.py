"""Tables of the pages as CSV: machine form, one header, no cell a spreadsheet would take for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from boas.parsing import is_formula

_Json = dict[str, Any]

_BIAS_COLUMNS = (
    *("evaluation", "version", "variant", "dimension", "group", "metric", "value", "lower", "upper", "level", "method"),
    *("numerator", "denominator", "missing", "reference", "reference_is_declared", "reference_value"),
    *("difference", "difference_lower", "difference_upper", "difference_method"),
    *("ratio", "ratio_lower", "ratio_upper", "ratio_method", "p_holm", "groups_compared", "margin", "state"),
    "denominator_to_decide",
)
_EVIDENCE_COLUMNS = (
    *("evaluation", "version", "field", "metric", "value", "as_printed", "lower", "upper", "level", "n"),
    *("site", "subgroup", "state", "recomputed", "recomputed_lower", "recomputed_upper", "method"),
    *("numerator", "denominator", "intervals_that_fit", "rules", "path", "commit", "sha256"),
)


def _render_csv(header: Sequence[str], lines: Iterable[Sequence[object]]) -> bytes:
    """A table as CSV bytes."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([format_cell(value) for value in line] for line in lines)
    return out.getvalue().encode()


def format_cell(value: object) -> str:
    """A value in machine form; text that a spreadsheet would compute gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return f"'{text}" if is_formula(text) else text


def render_bias_sheet(answer: _Json) -> bytes:
    """Every group of every evaluation, for every metric."""
    return _render_csv(
        _BIAS_COLUMNS, (_build_gap_line(one, gap) for one in answer["evaluations"] for gap in one["disparities"])
    )


def _build_gap_line(evaluation: _Json, gap: _Json) -> list[object]:
    """One group beside its reference."""
    estimate = gap["estimate"]
    return [
        *(evaluation["id"], evaluation["evaluation"]["subject"]["version"]),
        *(gap[name] for name in ("variant", "dimension", "group", "metric")),
        *(estimate[name] for name in ("value", "lower", "upper", "level", "method", "numerator", "n", "missing")),
        *(gap["reference"], gap["is_declared"], gap["reference_estimate"]["value"]),
        *_list_contrast_cells(gap["difference"]),
        *_list_contrast_cells(gap["ratio"]),
        *(gap[name] for name in ("p_value", "n_compared", "margin", "state", "n_to_decide")),
    ]


def _list_contrast_cells(found: _Json | None) -> list[object]:
    """A difference or ratio with its interval and method."""
    return [found[name] if found else None for name in ("value", "lower", "upper", "method")]


def render_evidence_sheet(answer: _Json) -> bytes:
    """Every claim of every evaluation, in the order of their files."""
    return _render_csv(
        _EVIDENCE_COLUMNS,
        (_build_claim_line(one, found) for one in answer["evaluations"] for found in one["judgements"]),
    )


def _build_claim_line(evaluation: _Json, judgement: _Json) -> list[object]:
    """One claim and what became of it."""
    document, file = evaluation["evaluation"], evaluation["files"][0]
    printed = document["reported"][judgement["position"]]
    interval, found = printed.get("ci") or {}, judgement["computed"] or {}
    group = "; ".join(f"{name}={value}" for name, value in sorted((printed.get("subgroup") or {}).items()))
    return [
        *(evaluation["id"], document["subject"]["version"], f"reported[{judgement['position']}]"),
        *(printed.get(name) for name in ("metric", "value", "as_printed")),
        *(interval.get(name) for name in ("lower", "upper", "level")),
        *(printed.get("n"), printed.get("site"), group, judgement["state"]),
        *(found.get(name) for name in ("value", "lower", "upper", "method")),
        *(judgement["numerator"], judgement["n"], " ".join(judgement["interval_methods"])),
        " ".join(one["rule"] for one in judgement["problems"]),
        *(file["path"], (file["published"] or {}).get("commit"), file["sha256"]),
    ]
