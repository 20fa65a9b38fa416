"""A proposal seen from both sides: the registry where it started, and as it now lies on disk.

Only algorithms whose files differ are read. Content comes from Git objects on one side and from the folder on
the other; nothing is written, nothing of the proposal is run.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from boas.checks import check, iter_signed_documents
from boas.documents import (
    RECORDS,
    REVIEWERS,
    RegistrySettings,
    Reviewer,
    find_algorithm,
)
from boas.finding import Finding
from boas.independence import resolve_corrections
from boas.parsing import Collection, include_related_paths, read_collection, read_folder, read_settings
from boas.proposals._algorithm_review import review_algorithm
from boas.proposals._comparison import list_touched_paths
from boas.proposals._guarded_files import APART, list_forge_files, list_guarded_files
from boas.proposals._reviewers import ProposalScope, format_signature, iter_removals, list_reviewers, read_reviewer_list
from boas.proposals._rule_packages import find_rule_packages
from boas.proposals._sides import ProposalSide, select_algorithm_files
from boas.proposals._since import find_additions
from boas.reports import (
    Review,
    ReviewedCorrection,
)
from boas.repository import open_repository, with_blob_ids, with_links
from boas.tree import REGULAR_MODES, Tree


def review_proposal(root: Path, revision: str, today: str) -> Review:
    """What the work tree brings to a branch, commit or tag.

    Raises `UsageError` for an unknown revision and `IntegrityError` when there is no merge base.
    """
    tree = read_folder(root)
    with open_repository(root) as repository:
        under, head = repository.find_cards_folder(root), repository.read_head()
        tree = with_links(tree, repository, under, committed=True)
        tip = repository.resolve(revision)
        start, listed = repository.find_merge_base(head, tip), _read_reviewers(repository.read_tree_of(tip, under))
        base = repository.read_tree_of(start, under)
        touched = list_touched_paths(tree, base)
        names = sorted({name for path in touched if (name := find_algorithm(path))})
        before = ProposalSide(base, repository.read_history_of(start, under), names)
        here = with_blob_ids(
            replace(tree, files=select_algorithm_files(tree, names)), repository.read_tree_of(head, under)
        )
        now = ProposalSide(here, repository.read_history_of(head, under), names)
        findings = _check_since(root, tree, revision, today)
        algorithms = tuple(review_algorithm(name, before, now, touched, findings) for name in names)
        return Review(
            start,
            head,
            algorithms,
            tuple(path for path in touched if not find_algorithm(path) or _is_link(tree, path)),
            findings,
            list_guarded_files(repository, under, (start, head), touched, base) if set(touched) - APART else (),
            list_reviewers(ProposalScope(before.collection, now.collection, algorithms, touched, listed), today),
            asks_for_review=bool(set(touched) - APART),
            own_checks=list_forge_files(repository, under, (start, head)),
            corrections=tuple(_iter_corrections(now.collection, touched, read_settings(base))),
            removals=tuple(iter_removals(now.collection, touched)),
        )


def _is_link(tree: Tree, path: str) -> bool:
    """Whether a path of the proposal is no plain file: it is named by itself, for nothing else would show it."""
    return path in tree.files and tree.files[path].mode not in REGULAR_MODES


def _read_reviewers(tree: Tree) -> tuple[Reviewer, ...]:
    """Who is on the list of reviewers of a tree; nobody when it has none that can be read."""
    alone = {path: file for path, file in tree.files.items() if path == REVIEWERS}
    return read_reviewer_list(read_collection(replace(tree, files=alone)))


def _iter_corrections(
    now: Collection, touched: tuple[str, ...], settings: RegistrySettings | None
) -> Iterator[ReviewedCorrection]:
    """Corrections among touched documents, held against the maintainers of the given settings."""
    for path in touched:
        document = now.documents.get(path)
        kind = document.kind if document and document.kind in RECORDS else ""
        if not document or not kind:
            continue
        of_kind = iter_signed_documents(document.location.algorithm, kind, now)
        found = resolve_corrections(of_kind, settings.maintainers if settings else None)
        for one in found:
            if one.by.id == document.location.id:
                yield ReviewedCorrection(
                    path, kind, one.of, format_signature(one.by.person), one.state, one.is_by_maintainer
                )


def _check_since(root: Path, tree: Tree, revision: str, today: str) -> tuple[Finding, ...]:
    """What `boas check --since` finds."""
    chosen, frozen, least = find_additions(root, tree, revision, None)
    collection = read_collection(tree, include_related_paths(tree, chosen), as_of=today)
    collection = replace(collection, least_count=least)
    files = tuple(tree.files[path] for path in chosen)
    return tuple(
        sorted(
            (*check(collection, files, packages=find_rule_packages(root, revision)), *frozen), key=Finding.make_sort_key
        )
    )
