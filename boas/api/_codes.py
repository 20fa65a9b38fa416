"""Single codes: whose lists hold them, and all codes of all lists part by part."""

from typing import Annotated

from litestar import Response, get
from litestar.params import Parameter as InPath

from boas.api._asgi import AnyRequest
from boas.api._lookup import fetch_body, make_json_response
from boas.api._middleware import get_request_context
from boas.api._operations import CodeComparisonOperation, CodeSearchOperation, describe_responses
from boas.index import (
    AlgorithmAnswer,
    CodeComparison,
    CodeComparisonQuery,
    CodeOverview,
    CodeQuery,
    CodeSearch,
    CodeShard,
    CodeSide,
    Index,
    VersionAnswer,
    compare_code_sides,
    decode_answer,
    encode_json,
    find_codes,
    list_answered_codelists,
    to_text,
)

CodeSystem = Annotated[
    str,
    InPath(description="A term of the vocabulary `code_systems`.", schema_extra={"pattern": "^[A-Za-z0-9.-]{1,40}$"}),
]
ShardName = Annotated[
    str,
    InPath(
        description="Part of the codes, as `shards` of `/codes` names it.",
        schema_extra={"pattern": "^[A-Za-z0-9_]{1,200}$"},
    ),
]


@get(
    "/codes",
    operation_id="codes",
    summary="Codes of all lists",
    responses=describe_responses(CodeOverview, "Code systems of which lists hold codes, with their parts."),
)
async def list_coded_systems(request: AnyRequest) -> Response[bytes]:
    """List code systems, and the parts in which all their codes can be had."""
    return make_json_response(fetch_body(get_request_context(request.scope).get_index(), "codes"))


@get(
    "/codes/{system:str}/{start:str}",
    operation_id="code_shard",
    summary="Part of the codes of one system",
    responses=describe_responses(CodeShard, "Codes that begin the same, and the lists that hold them.", one=True),
)
async def get_code_shard(request: AnyRequest, system: CodeSystem, start: ShardName) -> Response[bytes]:
    """Give part of the codes of one system: which lists of which algorithms hold each of them."""
    return make_json_response(fetch_body(get_request_context(request.scope).get_index(), "codes", f"{system}/{start}"))


@get(
    "/code_search",
    operation_id="code_search",
    operation_class=CodeSearchOperation,
    summary="Whose lists hold these codes?",
    responses=describe_responses(CodeSearch, "Every list that holds one of the codes, and by which rule."),
    reads_parameters=True,
)
async def search_codes(request: AnyRequest) -> Response[bytes]:
    """Find every algorithm that includes or excludes codes: in which role, by which rule, in which versions."""
    asking = get_request_context(request.scope)
    query, index = CodeQuery.parse(asking.pairs), asking.get_index()

    def read(path: str) -> CodeShard:
        folder, _, name = path.partition("/")
        return decode_answer(fetch_body(index, folder, name), CodeShard)

    overview = decode_answer(fetch_body(index, "codes"), CodeOverview)
    return make_json_response(encode_json(find_codes(overview, read, query.codes, query.systems)))


@get(
    "/code_comparison",
    operation_id="code_comparison",
    operation_class=CodeComparisonOperation,
    summary="Lists of several algorithms as sets",
    responses=describe_responses(CodeComparison, "What their lists have in common, and what only one holds.", one=True),
    reads_parameters=True,
)
async def compare_codes(request: AnyRequest) -> Response[bytes]:
    """Hold the codes of two to four versions of any algorithms against one another."""
    asking = get_request_context(request.scope)
    query, index = CodeComparisonQuery.parse(asking.pairs), asking.get_index()
    return make_json_response(encode_json(compare_code_sides([_fetch_side(index, *one) for one in query.sides])))


def _fetch_side(index: Index, algorithm: str, version: str) -> CodeSide:
    """One version as a side; the latest one where none is named."""
    path = ("algorithms", algorithm, "versions", version) if version else ("algorithms", algorithm)
    body = fetch_body(index, *path)
    found = decode_answer(body, VersionAnswer) if version else decode_answer(body, AlgorithmAnswer).latest
    return CodeSide(found.id, to_text(found.card.content.name), found.version, list_answered_codelists(found))


CODE_HANDLERS = (list_coded_systems, get_code_shard, search_codes, compare_codes)
