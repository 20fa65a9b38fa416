"""Edits of the newest version become a new one, numbered by what changed in it.

The author edits the published folder in place; the edits move to a folder of their own, with number and list of
changes, and the published folder is put back. Nothing is ever overwritten.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Never

from boas.changes import (
    BUMPS,
    Bump,
    VersionChange,
    build_version_content,
    compute_next_version,
    compute_required_bump,
    find_changes,
)
from boas.documents import build_version_path, get_file_name, is_version, parse_path, parse_version
from boas.errors import UsageError
from boas.parsing import Collection, read_algorithm, read_collection, read_folder, with_changes, with_version
from boas.repository import StagingArea, find_fork_point, open_repository, open_staging_area
from boas.translation import Message
from boas.tree import REGULAR_MODES, Tree


@dataclass(frozen=True, slots=True)
class VersionDraft:
    """A new version about to be written."""

    algorithm: str
    old: str
    new: str
    changes: tuple[VersionChange, ...]
    files: dict[str, bytes]
    """Files of the new folder by their path inside it."""
    edited: dict[str, bytes]
    """Files of the old folder as they lie there."""
    published: dict[str, bytes]
    """Files the old folder is put back to."""


def make_version_draft(root: Path, algorithm: str, at_least: Bump = "none") -> VersionDraft:
    """The next version of an algorithm, made of the edits in its newest one; nothing is written yet.

    What is published is what the main line held where the work tree left it.

    Args:
        root: folder of the registry.
        algorithm: id.
        at_least: smallest step of the number; `none` for what the edits ask for.

    Raises:
        UsageError: there is nothing to make a version of, or a card has errors.
    """
    collection = read_algorithm(root, algorithm)
    newest = max(filter(is_version, collection.versions[algorithm]), key=parse_version)
    with open_repository(root) as repository:
        base = repository.read_tree_of(find_fork_point(repository), repository.find_cards_folder(root))
        if not _read_folder_files(base, build_version_path(algorithm, newest, "")):
            return _find_interrupted_draft(algorithm, newest, collection.tree, base) or _refuse_unpublished(newest)
        return _make_edited_draft(algorithm, newest, collection, base, at_least)


def _make_edited_draft(algorithm: str, old: str, collection: Collection, base: Tree, at_least: Bump) -> VersionDraft:
    """The draft that the edits of a published version make."""
    folder = build_version_path(algorithm, old, "")
    published, edited = _read_folder_files(base, folder), _read_folder_files(collection.tree, folder)
    before = build_version_content(
        read_collection(base, [p for p in base.files if p.startswith(folder)]), algorithm, old
    )
    after = build_version_content(collection, algorithm, old)
    if before is None or after is None:
        raise _make_broken_card_error(old)
    changes = find_changes(before, after)
    if not changes and at_least == "none":
        raise _make_no_edits_error(folder)
    step = max(compute_required_bump(changes), at_least, key=BUMPS.index)
    new = compute_next_version(old, step)
    files = {
        path: _number_card(data, new, changes, collection.languages) if path == get_file_name("card") else data
        for path, data in edited.items()
    }
    return VersionDraft(algorithm, old, new, changes, files, edited, published)


def _find_interrupted_draft(algorithm: str, new: str, tree: Tree, base: Tree) -> VersionDraft | None:
    """What a release that was interrupted has left to do: to put back edits that the new folder already holds.

    Nothing unless each file of the published folder is as it was published, or stands in the new one as well.
    """
    cards = (place for path in base.files if (place := parse_path(path)) and place.kind == "card")
    known = [place.name("version") for place in cards if place.name("algorithm") == algorithm]
    old = max(filter(is_version, known), key=parse_version, default=None)
    if old is None:
        return None
    folder = build_version_path(algorithm, old, "")
    edited, published = _read_folder_files(tree, folder), _read_folder_files(base, folder)
    files = _read_folder_files(tree, build_version_path(algorithm, new, ""))
    if edited == published or not all(
        data == published.get(path) or _strip_numbering(path, data) == _strip_numbering(path, files.get(path, b""))
        for path, data in edited.items()
    ):
        return None
    return VersionDraft(algorithm, old, new, (), files, edited, published)


def _strip_numbering(path: str, data: bytes) -> bytes:
    """A file without what a release writes into it: the number and the list of changes of a card."""
    if path != get_file_name("card"):
        return data
    try:
        return with_changes(with_version(data.decode("utf-8"), "0.0.0"), [], ()).encode("utf-8")
    except (UnicodeDecodeError, KeyError):
        return data


def _read_folder_files(tree: Tree, folder: str) -> dict[str, bytes]:
    """Bytes of a folder's plain files by their path inside it."""
    inside = (file for path, file in tree.files.items() if path.startswith(folder) and file.mode in REGULAR_MODES)
    return {file.path[len(folder) :]: tree.read(file) for file in inside}


def write_version_draft(root: Path, draft: VersionDraft) -> None:
    """Bring the new folder to its place as one step, then put the old one back.

    Everything is on the disk before the first file gets its name. Interrupted between the two steps, the edits stand
    in both folders, and the same command puts the old one back.
    """
    target, source = (build_version_path(draft.algorithm, version, "") for version in (draft.new, draft.old))
    here = read_folder(root)
    is_there = (root / target).exists()
    if is_there and _read_folder_files(here, target) != draft.files:
        raise _make_exists_error(draft.new)
    with open_staging_area(root) as desk:
        for path, content in draft.published.items():
            desk.prepare(f"{source}{path}", content)
        if not is_there:
            for path, content in draft.files.items():
                desk.prepare(f"{target}{path}", content)
            desk.add(target.rstrip("/"))
        _restore_folder(desk, source, draft)


def _restore_folder(desk: StagingArea, folder: str, draft: VersionDraft) -> None:
    """Make a folder again what was published; stops at a file that somebody has edited meanwhile."""
    for path in sorted({*draft.edited, *draft.published}):
        there = desk.root / folder / path
        now = there.read_bytes() if there.is_file() else None
        if now == draft.published.get(path):
            continue
        if now != draft.edited.get(path):
            raise _make_edited_meanwhile_error(f"{folder}{path}")
        if path in draft.published:
            desk.put(f"{folder}{path}")
        else:
            there.unlink()


def _number_card(card: bytes, new: str, changes: tuple[VersionChange, ...], languages: tuple[str, ...]) -> bytes:
    """The edited card with its new number and its list of changes."""
    listed = [(_KINDS.get(change.kind, "changed"), change.sentence) for change in changes]
    text = with_version(card.decode("utf-8"), new)
    return with_changes(text, listed or [("changed", _TO_BE_TOLD)], languages).encode("utf-8")


_KINDS = {"added": "added", "removed": "removed", "changed": "changed", "moved": "changed"}

_TO_BE_TOLD = Message("to be completed")
"""Refused by the rule `placeholder-text`, so that a version without edits cannot be published without a word."""


def _make_no_edits_error(folder: str) -> UsageError:
    """The newest version is as it was published."""
    return UsageError(
        Message("Nothing changed in {folder}.", folder=folder),
        Message("Make the edits there first, or give --bump."),
    )


def _refuse_unpublished(version: str) -> Never:
    """The newest version is not on the main line yet."""
    raise UsageError(
        Message("Version {version} is not published yet: it may be edited.", version=version),
        Message("Go on editing it in its folder; `boas release` is for later, once it is published."),
    )


def _make_broken_card_error(version: str) -> UsageError:
    """The newest version cannot be compared with what was published."""
    return UsageError(
        Message("The card {version} has errors.", version=version),
        Message("Run `boas check` first."),
    )


def _make_exists_error(version: str) -> UsageError:
    """The folder of the new version holds something else."""
    return UsageError(
        Message("The folder of version {version} already exists.", version=version),
        Message("Edit it in place, or put it aside first."),
    )


def _make_edited_meanwhile_error(path: str) -> UsageError:
    """Somebody saved a file while a release was being made; what they saved stays."""
    return UsageError(
        Message("{path} was edited meanwhile: it has not been put back as it was published.", path=path),
        Message("Make this edit in the new version too, then run the same command again."),
    )
