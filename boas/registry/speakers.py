"""Who measured or judged, seen from the authors and maintainers of the version they speak about."""

from collections.abc import Iterator
from typing import Protocol

from boas.documents import Card, version_order
from boas.documents.people import Person
from boas.finding import Words
from boas.reading import Document
from boas.registry.picture import AlgorithmEntry, Registry
from boas.standing.independence import Independence, independence

UNKNOWN_VERSION = Independence(
    "unknown",
    Words("La version en question n’est pas dans ce registre.", "The version in question is not in this registry."),
)


def speaker(registry: Registry, entry: AlgorithmEntry, version: str, person: Person | None) -> Independence:
    """How a person stands to those who made one version of an algorithm."""
    card = card_of(entry, version)
    if card is None:
        return UNKNOWN_VERSION
    maintainers = entry.algorithm.maintainers or ()
    return independence(person, card, registry.collection.organisations, maintainers, tuple(earlier(entry, version)))


def earlier(entry: AlgorithmEntry, version: str) -> Iterator[Card]:
    """The cards of an algorithm's versions before one."""
    for one in entry.versions:
        if version_order(one.version) < version_order(version):
            yield one.card


class Subject(Protocol):
    """A version that somebody speaks about."""

    @property
    def id(self) -> str:
        """Id of the algorithm."""

    @property
    def version(self) -> str:
        """Version of the algorithm."""


def version_said(document: Document, subject: Subject) -> str:
    """The version of its own algorithm that a document speaks about; empty when it names another algorithm."""
    return subject.version if subject.id == document.location.name("algorithm") else ""


def card_of(entry: AlgorithmEntry, version: str) -> Card | None:
    """The card of one version of an algorithm; nothing when there is no such version."""
    return next((one.card for one in entry.versions if one.version == version), None)
