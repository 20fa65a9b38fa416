"""Files that decide what is checked, and are proposed without cards."""

from collections.abc import Iterable

from boas.documents import (
    FOLDER,
    REVIEWERS,
    SETTINGS,
)
from boas.repository import GitRepository
from boas.tree import Tree

GUARDED_HERE = ("boas", "schemas", "ci")
"""Folders beside the cards that decide what is checked."""


GUARDED_AT_TOP = (".github", ".gitlab-ci.yml", ".gitlab", "CODEOWNERS", "docs/CODEOWNERS")
"""What the forge reads at the top of the repository to know what to run, and whom to ask."""


APART = frozenset({SETTINGS, REVIEWERS})
"""What is proposed without cards: nobody brings the list that lets them judge, nor the setting that lets a card in."""


def list_guarded_files(
    repository: GitRepository, under: str, sides: tuple[str, str], touched: Iterable[str], base: Tree
) -> tuple[str, ...]:
    """Touched files that decide what is checked; the registry's own settings too, once it has some."""
    above = under.removesuffix(FOLDER)
    here = {path for name in GUARDED_HERE for path in _find_moved_files(repository, f"{above}{name}", sides)}
    top = {
        f"{name.rpartition('/')[0]}/{path}"
        for name in GUARDED_AT_TOP
        for path in _find_moved_files(repository, name, sides)
    }
    apart = {REVIEWERS, *({SETTINGS} & base.files.keys())}
    return tuple(sorted(here | {path.removeprefix("/") for path in top} | (apart & set(touched))))


def list_forge_files(repository: GitRepository, under: str, sides: tuple[str, str]) -> tuple[str, ...]:
    """Touched files by which a forge checks proposals."""
    above = under.removesuffix(FOLDER)
    here = _find_moved_files(repository, f"{above}ci", sides)
    top = {
        f"{name.rpartition('/')[0]}/{path}"
        for name in GUARDED_AT_TOP
        for path in _find_moved_files(repository, name, sides)
    }
    return tuple(sorted(here | {path.removeprefix("/") for path in top}))


def _find_moved_files(repository: GitRepository, folder: str, sides: tuple[str, str]) -> set[str]:
    """Files of a folder outside the cards that differ between two commits, or from the last one on disk."""
    one, two = (repository.read_tree_of(commit, folder).files for commit in sides)
    committed = {path for path in one.keys() | two.keys() if one.get(path) != two.get(path)}
    return committed | repository.list_dirty_paths(folder)
