"""The list of notices."""

from litestar import Response, get

from boas.api._asgi import AnyRequest
from boas.api._list_options import respond_with_notices
from boas.api._operations import NoticesOperation, describe_responses
from boas.index import NoticeList


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
    return await respond_with_notices(request)


NOTICE_HANDLERS = (list_notices,)
