"""Who judges whose algorithms: audits and reviews between organisations, seen from each of them.

An audit belongs to the organisation its auditor names and to those that made the version it judges; files that share
an identifier are about one organisation. That two of them judge each other is said, never weighed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from boas.documents import Card
from boas.index._composer import Composer
from boas.index._evidence_answers import AuditBetween
from boas.index._records import Named, to_text
from boas.registry import AlgorithmEntry, AssessedAudit


@dataclass(frozen=True, slots=True)
class _OrganisationAudits:
    """Audits and reviews of one organisation."""

    given: tuple[AuditBetween, ...]
    """By its people."""
    received: tuple[AuditBetween, ...]
    """Of versions it made."""
    own: frozenset[str] = frozenset()
    """Ids of all files about it."""

    def find_reciprocal(self, name: str) -> tuple[Named, ...]:
        """Other organisations that judged what this one made and had theirs judged by it, by id."""
        own = self.own | {name}
        judged = {one.id: one for audit in self.given for one in audit.producers if one.id not in own}
        judges = {audit.organisation.id for audit in self.received if audit.organisation}
        return tuple(judged[other] for other in sorted(judged.keys() & judges))


def collect_organisation_audits(composer: Composer, name: str) -> _OrganisationAudits:
    """Audits and reviews of one organisation, newest first; those of worked examples only where it is invented too."""
    invented = ("organisation", name) in composer.invented
    entries = composer.registry.algorithms.values()
    real = [entry for entry in entries if invented or entry.algorithm.origin != "example"]
    found = [one for entry in real if entry.audits for one in _iter_algorithm_audits(composer, entry)]
    found.sort(key=lambda one: (one.date, one.algorithm.id, one.id), reverse=True)
    own = frozenset(composer.registry.collection.organisations.list_same_organisation(name))
    return _OrganisationAudits(
        tuple(one for one in found if one.organisation and one.organisation.id in own),
        tuple(one for one in found if any(producer.id in own for producer in one.producers)),
        own,
    )


def _iter_algorithm_audits(composer: Composer, entry: AlgorithmEntry) -> Iterator[AuditBetween]:
    """Audits and reviews of the versions of one algorithm that are in the registry."""
    cards = {one.version: one.card for one in entry.versions}
    for one in composer.get_assessment(entry).audits:
        if one.version in cards:
            yield _build_audit_between(composer, entry.id, cards[one.version], one)


def _build_audit_between(composer: Composer, algorithm: str, card: Card, one: AssessedAudit) -> AuditBetween:
    """One audit of one version."""
    auditor = one.audit.auditor
    return AuditBetween(
        id=one.id,
        kind=one.audit.kind,
        algorithm=Named(algorithm, to_text(card.name)),
        version=one.version,
        date=one.audit.date,
        auditor=auditor.name,
        organisation=composer.build_organisation(auditor.organisation) if auditor.organisation else None,
        producers=composer.list_organisations(card.ownership.organisations),
        standing=one.speaker.term,
    )
