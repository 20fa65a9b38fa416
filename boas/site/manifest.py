"""The manifest of a release: for each file its address, the key it was made from, its digest, size and type.

It is what lets an unchanged page be kept, and what a server needs to answer with the right headers.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from boas.site.assets import TYPES

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a release."""

    key: str
    sha256: str
    size: int
    type: str


def entry(url: str, key: str, content: bytes) -> Entry:
    """The entry of a file just made."""
    return Entry(key, sha256(content).hexdigest(), len(content), TYPES[url.rpartition(".")[2]])


def text_of(entries: Mapping[str, Entry]) -> bytes:
    """A manifest as bytes, sorted by address."""
    made = {url: asdict(entries[url]) for url in sorted(entries)}
    return (json.dumps(made, indent=0, ensure_ascii=False) + "\n").encode()


def release_id(manifest: bytes) -> str:
    """Name of a release: the digest of its manifest, shortened."""
    return sha256(manifest).hexdigest()[:16]


def read(release: Path) -> dict[str, Entry]:
    """The manifest of a release; empty when there is none that can be read."""
    try:
        written = json.loads((release / NAME).read_bytes())
        return {url: Entry(**fields) for url, fields in written.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
