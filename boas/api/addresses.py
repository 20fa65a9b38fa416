"""Addresses as they arrive: bytes to text, strictly. What cannot be read one way only is refused, never mended.

No NUL, no control character, no half character, no broken percent sign goes past this file.
"""

import re
from urllib.parse import unquote_to_bytes

from boas.api.asgi import Scope
from boas.api.problems import RequestError
from boas.finding import Words

LONGEST_PATH = 1_000
LONGEST_QUERY = 8_000
MOST_PARAMETERS = 100

BROKEN_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def text_of(raw: bytes) -> str:
    """Text of one percent-encoded part; raises `RequestError` when there is not exactly one way to read it."""
    if BROKEN_PERCENT.search(raw):
        raise badly_encoded()
    try:
        text = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        raise badly_encoded() from None
    if FORBIDDEN.search(text):
        detail = Words("L’adresse contient un caractère de contrôle.", "The address holds a control character.")
        raise RequestError(400, "bad-character", detail)
    return text


def badly_encoded() -> RequestError:
    """The problem of bytes that are no text."""
    said = Words(
        "L’adresse est mal encodée : UTF-8 et %XX seulement.", "The address is badly encoded: UTF-8 and %XX only."
    )
    return RequestError(400, "bad-encoding", said)


def path_of(scope: Scope) -> str:
    """The path of a request; raises `RequestError` for one that cannot be read or is endless."""
    raw = (scope.get("raw_path") or scope["path"].encode()).partition(b"?")[0]
    refuse_length(raw, LONGEST_PATH)
    return text_of(raw)


def pairs_of(query: bytes) -> tuple[tuple[str, str], ...]:
    """Names and values of a query string, in order; raises `RequestError` for one that cannot be read or is endless."""
    refuse_length(query, LONGEST_QUERY)
    parts = [part for part in query.split(b"&") if part]
    if len(parts) > MOST_PARAMETERS:
        raise too_long()
    halves = (part.replace(b"+", b" ").partition(b"=") for part in parts)
    return tuple((text_of(name), text_of(value)) for name, _, value in halves)


def refuse_length(raw: bytes, longest: int) -> None:
    """Refuse an address longer than anything this registry can mean."""
    if len(raw) > longest:
        raise too_long()


def too_long() -> RequestError:
    """The problem of an endless address."""
    return RequestError(400, "too-long", Words("L’adresse est trop longue.", "The address is too long."))
