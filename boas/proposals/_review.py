"""A proposal seen from both sides: the registry where it started, and as it now lies on disk.

Only algorithms whose files differ are read. Content comes from Git objects on one side and from the folder on
the other; nothing is written, nothing of the proposal is run.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from boas.changes import build_version_content, compute_bump, compute_required_bump, find_base_version, find_changes
from boas.checks import check, iter_signed_documents
from boas.documents import (
    FOLDER,
    RECORDS,
    REVIEWERS,
    SETTINGS,
    Evaluation,
    RegistrySettings,
    Reviewer,
    find_algorithm,
    is_version,
    parse_path,
    parse_version,
)
from boas.errors import RegistryError
from boas.finding import Finding
from boas.independence import resolve_corrections
from boas.parsing import Collection, include_related_paths, read_collection, read_folder, read_settings
from boas.proposals._reviewers import ProposalScope, format_signature, iter_removals, list_reviewers, read_reviewer_list
from boas.proposals._rule_packages import find_rule_packages
from boas.proposals._since import find_additions, list_touched_paths
from boas.registry import (
    AlgorithmEntry,
    AssessedEvaluation,
    Assessment,
    Registry,
    assess,
    read_registry,
)
from boas.reports import (
    Review,
    ReviewedAlgorithm,
    ReviewedCorrection,
    ReviewedEvaluation,
    ReviewedFigure,
    ReviewedVersion,
    VersionDifference,
)
from boas.repository import GitRepository, History, open_repository, with_blob_ids, with_links
from boas.tree import REGULAR_MODES, File, Tree

GUARDED_HERE = ("boas", "schemas", "ci")
"""Folders beside the cards that decide what is checked."""
GUARDED_AT_TOP = (".github", ".gitlab-ci.yml", ".gitlab", "CODEOWNERS", "docs/CODEOWNERS")
"""What the forge reads at the top of the repository to know what to run, and whom to ask."""
APART = frozenset({SETTINGS, REVIEWERS})
"""What is proposed without cards: nobody brings the list that lets them judge, nor the setting that lets a card in."""


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
        algorithms = tuple(_review_algorithm(name, before, now, touched, findings) for name in names)
        return Review(
            start,
            head,
            algorithms,
            tuple(path for path in touched if not find_algorithm(path) or _is_link(tree, path)),
            findings,
            _list_guarded_files(repository, under, (start, head), touched, base) if set(touched) - APART else (),
            list_reviewers(ProposalScope(before.collection, now.collection, algorithms, touched, listed), today),
            asks_for_review=bool(set(touched) - APART),
            own_checks=_list_forge_files(repository, under, (start, head)),
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


def _list_guarded_files(
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


def _list_forge_files(repository: GitRepository, under: str, sides: tuple[str, str]) -> tuple[str, ...]:
    """Touched files by which a forge checks proposals."""
    above = under.removesuffix(FOLDER)
    here = _find_moved_files(repository, f"{above}ci", sides)
    top = {
        f"{name.rpartition('/')[0]}/{path}"
        for name in GUARDED_AT_TOP
        for path in _find_moved_files(repository, name, sides)
    }
    return tuple(sorted(here | {path.removeprefix("/") for path in top}))


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


def _find_moved_files(repository: GitRepository, folder: str, sides: tuple[str, str]) -> set[str]:
    """Files of a folder outside the cards that differ between two commits, or from the last one on disk."""
    one, two = (repository.read_tree_of(commit, folder).files for commit in sides)
    committed = {path for path in one.keys() | two.keys() if one.get(path) != two.get(path)}
    return committed | repository.list_dirty_paths(folder)


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


def select_algorithm_files(tree: Tree, names: Iterable[str]) -> dict[str, File]:
    """Files of some algorithms, and those of none."""
    kept = {"", *names}
    return {path: file for path, file in tree.files.items() if find_algorithm(path) in kept}


class ProposalSide:
    """The registry on one side of a proposal, as far as the touched algorithms need it."""

    def __init__(self, tree: Tree, past: History, names: Iterable[str]) -> None:
        """Read it; when its settings cannot be read there are no levels, and a finding says so."""
        narrow = replace(tree, files=select_algorithm_files(tree, names))
        self.registry: Registry | None = None
        try:
            self.registry = read_registry(narrow, past)
        except RegistryError:
            self.collection = read_collection(narrow)
        else:
            self.collection = self.registry.collection

    def assess_algorithm(self, name: str) -> "_AlgorithmState":
        """One algorithm on this side."""
        entry = self.registry.algorithms.get(name) if self.registry else None
        found = assess(self.registry, entry) if self.registry and entry else Assessment((), (), {})
        versions = tuple(filter(is_version, self.collection.versions.get(name, ())))
        there = any(find_algorithm(path) == name for path in self.collection.tree.files)
        return _AlgorithmState(name, self.collection, entry, found, versions, there)


@dataclass(frozen=True)
class _AlgorithmState:
    """One algorithm on one side of a proposal."""

    name: str
    collection: Collection
    entry: AlgorithmEntry | None
    found: Assessment
    versions: tuple[str, ...]
    """Versions that have a card, readable or not."""
    is_there: bool

    def find_level(self, version: str) -> int | None:
        """Level of a version; nothing when it cannot be read or is not there."""
        step = self.found.steps.get(version)
        return step.level if step else None


def _review_algorithm(
    name: str,
    before_side: ProposalSide,
    now_side: ProposalSide,
    touched: tuple[str, ...],
    findings: tuple[Finding, ...],
) -> ReviewedAlgorithm:
    """One algorithm before and after."""
    before, now = before_side.assess_algorithm(name), now_side.assess_algorithm(name)
    own = tuple(path for path in touched if find_algorithm(path) == name)
    versions = sorted(_find_touched_versions(own, before, now), key=parse_version)
    errors = {f.location.path.rpartition("/")[0] for f in findings if f.severity == "error"}
    old = {one.id for one in before.found.evaluations}
    return ReviewedAlgorithm(
        id=name,
        is_new=not before.is_there,
        is_removed=not now.is_there,
        versions=tuple(_review_version(version, before, now) for version in versions),
        evaluations=tuple(
            _review_evaluation(one, is_new=one.id not in old, has_errors=one.document.path.rpartition("/")[0] in errors)
            for one in now.found.evaluations
            if one.version in versions
        ),
        findings=tuple(finding for finding in findings if find_algorithm(finding.location.path) == name),
    )


def _find_touched_versions(own: Iterable[str], before: _AlgorithmState, now: _AlgorithmState) -> set[str]:
    """Versions with touched files, with touched evaluations, or whose level moves."""
    places = [place for path in own if (place := parse_path(path))]
    evaluations = {place.name("evaluation") for place in places}
    known = {*before.versions, *now.versions}
    measured = {
        one.version for one in (*before.found.evaluations, *now.found.evaluations) if one.id in evaluations - {""}
    }
    moved_up = {version for version in known if before.find_level(version) != now.find_level(version)}
    return known & ({place.version for place in places} | measured | moved_up)


def _review_version(version: str, before: _AlgorithmState, now: _AlgorithmState) -> ReviewedVersion:
    """One version before and after; a new one is held against the greatest lower one."""
    is_new = version not in before.versions
    follows = (find_base_version(version, now.versions) or "") if is_new else version
    step = now.found.steps.get(version)
    return ReviewedVersion(
        version=version,
        is_new=is_new,
        is_removed=version not in now.versions,
        follows=follows,
        level_before=before.find_level(follows),
        level_after=step.level if step else None,
        missing=step.missing if step else (),
        difference=_compare_versions(
            (now if is_new else before).collection, now.collection, now.name, (follows, version)
        ),
    )


def _compare_versions(
    before: Collection, now: Collection, name: str, versions: tuple[str, str]
) -> VersionDifference | None:
    """What changed between two versions, each from its own side; nothing when one of them cannot be read."""
    older, newer = versions
    one = build_version_content(before, name, older) if older else None
    two = build_version_content(now, name, newer)
    if one is None or two is None:
        return None
    changes = find_changes(one, two)
    return VersionDifference(
        name, older, newer, compute_required_bump(changes), compute_bump(older, newer), changes, ()
    )


def _review_evaluation(one: AssessedEvaluation, *, is_new: bool, has_errors: bool) -> ReviewedEvaluation:
    """One evaluation with what its numbers come to."""
    states = [judgement.state for judgement in one.judgements]
    counted = tuple((state, states.count(state)) for state in sorted(set(states)))
    shown = () if has_errors else tuple(_iter_figures(one))
    return ReviewedEvaluation(one.id, one.version, is_new, counted, shown, _count_excused(one.evaluation))


def _count_excused(evaluation: Evaluation) -> int:
    """How many of its numbers are said to be public already; a table of counts is one."""
    return bool(evaluation.counts_already_public) + sum(bool(one.already_public) for one in evaluation.reported or ())


def _iter_figures(one: AssessedEvaluation) -> Iterable[ReviewedFigure]:
    """Numbers for everybody, variant by variant."""
    for row in one.recomputed:
        if row.stratum.groups or row.stratum.site or row.bins:
            continue
        for estimate in row.estimates.values():
            if estimate.value is not None:
                yield ReviewedFigure(
                    row.stratum.variant, estimate.metric, estimate.value, estimate.lower, estimate.upper, estimate.n
                )
