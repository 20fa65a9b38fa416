"""Where a bulletin and files come from: a served registry, a folder that is a clone or a copy of its site, one file.

The same bulletin from each. What is served is taken as bytes from nobody: bounded in size and time, and read as a
form; nothing in it is run, and no address in it is followed.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from boas.errors import MachineError, UsageError
from boas.pinning._json_forms import MalformedError, decode_json
from boas.registry import Bulletin, build_file_address
from boas.translation import Message

if TYPE_CHECKING:
    from boas.repository import GitRepository
    from boas.tree import Tree

BULLETIN_FILE = "notices.json"
_MOST_BULLETIN = 64 * 2**20
_MOST_FILE = 64 * 2**20
_KNOWN_FORMAT = 1


class Source(Protocol):
    """Something that can be asked about a registry."""

    address: str
    """Its address, when it has one that others can ask too."""

    @property
    def bulletin(self) -> Bulletin:
        """What it says; raises `MachineError` when it cannot be asked or says nothing that can be read."""

    def read_file(self, algorithm: str, version: str, path: str) -> bytes:
        """The bytes of a version's file; raises `MachineError` when they cannot be had."""


@contextmanager
def open_source(place: str) -> Iterator[Source]:
    """The source that an address or a path means.

    Raises:
        UsageError: it is neither an address of the web nor a folder or a file that is there.
    """
    path = Path(place)
    if place.startswith(("https://", "http://")):
        yield _WebSource(place.rstrip("/").removesuffix(f"/{BULLETIN_FILE}"))
    elif path.is_file():
        yield _FileSource(path)
    elif (path / BULLETIN_FILE).is_file():
        yield _FolderSource(path)
    elif path.is_dir():
        with _open_clone(path) as clone:
            yield clone
    else:
        raise UsageError(
            Message("{place} is neither an address (https://…) nor a folder or file that is there.", place=place),
            Message("Give the address of a registry, a clone of it, or its file notices.json."),
        )


class _WebSource:
    """A served registry."""

    def __init__(self, address: str) -> None:
        """Take the address of its root."""
        self.address = address

    @cached_property
    def bulletin(self) -> Bulletin:
        """What it serves."""
        return _parse_bulletin(self._fetch(BULLETIN_FILE, _MOST_BULLETIN))

    def read_file(self, algorithm: str, version: str, path: str) -> bytes:
        """What it serves at the file's own address."""
        return self._fetch(_require_address(algorithm, version, path), _MOST_FILE)

    def _fetch(self, path: str, most: int) -> bytes:
        from boas.pinning._fetching import fetch_bytes

        return fetch_bytes(f"{self.address}/{path}", most)


class _FileSource:
    """A file `notices.json` carried by hand."""

    address = ""

    def __init__(self, path: Path) -> None:
        """Take its path."""
        self._path = path

    @cached_property
    def bulletin(self) -> Bulletin:
        """What it holds."""
        return _parse_bulletin(_read_bounded(self._path, _MOST_BULLETIN))

    def read_file(self, algorithm: str, version: str, path: str) -> bytes:  # noqa: ARG002 -- as every source
        """Nothing: it names files by their digests only."""
        raise MachineError(
            Message("{name} holds digests and no files.", name=self._path.name),
            Message("Take the files from the address of the registry, or from a clone."),
        )


class _FolderSource(_FileSource):
    """A copy of a registry's site on disk."""

    def __init__(self, folder: Path) -> None:
        """Take the folder that holds its `notices.json`."""
        super().__init__(folder / BULLETIN_FILE)

    def read_file(self, algorithm: str, version: str, path: str) -> bytes:
        """What lies at the file's address."""
        _require_address(algorithm, version, path)
        return _read_bounded(self._path.parent / "files" / algorithm / version / path, _MOST_FILE)


class _CloneSource:
    """A clone, at the commit that is checked out."""

    address = ""

    def __init__(self, repository: "GitRepository", root: Path) -> None:
        """Take the open repository and the registry's root in it."""
        under = repository.find_cards_folder(root)
        self._commit = repository.read_head()
        self._tree: Tree = repository.read_tree_of(self._commit, under)
        self._history = partial(repository.read_history_of, self._commit, under)

    @cached_property
    def bulletin(self) -> Bulletin:
        """The bulletin its site would serve."""
        from boas.registry import read_bulletin

        return read_bulletin(self._tree, self._history())

    def read_file(self, algorithm: str, version: str, path: str) -> bytes:
        """The file as Git has it."""
        from boas.documents import build_version_path

        file = self._tree.files.get(build_version_path(algorithm, version, path))
        if file is None:
            raise _make_missing_error(path)
        return self._tree.read(file)


@contextmanager
def _open_clone(folder: Path) -> Iterator[_CloneSource]:
    """A clone, for as long as it is read."""
    from boas.parsing import find_root
    from boas.repository import open_repository

    root = find_root(folder)
    with open_repository(root) as repository:
        yield _CloneSource(repository, root)


@dataclass(frozen=True, slots=True)
class _Form:
    """What tells the form of a bulletin."""

    format: int


def _parse_bulletin(data: bytes) -> Bulletin:
    """The bulletin in these bytes; raises `MachineError` when they hold none of a form this program knows."""
    try:
        if decode_json(data, _Form, _MOST_BULLETIN).format == _KNOWN_FORMAT:
            return decode_json(data, Bulletin, _MOST_BULLETIN)
        reason = Message("at `{place}`: the value is not one this format knows", place="format")
    except MalformedError as error:
        reason = error.reason
    raise MachineError(
        Message("What was given as notices.json is not one: {reason}.", reason=reason),
        Message("Ask the registry itself, or update this program."),
    )


def _read_bounded(path: Path, most: int) -> bytes:
    """The bytes of a plain file; raises `MachineError` when it cannot be read. One byte more than `most` is enough."""
    try:
        if not path.is_file():
            raise _make_missing_error(path.name)
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise MachineError(
            Message("{name} cannot be read: {reason}.", name=path.name, reason=error.strerror or os.strerror(0)),
            Message("Check its name and permissions."),
        ) from None


def _make_missing_error(name: str) -> MachineError:
    """A file that the source does not have."""
    return MachineError(Message("{name} is not there.", name=name), Message("Take it from the archive of the version."))


def _require_address(algorithm: str, version: str, path: str) -> str:
    """The address of a file; raises `MachineError` for a name that must not be one."""
    address = build_file_address(algorithm, version, path)
    if address is None:
        raise _make_missing_error(path)
    return address
