"""A registry as it lies on disk, with edits that no commit holds yet.

Authors check what they are writing, so this reads the working tree. It follows no link and opens
nothing outside the registry's folder.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from boas.documents import FOLDER
from boas.errors import MachineError, RegistryError, UsageError
from boas.translation import Message
from boas.tree import REGULAR_MODES, File, FileMode, Tree

_MAX_FILES = 200_000


def find_root(start: Path) -> Path:
    """The nearest folder upwards that holds `model_cards/`; raises `RegistryError` when there is none."""
    here = Path(os.path.abspath(start))  # noqa: PTH100 -- drops `..` without following links, unlike resolve()
    for folder in (here, *here.parents):
        if (folder / FOLDER).is_dir() and not (folder / FOLDER).is_symlink():
            return folder
    raise RegistryError(
        Message("No folder `{folder}` here or above: {start}", folder=FOLDER, start=start),
        Message("Go into a registry, or name one with --registry PATH."),
    )


def is_kept_by_git(root: Path) -> bool:
    """Whether a repository may be around a folder; decided by names alone, so that Git need not even be loaded."""
    place = root.resolve()
    return any((folder / ".git").exists() for folder in (place, *place.parents))


Stamp = tuple[int, ...]
"""What the system says of a file without reading it: its size, when content and status last changed, its number."""


def read_folder(root: Path) -> Tree:
    """All files below `model_cards/`, in path order; raises `MachineError` when one cannot be listed."""
    return read_stamped_folder(root)[0]


def read_stamped_folder(root: Path) -> tuple[Tree, dict[str, Stamp]]:
    """The same, with the stamp of each plain file by its path."""
    found = sorted(_iter_files(root, FOLDER), key=lambda pair: pair[0].path)
    stamps = {file.path: make_stamp(status) for file, status in found if file.mode in REGULAR_MODES}
    return Tree({file.path: file for file, _ in found}, lambda file: _read_bytes(root / file.path)), stamps


def make_stamp(status: os.stat_result) -> Stamp:
    """The stamp of a file: no edit leaves it as it was, once the clock of the disk has moved on."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev


def select_files(tree: Tree, root: Path, paths: tuple[Path, ...]) -> Iterator[str]:
    """Files of the tree that the given paths name or contain; a path with none is a usage error."""
    for path in paths:
        inside = Path(os.path.abspath(path))  # noqa: PTH100 -- drops `..` without following links, unlike resolve()
        name = "" if inside == root else inside.relative_to(root).as_posix() if inside.is_relative_to(root) else None
        found = (
            []
            if name is None
            else [file for file in tree.files if not name or file == name or file.startswith(f"{name}/")]
        )
        if not found:
            raise UsageError(
                Message("Nothing to check there: {path}", path=path),
                Message("Give a file or folder of model_cards/."),
            )
        yield from found


def _iter_files(root: Path, folder: str) -> Iterator[tuple[File, os.stat_result]]:
    """Files below one folder and what the system says of them, without following links."""
    count = 0
    waiting = [folder]
    while waiting:
        for entry in _list_folder(root, waiting.pop()):
            path = entry.path[len(str(root)) + 1 :].replace(os.sep, "/")
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
                continue
            count += 1
            if count > _MAX_FILES:
                raise RegistryError(
                    Message("More than {max_files} files.", max_files=_MAX_FILES),
                    Message("Check the folder model_cards/."),
                )
            status = entry.stat(follow_symlinks=False)
            yield File(path, "", _get_file_mode(status.st_mode), status.st_size), status


def _list_folder(root: Path, folder: str) -> list[os.DirEntry[str]]:
    """Entries of one folder; raises `MachineError` when it may not be read."""
    try:
        with os.scandir(root / folder) as entries:
            return list(entries)
    except OSError as error:
        raise _make_unreadable_error(folder, error) from error


def _get_file_mode(bits: int) -> FileMode:
    """What Git would call this file; anything that is neither a file nor a folder counts as a link."""
    if not stat.S_ISREG(bits):
        return "symlink"
    return "executable" if bits & stat.S_IXUSR else "file"


def _read_bytes(path: Path) -> bytes:
    """Bytes of one file; raises `MachineError` when it may not be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise _make_unreadable_error(path.name, error) from error


def _make_unreadable_error(name: str, error: OSError) -> MachineError:
    """The error of a file or folder the machine refuses to open."""
    reason = error.strerror or type(error).__name__
    return MachineError(
        Message("Cannot read {name}: {reason}", name=name, reason=reason),
        Message("Check the read permissions of this path."),
    )
