"""What is served now: the current release of the site and the current index, followed without a restart.

A request takes one release and one index and keeps them to its end, so it never sees half of a change.
"""

import json
import logging
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from types import MappingProxyType

from boas.documents import DEFAULT_LANGUAGES
from boas.errors import BoasError, MachineError
from boas.index import Index, open_index
from boas.site import CURRENT, ManifestEntry, read_manifest
from boas.translation import Message

_MOST_EARLIER = 2
"""Releases before the current one whose shared files can still be had, for pages loaded just before a change."""
_LOOK_EVERY = 0.25
"""Seconds between two looks at the index's files."""

log = logging.getLogger("boas.serving")

_Signature = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Release:
    """One release of the site, known by its manifest."""

    folder: Path
    entries: Mapping[str, ManifestEntry]
    commit: str
    """The commit its pages were made from."""
    earlier: tuple["Release", ...] = ()
    """Releases served before it, newest first."""
    languages: tuple[str, ...] = DEFAULT_LANGUAGES
    """Languages its pages are in, the one first that the page at its root leads to."""


class CurrentRelease:
    """Follows the link to the current release; reads each manifest once."""

    def __init__(self, site: Path) -> None:
        """Take the folder that holds the releases."""
        self._link = site / CURRENT
        self._target = ""
        self._release: Release | None = None

    def __call__(self) -> Release:
        """The release to serve now; raises `MachineError` while there is none."""
        try:
            target = str(self._link.readlink())
        except OSError:
            target = self._target
        if target != self._target:
            self._take(target)
        if self._release is None:
            raise _make_no_site_error()
        return self._release

    def _take(self, target: str) -> None:
        folder = self._link.parent / target
        entries = read_manifest(folder)
        if entries:
            earlier = (self._release, *self._release.earlier)[:_MOST_EARLIER] if self._release else ()
            languages = _find_languages(folder, entries)
            commit = _read_commit(folder / f"{languages[0]}/status.json")
            self._release = Release(folder, MappingProxyType(entries), commit, earlier, languages)
            self._target = target


def _find_languages(folder: Path, entries: Mapping[str, ManifestEntry]) -> tuple[str, ...]:
    """Languages that a release has a home page in, in the order of the page at its root."""
    try:
        named = _HOME.findall((folder / "index.html").read_text("utf-8"))
    except (OSError, ValueError):
        named = []
    return tuple(dict.fromkeys(one for one in named if f"{one}/index.html" in entries)) or DEFAULT_LANGUAGES


_HOME = re.compile(r"\b([a-z]{2,3})/index\.html")
"""Where a home page is named."""


def _read_commit(status: Path) -> str:
    """The commit a release says it was made from; empty when it does not say."""
    try:
        said = json.loads(status.read_bytes())["commit"]
    except (OSError, ValueError, TypeError, KeyError):
        return ""
    return said if isinstance(said, str) and said.isalnum() else ""


def _make_no_site_error() -> MachineError:
    """Nothing has been built yet."""
    return MachineError(
        Message("No site has been built yet."),
        Message("Run `boas build`."),
    )


class CurrentIndex:
    """Follows the index: opened anew when its files change, by a filling or by another file in its place."""

    def __init__(
        self,
        path: Path,
        look_every: float = _LOOK_EVERY,
        clock: Callable[[], float] = time.monotonic,
        *,
        is_patient: bool = False,
    ) -> None:
        """Take the file; nothing is opened before the first request.

        A patient one reads another filling beside the requests, which are answered from the one before until then.
        """
        self._is_patient = is_patient
        self._loading: Thread | None = None
        self._path, self._look_every, self._clock = path, look_every, clock
        self._looked = float("-inf")
        self._seen: _Signature = ()
        self._index: Index | None = None
        self._retired: Index | None = None

    def __call__(self) -> Index:
        """The index to ask now; raises `MachineError` while there is none that can be read."""
        now = self._clock()
        if self._index is None or now - self._looked >= self._look_every:
            self._look()
            self._looked = now
        if self._index is None:
            raise _make_no_index_error()
        return self._index

    def _look(self) -> None:
        seen = _read_signature(self._path)
        if not seen:
            self._swap(None)
        elif self._index is None or (seen != self._seen and not self._is_patient):
            self._swap(open_index(self._path))
        elif seen != self._seen:
            self._load_aside(seen)
            return
        self._seen = seen

    def _load_aside(self, seen: _Signature) -> None:
        """Read another filling in a thread of its own, and put it in place once it can answer."""
        if self._loading is not None and self._loading.is_alive():
            return

        def load() -> None:
            try:
                index = open_index(self._path)
                index.prepare()
            except BoasError as error:
                log.warning("%s", error)
                return
            self._swap(index)
            self._seen = seen

        self._loading = Thread(target=load, name="index", daemon=True)
        self._loading.start()

    def _swap(self, index: Index | None) -> None:
        # The index taken out may still answer a request under way: it is closed at the next change.
        if self._retired is not None:
            self._retired.close()
        self._retired, self._index = self._index, index
        if self._retired is not None:
            self._retired.drop_memory()

    def close(self) -> None:
        """Let go of all files."""
        for index in (self._retired, self._index):
            if index is not None:
                index.close()
        self._retired = self._index = None


def _read_signature(path: Path) -> _Signature:
    """What changes when the index's files change; empty when there is no index."""
    found = []
    for file in (path, path.with_name(f"{path.name}-wal")):
        try:
            known = file.stat()
        except OSError:
            continue
        found.append((known.st_ino, known.st_mtime_ns, known.st_size))
    return tuple(found) if path.exists() else ()


def _make_no_index_error() -> MachineError:
    """The index is not there."""
    return MachineError(
        Message("There is no index yet."),
        Message("Run `boas build`."),
    )
