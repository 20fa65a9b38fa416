"""The list of notices."""

from litestar import Response, get

from boas.api._asgi import AnyRequest
from boas.api._lookup import make_json_response
from boas.api._middleware import get_request_context
from boas.api._operations import NoticesOperation, describe_responses
from boas.index import NoticeList, NoticeQuery, encode_json


@get(
    "/notices",
    operation_id="notices",
    operation_class=NoticesOperation,
    summary="Notices about algorithms",
    responses=describe_responses(NoticeList, "Notices, the gravest and newest first, with all that they reach."),
    reads_parameters=True,
)
async def list_notices(request: AnyRequest) -> Response[bytes]:
    """List withdrawals, safety notices, deprecations and errata: those that stand, then those that were retracted."""
    asking = get_request_context(request.scope)
    query = NoticeQuery.parse(asking.pairs)
    return make_json_response(encode_json(query.select(asking.get_index().notices)))


NOTICE_HANDLERS = (list_notices,)
