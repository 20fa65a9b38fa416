"""What a work tree holds that a commit does not: files, and the versions that are drafts because of them.

Both sides are trees whose files carry the ids Git gives them. Nothing is read here but ids and modes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from boas.documents import find_record, find_version_folder
from boas.repository import History
from boas.tree import REGULAR_MODES, File, Tree


@dataclass(frozen=True, slots=True)
class UnpublishedChanges:
    """What differs from a commit; files by their path, in path order."""

    since: str
    """The commit; empty when there is none yet."""
    added: tuple[str, ...]
    edited: tuple[str, ...]
    removed: tuple[str, ...]
    drafts: frozenset[str]
    """Folders, each with its last `/`, of versions that the commit does not hold as they now lie here."""

    def list_changed(self) -> frozenset[str]:
        """All files that differ."""
        return frozenset((*self.added, *self.edited, *self.removed))


def find_unpublished(tree: Tree, base: Tree) -> UnpublishedChanges:
    """What a tree holds that the tree of a commit does not."""
    now, then = tree.files, base.files
    edited = tuple(path for path in sorted(now.keys() & then.keys()) if _differs(now[path], then[path]))
    added, removed = tuple(sorted(now.keys() - then.keys())), tuple(sorted(then.keys() - now.keys()))
    return UnpublishedChanges(
        base.commit, added, edited, removed, frozenset(_find_version_folders(*added, *edited, *removed))
    )


def _differs(file: File, other: File) -> bool:
    """Whether two files are not the same to Git; of links only that they are links is known."""
    return file.mode != other.mode or (file.mode in REGULAR_MODES and file.blob != other.blob)


def _find_version_folders(*paths: str) -> Iterator[str]:
    """Folders of the versions that some paths lie in."""
    return (folder for path in paths if (folder := find_version_folder(path)))


def without_unpublished(past: History, gone: UnpublishedChanges) -> History:
    """The history of files that are unchanged since; a changed file has no date and no author."""
    touched = gone.list_changed()
    records = {record for path in touched if (record := find_record(path))}

    def stays(path: str) -> bool:
        return path not in touched and find_version_folder(path) not in gone.drafts

    return replace(
        past,
        last_changed={path: change for path, change in past.last_changed.items() if stays(path)},
        first_seen={path: change for path, change in past.first_seen.items() if stays(path)},
        touches={folder: touches for folder, touches in past.touches.items() if folder not in gone.drafts},
        records={record: touches for record, touches in past.records.items() if record not in records},
    )
