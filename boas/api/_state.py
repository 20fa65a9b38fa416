"""The state of the registry and of the service, and the document that describes the service."""

import asyncio
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from litestar import Response, get

from boas.api._addresses import DATA_FILES, LONGEST_QUERY
from boas.api._asgi import AnyRequest
from boas.api._lookup import fetch_body, make_json_response, respond_with_answer
from boas.api._middleware import get_request_context
from boas.api._openapi_languages import list_readable, read_openapi
from boas.api._operations import NOT_READY, MatrixOperation, describe_responses
from boas.api._problems import make_not_ready_error
from boas.api._reply import CSV, JSON
from boas.documents import DEFAULT_LANGUAGES
from boas.errors import BoasError
from boas.index import (
    MOST_ROWS,
    MOST_VALUES,
    AuditMatrix,
    Bulletin,
    Ledger,
    Status,
    Text,
    decode_answer,
    encode_json,
    format_matrix_csv,
    parse_matrix_filters,
    select_matrix_rows,
)
from boas.translation import Message

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


@dataclass(frozen=True, slots=True)
class ApiAddress:
    """One address that can be read."""

    path: str
    summary: str


@dataclass(frozen=True, slots=True)
class ApiLimits:
    """How much one request may ask for."""

    rows_per_page: int
    values_per_parameter: int
    ids: int
    bytes_of_query: int


@dataclass(frozen=True, slots=True)
class ApiIndex:
    """What there is under this address, from which commit, and under which terms."""

    title: Text
    version: str
    """Of the program."""
    commit: str
    date: str
    licence: str | None
    """Licence of the registry's content, an SPDX expression; each card says those of its own pieces."""
    stability: Text
    limits: ApiLimits
    files: dict[str, str]
    """All of the registry as one file, by form; the digest of each lies beside it, with `.sha256` behind."""
    addresses: tuple[ApiAddress, ...]


_STABILITY = Message(
    "Under /api/v1 fields are added; none is renamed, removed or given another meaning. An address that goes is "
    "announced a year before. Rows keep their order at one commit. Without a key nothing is counted or limited by "
    "address; ask with If-None-Match, and for everything take the files."
)


@get(
    "/",
    operation_id="index",
    summary="What there is here",
    responses=describe_responses(ApiIndex, "Addresses, limits, licence, and the registry as one file."),
)
async def get_index(request: AnyRequest) -> Response[bytes]:
    """Tell every address that can be read, the limits, the licence of the content and where all of it lies."""
    index = get_request_context(request.scope).get_index()
    status = decode_answer(fetch_body(index, "status"), Status)
    addresses = tuple(ApiAddress(path, summary) for path, summary in list_readable(index.languages))
    limits = ApiLimits(MOST_ROWS, MOST_VALUES, MOST_ROWS, LONGEST_QUERY)
    told = ApiIndex(
        status.title,
        status.version,
        status.commit,
        status.date,
        status.licence,
        _STABILITY.to_texts(),
        limits,
        dict(DATA_FILES),
        addresses,
    )
    return make_json_response(encode_json(told))


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
    operation_class=MatrixOperation,
    reads_parameters=True,
    summary="Audit matrix",
    responses=describe_responses(AuditMatrix, "Latest versions against checks that follow from facts, with totals."),
)
async def get_audit_matrix(request: AnyRequest) -> Response[bytes]:
    """Give every algorithm against every check: what is documented, recomputed, measured by group, audited.

    With a check as parameter, only the algorithms whose cell says that, and their totals.
    """
    return make_json_response(await asyncio.to_thread(_read_matrix, request))


@get(
    "/audit_matrix.csv",
    operation_id="audit_matrix_csv",
    operation_class=MatrixOperation,
    reads_parameters=True,
    summary="Audit matrix as CSV",
    responses=describe_responses(str, "One row per algorithm, one column per check; terms, no labels.", form=CSV),
)
async def get_audit_matrix_csv(request: AnyRequest) -> Response[bytes]:
    """Give the audit matrix to a spreadsheet."""
    languages = get_request_context(request.scope).get_index().languages
    body = await asyncio.to_thread(_read_matrix, request)
    return Response(await asyncio.to_thread(_format_matrix, body, languages), media_type=CSV)


def _read_matrix(request: AnyRequest) -> bytes:
    """The matrix as it is stored, or the part that is asked for; raises `QueryError` for an unknown check or answer."""
    asking = get_request_context(request.scope)
    filters, body = parse_matrix_filters(asking.pairs), fetch_body(asking.get_index(), "audit_matrix")
    return encode_json(select_matrix_rows(decode_answer(body, AuditMatrix), filters)) if filters else body


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
    get_index,
    get_status,
    get_bulletin,
    get_ledger,
    get_audit_matrix,
    get_audit_matrix_csv,
    get_health,
    get_readiness,
    get_openapi,
)
