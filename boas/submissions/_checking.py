"""The rules, applied to the main line with new files in it: what `boas check` would say of these files.

What was read once is kept by content, so that a submission costs what it brings and not the whole registry.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from boas.checks import check, check_frozen
from boas.documents import DOCUMENTS, build_version_path, parse_path
from boas.finding import Finding
from boas.parsing import (
    Cache,
    Collection,
    compute_folder_digest,
    include_related_paths,
    read_collection,
    read_settings,
)
from boas.registry import find_unbound, list_freezes, list_rule_packages
from boas.repository import GitRepository, compute_blob_id, find_main_line
from boas.tree import REGULAR_MODES, File, Tree


@dataclass(frozen=True, slots=True)
class MainLine:
    """The main line at one commit."""

    commit: str
    tree: Tree
    as_of: datetime
    """When its last commit was made."""


@dataclass(slots=True)
class Checker:
    """Reads the main line and holds new files against it."""

    repository: GitRepository
    under: str
    """Folder of the cards, from the repository's top."""
    texts: dict[str, str] = field(default_factory=dict)
    """Documents without fault as JSON, by blob."""
    last: MainLine | None = None

    def read_main_line(self) -> MainLine:
        """The main line as it is now; read anew only when it moved."""
        commit = find_main_line(self.repository)
        if self.last is None or self.last.commit != commit:
            tree = self.repository.read_tree_of(commit, self.under)
            self.last = MainLine(commit, tree, self.repository.read_commit_date(commit))
        return self.last

    def check_files(self, main: MainLine, files: Mapping[str, bytes], now: datetime) -> tuple[Finding, ...]:
        """All findings about new files on the main line."""
        tree = _add_files(main.tree, files)
        settings = read_settings(main.tree)
        cache = Cache(self.texts, {}, {})
        as_of = max(now, main.as_of.astimezone(UTC)).date().isoformat()
        self._keep_documents(read_collection(tree, _list_organisations(tree), cache))
        read = read_collection(tree, include_related_paths(tree, files), cache, as_of)
        self._keep_documents(read)
        collection = replace(read, least_count=settings.small_cell_threshold if settings else 0)
        chosen = tuple(tree.files[path] for path in files)
        found = check(collection, chosen, packages=list_rule_packages(main.tree))
        return tuple(sorted((*found, *_check_binding(collection, files)), key=Finding.make_sort_key))

    def _keep_documents(self, collection: Collection) -> None:
        """Keep documents without fault."""
        for one in collection.documents.values():
            if one.kind in DOCUMENTS and one.part is not None and not one.diagnostics:
                self.texts.setdefault(one.file.blob, json.dumps(one.value, ensure_ascii=False))


def _add_files(main: Tree, files: Mapping[str, bytes]) -> Tree:
    """A tree with new files."""
    new = {path: File(path, compute_blob_id(data, main.commit), "file", len(data)) for path, data in files.items()}
    held = {new[path].blob: data for path, data in files.items()}
    return Tree(
        dict(sorted({**main.files, **new}.items())),
        lambda file: held[file.blob] if file.blob in held else main.read(file),
        "",
    )


def _list_organisations(tree: Tree) -> list[str]:
    """Paths of all organisations, which rules about people read."""
    return [path for path in tree.files if (place := parse_path(path)) and place.kind == "organisation"]


def _check_binding(collection: Collection, files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """Whether new evaluations say what was measured, where the registry's records are frozen."""
    if "records_frozen_from" not in list_freezes(read_settings(collection.tree)):
        return ()
    found: tuple[Finding, ...] = ()
    for path in files:
        document = collection.documents[path]
        if document.kind == "evaluation" and document.part is not None:
            folder = build_version_path(document.location.algorithm, document.content.subject.version, "")
            found += check_frozen(find_unbound(document, collection, _compute_digest(collection.tree, folder)))
    return found


def _compute_digest(tree: Tree, folder: str) -> dict[str, str]:
    """The digest of a version's folder, under its name; nothing when there is no such version."""
    contents = {
        path.removeprefix(folder): tree.read(file)
        for path, file in tree.files.items()
        if path.startswith(folder) and file.mode in REGULAR_MODES
    }
    return {folder: compute_folder_digest(contents)} if contents else {}
