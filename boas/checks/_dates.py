"""Rules about dates: each exists, none runs backwards, and what has happened does not lie ahead.

The future begins after the day of the collection: that of the commit that is checked, or today.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from boas.checks._rule import document_rule, report_at_field
from boas.documents import (
    Audit,
    Evaluation,
    PastMarker,
    SingleValue,
    StringCheck,
    is_reversed,
    iter_single_values,
    parse_moment,
    parse_period,
    parse_period_ends,
)
from boas.finding import Finding, Message
from boas.parsing import Collection, Document

_DATES = frozenset({"bad-date", "bad-period"})
"""Checks of the fields that hold a date or a period."""


def _iter_date_values(document: Document) -> Iterator[SingleValue]:
    """Every date or period of a document."""
    for single in iter_single_values(document.part) if document.part else ():
        if any(isinstance(mark, StringCheck) and mark.rule in _DATES for mark in single.marks):
            yield single


@document_rule(
    "structure",
    what="Chaque date existe dans le calendrier, entre 1500 et 2199.",
    why="Un 30 février, un treizième mois ou une année 0000 ne se classe ni ne s’affiche, et rien ne s’en calcule.",
    mend="Recopier la date depuis sa source ; si le jour ou le mois manque, écrire l’année seule là où c’est admis.",
    since="2026-11-28",
)
def impossible_date(document: Document, collection: Collection) -> Iterator[Finding]:  # noqa: ARG001 -- a rule's shape
    """Each date exists in the calendar, between 1500 and 2199.

    Why: a 30 February, a thirteenth month or a year 0000 can be neither sorted nor shown, and nothing
    follows from it.

    Mend: copy the date from its source; when the day or month is missing, write the year alone where that
    is accepted.
    """
    for single in _iter_date_values(document):
        wrong = next((moment for moment in str(single.value).split("/") if parse_moment(moment) is None), None)
        if wrong is not None:
            message = Message(f"La date {wrong} n’existe pas.", f"The date {wrong} does not exist.")
            yield report_at_field("impossible-date", document, single.path, message, _COPY_IT)


_COPY_IT = Message(
    "Recopier la date depuis la source, entre 1500 et 2199, ou supprimer la ligne si le champ peut manquer.",
    "Copy the date from the source, between 1500 and 2199, or delete the line when the field may be missing.",
)


@document_rule(
    "structure",
    what="Une période finit après avoir commencé, et ce qui suit porte une date qui suit.",
    why="Une période à l’envers ne contient aucun jour ; une évaluation datée d’avant ses données, ou un audit à "
    "revoir avant d’être fait, a une date fausse.",
    mend="Corriger celle des deux dates qui est fausse.",
    since="2026-11-28",
)
def reversed_period(document: Document, collection: Collection) -> Iterator[Finding]:
    """A period ends after it has begun, and what comes after bears a date that comes after.

    Why: a period that runs backwards holds no day; an evaluation dated before its data, or an audit due
    for review before it was done, has a wrong date.

    Mend: correct the one of the two dates that is wrong.
    """
    for single in _iter_date_values(document):
        if is_reversed(str(single.value)):
            start, _, end = str(single.value).partition("/")
            message = Message(
                f"La période finit en {end}, avant {start}.", f"The period ends in {end}, before {start}."
            )
            turned = f"{end}/{start}"
            help_message = Message(
                f"Écrire « {turned} », ou corriger une date.", f"Write `{turned}`, or correct a date."
            )
            yield report_at_field(
                "reversed-period", document, single.path, message, help_message, nearest=turned, is_meant=True
            )
    match document.content:
        case Evaluation(date=str(day), population=people) if (
            people.period
            and _is_before(day, people.period)
            and not (collection.as_of and _is_ahead(people.period, collection.as_of))
        ):
            yield report_at_field(
                "reversed-period", document, ("date",), _describe_early_evaluation(day, people.period), _CORRECT_ONE
            )
        case Audit(date=day, review_due=str(due)) if due <= day and not _is_ahead(day, collection.as_of or day):
            message = Message(f"À revoir le {due}, pour un audit du {day}.", f"Due on {due}, for an audit of {day}.")
            yield report_at_field("reversed-period", document, ("review_due",), message, _CORRECT_ONE)


_CORRECT_ONE = Message("Corriger l’une des deux dates.", "Correct one of the two dates.")


def _describe_early_evaluation(day: str, period: str) -> Message:
    """That an evaluation was over before its data began to end."""
    return Message(
        f"L’évaluation est de {day}, mais ses données sont de {period}.",
        f"The evaluation is of {day}, but its data are of {period}.",
    )


def _is_before(moment: str, period: str) -> bool:
    """Whether a moment was over before the end of a period had begun; never true of what does not exist."""
    days, ends = parse_period(moment), parse_period_ends(period)
    return days is not None and ends is not None and not is_reversed(period) and days[1] < ends[1][0]


@document_rule(
    "structure",
    what="Ce qui a eu lieu ne porte pas une date à venir.",
    why="Un audit de 2098 passerait devant tous les autres pendant des décennies, et une période de 2090 ne contient "
    "encore personne.",
    mend="Recopier la date depuis sa source.",
    since="2026-11-28",
)
def date_ahead(document: Document, collection: Collection) -> Iterator[Finding]:
    """What has happened bears no date ahead of us.

    Why: an audit of 2098 would go before all others for decades, and a period of 2090 holds nobody yet.

    Mend: copy the date from its source.
    """
    if not collection.as_of or document.part is None:
        return
    for single in iter_single_values(document.part):
        if any(isinstance(mark, PastMarker) for mark in single.marks) and _is_ahead(single.value, collection.as_of):
            message = Message(
                f"{single.value} est à venir : nous jugeons au {collection.as_of}.",
                f"{single.value} lies ahead: this is judged as of {collection.as_of}.",
            )
            yield report_at_field("date-ahead", document, single.path, message, _COPY_PAST)


_COPY_PAST = Message(
    "Recopier la date de ce qui a eu lieu depuis la source.", "Copy the date of what has happened from the source."
)

_NEXT_DAY, _NEXT_YEAR = timedelta(days=1), 1


def _is_ahead(value: object, as_of: str) -> bool:
    """Whether a date, the end of a period or a year has not begun yet.

    East of Greenwich a day begins before it does here; and what is printed may bear the year to come.
    """
    if isinstance(value, int):
        return value > int(as_of[:4]) + _NEXT_YEAR
    ends = parse_period_ends(str(value))
    return ends is not None and ends[1][0] > date.fromisoformat(as_of) + _NEXT_DAY
