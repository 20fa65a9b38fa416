"""Who may review a proposal: everybody on the list, held against those who made what it touches.

The list is that of the branch as it now is, and authors are those of both sides, so that nobody lets themselves in
by an entry they bring, by one struck off since, or by a name they take out. Also who signs what a proposal takes away.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from boas.checks import collect_removals
from boas.documents import DOCUMENTS, REVIEWERS, Algorithm, Card, Person, Reviewer, Reviewers, is_version, parse_version
from boas.independence import (
    NamedPerson,
    ReviewerIndependence,
    ReviewSubject,
    assess_reviewer_independence,
    check_listing,
    is_same,
    may_be_same,
    select_worst,
)
from boas.parsing import Collection
from boas.reports import Approval, ListedReviewer, ReviewedAlgorithm, ReviewedRemoval
from boas.translation import Message


@dataclass(frozen=True, slots=True)
class ProposalScope:
    """What a proposal touches, from both sides."""

    before: Collection
    now: Collection
    algorithms: tuple[ReviewedAlgorithm, ...]
    touched: tuple[str, ...]
    """Paths."""
    listed: tuple[Reviewer, ...]
    """The list of reviewers of the branch it is for, as that branch now is."""


def list_reviewers(proposed: ProposalScope, day: str) -> tuple[ListedReviewer, ...]:
    """Everybody on the list a proposal is held to, those first who may review it on a day (ISO 8601)."""
    found = [_assess_reviewer(one, proposed, day) for one in proposed.listed]
    return tuple(sorted(found, key=lambda one: (not one.may_review, one.name.casefold())))


def read_reviewer_list(collection: Collection) -> tuple[Reviewer, ...]:
    """The list of one side; nobody when there is none that can be read."""
    document = collection.documents.get(REVIEWERS)
    return document.content.reviewers if document and isinstance(document.content, Reviewers) else ()


def _assess_reviewer(reviewer: Reviewer, proposed: ProposalScope, day: str) -> ListedReviewer:
    """One entry of the list, and the worst that stands between that person and the proposal."""
    found = select_worst(_iter_ties(reviewer, proposed, day)) or ReviewerIndependence("unknown", _NO_ALGORITHM)
    accounts = reviewer.accounts.model_dump(exclude_none=True) if reviewer.accounts else {}
    return ListedReviewer(
        reviewer.name,
        reviewer.organisation,
        tuple(f"{forge}:{number}" for forge, number in accounts.items()),
        found.term,
        found.may_review,
        found.sentence,
    )


_NO_ALGORITHM = Message("The proposal touches no algorithm: there is no author to compare with.")


def _iter_ties(reviewer: Reviewer, proposed: ProposalScope, day: str) -> Iterator[ReviewerIndependence]:
    """How a reviewer stands to every part of a proposal."""
    if outside := check_listing(reviewer, day):
        yield outside
    before, now = (_find_entry(reviewer.orcid, side) for side in (proposed.before, proposed.now))
    if before != now:
        yield ReviewerIndependence("author", _describe_own_entry(reviewer))
    for path, person in _iter_signatories(proposed):
        if may_be_same(reviewer, person):
            yield ReviewerIndependence(
                "author" if is_same(reviewer, person) else "may-be-author", _describe_signed_path(reviewer, path)
            )
    known = [side.organisations for side in (proposed.before, proposed.now)]
    for work in _iter_works(proposed):
        yield from (assess_reviewer_independence(reviewer, work, one) for one in known)


def _find_entry(orcid: str, side: Collection) -> Reviewer | None:
    """The entry of a person on the list of one side."""
    return next((one for one in read_reviewer_list(side) if one.orcid == orcid), None)


def _describe_own_entry(reviewer: Reviewer) -> Message:
    """Why nobody judges a change of their own entry."""
    return Message("The proposal changes the entry of {name}.", name=reviewer.name)


def _describe_signed_path(reviewer: Reviewer, path: str) -> Message:
    """Why nobody judges what they sign."""
    return Message("{name} signs `{path}`.", name=reviewer.name, path=path)


def _iter_signatories(proposed: ProposalScope) -> Iterator[tuple[str, NamedPerson]]:
    """Who signs each touched document that stands beside a card, as it now is."""
    for path in proposed.touched:
        document = proposed.now.documents.get(path)
        field = DOCUMENTS[document.kind].signer_field if document and document.part else ""
        person = getattr(document.part, field) if document and field else None
        if person:
            yield path, person


def _iter_works(proposed: ProposalScope) -> Iterator[ReviewSubject]:
    """Every touched version on each side; the newest one of an algorithm of which no version is touched."""
    for algorithm in proposed.algorithms:
        people = (*_iter_makers(algorithm.id, proposed.before), *_iter_makers(algorithm.id, proposed.now))
        named = {version.version for version in algorithm.versions}
        for side in (proposed.before, proposed.now):
            cards = _find_cards(algorithm.id, side)
            newest = sorted(cards, key=parse_version)[-1:]
            for version in sorted(named & cards.keys()) or newest:
                yield ReviewSubject(algorithm.id, cards[version], people)


def _find_cards(algorithm: str, side: Collection) -> dict[str, Card]:
    """Cards of an algorithm that can be read, by version."""
    cards = {one.content.version: one.content for one in side.algorithms.get(algorithm, ()) if _is_card(one.content)}
    return {version: card for version, card in cards.items() if is_version(version)}


def _is_card(content: object) -> bool:
    """Whether this is a card without fault."""
    return isinstance(content, Card)


def _iter_makers(algorithm: str, side: Collection) -> Iterator[NamedPerson]:
    """Authors of any version of an algorithm, and those who answer for its entry."""
    for document in side.algorithms.get(algorithm, ()):
        match document.content:
            case Card(ownership=ownership) if isinstance(ownership.authors, tuple):
                yield from ownership.authors
            case Algorithm(maintainers=maintainers) if maintainers:
                yield from maintainers


def assess_approvals(accounts: Iterable[str], reviewers: Iterable[ListedReviewer]) -> tuple[Approval, ...]:
    """Whether each approval counts, given by an account as a forge and a number: `github:583231`."""
    owner = {account: one for one in reviewers for account in one.accounts}
    return tuple(
        Approval(account, one.name, one.may_review, one.sentence)
        if (one := owner.get(account))
        else Approval(account, "", counts=False, sentence=_UNKNOWN_ACCOUNT)
        for account in dict.fromkeys(accounts)
    )


_UNKNOWN_ACCOUNT = Message("Nobody is on the list of reviewers with this account.")


def iter_removals(collection: Collection, touched: Iterable[str]) -> Iterator[ReviewedRemoval]:
    """What touched notices take out for good, with who decided it."""
    for path in touched:
        document = collection.documents.get(path)
        for one in collect_removals([document] if document else []).values():
            yield ReviewedRemoval(path, one.what, format_signature(one.notice.decided_by))


def format_signature(person: Person | None) -> str:
    """Who signs something: name and ORCID iD."""
    return f"{person.name} ({person.orcid or '–'})" if person else "–"
