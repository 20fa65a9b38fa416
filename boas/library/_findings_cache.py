"""Checks of a registry on disk that take over what an earlier check found, where nothing it rests on has changed.

What is kept lies in the user's cache folder and is trusted only by the very program that wrote it. A file counts as
unchanged when the system's stamp of it is the same; a stamp so young that a further edit could have left it alone is
never kept, as Git does with its index.
"""

import os
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path

import boas
from boas.checks import CachedCheck, PartEntry, can_be_cached, check_with_cache, list_whole_parts
from boas.documents import SETTINGS
from boas.finding import Finding
from boas.library._cache_file import find_cache_file, read_cache_file, write_cache_file
from boas.nomenclatures import NomenclatureFolder
from boas.parsing import Stamp, make_stamp, read_settings
from boas.tree import REGULAR_MODES, File, Tree

_SETTLED = 2_000_000_000
"""Nanoseconds after which an edit surely leaves another stamp: the coarsest clock of a disk in use."""
_Known = dict[str, tuple[Stamp, str]]
"""Stamp and SHA-256 of files, by path."""


def check_folder_with_cache(  # noqa: PLR0913 -- what lies where, what is asked, and what it is held against
    root: Path,
    tree: Tree,
    stamps: Mapping[str, Stamp],
    chosen: tuple[str, ...] | None,
    *,
    as_of: str,
    releases: NomenclatureFolder,
) -> tuple[Finding, ...] | None:
    """All findings about a registry on disk, or about chosen files of it.

    Args:
        root: Folder that holds `model_cards/`.
        tree: Its files.
        stamps: Stamps of plain files, by path, taken when they were listed.
        chosen: Paths; all files when left out.
        as_of: Reference day (ISO 8601).
        releases: Built releases of code systems, on which every finding about codes may rest.

    Returns:
        The findings, sorted; None when this can only be checked without a cache.
    """
    place, program = find_cache_file(root), fingerprint_program()
    parts = None if chosen is None else list_whole_parts(chosen, tree)
    if place is None or not program or not can_be_cached(tree.files) or (chosen is not None and parts is None):
        return None
    kept = _load(place, program)
    known: _Known = {}
    try:
        digests = dict(_iter_digests(root, tree, stamps, kept[0], known))
    except OSError:
        return None  # whether a file that cannot be read matters depends on what is looked for in it
    settings = _fingerprint_settings(tree, digests, releases)
    entries = kept[1] if kept[2] == settings else {}
    reader = _VerifiedReader(tree, digests)
    watched = replace(tree, read=reader)
    found = check_with_cache(watched, digests, entries, as_of=as_of, chosen=parts, releases=releases)
    if not reader.is_steady or settings != _fingerprint_settings(tree, digests, releases):
        return None
    if "other-digest" in releases.missing.values():
        return found.findings  # who asks later which release was not the pinned one learns it by asking anew
    if found.redone or known != kept[0] or found.entries.keys() != entries.keys():
        _store(place, program, known, settings, found)
    return found.findings


def list_pins(tree: Tree) -> tuple[tuple[str, str], ...]:
    """System and name of every release of a code system that the registry pins."""
    settings = read_settings(tree)
    return tuple((pin.system, pin.release) for pin in (settings.nomenclatures if settings else None) or ())


def _fingerprint_settings(tree: Tree, digests: Mapping[str, str], releases: NomenclatureFolder) -> str:
    """What tells the settings of a registry, and the releases of code systems they pin, from any others."""
    return f"{digests.get(SETTINGS, '')}\n{releases.folder.absolute()}\n{releases.make_stamp(list_pins(tree))}"


class _VerifiedReader:
    """Reads files of a tree, and notices when one is not what its digest says."""

    def __init__(self, tree: Tree, digests: Mapping[str, str]) -> None:
        """Take the tree and the digests that findings are kept under."""
        self._tree, self._digests = tree, digests
        self.is_steady = True
        """Whether nobody changed a file while it was checked."""

    def __call__(self, file: File) -> bytes:
        """The bytes of a file."""
        data = self._tree.read(file)
        self.is_steady &= self._digests[file.path] == _name_content(file, sha256(data).hexdigest())
        return data


def _name_content(file: File, digest: str) -> str:
    """A digest of mode and content."""
    return f"{file.mode} {digest}"


def _iter_digests(
    root: Path, tree: Tree, stamps: Mapping[str, Stamp], before: _Known, known: _Known
) -> Iterator[tuple[str, str]]:
    """A digest of mode and content of each file; those whose stamp can be trusted next time are put into `known`."""
    for path, file in tree.files.items():
        stamp = stamps.get(path)
        if file.mode not in REGULAR_MODES or stamp is None:
            yield path, f"{file.mode} {file.blob}"
            continue
        if path in before and before[path][0] == stamp:
            known[path] = before[path]
            yield path, _name_content(file, known[path][1])
            continue
        digest, is_settled = _fingerprint_file(root / path, stamp)
        if is_settled:
            known[path] = stamp, digest
        yield path, _name_content(file, digest)


def _fingerprint_file(path: Path, stamp: Stamp) -> tuple[str, bool]:
    """SHA-256 of a file, and whether any further edit will leave another stamp than this one."""
    now = time.time_ns()
    with path.open("rb") as file:
        before, digest, after = os.fstat(file.fileno()), file_digest(file, "sha256"), os.fstat(file.fileno())
    is_same = make_stamp(before) == stamp == make_stamp(after)
    return digest.hexdigest(), is_same and max(before.st_mtime_ns, before.st_ctime_ns) < now - _SETTLED


@cache
def fingerprint_program() -> str:
    """What tells this very program from any other: its files, Python, and every package beside it.

    Empty where that cannot be told: when a part of it is newer than this process, or on a system without such stamps.
    """
    try:
        files = [*_iter_program_files(Path(boas.__file__).parent), *_iter_packages()] if os.name == "posix" else []
    except OSError:
        return ""
    if not files or any(status.st_ctime_ns > boas.STARTED - _SETTLED for _, status in files):
        return ""
    stamps = sorted((path, *make_stamp(status)) for path, status in files)
    return sha256(repr((sys.version, sys.path, stamps)).encode()).hexdigest()


def _iter_program_files(home: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Every file of the program, in a stated order, but for what Python compiled of it."""
    for folder, folders, names in os.walk(home):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for path in (os.path.join(folder, name) for name in sorted(names)):  # noqa: PTH118 -- a thousand, at each start
            yield path, os.stat(path)  # noqa: PTH116 -- as above


def _iter_packages() -> Iterator[tuple[str, os.stat_result]]:
    """What installs leave of every package that Python can import: a folder named after it and its version."""
    for folder in filter(os.path.isdir, sys.path):
        with os.scandir(folder) as entries:
            yield from ((entry.path, entry.stat()) for entry in entries if entry.name.endswith((".dist-info", ".pth")))


def _load(place: Path, program: str) -> tuple[_Known, dict[str, PartEntry], str]:
    """What is kept: stamps and digests of files, entries of parts, and the settings they were made under."""
    try:
        kept = read_cache_file(place)
        if kept["program"] != program:
            return {}, {}, ""
        known = {path: (tuple(stamp), digest) for path, (stamp, digest) in kept["files"].items()}
        return known, {part: PartEntry(*plain) for part, plain in kept["parts"].items()}, kept["settings"]
    except (TypeError, ValueError, KeyError, AttributeError):
        return {}, {}, ""


def _store(place: Path, program: str, known: _Known, settings: str, found: CachedCheck) -> None:
    """Keep all of it for the next check."""
    parts = {
        part: [entry.made_of, entry.reads, entry.people, entry.results, entry.findings]
        for part, entry in found.entries.items()
    }
    write_cache_file(place, {"program": program, "settings": settings, "files": known, "parts": parts})
