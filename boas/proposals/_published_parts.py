"""Which versions and records are published: those that the main line held where the work tree left it."""

from collections.abc import Collection
from pathlib import Path

from boas.checks import check_frozen
from boas.documents import find_main_document, find_record, find_version_folder
from boas.errors import RegistryError
from boas.finding import Finding
from boas.parsing import read_settings
from boas.proposals._comparison import group_by_folder, group_files
from boas.proposals._frozen_state import list_moved
from boas.proposals._renaming import follow_renaming
from boas.repository import find_fork_point, open_repository, with_links
from boas.tree import Tree


def find_published_folders(root: Path) -> frozenset[str]:
    """Published versions and evaluations by their folder, with its last `/`, and notices and audits by their path.

    None in a registry without history or still being set up.
    """
    try:
        with open_repository(root) as repository:
            tree = repository.read_tree_of(find_fork_point(repository), repository.find_cards_folder(root))
            settings = read_settings(tree)
            versions = group_by_folder(tree) if settings and settings.frozen_from else {}
            records = group_files(tree, find_record) if settings and settings.records_frozen_from else {}
    except RegistryError:  # no repository here, or one without a commit
        return frozenset()
    return frozenset((*(one for one, files in versions.items() if find_main_document(one) in files), *records))


def with_git_links(root: Path, tree: Tree, *, committed: bool = False) -> Tree:
    """A folder's tree with the links and submodules that Git holds, as `with_links` gives it.

    The tree itself outside a repository.
    """
    try:
        with open_repository(root) as repository:
            return with_links(tree, repository, repository.find_cards_folder(root), committed=committed)
    except RegistryError:
        return tree


def find_moved_files(root: Path, tree: Tree, chosen: Collection[str] | None) -> tuple[Finding, ...]:
    """What is to be said of what the main line froze and is not as it held it where the work left it.

    Nothing in a registry that is still being set up, nor of versions and records that have none of the chosen files.
    """
    try:
        with open_repository(root) as repository:
            under, commit = repository.find_cards_folder(root), find_fork_point(repository)
            base, past = repository.read_tree_of(commit, under), repository.read_history_of(commit, under)
            held = follow_renaming(tree, base, past)
            told = check_frozen((*held.facts, *list_moved(tree, held.tree, held.past)))
    except RegistryError:
        return ()
    kept = None if chosen is None else {find_published_part(path) for path in chosen}
    return tuple(one for one in told if kept is None or find_published_part(one.location.path) in kept)


def find_published_part(path: str) -> str:
    """The version or record a path is part of; of any other file the path itself."""
    return find_version_folder(path) or find_record(path) or path


def read_main_line_tree(root: Path) -> Tree:
    """Files of the main line where the work tree left it; none outside a repository or before its first commit.

    Ids and modes only: the repository is closed again, so nothing can be read from what is given back.
    """
    try:
        with open_repository(root) as repository:
            return repository.read_tree_of(find_fork_point(repository), repository.find_cards_folder(root))
    except RegistryError:
        return Tree({}, lambda _file: b"")
