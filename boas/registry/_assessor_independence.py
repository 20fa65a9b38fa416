"""Independence of evaluators and auditors from the authors and maintainers of the version they assess."""

from collections.abc import Iterator
from typing import Protocol

from boas.documents import Card, Person, parse_version
from boas.independence import IndependenceState, assess_person_independence
from boas.parsing import Document
from boas.registry._snapshot import AlgorithmEntry, Registry
from boas.translation import Message

_UNKNOWN_VERSION = IndependenceState(
    "unknown",
    Message("The version in question is not in this registry."),
)


def assess_independence(
    registry: Registry, entry: AlgorithmEntry, version: str, person: Person | None
) -> IndependenceState:
    """How a person stands to those who made one version of an algorithm."""
    card = find_card(entry, version)
    if card is None:
        return _UNKNOWN_VERSION
    maintainers = entry.algorithm.maintainers or ()
    return assess_person_independence(
        person, card, registry.collection.organisations, maintainers, tuple(_iter_earlier_cards(entry, version))
    )


def _iter_earlier_cards(entry: AlgorithmEntry, version: str) -> Iterator[Card]:
    """The cards of an algorithm's versions before one."""
    for one in entry.versions:
        if parse_version(one.version) < parse_version(version):
            yield one.card


class _Subject(Protocol):
    """A version that somebody speaks about."""

    @property
    def id(self) -> str:
        """Id of the algorithm."""

    @property
    def version(self) -> str:
        """Version of the algorithm."""


def resolve_subject_version(document: Document, subject: _Subject) -> str:
    """The version of its own algorithm that a document speaks about; empty when it names another algorithm."""
    return subject.version if subject.id == document.location.algorithm else ""


def find_card(entry: AlgorithmEntry, version: str) -> Card | None:
    """The card of one version of an algorithm; None when there is no such version."""
    return next((one.card for one in entry.versions if one.version == version), None)
