"""The manifest of a release: for each file its address, the key it was made from, its digest, size and type.

It is what lets an unchanged page be kept, and what a server needs to answer with the right headers.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from boas.site._assets import find_media_type

MANIFEST_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One file of a release."""

    key: str
    sha256: str
    size: int
    type: str
    status: int = 200
    """HTTP status it is served with: 410 for the page of something that was taken out for good."""


def make_entry(url: str, key: str, content: bytes, status: int = 200) -> ManifestEntry:
    """The entry of a file just made."""
    return ManifestEntry(key, sha256(content).hexdigest(), len(content), find_media_type(url), status)


def is_whole(path: Path, entry: ManifestEntry) -> bool:
    """Whether a file lies on disk as it was released: a plain file, its size and digest those of the manifest."""
    return (
        not path.is_symlink() and path.is_file() and path.stat().st_size == entry.size and _has_same_bytes(path, entry)
    )


def _has_same_bytes(path: Path, entry: ManifestEntry) -> bool:
    """Whether a file can be read and has the digest of the manifest."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == entry.sha256
    except OSError:
        return False


def is_whole_release(release: Path, entries: Mapping[str, ManifestEntry]) -> bool:
    """Whether a release holds all files of its manifest as they were released, and no other."""
    there = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_symlink() or path.is_file()}
    return there == {*entries, MANIFEST_NAME} and all(is_whole(release / url, one) for url, one in entries.items())


def render_manifest(entries: Mapping[str, ManifestEntry]) -> bytes:
    """A manifest as bytes, sorted by address."""
    made = {url: asdict(entries[url]) for url in sorted(entries)}
    return (json.dumps(made, indent=0, ensure_ascii=False) + "\n").encode()


def compute_release_id(manifest: bytes) -> str:
    """Name of a release: the digest of its manifest, shortened."""
    return sha256(manifest).hexdigest()[:16]


def read_manifest(release: Path) -> dict[str, ManifestEntry]:
    """The manifest of a release; empty when there is none that can be read."""
    try:
        written = json.loads((release / MANIFEST_NAME).read_bytes())
        return {url: ManifestEntry(**fields) for url, fields in written.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
