"""Files written whole or not at all, so that an interrupted command, or a full disk, leaves no half of one.

Every file is first written to a folder of its own among the made things, which Git passes over, and brought to the
disk; only then does it get its name, in one step. What an interrupted command left there is thrown away by the next.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EEXIST
from pathlib import Path

from filelock import FileLock, Timeout

from boas.errors import LockedError, MachineError
from boas.repository._state_folder import create_ignored_folder, resolve_state_folder
from boas.translation import Message

_UNFINISHED = "unfinished"
_LOCK = "writing.lock"
_REPLACED = "replaced"
"""Name, among what is prepared, of a folder on its way out."""
_PATIENCE = 30
"""Seconds to wait for another command that is writing."""


@contextmanager
def open_staging_area(root: Path) -> Iterator["StagingArea"]:
    """A place to prepare files of the registry in `root`, emptied before and after.

    Raises `LockedError` when another command keeps writing, and `MachineError` when the disk refuses, with nothing
    half written.
    """
    state = resolve_state_folder(root)
    try:
        create_ignored_folder(state)
        with FileLock(state / _LOCK, timeout=_PATIENCE):
            _clear_staging(state)
            try:
                (state / _UNFINISHED).mkdir()
                yield StagingArea(root, state / _UNFINISHED)
            finally:
                _clear_staging(state)
    except Timeout:
        raise _make_busy_error() from None
    except FileExistsError:
        raise
    except OSError as error:
        raise make_disk_error(error) from error
    finally:
        _remove_empty_state(state)


def clear_unfinished(root: Path) -> None:
    """Throw away what an interrupted command left, if anything; another that is writing now is left alone."""
    state = resolve_state_folder(root)
    if not state.is_dir() or not ((state / _UNFINISHED).exists() or _is_empty_state(state)):
        return
    with suppress(Timeout, OSError), FileLock(state / _LOCK, timeout=0):
        _clear_staging(state)
        _remove_empty_state(state)


def _clear_staging(state: Path) -> None:
    """Delete what was prepared and not moved into place."""
    shutil.rmtree(state / _UNFINISHED, ignore_errors=True)


def _remove_empty_state(state: Path) -> None:
    """Take the folder of made things away again when nothing was ever made there."""
    with suppress(OSError):
        if _is_empty_state(state):
            (state / _LOCK).unlink(missing_ok=True)
            (state / ".gitignore").unlink(missing_ok=True)
            state.rmdir()


def _is_empty_state(state: Path) -> bool:
    """Whether the folder of made things holds no made thing."""
    return {path.name for path in state.iterdir()} <= {".gitignore", _LOCK}


class StagingArea:
    """Files being prepared for one registry."""

    def __init__(self, root: Path, folder: Path) -> None:
        """Take the registry and an empty folder on the same disk."""
        self.root, self.folder = root, folder

    def prepare(self, path: str, data: bytes, mode: int = 0o666) -> Path:
        """Write bytes that wait for their place at `path`, a path inside the registry; gives where they wait."""
        waiting = self.folder / path
        waiting.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return waiting

    def put(self, path: str) -> None:
        """Put what was prepared in the place of what is there, in one step; its permissions stay."""
        waiting, target = self.folder / path, self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            waiting.chmod(target.stat(follow_symlinks=False).st_mode & 0o7777)
        waiting.replace(target)

    def swap(self, path: str) -> None:
        """Put a prepared folder in the place of the one that is there, which goes whole; it comes back on failure."""
        waiting, target, old = self.folder / path, self.root / path, self.folder / _REPLACED
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            target.rename(old)
        try:
            waiting.rename(target)
        except BaseException:
            if old.exists():
                old.rename(target)
            raise

    def add(self, path: str) -> None:
        """Give what was prepared, a file or a whole folder, its name. Raises `FileExistsError` when that is taken."""
        waiting, target = self.folder / path, self.root / path
        if os.path.lexists(target):
            raise _make_exists_error(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        waiting.rename(target)


def write_bytes(root: Path, path: str, data: bytes) -> None:
    """Put other bytes in a file of a registry; its permissions stay. Raises `MachineError` when that cannot be done."""
    with open_staging_area(root) as desk:
        desk.prepare(path, data)
        desk.put(path)


def write_new(root: Path, files: Mapping[str, bytes], whole: str = "") -> None:
    """Write new files below `root`, all prepared before the first gets its name; those in `whole`, a folder, at once.

    A file that holds these very bytes already, as an interrupted run left it, is as good as written. Raises
    `FileExistsError` when one holds others; none is then written.
    """
    for path, data in files.items():
        if _is_taken(root / path, data):
            raise _make_exists_error(root / path)
    within = tuple(path for path in files if whole and path.startswith(f"{whole}/"))
    missing = [path for path in files if path not in within and not (root / path).exists()]
    with open_staging_area(root) as desk:
        for path in (*missing, *within):
            desk.prepare(path, files[path], 0o777 if files[path].startswith(b"#!") else 0o666)
        with _roll_back_on_error(root) as added:
            for path in (*missing, *((whole,) if within else ())):
                desk.add(path)
                added.append(path)


@contextmanager
def _roll_back_on_error(root: Path) -> Iterator[list[str]]:
    """A list of the files added so far; they are taken away again when a later one cannot be."""
    added: list[str] = []
    try:
        yield added
    except BaseException:
        for path in added:
            (root / path).unlink(missing_ok=True)
        raise


def _is_taken(path: Path, data: bytes) -> bool:
    """Whether something else than these bytes lies at a path."""
    return path.is_symlink() or (path.exists() and not (path.is_file() and path.read_bytes() == data))


def _make_exists_error(path: Path) -> FileExistsError:
    """The error of the system for a name that is in use."""
    return FileExistsError(EEXIST, os.strerror(EEXIST), str(path))


def _make_busy_error() -> LockedError:
    """Another command is writing."""
    return LockedError(
        Message("Another command is writing in this registry."),
        Message("Wait until it ends, then start again."),
    )


def make_disk_error(error: OSError) -> MachineError:
    """The disk refuses; nothing is half written."""
    reason = error.strerror or type(error).__name__
    return MachineError(
        Message("Cannot write: {reason}. No file is half written.", reason=reason),
        Message("Free some space, or allow writing to this folder, then run the same command again."),
    )
