"""The state of the registry and of the service, and the document that describes the service."""

import asyncio
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from litestar import Response, get

from boas.api._asgi import AnyRequest
from boas.api._lookup import fetch_body, make_json_response, respond_with_answer
from boas.api._middleware import get_request_context
from boas.api._openapi_languages import read_openapi
from boas.api._operations import NOT_READY, describe_responses
from boas.api._problems import make_not_ready_error
from boas.api._reply import CSV, JSON
from boas.documents import DEFAULT_LANGUAGES
from boas.errors import BoasError
from boas.index import AuditMatrix, Bulletin, Ledger, Status, format_matrix_csv

_NO_STORE_HEADERS = {"cache-control": "no-store"}


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


@get(
    "/status",
    operation_id="status",
    summary="State of the registry",
    responses=describe_responses(Status, "Counts, commit, findings and latest changes."),
)
async def get_status(request: AnyRequest) -> Response[bytes]:
    """Tell what the registry is made of, from which commit, and what its checks found."""
    return respond_with_answer(request, "status")


@get(
    "/ledger",
    operation_id="ledger",
    summary="Digests of all versions",
    responses=describe_responses(Ledger, "Every version with its digest and the commit that published it."),
)
async def get_ledger(request: AnyRequest) -> Response[bytes]:
    """Give the digest of every version: what a clone, a mirror or an archive is proved against."""
    return respond_with_answer(request, "ledger")


@get(
    "/bulletin",
    operation_id="bulletin",
    summary="Status of all versions, notices and their log",
    responses=describe_responses(Bulletin, "What every version is worth, with the digests of its files, and why."),
)
async def get_bulletin(request: AnyRequest) -> Response[bytes]:
    """Give the file `notices.json`, against which pinned versions are verified: notices, statuses, digests and a log.

    The log has one entry for each commit that changed notices, and each holds the digest of the entry before.
    """
    return respond_with_answer(request, "bulletin")


@get(
    "/audit_matrix",
    operation_id="audit_matrix",
    summary="Audit matrix",
    responses=describe_responses(AuditMatrix, "Latest versions against checks that follow from facts, with totals."),
)
async def get_audit_matrix(request: AnyRequest) -> Response[bytes]:
    """Give every algorithm against every check: what is documented, recomputed, measured by group, audited."""
    return respond_with_answer(request, "audit_matrix")


@get(
    "/audit_matrix.csv",
    operation_id="audit_matrix_csv",
    summary="Audit matrix as CSV",
    responses=describe_responses(str, "One row per algorithm, one column per check; terms, no labels.", form=CSV),
)
async def get_audit_matrix_csv(request: AnyRequest) -> Response[bytes]:
    """Give the audit matrix to a spreadsheet."""
    index = get_request_context(request.scope).get_index()
    body = await asyncio.to_thread(_format_matrix, fetch_body(index, "audit_matrix"), index.languages)
    return Response(body, media_type=CSV)


_format_matrix = lru_cache(maxsize=2)(format_matrix_csv)
"""Others are answered while a table is made; one asked for again is not made again."""


@get(
    "/health",
    operation_id="health",
    summary="Does the service run?",
    responses=describe_responses(Health, "It runs.", always=True),
)
async def get_health() -> Response[bytes]:
    """Tell that the service runs, whatever the state of the index."""
    return Response(b'{"status":"ok"}', media_type=JSON, headers=_NO_STORE_HEADERS)


@get(
    "/ready",
    operation_id="ready",
    summary="Can the service answer?",
    responses=describe_responses(Ready, "It can answer.", always=True) | {503: NOT_READY},
)
async def get_readiness(request: AnyRequest) -> Response[bytes]:
    """Tell whether the index answers, by asking it: what is in memory proves nothing."""
    try:
        index = get_request_context(request.scope).get_index()
        body = index.read_body("status")
    except Exception as error:  # whatever the reason, an index that does not answer is not ready
        raise make_not_ready_error(error) from error
    if body is None:
        raise make_not_ready_error(LookupError("status"))
    said = {"status": "ready", "commit": index.commit}
    return Response(json.dumps(said).encode(), media_type=JSON, headers=_NO_STORE_HEADERS)


@get(
    "/openapi.json",
    operation_id="openapi",
    summary="This document",
    responses=describe_responses(dict[str, object], "An OpenAPI 3.1 document.", always=True),
)
async def get_openapi(request: AnyRequest) -> Response[bytes]:
    """Give the document that describes this service."""
    try:
        languages = get_request_context(request.scope).source().languages
    except BoasError:  # the service is described also while it has nothing to answer from
        languages = DEFAULT_LANGUAGES
    return make_json_response(read_openapi(languages))


STATE_HANDLERS = (
    get_status,
    get_bulletin,
    get_ledger,
    get_audit_matrix,
    get_audit_matrix_csv,
    get_health,
    get_readiness,
    get_openapi,
)
