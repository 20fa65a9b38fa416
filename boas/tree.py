"""A set of named files, wherever it comes from: a folder on disk or a commit in Git.

`parsing.read_folder` and `repository` both give a `Tree`; everything above takes one and never asks which.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import takewhile
from typing import Literal
from zipfile import ZIP_STORED, ZipFile, ZipInfo

FileMode = Literal["file", "executable", "symlink", "submodule"]

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP file can record."""
_PLAIN_FILE = 0o100644 << 16

REGULAR_MODES = frozenset({"file", "executable"})
"""Modes with a content of their own."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of a tree, known by its content's Git blob id before its bytes are read."""

    path: str
    """Path from the registry's root with `/`, for instance `model_cards/registry.yaml`."""
    blob: str
    """Git blob id (40 or 64 hex digits) of the content: the key of everything derived from it."""
    mode: FileMode
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Files by path, in path order, and the way to read one."""

    files: Mapping[str, File]
    read: Callable[[File], bytes]
    """Gives a file's bytes. Never called for a symlink or a submodule."""
    commit: str = ""
    """The commit the tree was read from; empty for a folder with uncommitted edits."""


def list_links(tree: Tree) -> tuple[str, ...]:
    """Links and submodules, in path order: what has no content of its own."""
    return tuple(sorted(path for path, file in tree.files.items() if file.mode not in REGULAR_MODES))


def select_inside(paths: Sequence[str], start: str) -> tuple[str, ...]:
    """Of sorted paths, those that begin with a text, such as a folder with its last `/`; the others are not visited."""
    following = map(paths.__getitem__, range(bisect_left(paths, start), len(paths)))
    return tuple(takewhile(lambda path: path.startswith(start), following))


def with_contents(tree: Tree) -> Tree:
    """The same tree with every content held in memory, so that it can be read after its source was closed.

    Each file must be known by its blob id.
    """
    held = {file.blob: tree.read(file) for file in tree.files.values() if file.mode in REGULAR_MODES}
    return replace(tree, read=lambda file: held[file.blob] if file.blob in held else tree.read(file))


def pack_files(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Named contents as one ZIP file: the same bytes on every machine and every day.

    Fixed dates and permissions, nothing compressed: libraries of compression differ in their bytes, and these files
    are small.
    """
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as made:
        for name, content in files:
            member = ZipInfo(name, _EPOCH)
            member.create_system = 3
            member.external_attr = _PLAIN_FILE
            made.writestr(member, content)
    return target.getvalue()
