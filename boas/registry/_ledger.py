"""The ledger: for each version its digest and the commit that published it, and proof that none has moved.

Derived from Git alone. A digest already known for the same files is not computed again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from boas.checks import FrozenVersion
from boas.documents import find_main_document, find_version_folder, parse_place
from boas.parsing import compute_listing_digest, compute_tree_digest
from boas.repository import CommitInfo, Edition, History, list_editions
from boas.tree import REGULAR_MODES, File, Tree, list_links, select_inside

Digests = Mapping[str, str]
"""Digests already computed: of folders by `files_key`, of single files by blob id."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One version in the ledger."""

    id: str
    version: str
    digest: str
    """SHA-256 of the folder, see `reading.folder_digest`."""
    files: Mapping[str, str]
    """Blob id of each file by its path inside the folder."""
    sums: Mapping[str, str]
    """SHA-256 of each file, likewise."""
    files_key: str
    """Cache key of the digest: the same files at the same paths."""
    publisher: CommitInfo | None
    """The change that published the version; not known in a shallow clone."""


def build_ledger(tree: Tree, past: History, known: Digests | None = None) -> dict[str, LedgerEntry]:
    """Every version of a tree by its folder, in path order."""
    return {
        folder: _build_entry(folder, files, tree, past, known or {})
        for folder, files in group_files_by_folder(tree).items()
    }


def group_files_by_folder(tree: Tree) -> dict[str, dict[str, str]]:
    """Blob id by path inside the folder, for each version's folder; links and submodules have no content."""
    found: dict[str, dict[str, str]] = {}
    for path, file in tree.files.items():
        if (folder := find_version_folder(path)) and file.mode in REGULAR_MODES:
            found.setdefault(folder, {})[path[len(folder) :]] = file.blob
    return found


def _build_entry(folder: str, files: Mapping[str, str], tree: Tree, past: History, known: Digests) -> LedgerEntry:
    """One version of the ledger."""
    key = compute_files_key(files)
    place = parse_place(folder)
    sums = {path: known.get(blob) or _compute_file_digest(tree, path, blob) for path, blob in files.items()}
    return LedgerEntry(
        place.algorithm,
        place.version,
        known.get(key) or compute_listing_digest(sums),
        files,
        sums,
        key,
        _find_publisher(folder, past),
    )


def _compute_file_digest(tree: Tree, path: str, blob: str) -> str:
    """SHA-256 of one file, read by its blob id."""
    return sha256(tree.read(File(path, blob, "file", 0))).hexdigest()


def _find_publisher(folder: str, past: History) -> CommitInfo | None:
    """The first change that added a version's card, also when it was gone for a while; None in a shallow clone."""
    card = find_main_document(folder)
    first = next((touch.change for touch in reversed(past.touches.get(folder, ())) if touch.path == card), None)
    return past.first_seen.get(card) if past.shallow else first


def compute_files_key(files: Mapping[str, str]) -> str:
    """A name for a folder's files by their blob ids."""
    return sha256(
        "".join(f"{path}\0{blob}\n" for path, blob in sorted(files.items())).encode("utf-8", "surrogateescape")
    ).hexdigest()


def find_altered_versions(
    tree: Tree, past: History, frozen_from: str | None, entries: Mapping[str, LedgerEntry]
) -> Iterator[FrozenVersion]:
    """Published versions that somebody touched since, with the digest then and now.

    Raises `IntegrityError` when this clone lacks a part of the history, or when `frozen_from` is not in it.
    """
    if frozen_from is None:
        return
    links = list_links(tree)
    for folder, edition in list_editions(past, frozen_from).items():
        if edition.touched:
            yield _build_frozen_version(tree, edition, entries.get(folder), links)


def _build_frozen_version(tree: Tree, edition: Edition, now: LedgerEntry | None, links: Sequence[str]) -> FrozenVersion:
    """One published version, then and now, among all links of its tree."""
    return FrozenVersion(
        folder=edition.folder,
        published=compute_tree_digest(tree, edition.files),
        present=now.digest if now else "",
        publisher=edition.sealed.commit,
        changed_by=tuple(change.commit for change in edition.touched),
        strangers=select_inside(links, edition.folder),
    )
