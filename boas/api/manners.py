"""The one layer around the handlers: reads the address strictly before them, dresses their reply after them.

Handlers stay bare; HEAD, ETag, 304, safe headers, CORS and the commit of the answer are settled here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from boas.api.addresses import pairs_of, path_of
from boas.api.asgi import ASGIApp, Receive, Scope, Send
from boas.api.problems import NO_PAGE, RequestError, problem_reply
from boas.api.reply import READING, Reply, give, language_of
from boas.index import Index

Source = Callable[[], Index]
"""Gives the index to ask now; raises a `BoasError` when there is none that can be read."""

OPEN_TO_ALL = {"access-control-allow-origin": "*", "access-control-expose-headers": "ETag, X-Registry-Commit"}
KEPT = frozenset({"allow", "cache-control", "content-language", "retry-after", "vary"})
"""Headers of the framework's reply that are passed on; the others are made here."""


@dataclass(slots=True)
class Asked:
    """What is known of a request before its handler runs, and the index that answers it."""

    pairs: tuple[tuple[str, str], ...]
    """Query parameters, read strictly."""
    source: Source
    index: Index | None = None

    def get_index(self) -> Index:
        """The index; the same one for the whole request, also when a new one appears meanwhile."""
        if self.index is None:
            self.index = self.source()
        return self.index


def asked(scope: Any) -> Asked:  # noqa: ANN401 -- ours or the framework's
    """What this layer learnt about a request."""
    found: Asked = scope["state"]["asked"]
    return found


def with_manners(app: ASGIApp, source: Source) -> ASGIApp:
    """The application with this layer around it."""

    async def polite(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await give(await reply_of(app, scope, receive, source), scope, send)

    return polite


async def reply_of(app: ASGIApp, scope: Scope, receive: Receive, source: Source) -> Reply:
    """The reply to a request: a problem when its address cannot be read, else the handler's."""
    try:
        path, asking = one_address(path_of(scope)), Asked(pairs_of(scope["query_string"]), source)
    except RequestError as problem:
        return dressed(problem_reply(problem, language_of(scope)), scope, "")
    inner: Any = {**scope, "path": path, "query_string": b"", "state": {"asked": asking}}
    if scope["method"] == "HEAD":
        inner["method"] = "GET"
    reply = await collected(app, inner, receive)
    return dressed(reply, scope, asking.index.commit if asking.index else "")


def one_address(path: str) -> str:
    """The path, unless the framework would take it for another one: each answer has one address."""
    if "//" in path or path.endswith("/"):
        raise RequestError(404, "unknown-address", NO_PAGE)
    return path


async def collected(app: ASGIApp, scope: Scope, receive: Receive) -> Reply:
    """The reply of an application that sends one: all of ours are small and whole."""
    said: dict[str, str] = {}
    status, parts = 500, []

    async def hear(message: Mapping[str, Any]) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
            said.update((name.decode().lower(), value.decode("latin-1")) for name, value in message["headers"])
        elif message["type"] == "http.response.body":
            parts.append(message["body"])

    await app(scope, receive, hear)
    headers = {name: value for name, value in said.items() if name in KEPT}
    if "allow" in headers:
        headers["allow"] = "GET, HEAD, OPTIONS"  # the framework does not know that HEAD is answered here
    return Reply(status, b"".join(parts), said.get("content-type", ""), headers)


def dressed(reply: Reply, scope: Scope, commit: str) -> Reply:
    """The reply with the headers all answers of the API carry."""
    extra = {"cross-origin-resource-policy": "cross-origin"}
    if scope["method"] in READING:
        extra |= OPEN_TO_ALL
    if commit:
        extra["x-registry-commit"] = commit
    return replace(reply, headers={**reply.headers, **extra})
