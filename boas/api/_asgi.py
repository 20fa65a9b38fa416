"""The shapes of ASGI: a request as a mapping, what is received and sent as mappings, an application between them."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from litestar import Request

Scope = MutableMapping[str, Any]
"""What is known of a request before its body."""
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]
AnyRequest = Request[Any, Any, Any]
"""A request as the framework gives it to handlers."""
