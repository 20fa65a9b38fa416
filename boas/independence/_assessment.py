"""The independence of evaluators and auditors from an algorithm's makers, computed from people and organisations.

What somebody typed about their own independence is never asked here. Two people of one name are the same
person unless two different ORCID iDs distinguish them; where there are only names that may be one person's, or
organisations with similar names, the state says so, and is not independence.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from boas.documents import Card, Organisation, Person
from boas.independence._name_matching import NamedPerson, is_one_of, is_same, may_be_same, with_known_orcids
from boas.independence._names import split_name
from boas.independence._organisation_matching import Tie, as_directory, find_tie
from boas.translation import Message, join_messages, make_verbatim

__all__ = [
    "MAY_BE",
    "IndependenceState",
    "NamedPerson",
    "assess_person_independence",
    "is_one_of",
    "list_makers",
    "list_organisation_family",
    "name_organisation",
    "split_name",
]

MAY_BE = frozenset({"may-be-author", "may-be-same-organisation"})
"""States that names alone leave open; the sentence names what would decide."""


@dataclass(frozen=True, slots=True)
class IndependenceState:
    """Who speaks, seen from the authors."""

    term: str
    """Term of the vocabulary `independence_states`."""
    sentence: Message
    """Why."""


def assess_person_independence(
    person: Person | None,
    card: Card,
    organisations: Mapping[str, Organisation],
    maintainers: Sequence[Person] = (),
    earlier: Sequence[Card] = (),
) -> IndependenceState:
    """How a person stands to the authors and maintainers of a version.

    `organisations` are all that are known, by id; one that is not among them belongs to no other. `earlier` are the
    versions it was made from: whoever made those made a part of it.
    """
    if person is None:
        return IndependenceState("unknown", _NOBODY)
    cards = (card, *earlier)
    people = with_known_orcids((*(author for card in cards for author in iter_authors(card)), *maintainers))
    if any(is_same(person, other) for other in people):
        return IndependenceState("developer", _explain_authorship(person))
    if author := next((other for other in people if may_be_same(person, other)), None):
        return IndependenceState("may-be-author", explain_ambiguous_name(person, author))
    return _assess_by_organisation(person, card, list_makers(cards), organisations)


def _assess_by_organisation(
    person: Person, card: Card, producers: Sequence[str], organisations: Mapping[str, Organisation]
) -> IndependenceState:
    """How somebody who is no author stands to the organisations that made a version."""
    if person.organisation is None:
        return IndependenceState("unknown", _NO_ORGANISATION)
    tie = find_tie(person.organisation, producers, organisations)
    if tie and tie.is_sure:
        return IndependenceState("same-organisation", _explain_same_organisation(person, tie.own, organisations))
    if tie:
        return IndependenceState("may-be-same-organisation", _explain_possible_tie(person, tie, organisations))
    if not isinstance(card.ownership.organisations, tuple):
        return IndependenceState("unknown", _NO_PRODUCER)
    return IndependenceState("independent", _explain_independence(person, person.organisation, organisations))


def iter_authors(card: Card) -> Iterator[NamedPerson]:
    """The authors a card names."""
    authors = card.ownership.authors
    yield from authors if isinstance(authors, tuple) else ()


def list_makers(cards: Iterable[Card]) -> tuple[str, ...]:
    """Ids of the organisations that made one of several versions, each once."""
    named = (card.ownership.organisations for card in cards)
    return tuple(dict.fromkeys(text for group in named if isinstance(group, tuple) for text in group))


def list_organisation_family(own: str, organisations: Mapping[str, Organisation]) -> tuple[str, ...]:
    """An organisation, every file about it, and all it belongs to at any depth, nearest first."""
    return as_directory(organisations).list_family(own)


_NOBODY = Message("Nobody is named: it is not known who speaks.")
_NO_ORGANISATION = Message("The organisation is not given: it cannot be compared with the authors’.")
_NO_PRODUCER = Message("The card does not say which organisation made the algorithm: there is nothing to compare with.")


def _explain_authorship(person: Person) -> Message:
    """Why somebody speaks about their own work."""
    return Message("{name} is among the authors or those who answer for the entry.", name=person.name)


def explain_ambiguous_name(person: NamedPerson, author: NamedPerson) -> Message:
    """Why somebody with an author's name, or nearly, is not taken for somebody else, and what would settle it."""
    lacking = [one.name for one in (person, author) if not one.orcid]
    return Message(
        "Nothing tells {name} apart from {author}, among the authors or those who answer for the entry: the ORCID iD "
        "of {lacking} would settle it.",
        name=person.name,
        author=author.name,
        lacking=join_messages(lacking, Message(" and of ")),
    )


def _explain_possible_tie(person: Person, tie: Tie, organisations: Mapping[str, Organisation]) -> Message:
    """Why somebody is not taken to be from another organisation, and what would settle it."""
    own, other = name_organisation(tie.own, organisations), name_organisation(tie.other, organisations)
    return Message(
        "{name} belongs to {own} ({own_id}), which may be the same organisation as {other} "
        "({other_id}): their name or web site is the same; the ROR, SIREN or FINESS of both would "
        "settle it.",
        name=person.name,
        own=own,
        own_id=tie.own,
        other=other,
        other_id=tie.other,
    )


def _explain_same_organisation(person: Person, shared: str, organisations: Mapping[str, Organisation]) -> Message:
    """Why somebody speaks about a colleague's work."""
    name = name_organisation(shared, organisations)
    return Message(
        "{name} belongs to the same organisation as the authors: {organisation}.", name=person.name, organisation=name
    )


def _explain_independence(person: Person, own: str, organisations: Mapping[str, Organisation]) -> Message:
    """Why somebody speaks from outside."""
    name = name_organisation(own, organisations)
    return Message(
        "{name} is not among the authors, and the organisation ({organisation}) has no declared tie to theirs.",
        name=person.name,
        organisation=name,
    )


def name_organisation(organisation: str, organisations: Mapping[str, Organisation]) -> Message:
    """The name of an organisation for people; its id when nobody described it."""
    known = organisations.get(organisation)
    return make_verbatim(known.name.to_parameter() if known else organisation)
