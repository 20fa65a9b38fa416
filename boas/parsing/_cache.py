"""What was made of bytes before, found again by their content, so that it need not be made again.

What a record means is left to its owner. An empty cache gives the same results, only later.
"""

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Generic, TypeVar

from pydantic import TypeAdapter

_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True)
class Cache:
    """What an earlier run left for this one."""

    documents: Mapping[str, str]
    """JSON text of documents without diagnostics, by blob id."""
    digests: Mapping[str, str]
    """Digests of version folders by the key of their files, and of single files by their blob id."""
    results: Mapping[str, bytes]
    """Records that took long to compute, by their key."""
    findings: Mapping[str, bytes] = field(default_factory=dict)
    """What was found in each part of a registry, with all that it rests on."""


EMPTY_CACHE = Cache({}, {}, {})
"""The cache of a first run."""


@dataclass(frozen=True, slots=True)
class CacheEntry:
    """A record to be cached; its bytes are made only when the cache does not hold them."""

    key: str
    write: Callable[[], bytes]


class EntryCodec(Generic[_Record]):
    """Encodes records of one kind: frozen dataclasses, written as packed JSON under a key."""

    def __init__(self, name: str, kind: type[_Record]) -> None:
        """Take the name that stands before each key, and the class of the records."""
        self.name, self.kind = name, kind

    @cached_property
    def adapter(self) -> TypeAdapter[_Record]:
        """Knows the parts of a record; made when first needed, since that takes a while."""
        return TypeAdapter(self.kind)

    def make_key(self, *made_of: object) -> str:
        """Names what a record is made of, given as plain values: another value anywhere is another key."""
        return f"{self.name} {sha256(json.dumps(made_of).encode()).hexdigest()}"

    def write(self, record: _Record) -> bytes:
        """A record as bytes; any text and any number come back as they were, NaN and stray surrogates too.

        Only the names a mapping goes by must be sound text.
        """
        plain = self.adapter.dump_python(record, mode="json")
        return zlib.compress(json.dumps(plain, separators=(",", ":")).encode(), 1)

    def read(self, packed: bytes) -> _Record:
        """The record that such bytes were made of."""
        return self.adapter.validate_python(json.loads(zlib.decompress(packed)))
