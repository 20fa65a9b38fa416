"""Rules about files: each in its place, plain and small, and those a document relies on are there."""

# ruff: noqa: ARG001 -- every rule takes the same two arguments, and few need both.

import re
from collections.abc import Iterator
from dataclasses import replace

from boas.checks._fields import iter_strings, list_references
from boas.checks._removal_notices import is_removed
from boas.checks._rule import document_rule, file_rule, report_at_field, report_at_file
from boas.checks._values import LANGUAGES_SINCE, as_list, get_value, make_printable
from boas.documents import (
    SETTINGS,
    build_path,
    build_version_path,
    find_parent_document,
    is_version,
    list_file_names,
    parse_path,
)
from boas.finding import Finding
from boas.parsing import Collection, Document, find_nearest_term, get_size_limit
from boas.translation import Message
from boas.tree import REGULAR_MODES, File

_SOURCE_CODE = re.compile(r".+\.(?:py|r|R|sas|sql|scala|js|jl|do|java|md|txt|toml|json|csv)")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}")
"""A name that every disk, archive and address can carry."""

_LFS_POINTER = "version https://git-lfs.github.com/spec/"


@file_rule("structure")
def stray_file(file: File, collection: Collection) -> Iterator[Finding]:
    """Each file of model_cards/ has a place of its own.

    Why: a file out of place is neither read nor checked, and its author believes it is published.
    Executable or opaque formats never come in.

    Help: move it where it belongs (see the Contribute page), or outside model_cards/; a model's weights stay
    elsewhere, named by address and digest.
    """
    location = parse_path(file.path)
    if file.mode not in REGULAR_MODES:
        return  # `symlink` reports it, wherever it lies
    is_foreign = location is not None and location.name("language") not in {"", *collection.languages}
    if location is None or is_foreign:
        message = Message("This file has no place in the registry.")
        near = _suggest_file_name(file.path, collection.languages)
        help_message = Message("Rename it `{near}`, or {outside}", near=near, outside=_OUTSIDE) if near else _MOVE_OUT
        # What was published while the registry had the language stays as it is.
        since = LANGUAGES_SINCE if is_foreign else ""
        yield replace(report_at_file("stray-file", file.path, message, help_message, since=since), nearest=near)
    elif location.kind in {"code", "codelist"} and not all(map(_FILE_NAME.fullmatch, file.path.split("/"))):
        message = Message("This file name does not pass everywhere.")
        yield report_at_file("stray-file", file.path, message, _RENAME)
    elif location.kind == "code" and not _SOURCE_CODE.fullmatch(location.name("file")):
        message = Message("The folder code/ holds source text only.")
        yield report_at_file("stray-file", file.path, message, _MOVE_OUT)


_OUTSIDE = Message("put it outside model_cards/.")
_MOVE_OUT = Message("Put it outside model_cards/.")
_RENAME = Message("Rename it with letters without accents, digits, `.`, `_` and `-`, 81 characters at most.")


@file_rule("structure", since="2026-11-28")
def symlink(file: File, collection: Collection) -> Iterator[Finding]:
    """Nothing in model_cards/ is a symbolic link, a submodule or an executable.

    Why: a link makes readers read a file from elsewhere; a submodule changes without the card changing.

    Help: put the content itself into a plain file; remove the executable bit (chmod -x).
    """
    if file.mode != "file":
        message, help_message = _MODES[file.mode]
        yield report_at_file("symlink", file.path, message, help_message.fill(path=make_printable(file.path)))


_PLAIN_FILE = Message("Put a plain file in its place.")
_OUT_OF_GIT = Message("Take it out of Git, which leaves the disk as it is: `git rm --cached -- {path}`.")
_MODES = {
    "symlink": (
        Message("This path is a symbolic link or a special file."),
        _PLAIN_FILE,
    ),
    "submodule": (Message("This path is a Git submodule."), _OUT_OF_GIT),
    "executable": (
        Message("This file has the executable bit."),
        Message("Remove that bit: chmod -x."),
    ),
}


@file_rule("structure")
def file_too_large(file: File, collection: Collection) -> Iterator[Finding]:
    """A file stays small: 256 KiB for a document, a text or a test vector, 5 MiB for any other table.

    Why: every clone keeps the whole history for ever, and nobody reviews a long card.

    Help: put long texts into method.fr.md, lists into a CSV file, and the rest elsewhere with a link.
    """
    location = parse_path(file.path)
    if location and file.size > get_size_limit(location.kind):
        limit = get_size_limit(location.kind) // 1024
        message = Message("The file has {size} KiB, the limit is {limit} KiB.", size=file.size // 1024, limit=limit)
        help_message = Message("Shorten it, or split it into several files.")
        yield report_at_file("file-too-large", file.path, message, help_message)


@document_rule("structure")
def lfs_pointer(document: Document, collection: Collection) -> Iterator[Finding]:
    """A file of the registry holds its data, not a Git LFS pointer.

    Why: a pointer is only an address; without the server, a clone no longer holds the evidence.

    Help: add the file itself (git lfs untrack), it is small enough.
    """
    if (document.diagnostics or isinstance(document.content, str)) and document.text.startswith(_LFS_POINTER):
        message = Message("The file is a Git LFS pointer.")
        help_message = Message("Add the file itself.")
        yield report_at_file("lfs-pointer", document.path, message, help_message)


@document_rule("structure")
def missing_file(document: Document, collection: Collection) -> Iterator[Finding]:
    """The files a document relies on are there: a card has its algorithm, lists and vectors, an evaluation its version.

    Why: a card that points at an absent file can be neither reviewed nor recomputed.

    Help: add the file, or correct the path; a path names a file of the version's folder, without `..`.
    """
    algorithm, relied_on = document.location.algorithm, find_parent_document(document.path)
    if relied_on and relied_on not in collection.tree.files:
        path = make_printable(relied_on)
        message = Message("This file relies on {path}, which is missing.", path=path)
        yield report_at_file("missing-file", document.path, message, Message("Add {path}.", path=path))
    if document.kind == "algorithm" and not (_has_version(algorithm, collection) or is_removed(collection, algorithm)):
        message = Message("The algorithm has no version.")
        help_message = Message("Add versions/1.0.0/card.yaml.")
        yield report_at_file("missing-file", document.path, message, help_message)
    yield from _find_missing_codelists(document, collection)
    yield from _find_missing_vectors(document, collection)
    yield from _find_missing_version(document, collection)


def find_missing_settings(collection: Collection) -> Iterator[Finding]:
    """The registry's own settings, without which nothing can be published."""
    path = SETTINGS
    if path not in collection.tree.files:
        message = Message("The registry's settings are missing.")
        help_message = Message("Add {path}: title, languages, threshold.", path=path)
        yield report_at_file("missing-file", path, message, help_message)


def _find_missing_codelists(document: Document, collection: Collection) -> Iterator[Finding]:
    """Codelists a card names that are not in its folder; compared by equality, never opened by path."""
    if document.kind != "card":
        return
    algorithm, version = document.location.algorithm, document.location.version
    folder = build_version_path(algorithm, version, "")
    present = tuple(path[len(folder) :] for path in collection.list_paths(f"{folder}codelists/"))
    for position, use in enumerate(as_list(get_value(document.value, ("logic", "codelists")))):
        path = get_value(use, ("path",))
        if isinstance(path, str) and path not in present:
            near, path = find_nearest_term(path, present), make_printable(path)
            message = Message("No file `{path}` in the version's folder.", path=path)
            help_message = _suggest_codelist(near) if near else _ADD_CSV
            loc = ("logic", "codelists", position, "path")
            yield report_at_field("missing-file", document, loc, message, help_message, nearest=near)


def _suggest_codelist(near: str) -> Message:
    """What to do about a codelist that is not there while another of a like name is."""
    return Message("Write `{near}`, or add that CSV file.", near=near)


_ADD_CSV = Message("Add that CSV file to the version's folder codelists/.")


def _find_missing_vectors(document: Document, collection: Collection) -> Iterator[Finding]:
    """Files of test vectors a card names that are not in its folder."""
    uses = as_list(get_value(document.value, ("vectors",))) if document.kind == "card" else []
    folder = build_version_path(document.location.algorithm, document.location.version, "") if uses else ""
    for position, use in enumerate(uses):
        path = get_value(use, ("path",))
        for name in _VECTOR_FILES if isinstance(path, str) else ():
            if f"{folder}{path}/{name}" not in collection.tree.files or not str(path).startswith("vectors/"):
                file = make_printable(f"{path}/{name}")
                message = Message("No file `{path}` in the version's folder.", path=file)
                loc = ("vectors", position, "path")
                yield report_at_field("missing-file", document, loc, message, _ADD_VECTOR, since="2026-11-29")


_VECTOR_FILES = ("input.csv", "expected.csv")
_ADD_VECTOR = Message("Name a folder of `vectors/` in the version's folder that holds input.csv and expected.csv.")


def _find_missing_version(document: Document, collection: Collection) -> Iterator[Finding]:
    """A version an evaluation, audit or reuse speaks of that the registry does not hold."""
    algorithm = document.location.algorithm
    for _, path in list_references(document.kind, "missing-file"):
        for loc, written in iter_strings(document.value, path):
            is_there = build_path("card", algorithm=algorithm, version=written) in collection.tree.files
            if is_version(written) and not is_there and not is_removed(collection, algorithm, f"versions/{written}"):
                message = Message("There is no version {written} of this algorithm.", written=written)
                yield report_at_field("missing-file", document, loc, message, _WRITE_VERSION)


_WRITE_VERSION = Message("Write a version that stands in versions/.")


@document_rule("structure")
def unused_codelist(document: Document, collection: Collection) -> Iterator[Finding]:
    """A codelist in the folder is used by the card.

    Why: a list the card does not name decides nothing, while readers believe it does.

    Help: name it in logic.codelists, or put it outside model_cards/.
    """
    if document.kind != "codelist":
        return
    names = document.location
    card = collection.documents.get(build_path("card", algorithm=names.algorithm, version=names.version))
    if card is None or not isinstance(card.value, dict):
        return
    own = f"codelists/{names.name('codelist')}.csv"
    if own not in {get_value(use, ("path",)) for use in as_list(get_value(card.value, ("logic", "codelists")))}:
        message = Message("The card does not name this codelist.")
        help_message = Message("Name `{own}` in logic.codelists, or {outside}", own=own, outside=_OUTSIDE)
        yield report_at_file("unused-codelist", document.path, message, help_message)


def _has_version(algorithm: str, collection: Collection) -> bool:
    """Whether an algorithm's folder holds at least one version with its card."""
    return algorithm in collection.versions


def _suggest_file_name(path: str, languages: tuple[str, ...]) -> str:
    """The file name closest to this one that is allowed in the same folder, or empty."""
    folder, _, name = path.rpartition("/")
    usual = (f"{name.removesuffix('.yml')}.yaml", *list_file_names(languages))
    return find_nearest_term(name, tuple(other for other in usual if parse_path(f"{folder}/{other}")))
