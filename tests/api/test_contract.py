"""The service does what its OpenAPI document says, whatever the document lets one ask."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.core import NOT_SET
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from boas.api import ASGIApp, create_api_app, render_openapi
from boas.api import _submission_request as gates
from boas.api._rate_limits import RateLimit
from boas.index import Index, open_index
from boas.operations import make_key, open_operations
from boas.submissions import open_desk
from tests.shipped import shipped_copy

schema = schemathesis.openapi.from_dict(json.loads(render_openapi()))


def reject_what_is_sent_outside_the_document(
    ctx: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]
) -> bool | None:
    """As `negative_data_rejection`, held to what was sent: null is the text `null` in an address, and may fit there."""
    return None if fits_as_sent(response, case) else negative_data_rejection(ctx, response, case)


def fits_as_sent(response: schemathesis.Response, case: schemathesis.Case[Any]) -> bool:
    """Whether the query agrees with the document as it was sent, and nothing else could disagree."""
    if not case.query or "{" in case.path or case.body is not NOT_SET:
        return False
    operation = schema.raw_schema["paths"][case.path].get(case.method.lower(), {})
    known = {one["name"]: one["schema"] for one in operation.get("parameters", ()) if one["in"] == "query"}
    sent: dict[str, list[str]] = {}
    for name, value in parse_qsl(urlsplit(response.request.url or "").query, keep_blank_values=True):
        sent.setdefault(name, []).append(value)
    return sent.keys() <= known.keys() and all(fits(values, known[name]) for name, values in sent.items())


def fits(values: list[str], described: dict[str, Any]) -> bool:
    """Whether the texts of one parameter agree with its schema."""
    kind = described.get("type")
    read: object = values if kind == "array" else values[0]
    if kind == "integer":
        read = int(values[0]) if values[0].isdecimal() else values[0]
    return (kind == "array" or len(values) == 1) and Draft202012Validator(described).is_valid(read)


CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    reject_what_is_sent_outside_the_document,
    unsupported_method,
]
"""Not among them: that everything the document allows is accepted. A cursor is any text there, but only
one given by the service means something."""


@pytest.fixture(scope="module")
def index(shipped_index_file: Path) -> Iterator[Index]:
    """The index as it was filled: wherever it comes from, the document is the same."""
    with closing(open_index(shipped_index_file)) as opened:
        yield opened


@pytest.fixture(scope="module")
def submitting(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ASGIApp, str]]:
    """The API with everything it can do, over the shipped registry, and a key."""
    folder = tmp_path_factory.mktemp("contract")
    registry = shipped_copy(folder / "registry")
    operations = open_operations(folder / "operations.sqlite")
    key = make_key(operations, "cnam", ("reuses", "evaluations"), "2100-01-01", "2026-01-01")
    operations.close()
    with pytest.MonkeyPatch.context() as patch, open_desk(registry.path, folder / "operations.sqlite") as desk:
        patch.setattr(gates, "_PER_KEY", RateLimit(100_000, 1_000))
        patch.setattr(gates, "_PER_ADDRESS", RateLimit(100_000, 1_000))
        counted = open_operations(folder / "operations.sqlite")
        yield create_api_app(lambda: index, desk, counted), key
        counted.close()


@schema.parametrize()
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_what_the_document_says_holds(case: schemathesis.Case[Any], submitting: tuple[ASGIApp, str]) -> None:
    app, _ = submitting
    case.validate_response(case.call(app=app), checks=CHECKS)


@schema.include(operation_id_regex="^submi").parametrize()
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_it_holds_too_for_who_has_a_key(case: schemathesis.Case[Any], submitting: tuple[ASGIApp, str]) -> None:
    app, key = submitting
    headers = {"authorization": f"Bearer {key}"}
    case.validate_response(case.call(app=app, headers=headers), checks=CHECKS)


@pytest.mark.parametrize(
    ("name", "values", "agrees"),
    [
        ("data_source", ["null", "null"], True),
        ("category", [""], True),
        ("category", ["x" * 201], False),
        ("category", ["targeting"] * 21, False),
        ("limit", ["100"], True),
        ("limit", ["0"], False),
        ("limit", ["null"], False),
        ("sort", ["null"], False),
        ("q", ["a", "b"], False),
    ],
)
def test_what_agrees_with_the_document_is_told_by_the_text_that_is_sent(
    name: str, values: list[str], *, agrees: bool
) -> None:
    described = schema.raw_schema["paths"]["/api/v1/algorithms"]["get"]["parameters"]

    assert fits(values, next(one["schema"] for one in described if one["name"] == name)) is agrees
