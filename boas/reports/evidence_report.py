"""The evidence of one algorithm for people at a terminal: claims, recomputed numbers, groups.

Everything an author wrote is escaped on its way there. Small counts that are given away are told by a sentence,
never by their value.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boas.documents import Evaluation, LocalText, Reported, vocabulary
from boas.evidence.counts import Stratum
from boas.evidence.digits import printed, shown, telling
from boas.evidence.estimates import Disparity, Estimate, Judgement, Pooled, Recomputed
from boas.evidence.judging.claim import Written
from boas.evidence.strata import said
from boas.finding import Language, Words
from boas.reports.text import visible

if TYPE_CHECKING:
    from boas.evidence.weighing import Evidence

BY_GROUP = ("sensitivity", "specificity", "ppv", "npv")
"""Metrics that are shown for every site and group."""
RATIOS = frozenset({"positive-likelihood-ratio", "negative-likelihood-ratio"})
ORDER = ("contradicted", "declared", "consistent", "recomputed")
"""States of claims, those first that want a reader."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """One evaluation with what it comes to."""

    id: str
    evaluation: Evaluation | None
    """Nothing when the document has errors."""
    evidence: "Evidence"
    disparities: tuple[Disparity, ...]
    threshold: int
    """Smallest count of people that is published."""
    written: Written
    """Numbers of the claims with the digits their author gave them."""

    @property
    def claims(self) -> tuple[tuple[Reported, Judgement], ...]:
        """Printed numbers with what became of them, those that do not add up first."""
        reported = (self.evaluation.reported if self.evaluation else None) or ()
        judged = [(reported[one.position], one) for one in self.evidence.judged.judgements]
        return tuple(sorted(judged, key=lambda pair: ORDER.index(pair[1].state)))


def text_evidence(algorithm: str, weighings: Sequence[Weighing], language: Language) -> str:
    """Every evaluation of an algorithm: its claims, its recomputed numbers, its groups."""
    if not weighings:
        return f"{visible(algorithm)}{NO_EVALUATION.in_(language)}\n"
    shown = (lines_of(algorithm, one, language) for one in weighings)
    return "\n".join("".join(f"{visible(line)}\n" for line in lines) for lines in shown)


def lines_of(algorithm: str, one: Weighing, language: Language) -> Iterator[str]:
    """One evaluation."""
    yield title(algorithm, one)
    if one.evaluation is None:
        yield f"  {HAS_ERRORS.in_(language)}"
    elif not one.claims and not one.evidence.recomputed:
        yield f"  {NO_NUMBERS.in_(language)}"
    sentences = (visible(exposure.sentence.in_(language)) for exposure in one.evidence.exposures)
    yield from section(NOT_TO_PUBLISH.in_(language), sentences)
    yield from section(CLAIMS.in_(language), claim_lines(one, language))
    for variant in dict.fromkeys(row.stratum.variant for row in one.evidence.recomputed):
        rows = [row for row in one.evidence.recomputed if row.stratum.variant == variant]
        named = f" — {visible(variant)}" if variant else ""
        yield from section(f"{RECOMPUTED.in_(language)}{named}", whole_lines(rows, language))
        gaps = [gap for gap in one.disparities if gap.variant == variant]
        pooled = [found for found in one.evidence.pooled if found.variant == variant]
        yield from section(f"{SITES_TOGETHER.in_(language)}{named}", pooled_lines(pooled, language))
        for metric in BY_GROUP:
            yield from section(
                f"{label('metrics', metric, language)}{named}", group_lines(metric, rows, gaps, language)
            )


def title(algorithm: str, one: Weighing) -> str:
    """Which evaluation, of which version, when."""
    about = one.evaluation
    subject = f" ({', '.join(part for part in (about.subject.version, about.date) if part)})" if about else ""
    return visible(f"{algorithm} / {one.id}{subject}")


def section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading and what is under it; nothing when there is nothing."""
    listed = list(lines)
    if listed:
        yield from ("", f"  {heading}", *(f"    {line}" for line in listed))


def claim_lines(one: Weighing, language: Language) -> Iterator[str]:
    """Printed numbers in a table; under each that was not recomputed, what can be said of it."""
    rows = [
        (
            label("claim_states", judgement.state, language),
            label("metrics", reported.metric, language),
            *printed_cells(reported, judgement.position, one.written, language),
            about_whom(reported, language),
        )
        for reported, judgement in one.claims
    ]
    lines = list(aligned(("state", "metric", "value", "interval", "n", "who"), rows, language))
    yield from lines[:1]
    for line, (_, judgement) in zip(lines[1:], one.claims, strict=True):
        yield line
        if judgement.state != "recomputed":
            yield from (f"  {visible(reason.in_(language))}" for reason in judgement.reasons)
        yield from (f"  → {visible(problem.mend.in_(language))}" for problem in judgement.problems)


def printed_cells(reported: Reported, position: int, written: Written, language: Language) -> tuple[str, str, str]:
    """Value, interval and number of people as printed."""

    def digits(value: float, *path: str) -> str:
        return minus(printed(value, written(position, path)).words.in_(language))

    value = reported.as_printed or ("" if reported.value is None else digits(reported.value, "value"))
    ci, ends = reported.ci, ""
    if ci is not None:
        ends = between(digits(ci.lower, "ci", "lower"), digits(ci.upper, "ci", "upper"), language)
    return value, ends, whole(reported.n, language)


def whole_lines(rows: Sequence[Recomputed], language: Language) -> Iterator[str]:
    """Every metric of everybody, or of the first stratum when everybody is not there."""
    estimates = rows[0].estimates.values()
    listed = [(label("metrics", one.metric, language), *cells_of(one, language)) for one in estimates]
    yield said_in(rows[0].stratum, language)
    yield from aligned(("metric", "value", "interval", "n"), listed, language)


def pooled_lines(pooled: Sequence[Pooled], language: Language) -> Iterator[str]:
    """Metrics over several sites, and how much of what varies is between them."""
    listed = [
        (
            label("metrics", one.metric, language),
            *cells_of(one.random_effects, language)[:2],
            whole(len(one.sites), language),
            f"{shown(100 * one.i_squared).in_(language)} %",
        )
        for one in pooled
    ]
    yield from aligned(("metric", "value", "interval", "sites", "between"), listed, language)


def group_lines(
    metric: str, rows: Sequence[Recomputed], gaps: Sequence[Disparity], language: Language
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
        last = gap_cells(gap, language) if gap else ("", REFERENCE.in_(language) if group in references else "")
        listed.append((said_in(row.stratum, language), *cells_of(row.estimates[metric], language), *last))
    if any(row.estimates[metric].value is not None for row in rows):
        yield from aligned(("who", "value", "interval", "n", "gap", "state"), listed, language)


def gap_cells(gap: Disparity, language: Language) -> tuple[str, str]:
    """The gap with its interval, and what it shows."""
    found, shown = gap.difference, ""
    if found is not None:
        digits = telling((found.value, found.lower, found.upper), 3)
        lower, upper = (rounded(end, language, digits) for end in (found.lower, found.upper))
        ends = between(lower, upper, language)
        shown = f"{rounded(found.value, language, digits)} ({ends})"
    return shown, label("disparity_states", gap.state, language)


def cells_of(estimate: Estimate, language: Language) -> tuple[str, str, str]:
    """Value, interval and denominator; the reason when there is no value."""
    if estimate.value is None:
        return label("missing_estimates", estimate.missing, language), "", whole(estimate.n, language)
    known = [one for one in (estimate.value, estimate.lower, estimate.upper) if one is not None]
    digits = telling(known, 2 if estimate.metric in RATIOS else 3)
    lower, upper = ("" if end is None else rounded(end, language, digits) for end in (estimate.lower, estimate.upper))
    return rounded(estimate.value, language, digits), between(lower, upper, language), whole(estimate.n, language)


def aligned(names: Sequence[str], rows: Sequence[Sequence[str]], language: Language) -> Iterator[str]:
    """Rows under their names in columns as wide as their widest cell; nothing without rows."""
    shown = [[NAMES[name].in_(language) for name in names], *([visible(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    for cells in shown if rows else ():
        yield "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def about_whom(reported: Reported, language: Language) -> str:
    """For whom a figure was printed."""
    groups = tuple((reported.subgroup or {}).items())
    told = said_in(Stratum(text_in(reported.variant, language), reported.site or "", groups), language)
    others = (text_in(text, language) for text in (reported.outcome, reported.population, reported.reference_standard))
    return ", ".join((told, *(text for text in others if text)))


def text_in(text: LocalText | None, language: Language) -> str:
    """A text in one language, or in the other when it is in that one only."""
    fr, en = (text.fr, text.en) if text else (None, None)
    return (fr or en or "") if language == "fr" else (en or fr or "")


def said_in(stratum: Stratum, language: Language) -> str:
    """For whom and where, with a capital."""
    text = said(stratum).in_(language)
    return text[:1].upper() + text[1:]


def label(name: str, term: str, language: Language) -> str:
    """The name of a term; the term itself when no vocabulary has it."""
    words = vocabulary(name).terms.get(term)
    return words.in_(language) if words else term


def whole(n: int | None, language: Language) -> str:
    """A number of people."""
    return "" if n is None else shown(n).in_(language)


def rounded(value: float, language: Language, digits: int = 3) -> str:
    """A number with so many decimals."""
    return minus(shown(value, digits).in_(language))


def minus(text: str) -> str:
    """A number with a minus sign instead of a hyphen."""
    return text.replace("-", "−")


def between(lower: str, upper: str, language: Language) -> str:
    """Both bounds of an interval; one of them when the other is missing."""
    if lower and upper:
        return f"{lower} {'à' if language == 'fr' else 'to'} {upper}"
    return f"≥ {lower}" if lower else f"≤ {upper}" if upper else ""


NAMES = {
    "state": Words("État", "State"),
    "metric": Words("Mesure", "Metric"),
    "value": Words("Valeur", "Value"),
    "interval": Words("Intervalle", "Interval"),
    "n": Words("n", "n"),
    "who": Words("Pour qui", "For whom"),
    "gap": Words("Écart", "Gap"),
    "sites": Words("Sites", "Sites"),
    "between": Words("I²", "I²"),
}
REFERENCE = Words("Groupe de référence", "Reference group")
CLAIMS = Words("Chiffres déclarés", "Reported figures")
RECOMPUTED = Words("Recalculé", "Recomputed")
SITES_TOGETHER = Words("Tous sites (effets aléatoires)", "All sites (random effects)")
NOT_TO_PUBLISH = Words("À ne pas publier", "Not to be published")
NO_EVALUATION = Words(" : aucune évaluation.", ": no evaluation.")
NO_NUMBERS = Words("Ni effectifs ni chiffres déclarés.", "Neither counts nor reported figures.")
HAS_ERRORS = Words(
    "Cette évaluation contient des erreurs : lancer « boas check ».", "This evaluation has errors: run `boas check`."
)
