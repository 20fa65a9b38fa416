"""The pieces of JSON Schema behind the fields of a card and of an evaluation, from which commented lines are made."""

import json
from functools import cache
from typing import Any

from boas.documents import DocumentField, list_card_fields, map_models, render_schema

Schema = dict[str, Any]
"""A piece of a JSON Schema."""


_ROOTS = {"Card": "card", "Evaluation": "evaluation"}
"""Kinds of document that are begun with commented lines, by their model."""


@cache
def _load_schema(kind: str) -> Schema:
    """The JSON Schema of a kind of document, the fields of each part in the order of its model."""
    read: Schema = json.loads(render_schema(kind))
    models = map_models()
    for name, part in read["$defs"].items():
        properties = part.get("properties", {})
        part["properties"] = {key: properties[key] for key in models[name].model_fields}
    return read


@cache
def _load_definitions() -> Schema:
    """The parts of these documents by name: one that stands in several is the same in all."""
    return {name: part for kind in _ROOTS.values() for name, part in _load_schema(kind)["$defs"].items()}


def find_field_schema(field: DocumentField) -> Schema:
    """The piece of the schema that stands for one field of a card or an evaluation, at the top or in a part."""
    name = field.model.__name__
    part: Schema = _load_schema(_ROOTS[name]) if name in _ROOTS else _load_definitions()[name]
    found: Schema = part["properties"][field.name]
    return found


def resolve_definition(piece: Schema) -> Schema:
    """A piece of the schema with its reference followed; of two forms, the one that is no declared absence."""
    branches = piece.get("oneOf") or piece.get("anyOf")
    if branches:
        return resolve_definition(branches[0])
    reference = piece.get("$ref")
    followed: Schema = _load_definitions()[reference.rpartition("/")[2]] if reference else piece
    return followed


def list_needed_paths() -> tuple[str, ...]:
    """Paths without which no card can be merged."""
    return tuple(field.path for field in list_card_fields() if field.need == "needed")


def may_be_absent(path: str) -> bool:
    """Whether a field of a card may be declared absent with a reason."""
    return any(field.may_be_absent for field in list_card_fields() if field.path == path)
