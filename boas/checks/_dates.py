"""Rules about dates: each exists, none runs backwards, and what has happened does not lie ahead.

The future begins after the day of the collection: that of the commit that is checked, or today.
"""

from collections.abc import Iterator

from boas.checks._questions import is_ahead, is_year_ahead
from boas.checks._rule import document_rule, report_at_field
from boas.documents import (
    Audit,
    Evaluation,
    PastMarker,
    SingleValue,
    StringCheck,
    is_reversed,
    list_single_values,
    parse_moment,
    parse_period,
    parse_period_ends,
)
from boas.finding import Finding
from boas.parsing import Collection, Document
from boas.translation import Message

_DATES = frozenset({"bad-date", "bad-period"})
"""Checks of the fields that hold a date or a period."""


def _iter_date_values(document: Document) -> Iterator[SingleValue]:
    """Every date or period of a document."""
    for single in list_single_values(document.part) if document.part else ():
        if any(isinstance(mark, StringCheck) and mark.rule in _DATES for mark in single.marks):
            yield single


@document_rule("structure", since="2026-11-28")
def impossible_date(document: Document, collection: Collection) -> Iterator[Finding]:  # noqa: ARG001 -- a rule's shape
    """Each date exists in the calendar, between 1500 and 2199.

    Why: a 30 February, a thirteenth month or a year 0000 can be neither sorted nor shown, and nothing
    follows from it.

    Help: copy the date from its source; when the day or month is missing, write the year alone where that
    is accepted.
    """
    for single in _iter_date_values(document):
        wrong = next((moment for moment in str(single.value).split("/") if parse_moment(moment) is None), None)
        if wrong is not None:
            message = Message("The date {wrong} does not exist.", wrong=wrong)
            yield report_at_field("impossible-date", document, single.path, message, _COPY_IT)


_COPY_IT = Message(
    "Copy the date from the source, between 1500 and 2199, or delete the line when the field may be missing."
)


@document_rule("structure", since="2026-11-28")
def reversed_period(document: Document, collection: Collection) -> Iterator[Finding]:
    """A period ends after it has begun, and what comes after bears a date that comes after.

    Why: a period that runs backwards holds no day; an evaluation dated before its data, or an audit due
    for review before it was done, has a wrong date.

    Help: correct the one of the two dates that is wrong.
    """
    for single in _iter_date_values(document):
        if is_reversed(str(single.value)):
            start, _, end = str(single.value).partition("/")
            message = Message("The period ends in {end}, before {start}.", end=end, start=start)
            turned = f"{end}/{start}"
            help_message = Message("Write `{turned}`, or correct a date.", turned=turned)
            yield report_at_field(
                "reversed-period", document, single.path, message, help_message, nearest=turned, is_meant=True
            )
    match document.content:
        case Evaluation(date=str(day), population=people) if (
            people.period and _is_before(day, people.period) and not collection.ask(is_ahead, people.period)
        ):
            yield report_at_field(
                "reversed-period", document, ("date",), _describe_early_evaluation(day, people.period), _CORRECT_ONE
            )
        case Audit(date=day, review_due=str(due)) if due <= day and not collection.ask(is_ahead, day):
            message = Message("Due on {due}, for an audit of {day}.", due=due, day=day)
            yield report_at_field("reversed-period", document, ("review_due",), message, _CORRECT_ONE)


_CORRECT_ONE = Message("Correct one of the two dates.")


def _describe_early_evaluation(day: str, period: str) -> Message:
    """That an evaluation was over before its data began to end."""
    return Message("The evaluation is of {day}, but its data are of {period}.", day=day, period=period)


def _is_before(moment: str, period: str) -> bool:
    """Whether a moment was over before the end of a period had begun; never true of what does not exist."""
    days, ends = parse_period(moment), parse_period_ends(period)
    return days is not None and ends is not None and not is_reversed(period) and days[1] < ends[1][0]


@document_rule("structure", since="2026-11-28")
def date_ahead(document: Document, collection: Collection) -> Iterator[Finding]:
    """What has happened bears no date ahead of us.

    Why: an audit of 2098 would go before all others for decades, and a period of 2090 holds nobody yet.

    Help: copy the date from its source.
    """
    if document.part is None:
        return
    for single in list_single_values(document.part):
        if any(isinstance(mark, PastMarker) for mark in single.marks) and _is_ahead(single.value, collection):
            message = Message(
                "{value} lies ahead: this is judged as of {as_of}.", value=single.value, as_of=collection.as_of
            )
            yield report_at_field("date-ahead", document, single.path, message, _COPY_PAST)


_COPY_PAST = Message("Copy the date of what has happened from the source.")


def _is_ahead(value: object, collection: Collection) -> bool:
    """Whether a date, the end of a period or a year has not begun yet."""
    return collection.ask(is_year_ahead if isinstance(value, int) else is_ahead, str(value))
