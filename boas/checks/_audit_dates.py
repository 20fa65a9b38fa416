"""Rules about the day of an audit: it comes after what it assesses."""

from collections.abc import Iterator

from boas.checks._related_documents import iter_siblings
from boas.checks._rule import document_rule, report_at_field
from boas.documents import Audit, Evaluation
from boas.finding import Finding
from boas.independence import list_later_evaluations
from boas.parsing import Collection, Document
from boas.translation import Message


@document_rule("audits", since="2026-11-28")
def audit_before_evaluation(document: Document, collection: Collection) -> Iterator[Finding]:
    """An audit is not older than the evaluations it judges.

    Why: nobody judges numbers that are not there yet; the day is wrong, or the audit read something else.

    Help: write the true day of the audit, or name under `evaluations` only what was read; do an audit that is
    already published again in a new file.
    """
    around = iter_siblings(document, collection, Evaluation)
    evaluations = {document.document.location.id: document.content for document in around}
    if isinstance(document.content, Audit):
        later = list_later_evaluations(document.content, evaluations)
        if later:
            yield report_at_field(
                "audit-before-evaluation",
                document,
                ("date",),
                _describe_later_evaluations(document.content, later),
                _TRUE_DAY,
            )
    elif isinstance(document.content, Evaluation):
        own = document.location.id
        for audit in iter_siblings(document, collection, Audit):
            if own in list_later_evaluations(audit.content, evaluations):
                message = _describe_earlier_audit(audit.document.location.id, audit.content.date)
                yield report_at_field("audit-before-evaluation", document, ("date",), message, _OTHER_DAY)


def _describe_later_evaluations(audit: Audit, later: tuple[str, ...]) -> Message:
    """Which evaluations came after an audit."""
    names = ", ".join(later)
    return Message("The audit is of {date}, before what it judges: {names}.", date=audit.date, names=names)


def _describe_earlier_audit(audit: str, day: str) -> Message:
    """Which audit judges an evaluation before it was made."""
    return Message("Audit `{audit}`, which judges this evaluation, is older: {day}.", audit=audit, day=day)


_TRUE_DAY = Message(
    "Write the true day, or take out of `evaluations` what the audit did not read; if it is "
    "published already, do it again in a new file."
)
_OTHER_DAY = Message("Write the true day of the evaluation, or give a new one another id.")
