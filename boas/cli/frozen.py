"""Which versions are published: those that the main line held where the work tree left it."""

from collections.abc import Collection
from pathlib import Path

from boas.checks import check_frozen
from boas.cli.since import by_folder, is_frozen, moved_since
from boas.cli.work_tree import with_links
from boas.documents import version_folder
from boas.errors import IntegrityError, RegistryError, UsageError
from boas.finding import Finding
from boas.history import Repository, open_repository
from boas.tree import Tree

MAIN_LINES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""Names of the branch proposals are merged into, a forge's before one's own."""


def published_folders(root: Path) -> frozenset[str]:
    """Folders of published versions, with their last `/`; none in a registry without history or still being set up."""
    try:
        with open_repository(root) as repository:
            tree = repository.tree(where_it_left(repository), repository.cards_of(root))
            folders = by_folder(tree) if is_frozen(tree) else {}
    except RegistryError:  # no repository here, or one without a commit
        return frozenset()
    return frozenset(folder for folder, files in folders.items() if f"{folder}card.yaml" in files)


def held_by_git(root: Path, tree: Tree, *, committed: bool = False) -> Tree:
    """A folder's tree with the links and submodules that Git holds, as `with_links` gives it.

    The tree itself outside a repository.
    """
    try:
        with open_repository(root) as repository:
            return with_links(tree, repository, repository.cards_of(root), committed=committed)
    except RegistryError:
        return tree


def moved_here(root: Path, tree: Tree, chosen: Collection[str] | None) -> tuple[Finding, ...]:
    """What is to be said of whatever the main line froze and is not here as it was where the work left it.

    Nothing in a registry that is still being set up, nor of what has none of the chosen files.
    """
    try:
        with open_repository(root) as repository:
            commit, under = where_it_left(repository), repository.cards_of(root)
            found = check_frozen(moved_since(tree, repository.tree(commit, under), repository.past(commit, under)))
    except RegistryError:
        return ()
    folders = None if chosen is None else {version_folder(path) for path in chosen} - {None}
    return tuple(
        one
        for one in found
        if folders is None or version_folder(one.place.path) in folders or one.place.path in (chosen or ())
    )


def main_line_tree(root: Path) -> Tree:
    """Files of the main line where the work tree left it; none outside a repository or before its first commit.

    Ids and modes only: the repository is closed again, so nothing can be read from what is given back.
    """
    try:
        with open_repository(root) as repository:
            return repository.tree(where_it_left(repository), repository.cards_of(root))
    except RegistryError:
        return Tree({}, lambda _file: b"")


def where_it_left(repository: Repository) -> str:
    """The last commit shared with the main line; the one checked out when no branch is known as such."""
    head = repository.head()
    for name in MAIN_LINES:
        try:
            return repository.merge_base(head, repository.resolve(name))
        except UsageError:  # no such branch
            continue
        except IntegrityError:  # a clone without old commits: then all that is committed counts as published
            return head
    return head
