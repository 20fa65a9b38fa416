"""What tells a preview from the published registry in the head of every reply."""

from collections.abc import MutableMapping
from typing import Any

from boas.api import ASGIApp, Receive, Scope, Send

_NO_COMMIT = b"x-registry-commit"
"""Left out: no commit holds what a preview shows."""
_NO_INDEX = (b"x-robots-tag", b"noindex")


def mark_preview(app: ASGIApp) -> ASGIApp:
    """The application with every reply marked as part of a preview, which no search engine is to keep."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def mark(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                kept = [(name, value) for name, value in message["headers"] if name.lower() != _NO_COMMIT]
                message = {**message, "headers": [*kept, _NO_INDEX]}
            await send(message)

        await app(scope, receive, mark)

    return answer
