"""One check of a registry as it lies on disk: which files, what was found, what a proposal adds to its base.

Git is opened only where the registry is in a repository and there is something to ask it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from boas import proposals, repository
from boas.checks import can_be_inherited, check
from boas.finding import Finding
from boas.library._findings_cache import check_folder_with_cache, list_pins
from boas.library._rule_packages import find_packages
from boas.nomenclatures import NomenclatureFolder, get_default_folder
from boas.parsing import (
    Stamp,
    include_related_paths,
    is_kept_by_git,
    read_collection,
    read_stamped_folder,
    select_files,
)
from boas.tree import Tree


@dataclass(frozen=True, slots=True)
class CheckRun:
    """What a check found."""

    findings: tuple[Finding, ...]
    """By file, line, column and rule."""
    n_files: int
    """How many files were looked at."""
    tree: Tree
    """The files of the registry."""
    packages: tuple[str, ...] = ()
    """Packages whose rules were applied beside those of the program."""
    unchecked: tuple[str, ...] = ()
    """Pinned releases of code systems that lists are to be held against and that are not at hand."""

    @property
    def has_errors(self) -> bool:
        """Whether anything would stop a merge."""
        return any(finding.severity == "error" for finding in self.findings)


def check_files(
    root: Path,
    paths: Sequence[Path] = (),
    since: str | None = None,
    nomenclatures: Path | None = None,
    *,
    cached: bool = True,
) -> CheckRun:
    """Run every rule on a registry as it lies on disk.

    Args:
        root: Folder that holds `model_cards/`.
        paths: Files and folders to look at; all of the registry when empty.
        since: Commit, branch or tag that the files are held against; only what they add to it is then looked at.
        nomenclatures: Folder of built releases of code systems; that of the environment or of the user's cache when
            none is given.
        cached: Whether findings of an earlier check are taken over where nothing they rest on has changed; the
            findings are the same either way.

    Raises:
        UsageError: A path is not in the registry, or there is no such revision.
        RegistryError: There is no repository to hold the files against.
    """
    tree, stamps = _read_tree(root, committed=since is not None)
    chosen = tuple(dict.fromkeys(select_files(tree, root, tuple(paths)))) if paths else None
    on_main: tuple[Finding, ...] = ()
    least = 0
    if since is not None:
        chosen, on_main, least = proposals.find_additions(root, tree, since, chosen)
    as_of, packages = find_check_date(root), find_packages(root, since)
    releases = NomenclatureFolder(nomenclatures or get_default_folder())
    files = tuple(tree.files.values()) if chosen is None else tuple(tree.files[path] for path in chosen)
    found = None
    if cached and since is None and not packages:
        found = check_folder_with_cache(root, tree, stamps, chosen, as_of=as_of, releases=releases)
    if found is None:
        read = None if chosen is None else include_related_paths(tree, chosen)
        collection = read_collection(tree, read, as_of=as_of)
        collection = replace(collection, least_count=least, releases=releases)
        found = check(collection, files, packages=packages)
    if since is None:
        found, on_main = _downgrade(found, root, tree), _find_moved(root, tree, chosen)
    findings = tuple(sorted((*found, *on_main), key=Finding.make_sort_key))
    unchecked = releases.list_missing(list_pins(tree))
    return CheckRun(findings, len(files), tree, packages, unchecked)


def find_check_date(root: Path) -> str:
    """The day a registry is judged on (ISO 8601, UTC): that of the clock where there is no history to ask."""
    return repository.find_reference_date(root) if is_kept_by_git(root) else datetime.now(tz=UTC).date().isoformat()


def _read_tree(root: Path, *, committed: bool) -> tuple[Tree, dict[str, Stamp]]:
    """The registry as it lies on disk, with the links and submodules that Git holds beside it; stamps of its files."""
    tree, stamps = read_stamped_folder(root)
    return (proposals.with_git_links(root, tree, committed=committed) if is_kept_by_git(root) else tree), stamps


def _downgrade(found: tuple[Finding, ...], root: Path, tree: Tree) -> tuple[Finding, ...]:
    """The same findings; Git is opened only when there is an error that the main line may hold already."""
    return proposals.downgrade_inherited(found, root, tree) if any(map(can_be_inherited, found)) else found


def _find_moved(root: Path, tree: Tree, chosen: tuple[str, ...] | None) -> tuple[Finding, ...]:
    """What is to be said of published versions edited here; nothing where there is no history to ask."""
    return proposals.find_moved_files(root, tree, chosen) if is_kept_by_git(root) else ()
