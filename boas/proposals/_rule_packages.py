"""Packages whose rules apply to a work tree: those that its main line lists, whatever the work tree lists itself."""

from pathlib import Path

from boas.errors import RegistryError
from boas.parsing import read_folder
from boas.registry import list_rule_packages
from boas.repository import find_fork_point, open_repository


def find_rule_packages(root: Path, since: str | None = None) -> tuple[str, ...]:
    """Packages listed where the work tree left the main line, or where it left `since`.

    Those of the work tree itself where there is no history to ask. Raises `UsageError` for an unknown revision and
    `IntegrityError` when there is no merge base.
    """
    try:
        with open_repository(root) as repository:
            head = repository.read_head()
            base = (
                find_fork_point(repository)
                if since is None
                else repository.find_merge_base(head, repository.resolve(since))
            )
            return list_rule_packages(repository.read_tree_of(base, repository.find_cards_folder(root)))
    except RegistryError:  # no repository here, or one without a commit
        return list_rule_packages(read_folder(root))
