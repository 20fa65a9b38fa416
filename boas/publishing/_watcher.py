"""Follows a folder while somebody edits it: when files have changed and lie still, a preview is made anew.

Looks now and then at names, times and sizes; what is then read decides what is built.
"""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from boas.documents import FOLDER
from boas.errors import BoasError, RegistryError
from boas.repository import GitRepository, open_repository

_POLL_INTERVAL = 0.5
"""Seconds between two looks."""
_STOP_TIMEOUT = 2.0
"""Seconds that a preview being made is waited for at the end; what is half made is thrown away by the next one."""

_Traces = tuple[object, ...]

log = logging.getLogger("boas.publishing")


class ChangeWatcher:
    """Knows what was last made, and makes it anew when that is no longer what is there."""

    def __init__(self, made: object, see: Callable[[], object], make: Callable[[], None]) -> None:
        """Take what was seen before the first making, the way to look, and the way to make."""
        self._made = self._before = made
        self._see, self._make = see, make

    def look(self) -> None:
        """Make anew once what is there differs from what was made and has not changed since the last look."""
        now = self._see()
        still, self._before = now == self._before, now
        if still and now != self._made:
            # Noted first: what changes while it is being made is seen at the next look.
            self._made = now
            self._make()


def read_traces(root: Path) -> _Traces:
    """What changes when any file of the cards' folder does; links are not followed."""
    found = []
    for folder, folders, names in os.walk(root / FOLDER):
        folders.sort()
        for name in sorted(names):
            with suppress(OSError):  # gone since it was listed, as files are that editors write
                known = os.lstat(os.path.join(folder, name))  # noqa: PTH118 -- a Path for each costs more
                found.append((folder, name, known.st_mtime_ns, known.st_size, known.st_ino, known.st_mode))
    return tuple(found)


def find_last_commit(repository: GitRepository) -> str:
    """The commit that is checked out; empty when there is none yet."""
    try:
        return repository.read_head()
    except RegistryError:
        return ""


@contextmanager
def watch_registry(
    root: Path, made: tuple[_Traces, str], make: Callable[[], None], fail: Callable[[BoasError], None]
) -> Iterator[None]:
    """Follow a registry for the time of a `with`.

    `made` is what was seen before the first preview was made; `fail` is told why a preview could not be made,
    and the one before stays.
    """
    over = Event()

    def follow() -> None:
        with open_repository(root) as repository:
            watch = ChangeWatcher(made, lambda: (read_traces(root), find_last_commit(repository)), make)
            while not over.wait(_POLL_INTERVAL):
                look_once(watch, fail)

    thread = Thread(target=follow, name="boas-preview", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(_STOP_TIMEOUT)


def look_once(watch: ChangeWatcher, fail: Callable[[BoasError], None]) -> None:
    """Look once; no error ends the following."""
    try:
        watch.look()
    except BoasError as error:
        fail(error)
    except Exception:
        log.exception("a preview could not be made")
