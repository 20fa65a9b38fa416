"""The service does what its OpenAPI document says, whatever the document lets one ask."""

import json
from typing import Any

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

from boas.api import ASGIApp, render_openapi

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


@schema.parametrize()
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_what_the_document_says_holds(case: schemathesis.Case[Any], api: ASGIApp) -> None:
    case.validate_response(case.call(app=api), checks=CHECKS)
