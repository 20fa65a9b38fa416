"""Asking an ASGI application directly, byte for byte: an address may be as wrong as a test needs."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from boas.api import ASGIApp


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:  # noqa: ANN401 -- any document
        """The body as a document."""
        return json.loads(self.body)


def ask(  # noqa: PLR0913, PLR0917 -- the parts of a request
    app: ASGIApp,
    target: str | bytes,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    host: str = "localhost",
    body: bytes = b"",
) -> Answer:
    """Send one request and wait for its end; bytes of `target` go out as they are."""
    return asyncio.run(asked(app, target, method, [("host", host), *(headers or {}).items()], body))


async def asked(
    app: ASGIApp, target: str | bytes, method: str, headers: list[tuple[str, str]], body: bytes = b""
) -> Answer:
    """Send one request with exactly these headers."""
    raw = target.encode() if isinstance(target, str) else target
    path, _, query = raw.partition(b"?")
    scope: Any = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path.decode("latin-1")),
        "raw_path": path,
        "query_string": query,
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in headers],
        "client": ("127.0.0.1", 40000),
        "server": ("127.0.0.1", 8000),
        "state": {},
    }
    heard: list[Any] = []

    async def receive() -> Any:  # noqa: ANN401 -- messages of ASGI
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:  # noqa: ANN401 -- messages of ASGI
        heard.append(message)

    await app(scope, receive, send)
    start = heard[0]
    said = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
    assert len(said) == len(start["headers"]), "a header is sent twice"
    return Answer(start["status"], said, b"".join(message.get("body", b"") for message in heard[1:]))
