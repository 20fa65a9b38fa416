"""The application: all handlers under `/api/v1`, all errors as problems, the layer of manners around them."""

from collections.abc import Sequence
from typing import Any

from litestar import Litestar, Router
from litestar.openapi import OpenAPIConfig
from litestar.plugins import PluginProtocol

from boas.api._algorithms import ALGORITHM_HANDLERS
from boas.api._asgi import ASGIApp
from boas.api._catalogue import CATALOGUE_HANDLERS
from boas.api._lookup import refuse_parameters
from boas.api._middleware import IndexSource, add_middleware
from boas.api._problems import make_problem_response
from boas.api._state import STATE_HANDLERS

PREFIX = "/api/v1"


def create_api_app(source: IndexSource) -> ASGIApp:
    """The API over the index that `source` gives; called for each request, it may give a new one at any time."""
    app: Any = create_framework_app(None)
    return add_middleware(app, source)


def create_framework_app(openapi_config: OpenAPIConfig | None, plugins: Sequence[PluginProtocol] = ()) -> Litestar:
    """The handlers alone; with a configuration, the OpenAPI document can be made from them."""
    return Litestar(
        [Router(PREFIX, route_handlers=[*ALGORITHM_HANDLERS, *CATALOGUE_HANDLERS, *STATE_HANDLERS])],
        before_request=refuse_parameters,
        exception_handlers={Exception: make_problem_response},
        openapi_config=openapi_config,
        logging_config=None,
        plugins=plugins,
    )
