"""The application: all handlers under `/api/v1`, all errors as problems, the layer of manners around them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.plugins import PluginProtocol

from boas.api._addresses import PREFIX
from boas.api._algorithms import ALGORITHM_HANDLERS
from boas.api._asgi import ASGIApp
from boas.api._catalogue import CATALOGUE_HANDLERS
from boas.api._charts import CHART_HANDLERS
from boas.api._codes import CODE_HANDLERS
from boas.api._comparison import COMPARISON_HANDLERS
from boas.api._lookup import refuse_parameters
from boas.api._middleware import IndexSource, add_middleware
from boas.api._notices import NOTICE_HANDLERS
from boas.api._problems import make_problem_response
from boas.api._state import STATE_HANDLERS

if TYPE_CHECKING:
    from boas.operations import Operations
    from boas.submissions import SubmissionDesk


def create_api_app(
    source: IndexSource, desk: "SubmissionDesk | None" = None, usage: "Operations | None" = None
) -> ASGIApp:
    """The API over the index that `source` gives; called for each request, it may give a new one at any time.

    With a desk, it takes submissions too, and with an operations database it tells what is counted there; without,
    nothing of either is even imported.
    """
    more: list[HTTPRouteHandler] = []
    state: dict[str, object] = {}
    if desk is not None:
        from boas.api._submission_request import SubmissionGate  # noqa: PLC0415 -- see above
        from boas.api._submissions import SUBMISSION_HANDLERS  # noqa: PLC0415

        more += SUBMISSION_HANDLERS
        state["gate"] = SubmissionGate(desk)
    if usage is not None:
        from boas.api._usage import USAGE_HANDLERS  # noqa: PLC0415 -- see above

        more += USAGE_HANDLERS
        state["usage"] = usage
    app: Any = create_framework_app(None, more=more, state=State(state))
    return add_middleware(app, source)


def create_framework_app(
    openapi_config: OpenAPIConfig | None,
    plugins: Sequence[PluginProtocol] = (),
    more: Sequence[HTTPRouteHandler] = (),
    state: State | None = None,
) -> Litestar:
    """The handlers alone, and `more` of them; with a configuration, the OpenAPI document can be made from them."""
    return Litestar(
        [
            Router(
                PREFIX,
                route_handlers=[
                    *ALGORITHM_HANDLERS,
                    *CATALOGUE_HANDLERS,
                    *CODE_HANDLERS,
                    *COMPARISON_HANDLERS,
                    *CHART_HANDLERS,
                    *NOTICE_HANDLERS,
                    *STATE_HANDLERS,
                    *more,
                ],
            )
        ],
        before_request=refuse_parameters,
        exception_handlers={Exception: make_problem_response},
        openapi_config=openapi_config,
        logging_config=None,
        plugins=plugins,
        state=state,
    )
