"""What the work tree adds to a commit: files that differ from the merge base, and published things that moved."""

from dataclasses import replace
from pathlib import Path

from boas.checks import (
    FrozenRecord,
    FrozenVersion,
    MovedSetting,
    check_frozen,
)
from boas.finding import Finding
from boas.parsing import read_settings
from boas.proposals._comparison import differs, list_touched_paths
from boas.proposals._frozen_state import list_moved
from boas.proposals._loosened_guards import iter_loosened_settings, iter_unowned_files
from boas.proposals._renaming import follow_renaming
from boas.repository import (
    History,
    open_repository,
)
from boas.translation import Message
from boas.tree import Tree


def find_additions(
    root: Path, tree: Tree, revision: str, chosen: tuple[str, ...] | None
) -> tuple[tuple[str, ...], tuple[Finding, ...], int]:
    """What a work tree adds to the merge base with a revision.

    Gives the chosen paths that differ, findings about what was published there or guards it, and the smallest count of
    people that may be published there. Raises `UsageError` for an unknown revision and `IntegrityError` when there is
    no merge base.
    """
    with open_repository(root) as repository:
        under = repository.find_cards_folder(root)
        commit = repository.find_merge_base(repository.read_head(), repository.resolve(revision))
        base, past = repository.read_tree_of(commit, under), repository.read_history_of(commit, under)
        held = follow_renaming(tree, base, past)
        start, base, past = (base, past), held.tree, held.past
        wanted = tree.files if chosen is None else chosen
        differing = tuple(path for path in wanted if differs(tree, base, path))
        beside = repository.list_changed_outside(commit, repository.read_head(), under)
        kept = (
            *held.facts,
            *list_moved(tree, base, past),
            *iter_loosened_settings(tree, base, {*list_touched_paths(tree, base), *beside}),
        )
        findings = check_frozen((*kept, *iter_unowned_files(repository.top)))
        findings += _check_committed(repository.read_tree_of(repository.read_head(), under), *start, findings)
        settings = read_settings(base)
    return differing, findings, settings.small_cell_threshold if settings else 0


def _check_committed(committed: Tree, base: Tree, past: History, told: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What the last commit moved, though the work tree does not show it: the commit is what would be merged."""
    kept, held = (FrozenVersion, FrozenRecord, MovedSetting), follow_renaming(committed, base, past)
    moved = [one for one in list_moved(committed, held.tree, held.past) if isinstance(one, kept)]
    known = {(one.rule, one.location.path) for one in told}
    findings = (one for one in check_frozen(moved) if (one.rule, one.location.path) not in known)
    return tuple(replace(one, help=_COMMIT_IT) for one in findings)


_COMMIT_IT = Message(
    "Nothing of it shows on disk, but the last commit holds it: commit these files as they were "
    "published (`git status` and `git check-attr --all` tell what sets the two apart)."
)
