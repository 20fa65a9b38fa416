"""The ledger: for each version its digest and the commit that published it, and proof that none has moved.

Derived from Git alone. A digest already known for the same files is not computed again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from boas.checks import FrozenVersion
from boas.documents import version_folder
from boas.history import Change, Edition, Past, editions
from boas.reading import digest_in
from boas.tree import PLAIN, Tree, links_below

Digests = Mapping[str, str]
"""Digests already computed, by `files_key`."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One version in the ledger."""

    id: str
    version: str
    digest: str
    """SHA-256 of the folder, see `reading.folder_digest`."""
    files: Mapping[str, str]
    """Blob id of each file by its path inside the folder."""
    files_key: str
    """Names the same files in the same places: the key under which the digest is remembered."""
    publisher: Change | None
    """The change that published the version; not known in a shallow clone."""


def ledger(tree: Tree, past: Past, known: Digests | None = None) -> dict[str, LedgerEntry]:
    """Every version of a tree by its folder, in path order."""
    return {folder: entry(folder, files, tree, past, known or {}) for folder, files in folders(tree).items()}


def folders(tree: Tree) -> dict[str, dict[str, str]]:
    """Blob id by path inside the folder, for each version's folder; links and submodules have no content."""
    found: dict[str, dict[str, str]] = {}
    for path, file in tree.files.items():
        if (folder := version_folder(path)) and file.mode in PLAIN:
            found.setdefault(folder, {})[path[len(folder) :]] = file.blob
    return found


def entry(folder: str, files: Mapping[str, str], tree: Tree, past: Past, known: Digests) -> LedgerEntry:
    """One version of the ledger."""
    key = files_key(files)
    _, _, name, _, version, _ = folder.split("/")
    return LedgerEntry(name, version, known.get(key) or digest_in(tree, files), files, key, publisher(folder, past))


def publisher(folder: str, past: Past) -> Change | None:
    """The first change that brought a version's card, also when it was gone for a while; unknown in a shallow clone."""
    card = f"{folder}card.yaml"
    first = next((touch.change for touch in reversed(past.touches.get(folder, ())) if touch.path == card), None)
    return past.first_seen.get(card) if past.shallow else first


def files_key(files: Mapping[str, str]) -> str:
    """A name for a folder's files by their blob ids."""
    return sha256(
        "".join(f"{path}\0{blob}\n" for path, blob in sorted(files.items())).encode("utf-8", "surrogateescape")
    ).hexdigest()


def frozen_versions(
    tree: Tree, past: Past, frozen_from: str | None, entries: Mapping[str, LedgerEntry]
) -> Iterator[FrozenVersion]:
    """Published versions that somebody touched since, with the digest then and now.

    Raises `IntegrityError` when this clone lacks a part of the history, or when `frozen_from` is not in it.
    """
    if frozen_from is None:
        return
    for folder, edition in editions(past, frozen_from).items():
        if edition.touched:
            yield frozen_version(tree, edition, entries.get(folder))


def frozen_version(tree: Tree, edition: Edition, now: LedgerEntry | None) -> FrozenVersion:
    """One published version, then and now."""
    return FrozenVersion(
        folder=edition.folder,
        published=digest_in(tree, edition.files),
        present=now.digest if now else "",
        publisher=edition.sealed.commit,
        changed_by=tuple(change.commit for change in edition.touched),
        strangers=links_below(tree, edition.folder),
    )
