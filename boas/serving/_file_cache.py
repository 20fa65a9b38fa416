"""Bytes of released files, given only when they are what the manifest vouches for; the latest stay in memory."""

import os
from collections import OrderedDict
from hashlib import sha256
from pathlib import Path

from boas.errors import IntegrityError
from boas.site import ManifestEntry
from boas.translation import Message

_MOST_KEPT = 64 * 2**20
"""Bytes kept in memory."""


class FileCache:
    """Files by digest. The same bytes are read once, whatever their names and releases."""

    def __init__(self, most: int = _MOST_KEPT) -> None:
        """Start empty; `most` bounds the bytes kept."""
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._most = most

    def read_verified(self, path: Path, entry: ManifestEntry) -> bytes:
        """The bytes of a file; raises `IntegrityError` when it is gone or not what was released."""
        known = self._kept.get(entry.sha256)
        if known is not None:
            self._kept.move_to_end(entry.sha256)
            return known
        content = _read_exactly(path, entry.size)
        if sha256(content).hexdigest() != entry.sha256:
            raise _make_damaged_error(path)
        self._keep(entry.sha256, content)
        return content

    def _keep(self, digest: str, content: bytes) -> None:
        self._kept[digest] = content
        self._size += len(content)
        while self._size > self._most:
            _, gone = self._kept.popitem(last=False)
            self._size -= len(gone)


def _read_exactly(path: Path, size: int) -> bytes:
    """A plain file of this size; a link, a device or another size is not what was released."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            content = file.read(size + 1)
    except OSError:
        raise _make_damaged_error(path) from None
    return content


def _make_damaged_error(path: Path) -> IntegrityError:
    """A released file is not there as it was released."""
    return IntegrityError(
        Message("The released file {path} is missing or was changed.", path=path),
        Message("Run `boas build`; the site is made anew."),
    )
