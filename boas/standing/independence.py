"""Who measured or judged, seen from those who made the algorithm: worked out from people and organisations.

What somebody typed about their own independence is never asked here. Two people of one name are the same
person unless two different ORCID iDs tell them apart.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from boas.documents import Card, LocalText, Organisation
from boas.documents.people import Person
from boas.finding import Words

TITLES = frozenset({"dr", "docteur", "doctor", "pr", "prof", "professeur", "professor", "m", "mme"})
MOST_STEPS = 20
"""How far up an organisation is followed; no honest one lies deeper."""


class Named(Protocol):
    """Anybody with a name and perhaps an ORCID iD."""

    @property
    def name(self) -> str: ...  # noqa: D102 -- said above

    @property
    def orcid(self) -> str | None: ...  # noqa: D102 -- said above


@dataclass(frozen=True, slots=True)
class Independence:
    """Who speaks, seen from the authors."""

    term: str
    """`developer`, `same-organisation`, `independent`, or `unknown` when too little is said."""
    sentence: Words
    """Why."""


def independence(
    person: Person | None,
    card: Card,
    organisations: Mapping[str, Organisation],
    maintainers: Sequence[Person] = (),
) -> Independence:
    """How a person stands to the authors and maintainers of a version.

    `organisations` are those known by id; one that is not among them belongs to no other.
    """
    authors, producers = card.ownership.authors, card.ownership.organisations
    if person is None:
        return Independence("unknown", NOBODY)
    if is_one_of(person, (*(authors if isinstance(authors, tuple) else ()), *maintainers)):
        return Independence("developer", made_it(person))
    if person.organisation is None or not isinstance(producers, tuple):
        return Independence("unknown", NO_ORGANISATION if person.organisation is None else NO_PRODUCER)
    theirs = {up for producer in producers for up in with_those_above(producer, organisations)}
    shared = [up for up in with_those_above(person.organisation, organisations) if up in theirs]
    if shared:
        return Independence("same-organisation", colleagues(person, shared[0], organisations))
    return Independence("independent", from_elsewhere(person, person.organisation, organisations))


def is_one_of(person: Named, others: Iterable[Named]) -> bool:
    """Whether a person is among others, by ORCID iD where both have one, otherwise by name."""
    return any(
        person.orcid == other.orcid
        if person.orcid and other.orcid
        else name_parts(person.name) == name_parts(other.name)
        for other in others
    )


def name_parts(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents, titles or order: `Dr MARTIN, Zoé` is `Zoe Martin`."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = re.findall(r"\w+", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    return tuple(sorted(word for word in words if word not in TITLES)) or tuple(sorted(words))


def with_those_above(own: str, organisations: Mapping[str, Organisation]) -> tuple[str, ...]:
    """An organisation and those it belongs to, nearest first; a circle is left after one turn."""
    found = [own]
    while len(found) <= MOST_STEPS and (known := organisations.get(found[-1])) and known.part_of:
        if known.part_of in found:
            break
        found.append(known.part_of)
    return tuple(found)


NOBODY = Words("Personne n’est nommé : on ne sait pas qui parle.", "Nobody is named: it is not known who speaks.")
NO_ORGANISATION = Words(
    "Son organisation n’est pas donnée : on ne peut pas la comparer à celle des auteurs.",
    "The organisation is not given: it cannot be compared with the authors’.",
)
NO_PRODUCER = Words(
    "La fiche ne dit pas quelle organisation a produit l’algorithme : on ne peut pas comparer.",
    "The card does not say which organisation made the algorithm: there is nothing to compare with.",
)


def made_it(person: Person) -> Words:
    """Why somebody speaks about their own work."""
    return Words(
        f"{person.name} est parmi les auteurs ou les responsables de la fiche.",
        f"{person.name} is among the authors or those who answer for the entry.",
    )


def colleagues(person: Person, shared: str, organisations: Mapping[str, Organisation]) -> Words:
    """Why somebody speaks about a colleague's work."""
    name = name_of(shared, organisations)
    return Words(
        f"{person.name} relève de la même organisation que les auteurs : {name.fr}.",
        f"{person.name} belongs to the same organisation as the authors: {name.en}.",
    )


def from_elsewhere(person: Person, own: str, organisations: Mapping[str, Organisation]) -> Words:
    """Why somebody speaks from outside."""
    name = name_of(own, organisations)
    return Words(
        f"{person.name} n’est pas parmi les auteurs, et son organisation ({name.fr}) n’a pas de lien déclaré "
        "avec les leurs.",
        f"{person.name} is not among the authors, and the organisation ({name.en}) has no declared tie to theirs.",
    )


def name_of(organisation: str, organisations: Mapping[str, Organisation]) -> Words:
    """The name of an organisation for people; its id when nobody described it."""
    known = organisations.get(organisation)
    name = known.name if known else LocalText(fr=organisation)
    return Words(name.fr or name.en or organisation, name.en or name.fr or organisation)
