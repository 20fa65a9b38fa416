"""The evidence of one algorithm for people at a terminal: claims, recomputed numbers, groups.

Everything an author wrote is escaped on its way there. Small counts that are given away are told by a sentence,
never by their value.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boas.documents import Evaluation, LocalText, Reported, load_vocabulary
from boas.escaping import make_visible
from boas.evidence import (
    ClaimVerdict,
    Disparity,
    Estimate,
    PooledEstimate,
    Stratum,
    StratumEstimates,
    choose_decimals,
    describe_stratum,
    format_number,
    to_printed,
)
from boas.evidence.verification import NumberText
from boas.translation import Language, Message

if TYPE_CHECKING:
    from boas.evidence import Evidence

_BY_GROUP = ("sensitivity", "specificity", "ppv", "npv")
"""Metrics that are shown for every site and group."""
_RATIOS = frozenset({"positive-likelihood-ratio", "negative-likelihood-ratio"})
_ORDER = ("contradicted", "declared", "consistent", "recomputed")
"""States of claims, those first that want a reader."""


@dataclass(frozen=True, slots=True)
class EvaluationResult:
    """One evaluation with what it comes to."""

    id: str
    evaluation: Evaluation | None
    """Nothing when the document has errors."""
    evidence: "Evidence"
    disparities: tuple[Disparity, ...]
    threshold: int
    """Smallest count of people that is published."""
    written: NumberText
    """Numbers of the claims with the digits their author gave them."""

    @property
    def claims(self) -> tuple[tuple[Reported, ClaimVerdict], ...]:
        """Printed numbers with what became of them, those that do not add up first."""
        reported = (self.evaluation.reported if self.evaluation else None) or ()
        judged = [(reported[one.position], one) for one in self.evidence.verification.judgements]
        return tuple(sorted(judged, key=lambda pair: _ORDER.index(pair[1].state)))


def render_text_evidence(algorithm: str, weighings: Sequence[EvaluationResult], language: Language) -> str:
    """Every evaluation of an algorithm: its claims, its recomputed numbers, its groups."""
    if not weighings:
        return f"{make_visible(algorithm)}{_NO_EVALUATION.in_(language)}\n"
    shown = (_iter_evaluation_lines(algorithm, one, language) for one in weighings)
    return "\n".join("".join(f"{make_visible(line)}\n" for line in lines) for lines in shown)


def _iter_evaluation_lines(algorithm: str, one: EvaluationResult, language: Language) -> Iterator[str]:
    """One evaluation."""
    yield _format_title(algorithm, one)
    if one.evaluation is None:
        yield f"  {_HAS_ERRORS.in_(language)}"
    elif not one.claims and not one.evidence.recomputed:
        yield f"  {_NO_NUMBERS.in_(language)}"
    sentences = (make_visible(exposure.sentence.in_(language)) for exposure in one.evidence.disclosures)
    yield from _iter_section_lines(_NOT_TO_PUBLISH.in_(language), sentences)
    yield from _iter_section_lines(_CLAIMS.in_(language), _iter_claim_lines(one, language))
    for variant in dict.fromkeys(row.stratum.variant for row in one.evidence.recomputed):
        rows = [row for row in one.evidence.recomputed if row.stratum.variant == variant]
        named = f" — {make_visible(variant)}" if variant else ""
        yield from _iter_section_lines(f"{_RECOMPUTED.in_(language)}{named}", _iter_overall_lines(rows, language))
        gaps = [gap for gap in one.disparities if gap.variant == variant]
        pooled = [found for found in one.evidence.pooled if found.variant == variant]
        yield from _iter_section_lines(f"{_SITES_TOGETHER.in_(language)}{named}", _iter_pooled_lines(pooled, language))
        for metric in _BY_GROUP:
            yield from _iter_section_lines(
                f"{_name_term('metrics', metric, language)}{named}", _iter_group_lines(metric, rows, gaps, language)
            )


def _format_title(algorithm: str, one: EvaluationResult) -> str:
    """Which evaluation, of which version, when."""
    about = one.evaluation
    subject = f" ({', '.join(part for part in (about.subject.version, about.date) if part)})" if about else ""
    return make_visible(f"{algorithm} / {one.id}{subject}")


def _iter_section_lines(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading and what is under it; nothing when there is nothing."""
    listed = list(lines)
    if listed:
        yield from ("", f"  {heading}", *(f"    {line}" for line in listed))


def _iter_claim_lines(one: EvaluationResult, language: Language) -> Iterator[str]:
    """Printed numbers in a table; under each that was not recomputed, what can be said of it."""
    rows = [
        (
            _name_term("claim_states", judgement.state, language),
            _name_term("metrics", reported.metric, language),
            *_format_reported_cells(reported, judgement.position, one.written, language),
            _describe_subjects(reported, language),
        )
        for reported, judgement in one.claims
    ]
    lines = list(_align_columns(("state", "metric", "value", "interval", "n", "who"), rows, language))
    yield from lines[:1]
    for line, (_, judgement) in zip(lines[1:], one.claims, strict=True):
        yield line
        if judgement.state != "recomputed":
            yield from (f"  {make_visible(reason.in_(language))}" for reason in judgement.reasons)
        yield from (f"  → {make_visible(problem.mend.in_(language))}" for problem in judgement.problems)


def _format_reported_cells(
    reported: Reported, position: int, written: NumberText, language: Language
) -> tuple[str, str, str]:
    """Value, interval and number of people as printed."""

    def get_digits(value: float, *path: str) -> str:
        return _format_minus(to_printed(value, written(position, path)).words.in_(language))

    value = reported.as_printed or ("" if reported.value is None else get_digits(reported.value, "value"))
    ci, ends = reported.ci, ""
    if ci is not None:
        ends = _format_interval(get_digits(ci.lower, "ci", "lower"), get_digits(ci.upper, "ci", "upper"), language)
    return value, ends, _format_people(reported.n, language)


def _iter_overall_lines(rows: Sequence[StratumEstimates], language: Language) -> Iterator[str]:
    """Every metric of everybody, or of the first stratum when everybody is not there."""
    estimates = rows[0].estimates.values()
    listed = [
        (_name_term("metrics", one.metric, language), *_format_estimate_cells(one, language)) for one in estimates
    ]
    yield _capitalise_stratum(rows[0].stratum, language)
    yield from _align_columns(("metric", "value", "interval", "n"), listed, language)


def _iter_pooled_lines(pooled: Sequence[PooledEstimate], language: Language) -> Iterator[str]:
    """Metrics over several sites, and how much of what varies is between them."""
    listed = [
        (
            _name_term("metrics", one.metric, language),
            *_format_estimate_cells(one.random_effects, language)[:2],
            _format_people(len(one.sites), language),
            f"{format_number(100 * one.i_squared).in_(language)} %",
        )
        for one in pooled
    ]
    yield from _align_columns(("metric", "value", "interval", "sites", "between"), listed, language)


def _iter_group_lines(
    metric: str, rows: Sequence[StratumEstimates], gaps: Sequence[Disparity], language: Language
) -> Iterator[str]:
    """One metric for every site and group, each with its gap to the reference."""
    by_group = {(gap.dimension, gap.group): gap for gap in gaps if gap.metric == metric}
    references = {(gap.dimension, gap.reference) for gap in by_group.values()}
    listed = []
    for row in rows:
        if not row.stratum.site and not row.stratum.groups:
            continue
        group = ("", "") if row.stratum.site else row.stratum.crossing
        gap = by_group.get(group)
        last = (
            _format_gap_cells(gap, language) if gap else ("", _REFERENCE.in_(language) if group in references else "")
        )
        listed.append(
            (
                _capitalise_stratum(row.stratum, language),
                *_format_estimate_cells(row.estimates[metric], language),
                *last,
            )
        )
    if any(row.estimates[metric].value is not None for row in rows):
        yield from _align_columns(("who", "value", "interval", "n", "gap", "state"), listed, language)


def _format_gap_cells(gap: Disparity, language: Language) -> tuple[str, str]:
    """The gap with its interval, and what it shows."""
    found, shown = gap.difference, ""
    if found is not None:
        digits = choose_decimals((found.value, found.lower, found.upper), 3)
        lower, upper = (_format_rounded(end, language, digits) for end in (found.lower, found.upper))
        ends = _format_interval(lower, upper, language)
        shown = f"{_format_rounded(found.value, language, digits)} ({ends})"
    return shown, _name_term("disparity_states", gap.state, language)


def _format_estimate_cells(estimate: Estimate, language: Language) -> tuple[str, str, str]:
    """Value, interval and denominator; the reason when there is no value."""
    if estimate.value is None:
        return _name_term("missing_estimates", estimate.missing, language), "", _format_people(estimate.n, language)
    known = [one for one in (estimate.value, estimate.lower, estimate.upper) if one is not None]
    digits = choose_decimals(known, 2 if estimate.metric in _RATIOS else 3)
    lower, upper = (
        "" if end is None else _format_rounded(end, language, digits) for end in (estimate.lower, estimate.upper)
    )
    return (
        _format_rounded(estimate.value, language, digits),
        _format_interval(lower, upper, language),
        _format_people(estimate.n, language),
    )


def _align_columns(names: Sequence[str], rows: Sequence[Sequence[str]], language: Language) -> Iterator[str]:
    """Rows under their names in columns as wide as their widest cell; nothing without rows."""
    shown = [
        [_COLUMN_NAMES[name].in_(language) for name in names],
        *([make_visible(cell) for cell in row] for row in rows),
    ]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    for cells in shown if rows else ():
        yield "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _describe_subjects(reported: Reported, language: Language) -> str:
    """For whom a figure was printed."""
    groups = tuple((reported.subgroup or {}).items())
    told = _capitalise_stratum(Stratum(_choose_text(reported.variant, language), reported.site or "", groups), language)
    others = (
        _choose_text(text, language) for text in (reported.outcome, reported.population, reported.reference_standard)
    )
    return ", ".join((told, *(text for text in others if text)))


def _choose_text(text: LocalText | None, language: Language) -> str:
    """A text in one language, or in the first that it has; empty when there is none."""
    return text.in_(language) if text else ""


def _capitalise_stratum(stratum: Stratum, language: Language) -> str:
    """For whom and where, with a capital."""
    text = describe_stratum(stratum).in_(language)
    return text[:1].upper() + text[1:]


def _name_term(name: str, term: str, language: Language) -> str:
    """The name of a term; the term itself when no vocabulary has it."""
    words = load_vocabulary(name).terms.get(term)
    return words.in_(language) if words else term


def _format_people(n: int | None, language: Language) -> str:
    """A number of people."""
    return "" if n is None else format_number(n).in_(language)


def _format_rounded(value: float, language: Language, digits: int = 3) -> str:
    """A number with so many decimals."""
    return _format_minus(format_number(value, digits).in_(language))


def _format_minus(text: str) -> str:
    """A number with a minus sign instead of a hyphen."""
    return text.replace("-", "−")


def _format_interval(lower: str, upper: str, language: Language) -> str:
    """Both bounds of an interval; one of them when the other is missing."""
    if lower and upper:
        return Message("{lower} to {upper}", lower=lower, upper=upper).in_(language)
    return f"≥ {lower}" if lower else f"≤ {upper}" if upper else ""


_COLUMN_NAMES = {
    "state": Message("State"),
    "metric": Message("Metric"),
    "value": Message("Value"),
    "interval": Message("Interval"),
    "n": Message("n"),
    "who": Message("For whom"),
    "gap": Message("Gap"),
    "sites": Message("Sites"),
    "between": Message("I²"),
}
_REFERENCE = Message("Reference group")
_CLAIMS = Message("Reported figures")
_RECOMPUTED = Message("Recomputed")
_SITES_TOGETHER = Message("All sites (random effects)")
_NOT_TO_PUBLISH = Message("Not to be published")
_NO_EVALUATION = Message(": no evaluation.")
_NO_NUMBERS = Message("Neither counts nor reported figures.")
_HAS_ERRORS = Message("This evaluation has errors: run `boas check`.")
