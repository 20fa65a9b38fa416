"""The application: all handlers under `/api/v1`, all errors as problems, the layer of manners around them."""

from typing import Any

from litestar import Litestar, Router
from litestar.openapi import OpenAPIConfig

from boas.api.algorithms import ALGORITHM_HANDLERS
from boas.api.asgi import ASGIApp
from boas.api.manners import Source, with_manners
from boas.api.problems import problem_response
from boas.api.state import STATE_HANDLERS
from boas.api.stored import refuse_parameters
from boas.api.surroundings import SURROUNDING_HANDLERS

PREFIX = "/api/v1"


def api_app(source: Source) -> ASGIApp:
    """The API over the index that `source` gives; called for each request, it may give a new one at any time."""
    app: Any = framework_app(None)
    return with_manners(app, source)


def framework_app(openapi_config: OpenAPIConfig | None) -> Litestar:
    """The handlers alone; with a configuration, the OpenAPI document can be made from them."""
    return Litestar(
        [Router(PREFIX, route_handlers=[*ALGORITHM_HANDLERS, *SURROUNDING_HANDLERS, *STATE_HANDLERS])],
        before_request=refuse_parameters,
        exception_handlers={Exception: problem_response},
        openapi_config=openapi_config,
        logging_config=None,
    )
