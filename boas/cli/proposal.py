"""A proposal seen from both sides: the registry where it started, and as it now lies on disk.

Only algorithms whose files differ are read. Content comes from Git objects on one side and from the folder on
the other; nothing is written, nothing of the proposal is run.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from boas.changes import base_of, bump_between, compare, content_of, required_bump
from boas.checks import check
from boas.checks.corrections import all_signed
from boas.cli.reviewing import Proposed, listed_reviewers, on_the_list, removals_by, signature
from boas.cli.since import added_since, touched_paths
from boas.cli.work_tree import by_content, with_links
from boas.documents import (
    FOLDER,
    REVIEWERS,
    SETTINGS,
    Evaluation,
    RegistrySettings,
    Reviewer,
    is_version,
    locate,
    version_order,
)
from boas.errors import RegistryError
from boas.finding import Finding
from boas.history import Past, Repository, open_repository
from boas.reading import Collection, read_collection, read_folder, with_neighbours
from boas.registry import AlgorithmEntry, Assessment, Registry, Weighed, assess, read_registry, settings_in
from boas.reports import Difference
from boas.reports.reviewed import (
    Figure,
    Review,
    ReviewedAlgorithm,
    ReviewedCorrection,
    ReviewedEvaluation,
    ReviewedVersion,
)
from boas.standing.corrections import FIELDS, corrections
from boas.tree import PLAIN, File, Tree

GUARDED_HERE = ("boas", "schemas", "ci")
"""Folders beside the cards that decide what is checked."""
GUARDED_AT_TOP = (".github", ".gitlab-ci.yml", ".gitlab", "CODEOWNERS", "docs/CODEOWNERS")
"""What the forge reads at the top of the repository to know what to run, and whom to ask."""
APART = frozenset({SETTINGS, REVIEWERS})
"""What is proposed without cards: nobody brings the list that lets them judge, nor the setting that lets a card in."""


def review_since(root: Path, revision: str, today: str) -> Review:
    """What the work tree brings to a branch, commit or tag.

    Raises `UsageError` for an unknown revision and `IntegrityError` when there is no merge base.
    """
    tree = read_folder(root)
    with open_repository(root) as repository:
        under, head = repository.find_cards_folder(root), repository.read_head()
        tree = with_links(tree, repository, under, committed=True)
        tip = repository.resolve(revision)
        start, listed = repository.find_merge_base(head, tip), listed_at(repository.read_tree_of(tip, under))
        base = repository.read_tree_of(start, under)
        touched = touched_paths(tree, base)
        names = sorted({name for path in touched if (name := algorithm_of(path))})
        before = Side(base, repository.read_history_of(start, under), names)
        here = by_content(replace(tree, files=only(tree, names)), repository.read_tree_of(head, under))
        now = Side(here, repository.read_history_of(head, under), names)
        findings = findings_since(root, tree, revision, today)
        algorithms = tuple(reviewed(name, before, now, touched, findings) for name in names)
        return Review(
            start,
            head,
            algorithms,
            tuple(path for path in touched if not algorithm_of(path) or is_link(tree, path)),
            findings,
            mixed(repository, under, (start, head), touched, base) if set(touched) - APART else (),
            listed_reviewers(Proposed(before.collection, now.collection, algorithms, touched, listed), today),
            asks_for_review=bool(set(touched) - APART),
            own_checks=own_checks(repository, under, (start, head)),
            corrections=tuple(corrections_in(now.collection, touched, settings_in(base))),
            removals=tuple(removals_by(now.collection, touched)),
        )


def is_link(tree: Tree, path: str) -> bool:
    """Whether a path of the proposal is no plain file: it is named by itself, for nothing else would show it."""
    return path in tree.files and tree.files[path].mode not in PLAIN


def listed_at(tree: Tree) -> tuple[Reviewer, ...]:
    """Who is on the list of reviewers of a tree; nobody when it has none that can be read."""
    alone = {path: file for path, file in tree.files.items() if path == REVIEWERS}
    return on_the_list(read_collection(replace(tree, files=alone)))


def algorithm_of(path: str) -> str:
    """The algorithm whose folder a path lies in; empty when it lies in none."""
    parts = path.split("/", 3)
    return parts[2] if len(parts) > 3 and parts[1] == "algorithms" else ""  # noqa: PLR2004 -- FOLDER/algorithms/ID/…


def mixed(
    repository: Repository, under: str, sides: tuple[str, str], touched: Iterable[str], base: Tree
) -> tuple[str, ...]:
    """Touched files that decide what is checked; the registry's own settings too, once it has some."""
    above = under.removesuffix(FOLDER)
    here = {path for name in GUARDED_HERE for path in moved(repository, f"{above}{name}", sides)}
    top = {f"{name.rpartition('/')[0]}/{path}" for name in GUARDED_AT_TOP for path in moved(repository, name, sides)}
    apart = {REVIEWERS, *({SETTINGS} & base.files.keys())}
    return tuple(sorted(here | {path.removeprefix("/") for path in top} | (apart & set(touched))))


def own_checks(repository: Repository, under: str, sides: tuple[str, str]) -> tuple[str, ...]:
    """Touched files by which a forge checks proposals."""
    above = under.removesuffix(FOLDER)
    here = moved(repository, f"{above}ci", sides)
    top = {f"{name.rpartition('/')[0]}/{path}" for name in GUARDED_AT_TOP for path in moved(repository, name, sides)}
    return tuple(sorted(here | {path.removeprefix("/") for path in top}))


def corrections_in(
    now: Collection, touched: tuple[str, ...], settings: RegistrySettings | None
) -> Iterator[ReviewedCorrection]:
    """Corrections among touched documents, held against the maintainers of the given settings."""
    for path in touched:
        document = now.documents.get(path)
        kind = document.kind if document and document.kind in FIELDS else ""
        if not document or not kind:
            continue
        of_kind = all_signed(document.location.name("algorithm"), kind, now)
        found = corrections(of_kind, settings.maintainers if settings else None)
        for one in found:
            if one.by.id == document.location.name(kind):
                yield ReviewedCorrection(path, kind, one.of, signature(one.by.person), one.state, one.is_by_maintainer)


def moved(repository: Repository, folder: str, sides: tuple[str, str]) -> set[str]:
    """Files of a folder outside the cards that differ between two commits, or from the last one on disk."""
    one, two = (repository.read_tree_of(commit, folder).files for commit in sides)
    committed = {path for path in one.keys() | two.keys() if one.get(path) != two.get(path)}
    return committed | repository.list_dirty_paths(folder)


def findings_since(root: Path, tree: Tree, revision: str, today: str) -> tuple[Finding, ...]:
    """What `boas check --since` finds."""
    chosen, frozen, least = added_since(root, tree, revision, None)
    collection = read_collection(tree, with_neighbours(tree, chosen), as_of=today)
    collection = replace(collection, least_count=least)
    files = tuple(tree.files[path] for path in chosen)
    return tuple(sorted((*check(collection, files), *frozen), key=Finding.make_sort_key))


def only(tree: Tree, names: Iterable[str]) -> dict[str, File]:
    """Files of some algorithms, and those of none."""
    kept = {"", *names}
    return {path: file for path, file in tree.files.items() if algorithm_of(path) in kept}


class Side:
    """The registry on one side of a proposal, as far as the touched algorithms need it."""

    def __init__(self, tree: Tree, past: Past, names: Iterable[str]) -> None:
        """Read it; when its settings cannot be read there are no levels, and a finding says so."""
        narrow = replace(tree, files=only(tree, names))
        self.registry: Registry | None = None
        try:
            self.registry = read_registry(narrow, past)
        except RegistryError:
            self.collection = read_collection(narrow)
        else:
            self.collection = self.registry.collection

    def assess_algorithm(self, name: str) -> "Seen":
        """One algorithm on this side."""
        entry = self.registry.algorithms.get(name) if self.registry else None
        found = assess(self.registry, entry) if self.registry and entry else Assessment((), (), {})
        versions = tuple(filter(is_version, self.collection.versions.get(name, ())))
        there = any(algorithm_of(path) == name for path in self.collection.tree.files)
        return Seen(name, self.collection, entry, found, versions, there)


@dataclass(frozen=True)
class Seen:
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


def reviewed(
    name: str, before_side: Side, now_side: Side, touched: tuple[str, ...], findings: tuple[Finding, ...]
) -> ReviewedAlgorithm:
    """One algorithm before and after."""
    before, now = before_side.assess_algorithm(name), now_side.assess_algorithm(name)
    own = tuple(path for path in touched if algorithm_of(path) == name)
    versions = sorted(touched_versions(own, before, now), key=version_order)
    errors = {f.location.path.rpartition("/")[0] for f in findings if f.severity == "error"}
    old = {one.id for one in before.found.evaluations}
    return ReviewedAlgorithm(
        id=name,
        is_new=not before.is_there,
        is_removed=not now.is_there,
        versions=tuple(reviewed_version(version, before, now) for version in versions),
        evaluations=tuple(
            reviewed_evaluation(one, one.id not in old, one.document.path.rpartition("/")[0] in errors)
            for one in now.found.evaluations
            if one.version in versions
        ),
        findings=tuple(finding for finding in findings if algorithm_of(finding.location.path) == name),
    )


def touched_versions(own: Iterable[str], before: Seen, now: Seen) -> set[str]:
    """Versions with touched files, with touched evaluations, or whose level moves."""
    places = [place for path in own if (place := locate(path))]
    evaluations = {place.name("evaluation") for place in places}
    known = {*before.versions, *now.versions}
    measured = {
        one.version for one in (*before.found.evaluations, *now.found.evaluations) if one.id in evaluations - {""}
    }
    moved_up = {version for version in known if before.find_level(version) != now.find_level(version)}
    return known & ({place.name("version") for place in places} | measured | moved_up)


def reviewed_version(version: str, before: Seen, now: Seen) -> ReviewedVersion:
    """One version before and after; a new one is held against the greatest lower one."""
    is_new = version not in before.versions
    follows = (base_of(version, now.versions) or "") if is_new else version
    step = now.found.steps.get(version)
    return ReviewedVersion(
        version=version,
        is_new=is_new,
        is_removed=version not in now.versions,
        follows=follows,
        level_before=before.find_level(follows),
        level_after=step.level if step else None,
        missing=step.missing if step else (),
        difference=difference((now if is_new else before).collection, now.collection, now.name, (follows, version)),
    )


def difference(before: Collection, now: Collection, name: str, versions: tuple[str, str]) -> Difference | None:
    """What changed between two versions, each from its own side; nothing when one of them cannot be read."""
    older, newer = versions
    one = content_of(before, name, older) if older else None
    two = content_of(now, name, newer)
    if one is None or two is None:
        return None
    changes = compare(one, two)
    return Difference(name, older, newer, required_bump(changes), bump_between(older, newer), changes, ())


def reviewed_evaluation(one: Weighed, is_new: bool, has_errors: bool) -> ReviewedEvaluation:
    """One evaluation with what its numbers come to."""
    states = [judgement.state for judgement in one.judgements]
    counted = tuple((state, states.count(state)) for state in sorted(set(states)))
    shown = () if has_errors else tuple(figures(one))
    return ReviewedEvaluation(one.id, one.version, is_new, counted, shown, n_excused(one.evaluation))


def n_excused(evaluation: Evaluation) -> int:
    """How many of its numbers are said to be public already; a table of counts is one."""
    return bool(evaluation.counts_already_public) + sum(bool(one.already_public) for one in evaluation.reported or ())


def figures(one: Weighed) -> Iterable[Figure]:
    """Numbers for everybody, variant by variant."""
    for row in one.recomputed:
        if row.stratum.groups or row.stratum.site or row.bins:
            continue
        for estimate in row.estimates.values():
            if estimate.value is not None:
                yield Figure(
                    row.stratum.variant, estimate.metric, estimate.value, estimate.lower, estimate.upper, estimate.n
                )
