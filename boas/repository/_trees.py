"""The files of one commit, as a `Tree` that reads their bytes when asked.

Modes are given as they are: a symlink or a submodule is a file of that mode, and a rule refuses it.
"""

from collections.abc import Iterator
from contextlib import closing
from types import MappingProxyType

from boas.errors import IntegrityError
from boas.repository._cards_folder import CardsFolder, escape_path
from boas.repository._git_runner import FSCK, GitRunner
from boas.repository._objects import ObjectReader, SequenceReader, make_damaged_error
from boas.translation import Message
from boas.tree import File, FileMode, Tree

MOST_PATHS = 200_000
"""A few tree objects can name ten million files; no registry has this many."""

MODES: dict[bytes, FileMode] = {
    b"100644": "file",
    b"100664": "file",  # group-writable, as very old versions of Git wrote it
    b"100755": "executable",
    b"120000": "symlink",
    b"160000": "submodule",
}


def read_tree(door: GitRunner, objects: ObjectReader, commit: str, under: CardsFolder) -> Tree:
    """The files of a commit below the cards' folder; none when the folder is not there.

    Raises IntegrityError for a missing object, a doubled name or more than MOST_PATHS files.
    """
    files: dict[str, File] = {}
    for file in _iter_files(door, commit, under):
        if file.path in files:
            raise _make_duplicate_name_error(file.path)
        files[file.path] = file
        if len(files) > MOST_PATHS:
            raise make_too_many_files_error(commit)
    ordered = MappingProxyType(dict(sorted(files.items())))
    return Tree(ordered, SequenceReader(objects, tuple(ordered.values())).read, commit)


def make_too_many_files_error(commit: str) -> IntegrityError:
    """The error for a tree or a history that names more files than any registry has."""
    return IntegrityError(
        Message(
            "The commit {commit} names more than {most_paths} files: reading stopped.",
            commit=commit,
            most_paths=MOST_PATHS,
        ),
        Message("Take out of the repository what is not a card, then run again."),
    )


def _make_duplicate_name_error(path: str) -> IntegrityError:
    """The error for a tree that holds one name twice, which Git itself never writes."""
    return IntegrityError(
        Message("The name `{path}` stands twice in one folder of Git.", path=escape_path(path)),
        FSCK,
    )


def _iter_files(door: GitRunner, commit: str, under: CardsFolder) -> Iterator[File]:
    options = ("-r", "-z", "-l", "--full-tree", "--end-of-options", commit, "--", under.folder)
    with closing(door.stream_records("ls-tree", *options)) as rows:
        for row in rows:
            about, _, name = row.partition(b"\t")
            path = under.to_card_path(name)
            if path is not None:
                yield _parse_entry(path, *about.split())


def _parse_entry(path: str, mode: bytes, kind: bytes, blob: bytes, size: bytes) -> File:
    oid = blob.decode("ascii")
    if mode not in MODES or (kind == b"blob" and not size.isdigit()):
        raise make_damaged_error(path, oid)
    return File(path, oid, MODES[mode], int(size) if size.isdigit() else 0)
