"""The audit dossier of one version: what an auditor prints and files, each long table cut and continued in a CSV.

Everything is read from answers that other pages show too; nothing is computed here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from boas.documents import Card
from boas.evidence import EXPECTED_DIMENSIONS
from boas.index import AlgorithmAnswer, DisparityRow, EvaluationAnswer, EvidenceAnswer, ObservationRow, VersionAnswer
from boas.site._audits import list_audit_views
from boas.site._claims import STATES, Proof, build_claim_views, build_proof
from boas.site._code import build_code_view
from boas.site._dotplots import EstimateView, build_estimate_view
from boas.site._gaps import (
    count_by_state,
    format_points_with_unit,
    name_dimension,
    name_group,
    rank_gap,
    select_verdict,
)
from boas.site._numbers import format_points_interval
from boas.site._rows import list_names
from boas.site._translations import LocalisedText, choose
from boas.site._versions import adapt_evaluation, restrict_to_version
from boas.translation import Language

MOST_ROWS = {"claims": 50, "groups": 40, "proofs": 30, "files": 30, "observations": 12, "places": 12, "evaluators": 12}
"""Rows of each table: all of a usual dossier, and of a long one what fits a page that stays light."""


@dataclass(frozen=True, slots=True)
class _GroupLine:
    """One group beside its reference, for one metric."""

    evaluation: str
    variant: str
    dimension: str
    group: str
    reference: str
    metric: str
    """Term of the vocabulary `metrics`."""
    said: EstimateView
    against: EstimateView
    """The reference's."""
    difference: str
    interval: str
    state: str


@dataclass(frozen=True, slots=True)
class _Evaluator:
    """Who measured, and how they stand to the authors."""

    evaluation: str
    by: str
    organisation: str
    """Its id; empty when none is named."""
    term: str
    why: LocalisedText
    date: str
    n: int
    """Figures that it printed."""


def build_dossier_content(
    answer: AlgorithmAnswer, version: VersionAnswer, evidence: EvidenceAnswer, language: Language
) -> dict[str, object]:
    """What the dossier of a version asks for; each table is told with how many rows it has in all."""
    number = version.version
    own = [one for one in evidence.evaluations if number in one.stands_for and not one.replaced_by]
    gaps = sorted(((one.id, gap) for one in own for gap in one.disparities), key=_rank_found_gap, reverse=True)
    settled = tuple(adapt_evaluation(number, one) for one in own)
    claims = build_claim_views(replace(evidence, evaluations=settled), language)
    code = build_code_view(version.code_scan, language)
    tables: dict[str, Sequence[object]] = {
        "claims": claims,
        "groups": [_build_group_line(name, gap, language) for name, gap in gaps],
        "proofs": list(_iter_proofs(own)),
        "files": version.files,
        "observations": list(_iter_observations(answer.observations, number)),
        "places": code.places if code else (),
        "evaluators": [_build_evaluator(one, language) for one in own],
    }
    return {
        **{name: found[: MOST_ROWS[name]] for name, found in tables.items()},
        "n_of": {name: len(found) for name, found in tables.items()},
        "counts": tuple((state, sum(one.state == state for one in claims)) for state in STATES),
        "verdict": select_verdict([gap for _, gap in gaps], language),
        "n_by_state": count_by_state(gap for _, gap in gaps),
        **_sort_dimensions(version.card.content, own),
        "audits": list_audit_views(answer.audits, number, language),
        "code": code,
        "own": restrict_to_version(answer, version),
        "producers": list_names(version.organisations, language),
    }


def _iter_proofs(evaluations: Iterable[EvaluationAnswer]) -> Iterator[tuple[str, Proof]]:
    """Files that figures rest on, with the evaluation each belongs to."""
    return ((one.id, build_proof(file)) for one in evaluations for file in one.files)


def _iter_observations(rows: Iterable[ObservationRow], version: str) -> Iterator[ObservationRow]:
    """What was observed about a version, but for what was corrected since."""
    return (row for row in rows if version in row.touched and not row.replaced_by)


def _rank_found_gap(found: tuple[str, DisparityRow]) -> tuple[bool, bool, float]:
    """What makes a gap, beside the evaluation that found it, be told before another one."""
    return rank_gap(found[1])


def _build_group_line(evaluation: str, gap: DisparityRow, language: Language) -> _GroupLine:
    """One group."""
    difference = gap.difference
    return _GroupLine(
        evaluation,
        gap.variant,
        name_dimension(gap.dimension, language),
        name_group(gap.dimension, gap.group, language),
        name_group(gap.dimension, gap.reference, language),
        gap.metric,
        build_estimate_view(gap.estimate, language),
        build_estimate_view(gap.reference_estimate, language),
        format_points_with_unit(difference.value, language) if difference else "",
        format_points_interval(difference.lower, difference.upper, language) if difference else "",
        gap.state,
    )


def _build_evaluator(one: EvaluationAnswer, language: Language) -> _Evaluator:
    """Who measured."""
    person = one.evaluation.content.evaluator
    return _Evaluator(
        one.id,
        person.name if person else "",
        (person.organisation or "") if person else "",
        one.independence.term,
        choose(one.independence.sentence, language),
        one.evaluation.content.date or "",
        len(one.judgements),
    )


def _sort_dimensions(card: Card, evaluations: Iterable[EvaluationAnswer]) -> dict[str, object]:
    """Dimensions that people were grouped by, those the card says why not, and those nobody speaks of."""
    measured = {name for one in evaluations for name in one.dimensions}
    written = card.bias.not_assessed if card.bias else None
    excused = {one.dimension for one in written} - measured if isinstance(written, tuple) else set[str]()
    silent = [name for name in EXPECTED_DIMENSIONS if name not in measured | excused]
    return {"measured": sorted(measured), "excused": sorted(excused), "silent": silent}
