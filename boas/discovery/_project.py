"""One public project as its last commit has it: its name and address, and what its files say."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from boas.discovery._dependency import FileProblem, FileReader
from boas.discovery._file_formats import FileContent, find_reader, read_project_file
from boas.discovery._package_names import build_web_address, resolve_relative_address
from boas.discovery._repository_pins import make_pinned_dependency
from boas.discovery._requirements_file import read_requirements
from boas.errors import BoasError
from boas.repository import Checkout, Submodule, open_checkout
from boas.translation import Message
from boas.tree import REGULAR_MODES, File

_MOST_FOLDERS = 8
"""Folders above a file that is read."""
_MOST_BYTES = 4 << 20
"""Bytes of a file that is read (4 MiB): the largest locks of real projects have half of that."""
_MOST_FILES = 500
"""Files of a project that are read."""
_NOT_ITS_OWN = frozenset(
    {
        *("node_modules", "site-packages", "third_party", "third-party", "vendor", "vendored", "_vendor"),
        *(".venv", "venv", "virtualenv", "packrat", ".tox", ".nox", "__pycache__", "Rcheck"),
    }
)
"""Folders that hold software of others, with manifests of their own."""
_LIBRARIES = ("renv/library/", "renv/staging/")
_MODULES = ".gitmodules"


@dataclass(frozen=True, slots=True)
class PublicProject:
    """A project, by the commit that was read."""

    folder: str
    """Where it lies, as it was given."""
    name: str
    url: str
    """Its address in https; empty when its checkout names none that others could open."""
    commit: str
    files: tuple[FileContent, ...]
    """What was read, by path; files that say nothing are left out."""


@dataclass(frozen=True, slots=True)
class UnreadProject:
    """A folder of which nothing could be read."""

    folder: str
    message: Message
    help: Message


def read_project(folder: Path) -> PublicProject | UnreadProject:
    """What the last commit of a checkout says; edits that it does not hold are not looked at."""
    try:
        with open_checkout(folder) as checkout:
            return _read_checkout(folder, checkout)
    except BoasError as error:
        return UnreadProject(str(folder), error.message, error.help)


def _read_checkout(folder: Path, checkout: Checkout) -> PublicProject:
    """A project from an open checkout."""
    url = build_web_address(checkout.remote)
    name = url.rpartition("/")[2] or folder.resolve().name
    files = [*_iter_contents(checkout), *_read_submodules(checkout.submodules, url)]
    told = (one for one in files if one.dependencies or one.problems)
    return PublicProject(str(folder), name, url, checkout.tree.commit, tuple(sorted(told, key=lambda one: one.path)))


def _iter_contents(checkout: Checkout) -> Iterator[FileContent]:
    """What each file says, and each that another one takes in, once."""
    files = checkout.tree.files
    waiting: list[tuple[str, FileReader]] = [
        (path, reader)
        for path, file in files.items()
        if _is_own(path) and file.mode in REGULAR_MODES and (reader := find_reader(path))
    ]
    seen: set[str] = set()
    while waiting:
        path, reader = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        if len(seen) > _MOST_FILES:
            yield FileContent(
                path,
                problems=(FileProblem(Message("Not read: the project has more than {n} such files.", n=_MOST_FILES)),),
            )
            return
        content = _read_file(files.get(path), path, reader, checkout.tree.read)
        waiting.extend((include, read_requirements) for include in content.includes)
        yield content


def _is_own(path: str) -> bool:
    """Whether a file is the project's, and not that of some software it carries along."""
    folders = path.split("/")[:-1]
    return (
        len(folders) <= _MOST_FOLDERS
        and not _NOT_ITS_OWN.intersection(folders)
        and not any(f"/{library}" in f"/{path}" for library in _LIBRARIES)
    )


def _read_file(file: File | None, path: str, reader: FileReader, read: Callable[[File], bytes]) -> FileContent:
    """What one file says, or why it is not read."""
    if file is None or file.mode not in REGULAR_MODES:
        return FileContent(path, problems=(FileProblem(Message("Not read: the commit holds no such file.")),))
    if file.size > _MOST_BYTES:
        n = _MOST_BYTES >> 20
        return FileContent(path, problems=(FileProblem(Message("Not read: more than {n} MiB.", n=n)),))
    try:
        return read_project_file(path, read(file), reader)
    except BoasError as error:
        return FileContent(path, problems=(FileProblem(error.message),))


def _read_submodules(submodules: tuple[Submodule, ...], base: str) -> Iterator[FileContent]:
    """What the pinned repositories are, each under the path where it lies, since that is what a commit pins."""
    for one in submodules:
        address = resolve_relative_address(one.url, base)
        found = make_pinned_dependency(None, address, commit=one.commit, is_locked=True)
        if found.packages:
            yield FileContent(one.path, (replace(found, is_embedded=True),))
        else:
            unknown = Message("`{modules}` gives no public address for this submodule.", modules=_MODULES)
            yield FileContent(one.path, problems=(FileProblem(unknown),))
