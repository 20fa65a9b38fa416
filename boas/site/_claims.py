"""Claims and what became of them: each printed figure, the value the counts give, and the file that proves it.

What does not add up comes first. Judgements are read from the answers; nothing is computed here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from boas.index import EstimateAnswer, EvaluationAnswer, EvidenceAnswer, EvidenceFile, ImplicationRow, JudgementRow
from boas.site._evidence import HOLDING, ReportedFigure, read_figure
from boas.site._numbers import count_decimals, format_computed, format_computed_interval, format_number
from boas.site._translations import LocalisedText, choose
from boas.site._units import format_count
from boas.translation import Language

STATES = ("contradicted", "declared", "consistent", "recomputed")
"""Terms of the vocabulary `claim_states`, what a reader must see first before the rest."""
_FROM_SCORES = frozenset({"auc", "brier", "calibration-slope", "calibration-intercept"})
"""Metrics recomputed from `scores.csv`; all others come from `counts.csv`."""
_CELLS = ("tp", "fp", "fn", "tn")


@dataclass(frozen=True, slots=True)
class Proof:
    """A file, the commit that brought it, and its digest."""

    name: str
    path: str
    commit: str
    """Empty when the history is cut short."""
    date: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _ClaimView:
    """One printed figure and what became of it."""

    evaluation: str
    version: str
    """Version that was measured."""
    standing: str
    """How the latest version stands to it."""
    field: str
    """Where it stands in its file: `reported[0]`."""
    figure: ReportedFigure
    state: str
    """Term of the vocabulary `claim_states`."""
    computed: str
    """Value the counts give; empty when there are none."""
    interval: str
    method: str
    """Term of the vocabulary `interval_methods`; of the recomputed interval."""
    n: str
    reasons: tuple[tuple[LocalisedText, str], ...]
    """Sentences, each with the name of the rule that reports it; without one when all is well."""
    proof: Proof


@dataclass(frozen=True, slots=True)
class _ImplicationView:
    """What several figures imply together."""

    evaluation: str
    sentence: LocalisedText
    is_possible: bool
    ranges: tuple[tuple[str, str, str], ...]
    """Cell of the confusion table, smallest and largest count."""


def build_claim_views(answer: EvidenceAnswer, language: Language) -> tuple[_ClaimView, ...]:
    """All claims that nothing replaced: those of the latest version first, and of these the doubtful ones."""
    found = [
        _build_claim_view(evaluation, judgement, language)
        for evaluation in answer.evaluations
        if not evaluation.replaced_by
        for judgement in evaluation.judgements
    ]
    return tuple(sorted(found, key=lambda one: (one.standing not in HOLDING, STATES.index(one.state))))


def _build_claim_view(evaluation: EvaluationAnswer, judgement: JudgementRow, language: Language) -> _ClaimView:
    """One claim."""
    position, found = judgement.position, judgement.computed
    printed = (evaluation.evaluation.content.reported or ())[position]
    unit = evaluation.evaluation.content.population.unit or ""
    known = found if found and found.value is not None else None
    return _ClaimView(
        evaluation.id,
        evaluation.version,
        evaluation.standing,
        f"reported[{position}]",
        read_figure(printed, language, judgement.state, unit),
        judgement.state,
        _format_recomputed(printed.value, known, language) if known else "",
        format_computed_interval(known.metric, (known.lower, known.upper), known.value or 0, language) if known else "",
        known.method if known else "",
        "" if judgement.n is None else format_count(judgement.n, printed.unit or unit, language),
        list_reasons(judgement, language),
        _find_proof(evaluation.files, _name_proof_file(found)),
    )


def list_reasons(judgement: JudgementRow, language: Language) -> tuple[tuple[LocalisedText, str], ...]:
    """What was found, each sentence once: problems repeat some of the reasons and name their rules."""
    rules = {choose(one.message, language): one.rule for one in judgement.problems}
    plain = (choose(reason, language) for reason in judgement.reasons)
    return tuple((dict.fromkeys(plain, "") | rules).items())


def _format_recomputed(printed: float | None, found: EstimateAnswer, language: Language) -> str:
    """A recomputed value with the decimals of the printed one; one more where they differ, to see by how much."""
    metric, value = found.metric, found.value or 0
    if printed is None:
        return format_computed(metric, value, language)
    digits = count_decimals(metric, printed)
    shown = format_computed(metric, value, language, digits)
    agrees = shown == format_computed(metric, printed, language, digits)
    return shown if agrees else format_computed(metric, value, language, digits + 1)


def _name_proof_file(found: EstimateAnswer | None) -> str:
    """Name of the file that shows what a claim is worth: the counts when there are some for it, else its own."""
    if found is None:
        return "evaluation.yaml"
    return "scores.csv" if found.metric in _FROM_SCORES else "counts.csv"


def _find_proof(files: Sequence[EvidenceFile], name: str) -> Proof:
    """One of the files of an evaluation; the first, its own document, when it has no such file."""
    return build_proof(next((one for one in files if one.path.endswith(f"/{name}")), files[0]))


def build_proof(file: EvidenceFile) -> Proof:
    """A file as the page shows it."""
    commit, date = (file.published.commit, file.published.date) if file.published else ("", "")
    return Proof(file.path.rpartition("/")[2], file.path, commit, date, file.sha256)


def build_implication_views(answer: EvidenceAnswer, language: Language) -> tuple[_ImplicationView, ...]:
    """What figures of one evaluation imply when put together, impossible sets first."""
    standing = (evaluation for evaluation in answer.evaluations if not evaluation.replaced_by)
    found = ((evaluation.id, one) for evaluation in standing for one in evaluation.implied)
    return tuple(sorted((_build_implication_view(*one, language) for one in found), key=lambda one: one.is_possible))


def _build_implication_view(evaluation: str, found: ImplicationRow, language: Language) -> _ImplicationView:
    """One set of figures."""
    ranges = [(cell, *found.ranges[cell]) for cell in _CELLS if cell in found.ranges]
    return _ImplicationView(
        evaluation,
        choose(found.sentence, language),
        found.is_possible,
        tuple((cell, format_number(least, language), format_number(most, language)) for cell, least, most in ranges),
    )
