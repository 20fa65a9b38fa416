"""Schemas of documents inside the OpenAPI document: the ones of `schemas/`, so that an answer refers to its card's own.

A document in an answer is as its author wrote it; what may stand in it, JSON Schema says already.
"""

import json
from collections.abc import Container
from typing import Any

from litestar._openapi.schema_generation import SchemaCreator
from litestar.openapi.spec import Reference, Schema
from litestar.plugins import OpenAPISchemaPlugin
from litestar.typing import FieldDefinition

from boas.documents import DOCUMENTS, render_schema
from boas.index import Written

JsonObject = dict[str, Any]
"""A piece of a schema: any JSON object."""

_PLACE = "#/components/schemas/"
_UNANSWERED = {"registry", "reviewers"}
"""Kinds that never stand whole in an answer."""
_ANSWERED_PARTS = {"registry": ("LegalNotice", "PinnedNomenclature")}
"""Parts of them that do; none refers to another."""


class WrittenSchemas(OpenAPISchemaPlugin):
    """Tells the framework that a written document has the schema of its kind."""

    @staticmethod
    def is_plugin_supported_type(value: object) -> bool:
        """Whether something is a written document."""
        return getattr(value, "__origin__", value) is Written

    def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: SchemaCreator) -> Schema:  # noqa: ARG002 -- the framework's
        """A reference to the schema of the document's kind."""
        model = field_definition.inner_types[0].annotation
        return Reference(f"{_PLACE}{model.__name__}")  # type: ignore[return-value]  # written as it is, like a schema


def render_document_components(known: Container[str]) -> JsonObject:
    """Schemas of all kinds of documents and their parts by name; raises `ValueError` for a name that is `known`."""
    found: JsonObject = {}
    for kind in sorted(DOCUMENTS.keys() - _UNANSWERED):
        whole: JsonObject = json.loads(render_schema(kind).replace("#/$defs/", _PLACE))
        found |= whole.pop("$defs")
        del whole["$schema"], whole["title"]
        found[DOCUMENTS[kind].model.__name__] = whole
    for kind, names in _ANSWERED_PARTS.items():
        parts = json.loads(render_schema(kind))["$defs"]
        found |= {name: parts[name] for name in names}
    if twice := [name for name in found if name in known]:
        raise ValueError(twice)
    return found
