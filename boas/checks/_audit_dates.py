"""Rules about the day of an audit: it comes after what it assesses."""

from collections.abc import Iterator

from boas.checks._related_documents import iter_siblings
from boas.checks._rule import document_rule, report_at_field
from boas.documents import Audit, Evaluation
from boas.finding import Finding, Message
from boas.independence import list_later_evaluations
from boas.parsing import Collection, Document


@document_rule(
    "audits",
    what="Un audit n’est pas plus ancien que les évaluations qu’il juge.",
    why="Personne ne juge des chiffres qui n’existent pas encore : la date est fausse, ou l’audit a lu autre chose.",
    mend="Écrire le vrai jour de l’audit, ou ne nommer dans « evaluations » que ce qui a été lu ; pour un audit "
    "déjà publié, le refaire dans un nouveau fichier.",
    since="2026-11-28",
)
def audit_before_evaluation(document: Document, collection: Collection) -> Iterator[Finding]:
    """An audit is not older than the evaluations it judges.

    Why: nobody judges numbers that are not there yet; the day is wrong, or the audit read something else.

    Mend: write the true day of the audit, or name under `evaluations` only what was read; do an audit that is
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
    return Message(
        f"L’audit est du {audit.date}, avant ce qu’il juge : {names}.",
        f"The audit is of {audit.date}, before what it judges: {names}.",
    )


def _describe_earlier_audit(audit: str, day: str) -> Message:
    """Which audit judges an evaluation before it was made."""
    return Message(
        f"L’audit « {audit} », qui juge cette évaluation, est plus ancien : {day}.",
        f"Audit `{audit}`, which judges this evaluation, is older: {day}.",
    )


_TRUE_DAY = Message(
    "Écrire le vrai jour, ou retirer de « evaluations » ce que l’audit n’a pas lu ; s’il est déjà publié, le refaire "
    "dans un nouveau fichier.",
    "Write the true day, or take out of `evaluations` what the audit did not read; if it is published already, do it "
    "again in a new file.",
)
_OTHER_DAY = Message(
    "Écrire le vrai jour de l’évaluation, ou donner un autre identifiant à une nouvelle.",
    "Write the true day of the evaluation, or give a new one another id.",
)
