"""The evidence page: every claim with what became of it, then what the counts give, site by site and bin by bin."""

from dataclasses import dataclass

from boas.documents import Evaluation
from boas.index import EvaluationAnswer, EvidenceAnswer, Named, RecomputedRow, Written
from boas.site._calibration import CalibrationPlot, build_calibration_plots, is_overall
from boas.site._claims import STATES, Proof, build_claim_views, build_implication_views, build_proof
from boas.site._dotplots import EstimateView, build_estimate_view
from boas.site._evidence import HOLDING
from boas.site._forest_plots import Forest, build_forests
from boas.site._numbers import format_number
from boas.site._translations import LocalisedText, choose
from boas.translation import Language

_CELLS = ("tp", "fp", "fn", "tn")


@dataclass(frozen=True, slots=True)
class _OverallCounts:
    """What the counts of one variant give for everybody."""

    variant: str
    cells: tuple[tuple[str, str], ...]
    """Cell of the confusion table and count, `<11` or `[c]` when withheld; empty when not measured."""
    figures: tuple[tuple[str, EstimateView], ...]
    """Metrics that have a value."""
    without: tuple[tuple[str, tuple[str, ...]], ...]
    """Term of `missing_estimates` and the metrics that have no value for that reason."""


@dataclass(frozen=True, slots=True)
class _EvaluationDetails:
    """One evaluation with its files and what they give."""

    id: str
    document: Written[Evaluation]
    version: str
    standing: str
    """How the latest version stands to the one measured."""
    changes: tuple[LocalisedText, ...]
    """What can have changed results since."""
    source: Named | None
    independence: LocalisedText
    files: tuple[Proof, ...]
    n_claims: int
    wholes: tuple[_OverallCounts, ...]
    forests: tuple[Forest, ...]
    calibrations: tuple[CalibrationPlot, ...]
    digest: str
    """Of the version measured; empty when it is not in the registry."""
    is_digest_computed: bool
    recomputed_with: str
    """The tool that made the numbers, as its author says; empty when nobody does."""
    replaced_by: str
    """Id of the evaluation that corrects it; empty while it stands."""


def build_evidence_content(answer: EvidenceAnswer, language: Language) -> dict[str, object]:
    """What the evidence page asks for."""
    found = build_claim_views(answer, language)
    return {
        "claims": found,
        "n_other": sum(one.standing not in HOLDING for one in found),
        "together": build_implication_views(answer, language),
        "counts": tuple((state, answer.n_by_state.get(state, 0)) for state in STATES),
        "n_claims": len(found),
        "studies": tuple(_build_evaluation_details(evaluation, language) for evaluation in answer.evaluations),
        "next_step": tuple(choose(sentence, language) for sentence in answer.step.missing),
        "level": answer.step.level,
    }


def _build_evaluation_details(evaluation: EvaluationAnswer, language: Language) -> _EvaluationDetails:
    """One evaluation."""
    document = evaluation.evaluation
    return _EvaluationDetails(
        evaluation.id,
        document,
        evaluation.version,
        evaluation.standing,
        tuple(choose(text, language) for text in evaluation.changes),
        evaluation.source,
        choose(evaluation.independence.sentence, language),
        tuple(build_proof(file) for file in evaluation.files),
        len(evaluation.judgements),
        tuple(_build_overall_counts(one, language) for one in evaluation.recomputed if is_overall(one.stratum)),
        build_forests(evaluation, language),
        build_calibration_plots(evaluation, language),
        evaluation.digest or "",
        evaluation.is_digest_computed,
        document.content.recomputed_with or "",
        evaluation.replaced_by or "",
    )


def _build_overall_counts(found: RecomputedRow, language: Language) -> _OverallCounts:
    """One variant for everybody."""
    without: dict[str, list[str]] = {}
    for metric, estimate in found.estimates.items():
        if estimate.value is None:
            without.setdefault(estimate.missing, []).append(metric)
    return _OverallCounts(
        found.stratum.variant,
        tuple((cell, _format_cell(getattr(found, cell), language)) for cell in _CELLS),
        tuple(
            (metric, build_estimate_view(estimate, language))
            for metric, estimate in found.estimates.items()
            if estimate.value is not None
        ),
        tuple((reason, tuple(metrics)) for reason, metrics in without.items()),
    )


def _format_cell(cell: int | str | None, language: Language) -> str:
    """A count as one reads it."""
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else format_number(cell, language)
