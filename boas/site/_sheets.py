"""Tables of the pages as CSV: machine form, one header, no cell a spreadsheet would take for a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from boas.documents import Evaluation
from boas.index import (
    BiasAnswer,
    BinRow,
    ContrastRow,
    DisparityRow,
    EstimateAnswer,
    EvaluationAnswer,
    EvidenceAnswer,
    JudgementRow,
    PooledRow,
    Written,
)
from boas.parsing import is_formula

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

_ESTIMATE_COLUMNS = ("value", "lower", "upper", "level", "method", "numerator", "denominator", "missing")
_SITES_COLUMNS = ("row", "site", "metric", "variant", *_ESTIMATE_COLUMNS, "q", "p", "i_squared", "tau_squared")
_BINS_COLUMNS = ("low", "high", "predicted", *_ESTIMATE_COLUMNS)


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


def render_bias_sheet(answer: BiasAnswer) -> bytes:
    """Every group of every evaluation, for every metric."""
    return _render_csv(
        _BIAS_COLUMNS, (_build_gap_line(one, gap) for one in answer.evaluations for gap in one.disparities)
    )


def _build_gap_line(evaluation: EvaluationAnswer, gap: DisparityRow) -> list[object]:
    """One group beside its reference."""
    return [
        *_build_group_cells(evaluation, gap, gap.group, gap.estimate),
        *_build_reference_cells(gap),
        *_list_contrast_cells(gap.difference),
        *_list_contrast_cells(gap.ratio),
        *(gap.p_value, gap.n_compared, gap.margin, gap.state, gap.n_to_decide),
    ]


def render_gaps_sheet(evaluation: EvaluationAnswer, gaps: Sequence[DisparityRow]) -> bytes:
    """The groups of one dimension that a picture shows, in the columns of the table of all groups.

    The first row is their reference, which has no gap.
    """
    lines = [_build_gap_line(evaluation, gap) for gap in gaps]
    first, width = gaps[0], len(_BIAS_COLUMNS)
    reference = [
        *_build_group_cells(evaluation, first, first.reference, first.reference_estimate),
        *_build_reference_cells(first),
    ]
    return _render_csv(_BIAS_COLUMNS, [[*reference, *[None] * (width - len(reference))], *lines])


def _build_group_cells(
    evaluation: EvaluationAnswer, gap: DisparityRow, group: str, estimate: EstimateAnswer
) -> list[object]:
    """Where and for whom a value was measured, and the value."""
    version = evaluation.evaluation.content.subject.version
    about = (evaluation.id, version, gap.variant, gap.dimension, group, gap.metric)
    return [*about, *_list_estimate_cells(estimate)]


def _build_reference_cells(gap: DisparityRow) -> list[object]:
    """What a group is held against."""
    return [gap.reference, gap.is_declared, gap.reference_estimate.value]


def render_sites_sheet(found: PooledRow) -> bytes:
    """One metric at every site, all sites together, their average, and what another site may expect.

    The columns after `missing` say how much the sites differ, in the row of their average.
    """
    about = (found.metric, found.variant)
    spread = (found.q, found.p_value, found.i_squared, found.tau_squared)
    lines = [["site", site, *about, *_list_estimate_cells(one)] for site, one in found.sites]
    lines.append(["together", "", *about, *_list_estimate_cells(found.together)])
    lines.append(["average", "", *about, *_list_estimate_cells(found.random_effects), *spread])
    if found.prediction:
        lines.append(["elsewhere", "", *about, None, *found.prediction, found.random_effects.level])
    width = len(_SITES_COLUMNS)
    return _render_csv(_SITES_COLUMNS, ([*line, *[None] * (width - len(line))] for line in lines))


def render_bins_sheet(bins: Iterable[BinRow]) -> bytes:
    """What was predicted against what was seen, range by range, also those whose counts are withheld."""
    lines = ([one.low, one.high, one.predicted, *_list_estimate_cells(one.observed)] for one in bins)
    return _render_csv(_BINS_COLUMNS, lines)


def _list_estimate_cells(found: EstimateAnswer) -> list[object]:
    """A value with its interval and what it rests on."""
    return [
        getattr(found, name) for name in ("value", "lower", "upper", "level", "method", "numerator", "n", "missing")
    ]


def _list_contrast_cells(found: ContrastRow | None) -> list[object]:
    """A difference or ratio with its interval and method."""
    return [getattr(found, name, None) for name in ("value", "lower", "upper", "method")]


def _list_reported(document: Written[Evaluation]) -> Sequence[Mapping[str, Any]]:
    """Figures as their author wrote them, digit by digit."""
    return cast("Sequence[Mapping[str, Any]]", document["reported"])


def render_evidence_sheet(answer: EvidenceAnswer) -> bytes:
    """Every claim of every evaluation, in the order of their files."""
    return _render_csv(
        _EVIDENCE_COLUMNS,
        (_build_claim_line(one, found) for one in answer.evaluations for found in one.judgements),
    )


def _build_claim_line(evaluation: EvaluationAnswer, judgement: JudgementRow) -> list[object]:
    """One claim and what became of it."""
    document, file = evaluation.evaluation, evaluation.files[0]
    printed = _list_reported(document)[judgement.position]
    interval, group = printed.get("ci") or {}, printed.get("subgroup") or {}
    return [
        *(evaluation.id, document.content.subject.version, f"reported[{judgement.position}]"),
        *(printed.get(name) for name in ("metric", "value", "as_printed")),
        *(interval.get(name) for name in ("lower", "upper", "level")),
        *(
            printed.get("n"),
            printed.get("site"),
            "; ".join(f"{name}={group[name]}" for name in sorted(group)),
            judgement.state,
        ),
        *(getattr(judgement.computed, name, None) for name in ("value", "lower", "upper", "method")),
        *(judgement.numerator, judgement.n, " ".join(judgement.interval_methods)),
        " ".join(one.rule for one in judgement.problems),
        *(file.path, file.published.commit if file.published else None, file.sha256),
    ]
