"""What must be right about a request that submits before anything is kept: who, how often, how large, in time."""

import asyncio
import re
from typing import TYPE_CHECKING

from boas.api._asgi import AnyRequest
from boas.api._problems import RequestError
from boas.api._rate_limits import RateLimit, RateLimiter, name_network
from boas.api._reply import get_header, get_header_values
from boas.translation import Message

if TYPE_CHECKING:
    from boas.operations import KeyHolder
    from boas.submissions import SubmissionDesk

MOST_BYTES = 64 * 1024
"""Bytes that a body may have."""
_MOST_DRAINED = 1024 * 1024
"""Bytes of a body too large that are read and forgotten, so that its sender hears why it is refused."""
_PATIENCE = 10.0
"""Seconds that a body may take."""
_PER_KEY = RateLimit(60, 1 / 60)
_PER_ADDRESS = RateLimit(600, 10)

_BEARER = re.compile(r"Bearer +([\x21-\x7e]{1,200})", re.IGNORECASE)
_IDEMPOTENCY_KEY = re.compile(r'"([\x20\x21\x23-\x5b\x5d-\x7e]{1,128})"|([A-Za-z0-9._~:/+=-]{1,128})')
"""A text between quotation marks, as the draft on this header asks, or one that needs none."""


class SubmissionGate:
    """Lets those submit who may, and not too often."""

    def __init__(self, desk: "SubmissionDesk") -> None:
        """Start with nobody having asked."""
        self.desk = desk
        self._keys, self._addresses = RateLimiter(_PER_KEY), RateLimiter(_PER_ADDRESS)

    async def identify(self, request: AnyRequest) -> "KeyHolder":
        """For whom a request speaks; raises `RequestError` when there is no good key, or it asks too often."""
        client = request.scope.get("client")
        _refuse_haste(self._addresses.take(name_network(client[0] if client else "")))
        match = _BEARER.fullmatch(get_header(dict(request.scope), "authorization"))
        if match is None:
            raise _make_key_error("key-missing", _KEY_MISSING, "Bearer")
        verdict = await asyncio.to_thread(self.desk.verify_key, match[1])
        if verdict.holder is None:
            refusal = verdict.refusal or "unknown"
            raise _make_key_error(f"key-{refusal}", _KEY_REFUSALS[refusal], 'Bearer error="invalid_token"')
        return verdict.holder

    def count(self, holder: "KeyHolder", scope: str) -> None:
        """Count a submission; raises `RequestError` when the key is not for this, or submits too often."""
        if scope not in holder.scopes:
            raise RequestError(403, "out-of-scope", Message("This key is not for `{scope}`.", scope=scope))
        _refuse_haste(self._keys.take(holder.id))


def read_idempotency_key(request: AnyRequest) -> str:
    """What the sender calls this request; raises `RequestError` when it is not called anything, or badly."""
    given = get_header_values(dict(request.scope), "idempotency-key")
    match = _IDEMPOTENCY_KEY.fullmatch(given[0].strip()) if len(given) == 1 else None
    if match is None:
        raise RequestError(400, "idempotency-key-missing" if not given else "idempotency-key-bad", _IDEMPOTENCY)
    return match[1] or match[2]


async def read_submitted_body(request: AnyRequest) -> bytes:
    """The body; raises `RequestError` for another type, one too large, or one that does not come in time."""
    kind = get_header(dict(request.scope), "content-type").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise RequestError(415, "unsupported-type", Message("Send `application/json`."))
    parts, size = [], 0
    try:
        async with asyncio.timeout(_PATIENCE):
            async for part in request.stream():
                size += len(part)
                if size <= MOST_BYTES:
                    parts.append(part)
                elif size > _MOST_DRAINED:
                    break
    except TimeoutError:
        raise _make_closing_error(408, "too-slow", Message("The body did not come in time.")) from None
    if size > MOST_BYTES:
        raise _make_closing_error(413, "too-large", Message("The body is larger than 64 KiB."))
    return b"".join(parts)


def _refuse_haste(seconds: int) -> None:
    """Refuse whoever asks too often."""
    if seconds:
        refused = RequestError(
            429, "too-many", Message("Too many requests. Try again in {seconds} s.", seconds=seconds)
        )
        refused.headers = {"retry-after": str(seconds)}
        raise refused


def _make_key_error(code: str, detail: Message, challenge: str) -> RequestError:
    """There is no good key."""
    refused = RequestError(401, code, detail)
    refused.headers = {"www-authenticate": challenge}
    return refused


def _make_closing_error(status: int, code: str, detail: Message) -> RequestError:
    """The rest of a body is not read: nothing else can come over this connection."""
    refused = RequestError(status, code, detail)
    refused.headers = {"connection": "close"}
    return refused


_KEY_MISSING = Message("Give a key in the header `Authorization: Bearer …`; the maintainers of the registry make it.")
_KEY_REFUSALS = {
    "unknown": Message("This key is not known."),
    "revoked": Message("This key was revoked; ask the maintainers of the registry for another one."),
    "expired": Message("This key has expired; ask the maintainers of the registry for another one."),
}
_IDEMPOTENCY = Message(
    "Give one header `Idempotency-Key`, a name of your choice for this request of at most 128 characters: the request "
    "can then be sent again without being done twice."
)
