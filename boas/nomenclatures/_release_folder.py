"""The folder in which built releases lie, outside every repository, and which of them could not be had."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from boas.nomenclatures._release import CodeRelease, open_release

FOLDER_VARIABLE = "BOAS_NOMENCLATURES"
"""Variable of the environment that names the folder."""


def get_default_folder() -> Path:
    """The folder that the environment names; otherwise the one for caches (XDG Base Directory Specification)."""
    if named := os.environ.get(FOLDER_VARIABLE):
        return Path(named)
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(cache).expanduser() / "boas" / "nomenclatures"


def make_release_name(system: str, release: str) -> str:
    """The name of the file of a release."""
    return f"{system}_{re.sub(r'[^A-Za-z0-9.]+', '-', release).strip('-') or 'release'}.tsv"


class NomenclatureFolder:
    """Built releases by system and name, each read once, when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read yet; the folder may be missing."""
        self.folder = folder
        self.missing: dict[tuple[str, str], str] = {}
        """Releases that were asked for and could not be had, by system and name: `absent` or `other-digest`."""
        self._opened: dict[tuple[str, str, str], CodeRelease | None] = {}

    def open(self, system: str, release: str, digest: str) -> CodeRelease | None:
        """The release whose file has this SHA-256; nothing where there is no such file, which is then remembered."""
        key = system, release, digest
        if key not in self._opened:
            self._opened[key] = self._read(system, release, digest)
        return self._opened[key]

    def list_missing(self, releases: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """Names of those releases, given with their system, that cannot be had: no file, or found to be another one."""
        return tuple(
            release
            for system, release in releases
            if (system, release) in self.missing or not self._locate(system, release).is_file()
        )

    def make_stamp(self, releases: Iterable[tuple[str, str]]) -> str:
        """A text that changes when a file of one of these releases comes, goes or changes; nothing is read for it."""
        found = []
        for system, release in releases:
            path = self._locate(system, release)
            status = path.stat() if path.is_file() else None
            held = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}" if status else "–"
            found.append(f"{path.name} {held}")
        return "\n".join(found)

    def _locate(self, system: str, release: str) -> Path:
        """Where the file of a release lies, or would."""
        return self.folder / make_release_name(system, release)

    def _read(self, system: str, release: str, digest: str) -> CodeRelease | None:
        """The same, from the disk."""
        path = self._locate(system, release)
        if not path.is_file():
            self.missing[system, release] = "absent"
            return None
        opened = open_release(path.read_bytes())
        if opened.digest != digest:
            self.missing[system, release] = "other-digest"
            return None
        return opened
