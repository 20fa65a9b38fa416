"""How a listed reviewer stands to an algorithm: who made it, where they work, which ties they have declared.

Worked out from the list, the cards and the organisations. What somebody types about their own independence is never
read, and a reviewer may still review when too little is known about the producers: the state says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from boas.documents import Card, Conflict, Organisation, Person, Reviewer
from boas.independence._assessment import (
    assess_person_independence,
    explain_ambiguous_name,
    list_makers,
    name_organisation,
)
from boas.independence._name_matching import NamedPerson, is_one_of, is_same, may_be_same, with_known_orcids
from boas.independence._organisation_matching import is_above
from boas.translation import LocalisedTexts, Message

WORST_FIRST = (
    "not-listed",
    "author",
    "may-be-author",
    "conflict",
    "same-organisation",
    "may-be-same-organisation",
    "unknown",
    "independent",
)
"""States of a reviewer's independence, those that forbid a review before the others."""
_FORBIDDING = frozenset({"not-listed", "author", "may-be-author", "conflict"})


@dataclass(frozen=True, slots=True)
class ReviewerIndependence:
    """The independence of a reviewer from what is reviewed, and why."""

    term: str
    """One of `WORST_FIRST`."""
    sentence: Message

    @property
    def may_review(self) -> bool:
        """Whether this person's judgement counts."""
        return self.term not in _FORBIDDING


@dataclass(frozen=True, slots=True)
class ReviewSubject:
    """What is reviewed, and who made it."""

    algorithm: str
    card: Card
    people: tuple[NamedPerson, ...]
    """Authors of any of its versions and those who answer for it."""


def assess_reviewer_independence(
    reviewer: Reviewer, work: ReviewSubject, organisations: Mapping[str, Organisation]
) -> ReviewerIndependence:
    """How a reviewer stands to one version; `organisations` are those known, by id."""
    if author := find_author(reviewer, work.people):
        term = "author" if is_same(reviewer, author) else "may-be-author"
        return ReviewerIndependence(term, explain_author(reviewer, author, work.algorithm))
    if tie := find_conflict(reviewer, work, organisations):
        return ReviewerIndependence("conflict", explain_conflict(reviewer, tie, organisations))
    found = assess_person_independence(_as_person(reviewer), work.card, organisations)
    return ReviewerIndependence(found.term, found.sentence)


def check_listing(reviewer: Reviewer, day: str) -> ReviewerIndependence | None:
    """What forbids a reviewer to review on a day (ISO 8601); None when the entry is valid on it."""
    if reviewer.since <= day and (reviewer.until is None or day <= reviewer.until):
        return None
    since, until = reviewer.since, reviewer.until
    period = Message("from {since} to {until}", since=since, until=until)
    when = period if until else Message("from {since} on", since=since)
    sentence = Message("{name} is on the list of reviewers only {when}.", name=reviewer.name, when=when)
    return ReviewerIndependence("not-listed", sentence)


def select_worst(standings: Iterable[ReviewerIndependence]) -> ReviewerIndependence | None:
    """The most severe of several; None of none."""
    return min(standings, key=lambda independence: WORST_FIRST.index(independence.term), default=None)


def find_entries(person: NamedPerson, reviewers: Iterable[Reviewer]) -> tuple[Reviewer, ...]:
    """Entries of the list that are a person's: by ORCID iD where the person gives one, otherwise by name."""
    return tuple(reviewer for reviewer in reviewers if is_one_of(person, (reviewer,)))


def _as_person(reviewer: Reviewer) -> Person:
    """A reviewer as other documents name people."""
    return Person(name=reviewer.name, orcid=reviewer.orcid, organisation=reviewer.organisation)


def find_author(person: NamedPerson, people: Iterable[NamedPerson]) -> NamedPerson | None:
    """The first of those who made something that a person is, or else may be."""
    known = with_known_orcids(people)
    found = (other for is_match in (is_same, may_be_same) for other in known if is_match(person, other))
    return next(found, None)


def find_conflict(
    reviewer: Reviewer, work: ReviewSubject, organisations: Mapping[str, Organisation]
) -> Conflict | None:
    """The first declared tie with an algorithm, or with an organisation that made it or stands above its makers.

    An organisation that may be one of those counts as one: whoever has a tie with it has declared enough.
    """
    for conflict in reviewer.conflicts or ():
        if conflict.algorithm == work.algorithm or _is_tied(conflict, work.card, organisations):
            return conflict
    return None


def _is_tied(tie: Conflict, card: Card, organisations: Mapping[str, Organisation]) -> bool:
    """Whether a tie is with an organisation that made a version, or that such a one belongs to."""
    return tie.organisation is not None and is_above(tie.organisation, list_makers((card,)), organisations)


def explain_author(person: NamedPerson, author: NamedPerson, algorithm: str) -> Message:
    """Why it would be a review of one's own work, or what to do about a similar name."""
    if is_same(person, author):
        return Message(
            "{name} is among those who made or answer for `{algorithm}`.", name=person.name, algorithm=algorithm
        )
    return explain_ambiguous_name(person, author)


def explain_conflict(reviewer: Reviewer, tie: Conflict, organisations: Mapping[str, Organisation]) -> Message:
    """Which tie a reviewer has declared, in their own words."""
    algorithm = Message("`{algorithm}`", algorithm=tie.algorithm)
    whom = name_organisation(tie.organisation, organisations) if tie.organisation else algorithm
    texts = tuple((language, _join_lines(text)) for language, text in tie.statement.texts.items())
    return Message(
        "{reviewer} has declared a tie with {whom}: {statement}",
        reviewer=reviewer.name,
        whom=whom,
        statement=LocalisedTexts(texts),
    )


def _join_lines(text: str) -> str:
    """A text as the end of a sentence."""
    return f"{' '.join(text.split()).rstrip('.')}."
