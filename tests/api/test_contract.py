"""The service does what its OpenAPI document says, whatever the document lets one ask."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
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
from boas.index import Index
from boas.operations import make_key, open_operations
from boas.submissions import open_desk
from tests.shipped import shipped_copy

schema = schemathesis.openapi.from_dict(json.loads(render_openapi()))

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]
"""Not among them: that everything the document allows is accepted. A cursor is any text there, but only
one given by the service means something."""


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
        yield create_api_app(lambda: index, desk), key


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
