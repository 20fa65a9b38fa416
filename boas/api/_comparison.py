"""Algorithms side by side: those that somebody names, and the pairs that the registry proposes."""

import asyncio
from typing import TypeVar

from litestar import Response, get

from boas.api._asgi import AnyRequest
from boas.api._lookup import fetch_body, make_json_response, respond_with_answer
from boas.api._middleware import get_request_context
from boas.api._operations import AlgorithmComparisonOperation, describe_responses
from boas.index import (
    AlgorithmComparison,
    AlgorithmComparisonQuery,
    Index,
    ProposedPairs,
    compare_algorithms,
    decode_answer,
    drop_same_fields,
    encode_json,
)

_Kind = TypeVar("_Kind")


@get(
    "/compare",
    operation_id="compare",
    operation_class=AlgorithmComparisonOperation,
    summary="Two to four algorithms side by side",
    responses=describe_responses(
        AlgorithmComparison, "The same fields of each, and their figures where they may be compared.", one=True
    ),
    reads_parameters=True,
)
async def compare(request: AnyRequest) -> Response[bytes]:
    """Hold the latest versions of two to four algorithms against one another: fields, figures, groups and codes.

    Figures stand side by side only when outcome, reference standard and population are the same; else the answer says
    why not.
    """
    asking = get_request_context(request.scope)
    query, index = AlgorithmComparisonQuery.parse(asking.pairs), asking.get_index()
    return make_json_response(await asyncio.to_thread(encode_comparison, index, query))


def encode_comparison(index: Index, query: AlgorithmComparisonQuery) -> bytes:
    """The answer as JSON; raises `RequestError` for an id that is not there."""

    def read(path: str, kind: type[_Kind]) -> _Kind:
        return decode_answer(fetch_body(index, *path.split("/")), kind)

    # An id that an algorithm had before means the one it has.
    ids = tuple(dict.fromkeys(index.renamed.get(name, name) for name in query.ids))
    found = compare_algorithms(read, ids)
    return encode_json(drop_same_fields(found) if query.only_differences else found)


@get(
    "/proposed_pairs",
    operation_id="proposed_pairs",
    summary="Pairs worth reading side by side",
    responses=describe_responses(ProposedPairs, "Of each algorithm the nearest ones about the same."),
)
async def list_proposed_pairs(request: AnyRequest) -> Response[bytes]:
    """List pairs of algorithms about the same: each of them has a page on the site."""
    return respond_with_answer(request, "proposed_pairs")


COMPARISON_HANDLERS = (compare, list_proposed_pairs)
