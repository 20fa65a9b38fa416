"""Who judges whose algorithms: audits and reviews between organisations, seen from each of them.

An audit belongs to the organisation its auditor names and to those that made the version it judges; files that share
an identifier are about one organisation. That two of them judge each other is said, never weighed.
"""

from collections.abc import Iterator, Mapping, Sequence
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
    given, received = composer.collect(_map_audits)
    own = frozenset(composer.registry.collection.organisations.list_same_organisation(name))
    invented = ("organisation", name) in composer.invented
    return _OrganisationAudits(_select(given, own, invented=invented), _select(received, own, invented=invented), own)


_Ranked = tuple[int, bool, AuditBetween]
"""An audit with its place among all, newest first, and whether it is of a worked example."""


def _select(
    by_name: Mapping[str, Sequence[_Ranked]], own: frozenset[str], *, invented: bool
) -> tuple[AuditBetween, ...]:
    """Audits of any of these organisations, each once, newest first."""
    found = {
        place: one for name in own for place, is_example, one in by_name.get(name, ()) if invented or not is_example
    }
    return tuple(found[place] for place in sorted(found))


def _map_audits(composer: Composer) -> tuple[Mapping[str, Sequence[_Ranked]], Mapping[str, Sequence[_Ranked]]]:
    """All audits and reviews by the organisation that gave them, and by those that received them."""
    entries = (entry for entry in composer.registry.algorithms.values() if entry.audits)
    found = [
        (entry.algorithm.origin == "example", one)
        for entry in entries
        for one in _iter_algorithm_audits(composer, entry)
    ]
    found.sort(key=lambda pair: (pair[1].date, pair[1].algorithm.id, pair[1].id), reverse=True)
    given, received = dict[str, list[_Ranked]](), dict[str, list[_Ranked]]()
    for place, (is_example, one) in enumerate(found):
        if one.organisation:
            given.setdefault(one.organisation.id, []).append((place, is_example, one))
        for producer in one.producers:
            received.setdefault(producer.id, []).append((place, is_example, one))
    return given, received


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
