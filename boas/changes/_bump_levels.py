"""The least bump of each field of a card, and whether it can change a result, from the marks of the typed model.

One definition, no second table: the JSON Schema and the field guide carry the same marks.
"""

from dataclasses import replace
from functools import cache
from typing import Any, cast

from boas.changes._change import Bump, VersionChange
from boas.documents import Card, DocumentPart, find_part, load_vocabulary
from boas.translation import Message

_OWN_FILES = {"method": "patch", "code": "minor"}
"""Files beside the card: a description helps people, code can change a result."""

NOT_COMPARED = frozenset({"schema_version", "id", "version", "changes", "waivers"})
"""Fields that name or describe the version instead of the algorithm."""


@cache
def map_field_bumps() -> dict[str, Bump]:
    """Bump by field path, for every field that people know by a name, in the order of the card."""
    return {
        path: _read_field_bump(path)
        for path in load_vocabulary("card_fields").terms
        if path not in {*NOT_COMPARED, *_OWN_FILES}
    }


def _read_field_bump(path: str) -> Bump:
    """The bump a field's own mark asks for."""
    return cast("Bump", _read_marks(path).get("x-bump", "patch"))


def _read_marks(path: str) -> dict[str, Any]:
    """The marks a field of the card carries."""
    *above, name = path.split(".")
    part = find_part(Card, tuple(above)) if above else Card
    marks = cast("type[DocumentPart]", part).model_fields[name].json_schema_extra
    return marks if isinstance(marks, dict) else {}


@cache
def find_result_fields() -> frozenset[str]:
    """Paths of the fields that can change a result."""
    return frozenset(path for path in map_field_bumps() if _read_marks(path).get("x-affects-results"))


def with_effect(change: VersionChange) -> VersionChange:
    """A change with whether it can change a result: by its field, unless the comparison has set it.

    A patch is the same algorithm described otherwise. Files of code and of codes decide.
    """
    if change.affects_results is not None:
        return change
    decides = change.path in find_result_fields() or change.path.startswith(("code/", "codelists/", "coefficients."))
    return replace(change, affects_results=decides and change.bump not in {"none", "patch"})


def name_field(path: str) -> Message:
    """What people call a field."""
    return load_vocabulary("card_fields").terms[path]
