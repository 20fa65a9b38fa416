"""Printed figures in the readings a reader may give them: which table, which people, which numbers in words."""

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from boas.documents import Evaluation, Reported
from boas.evidence.counts import Stratum
from boas.evidence.digits import Printed
from boas.evidence.judging.claim import Claim, Written, claims_of
from boas.evidence.withholding.curves import FORMULAS
from boas.evidence.withholding.figures import stratum_of
from boas.evidence.withholding.published import Publication

NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)?")
RANGE = re.compile(r"à|to|–|-|et|and|;")
ABOVE = re.compile(r">|≥|plus de|supérieur|more than|above|at least|au moins", re.IGNORECASE)
BELOW = re.compile(r"<|≤|moins de|inférieur|less than|below|at most|au plus", re.IGNORECASE)
WORDS_OF = {"female": ("femme", "femmes", "woman", "women"), "male": ("homme", "hommes", "man", "men")}
"""Other words for groups that texts speak of."""


@dataclass(frozen=True, slots=True)
class Reading:
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


def readings_of(publication: Publication) -> tuple[Reading, ...]:
    """Every figure of an evaluation in its plainest reading; those of averages over several tables say nothing."""
    evaluation, written, ends = numbers_from_words(publication)
    variants = dict.fromkeys(row.stratum.variant for row in (publication.counts.rows if publication.counts else ()))
    # An area under a curve has no threshold, and sets nothing apart by that.
    flagging = (one for one in evaluation.reported or () if one.metric in FORMULAS)
    thresholds = {one.threshold for one in flagging if one.threshold is not None}
    found = []
    for claim in claims_of(evaluation, written):
        if not claim.is_average:
            stratum = known_names(stratum_of(claim.reported, variants), publication)
            own = group_of(claim.reported, stratum.variant, variants, len(thresholds))
            found.append(Reading(claim, stratum, own, ends.get(claim.position)))
    return tuple(found)


def group_of(one: Reported, variant: str, variants: Iterable[str], n_thresholds: int) -> tuple[Hashable, ...]:
    """What sets a figure apart from the table beside it, or from the other figures; empty when nothing does."""
    named = tuple(variants)
    texts = tuple(
        (text.fr, text.en) if text else None for text in (one.outcome, one.population, one.reference_standard)
    )
    threshold = one.threshold if n_thresholds > 1 else None
    other = variant if named and variant not in named else None
    return (*texts, threshold, other) if any(one is not None for one in (*texts, threshold, other)) else ()


def known_names(stratum: Stratum, publication: Publication) -> Stratum:
    """The same people under the names the table has for them, whatever their capitals."""
    for row in publication.counts.rows if publication.counts else ():
        if plain(row.stratum) == plain(stratum):
            return row.stratum
    return stratum


def plain(stratum: Stratum) -> Stratum:
    """A stratum in small letters."""
    groups = tuple((name, group.casefold().strip()) for name, group in stratum.groups)
    return Stratum(stratum.variant, stratum.site.casefold().strip(), groups)


def meant(reading: Reading, publication: Publication) -> Iterator[Stratum]:
    """Rows of the table that a figure which is set apart from it may be about all the same."""
    words = {word for text in reading.texts for word in re.findall(r"\w[\w+-]*", text.casefold())}
    own = reading.stratum
    variants = {row.stratum.variant for row in (publication.counts.rows if publication.counts else ())}
    for row in publication.counts.rows if publication.counts else ():
        one = row.stratum
        is_variant = one.variant in {own.variant, ""} or own.variant == "" or len(variants) == 1
        is_said = (one.site, one.groups) == (own.site, own.groups)
        if is_variant and (is_said or (one.groups and words and all(speaks_of(words, name) for _, name in one.groups))):
            yield one


def speaks_of(words: set[str], group: str) -> bool:
    """Whether a text has the name of a group among its words."""
    name = group.casefold()
    return name in words or not words.isdisjoint(WORDS_OF.get(name, ()))


def numbers_from_words(publication: Publication) -> tuple[Evaluation, Written, dict[int, tuple[float, float]]]:
    """The evaluation with numbers in place of words that say one, and the limits that others say."""
    evaluation, reported = publication.evaluation, list(publication.evaluation.reported or ())
    texts: dict[int, str] = {}
    ends: dict[int, tuple[float, float]] = {}
    for position, one in enumerate(reported):
        told = told_by(one.as_printed) if one.as_printed else None
        if isinstance(told, Decimal):
            reported[position] = one.model_copy(update={"value": float(told), "as_printed": None})
            texts[position] = f"{told:f}"
        elif told is not None:
            ends[position] = told

    def written(position: int, path: tuple[str, ...]) -> str:
        return texts[position] if position in texts and path == ("value",) else publication.written(position, path)

    return evaluation.model_copy(update={"reported": tuple(reported)}), written, ends


def told_by(text: str) -> Decimal | tuple[float, float] | None:
    """The number that words say, or two limits; nothing when they say several things or none."""
    found = [Decimal(one.replace(",", ".").replace("−", "-")) for one in NUMBER.findall(text)]
    if "%" in text:
        found = [one.scaleb(-2) for one in found]
    if len(found) == 1 and ABOVE.search(text):
        return float(found[0]), float("inf")
    if len(found) == 1 and BELOW.search(text):
        return float("-inf"), float(found[0])
    if len(found) == 1:
        return found[0]
    if len(found) == 2 and RANGE.search(text):  # noqa: PLR2004 -- from one to the other
        return halves(min(found))[0], halves(max(found))[1]
    return None


def halves(number: Decimal) -> tuple[float, float]:
    """What rounds to a number."""
    decimals = max(0, -int(number.as_tuple().exponent))
    return Printed(round(number.scaleb(decimals)), decimals).ends


def about_row(reading: Reading, row: Stratum) -> Reading:
    """The same figure taken to be about a row of the table."""
    return replace(reading, stratum=row, group=())
