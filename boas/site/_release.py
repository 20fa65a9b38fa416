"""Releases on disk: written whole beside the one being read, then switched to in one step.

A reader never sees half a site; a build that dies leaves the old release serving.
"""

import os
import shutil
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from boas.errors import LockedError, MachineError
from boas.site import _manifest as manifest
from boas.translation import Message

CURRENT = "current"
KEPT = 3
"""Releases that stay, the current one among them."""
UNFINISHED = ".unfinished"
REBUILT_SUFFIX = "-again"
"""Ending of the name of a release that takes the place of the same one, damaged."""


@contextmanager
def lock_builds(out: Path) -> Iterator[None]:
    """Hold the lock of a folder of releases; raises `LockedError` when another build has it."""
    out.mkdir(parents=True, exist_ok=True)
    lock = FileLock(out / ".lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise LockedError(
            Message("Another build of the site is running."),
            Message("Wait until it ends, then start again."),
        ) from None
    try:
        _clear(out)
        yield
    finally:
        lock.release()


def _clear(out: Path) -> None:
    """Throw away what a build that was interrupted left."""
    shutil.rmtree(out / UNFINISHED, ignore_errors=True)
    (out / f".{CURRENT}").unlink(missing_ok=True)


@contextmanager
def explain_disk_errors(out: Path) -> Iterator[None]:
    """Turn a refusal of the disk into a sentence with a remedy."""
    try:
        yield
    except OSError as refusal:
        if refusal.errno is None:  # not the disk's: a template that is not there, for instance
            raise
        raise MachineError(
            Message(
                "The site cannot be written to {out}: {strerror}. The old site stays in place.",
                out=out,
                strerror=refusal.strerror,
            ),
            Message("Free some space or allow writing to this folder, then start again."),
        ) from refusal


def find_current(out: Path) -> Path | None:
    """The release being read, when there is one."""
    link = out / CURRENT
    return link.resolve() if link.exists() else None


class ReleaseFolder:
    """The folder of a release being written.

    It starts as the oldest of three releases, which would go anyway, with only what it shares with the current one:
    what did not change then lies where it must. Where there are fewer, it starts empty.
    """

    def __init__(self, out: Path, old: Path | None = None) -> None:
        """Make the folder, out of an older release when it can share files with `old`."""
        self.path = out / UNFINISHED
        self._root = str(self.path)
        self._made = {""}
        self._shared: frozenset[str] = frozenset()
        """Addresses of files that are those of the old release, under a second name."""
        others = _list_others(out) if old else []
        if old and len(others) >= KEPT - 1:
            others[0].rename(self.path)
            self._shared = _keep_shared(self._root, str(old))
        else:
            self.path.mkdir()

    def write(self, url: str, content: bytes) -> None:
        """Write one file; one that is there, or was kept from an older release, is replaced, never written into."""
        path = self._prepare(url)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        try:
            descriptor = os.open(path, flags, _MODE)
        except FileExistsError:
            os.unlink(path)  # noqa: PTH108 -- a Path for each of a hundred thousand files costs more than the call
            descriptor = os.open(path, flags, _MODE)
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(descriptor, left) :]
        finally:
            os.close(descriptor)

    def keep(self, old: Path, url: str, entry: manifest.ManifestEntry) -> bool:
        """Take one file over from an older release, sharing its bytes when the disk can; tells whether it was whole.

        What a disk has damaged since it was released is not carried on.
        """
        source = f"{old}/{url}"
        if not manifest.is_whole(source, entry):
            return False
        if url not in self._shared:
            self._link_file(source, self._prepare(url))
        return True

    def repeat(self, url: str, there: str) -> None:
        """Give a file that was written a second address, sharing its bytes when the disk can."""
        path = self._prepare(url)
        if url in self._shared:
            os.unlink(path)  # noqa: PTH108 -- as above
        self._link_file(f"{self._root}/{there}", path)

    def remove_others(self, urls: Container[str]) -> None:
        """Take out what was shared and is not among the addresses of this release, and folders left empty."""
        thinned = set[str]()
        for url in sorted(self._shared):
            if url not in urls:
                os.unlink(f"{self._root}/{url}")  # noqa: PTH108 -- as above
                thinned.add(url.rpartition("/")[0])
        _remove_empty_folders(self._root, thinned)

    def _link_file(self, source: str, target: str) -> None:
        """One file under another name, or a copy of it."""
        try:
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)

    def _prepare(self, url: str) -> str:
        """The path of a file whose folder is there."""
        folder = url.rpartition("/")[0]
        if folder not in self._made:
            os.makedirs(f"{self._root}/{folder}", exist_ok=True)  # noqa: PTH103 -- as above
            self._made.add(folder)
        return f"{self._root}/{url}"


def _keep_shared(folder: str, old: str) -> frozenset[str]:
    """Leave in a folder only files that are those of an old release at the same address; gives their addresses."""
    serving = dict(manifest.iter_files(old))
    shared, thinned = list[str](), set[str]()
    for url, number in manifest.iter_files(folder, thinned):
        if serving.get(url) == number and url != manifest.MANIFEST_NAME:
            shared.append(url)
        else:
            os.unlink(f"{folder}/{url}")  # noqa: PTH108 -- as above
            thinned.add(url.rpartition("/")[0])
    _remove_empty_folders(folder, thinned)
    return frozenset(shared)


def _remove_empty_folders(root: str, folders: Iterable[str]) -> None:
    """Take out folders below a root, and those around them, as far as they hold nothing."""
    for folder in folders:
        left = folder
        with suppress(OSError):  # as the disk says of a folder that holds something, or that went with another one
            while left:
                os.rmdir(f"{root}/{left}")  # noqa: PTH106 -- as above
                left = left.rpartition("/")[0]


_MODE = 0o666
"""Mode of a new file, less what the process masks."""


def publish(out: Path, folder: Path, name: str) -> str:
    """Give a finished folder its name and let readers see it, in one step that cannot be half done.

    Gives the name. A release that is being read is never written into: when it is the same one, damaged since, the
    sound one takes another name.
    """
    serving = find_current(out)
    if serving and serving.name in {name, f"{name}{REBUILT_SUFFIX}"}:
        if _has_same_files(serving, folder):
            shutil.rmtree(folder)
            return serving.name
        name = name if serving.name != name else f"{name}{REBUILT_SUFFIX}"
    os.sync()
    target = out / name
    shutil.rmtree(target, ignore_errors=True)
    folder.rename(target)
    _switch(out, name)
    _prune(out)
    return name


def _has_same_files(serving: Path, folder: Path) -> bool:
    """Whether the release being read is, byte for byte, the one just written."""
    entries = manifest.read_manifest(serving)
    return entries == manifest.read_manifest(folder) and manifest.is_whole_release(serving, entries)


def _switch(out: Path, name: str) -> None:
    """Point `current` to a release."""
    link = out / f".{CURRENT}"
    link.symlink_to(name, target_is_directory=True)
    link.replace(out / CURRENT)


def _prune(out: Path) -> None:
    """Throw away all but the newest releases; the current one always stays."""
    others = _list_others(out)
    for path in others[: max(0, len(others) + 1 - KEPT)]:
        shutil.rmtree(path, ignore_errors=True)


def _list_others(out: Path) -> list[Path]:
    """Releases but the current one, the oldest first."""
    serving = find_current(out)
    releases = (path for path in out.iterdir() if path.is_dir() and not path.is_symlink() and path.name[0] != ".")
    others = (path for path in releases if path != serving)
    return sorted(others, key=lambda path: (path.stat().st_mtime, path.name))
