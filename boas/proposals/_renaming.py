"""Renamed algorithms of a proposal: the base as it would be with the ids of now, and how the renaming is made."""

from dataclasses import dataclass

from boas.checks import RenamedAlgorithm
from boas.documents import build_algorithm_path
from boas.parsing import read_former_ids, rename_files, rename_path
from boas.proposals._comparison import list_touched_paths
from boas.repository import History, with_present_paths
from boas.tree import Tree


@dataclass(frozen=True, slots=True)
class RenamedBase:
    """What a proposal is held against, where its algorithms have their ids of now."""

    tree: Tree
    past: History
    facts: tuple[RenamedAlgorithm, ...]
    """Renamings that the proposal makes, and former ids that it forgets."""


def follow_renaming(tree: Tree, base: Tree, past: History) -> RenamedBase:
    """The base of a work tree, with what was renamed since where it is now; `past` is that of the base."""
    before, now = read_former_ids(base), read_former_ids(tree)
    lost = (RenamedAlgorithm(old, new, is_forgotten=True) for old, new in before.items() if old not in now)
    if not now:
        return RenamedBase(base, past, tuple(lost))
    renamed = rename_files(base, now)
    new = {old: own for old, own in now.items() if old not in before and build_algorithm_path(old) in base.files}
    touched = list_touched_paths(tree, renamed) if new else ()
    made = (
        RenamedAlgorithm(
            old, own, is_forgotten=False, beside=tuple(one for one in touched if one != build_algorithm_path(own))
        )
        for old, own in new.items()
    )
    return RenamedBase(renamed, with_present_paths(past, lambda path: rename_path(path, now)), (*made, *lost))
