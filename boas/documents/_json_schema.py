"""JSON Schema 2020-12 of every document, generated from the typed models.

`schemas/*.schema.json` are these texts, committed; a test that is never skipped compares them.
Descriptions are the strings under each field, read from the source so that start-up pays nothing.
"""

import ast
import inspect
import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from boas.documents._document_kinds import DOCUMENTS
from boas.documents._fields import DocumentPart, LocalText
from boas.documents._languages import DEFAULT_LANGUAGES, name_language

Json = Any
"""Any piece of a schema."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def render_schemas(languages: tuple[str, ...] = DEFAULT_LANGUAGES) -> dict[str, str]:
    """The text of every schema file for a registry's languages, by file name, each ending with a line end."""
    return {f"{kind}.schema.json": render_schema(kind, languages) for kind in DOCUMENTS}


def render_schema(kind: str, languages: tuple[str, ...] = DEFAULT_LANGUAGES) -> str:
    """The schema of one kind of document as JSON text, for a registry's languages.

    Raises `KeyError` for an unknown kind.
    """
    model = DOCUMENTS[kind].model
    _, schema = models_json_schema([(model, "validation")], schema_generator=GenerateJsonSchema)
    parts = {name: _tidy_schema(part) | _describe_properties(name, part) for name, part in schema["$defs"].items()}
    parts |= {name: _name_languages(parts[name], languages) for name in ({LocalText.__name__} & parts.keys())}
    whole = parts.pop(model.__name__)
    result = {"$schema": _DIALECT, "title": kind, **whole, "$defs": parts}
    return json.dumps(result, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _name_languages(schema: dict[str, Any], languages: tuple[str, ...]) -> dict[str, Any]:
    """The schema of texts with a property for each language, and none beside."""
    names = [name_language(language) for language in languages]
    several = f"{', '.join(names[:-1])} and {names[-1]}; at least one of them."
    return {
        "type": schema["type"],
        "description": f"The same text in {several}" if len(names) > 1 else f"A text in {names[0]}.",
        "properties": {
            language: {"description": f"The text in {name}.", **schema["additionalProperties"]}
            for language, name in zip(languages, names, strict=True)
        },
        "additionalProperties": False,
    }


def _tidy_schema(schema: Json) -> Json:
    """Drop what only pydantic needs: titles, null branches, defaults of None."""
    if isinstance(schema, list):
        return [_tidy_schema(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _tidy_schema(value) for key, value in schema.items() if key != "title" or not isinstance(value, str)}
    if "default" in kept and kept["default"] is None:
        del kept["default"]
    return _drop_null_branch(kept)


def _drop_null_branch(schema: dict[str, Any]) -> dict[str, Any]:
    """A field that may be left out is not a field that may be null."""
    branches = schema.get("anyOf")
    if not isinstance(branches, list) or {"type": "null"} not in branches:
        return schema
    rest = [branch for branch in branches if branch != {"type": "null"}]
    others = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**rest[0], **others} if len(rest) == 1 else {**others, "anyOf": rest}


def _describe_properties(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """The properties of one part with their descriptions."""
    texts = read_field_texts(map_models()[name])
    properties = {
        field: {"description": texts[field], **_tidy_schema(content)}
        for field, content in schema.get("properties", {}).items()
    }
    return {"properties": properties} if properties else {}


@cache
def map_models() -> dict[str, type[DocumentPart]]:
    """Every part of every document by class name."""
    return {model.__name__: model for model in _list_subclasses(DocumentPart)}


def _list_subclasses(model: type[DocumentPart]) -> list[type[DocumentPart]]:
    """All parts below one, at any depth."""
    return [below for child in model.__subclasses__() for below in (child, *_list_subclasses(child))]


@cache
def read_field_texts(model: type[DocumentPart]) -> dict[str, str]:
    """The string under each field of a model, by field name."""
    module = ast.parse(Path(inspect.getfile(model)).read_text(encoding="utf-8"))
    own = next(node for node in module.body if isinstance(node, ast.ClassDef) and node.name == model.__name__)
    return parse_field_texts(own)


def parse_field_texts(own: ast.ClassDef) -> dict[str, str]:
    """The string under each field of a class as its source has it, by field name."""
    texts: dict[str, str] = {}
    for node, after in pairwise(own.body):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and isinstance(after, ast.Expr):
            texts[node.target.id] = inspect.cleandoc(str(ast.literal_eval(after.value)))
    return texts
