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
from boas.library._rule_packages import find_packages
from boas.nomenclatures import NomenclatureFolder, get_default_folder
from boas.parsing import (
    include_related_paths,
    is_kept_by_git,
    read_collection,
    read_folder,
    read_settings,
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
    root: Path, paths: Sequence[Path] = (), since: str | None = None, nomenclatures: Path | None = None
) -> CheckRun:
    """Run every rule on a registry as it lies on disk.

    Args:
        root: Folder that holds `model_cards/`.
        paths: Files and folders to look at; all of the registry when empty.
        since: Commit, branch or tag that the files are held against; only what they add to it is then looked at.
        nomenclatures: Folder of built releases of code systems; that of the environment or of the user's cache when
            none is given.

    Raises:
        UsageError: A path is not in the registry, or there is no such revision.
        RegistryError: There is no repository to hold the files against.
    """
    tree = _read_tree(root, committed=since is not None)
    chosen = tuple(dict.fromkeys(select_files(tree, root, tuple(paths)))) if paths else None
    on_main: tuple[Finding, ...] = ()
    least = 0
    if since is not None:
        chosen, on_main, least = proposals.find_additions(root, tree, since, chosen)
    read = None if chosen is None else include_related_paths(tree, chosen)
    releases = NomenclatureFolder(nomenclatures or get_default_folder())
    collection = read_collection(tree, read, as_of=find_check_date(root))
    collection = replace(collection, least_count=least, releases=releases)
    files = tuple(tree.files.values()) if chosen is None else tuple(tree.files[path] for path in chosen)
    packages = find_packages(root, since)
    found = check(collection, files, packages=packages)
    if since is None:
        found, on_main = _downgrade(found, root, tree), _find_moved(root, tree, chosen)
    findings = tuple(sorted((*found, *on_main), key=Finding.make_sort_key))
    unchecked = releases.list_missing(_list_pins(tree))
    return CheckRun(findings, len(files), tree, packages, unchecked)


def _list_pins(tree: Tree) -> tuple[tuple[str, str], ...]:
    """System and name of every release of a code system that the registry pins."""
    settings = read_settings(tree)
    return tuple((pin.system, pin.release) for pin in (settings.nomenclatures if settings else None) or ())


def find_check_date(root: Path) -> str:
    """The day a registry is judged on (ISO 8601, UTC): that of the clock where there is no history to ask."""
    return repository.find_reference_date(root) if is_kept_by_git(root) else datetime.now(tz=UTC).date().isoformat()


def _read_tree(root: Path, *, committed: bool) -> Tree:
    """The registry as it lies on disk, with the links and submodules that Git holds beside it."""
    tree = read_folder(root)
    return proposals.with_git_links(root, tree, committed=committed) if is_kept_by_git(root) else tree


def _downgrade(found: tuple[Finding, ...], root: Path, tree: Tree) -> tuple[Finding, ...]:
    """The same findings; Git is opened only when there is an error that the main line may hold already."""
    return proposals.downgrade_inherited(found, root, tree) if any(map(can_be_inherited, found)) else found


def _find_moved(root: Path, tree: Tree, chosen: tuple[str, ...] | None) -> tuple[Finding, ...]:
    """What is to be said of published versions edited here; nothing where there is no history to ask."""
    return proposals.find_moved_files(root, tree, chosen) if is_kept_by_git(root) else ()
