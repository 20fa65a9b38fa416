"""The manifest of a release: for each file its address, the key it was made from, its digest, size and type.

It is what lets an unchanged page be kept, and what a server needs to answer with the right headers.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from json.encoder import encode_basestring as _quote
from pathlib import Path
from stat import S_ISREG

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
    rest: str = ""
    """Of a page that says of the registry's commit and depends on it in nothing else: digest of all else."""


def make_entry(url: str, key: str, content: bytes, status: int = 200, rest: str = "") -> ManifestEntry:
    """The entry of a file just made."""
    return ManifestEntry(key, sha256(content).hexdigest(), len(content), find_media_type(url), status, rest)


def is_whole(path: str | Path, entry: ManifestEntry) -> bool:
    """Whether a file lies on disk as it was released: a plain file, its size and digest those of the manifest."""
    return read_whole(path, entry) is not None


def read_whole(path: str | Path, entry: ManifestEntry) -> bytes | None:
    """The bytes of a file that lies on disk as it was released; nothing of any other."""
    try:
        known = os.lstat(path)
        if not S_ISREG(known.st_mode) or known.st_size != entry.size:
            return None
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 -- a Path for each file costs more than reading it
            content = file.read()
    except OSError:
        return None
    return content if sha256(content).hexdigest() == entry.sha256 else None


def is_whole_release(release: Path, entries: Mapping[str, ManifestEntry]) -> bool:
    """Whether a release holds all files of its manifest as they were released, and no other."""
    there = {url for url, _ in iter_files(str(release))}
    return there == {*entries, MANIFEST_NAME} and all(is_whole(f"{release}/{url}", one) for url, one in entries.items())


def iter_files(folder: str, empty: set[str] | None = None) -> Iterator[tuple[str, int]]:
    """Everything below a folder but folders: its address, and the number the disk knows it by.

    Addresses of folders that hold nothing are added to `empty`.
    """
    left = [(folder, "")]
    while left:
        path, start = left.pop()
        with os.scandir(path) as scanned:
            found = list(scanned)
        if not found and empty is not None:
            empty.add(start[:-1])
        for one in found:
            if one.is_dir(follow_symlinks=False):
                left.append((one.path, f"{start}{one.name}/"))
            else:
                yield start + one.name, one.inode()


def render_manifest(entries: Mapping[str, ManifestEntry]) -> bytes:
    """A manifest as bytes, sorted by address, one line for each file."""
    lines = (f"{_quote(url)}: {_write_entry(entries[url])}" for url in sorted(entries))
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _write_entry(entry: ManifestEntry) -> str:
    """An entry as JSON; by hand, since a hundred thousand of them are written after each change."""
    rest = f', "rest": {_quote(entry.rest)}' if entry.rest else ""
    return (
        f'{{"key": {_quote(entry.key)}, "sha256": {_quote(entry.sha256)}, "size": {entry.size}, '
        f'"type": {_quote(entry.type)}, "status": {entry.status}{rest}}}'
    )


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
