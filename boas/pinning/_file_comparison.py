"""A file held against the digest it should have: the same, missing, saved by another program, or another one."""

from collections.abc import Iterator
from hashlib import sha256

from boas.translation import Message

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def describe_difference(path: str, data: bytes | None, digest: str) -> Message | None:
    """How a file's bytes differ from those with a digest, written `sha256:…`; nothing when they do not."""
    if data is None:
        return Message("the file is missing")
    if _has_digest(data, digest):
        return None
    if any(_has_digest(one, digest) for one in _iter_resaved(data)):
        if path.endswith(".csv"):
            return Message("same codes, other bytes: its line ends or its byte order mark were changed")
        return Message("same text, other bytes: its line ends or its byte order mark were changed")
    return Message("other content")


def _has_digest(data: bytes, digest: str) -> bool:
    """Whether these bytes have that digest."""
    return f"sha256:{sha256(data).hexdigest()}" == digest


def _iter_resaved(data: bytes) -> Iterator[bytes]:
    """What the bytes may have been before a program saved them in its own manner."""
    plain = data.removeprefix(BYTE_ORDER_MARK)
    for text in (plain, BYTE_ORDER_MARK + plain):
        for ends in (text, text.replace(b"\r\n", b"\n"), text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")):
            end = b"\r\n" if b"\r\n" in ends else b"\n"
            yield from (ends, ends + end, ends.removesuffix(end))
