"""Everything the registry computes about one algorithm beside its documents: evidence, audits, levels."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from boas.documents import parse_version
from boas.independence import IndependenceState
from boas.registry._applicability import SAME, UNKNOWN, Applicability, is_same_work, map_applicability
from boas.registry._assessor_independence import assess_independence
from boas.registry._audits import AssessedAudit, assess_audits
from boas.registry._evaluations import AssessedEvaluation, assess_evaluations
from boas.registry._levels import LevelStep, determine_level
from boas.registry._snapshot import AlgorithmEntry, Registry, VersionEntry
from boas.translation import Message


@dataclass(frozen=True)
class Assessment:
    """The assessment of one algorithm's documents."""

    evaluations: tuple[AssessedEvaluation, ...]
    """Of any version, newest first."""
    audits: tuple[AssessedAudit, ...]
    """Of any version, newest first."""
    steps: Mapping[str, LevelStep]
    """Level and what the next one asks for, by version."""
    figures: Mapping[str, tuple[AssessedEvaluation, ...]] = field(default_factory=dict)
    """Evaluations whose figures stand for a version, replaced ones too, by version."""
    judgements: Mapping[str, tuple[AssessedAudit, ...]] = field(default_factory=dict)
    """Audits whose judgement stands for a version, replaced ones too, by version."""
    changed: Mapping[tuple[str, str], Applicability] = field(default_factory=dict)
    """How a version stands to one that was measured, by the one measured and the other."""

    def select_for_version(self, version: str) -> tuple[AssessedEvaluation, ...]:
        """Evaluations that nothing has replaced and whose figures stand for one version, newest first.

        They were measured on it, or on an older one that nothing has changed since.
        """
        return _select_current(self.figures.get(version, ()))

    def select_for_others(self, version: str) -> tuple[AssessedEvaluation, ...]:
        """Evaluations that nothing has replaced and whose figures are another version's, newest first."""
        own = {evaluation.id for evaluation in self.select_for_version(version)}
        return tuple(evaluation for evaluation in _select_current(self.evaluations) if evaluation.id not in own)

    def list_seen_from(self, version: str) -> tuple[AssessedEvaluation, ...]:
        """Evaluations of any version, newest first; those that stand for one are seen from its own authors."""
        own = {evaluation.id: evaluation for evaluation in self.figures.get(version, ())}
        return tuple(own.get(evaluation.id, evaluation) for evaluation in self.evaluations)

    def list_audits(self, version: str) -> tuple[AssessedAudit, ...]:
        """Audits of one version, newest first; replaced ones are marked."""
        return self.judgements.get(version, ())

    def list_versions(self, assessed: AssessedEvaluation | AssessedAudit) -> tuple[str, ...]:
        """Versions an evaluation or an audit stands for, the oldest first."""
        chosen = self.judgements if isinstance(assessed, AssessedAudit) else self.figures
        found = (
            version for version, own in chosen.items() if any(other.document is assessed.document for other in own)
        )
        return tuple(sorted(found, key=parse_version))

    def compare_with(self, measured: str, version: str) -> Applicability:
        """How a version stands to the one that was measured."""
        return self.changed.get((measured, version), SAME if measured == version else UNKNOWN)


def assess(registry: Registry, entry: AlgorithmEntry) -> Assessment:
    """Assess the documents of one algorithm."""
    audits = assess_audits(registry, entry)
    evaluations = assess_evaluations(registry, entry, audits)
    changed = map_applicability(entry, (evaluation.version for evaluation in evaluations))
    figures = {
        version.version: _select_evaluations(registry, entry, version, evaluations, changed)
        for version in entry.versions
    }
    judgements = {
        version.version: tuple(_select_audits(registry, entry, version, audits)) for version in entry.versions
    }
    steps = {
        version.version: determine_level(
            version,
            _select_current(figures[version.version]),
            _select_current(judgements[version.version]),
            _get_digest(registry, version),
        )
        for version in entry.versions
    }
    if registry.settings.records_frozen_from:
        steps = {
            name: _with_correction_advice(step) if figures[name] or judgements[name] else step
            for name, step in steps.items()
        }
    return Assessment(evaluations, audits, steps, figures, judgements, changed)


_Record = TypeVar("_Record", AssessedEvaluation, AssessedAudit)


def _select_current(found: Iterable[_Record]) -> tuple[_Record, ...]:
    """Those of some evaluations or audits that nothing has replaced: only these count."""
    return tuple(audit for audit in found if not audit.replaced_by)


def _select_evaluations(
    registry: Registry,
    entry: AlgorithmEntry,
    version: VersionEntry,
    evaluations: Iterable[AssessedEvaluation],
    changed: Mapping[tuple[str, str], Applicability],
) -> tuple[AssessedEvaluation, ...]:
    """Evaluations whose figures stand for a version; who measured is seen from its own authors too."""

    def with_nearer_tie(found: AssessedEvaluation) -> AssessedEvaluation:
        seen = assess_independence(registry, entry, version.version, found.evaluation.evaluator)
        return replace(found, speaker=_choose_nearer(found.speaker, seen))

    held = [found for found in evaluations if changed[found.version, version.version].holds]
    return tuple(found if found.version == version.version else with_nearer_tie(found) for found in held)


def _choose_nearer(state: IndependenceState, other: IndependenceState) -> IndependenceState:
    """Of two ways somebody stands to authors, the one that makes them no outsider."""
    return state if state.term != "independent" else other


def _select_audits(
    registry: Registry, entry: AlgorithmEntry, version: VersionEntry, audits: tuple[AssessedAudit, ...]
) -> Iterable[AssessedAudit]:
    """Audits of a version, and of older ones that are the same to the byte."""
    older = entry.versions[entry.versions.index(version) + 1 :]
    judged = {audit.version for audit in audits}
    alike = {
        version.version,
        *(entry.version for entry in older if entry.version in judged and is_same_work(registry, entry, version)),
    }
    return (audit for audit in audits if audit.version in alike)


def _with_correction_advice(step: LevelStep) -> LevelStep:
    """The step towards a level; where it would change something published, it asks for a new document."""
    return replace(step, missing=(*step.missing, _CORRECT)) if step.level > 0 and step.missing else step


_CORRECT = Message(
    "What is published is not edited any more: correct an evaluation or an audit by a new one, with `replaces`."
)


def _get_digest(registry: Registry, version: VersionEntry) -> str:
    """The digest of a version's folder."""
    return registry.ledger[version.folder].digest
