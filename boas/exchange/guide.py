"""The fields of a card in order, read from its schema: which are needed, which a kind is asked for, what each means."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from boas.documents import DOCUMENTS, KIND_LETTERS, Part, part_at, vocabulary
from boas.documents.json_schema import json_schema, model_by_name
from boas.finding import Language

Schema = dict[str, Any]
"""A piece of a JSON Schema."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a card, at the top or one step down in a section."""

    section: str
    """Name of its section; empty for a field of the card itself."""
    name: str
    need: str
    kinds: str
    """Letters of the kinds of algorithm that have it."""
    spec: Schema

    @property
    def path(self) -> str:
        """Path inside the card, for instance `licence.code`."""
        return f"{self.section}.{self.name}" if self.section else self.name

    def is_of(self, kind: str) -> bool:
        """Whether a kind of algorithm has it; a kind nobody knows has all."""
        return KIND_LETTERS.get(kind, "") in self.kinds


@cache
def schema() -> Schema:
    """The JSON Schema of the card, the fields of each part in the order of its model."""
    read: Schema = json.loads(json_schema("card"))
    models = model_by_name()
    for name, part in read["$defs"].items():
        properties = part.get("properties", {})
        part["properties"] = {key: properties[key] for key in models[name].model_fields}
    return read


@cache
def fields() -> tuple[Field, ...]:
    """Every field of a card, in the order of the model; a section stands for its fields."""
    return tuple(walk(DOCUMENTS["card"], schema()["properties"]))


def walk(model: type[Part], properties: Schema, section: str = "") -> Iterator[Field]:
    """Fields of a model in its order, those of its sections in their place."""
    for name in model.model_fields:
        spec = properties[name]
        inside = definition(spec).get("properties", {})
        part = part_at(model, (name,))
        if not section and part and any("x-need" in one for one in inside.values()):
            yield from walk(part, inside, name)
        else:
            yield Field(section, name, spec["x-need"], spec["x-kinds"], spec)


def definition(spec: Schema) -> Schema:
    """A piece of the schema with its reference followed; of two forms, the one that is no declared absence."""
    branches = spec.get("oneOf") or spec.get("anyOf")
    if branches:
        return definition(branches[0])
    reference = spec.get("$ref")
    followed: Schema = schema()["$defs"][reference.rpartition("/")[2]] if reference else spec
    return followed


def needed() -> tuple[str, ...]:
    """Paths without which no card can be merged."""
    return tuple(field.path for field in fields() if field.need == "needed")


def may_be_absent(path: str) -> bool:
    """Whether a field may be declared absent with a reason."""
    spec = next((field.spec for field in fields() if field.path == path), {})
    return any(branch.get("$ref", "").endswith("/Absent") for branch in spec.get("oneOf", []))


def meaning(field: Field, language: Language) -> str:
    """What a field means: its sentence in English, what people call it in French."""
    sentence: str = field.spec["description"]
    label = vocabulary("card_fields").terms.get(field.path)
    return sentence if language == "en" or label is None else label.fr
