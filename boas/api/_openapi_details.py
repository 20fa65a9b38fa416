"""What the framework does not say in the OpenAPI document: other forms of lists, headers, and examples to try."""

from typing import Any

from boas.api._document_schemas import JsonObject
from boas.api._reply import CSV, JSON, JSONL

_EXAMPLES = {
    "algorithm": "avc-ait-pmsi",
    "version": "1.0.0",
    "evaluation": "publication-2015",
    "data_source": "snds",
    "organisation": "cnam",
    "vocabulary": "kinds",
    "domain": "cardiovascular",
    "q": "AVC",
    "only_on": ["snds-pmsi-mco"],
    "metric": ["ppv"],
    "sort": "-evaluated",
    "ids": "avc-ait-pmsi",
    "fields": "id",
    "format": "csv",
    "since": "2026-01-01",
    "code": ["I63"],
}
"""A value of a parameter that gives something in the registry this program comes with."""

_EXAMPLES_OF = {"compare": {"ids": "avc-ait-pmsi,insuffisance-cardiaque-i50", "only": "differences"}}
"""Values of one operation alone, by its name."""

_HEADERS: JsonObject = {
    "ETag": {
        "description": "Digest of this body: give it back in `If-None-Match` to learn that nothing changed.",
        "schema": {"type": "string"},
    },
    "X-Registry-Commit": {
        "description": "Commit of the registry that this was made from.",
        "schema": {"type": "string"},
    },
}
_LINK: JsonObject = {
    "description": "The first page, the one before and the next one (RFC 8288).",
    "schema": {"type": "string"},
}
_RETRY: JsonObject = {"description": "Seconds after which to ask again.", "schema": {"type": "string"}}
_NO_HEADERS = frozenset({"/health", "/ready", "/openapi.json"})
"""Addresses that answer also while there is nothing to answer from."""


def complete_document(document: JsonObject, prefix: str) -> None:
    """Add to every operation of a document what its handler gives besides."""
    for path, methods in document["paths"].items():
        for operation in methods.values():
            _add_examples(operation)
            if path.removeprefix(prefix) not in _NO_HEADERS and "get" in methods:
                _add_headers(operation)
            names = {one["name"] for one in operation.get("parameters", ())}
            if "dialect" in names:
                _add_forms(operation["responses"]["200"], document["components"]["schemas"])
            if "after" in names:
                operation["responses"]["200"]["headers"]["Link"] = _LINK


def _add_examples(operation: JsonObject) -> None:
    """A value to try for each parameter that has one."""
    known = {**_EXAMPLES, **_EXAMPLES_OF.get(operation["operationId"], {})}
    for one in operation.get("parameters", ()):
        if one["name"] in known and one["in"] in {"path", "query"}:
            one["example"] = known[one["name"]]


def _add_headers(operation: JsonObject) -> None:
    """Headers of answers, and of the problem that the registry cannot answer now."""
    responses = operation["responses"]
    if "200" in responses:
        responses["200"]["headers"] = {**responses["200"].get("headers", {}), **_HEADERS}
    if "503" in responses:
        responses["503"]["headers"] = {"Retry-After": _RETRY}


def _add_forms(response: JsonObject, schemas: JsonObject) -> None:
    """A list with only some fields of its rows, as lines and as a table."""
    content = response["content"]
    whole = content[JSON]["schema"]
    described: Any = schemas[whole["$ref"].rpartition("/")[2]]["properties"]
    rows = next(name for name, schema in described.items() if schema.get("type") == "array" and name != "facets")
    some = {"type": "object", "properties": {"id": {"type": "string"}}, "description": "The fields asked for."}
    cut = {
        "type": "object",
        "description": "With `fields`: rows hold only these.",
        "properties": {rows: {"type": "array", "items": some}},
        "required": [rows],
    }
    content[JSON]["schema"] = {"anyOf": [whole, cut]}
    content[CSV] = {"schema": {"type": "string", "description": "A table (RFC 4180), with `format=csv`."}}
    content[JSONL] = {"schema": {"type": "string", "description": "One row per line as JSON, with `format=jsonl`."}}
