"""Addresses as they arrive: bytes to text, strictly. What cannot be read one way only is refused, never fixed.

No NUL, no control character, no half character, no broken percent sign goes past this file.
"""

import re
from urllib.parse import unquote_to_bytes

from boas.api._asgi import Scope
from boas.api._problems import RequestError
from boas.translation import Message

PREFIX = "/api/v1"
"""Where all addresses of the API lie."""
DATA_FILES = {"jsonl": "/data/registry.jsonl", "sqlite": "/data/registry.sqlite"}
"""Where the released site has all of the registry as one file, by form."""
_LONGEST_PATH = 1_000
LONGEST_QUERY = 8_000
_MOST_PARAMETERS = 100

_BROKEN_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def _decode_text(raw: bytes) -> str:
    """Text of one percent-encoded part; raises `RequestError` when there is not exactly one way to read it."""
    if _BROKEN_PERCENT.search(raw):
        raise _make_encoding_error()
    try:
        text = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        raise _make_encoding_error() from None
    if _FORBIDDEN.search(text):
        detail = Message("The address holds a control character.")
        raise RequestError(400, "bad-character", detail)
    return text


def _make_encoding_error() -> RequestError:
    """The problem of bytes that are no text."""
    said = Message("The address is badly encoded: UTF-8 and %XX only.")
    return RequestError(400, "bad-encoding", said)


def read_path(scope: Scope) -> str:
    """The path of a request; raises `RequestError` for one that cannot be read or is endless."""
    raw = (scope.get("raw_path") or scope["path"].encode()).partition(b"?")[0]
    _refuse_length(raw, _LONGEST_PATH)
    return _decode_text(raw)


def parse_query_pairs(query: bytes) -> tuple[tuple[str, str], ...]:
    """Names and values of a query string, in order; raises `RequestError` for one that cannot be read or is endless."""
    _refuse_length(query, LONGEST_QUERY)
    parts = [part for part in query.split(b"&") if part]
    if len(parts) > _MOST_PARAMETERS:
        raise _make_length_error()
    halves = (part.replace(b"+", b" ").partition(b"=") for part in parts)
    return tuple((_decode_text(name), _decode_text(value)) for name, _, value in halves)


def _refuse_length(raw: bytes, longest: int) -> None:
    """Refuse an address longer than anything this registry can mean."""
    if len(raw) > longest:
        raise _make_length_error()


def _make_length_error() -> RequestError:
    """The problem of an endless address."""
    return RequestError(400, "too-long", Message("The address is too long."))
