"""Audits as pages show them: who judged what, how independent they are, and whether the judgement still holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from boas.finding import Language
from boas.site.gaps import margin_words
from boas.site.words import Said, choose

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AuditShown:
    """One audit."""

    id: str
    version: str
    """Version that was judged."""
    document: Json
    organisation: Said | None
    """Name of the auditor's organisation."""
    independence: str
    """Term of the vocabulary `independence_states`."""
    why: Said
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


def audits_of(answers: Sequence[Json], version: str, language: Language) -> tuple[AuditShown, ...]:
    """Audits that hold for one version."""
    return tuple(shown(one, language) for one in answers if version in one["stands_for"])


def shown(answer: Json, language: Language) -> AuditShown:
    """One audit from its answer."""
    return AuditShown(
        answer["id"],
        answer["version"],
        answer["audit"],
        choose(answer["organisation"]["name"], language) if answer["organisation"] else None,
        answer["independence"]["term"],
        choose(answer["independence"]["sentence"], language),
        margin_words(answer["audit"].get("margin"), language),
        answer["is_of_this_digest"],
        answer["is_in_date"],
        answer["is_well_dated"],
        answer["counts_for_level"],
        answer["counts_as_review"],
        answer["replaced_by"] or "",
        answer["path"],
    )
