"""The audit: a person's signed judgement about one version, bound to its digest."""

from typing import Annotated, Literal

from boas.documents._bounds import Fraction, ValueBounds
from boas.documents._dates import PastDate
from boas.documents._fields import DocumentPart, Line, LocalText, Many, make_field
from boas.documents._people import Person
from boas.documents._scalars import Date, Id, Sha256, SubjectVersion, Term


class AuditSubject(DocumentPart):
    """What was judged, to the byte."""

    id: Id
    """Id of the algorithm."""
    version: SubjectVersion
    """Version of the algorithm."""
    digest: Sha256
    """Digest of the version's folder that was read."""


class Checklist(DocumentPart):
    """Answers to a published list of questions."""

    name: Line
    """Name of the list, for instance `PROBAST+AI`."""
    answers: Annotated[dict[Line, Annotated[str, Term("answers")]], ValueBounds(most=500)]
    """Question number and answer."""


class Audit(DocumentPart):
    """A person's signed judgement about one version, bound to its digest."""

    schema_version: Literal[1] = make_field("needed")
    """Version of this format."""
    id: Id = make_field("needed")
    """Id of the audit: the name of its file."""
    auditor: Person = make_field("needed")
    """Who judged."""
    date: PastDate = make_field("needed")
    """Day of the judgement."""
    kind: Annotated[str, Term("audit_kinds")] = make_field("needed")
    """What was judged."""
    subject: AuditSubject = make_field("needed")
    """What was judged, to the byte."""
    competing_interests: LocalText | None = make_field("expected")
    """Interests of the auditor that a reader should know."""
    checklist: Checklist | None = make_field("optional")
    """Answers to a published list of questions."""
    evaluations: Many[Id] | None = make_field("optional")
    """Evaluations that were looked at."""
    margin: Fraction | None = make_field("optional")
    """Largest difference between groups the auditor accepts, as a fraction."""
    confirms_spelling: bool | None = make_field("optional")
    """In a review: every letter was read that the version corrects as `editorial`, and none changes the meaning."""
    conclusion: LocalText = make_field("needed")
    """The judgement."""
    recommendations: Many[LocalText] | None = make_field("optional")
    """What should be done."""
    replaces: Id | None = make_field("optional")
    """Earlier audit of the same algorithm that this one corrects."""
    review_due: Date | None = make_field("expected")
    """Day from which the audit is out of date."""
