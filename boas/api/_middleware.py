"""The one layer around the handlers: reads the address strictly before them, dresses their reply after them.

Handlers stay bare; HEAD, ETag, 304, safe headers, CORS and the commit of the answer are settled here.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from boas.api._addresses import parse_query_pairs, read_path
from boas.api._asgi import ASGIApp, Receive, Scope, Send
from boas.api._direct_replies import find_direct_reply
from boas.api._problems import NO_PAGE, RequestError, make_problem_reply
from boas.api._reply import SAFE_METHODS, Reply, negotiate_language, send_reply
from boas.index import Index, IndexReplacedError

IndexSource = Callable[[], Index]
"""Gives the index to ask now; raises a `BoasError` when there is none that can be read."""

CORS_HEADERS: Mapping[str, str] = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link, X-Registry-Commit, Content-Disposition, Retry-After",
}
PREFLIGHT_HEADERS: Mapping[str, str] = {
    **CORS_HEADERS,
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "If-None-Match, Accept, Accept-Language",
    "access-control-max-age": "86400",
}
"""What a browser is told that asks whether a page elsewhere may read here, and whether it may ask only for news."""
_FORWARDED_HEADERS = frozenset(
    {
        "allow",
        "cache-control",
        "connection",
        "content-disposition",
        "content-language",
        "link",
        "location",
        "retry-after",
        "vary",
        "www-authenticate",
    }
)
"""Headers of the framework's reply that are passed on; the others are made here."""


@dataclass(slots=True)
class _RequestContext:
    """What is known of a request before its handler runs, and the index that answers it."""

    pairs: tuple[tuple[str, str], ...]
    """Query parameters, read strictly."""
    source: IndexSource
    index: Index | None = None

    def get_index(self) -> Index:
        """The index; the same one for the whole request, also when a new one appears meanwhile."""
        if self.index is None:
            self.index = self.source()
        return self.index


def get_request_context(scope: Any) -> _RequestContext:  # noqa: ANN401 -- ours or the framework's
    """What this layer learnt about a request."""
    found: _RequestContext = scope["state"]["asked"]
    return found


def add_middleware(app: ASGIApp, source: IndexSource) -> ASGIApp:
    """The application with this layer around it."""

    async def answer_conditionally(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await send_reply(await _handle_request(app, scope, receive, source), scope, send)

    return answer_conditionally


async def _handle_request(app: ASGIApp, scope: Scope, receive: Receive, source: IndexSource) -> Reply:
    """The reply to a request: a problem when its address cannot be read, else the handler's."""
    try:
        path, pairs = _check_canonical_path(read_path(scope)), parse_query_pairs(scope["query_string"])
    except RequestError as problem:
        return _add_response_headers(make_problem_reply(problem, negotiate_language(scope)), scope, "")
    if scope["method"] not in SAFE_METHODS:
        return await _ask_handler(app, scope, receive, path, _RequestContext(pairs, source))
    for _ in range(_MOST_TRIES):
        asking = _RequestContext(pairs, source)
        reply = await _answer_from_one_filling(app, scope, receive, path, asking)
        if reply is not None:
            return reply
        await asyncio.sleep(_PAUSE)
    return await _ask_handler(app, scope, receive, path, _RequestContext(pairs, source))


_MOST_TRIES, _PAUSE = 200, 0.05
"""How often an index that was filled anew is asked for again, and seconds between; it is loaded meanwhile."""


async def _answer_from_one_filling(
    app: ASGIApp, scope: Scope, receive: Receive, path: str, asking: _RequestContext
) -> Reply | None:
    """The reply to a request that reads; nothing when the index was filled anew before all was read."""
    try:
        known = find_direct_reply(path, asking.pairs, asking.get_index)
    except IndexReplacedError:
        return None
    if known is not None:
        return _add_response_headers(known, scope, asking.get_index().commit)
    asking.index = None
    reply = await _ask_handler(app, scope, receive, path, asking)
    is_late = asking.index is not None and asking.index.is_replaced
    return None if is_late and reply.status == HTTPStatus.SERVICE_UNAVAILABLE else reply


async def _ask_handler(app: ASGIApp, scope: Scope, receive: Receive, path: str, asking: _RequestContext) -> Reply:
    """The reply of a handler, with the commit it is made from."""
    inner: Any = {**scope, "path": path, "query_string": b"", "state": {"asked": asking}}
    if scope["method"] == "HEAD":
        inner["method"] = "GET"
    reply = await _collect_reply(app, inner, receive)
    return _add_response_headers(reply, scope, asking.index.commit if asking.index else "")


def _check_canonical_path(path: str) -> str:
    """The path, unless the framework would take it for another one: each answer has one address."""
    if "//" in path or path.endswith("/"):
        raise RequestError(404, "unknown-address", NO_PAGE)
    return path


async def _collect_reply(app: ASGIApp, scope: Scope, receive: Receive) -> Reply:
    """The reply of an application that sends one: all of ours are small and whole."""
    said: dict[str, str] = {}
    status, parts = 500, []

    async def collect_message(message: Mapping[str, Any]) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
            said.update((name.decode().lower(), value.decode("latin-1")) for name, value in message["headers"])
        elif message["type"] == "http.response.body":
            parts.append(message["body"])

    await app(scope, receive, collect_message)
    headers = {name: value for name, value in said.items() if name in _FORWARDED_HEADERS}
    if "allow" in headers:
        headers["allow"] = _complete_allowed(headers["allow"])
    return Reply(status, b"".join(parts), said.get("content-type", ""), headers)


def _complete_allowed(methods: str) -> str:
    """Methods of an address: the framework does not know that HEAD is answered where GET is."""
    known = {one.strip() for one in methods.split(",")} | ({"HEAD"} if "GET" in methods else set())
    return ", ".join(one for one in ("GET", "HEAD", "POST", "OPTIONS") if one in known | {"OPTIONS"})


def _add_response_headers(reply: Reply, scope: Scope, commit: str) -> Reply:
    """The reply with the headers all answers of the API carry."""
    extra = {"cross-origin-resource-policy": "cross-origin"}
    if scope["method"] in SAFE_METHODS:
        extra |= CORS_HEADERS
    elif scope["method"] == "OPTIONS":
        extra |= PREFLIGHT_HEADERS
    if commit:
        extra["x-registry-commit"] = commit
    return replace(reply, headers={**reply.headers, **extra})
