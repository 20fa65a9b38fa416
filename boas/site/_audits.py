"""Audits as pages show them: who judged what, how independent they are, and whether the judgement still holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from boas.documents import Audit
from boas.index import AuditAnswer, Written
from boas.site._gaps import format_margin
from boas.site._translations import LocalisedText, choose
from boas.translation import Language


@dataclass(frozen=True, slots=True)
class AuditView:
    """One audit."""

    id: str
    version: str
    """Version that was judged."""
    document: Written[Audit]
    organisation: LocalisedText | None
    """Name of the auditor's organisation."""
    independence: str
    """Term of the vocabulary `independence_states`."""
    why: LocalisedText
    margin: str
    """In percentage points; empty when the auditor accepts none or says nothing of it."""
    is_of_this_digest: bool
    is_in_date: bool
    is_well_dated: bool
    counts_for_level: bool
    counts_as_review: bool
    replaced_by: str
    """Id of the audit that corrects it; empty while it stands."""
    path: str


def list_audit_views(answers: Sequence[AuditAnswer], version: str, language: Language) -> tuple[AuditView, ...]:
    """Audits that hold for one version."""
    return tuple(_build_audit_view(one, language) for one in answers if version in one.stands_for)


def _build_audit_view(answer: AuditAnswer, language: Language) -> AuditView:
    """One audit from its answer."""
    return AuditView(
        answer.id,
        answer.version,
        answer.audit,
        choose(answer.organisation.name, language) if answer.organisation else None,
        answer.independence.term,
        choose(answer.independence.sentence, language),
        format_margin(answer.audit.content.margin, language),
        answer.is_of_this_digest,
        answer.is_in_date,
        answer.is_well_dated,
        answer.counts_for_level,
        answer.counts_as_review,
        answer.replaced_by or "",
        answer.path,
    )
