"""Rules to findings: every rule runs on every document, and all findings come at once.

A rule is a function in one of this room's files, listed by importing it here. Rules never raise,
never open a file and never reach the network.
"""

from collections.abc import Iterable, Iterator

# Importing a family registers its rules, in the order readers meet them.
from boas.checks import structure, files, identity, codelists, text, privacy  # noqa: F401, I001
from boas.checks.rule import RULES, Rule
from boas.finding import Finding
from boas.reading import Collection, Document
from boas.tree import File

__all__ = ["RULES", "Rule", "check"]


def check(collection: Collection, files: Iterable[File] | None = None) -> tuple[Finding, ...]:
    """All findings about the documents read and about the given files (all files of the tree when not given), sorted."""
    about_files = collection.tree.files.values() if files is None else files
    found = [finding for file in about_files for finding in check_file(file, collection)]
    found += [finding for document in collection.documents.values() for finding in check_document(document, collection)]
    return tuple(sorted(found, key=Finding.sort_key))


def check_document(document: Document, collection: Collection) -> Iterator[Finding]:
    """What every rule about documents says of one."""
    for rule in RULES.values():
        if rule.document:
            yield from rule.document(document, collection)


def check_file(file: File, collection: Collection) -> Iterator[Finding]:
    """What every rule about files says of one."""
    for rule in RULES.values():
        if rule.file:
            yield from rule.file(file, collection)
