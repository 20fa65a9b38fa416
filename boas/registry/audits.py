"""Whether an audit holds: who judged, of which bytes, and whether its review is overdue.

The day is that of the registry's last change, never today: the same commit gives the same levels on any day.
"""

from dataclasses import dataclass

from boas.documents import Audit, version_path
from boas.evidence.independence import Independence
from boas.reading import Document
from boas.registry.picture import AlgorithmEntry, Registry, typed
from boas.registry.speakers import speaker, version_said


@dataclass(frozen=True)
class JudgedAudit:
    """One audit with whether it holds."""

    document: Document
    speaker: Independence
    """Who judged, seen from the authors of the version."""
    is_of_this_digest: bool
    """Whether the version still has the bytes that were read."""
    is_in_date: bool
    """Whether its review is not overdue on the day of the registry's last change."""

    @property
    def id(self) -> str:
        """Id of the audit: the name of its file."""
        return self.document.location.name("audit")

    @property
    def audit(self) -> Audit:
        """The typed document."""
        return typed(self.document, Audit)

    @property
    def version(self) -> str:
        """Version that was judged; empty when it is one of another algorithm."""
        return version_said(self.document, self.audit.subject)

    @property
    def is_independent_about_bias(self) -> bool:
        """Whether somebody from outside judged for whom the algorithm works."""
        return self.audit.kind == "bias" and self.speaker.term == "independent"

    @property
    def counts_for_level(self) -> bool:
        """Whether it makes level 4: about bias, independent, of this digest and in date."""
        return self.is_independent_about_bias and self.is_of_this_digest and self.is_in_date


def judge_audits(registry: Registry, entry: AlgorithmEntry) -> tuple[JudgedAudit, ...]:
    """Every audit of an algorithm, newest first, then by id."""
    found = sorted((judged(registry, entry, document) for document in entry.audits), key=lambda one: one.id)
    return tuple(sorted(found, key=lambda one: one.audit.date, reverse=True))


def judged(registry: Registry, entry: AlgorithmEntry, document: Document) -> JudgedAudit:
    """One audit with whether it holds."""
    audit = typed(document, Audit)
    version, as_of = version_said(document, audit.subject), registry.collection.as_of
    known = registry.ledger.get(version_path(entry.id, version, ""))
    return JudgedAudit(
        document,
        speaker(registry, entry, version, audit.auditor),
        is_of_this_digest=known is not None and known.digest == audit.subject.digest,
        is_in_date=audit.review_due is None or as_of < audit.review_due,
    )


def strictest_margin(audits: tuple[JudgedAudit, ...], version: str, evaluation: str) -> float | None:
    """The smallest margin that independent bias audits of a version set for an evaluation; nothing without one."""
    wanted = (
        one.audit.margin
        for one in audits
        if one.is_independent_about_bias
        and one.version == version
        and evaluation in (one.audit.evaluations or (evaluation,))
    )
    return min((margin for margin in wanted if margin is not None and 0 < margin < 1), default=None)
