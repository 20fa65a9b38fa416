"""How much of what its kind is asked for a card fills.

What is asked comes from the marks of the typed model alone. A field is filled when it has a value or
is honestly declared absent by its authors; "not stated by the sources read" is no declaration.
"""

from dataclasses import dataclass
from functools import cache

from boas.documents._card import Card
from boas.documents._field_guide import list_card_fields
from boas.documents._fields import Absent

_NOT_STATED = "not-stated"
"""The one reason for an absence that only states what compilers did not read."""


@dataclass(frozen=True, slots=True)
class CardCompleteness:
    """How much of what its kind is asked for a card fills."""

    filled: int
    expected: int
    missing: tuple[str, ...]
    """Paths not filled, in the order of the model."""


def compute_completeness(card: Card) -> CardCompleteness:
    """What a card fills of what its kind is asked for."""
    asked = list_expected_fields(card.kind)
    missing = tuple(path for path in asked if not _is_filled(card, path))
    return CardCompleteness(len(asked) - len(missing), len(asked), missing)


@cache
def list_expected_fields(kind: str) -> tuple[str, ...]:
    """Paths `section.field` that a kind of algorithm is asked to fill for level 1."""
    return tuple(field.path for field in list_card_fields() if field.applies_to(kind) and field.need != "optional")


def _is_filled(card: Card, path: str) -> bool:
    """Whether a field has a value, or its authors give a reason for its absence."""
    value: object = card
    for name in path.split("."):
        value = getattr(value, name, None)
    return value is not None and not (isinstance(value, Absent) and value.absent.reason == _NOT_STATED)
