"""Everything the registry computes about one algorithm beside its documents: evidence, audits, levels."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from boas.documents import version_order
from boas.finding import Words
from boas.registry.audits import JudgedAudit, judge_audits
from boas.registry.carrying import SAME, UNKNOWN, Since, is_same_work, since_each
from boas.registry.evidence import Weighed, weigh_all
from boas.registry.levels import Step, step
from boas.registry.picture import AlgorithmEntry, Registry, VersionEntry
from boas.registry.speakers import speaker
from boas.standing.independence import Independence


@dataclass(frozen=True)
class Assessment:
    """What one algorithm's documents come to."""

    evaluations: tuple[Weighed, ...]
    """Of any version, newest first."""
    audits: tuple[JudgedAudit, ...]
    """Of any version, newest first."""
    steps: Mapping[str, Step]
    """Level and what the next one asks for, by version."""
    figures: Mapping[str, tuple[Weighed, ...]] = field(default_factory=dict)
    """Evaluations whose figures stand for a version, replaced ones too, by version."""
    judgements: Mapping[str, tuple[JudgedAudit, ...]] = field(default_factory=dict)
    """Audits whose judgement stands for a version, replaced ones too, by version."""
    changed: Mapping[tuple[str, str], Since] = field(default_factory=dict)
    """How a version stands to one that was measured, by the one measured and the other."""

    def select_for_version(self, version: str) -> tuple[Weighed, ...]:
        """Evaluations that nothing has replaced and whose figures stand for one version, newest first.

        They were measured on it, or on an older one that nothing has changed since.
        """
        return counting(self.figures.get(version, ()))

    def select_for_others(self, version: str) -> tuple[Weighed, ...]:
        """Evaluations that nothing has replaced and whose figures are another version's, newest first."""
        own = {one.id for one in self.select_for_version(version)}
        return tuple(one for one in counting(self.evaluations) if one.id not in own)

    def list_seen_from(self, version: str) -> tuple[Weighed, ...]:
        """Evaluations of any version, newest first; those that stand for one are seen from its own authors."""
        own = {one.id: one for one in self.figures.get(version, ())}
        return tuple(own.get(one.id, one) for one in self.evaluations)

    def list_audits(self, version: str) -> tuple[JudgedAudit, ...]:
        """Audits whose judgement stands for one version, newest first; replaced ones say so."""
        return self.judgements.get(version, ())

    def list_versions(self, one: Weighed | JudgedAudit) -> tuple[str, ...]:
        """Versions an evaluation or an audit stands for, the oldest first."""
        chosen = self.judgements if isinstance(one, JudgedAudit) else self.figures
        found = (version for version, own in chosen.items() if any(other.document is one.document for other in own))
        return tuple(sorted(found, key=version_order))

    def compare_with(self, measured: str, version: str) -> Since:
        """How a version stands to the one that was measured."""
        return self.changed.get((measured, version), SAME if measured == version else UNKNOWN)


def assess(registry: Registry, entry: AlgorithmEntry) -> Assessment:
    """What the documents of one algorithm come to."""
    audits = judge_audits(registry, entry)
    evaluations = weigh_all(registry, entry, audits)
    changed = since_each(entry, (one.version for one in evaluations))
    figures = {one.version: figures_of(registry, entry, one, evaluations, changed) for one in entry.versions}
    judgements = {one.version: tuple(judgements_of(registry, entry, one, audits)) for one in entry.versions}
    steps = {
        one.version: step(
            one, counting(figures[one.version]), counting(judgements[one.version]), digest_of(registry, one)
        )
        for one in entry.versions
    }
    if registry.settings.records_frozen_from:
        steps = {name: as_corrections(one) if figures[name] or judgements[name] else one for name, one in steps.items()}
    return Assessment(evaluations, audits, steps, figures, judgements, changed)


Record = TypeVar("Record", Weighed, JudgedAudit)


def counting(found: Iterable[Record]) -> tuple[Record, ...]:
    """Those of some evaluations or audits that nothing has replaced: only these count."""
    return tuple(one for one in found if not one.replaced_by)


def figures_of(
    registry: Registry,
    entry: AlgorithmEntry,
    version: VersionEntry,
    evaluations: Iterable[Weighed],
    changed: Mapping[tuple[str, str], Since],
) -> tuple[Weighed, ...]:
    """Evaluations whose figures stand for a version; who measured is seen from its own authors too."""
    found = (one for one in evaluations if changed[one.version, version.version].holds)
    return tuple(
        one
        if one.version == version.version
        else replace(
            one,
            speaker=nearer(one.speaker, speaker(registry, entry, version.version, one.evaluation.evaluator)),
        )
        for one in found
    )


def nearer(one: Independence, other: Independence) -> Independence:
    """Of two ways somebody stands to authors, the one that makes them no outsider."""
    return one if one.term != "independent" else other


def judgements_of(
    registry: Registry, entry: AlgorithmEntry, version: VersionEntry, audits: tuple[JudgedAudit, ...]
) -> Iterable[JudgedAudit]:
    """Audits of a version, and of older ones that are the same to the byte."""
    older = entry.versions[entry.versions.index(version) + 1 :]
    judged = {one.version for one in audits}
    alike = {
        version.version,
        *(one.version for one in older if one.version in judged and is_same_work(registry, one, version)),
    }
    return (one for one in audits if one.version in alike)


def as_corrections(one: Step) -> Step:
    """The same step; what asks to mend something published says that this takes a new document."""
    return replace(one, missing=(*one.missing, CORRECT)) if one.level > 0 and one.missing else one


CORRECT = Words(
    "Ce qui est publié ne se modifie plus : corriger une évaluation ou un audit par un nouveau, avec « replaces ».",
    "What is published is not edited any more: correct an evaluation or an audit by a new one, with `replaces`.",
)


def digest_of(registry: Registry, version: VersionEntry) -> str:
    """The digest of a version's folder."""
    return registry.ledger[version.folder].digest
