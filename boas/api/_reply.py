"""Replies and how they leave: strong ETag, 304, HEAD, and the headers every reply carries.

The API and the server of pages both send a `Reply` through `give`, so that these matters are settled once.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from boas.api._asgi import Scope, Send
from boas.api._compression import ENCODING, compress_body, is_compressible, wants_compression
from boas.translation import Language, list_languages

SAFE_METHODS = frozenset({"GET", "HEAD"})
JSON = "application/json"
CSV = "text/csv"
JSONL = "application/x-ndjson"

_SAFE_HEADERS: Mapping[str, str] = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cache-control": "no-cache",
}
"""What a reply says unless it says otherwise itself; `no-cache` means: keep it, but ask before using it."""

_LANGUAGE_RANGE = re.compile(r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?")


@dataclass(frozen=True, slots=True)
class Reply:
    """What is to be sent, before anything is known of conditions and methods."""

    status: int
    body: bytes = b""
    type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    digest: str = ""
    """SHA-256 of the body in hex when already known; it becomes the ETag."""


def get_header(scope: Scope, name: str) -> str:
    """The value of a request's header, the values of repeated ones joined; empty when there is none."""
    return ", ".join(get_header_values(scope, name))


def get_header_values(scope: Scope, name: str) -> list[str]:
    """Every value a request gives for one header."""
    wanted = name.encode()
    return [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == wanted]


def negotiate_language(scope: Scope, languages: Sequence[Language] = ()) -> Language:
    """The language the reader prefers among these, those of the program unless others are given; else the first."""
    known, wishes = languages or list_languages(), dict[str, float]()
    for item in get_header(scope, "accept-language").split(",")[:20]:
        wish = _LANGUAGE_RANGE.fullmatch(item)
        if wish and wish[1].lower() in known:
            wishes.setdefault(wish[1].lower(), float(wish[2] or 1))
    return max(known, key=lambda language: wishes.get(language, 0.0))


def _find_matching_tag(tags: Sequence[str], condition: str) -> str | None:
    """Which of some tags an `If-None-Match` names; weak and strong ones are the same here (RFC 9110, 13.1.2)."""
    if not condition:
        return None
    if condition.strip() == "*":
        return tags[0]
    named = {one.strip().removeprefix("W/") for one in condition.split(",")}
    return next((tag for tag in tags if tag in named), None)


def _is_conditional(reply: Reply, scope: Scope) -> bool:
    """Whether a reply is one that its reader may have already."""
    return (
        reply.status == HTTPStatus.OK
        and scope.get("method") in SAFE_METHODS
        and reply.headers.get("cache-control") != "no-store"
    )


async def _apply_conditional_request(reply: Reply, scope: Scope) -> Reply:
    """The reply once its ETag is compared with what the reader already has, and compressed for who takes that.

    Each form of a body has a tag of its own; a reader who has any of them has the body.
    """
    if not _is_conditional(reply, scope):
        return reply
    digest = reply.digest or sha256(reply.body).hexdigest()
    tags, headers = [f'"{digest}"'], dict(reply.headers)
    if is_compressible(reply.type, reply.body):
        headers["vary"] = f"{headers['vary']}, Accept-Encoding" if "vary" in headers else "Accept-Encoding"
        compressed = f'"{digest}-{ENCODING}"'
        is_wanted = wants_compression(get_header(scope, "accept-encoding"))
        tags = [compressed, *tags] if is_wanted else [*tags, compressed]
    else:
        is_wanted = False
    if known := _find_matching_tag(tags, get_header(scope, "if-none-match")):
        return Reply(304, headers=headers | {"etag": known})
    headers["etag"] = tags[0]
    if not is_wanted:
        return Reply(200, reply.body, reply.type, headers)
    return Reply(200, await compress_body(reply.body, digest), reply.type, headers | {"content-encoding": ENCODING})


async def send_reply(reply: Reply, scope: Scope, send: Send) -> None:
    """Send a reply: nothing but headers to HEAD, 304 to a reader who has these bytes already."""
    reply = await _apply_conditional_request(reply, scope)
    headers = {**_SAFE_HEADERS, **reply.headers}
    if reply.status not in {204, 304}:
        headers |= {"content-type": reply.type, "content-length": str(len(reply.body))}
    await send({"type": "http.response.start", "status": reply.status, "headers": _encode_headers(headers.items())})
    body = b"" if scope.get("method") == "HEAD" else reply.body
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _encode_headers(headers: Iterable[tuple[str, str]]) -> Any:  # noqa: ANN401 -- pairs of bytes, as ASGI wants them
    """Headers as the server sends them."""
    return [(name.encode(), value.encode("latin-1")) for name, value in headers]
