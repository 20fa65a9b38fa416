"""Notices, audits, evaluations and observations in the ledger: each with its digest, what added it, and a proof.

Most are one file, whose digest is its SHA-256; an evaluation is a folder, digested as a version is. The digest of an
observation is that of the file as it now is, for the list of its states grows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from boas.checks import FrozenRecord
from boas.documents import find_growing_field, find_main_document, find_record, parse_path
from boas.parsing import compute_tree_digest, has_only_grown
from boas.registry._ledger import Digests, compute_files_key
from boas.repository import CommitInfo, Edition, History, list_record_editions
from boas.tree import File, Tree


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """One notice, audit, evaluation or observation in the ledger."""

    kind: str
    algorithm: str
    id: str
    """Name of its file, or of its folder."""
    digest: str
    """SHA-256 of the file; of an evaluation see `reading.folder_digest`."""
    files_key: str
    """Cache key of the digest."""
    publisher: CommitInfo | None
    """The change that added it; None in a shallow clone."""


def build_records(tree: Tree, past: History, known: Digests | None = None) -> dict[str, RecordEntry]:
    """Every record of a tree by its path or folder, in path order."""
    found = {}
    for path, files in _group_record_files(tree).items():
        location = parse_path(find_main_document(path))
        if location and find_main_document(path)[len(path) :] in files:
            key = compute_files_key(files)
            digest = (known or {}).get(key) or compute_record_digest(tree, files)
            names = location.algorithm, location.id
            found[path] = RecordEntry(location.kind, *names, digest, key, _find_record_publisher(path, past))
    return found


def _group_record_files(tree: Tree) -> dict[str, dict[str, str]]:
    """Blob id by path inside each record; the path of a single file is empty; links have no content."""
    found: dict[str, dict[str, str]] = {}
    for path, file in tree.files.items():
        if (record := find_record(path)) and file.mode in {"file", "executable"}:
            found.setdefault(record, {})[path[len(record) :]] = file.blob
    return found


def compute_record_digest(tree: Tree, files: Mapping[str, str]) -> str:
    """The digest of a record whose files are blobs of a tree, also of blobs that only older commits hold."""
    if files.keys() == {""}:
        return sha256(_read_blob(tree, files[""])).hexdigest()
    return compute_tree_digest(tree, files)


def _find_record_publisher(record: str, past: History) -> CommitInfo | None:
    """The first change that added a record's main document; None in a shallow clone."""
    path = find_main_document(record)
    first = next((touch.change for touch in reversed(past.records.get(record, ())) if touch.path == path), None)
    return past.first_seen.get(path) if past.shallow else first


def find_altered_records(
    tree: Tree, past: History, frozen_from: str | None, entries: Mapping[str, RecordEntry]
) -> Iterator[FrozenRecord]:
    """Published records that somebody touched since, with both digests; raises as `find_altered_versions`."""
    if frozen_from is None:
        return
    for path, edition in list_record_editions(past, frozen_from).items():
        grown = follow_growth(tree, past, edition) if edition.touched else edition
        if grown.touched:
            yield _build_frozen_record(tree, grown, entries.get(path))


def follow_growth(tree: Tree, past: History, edition: Edition) -> Edition:
    """The edition after every change that only added to the list that may grow, with the changes left after these."""
    field = find_growing_field(edition.folder)
    blobs = {touch.change.commit: touch.blob for touch in past.records.get(edition.folder, ())} if field else {}
    left = list(reversed(edition.touched)) if field else []
    files, grown = edition.files, 0
    for change in left:
        later = blobs[change.commit]
        if not later or not has_only_grown(_read_blob(tree, files[""]), _read_blob(tree, later), field):
            break
        files, grown = {"": later}, grown + 1
    return replace(edition, files=files, touched=tuple(reversed(left[grown:]))) if field else edition


def _read_blob(tree: Tree, blob: str) -> bytes:
    """A content that some commit held, by its id."""
    return tree.read(File("", blob, "file", 0))


def _build_frozen_record(tree: Tree, edition: Edition, now: RecordEntry | None) -> FrozenRecord:
    """One published record, then and now."""
    return FrozenRecord(
        path=edition.folder,
        published=compute_record_digest(tree, edition.files),
        present=now.digest if now else "",
        publisher=edition.sealed.commit,
        changed_by=tuple(change.commit for change in edition.touched),
    )
