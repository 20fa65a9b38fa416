"""Who may review a proposal: everybody on the list, held against those who made what it touches.

The list is that of the branch as it now is, and authors are those of both sides, so that nobody lets themselves in
by an entry they bring, by one struck off since, or by a name they take out. Also who signs what a proposal takes away.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from boas.checks import removals_among
from boas.documents import (
    REVIEWERS,
    Algorithm,
    Audit,
    Card,
    Evaluation,
    Notice,
    Reuse,
    Reviewer,
    Reviewers,
    is_version,
    version_order,
)
from boas.documents.people import Person
from boas.finding import Words
from boas.reading import Collection
from boas.reports.reviewed import Approval, ListedReviewer, ReviewedAlgorithm, ReviewedRemoval
from boas.standing.namesakes import Named, is_same, may_be
from boas.standing.reviewers import Standing, Work, on_the_day, standing, worst


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a proposal touches, from both sides."""

    before: Collection
    now: Collection
    algorithms: tuple[ReviewedAlgorithm, ...]
    touched: tuple[str, ...]
    """Paths."""
    listed: tuple[Reviewer, ...]
    """The list of reviewers of the branch it is for, as that branch now is."""


def listed_reviewers(proposed: Proposed, day: str) -> tuple[ListedReviewer, ...]:
    """Everybody on the list a proposal is held to, those first who may review it on a day (ISO 8601)."""
    found = [seen(one, proposed, day) for one in proposed.listed]
    return tuple(sorted(found, key=lambda one: (not one.may_review, one.name.casefold())))


def on_the_list(collection: Collection) -> tuple[Reviewer, ...]:
    """The list of one side; nobody when there is none that can be read."""
    document = collection.documents.get(REVIEWERS)
    return document.content.reviewers if document and isinstance(document.content, Reviewers) else ()


def seen(reviewer: Reviewer, proposed: Proposed, day: str) -> ListedReviewer:
    """One entry of the list, and the worst that stands between that person and the proposal."""
    found = worst(standings(reviewer, proposed, day)) or Standing("unknown", NO_ALGORITHM)
    accounts = reviewer.accounts.model_dump(exclude_none=True) if reviewer.accounts else {}
    return ListedReviewer(
        reviewer.name,
        reviewer.organisation,
        tuple(f"{forge}:{number}" for forge, number in accounts.items()),
        found.term,
        found.may_review,
        found.sentence,
    )


NO_ALGORITHM = Words(
    "La proposition ne touche aucun algorithme : il n’y a pas d’auteur auquel comparer.",
    "The proposal touches no algorithm: there is no author to compare with.",
)


def standings(reviewer: Reviewer, proposed: Proposed, day: str) -> Iterator[Standing]:
    """How a reviewer stands to every part of a proposal."""
    if outside := on_the_day(reviewer, day):
        yield outside
    before, now = (entry_with(reviewer.orcid, side) for side in (proposed.before, proposed.now))
    if before != now:
        yield Standing("author", own_entry(reviewer))
    for path, person in signed(proposed):
        if may_be(reviewer, person):
            yield Standing("author" if is_same(reviewer, person) else "may-be-author", signs(reviewer, path))
    known = [side.organisations for side in (proposed.before, proposed.now)]
    for work in works(proposed):
        yield from (standing(reviewer, work, one) for one in known)


def entry_with(orcid: str, side: Collection) -> Reviewer | None:
    """The entry of a person on the list of one side."""
    return next((one for one in on_the_list(side) if one.orcid == orcid), None)


def own_entry(reviewer: Reviewer) -> Words:
    """Why nobody judges a change of their own entry."""
    return Words(
        f"La proposition change l’inscription de {reviewer.name}.",
        f"The proposal changes the entry of {reviewer.name}.",
    )


def signs(reviewer: Reviewer, path: str) -> Words:
    """Why nobody judges what they sign."""
    return Words(f"{reviewer.name} signe « {path} ».", f"{reviewer.name} signs `{path}`.")


def signed(proposed: Proposed) -> Iterator[tuple[str, Named]]:
    """Who signs each touched document that stands beside a card, as it now is."""
    for path in proposed.touched:
        document = proposed.now.documents.get(path)
        match document.content if document else None:
            case Audit(auditor=person) | Reuse(declared_by=person) | Notice(decided_by=person):
                yield path, person
            case Evaluation(evaluator=person) if person:
                yield path, person


def works(proposed: Proposed) -> Iterator[Work]:
    """Every touched version on each side; the newest one of an algorithm of which no version is touched."""
    for algorithm in proposed.algorithms:
        people = (*made_it(algorithm.id, proposed.before), *made_it(algorithm.id, proposed.now))
        named = {version.version for version in algorithm.versions}
        for side in (proposed.before, proposed.now):
            cards = cards_of(algorithm.id, side)
            newest = sorted(cards, key=version_order)[-1:]
            for version in sorted(named & cards.keys()) or newest:
                yield Work(algorithm.id, cards[version], people)


def cards_of(algorithm: str, side: Collection) -> dict[str, Card]:
    """Cards of an algorithm that can be read, by version."""
    cards = {one.content.version: one.content for one in side.algorithms.get(algorithm, ()) if is_card(one.content)}
    return {version: card for version, card in cards.items() if is_version(version)}


def is_card(content: object) -> bool:
    """Whether this is a card without fault."""
    return isinstance(content, Card)


def made_it(algorithm: str, side: Collection) -> Iterator[Named]:
    """Authors of any version of an algorithm, and those who answer for its entry."""
    for document in side.algorithms.get(algorithm, ()):
        match document.content:
            case Card(ownership=ownership) if isinstance(ownership.authors, tuple):
                yield from ownership.authors
            case Algorithm(maintainers=maintainers) if maintainers:
                yield from maintainers


def approvals(accounts: Iterable[str], reviewers: Iterable[ListedReviewer]) -> tuple[Approval, ...]:
    """Whether each approval counts, given by an account as a forge and a number: `github:583231`."""
    owner = {account: one for one in reviewers for account in one.accounts}
    return tuple(
        Approval(account, one.name, one.may_review, one.sentence)
        if (one := owner.get(account))
        else Approval(account, "", counts=False, sentence=NOBODYS)
        for account in dict.fromkeys(accounts)
    )


NOBODYS = Words(
    "Personne n’est inscrit avec ce compte sur la liste des relecteurs.",
    "Nobody is on the list of reviewers with this account.",
)


def removals_by(collection: Collection, touched: Iterable[str]) -> Iterator[ReviewedRemoval]:
    """What touched notices take out for good, with who decided it."""
    for path in touched:
        document = collection.documents.get(path)
        for one in removals_among([document] if document else []).values():
            yield ReviewedRemoval(path, one.what, signature(one.notice.decided_by))


def signature(person: Person | None) -> str:
    """Who signs something: name and ORCID iD."""
    return f"{person.name} ({person.orcid or '–'})" if person else "–"
