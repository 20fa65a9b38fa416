"""Checks of a claim by itself: its range, whether its n allows it, and which method gives its interval.

Being possible is informative only below a size: 0.94 is no proportion of 60 people, but from 100 on every number of
two digits is a proportion of n. A claim of which nothing else can be checked then stays *declared*. Only rounding
counts as holding: a truncated value gets its own note, and does not hold.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from boas.evidence._digits import PrintedNumber, format_number
from boas.evidence.verification._claim import (
    ALL_PEOPLE,
    COUNTED,
    DENOMINATORS,
    PROPORTIONS,
    SEMICOLON,
    Claim,
    Note,
    NoteWeight,
    make_failure,
    name_metric,
)
from boas.evidence.verification._interval_checks import check_interval, infer_size, note_unusual_interval
from boas.evidence.verification._range_checks import check_range
from boas.evidence.verification._rounding import format_share, is_informative, list_cut_numerators, list_numerators
from boas.evidence.verification._sampling_checks import WEIGHTED, check_sampling
from boas.translation import Message, join_messages

FROM_SCORES = frozenset({"auc", "brier", "calibration-slope", "calibration-intercept"})
_NOT_RECOMPUTED = frozenset({"c-index", "discrimination"})


@dataclass(frozen=True, slots=True)
class StandaloneCheck:
    """The notes on one claim by itself."""

    notes: tuple[Note, ...]
    counts: Sequence[int] = ()
    """Numerators that give the value, and the interval where it has a usual one; empty when not known or none."""
    methods: tuple[str, ...] = ()
    """Methods that give the interval."""
    is_in_range: bool = True
    """Whether it is a number that can be held against others."""


def check_alone(claim: Claim, sampling: str | None, files: Collection[str] = ()) -> StandaloneCheck:
    """Check one claim without counts; `sampling` is a term of the vocabulary `samplings`.

    `files` are names of the tables that lie beside it.
    """
    value = claim.value
    if value is None:
        return StandaloneCheck((_note_words(claim),), is_in_range=False)
    wrong = (*check_range(claim, value), *check_sampling(claim, sampling))
    if wrong:
        return StandaloneCheck(wrong, is_in_range=False)
    if claim.is_weighted:
        return StandaloneCheck((WEIGHTED, *([_note_missing_size(claim)] if claim.reported.n is None else ())))
    if claim.is_average:
        return StandaloneCheck((_AVERAGED, *note_unusual_interval(claim, value)))
    if claim.metric not in PROPORTIONS:
        return StandaloneCheck(tuple(_note_other_metric(claim, files)))
    return _check_proportion(claim, value)


def _note_words(claim: Claim) -> Note:
    """The source gives words instead of a number."""
    words = claim.reported.as_printed or ""
    return Note(
        Message("The source gives words (“{words}”) and not a number: there is nothing to compute.", words=words)
    )


_AVERAGED = Note(Message("This is an average of several results: it has no n of its own and cannot be recomputed."))


def _note_other_metric(claim: Claim, files: Collection[str]) -> Iterator[Note]:
    """A metric that is no proportion: what it would take to check it."""
    if claim.metric in _NOT_RECOMPUTED:
        yield Note(Message("The registry does not recompute this metric."))
    elif claim.metric not in COUNTED:
        file = "scores.csv" if claim.metric in FROM_SCORES else "counts.csv"
        yield Note((_NO_ROW_THERE if file in files else _NO_FILE).fill(file=file))
    if claim.metric not in COUNTED and claim.total is None:
        yield _note_missing_size(claim)


def _check_proportion(claim: Claim, value: PrintedNumber) -> StandaloneCheck:
    """A proportion: whether its n allows it, and whose interval it has."""
    if claim.n is None:
        notes = (_note_missing_size(claim), *infer_size(claim, value))
        return StandaloneCheck(notes)
    counts = list_numerators(value, claim.n)
    note = _check_numerators(claim, value, claim.n, counts)
    if claim.is_inferred:
        return StandaloneCheck((note, *infer_size(claim, value)), counts)
    if not counts or claim.bounds is None:
        return StandaloneCheck((note,), counts)
    notes, fitting, methods = check_interval(claim, value, claim.n, counts)
    return StandaloneCheck((note, *notes), fitting, methods)


def _check_numerators(claim: Claim, value: PrintedNumber, n: int, counts: Sequence[int]) -> Note:
    """Whether a value is a proportion of n."""
    v, size = value.words, format_number(n)
    if not counts:
        return _note_impossible(claim, value, n)
    if is_informative(value, n):
        found = format_share(counts[0], n, max(3, value.decimals))
        return Note(Message("{found}.", found=found), NoteWeight.HOLDS)
    least = format_number(10**value.decimals)
    return Note(
        Message(
            "{v} is possible for every n from {least} on: with n = {size}, that says next to nothing.",
            v=v,
            least=least,
            size=size,
        )
    )


def _note_impossible(claim: Claim, value: PrintedNumber, n: int) -> Note:
    """No count of n gives the value: the nearest ones, and whether cutting digits off would."""
    v, size, below = value.words, format_number(n), int(value.value * n)
    shares = (format_share(k, n, max(3, value.decimals + 1)) for k in (below, below + 1) if k <= n)
    near = join_messages(shares, SEMICOLON)
    cut = describe_cut(value, n, list_cut_numerators(value, n))
    message = Message("{v} is no proportion of n = {size}: {near}.{cut}", v=v, size=size, near=near, cut=cut)
    # The population's n is a guess of ours, not of the source: it contradicts nothing.
    return (
        Note(message)
        if claim.is_inferred
        else make_failure("impossible-value", "value", message, _explain_wrong_n(claim))
    )


def describe_cut(value: PrintedNumber, n: int, counts: Sequence[int]) -> Message:
    """Which of these counts would give a value if digits were cut off, as a sentence; empty when none would."""
    cut = list_cut_numerators(value, n)
    found = next((k for k in counts if k in cut), None)
    if found is None:
        return Message("")
    k, v = format_share(found, n, max(3, value.decimals + 1)), value.words
    return Message(" {k} gives {v} only by cutting off digits, not by rounding.", k=k, v=v)


def _note_missing_size(claim: Claim) -> Note:
    """Nobody knows on how many people a claim rests."""
    who = DENOMINATORS.get(claim.metric, ALL_PEOPLE)
    message = Message("n is not given: nobody knows how many cases this figure rests on.")
    if claim.total is not None:
        n, name = format_number(claim.total), name_metric(claim.metric)
        message = Message(
            "n = {n} counts everybody; {name} is about {who}, whose number is not given.", n=n, name=name, who=who
        )
    return Note(message, rule="missing-denominator", part="n", help=_explain_missing_n(claim))


def _explain_missing_n(claim: Claim) -> Message:
    """Whom n should count."""
    who = DENOMINATORS.get(claim.metric, ALL_PEOPLE)
    return Message("Give as n the number of those this figure is about: {who}.", who=who)


def _explain_wrong_n(claim: Claim) -> Message:
    """The value or n is wrong, or n does not count whom it should."""
    who = DENOMINATORS.get(claim.metric, ALL_PEOPLE)
    return Message("Read the value and n again in the source; n counts those this figure is about: {who}.", who=who)


_NO_FILE = Message("This metric would be recomputed from {file}, which is not given.")
_NO_ROW_THERE = Message("This metric would be recomputed from {file}, where no sound row counts these people.")
