"""The least bump of each field of a card, from the marks of the typed model: one definition, no second table."""

from functools import cache
from typing import cast

from boas.changes.change import Bump
from boas.documents import Card, Part, part_at, vocabulary
from boas.finding import Words

OWN_FILES = {"method": "patch", "code": "minor"}
"""Files beside the card: a description helps people, code can change a result."""

NOT_COMPARED = frozenset({"schema_version", "id", "version", "changes", "waivers"})
"""Fields that name the version, or tell of it, instead of saying what the algorithm is."""


@cache
def field_bumps() -> dict[str, Bump]:
    """Bump by field path, for every field that people know by a name, in the order of the card."""
    return {
        path: field_bump(path) for path in vocabulary("card_fields").terms if path not in {*NOT_COMPARED, *OWN_FILES}
    }


def field_bump(path: str) -> Bump:
    """The bump a field's own mark asks for."""
    *above, name = path.split(".")
    part = part_at(Card, tuple(above)) if above else Card
    marks = cast("type[Part]", part).model_fields[name].json_schema_extra
    return cast("Bump", marks["x-bump"]) if isinstance(marks, dict) else "patch"


def label(path: str) -> Words:
    """What people call a field."""
    return vocabulary("card_fields").terms[path]
