"""How much of what its kind is asked for a card fills.

What is asked comes from the marks of the typed model alone. A field is filled when it has a value or
is honestly declared absent by its authors; "not stated by the sources read" is no declaration.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from boas.documents import KIND_LETTERS, Absent, Card, Part, part_at

NOT_STATED = "not-stated"
"""The one reason that only says what compilers did not read."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of what its kind is asked for a card fills."""

    filled: int
    expected: int
    missing: tuple[str, ...]
    """Paths not filled, in the order of the model."""


def completeness(card: Card) -> Completeness:
    """What a card fills of what its kind is asked for."""
    asked = asked_fields(card.kind)
    missing = tuple(path for path in asked if not is_filled(card, path))
    return Completeness(len(asked) - len(missing), len(asked), missing)


@cache
def asked_fields(kind: str) -> tuple[str, ...]:
    """Paths `section.field` that a kind of algorithm is asked to fill for level 1."""
    return tuple(paths(Card, KIND_LETTERS[kind]))


def paths(model: type[Part], letter: str, section: str = "") -> Iterator[str]:
    """Needed and expected fields of a model and, one step down, of its sections."""
    for name, field in model.model_fields.items():
        marks = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        if letter not in str(marks.get("x-kinds", "")):
            continue
        part = part_at(model, (name,))
        if not section and part is not None and has_marks(part):
            yield from paths(part, letter, f"{name}.")
        elif marks["x-need"] in {"needed", "expected"}:
            yield f"{section}{name}"


def has_marks(part: type[Part]) -> bool:
    """Whether a part is a section of the card, whose fields say what they need."""
    return any(
        isinstance(f.json_schema_extra, dict) and "x-need" in f.json_schema_extra for f in part.model_fields.values()
    )


def is_filled(card: Card, path: str) -> bool:
    """Whether a field has a value, or its authors say why it has none."""
    value: object = card
    for name in path.split("."):
        value = getattr(value, name, None)
    return value is not None and not (isinstance(value, Absent) and value.absent.reason == NOT_STATED)
