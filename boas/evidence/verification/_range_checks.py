"""A printed number within the limits of what it measures: its value, bounds, level and number of people."""

from collections.abc import Iterator

from boas.evidence._digits import PrintedNumber, choose_decimals, format_number
from boas.evidence.verification._claim import COUNTED, PROPORTIONS, TWO_CLASSES, Claim, Note, make_failure
from boas.translation import Message

_LIMITS = {"kappa": (-1, 1), "mcc": (-1, 1)} | dict.fromkeys(
    (*PROPORTIONS, "f1", "auc", "c-index", "discrimination", "brier", "balanced-accuracy"), (0, 1)
)
"""Smallest and largest value of a metric that has both."""
_NEVER_NEGATIVE = COUNTED | {"positive-likelihood-ratio", "negative-likelihood-ratio"}

_PERCENT = 100
"""A proportion of 1 to 100 was most likely printed in percent."""

_SINCE = "2026-11-28"
"""Day from which a number of people is held against the population."""


def check_range(claim: Claim, value: PrintedNumber) -> Iterator[Note]:
    """A value, a bound, a level or a number of people that cannot be."""
    yield from _check_limits(claim, value, "value")
    n = claim.reported.n
    if n is not None and n < 1:
        message = Message("n = {n}: it takes at least one.", n=format_number(n))
        yield make_failure("out-of-range", "n", message, _GIVE_N)
    elif n is not None and claim.most is not None and n > claim.most:
        yield _note_excess(n, claim.most, "n")
    if claim.is_of_one_class and claim.metric in TWO_CLASSES:
        yield make_failure("impossible-value", "value", _ONE_CLASS, _CHECK_PRINTED, since=_SINCE)
    if claim.metric in COUNTED:
        yield from _check_count(claim, value)
    if claim.bounds and claim.reported.ci:
        yield from _check_bounds(claim, value, *claim.bounds, claim.reported.ci.level)


def _check_limits(claim: Claim, number: PrintedNumber, part: str) -> Iterator[Note]:
    """A number outside the range of its metric."""
    low, high = _LIMITS.get(claim.metric, (0 if claim.metric in _NEVER_NEGATIVE else None, None))
    if (low is None or number.value >= low) and (high is None or number.value <= high):
        return
    which = Message("The bound") if part == "ci" else Message("The value")
    sentence = _NEGATIVE if high is None else _OUTSIDE
    message = sentence.fill(which=which, number=number.words, low=low)
    is_percent = claim.metric in PROPORTIONS and 1 < number.value <= _PERCENT
    yield make_failure("out-of-range", part, message, _AS_FRACTION if is_percent else _CHECK_PRINTED)


_NEGATIVE = Message("{which} {number} is negative.")
_OUTSIDE = Message("{which} {number} is not between {low} and 1.")


def _check_count(claim: Claim, value: PrintedNumber) -> Iterator[Note]:
    """A number of people that is not whole, or more than there are."""
    if value.value != int(value.value):
        message = Message("{words} is not a number of people.", words=value.words)
        yield make_failure("out-of-range", "value", message, _CHECK_PRINTED)
    elif claim.total is not None and value.value > claim.total:
        total = format_number(claim.total)
        message = Message("{words} of {total} is more than all.", words=value.words, total=total)
        yield make_failure("impossible-value", "value", message, _CHECK_PRINTED)
    elif claim.most is not None and value.value > claim.most:
        yield _note_excess(int(value.value), claim.most, "value")


def _note_excess(stated: int, most: int, part: str) -> Note:
    """More than the population has of the same unit."""
    n, everybody = format_number(stated), format_number(most)
    message = Message(
        "{n} is more than the population of this evaluation, which has {everybody}.", n=n, everybody=everybody
    )
    return make_failure("impossible-value", part, message, _OTHER_UNIT, since=_SINCE)


def _check_bounds(
    claim: Claim, value: PrintedNumber, lower: PrintedNumber, upper: PrintedNumber, level: float
) -> Iterator[Note]:
    """An interval with a level that is none, bounds out of range or reversed, or without its own value."""
    if not 0 < level < 1:
        at = format_number(level, choose_decimals([level, 1.0], 2))
        message = Message("The confidence level {at} is not between 0 and 1.", at=at)
        yield make_failure("out-of-range", "ci", message, _LEVEL)
    for bound in (lower, upper):
        yield from _check_limits(claim, bound, "ci")
    low, high = lower.words, upper.words
    if lower.value > upper.value:
        message = Message("The interval runs backwards, from {low} to {high}.", low=low, high=high)
        yield make_failure("impossible-value", "ci", message, _BOUNDS)
    elif value.ends[1] <= lower.ends[0] or value.ends[0] >= upper.ends[1]:
        message = Message(
            "The value {words} is outside its own interval, {low} to {high}.", words=value.words, low=low, high=high
        )
        yield make_failure("impossible-value", "ci", message, _BOUNDS)


_AS_FRACTION = Message("Write a fraction: 0.85 and not 85.")
_LEVEL = Message("Write the level as a fraction: 0.95 and not 95.")
_CHECK_PRINTED = Message("Read the figure again in the source; if it stands there like this, say so in `note`.")
_BOUNDS = Message("Read the value and both bounds again in the source.")
_OTHER_UNIT = Message(
    "Read both numbers again; if this figure counts something else (stays, images), say so in "
    "`unit`, and if it is about other people, in `population`."
)
_ONE_CLASS = Message(
    "This metric compares cases with and without the condition, and by this evaluation there is only one sort."
)
_GIVE_N = Message("Give the number of people, or delete the line.")
