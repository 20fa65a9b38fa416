"""The state of the registry and of the service, and the document that describes the service."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from litestar import Response, get

from boas.api.documented import NOT_READY, answering
from boas.api.manners import asked
from boas.api.problems import not_ready
from boas.api.reply import CSV, JSON
from boas.api.stored import AnyRequest, bytes_reply, given, stored
from boas.documents import packaged
from boas.index import matrix_csv
from boas.index.answers import AuditMatrix, Ledger, Status

NEVER_KEPT = {"cache-control": "no-store"}


@dataclass(frozen=True, slots=True)
class Health:
    """The service runs."""

    status: Literal["ok"]


@dataclass(frozen=True, slots=True)
class Ready:
    """The service can answer."""

    status: Literal["ready"]
    commit: str
    """Commit the answers are made from."""


@cache
def committed_document() -> bytes:
    """The OpenAPI document as it is published with the code."""
    return (packaged("schemas") / "openapi.json").read_bytes()


@get(
    "/status",
    operation_id="status",
    summary="State of the registry",
    responses=answering(Status, "Counts, commit, findings and latest changes."),
)
async def status(request: AnyRequest) -> Response[bytes]:
    """Tell what the registry is made of, from which commit, and what its checks found."""
    return stored(request, "status")


@get(
    "/ledger",
    operation_id="ledger",
    summary="Digests of all versions",
    responses=answering(Ledger, "Every version with its digest and the commit that published it."),
)
async def ledger(request: AnyRequest) -> Response[bytes]:
    """Give the digest of every version: what a clone, a mirror or an archive is proved against."""
    return stored(request, "ledger")


@get(
    "/audit_matrix",
    operation_id="audit_matrix",
    summary="Audit matrix",
    responses=answering(AuditMatrix, "Latest versions against checks that follow from facts, with totals."),
)
async def audit_matrix(request: AnyRequest) -> Response[bytes]:
    """Give every algorithm against every check: what is documented, recomputed, measured by group, audited."""
    return stored(request, "audit_matrix")


@get(
    "/audit_matrix.csv",
    operation_id="audit_matrix_csv",
    summary="Audit matrix as CSV",
    responses=answering(str, "One row per algorithm, one column per check; terms, no labels.", form=CSV),
)
async def audit_matrix_csv(request: AnyRequest) -> Response[bytes]:
    """Give the audit matrix to a spreadsheet."""
    body = given(asked(request.scope).get_index(), "audit_matrix")
    return Response(matrix_csv(body), media_type=CSV)


@get(
    "/health",
    operation_id="health",
    summary="Does the service run?",
    responses=answering(Health, "It runs.", always=True),
)
async def health() -> Response[bytes]:
    """Tell that the service runs, whatever the state of the index."""
    return Response(b'{"status":"ok"}', media_type=JSON, headers=NEVER_KEPT)


@get(
    "/ready",
    operation_id="ready",
    summary="Can the service answer?",
    responses=answering(Ready, "It can answer.", always=True) | {503: NOT_READY},
)
async def ready(request: AnyRequest) -> Response[bytes]:
    """Tell whether the index answers, by asking it."""
    try:
        stored(request, "status")
    except Exception as error:  # whatever the reason, an index that does not answer is not ready
        raise not_ready(error) from error
    said = {"status": "ready", "commit": asked(request.scope).get_index().commit}
    return Response(json.dumps(said).encode(), media_type=JSON, headers=NEVER_KEPT)


@get(
    "/openapi.json",
    operation_id="openapi",
    summary="This document",
    responses=answering(dict[str, Any], "An OpenAPI 3.1 document.", always=True),
)
async def openapi() -> Response[bytes]:
    """Give the document that describes this service."""
    return bytes_reply(committed_document())


STATE_HANDLERS = (status, ledger, audit_matrix, audit_matrix_csv, health, ready, openapi)
