"""One algorithm of a proposal before and after: its versions, its evaluations, what is found in it."""

from collections.abc import Iterable

from boas.changes import build_version_content, compute_bump, compute_required_bump, find_base_version, find_changes
from boas.documents import (
    DOCUMENTS,
    Evaluation,
    find_algorithm,
    parse_path,
    parse_version,
)
from boas.finding import Finding
from boas.parsing import Collection
from boas.proposals._sides import AlgorithmState, ProposalSide
from boas.registry import (
    AssessedEvaluation,
)
from boas.reports import (
    ReviewedAlgorithm,
    ReviewedDocument,
    ReviewedEvaluation,
    ReviewedFigure,
    ReviewedVersion,
    VersionDifference,
)


def review_algorithm(
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
        documents=tuple(_iter_documents(own, before, now)),
        findings=tuple(finding for finding in findings if find_algorithm(finding.location.path) == name),
    )


def _find_touched_versions(own: Iterable[str], before: AlgorithmState, now: AlgorithmState) -> set[str]:
    """Versions with touched files, with touched evaluations, or whose level moves."""
    places = [place for path in own if (place := parse_path(path))]
    evaluations = {place.name("evaluation") for place in places}
    known = {*before.versions, *now.versions}
    measured = {
        one.version for one in (*before.found.evaluations, *now.found.evaluations) if one.id in evaluations - {""}
    }
    moved_up = {version for version in known if before.find_level(version) != now.find_level(version)}
    return known & ({place.version for place in places} | measured | moved_up)


def _iter_documents(own: Iterable[str], before: AlgorithmState, now: AlgorithmState) -> Iterable[ReviewedDocument]:
    """Touched documents of every kind but cards, which are told version by version."""
    old, new = before.collection.tree.files, now.collection.tree.files
    for path in own:
        place = parse_path(path)
        if place is None or place.kind not in DOCUMENTS or place.kind == "card":
            continue
        yield ReviewedDocument(
            place.kind, place.id, "added" if path not in old else "removed" if path not in new else "changed"
        )


def _review_version(version: str, before: AlgorithmState, now: AlgorithmState) -> ReviewedVersion:
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
