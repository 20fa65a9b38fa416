"""The audit: a person's signed judgement about one version, bound to its digest."""

from typing import Annotated, Literal

from boas.documents.bounds import Bounds, Fraction
from boas.documents.dates import PastDate
from boas.documents.fields import Line, LocalText, Many, Part, ask
from boas.documents.people import Person
from boas.documents.scalars import Date, Id, Sha256, Term, Version


class AuditSubject(Part):
    """What was judged, to the byte."""

    id: Id
    """Id of the algorithm."""
    version: Version
    """Version of the algorithm."""
    digest: Sha256
    """Digest of the version's folder that was read."""


class Checklist(Part):
    """Answers to a published list of questions."""

    name: Line
    """Name of the list, for instance `PROBAST+AI`."""
    answers: Annotated[dict[Line, Annotated[str, Term("answers")]], Bounds(most=500)]
    """Question number and answer."""


class Audit(Part):
    """A person's signed judgement about one version, bound to its digest."""

    schema_version: Literal[1] = ask("needed")
    """Version of this format."""
    id: Id = ask("needed")
    """Id of the audit: the name of its file."""
    auditor: Person = ask("needed")
    """Who judged."""
    date: PastDate = ask("needed")
    """Day of the judgement."""
    kind: Annotated[str, Term("audit_kinds")] = ask("needed")
    """What was judged."""
    subject: AuditSubject = ask("needed")
    """What was judged, to the byte."""
    competing_interests: LocalText | None = ask("expected")
    """Interests of the auditor that a reader should know."""
    checklist: Checklist | None = ask("optional")
    """Answers to a published list of questions."""
    evaluations: Many[Id] | None = ask("optional")
    """Evaluations that were looked at."""
    margin: Fraction | None = ask("optional")
    """Largest difference between groups the auditor accepts, as a fraction."""
    conclusion: LocalText = ask("needed")
    """The judgement."""
    recommendations: Many[LocalText] | None = ask("optional")
    """What should be done."""
    replaces: Id | None = ask("optional")
    """Earlier audit of the same algorithm that this one corrects."""
    review_due: Date | None = ask("expected")
    """Day from which the audit is out of date."""
