"""A printed number against what the counts of its stratum give: value, n and interval, each within rounding.

A value that is right only with digits cut off, not rounded, does not hold. Metrics of scores are computed from
ranges of scores, hence only nearly: a value that differs but lies in the computed interval stays *declared*.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from boas.documents import load_vocabulary
from boas.evidence._counts import Stratum
from boas.evidence._digits import PrintedNumber, choose_decimals, format_number
from boas.evidence._estimates import Estimate, StratumEstimates
from boas.evidence.verification._claim import (
    COUNTED,
    FORMS,
    NO_MESSAGE,
    PROPORTIONS,
    TWO_CLASSES,
    Claim,
    Note,
    NoteWeight,
    list_texts,
    make_failure,
    name_metric,
)
from boas.evidence.verification._interval_checks import check_interval
from boas.evidence.verification._rounding import cuts_to, format_share, list_numerators, rounds_to
from boas.evidence.verification._standalone_checks import FROM_SCORES, describe_cut
from boas.translation import Message, change_case

_SINCE = "2026-11-28"
"""Day from which a figure about nobody is refused."""


@dataclass(frozen=True, slots=True)
class StratumIndex:
    """The recomputed strata, indexed by the scope that claims declare."""

    rows: Mapping[Stratum, StratumEstimates]
    variants: frozenset[str]
    """Variants of the counts."""
    is_one_variant_claimed: bool
    """Whether all claims are about the same variant."""

    def find_row(self, claim: Claim) -> StratumEstimates | None:
        """The stratum a claim is about; None when there is none, or when it is ambiguous.

        A variant is found by its text in any language. A claim without one is about the only variant counted, and
        counts without one are about the only variant claimed. A claim with an outcome, people or a reference of its
        own is held against counts only when they name its variant.
        """
        figure, groups = claim.reported, dict(claim.reported.subgroup or {})
        site = groups.pop("site", figure.site or "")
        for variant in self.iter_variants(claim):
            found = self.rows.get(Stratum(variant, site, tuple(sorted(groups.items()))))
            if found is not None:
                return found
        return None

    def iter_variants(self, claim: Claim) -> Iterator[str]:
        """Variants of the counts that may be the claim's, best first."""
        figure = claim.reported
        yield from (text for text in list_texts(figure.variant) if text in self.variants)
        is_apart = figure.outcome or figure.population or figure.reference_standard
        if is_apart or len(self.variants) != 1:
            return
        if figure.variant is None or (self.variants == {""} and self.is_one_variant_claimed):
            yield from self.variants


def index_strata(recomputed: Iterable[StratumEstimates], claims: Sequence[Claim]) -> StratumIndex:
    """What was counted, for these claims."""
    rows = {estimates.stratum: estimates for estimates in recomputed}
    claimed = {claim.reported.variant for claim in claims}
    return StratumIndex(rows, frozenset(stratum.variant for stratum in rows), len(claimed) == 1)


@dataclass(frozen=True, slots=True)
class CountsCheck:
    """The notes of counts about one claim."""

    notes: tuple[Note, ...] = ()
    computed: Estimate | None = None
    methods: tuple[str, ...] = ()
    is_decided: bool = False
    """Whether the counts gave a number to hold the value against."""


def compare_with_counts(claim: Claim, row: StratumEstimates) -> CountsCheck:
    """The notes of its stratum's counts about a claim whose numbers are in range."""
    if claim.value is None:
        return CountsCheck()
    if claim.metric in COUNTED:
        return _compare_count(claim, claim.value, row)
    computed = row.estimates.get(claim.metric)
    if computed is None:
        return CountsCheck((_note_nobody(claim),)) if _is_of_one_class(claim.metric, row) else CountsCheck()
    if computed.value is None:
        return CountsCheck(
            (_note_nobody(claim) if _is_of_nobody(claim, computed, row) else _note_missing_value(computed),), computed
        )
    if claim.metric in PROPORTIONS:
        return _compare_proportion(claim, claim.value, computed, row)
    value = _compare_score_metric(claim.value, computed.value, claim.metric, computed)
    return CountsCheck(
        (value, *_compare_interval(claim, computed), *_compare_size(claim, row, None)), computed, is_decided=True
    )


def _compare_count(claim: Claim, value: PrintedNumber, row: StratumEstimates) -> CountsCheck:
    """A number of people against the sum of two cells."""
    top = FORMS[claim.metric].top
    cells = [cell for cell, weight in zip((row.tp, row.fp, row.fn, row.tn), top, strict=True) if weight]
    numbers = [cell for cell in cells if isinstance(cell, int)]
    if len(numbers) < len(cells):
        return CountsCheck()
    note = _compare_value(value, format_number(sum(numbers)), is_same=sum(numbers) == value.value)
    return CountsCheck((note, *_compare_size(claim, row, None)), is_decided=True)


def _compare_proportion(claim: Claim, value: PrintedNumber, computed: Estimate, row: StratumEstimates) -> CountsCheck:
    """A proportion against its two counts: exactly, whatever their size."""
    k, n = computed.numerator, computed.n
    if k is None or not n:
        return CountsCheck()
    is_same = k in list_numerators(value, n)
    found = format_share(k, n, max(3, value.decimals + (not is_same)))
    cut = NO_MESSAGE if is_same else describe_cut(value, n, (k,))
    notes = [_compare_value(value, found, cut, is_same=is_same), *_compare_size(claim, row, n)]
    methods: tuple[str, ...] = ()
    if claim.bounds is not None:
        about_interval, _, methods = check_interval(claim, value, n, (k,))
        notes.extend(about_interval)
    return CountsCheck(tuple(notes), computed, methods, is_decided=True)


def _compare_score_metric(value: PrintedNumber, computed: float, metric: str, estimate: Estimate) -> Note:
    """A metric that is no proportion against its computed value."""
    decimals = choose_decimals([computed], max(3, value.decimals))
    if rounds_to(computed, value):
        return _compare_value(value, format_number(computed, decimals), is_same=True)
    low, high = estimate.lower, estimate.upper
    is_near = (low is None or value.ends[1] >= low) and (high is None or value.ends[0] <= high)
    if metric in FROM_SCORES and is_near:
        v, found = value.words, format_number(computed, decimals)
        return Note(
            Message(
                "{v} is printed; the ranges of scores give about {found}, which does not exclude it.", v=v, found=found
            )
        )
    cut = _CUT if cuts_to(computed, value) else NO_MESSAGE
    return _compare_value(value, format_number(computed, decimals + 1), cut, is_same=False)


def _compare_value(value: PrintedNumber, found: Message, cut: Message = NO_MESSAGE, *, is_same: bool) -> Note:
    """The printed value beside the one that counts give."""
    if is_same:
        return Note(Message("The counts give {found}.", found=found), NoteWeight.RECOMPUTED)
    v = value.words
    message = Message("{v} is printed; the counts give {found}.{cut}", v=v, found=found, cut=cut)
    return make_failure("metric-mismatch", "value", message, _CORRECT)


def _compare_size(claim: Claim, row: StratumEstimates, denominator: int | None) -> Iterator[Note]:
    """A printed n that is neither the denominator nor everybody."""
    stated, everybody = claim.reported.n, _count_people(row)
    sizes = [n for n in (denominator, everybody) if n is not None]
    if stated is None or stated in sizes or not sizes:
        return
    n, size = format_number(stated), format_number(sizes[0])
    message = Message("n = {n} is printed; the counts come to {size}.", n=n, size=size)
    yield make_failure("metric-mismatch", "n", message, _CORRECT)


def _count_people(row: StratumEstimates) -> int | None:
    """Everybody in a stratum; nothing unless all four counts are known."""
    cells = [cell for cell in (row.tp, row.fp, row.fn, row.tn) if isinstance(cell, int)]
    return sum(cells) if len(cells) == 4 else None  # noqa: PLR2004 -- all four cells of the table


def _compare_interval(claim: Claim, computed: Estimate) -> Iterator[Note]:
    """A printed interval of a metric that is no proportion: sound methods differ, so it only informs."""
    if claim.bounds is None or claim.reported.ci is None or computed.lower is None or computed.upper is None:
        return
    if claim.reported.ci.level != computed.level:
        return
    same = rounds_to(computed.lower, claim.bounds[0]) and rounds_to(computed.upper, claim.bounds[1])
    both = (computed.lower, computed.upper)
    low, high = (
        format_number(end, choose_decimals(both, bound.decimals + 1))
        for end, bound in zip(both, claim.bounds, strict=True)
    )
    name = load_vocabulary("interval_methods").terms[computed.method]
    yield Note(
        Message("The registry’s interval is {low} to {high} (method: {name}).", low=low, high=high, name=name),
        NoteWeight.HOLDS if same else NoteWeight.INFORMS,
    )


def _is_of_nobody(claim: Claim, computed: Estimate, row: StratumEstimates) -> bool:
    """Whether a claim divides by nobody, or compares people of whom there are none."""
    return computed.missing == "no-denominator" or _is_of_one_class(claim.metric, row)


def _is_of_one_class(metric: str, row: StratumEstimates) -> bool:
    """Whether a metric compares those with the condition and those without, and one of the two is counted as none."""
    pairs = ((row.tp, row.fn), (row.fp, row.tn))
    return metric in TWO_CLASSES and any(pair == (0, 0) for pair in pairs)


def _note_nobody(claim: Claim) -> Note:
    """A number printed about people of whom there are none."""
    name = name_metric(claim.metric)
    message = Message("The counts have nobody to measure this on: {name}.", name=name)
    return make_failure("impossible-value", "value", message, _REMOVE, since=_SINCE)


def _note_missing_value(computed: Estimate) -> Note:
    """The counts have no value for this metric, and why."""
    why = load_vocabulary("missing_estimates").terms[computed.missing]
    return Note(Message("The counts do not give this metric: {why}.", why=change_case(why, "inside")))


_REMOVE = Message("Remove this figure, or correct the counts: it takes cases with and without the condition.")
_CUT = Message(" The printed value follows by cutting off digits, not by rounding.")
_CORRECT = Message("Correct the printed figure, or the counts in counts.csv.")
