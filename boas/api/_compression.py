"""Bodies made smaller on the way (gzip), each only once as long as it is remembered."""

import asyncio
import gzip
import re

from boas.index import ByteCache

ENCODING = "gzip"
_LEAST = 1_000
"""Bytes below which nothing is won."""
_MOST_AT_HAND = 32 * 1024
"""Bytes of a body beyond which others are answered while it is compressed."""
_MOST_KEPT = 64 * 2**20
_LEVEL = 6

_COMPRESSIBLE = re.compile(r"text/|application/(?:[a-z.-]+\+)?(?:json|xml|javascript)\b|image/svg\+xml")
_WISH = re.compile(r"(?:^|,)\s*(?:x-)?gzip\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?(?=,|$)", re.IGNORECASE)

_kept: ByteCache[str, bytes] = ByteCache(_MOST_KEPT)


def is_compressible(media_type: str, body: bytes) -> bool:
    """Whether a body is text, and long enough."""
    return len(body) >= _LEAST and bool(_COMPRESSIBLE.match(media_type))


def wants_compression(accepted: str) -> bool:
    """Whether an `Accept-Encoding` names gzip, and does not refuse it (RFC 9110, 12.5.3)."""
    wish = _WISH.search(accepted)
    return bool(wish and float(wish[1] or 1))


async def compress_body(body: bytes, digest: str) -> bytes:
    """A body in gzip; the same bytes for the same body, which `digest` names."""
    small = _kept.get(digest)
    if small is None:
        is_long = len(body) > _MOST_AT_HAND
        small = await asyncio.to_thread(_compress, body) if is_long else _compress(body)
        _kept.keep(digest, small, len(small))
    return small


def _compress(body: bytes) -> bytes:
    """A body in gzip, without the time of day."""
    return gzip.compress(body, _LEVEL, mtime=0)
