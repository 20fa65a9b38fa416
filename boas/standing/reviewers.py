"""How a listed reviewer stands to an algorithm: who made it, where they work, which ties they have declared.

Worked out from the list, the cards and the organisations. What somebody types about their own independence is never
asked, and a reviewer with too little known about the producers may still review: it is said, not guessed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from boas.documents import Card, Organisation, Reviewer
from boas.documents.people import Person
from boas.documents.reviewers import Conflict
from boas.finding import Words
from boas.standing.independence import independence, makers, name_of, not_told_apart
from boas.standing.namesakes import Named, is_one_of, is_same, may_be, with_known_orcids
from boas.standing.organisations import stands_above

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
"""Terms of a standing, those that forbid a review before the others."""
FORBIDDING = frozenset({"not-listed", "author", "may-be-author", "conflict"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How a reviewer stands to what is to be judged, and why."""

    term: str
    """One of `WORST_FIRST`."""
    sentence: Words

    @property
    def may_review(self) -> bool:
        """Whether this person's judgement counts."""
        return self.term not in FORBIDDING


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be judged, and by whom it was made."""

    algorithm: str
    card: Card
    people: tuple[Named, ...]
    """Authors of any of its versions and those who answer for it."""


def standing(reviewer: Reviewer, work: Work, organisations: Mapping[str, Organisation]) -> Standing:
    """How a reviewer stands to one version; `organisations` are those known, by id."""
    if author := author_like(reviewer, work.people):
        term = "author" if is_same(reviewer, author) else "may-be-author"
        return Standing(term, made_by(reviewer, author, work.algorithm))
    if tie := tie_with(reviewer, work, organisations):
        return Standing("conflict", declared(reviewer, tie, organisations))
    found = independence(as_person(reviewer), work.card, organisations)
    return Standing(found.term, found.sentence)


def on_the_day(reviewer: Reviewer, day: str) -> Standing | None:
    """What forbids a reviewer to judge on a day (ISO 8601); nothing when the entry holds on it."""
    if reviewer.since <= day and (reviewer.until is None or day <= reviewer.until):
        return None
    since, until = reviewer.since, reviewer.until
    period = Words(f"du {since} au {until}", f"from {since} to {until}")
    when = period if until else Words(f"à partir du {since}", f"from {since} on")
    sentence = Words(
        f"{reviewer.name} ne figure sur la liste des relecteurs que {when.fr}.",
        f"{reviewer.name} is on the list of reviewers only {when.en}.",
    )
    return Standing("not-listed", sentence)


def worst(standings: Iterable[Standing]) -> Standing | None:
    """Of several, the one that weighs most; nothing of none."""
    return min(standings, key=lambda one: WORST_FIRST.index(one.term), default=None)


def entries_of(person: Named, reviewers: Iterable[Reviewer]) -> tuple[Reviewer, ...]:
    """Entries of the list that are a person's: by ORCID iD where the person gives one, otherwise by name."""
    return tuple(one for one in reviewers if is_one_of(person, (one,)))


def as_person(reviewer: Reviewer) -> Person:
    """A reviewer as other documents name people."""
    return Person(name=reviewer.name, orcid=reviewer.orcid, organisation=reviewer.organisation)


def author_like(person: Named, people: Iterable[Named]) -> Named | None:
    """The first of those who made something that a person is, or else may be."""
    known = with_known_orcids(people)
    found = (other for told in (is_same, may_be) for other in known if told(person, other))
    return next(found, None)


def tie_with(reviewer: Reviewer, work: Work, organisations: Mapping[str, Organisation]) -> Conflict | None:
    """The first declared tie with an algorithm, or with an organisation that made it or stands above its makers.

    An organisation that may be one of those counts as one: whoever has a tie with it has declared enough.
    """
    for one in reviewer.conflicts or ():
        if one.algorithm == work.algorithm or is_tied(one, work.card, organisations):
            return one
    return None


def is_tied(tie: Conflict, card: Card, organisations: Mapping[str, Organisation]) -> bool:
    """Whether a tie is with an organisation that made a version, or that such a one belongs to."""
    return tie.organisation is not None and stands_above(tie.organisation, makers((card,)), organisations)


def made_by(person: Named, author: Named, algorithm: str) -> Words:
    """Why somebody would judge their own work, or what to do about a mere likeness."""
    if is_same(person, author):
        return Words(
            f"{person.name} est parmi les auteurs ou les responsables de « {algorithm} ».",
            f"{person.name} is among those who made or answer for `{algorithm}`.",
        )
    return not_told_apart(person, author)


def declared(reviewer: Reviewer, tie: Conflict, organisations: Mapping[str, Organisation]) -> Words:
    """Which tie a reviewer has declared, in their own words."""
    algorithm = Words(f"« {tie.algorithm} »", f"`{tie.algorithm}`")
    whom = name_of(tie.organisation, organisations) if tie.organisation else algorithm
    fr, en = (tie.statement.fr or tie.statement.en or ""), (tie.statement.en or tie.statement.fr or "")
    return Words(
        f"{reviewer.name} a déclaré un lien avec {whom.fr} : {one_line(fr)}",
        f"{reviewer.name} has declared a tie with {whom.en}: {one_line(en)}",
    )


def one_line(text: str) -> str:
    """A text as the end of a sentence."""
    return f"{' '.join(text.split()).rstrip('.')}."
