from ._application import build_application, serve
from ._server import format_address, open_listener

__all__ = [
    "build_application",
    "format_address",
    "open_listener",
    "serve",
]
