"""Who judged and who measured which version: audits, reviews and evaluations of all algorithms in one list.

How whoever signs stands to the authors is computed elsewhere, and told here as it is on each card.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from boas.documents import Person, load_vocabulary
from boas.index._composer import Composer
from boas.index._evidence import build_independence
from boas.index._records import Named, to_text
from boas.index._review_answers import ReviewList, ReviewRow
from boas.registry import AlgorithmEntry, AssessedAudit, AssessedEvaluation, determine_status


def build_review_list(composer: Composer) -> ReviewList:
    """Every audit, review and evaluation, those by independent people first, newest first."""
    terms = tuple(load_vocabulary("independence_states").terms)
    order = ("independent", *(one for one in terms if one != "independent"))
    rows = [row for entry in composer.registry.algorithms.values() for row in _iter_rows(composer, entry)]
    rows.sort(key=lambda row: (row.algorithm.id, row.id))
    rows.sort(key=lambda row: row.date, reverse=True)
    rows.sort(key=lambda row: (row.is_example, order.index(row.independence.term), not row.counts))
    counted = Counter(row.independence.term for row in rows if not row.is_example)
    return ReviewList(counted.total(), {one: counted[one] for one in order if counted[one]}, tuple(rows))


def _iter_rows(composer: Composer, entry: AlgorithmEntry) -> Iterator[ReviewRow]:
    """What was judged and measured of one algorithm."""
    if not entry.audits and not entry.evaluations:
        return
    assessment = composer.get_assessment(entry)
    for audit in assessment.audits:
        yield _build_audit_row(composer, entry, audit)
    for evaluation in assessment.evaluations:
        yield _build_evaluation_row(composer, entry, evaluation)


def _build_audit_row(composer: Composer, entry: AlgorithmEntry, one: AssessedAudit) -> ReviewRow:
    """An audit or a review in one line."""
    holds = one.is_of_this_digest and one.is_in_date and one.is_well_dated
    return ReviewRow(
        what="audit",
        kind=one.audit.kind,
        date=one.audit.date,
        counts=holds and not one.replaced_by,
        **_build_shared_fields(composer, entry, one, one.audit.auditor),
    )


def _build_evaluation_row(composer: Composer, entry: AlgorithmEntry, one: AssessedEvaluation) -> ReviewRow:
    """An evaluation in one line."""
    return ReviewRow(
        what="evaluation",
        kind=one.evaluation.design or "",
        date=one.evaluation.date or "",
        counts=not one.replaced_by,
        **_build_shared_fields(composer, entry, one, one.evaluation.evaluator),
    )


def _build_shared_fields(
    composer: Composer, entry: AlgorithmEntry, one: AssessedAudit | AssessedEvaluation, person: Person | None
) -> dict[str, Any]:
    """What audits and evaluations are told by alike."""
    cards = {version.version: version.card for version in entry.versions}
    made = cards.get(one.version)
    return {
        "id": one.id,
        "algorithm": Named(entry.id, to_text((made or entry.latest.card).name)),
        "version": one.version,
        "stands_for": composer.get_assessment(entry).list_versions(one),
        "status": determine_status(entry, one.version) if made else "",
        "by": person.name if person else "",
        "organisation": composer.build_organisation(person.organisation) if person and person.organisation else None,
        "producers": composer.list_organisations(made.ownership.organisations) if made else (),
        "independence": build_independence(one.speaker),
        "replaced_by": one.replaced_by or None,
        "is_example": entry.algorithm.origin == "example",
    }
