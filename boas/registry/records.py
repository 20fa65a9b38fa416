"""Notices, audits and evaluations in the ledger: each with its digest, who brought it, and proof that it stays.

A notice or an audit is one file, whose digest is its SHA-256; an evaluation is a folder, digested as a version is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from boas.checks import FrozenRecord
from boas.documents import locate, record_of
from boas.history import Change, Edition, Past, main_document, record_editions
from boas.reading import digest_in
from boas.registry.ledger import Digests, files_key
from boas.tree import File, Tree

KINDS = ("notice", "audit", "evaluation")
"""Kinds of record, in the order they are told."""


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """One notice, audit or evaluation in the ledger."""

    kind: str
    algorithm: str
    id: str
    """Name of its file, or of its folder."""
    digest: str
    """SHA-256 of the file; of an evaluation see `reading.folder_digest`."""
    files_key: str
    """The key under which the digest is remembered."""
    publisher: Change | None
    """The change that brought it; not known in a shallow clone."""


def records(tree: Tree, past: Past, known: Digests | None = None) -> dict[str, RecordEntry]:
    """Every notice, audit and evaluation of a tree by its path or folder, in path order."""
    found = {}
    for path, files in record_files(tree).items():
        location = locate(f"{path}{main_document(path)}")
        if location and main_document(path) in files:
            key = files_key(files)
            digest = (known or {}).get(key) or record_digest(tree, files)
            names = location.name("algorithm"), location.name(location.kind)
            found[path] = RecordEntry(location.kind, *names, digest, key, publisher(path, past))
    return found


def record_files(tree: Tree) -> dict[str, dict[str, str]]:
    """Blob id by path inside each record; the path of a single file is empty; links have no content."""
    found: dict[str, dict[str, str]] = {}
    for path, file in tree.files.items():
        if (record := record_of(path)) and file.mode in {"file", "executable"}:
            found.setdefault(record, {})[path[len(record) :]] = file.blob
    return found


def record_digest(tree: Tree, files: Mapping[str, str]) -> str:
    """The digest of a record whose files are blobs of a tree, also of blobs that only older commits hold."""
    if files.keys() == {""}:
        return sha256(tree.read(File("", files[""], "file", 0))).hexdigest()
    return digest_in(tree, files)


def publisher(record: str, past: Past) -> Change | None:
    """The first change that brought a record's main document; unknown in a shallow clone."""
    path = f"{record}{main_document(record)}"
    first = next((touch.change for touch in reversed(past.records.get(record, ())) if touch.path == path), None)
    return past.first_seen.get(path) if past.shallow else first


def frozen_records(
    tree: Tree, past: Past, frozen_from: str | None, entries: Mapping[str, RecordEntry]
) -> Iterator[FrozenRecord]:
    """Published records that somebody touched since, with the digest then and now; raises as `frozen_versions`."""
    if frozen_from is None:
        return
    for path, edition in record_editions(past, frozen_from).items():
        if edition.touched:
            yield frozen_record(tree, edition, entries.get(path))


def frozen_record(tree: Tree, edition: Edition, now: RecordEntry | None) -> FrozenRecord:
    """One published record, then and now."""
    return FrozenRecord(
        path=edition.folder,
        published=record_digest(tree, edition.files),
        present=now.digest if now else "",
        publisher=edition.sealed.commit,
        changed_by=tuple(change.commit for change in edition.touched),
    )
