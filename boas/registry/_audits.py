"""Assesses an audit: independence, the bytes it is about, whether it is overdue, whether it is a registry review.

The day is that of the commit the registry is read from, never today: the same commit gives the same levels on any day.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from boas.documents import REVIEWERS, Audit, Evaluation, Reviewers, build_version_path
from boas.independence import (
    IndependenceState,
    NamedPerson,
    ReviewSubject,
    assess_reviewer_independence,
    check_listing,
    find_entries,
    is_ahead,
    list_later_evaluations,
)
from boas.parsing import Document
from boas.registry._assessor_independence import assess_independence, find_card, resolve_subject_version
from boas.registry._snapshot import AlgorithmEntry, Registry, as_model


@dataclass(frozen=True)
class AssessedAudit:
    """One audit with whether it holds."""

    document: Document
    speaker: IndependenceState
    """Independence of the auditors from the authors of the version."""
    is_of_this_digest: bool
    """Whether the version still has the bytes that were read."""
    is_in_date: bool
    """Whether its review is not overdue on the day of the commit."""
    is_ahead: bool
    """Whether it gives a day after that one."""
    not_yet_made: tuple[str, ...]
    """Ids of the evaluations that it judges and that came after it."""
    is_by_reviewer: bool
    """Whether a signer was on the list of reviewers that day and may review this version."""
    replaced_by: str = ""
    """Id of the audit that corrects it; empty while it stands."""

    @property
    def id(self) -> str:
        """Id of the audit: the name of its file."""
        return self.document.location.id

    @property
    def audit(self) -> Audit:
        """The typed document."""
        return as_model(self.document, Audit)

    @property
    def version(self) -> str:
        """Version that was audited; empty when it is one of another algorithm."""
        return resolve_subject_version(self.document, self.audit.subject)

    @property
    def counts_as_review(self) -> bool:
        """Whether the registry itself reviewed these bytes, through somebody of its list."""
        if self.replaced_by or not self.is_well_dated:
            return False
        return self.audit.kind == "review" and self.is_by_reviewer and self.is_of_this_digest

    @property
    def is_well_dated(self) -> bool:
        """Whether it can have been made on the day it gives: not ahead of time, nor before what it judges."""
        return not self.is_ahead and not self.not_yet_made

    @property
    def is_independent_about_bias(self) -> bool:
        """Whether an independent auditor assessed fairness."""
        return not self.replaced_by and self.audit.kind == "bias" and self.speaker.term == "independent"

    @property
    def counts_for_level(self) -> bool:
        """Whether it makes level 4: about bias, independent, of this digest, in date and made after what it judges."""
        return self.is_independent_about_bias and self.is_of_this_digest and self.is_in_date and self.is_well_dated


def assess_audits(registry: Registry, entry: AlgorithmEntry) -> tuple[AssessedAudit, ...]:
    """Every audit of an algorithm, newest first, then by id."""
    found = sorted((_assess_audit(registry, entry, document) for document in entry.audits), key=lambda audit: audit.id)
    return tuple(sorted(found, key=lambda audit: audit.audit.date, reverse=True))


def _assess_audit(registry: Registry, entry: AlgorithmEntry, document: Document) -> AssessedAudit:
    """One audit with whether it holds."""
    audit = as_model(document, Audit)
    version, as_of = resolve_subject_version(document, audit.subject), registry.collection.as_of
    known = registry.ledger.get(build_version_path(entry.id, version, ""))
    return AssessedAudit(
        document,
        assess_independence(registry, entry, version, audit.auditor),
        is_of_this_digest=known is not None and known.digest == audit.subject.digest,
        is_in_date=audit.review_due is None or as_of < audit.review_due,
        is_ahead=is_ahead(audit.date, as_of),
        not_yet_made=list_later_evaluations(audit, _map_evaluations(entry)),
        is_by_reviewer=_is_by_reviewer(registry, entry, audit, version),
        replaced_by=entry.corrected.get((document.kind, document.location.id), ""),
    )


def _map_evaluations(entry: AlgorithmEntry) -> dict[str, Evaluation]:
    """The evaluations of an algorithm by id."""
    return {document.location.id: as_model(document, Evaluation) for document in entry.evaluations}


def _is_by_reviewer(registry: Registry, entry: AlgorithmEntry, audit: Audit, version: str) -> bool:
    """Whether a signer of an audit was on the list that day and may review the version."""
    document, card = registry.collection.documents.get(REVIEWERS), find_card(entry, version)
    listed = document.content.reviewers if document and isinstance(document.content, Reviewers) else ()
    if card is None:
        return False
    work = ReviewSubject(entry.id, card, tuple(_iter_contributors(entry)))
    return any(
        check_listing(reviewer, audit.date) is None
        and assess_reviewer_independence(reviewer, work, registry.collection.organisations).may_review
        for reviewer in find_entries(audit.auditor, listed)
    )


def _iter_contributors(entry: AlgorithmEntry) -> Iterator[NamedPerson]:
    """Authors of any version of an algorithm, and those who answer for its entry."""
    for version in entry.versions:
        authors = version.card.ownership.authors
        yield from authors if isinstance(authors, tuple) else ()
    yield from entry.algorithm.maintainers or ()


def find_strictest_margin(audits: tuple[AssessedAudit, ...], version: str, evaluation: str) -> float | None:
    """The smallest margin that independent bias audits of a version set for an evaluation; nothing without one."""
    wanted = (
        audit.audit.margin
        for audit in audits
        if audit.is_independent_about_bias
        and audit.is_well_dated
        and audit.version == version
        and evaluation in (audit.audit.evaluations or (evaluation,))
    )
    return min((margin for margin in wanted if margin is not None and 0 < margin < 1), default=None)
