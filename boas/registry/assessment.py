"""Everything the registry computes about one algorithm beside its documents: evidence, audits, levels."""

from collections.abc import Mapping
from dataclasses import dataclass

from boas.registry.audits import JudgedAudit, judge_audits
from boas.registry.evidence import Weighed, weigh_all
from boas.registry.levels import Step, step
from boas.registry.picture import AlgorithmEntry, Registry, VersionEntry


@dataclass(frozen=True)
class Assessment:
    """What one algorithm's documents come to."""

    evaluations: tuple[Weighed, ...]
    """Of any version, newest first."""
    audits: tuple[JudgedAudit, ...]
    """Of any version, newest first."""
    steps: Mapping[str, Step]
    """Level and what the next one asks for, by version."""

    def of_version(self, version: str) -> tuple[Weighed, ...]:
        """Evaluations of one version that nothing has replaced, newest first."""
        return tuple(one for one in self.standing if one.version == version)

    @property
    def standing(self) -> tuple[Weighed, ...]:
        """Evaluations of any version that nothing has replaced, newest first: only these count."""
        return tuple(one for one in self.evaluations if not one.replaced_by)

    def audits_of(self, version: str) -> tuple[JudgedAudit, ...]:
        """Audits of one version, newest first."""
        return tuple(one for one in self.audits if one.version == version)


def assess(registry: Registry, entry: AlgorithmEntry) -> Assessment:
    """What the documents of one algorithm come to."""
    audits = judge_audits(registry, entry)
    evaluations = weigh_all(registry, entry, audits)
    counting = tuple(one for one in evaluations if not one.replaced_by)
    judging = tuple(one for one in audits if not one.replaced_by)
    steps = {one.version: step(one, counting, judging, digest_of(registry, one)) for one in entry.versions}
    return Assessment(evaluations, audits, steps)


def digest_of(registry: Registry, version: VersionEntry) -> str:
    """The digest of a version's folder."""
    return registry.ledger[version.folder].digest
