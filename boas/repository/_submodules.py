"""The last commit of somebody else's repository: its files, where it was cloned from, which repositories it takes in.

Its settings are another person's: only the address of a remote is read from them, and nothing it lacks is fetched.
"""

import re
from dataclasses import dataclass

from boas.repository._cards_folder import WHOLE_REPOSITORY
from boas.repository._git_runner import GitRunner
from boas.repository._objects import ObjectReader
from boas.repository._trees import read_tree
from boas.tree import REGULAR_MODES, Tree

_FILE = ".gitmodules"
_MODULE_KEY = re.compile(r"submodule\.(?P<name>.*)\.(?P<what>path|url)", re.DOTALL)
_REMOTE_KEY = re.compile(r"remote\.(?P<name>.*)\.url", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Submodule:
    """Another repository that a commit pins."""

    path: str
    url: str
    """Address as `.gitmodules` writes it; empty when it holds none for this path."""
    commit: str
    """The commit that is pinned."""


@dataclass(frozen=True, slots=True)
class Checkout:
    """The last commit of a repository that belongs to somebody else."""

    tree: Tree
    """All its files."""
    remote: str
    """Address it was cloned from, as its settings write it; empty when they name none."""
    submodules: tuple[Submodule, ...]
    """By path."""


def read_checkout(door: GitRunner, objects: ObjectReader, commit: str) -> Checkout:
    """What a commit holds. Raises IntegrityError for a missing or damaged object, which is not fetched."""
    door.refuse_network()
    tree = read_tree(door, objects, commit, WHOLE_REPOSITORY)
    return Checkout(tree, _find_remote(door), _list_submodules(door, tree))


def _find_remote(door: GitRunner) -> str:
    """The address of `origin`, or of the first remote by name when there is no origin."""
    rows = _read_settings(door, "--local", pattern=r"^remote\..*\.url$")
    matches = ((_REMOTE_KEY.fullmatch(key), value) for key, value in reversed(rows))
    found = {match["name"]: value for match, value in matches if match}  # the first address of a remote is fetched
    return found.get("origin") or found.get(min(found, default=""), "")


def _list_submodules(door: GitRunner, tree: Tree) -> tuple[Submodule, ...]:
    """Every repository that a commit pins; what `.gitmodules` names and no commit pins is no part of it."""
    file, said = tree.files.get(_FILE), dict[str, dict[str, str]]()
    if file and file.mode in REGULAR_MODES:
        for key, value in _read_settings(door, f"--blob={file.blob}", pattern=r"^submodule\..*\.(path|url)$"):
            if match := _MODULE_KEY.fullmatch(key):
                said.setdefault(match["name"], {})[match["what"]] = value
    addresses = {one["path"].rstrip("/"): one.get("url", "") for one in said.values() if "path" in one}
    pinned = (one for one in tree.files.values() if one.mode == "submodule")
    return tuple(Submodule(one.path, addresses.get(one.path, ""), one.blob) for one in pinned)


def _read_settings(door: GitRunner, place: str, *, pattern: str) -> list[tuple[str, str]]:
    """Settings whose name fits a pattern, in their order; none where the file cannot be read as settings."""
    rows = door.ask("config", place, "--null", "--no-includes", "--get-regexp", pattern)
    pairs = (row.partition("\n") for row in rows.out.decode("utf-8", "replace").split("\0"))
    return [(key, value) for key, _, value in pairs if key]
