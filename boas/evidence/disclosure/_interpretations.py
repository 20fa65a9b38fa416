"""Printed figures in the readings a reader may give them: which table, which people, which numbers in words."""

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
"""Other words for groups that texts speak of."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """One figure, and the counts a reader takes it to be about."""

    claim: Claim
    stratum: Stratum
    """With the variant of the table, or the figure's own."""
    group: tuple[Hashable, ...]
    """What sets it apart from the table: outcome, population, reference, threshold, variant; empty for nothing."""
    ends: tuple[float, float] | None = None
    """Limits of its value, where its source gives words for them."""

    @property
    def texts(self) -> tuple[str, ...]:
        """What is said of whom it is about."""
        one = self.claim.reported
        told = (one.outcome, one.population, one.reference_standard)
        return tuple(text for both in told if both for text in (both.fr, both.en) if text)


def interpret_figures(publication: PublishedEvaluation) -> tuple[Interpretation, ...]:
    """Every figure of an evaluation in its plainest reading; those of averages over several tables say nothing."""
    evaluation, written, ends = _parse_numbers_in_words(publication)
    variants = dict.fromkeys(row.stratum.variant for row in (publication.counts.rows if publication.counts else ()))
    # An area under a curve has no threshold, and sets nothing apart by that.
    flagging = (one for one in evaluation.reported or () if one.metric in FORMULAS)
    thresholds = {one.threshold for one in flagging if one.threshold is not None}
    found = []
    for claim in build_claims(evaluation, written):
        if not claim.is_average:
            stratum = _match_table_names(build_stratum(claim.reported, variants), publication)
            own = _build_group_key(claim.reported, stratum.variant, variants, len(thresholds))
            found.append(Interpretation(claim, stratum, own, ends.get(claim.position)))
    return tuple(found)


def _build_group_key(one: Reported, variant: str, variants: Iterable[str], n_thresholds: int) -> tuple[Hashable, ...]:
    """What sets a figure apart from the table beside it, or from the other figures; empty when nothing does."""
    named = tuple(variants)
    texts = tuple(
        (text.fr, text.en) if text else None for text in (one.outcome, one.population, one.reference_standard)
    )
    threshold = one.threshold if n_thresholds > 1 else None
    other = variant if named and variant not in named else None
    return (*texts, threshold, other) if any(one is not None for one in (*texts, threshold, other)) else ()


def _match_table_names(stratum: Stratum, publication: PublishedEvaluation) -> Stratum:
    """The same people under the names the table has for them, whatever their capitals."""
    for row in publication.counts.rows if publication.counts else ():
        if _fold_case(row.stratum) == _fold_case(stratum):
            return row.stratum
    return stratum


def _fold_case(stratum: Stratum) -> Stratum:
    """A stratum in small letters."""
    groups = tuple((name, group.casefold().strip()) for name, group in stratum.groups)
    return Stratum(stratum.variant, stratum.site.casefold().strip(), groups)


def iter_possible_rows(reading: Interpretation, publication: PublishedEvaluation) -> Iterator[Stratum]:
    """Rows of the table that a figure which is set apart from it may be about all the same."""
    words = {word for text in reading.texts for word in re.findall(r"\w[\w+-]*", text.casefold())}
    own = reading.stratum
    variants = {row.stratum.variant for row in (publication.counts.rows if publication.counts else ())}
    for row in publication.counts.rows if publication.counts else ():
        one = row.stratum
        is_variant = one.variant in {own.variant, ""} or own.variant == "" or len(variants) == 1
        is_said = (one.site, one.groups) == (own.site, own.groups)
        if is_variant and (
            is_said or (one.groups and words and all(_mentions_group(words, name) for _, name in one.groups))
        ):
            yield one


def _mentions_group(words: set[str], group: str) -> bool:
    """Whether a text has the name of a group among its words."""
    name = group.casefold()
    return name in words or not words.isdisjoint(_GROUP_WORDS.get(name, ()))


def _parse_numbers_in_words(
    publication: PublishedEvaluation,
) -> tuple[Evaluation, NumberText, dict[int, tuple[float, float]]]:
    """The evaluation with numbers in place of words that say one, and the limits that others say."""
    evaluation, reported = publication.evaluation, list(publication.evaluation.reported or ())
    texts: dict[int, str] = {}
    ends: dict[int, tuple[float, float]] = {}
    for position, one in enumerate(reported):
        told = _parse_number_text(one.as_printed) if one.as_printed else None
        if isinstance(told, Decimal):
            reported[position] = one.model_copy(update={"value": float(told), "as_printed": None})
            texts[position] = f"{told:f}"
        elif told is not None:
            ends[position] = told

    def read_text(position: int, path: tuple[str, ...]) -> str:
        return texts[position] if position in texts and path == ("value",) else publication.written(position, path)

    return evaluation.model_copy(update={"reported": tuple(reported)}), read_text, ends


def _parse_number_text(text: str) -> Decimal | tuple[float, float] | None:
    """The number that words say, or two limits; nothing when they say several things or none."""
    found = [Decimal(one.replace(",", ".").replace("−", "-")) for one in _NUMBER.findall(text)]
    if "%" in text:
        found = [one.scaleb(-2) for one in found]
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


def with_row(reading: Interpretation, row: Stratum) -> Interpretation:
    """The same figure taken to be about a row of the table."""
    return replace(reading, stratum=row, group=())
