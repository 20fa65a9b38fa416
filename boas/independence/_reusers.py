"""Whether a reuse is by somebody else than the makers: by organisations, and by names where there are no others."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from boas.documents import Card, Organisation, Person, Reuse
from boas.independence._assessment import iter_authors, list_makers
from boas.independence._name_matching import NamedPerson, is_same, may_be_same
from boas.independence._organisation_matching import as_directory, find_tie

ReuserRelation = Literal["producer", "other", "unknown"]
"""How a reuser stands to the makers: among them, outside, or nobody can tell."""


def classify_reuser(reuse: Reuse, cards: Sequence[Card], organisations: Mapping[str, Organisation]) -> ReuserRelation:
    """How whoever reuses an algorithm stands to those who made it.

    Args:
        reuse: the reuse.
        cards: every version of the algorithm.
        organisations: all that are known, by id.

    Returns:
        `producer` when an organisation of the reuser made a version, belongs to one that did or holds one that did,
        or when the owner of the project has an author's name; `unknown` when the reuser names neither organisation
        nor owner, when the cards name nobody, or when two organisations only look alike; else `other`.
    """
    directory, makers = as_directory(organisations), list_makers(cards)
    ties = [tie for name in reuse.organisations if (tie := find_tie(name, makers, directory))]
    owner = reuse.project.owner if reuse.project else None
    authors = [author for card in cards for author in iter_authors(card)]
    if any(tie.is_sure for tie in ties) or (owner and _is_author(owner, authors)):
        return "producer"
    is_known = bool(reuse.organisations or owner) and bool(makers or authors)
    return "other" if is_known and not ties else "unknown"


def _is_author(owner: str, authors: Iterable[NamedPerson]) -> bool:
    """Whether the owner of a project has the name of an author, or one that may be it."""
    person = Person(name=owner)
    return any(is_same(person, author) or may_be_same(person, author) for author in authors)


def is_foreign_signer(
    person: Person, reuse: Reuse, cards: Sequence[Card], organisations: Mapping[str, Organisation]
) -> bool:
    """Whether a person who speaks for a reuser is known to be of another organisation, or made the algorithm.

    Nobody is held to what is not known: a person without an organisation passes, and so does one of the makers'
    whose own organisation is the reuser.
    """
    own = classify_reuser(reuse, cards, organisations)
    if own != "producer" and any(is_same(person, author) for card in cards for author in iter_authors(card)):
        return True
    if person.organisation is None or not reuse.organisations:
        return False
    tie = find_tie(person.organisation, reuse.organisations, as_directory(organisations))
    return tie is None or not tie.is_sure
