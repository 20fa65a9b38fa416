"""Which versions are published: those that the main line held where the work tree left it."""

from pathlib import Path

from boas.cli.since import by_folder, is_frozen
from boas.errors import IntegrityError, RegistryError, UsageError
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
