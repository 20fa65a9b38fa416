"""Findings to report on, made by hand."""

from boas.finding import Finding, Location, Severity
from tests.bilingual import Bilingual

CARD = "model_cards/algorithms/exemple-score/versions/1.0.0/card.yaml"
UNKNOWN = Finding(
    "unknown-field",
    "error",
    Location("model_cards/organisations/exemple-chu.yaml", 6, 1),
    Bilingual("Le champ « contry » n’existe pas ici.", "There is no field `contry` here."),
    Bilingual("Écrire « country », ou supprimer la ligne.", "Write `country`, or delete the line."),
    field="contry",
    source="contry: FR",
    length=6,
    expected=("country", "siren"),
    nearest="country",
)


def finding(
    path: str = CARD, line: int = 3, column: int = 5, severity: Severity = "error", rule: str = "unknown-term"
) -> Finding:
    """A finding of which only place, severity and rule matter."""
    message, mend = Bilingual("Un fait.", "A fact."), Bilingual("Le corriger.", "Mend it.")
    return Finding(rule, severity, Location(path, line, column), message, mend)
