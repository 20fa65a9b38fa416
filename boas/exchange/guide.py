"""The pieces of the card's JSON Schema behind its fields, from which commented lines are made."""

import json
from functools import cache
from typing import Any

from boas.documents.guide import Field, card_fields
from boas.documents.json_schema import json_schema, model_by_name

Schema = dict[str, Any]
"""A piece of a JSON Schema."""


@cache
def schema() -> Schema:
    """The JSON Schema of the card, the fields of each part in the order of its model."""
    read: Schema = json.loads(json_schema("card"))
    models = model_by_name()
    for name, part in read["$defs"].items():
        properties = part.get("properties", {})
        part["properties"] = {key: properties[key] for key in models[name].model_fields}
    return read


def spec(field: Field) -> Schema:
    """The piece of the schema that stands for one field of a card, at the top or in a section."""
    part: Schema = schema()["$defs"][field.model.__name__] if field.above else schema()
    found: Schema = part["properties"][field.name]
    return found


def definition(piece: Schema) -> Schema:
    """A piece of the schema with its reference followed; of two forms, the one that is no declared absence."""
    branches = piece.get("oneOf") or piece.get("anyOf")
    if branches:
        return definition(branches[0])
    reference = piece.get("$ref")
    followed: Schema = schema()["$defs"][reference.rpartition("/")[2]] if reference else piece
    return followed


def needed() -> tuple[str, ...]:
    """Paths without which no card can be merged."""
    return tuple(field.path for field in card_fields() if field.need == "needed")


def may_be_absent(path: str) -> bool:
    """Whether a field of a card may be declared absent with a reason."""
    return any(field.may_be_absent for field in card_fields() if field.path == path)
