"""Where the newest version of an algorithm stands, as it lies on disk."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from boas.documents import compute_completeness
from boas.errors import UsageError
from boas.parsing import find_nearest_term, read_folder
from boas.proposals._sides import ProposalSide, select_algorithm_files
from boas.registry import Assessment
from boas.reports import LevelStatus, OtherVersionEvaluation
from boas.repository import open_repository, with_blob_ids
from boas.translation import Message


def assess_newest_version(root: Path, algorithm: str) -> LevelStatus:
    """The level of the newest version of an algorithm, and what the next one asks for.

    Args:
        root: folder of the registry; its edits count, committed or not.
        algorithm: id.

    Raises:
        UsageError: there is no such algorithm, or one of its documents cannot be read.
    """
    tree = read_folder(root)
    with open_repository(root) as repository:
        under, head = repository.find_cards_folder(root), repository.read_head()
        committed = repository.read_tree_of(head, under)
        side = ProposalSide(
            with_blob_ids(replace(tree, files=select_algorithm_files(tree, [algorithm])), committed),
            repository.read_history_of(head, under),
            [algorithm],
        )
        state = side.assess_algorithm(algorithm)
    if state.entry is None or side.registry is None:
        raise _make_no_level_error(algorithm, there=state.is_there, others=tuple(side.collection.versions))
    latest = state.entry.latest
    step = state.found.steps[latest.version]
    return LevelStatus(
        algorithm,
        latest.version,
        step.level,
        step.missing,
        compute_completeness(latest.card).missing if step.level == 0 else (),
        side.registry.ledger[latest.folder].digest,
        is_published=bool(side.registry.settings.frozen_from) and latest.document.path in committed.files,
        measured=tuple(_iter_other_evaluations(state.found, latest.version)),
    )


def _iter_other_evaluations(found: Assessment, version: str) -> Iterator[OtherVersionEvaluation]:
    """Evaluations of other versions than the one shown, replaced ones left out."""
    for one in (*found.select_for_version(version), *found.select_for_others(version)):
        known = found.compare_with(one.version, version)
        if one.version and known.relation != "measured":
            yield OtherVersionEvaluation(one.id, one.version, known.holds, known.changes)


def _make_no_level_error(algorithm: str, *, there: bool, others: tuple[str, ...]) -> UsageError:
    """There is no such algorithm, or its documents have errors that come first."""
    if there:
        return UsageError(
            Message("`{algorithm}` has no level: one of its documents cannot be read.", algorithm=algorithm),
            Message("Fix first what `boas check model_cards/algorithms/{algorithm}` says.", algorithm=algorithm),
        )
    near = find_nearest_term(algorithm, others)
    return UsageError(
        Message("No algorithm `{algorithm}` in this registry.", algorithm=algorithm),
        Message("Try `{near}`.", near=near) if near else Message("See model_cards/algorithms/."),
    )
