"""Interpretations of printed figures: which table, which people and which numbers a reader may take them for.

The audit adds the plainest interpretation of each figure first and tries the others afterwards.
"""

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from boas.documents import Evaluation, Reported
from boas.evidence._counts import Stratum
from boas.evidence._digits import PrintedNumber
from boas.evidence.disclosure._figures import build_stratum
from boas.evidence.disclosure._metric_constraints import FORMULAS
from boas.evidence.disclosure._publications import PublishedEvaluation
from boas.evidence.verification import Claim, NumberText, build_claims

_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)?")
_RANGE = re.compile(r"à|to|–|-|et|and|;")
_ABOVE = re.compile(r">|≥|plus de|supérieur|more than|above|at least|au moins", re.IGNORECASE)
_BELOW = re.compile(r"<|≤|moins de|inférieur|less than|below|at most|au plus", re.IGNORECASE)
_GROUP_WORDS = {"female": ("femme", "femmes", "woman", "women"), "male": ("homme", "hommes", "man", "men")}
"""Words for groups in texts, by the group's name."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """One figure under one interpretation: the counts a reader takes it to be about."""

    claim: Claim
    stratum: Stratum
    """With the variant of the table, or the figure's own."""
    group: tuple[Hashable, ...]
    """Outcome, population, reference, threshold and variant that differ from the table; empty when none does."""
    ends: tuple[float, float] | None = None
    """Limits of its value, where its source gives words for them."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that describe whom it is about."""
        figure = self.claim.reported
        described = (figure.outcome, figure.population, figure.reference_standard)
        return tuple(text for both in described if both for text in both.texts.values())


def interpret_figures(publication: PublishedEvaluation) -> tuple[Interpretation, ...]:
    """The plainest interpretation of every figure of an evaluation; averages over several tables are left out."""
    evaluation, written, ends = _parse_numbers_in_words(publication)
    variants = dict.fromkeys(row.stratum.variant for row in (publication.counts.rows if publication.counts else ()))
    # An area under a curve has no threshold: its absence is no difference.
    flagging = (figure for figure in evaluation.reported or () if figure.metric in FORMULAS)
    thresholds = {figure.threshold for figure in flagging if figure.threshold is not None}
    found = []
    for claim in build_claims(evaluation, written):
        if not claim.is_average:
            stratum = _match_table_names(build_stratum(claim.reported, variants), publication)
            own = _build_group_key(claim.reported, stratum.variant, variants, len(thresholds))
            found.append(Interpretation(claim, stratum, own, ends.get(claim.position)))
    return tuple(found)


def _build_group_key(
    figure: Reported, variant: str, variants: Iterable[str], n_thresholds: int
) -> tuple[Hashable, ...]:
    """Where a figure differs from the table beside it, or from the other figures; empty when it does not."""
    named = tuple(variants)
    texts = (figure.outcome, figure.population, figure.reference_standard)
    threshold = figure.threshold if n_thresholds > 1 else None
    other = variant if named and variant not in named else None
    return (*texts, threshold, other) if any(text is not None for text in (*texts, threshold, other)) else ()


def _match_table_names(stratum: Stratum, publication: PublishedEvaluation) -> Stratum:
    """The same people under the names the table has for them, whatever their capitals."""
    for row in publication.counts.rows if publication.counts else ():
        if _fold_case(row.stratum) == _fold_case(stratum):
            return row.stratum
    return stratum


def _fold_case(stratum: Stratum) -> Stratum:
    """A stratum in lower case."""
    groups = tuple((name, group.casefold().strip()) for name, group in stratum.groups)
    return Stratum(stratum.variant, stratum.site.casefold().strip(), groups)


def iter_possible_rows(interpretation: Interpretation, publication: PublishedEvaluation) -> Iterator[Stratum]:
    """Rows of the table that a figure may be about although it is declared to be about something else."""
    words = {word for text in interpretation.texts for word in re.findall(r"\w[\w+-]*", text.casefold())}
    declared = interpretation.stratum
    variants = {row.stratum.variant for row in (publication.counts.rows if publication.counts else ())}
    for row in publication.counts.rows if publication.counts else ():
        stratum = row.stratum
        is_variant = stratum.variant in {declared.variant, ""} or declared.variant == "" or len(variants) == 1
        is_declared = (stratum.site, stratum.groups) == (declared.site, declared.groups)
        if is_variant and (
            is_declared
            or (stratum.groups and words and all(_mentions_group(words, name) for _, name in stratum.groups))
        ):
            yield stratum


def _mentions_group(words: set[str], group: str) -> bool:
    """Whether the words of a text name a group."""
    name = group.casefold()
    return name in words or not words.isdisjoint(_GROUP_WORDS.get(name, ()))


def _parse_numbers_in_words(
    publication: PublishedEvaluation,
) -> tuple[Evaluation, NumberText, dict[int, tuple[float, float]]]:
    """The evaluation with texts replaced by the numbers they state, and the limits that other texts state."""
    evaluation, reported = publication.evaluation, list(publication.evaluation.reported or ())
    texts: dict[int, str] = {}
    ends: dict[int, tuple[float, float]] = {}
    for position, figure in enumerate(reported):
        parsed = _parse_number_text(figure.as_printed) if figure.as_printed else None
        if isinstance(parsed, Decimal):
            reported[position] = figure.model_copy(update={"value": float(parsed), "as_printed": None})
            texts[position] = f"{parsed:f}"
        elif parsed is not None:
            ends[position] = parsed

    def read_text(position: int, path: tuple[str, ...]) -> str:
        return texts[position] if position in texts and path == ("value",) else publication.written(position, path)

    return evaluation.model_copy(update={"reported": tuple(reported)}), read_text, ends


def _parse_number_text(text: str) -> Decimal | tuple[float, float] | None:
    """The number that a text states, or its two limits; None when it states several numbers or none."""
    found = [Decimal(value.replace(",", ".").replace("−", "-")) for value in _NUMBER.findall(text)]
    if "%" in text:
        found = [number.scaleb(-2) for number in found]
    if len(found) == 1 and _ABOVE.search(text):
        return float(found[0]), float("inf")
    if len(found) == 1 and _BELOW.search(text):
        return float("-inf"), float(found[0])
    if len(found) == 1:
        return found[0]
    if len(found) == 2 and _RANGE.search(text):  # noqa: PLR2004 -- from one to the other
        return _compute_rounding_limits(min(found))[0], _compute_rounding_limits(max(found))[1]
    return None


def _compute_rounding_limits(number: Decimal) -> tuple[float, float]:
    """What rounds to a number."""
    decimals = max(0, -int(number.as_tuple().exponent))
    return PrintedNumber(round(number.scaleb(decimals)), decimals).ends


def with_row(interpretation: Interpretation, row: Stratum) -> Interpretation:
    """The same figure, interpreted as about a row of the table."""
    return replace(interpretation, stratum=row, group=())
