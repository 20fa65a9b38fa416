"""The targets of `boas scan`: code of the registry's versions, local files, a remote repository."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from boas.checks import RULES, ProgressCallback, apply_waivers, can_be_scanned, examine
from boas.documents import FOLDER, Absent, Card, find_main_document, find_version_folder, parse_path, parse_version
from boas.errors import MachineError, RegistryError, UsageError
from boas.finding import Finding
from boas.parsing import find_root, read_algorithm, read_collection, read_folder, select_files
from boas.repository import Remote, fetch_tree, find_reference_date, make_remote
from boas.translation import Message
from boas.tree import File, Tree

MOST_FILES = 20_000
"""Files of Python in one scan; bounds its time and its report."""


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What a scan found, and what it did not look at."""

    findings: tuple[Finding, ...]
    n_files: int
    """Files of Python there are."""
    n_waived: int
    """Findings that waivers in force hide."""
    n_passed_over: int
    """Links to Python and submodules: their content lies elsewhere."""
    tree: Tree


def find_registry(paths: tuple[Path, ...], registry: Path | None) -> Path | None:
    """The root of the registry that holds all the paths; None when one lies elsewhere."""
    if not paths:
        return find_root(registry or Path.cwd())
    try:
        root = find_root(registry or paths[0])
    except RegistryError:
        return None
    inside = root / FOLDER
    return root if all(Path(os.path.abspath(path)).is_relative_to(inside) for path in paths) else None  # noqa: PTH100


def scan_registry(root: Path, paths: tuple[Path, ...], count: ProgressCallback) -> ScanReport:
    """The code that comes with cards, with the waivers in force today."""
    tree = read_folder(root)
    chosen = dict.fromkeys(select_files(tree, root, paths) if paths else tree.files)
    files = {path: tree.files[path] for path in chosen if _is_code(path)}
    found = scan_files(files, tree, count)
    cards = {find_main_document(find_version_folder(path) or "") for path in files} & tree.files.keys()
    collection = read_collection(tree, sorted(cards), as_of=find_reference_date(root))
    kept, _ = apply_waivers(
        found.findings, collection.select_kind("card"), collection, {rule.name: rule.family for rule in RULES.values()}
    )
    return replace(found, findings=tuple(kept), n_waived=len(found.findings) - len(kept))


def _is_code(path: str) -> bool:
    """Whether a path of the registry is one of code that comes with a card."""
    location = parse_path(path)
    return location is not None and location.kind == "code"


def scan_files(files: Mapping[str, File], tree: Tree, count: ProgressCallback) -> ScanReport:
    """The Python among some files of a tree. Raises UsageError when there is too much of it."""
    python = [file for file in files.values() if can_be_scanned(file)]
    if len(python) > MOST_FILES:
        raise UsageError(
            Message("More than {most_files} files of Python.", most_files=MOST_FILES),
            Message("Scan one folder at a time."),
        )
    found = examine(python, tree.read, count)
    passed_over = [
        file
        for file in files.values()
        if file.mode == "submodule" or (file.mode == "symlink" and file.path.endswith(".py"))
    ]
    return ScanReport(found.findings, found.n_files, 0, len(passed_over), tree)


def scan_paths(paths: Iterable[Path], count: ProgressCallback) -> ScanReport:
    """Python files of this disk, by the names under which they were asked for."""
    places = {_name_path(place): place for path in paths for place in _iter_files(path)}
    files = {name: _make_file(name, place) for name, place in sorted(places.items())}
    return scan_files(files, Tree(files, lambda file: read_file_bytes(places[file.path])), count)


def _name_path(place: Path) -> str:
    """A path from the working folder when it lies below it, else the whole path."""
    whole = Path(os.path.abspath(place))  # noqa: PTH100 -- drops `..` without following links, unlike resolve()
    return whole.relative_to(Path.cwd()).as_posix() if whole.is_relative_to(Path.cwd()) else whole.as_posix()


def _iter_files(path: Path) -> Iterator[Path]:
    """A file, or all files of a folder but those of Git and of virtual environments; no link is followed."""
    if not path.exists():
        raise UsageError(
            Message("Nothing to scan there: {path}", path=path),
            Message("Give a file or a folder."),
        )
    if not path.is_dir():
        yield path
        return
    for folder, below, names in os.walk(path, onerror=_raise_unreadable):
        below[:] = sorted(name for name in below if name != ".git" and not Path(folder, name, "pyvenv.cfg").exists())
        yield from (Path(folder, name) for name in sorted(names))


def _make_file(name: str, place: Path) -> File:
    """A file of this disk."""
    status = place.lstat()
    return File(name, "", "file" if stat.S_ISREG(status.st_mode) else "symlink", status.st_size)


def read_file_bytes(place: Path) -> bytes:
    """Bytes of a file of this disk; raises `MachineError` when it may not be read."""
    try:
        return place.read_bytes()
    except OSError as error:
        _raise_unreadable(error)


def _raise_unreadable(error: OSError) -> NoReturn:
    """Stop at a file or folder that the machine refuses to open: it must not pass for clean."""
    reason = error.strerror or type(error).__name__
    raise MachineError(
        Message("Cannot read {filename}: {reason}", filename=error.filename, reason=reason),
        Message("Check the read permissions of this path."),
    ) from error


_FOREIGN = Message("Report it to the authors of that repository.")


def scan_repository(there: Remote, count: ProgressCallback) -> ScanReport:
    """Python of somebody's repository, fetched for as long as this takes; nothing of it is written or run."""
    with fetch_tree(there) as tree:
        found = scan_files(tree.files, tree, count)
    return replace(found, findings=tuple(replace(finding, help=_FOREIGN) for finding in found.findings))


def find_declared_repository(root: Path, algorithm: str) -> Remote:
    """The repository that the newest card of an algorithm names.

    Raises UsageError when it names none, or one that may not be asked; its default branch counts as the revision
    when it names none.
    """
    cards = [
        document
        for document in read_algorithm(root, algorithm).select_kind("card")
        if isinstance(document.content, Card)
    ]
    newest = max(cards, key=lambda document: parse_version(document.content.version), default=None)
    deployment = newest.content.deployment if newest else None
    repository = deployment.repository if deployment else None
    if repository is None or isinstance(repository, Absent):
        raise UsageError(
            Message("The card of {algorithm} names no repository.", algorithm=algorithm),
            Message("Give its address: `boas scan --repository URL@REVISION`."),
        )
    return make_remote(repository.url, repository.ref or "HEAD")
