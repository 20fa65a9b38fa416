"""Who judged the few algorithms of the small registry, from the audits that their answers carry."""

from collections import Counter
from collections.abc import Sequence

from boas.index import Named, ReviewList, ReviewRow
from boas.index import _answers as a


def review_list(answers: Sequence[a.AlgorithmAnswer]) -> ReviewList:
    """The audits of these algorithms, in their order."""
    rows = tuple(_row(answer, audit) for answer in answers for audit in answer.audits)
    counted = Counter(row.independence.term for row in rows if not row.is_example)
    return ReviewList(counted.total(), dict(counted), rows)


def _row(answer: a.AlgorithmAnswer, audit: a.AuditAnswer) -> ReviewRow:
    """One audit in one line."""
    return ReviewRow(
        id=audit.id,
        what="audit",
        kind=audit.audit.content.kind,
        algorithm=Named(answer.id, answer.row.name),
        version=audit.version,
        stands_for=audit.stands_for,
        status=answer.row.status,
        date=audit.audit.content.date,
        by=audit.audit.content.auditor.name,
        organisation=audit.organisation,
        producers=answer.row.organisations,
        independence=audit.independence,
        counts=audit.is_of_this_digest and audit.is_in_date and audit.is_well_dated and not audit.replaced_by,
        replaced_by=audit.replaced_by,
        is_example=answer.row.origin == "example",
    )
