"""The OpenAPI document, made from the handlers and the records of `boas.index.answers`.

`schemas/openapi.json` is this text, committed; a test that is never skipped compares the two.
"""

import ast
import inspect
import json
from types import ModuleType

from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, License, SecurityScheme

import boas
from boas.api import _document_schemas as documents
from boas.api import _problems as problems
from boas.api import _state as state
from boas.api import _submissions as submissions
from boas.api import _usage as usage
from boas.api._addresses import PREFIX
from boas.api._app import create_framework_app
from boas.api._document_schemas import JsonObject
from boas.api._openapi_details import complete_document
from boas.documents import parse_field_texts
from boas.index import ANSWER_MODULES

_TITLE = "BOAS"
_DESCRIPTION = (
    "Open registry of health algorithms. What is read is public and made from one commit of a Git "
    "repository, named by the header `X-Registry-Commit`. Texts come in each of their languages. Answers carry a "
    "strong `ETag`; give it back in `If-None-Match` to learn that nothing changed. Errors are problems (RFC 9457) "
    "whose `code` is for programs. Where a server takes submissions, organisations send reuses and evaluations with a "
    "key; each becomes a commit that somebody reviews. What an answer holds stays under `/api/v1`: fields are added, "
    "none is renamed, removed or given another meaning there; an address that goes is announced a year before. "
    "`/api/v1` tells the limits, and where all of it lies as one file."
)
_LICENCE = "That of the registry, which `licence` of `/api/v1` names; each card says those of its own pieces"


_KEY = SecurityScheme(
    type="http",
    scheme="bearer",
    description="A key that the maintainers of the registry made for an organisation (`boas keys make`).",
)
_RECORDS = (*ANSWER_MODULES, problems, state, submissions, usage)
"""Modules whose records the document describes."""


def render_openapi() -> str:
    """The document as JSON text with its line end; the same for the same code."""
    config = OpenAPIConfig(
        title=_TITLE,
        version=boas.__version__,
        description=_DESCRIPTION,
        license=License(name=_LICENCE),
        use_handler_docstrings=True,
        render_plugins=[],
        create_examples=False,
        components=Components(security_schemes={"key": _KEY}),
    )
    handlers = (*submissions.SUBMISSION_HANDLERS, *usage.USAGE_HANDLERS)
    app = create_framework_app(config, [documents.WrittenSchemas()], handlers)
    document: JsonObject = app.openapi_schema.to_schema()
    schemas = document["components"]["schemas"]
    texts = {name: said for module in _RECORDS for name, said in _read_record_texts(module).items()}
    for name, schema in schemas.items():
        _describe_schema(schema, *texts.get(name, ("", {})))
    complete_document(document, PREFIX)
    schemas |= documents.render_document_components(schemas.keys())
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _describe_schema(schema: JsonObject, text: str, fields: dict[str, str]) -> None:
    """Put the words of a record beside its schema."""
    schema.pop("title", None)
    if text:
        schema["description"] = text
    for name, part in schema.get("properties", {}).items():
        if name in fields:
            part["description"] = fields[name]


def _read_record_texts(module: ModuleType) -> dict[str, tuple[str, dict[str, str]]]:
    """The docstring of every class of a module, and the string under each of its fields, those it inherits too."""
    classes = [node for node in ast.parse(inspect.getsource(module)).body if isinstance(node, ast.ClassDef)]
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for node in classes:
        inherited = [found[base.id][1] for base in node.bases if isinstance(base, ast.Name) and base.id in found]
        fields = {name: text for texts in (*inherited, parse_field_texts(node)) for name, text in texts.items()}
        found[node.name] = (ast.get_docstring(node) or "", fields)
    return found
