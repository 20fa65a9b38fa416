from ._addresses import DATA_FILES, PREFIX, parse_query_pairs, read_path
from ._app import create_api_app
from ._asgi import ASGIApp, Receive, Scope, Send
from ._comparison import encode_comparison
from ._middleware import CORS_HEADERS, PREFLIGHT_HEADERS, IndexSource
from ._openapi import render_openapi
from ._openapi_languages import read_openapi
from ._problems import RequestError
from ._reply import SAFE_METHODS, Reply, get_header, get_header_values, negotiate_language, send_reply

__all__ = [
    "CORS_HEADERS",
    "DATA_FILES",
    "PREFIX",
    "PREFLIGHT_HEADERS",
    "SAFE_METHODS",
    "ASGIApp",
    "IndexSource",
    "Receive",
    "Reply",
    "RequestError",
    "Scope",
    "Send",
    "create_api_app",
    "encode_comparison",
    "get_header",
    "get_header_values",
    "negotiate_language",
    "parse_query_pairs",
    "read_openapi",
    "read_path",
    "render_openapi",
    "send_reply",
]
