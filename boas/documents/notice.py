"""The notice: what the registry must tell about a range of versions after they were published."""

from typing import Annotated, Literal

from boas.documents.dates import PastDate
from boas.documents.fields import LocalText, Many, Part, ask
from boas.documents.people import Person
from boas.documents.scalars import Id, Link, Sha256, Term, Version, VersionRange, is_in_range


class Removed(Part):
    """One thing that a notice takes out of the registry for good: a version, an evaluation or an audit."""

    version: Version | None = ask("optional")
    """Version whose files were taken away."""
    evaluation: Id | None = ask("optional")
    """Evaluation whose files were taken away."""
    audit: Id | None = ask("optional")
    """Audit whose file was taken away."""
    digest: Sha256 = ask("needed")
    """Digest of what was there, as the ledger gives it."""


class Notice(Part):
    """Deprecation, withdrawal, removal, safety alert or erratum, on a range of versions."""

    schema_version: Literal[1] = ask("needed")
    """Version of this format."""
    id: Id = ask("needed")
    """Id of the notice: the name of its file."""
    kind: Annotated[str, Term("notice_kinds")] = ask("needed")
    """What the notice says."""
    versions: VersionRange = ask("needed")
    """Range of versions, for instance `>=1.0.0,<1.2.0`."""
    reason: Annotated[str, Term("notice_reasons")] = ask("needed")
    """Why."""
    text: LocalText = ask("needed")
    """What a user must know."""
    affected_groups: Many[LocalText] | None = ask("optional")
    """Groups of people concerned."""
    replacement: Id | None = ask("optional")
    """Algorithm to use instead."""
    retracts: Id | None = ask("optional")
    """Earlier notice of the same algorithm that this one takes back or corrects."""
    removed: Many[Removed] | None = ask("optional")
    """What a removal takes away; nothing of it stays but its digest."""
    date: PastDate = ask("needed")
    """Day of the decision."""
    decided_by: Person = ask("needed")
    """Who decided."""
    evidence_url: Link | None = ask("optional")
    """Where the reason can be checked."""

    def is_about_versions(self) -> bool:
        """Whether it says something of the versions in its range: not when it takes only evaluations or audits away."""
        return self.removed is None or any(one.version for one in self.removed)

    def holds(self, version: str) -> bool:
        """Whether it is about a version: one in its range, and of a removal of versions one that was taken away."""
        named = {one.version for one in self.removed or () if one.version}
        return is_in_range(version, self.versions) and (not named or version in named)
