"""Who measured or judged, seen from the authors and maintainers of the version they speak about."""

from boas.documents import Card
from boas.documents.people import Person
from boas.evidence.independence import Independence, independence
from boas.finding import Words
from boas.registry.picture import AlgorithmEntry, Registry

UNKNOWN_VERSION = Independence(
    "unknown",
    Words("La version en question n’est pas dans ce registre.", "The version in question is not in this registry."),
)


def speaker(registry: Registry, entry: AlgorithmEntry, version: str, person: Person | None) -> Independence:
    """How a person stands to those who made one version of an algorithm."""
    card = card_of(entry, version)
    if card is None:
        return UNKNOWN_VERSION
    organisations = {name: document.content for name, document in registry.organisations.items()}
    return independence(person, card, organisations, entry.algorithm.maintainers or ())


def card_of(entry: AlgorithmEntry, version: str) -> Card | None:
    """The card of one version of an algorithm; nothing when there is no such version."""
    return next((one.card for one in entry.versions if one.version == version), None)
