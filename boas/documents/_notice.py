"""The notice: what the registry must tell about a range of versions after they were published."""

from typing import Annotated, Literal

from boas.documents._dates import PastDate
from boas.documents._fields import DocumentPart, Line, LocalText, Many, make_field
from boas.documents._people import Person
from boas.documents._releases import compare_releases
from boas.documents._scalars import Id, Link, Reference, Sha256, Term, Version, VersionRange
from boas.documents._versions import is_in_range

CodeStanding = Literal["affected", "possibly-affected"]
"""Whether a list surely holds a code as it was before it changed, or nobody can tell from the release it names."""


class Removed(DocumentPart):
    """One thing that a notice takes out of the registry for good: a version, or a record about one."""

    version: Version | None = make_field("optional")
    """Version whose files were taken away."""
    evaluation: Id | None = make_field("optional")
    """Evaluation whose files were taken away."""
    audit: Id | None = make_field("optional")
    """Audit whose file was taken away."""
    observation: Id | None = make_field("optional")
    """Observation whose file was taken away."""
    digest: Sha256 = make_field("needed")
    """Digest of what was there, as the ledger gives it."""


class CodeChange(DocumentPart):
    """One code that no longer means what lists of codes took it for."""

    system: Annotated[str, Term("code_systems")] = make_field("needed")
    """System the code belongs to."""
    code: Line = make_field("needed")
    """The code, written as lists of codes write it."""
    change: Annotated[str, Term("code_changes")] = make_field("needed")
    """What became of it."""
    from_release: Line | None = make_field("optional")
    """Last release of the system in which it was as before, for instance `ICD-10 2016`."""
    to_release: Line | None = make_field("optional")
    """First release in which it is as it is now, for instance `ICD-10 2019`."""

    def assess_release(self, release: str | None) -> CodeStanding | None:
        """What is known of a list that holds the code, made of a release; nothing when the code is as it is now."""
        before = compare_releases(release, self.from_release) if release and self.from_release else None
        after = compare_releases(release, self.to_release) if release and self.to_release else None
        if before is not None and before <= 0:
            return "affected"
        if after is not None:
            is_between = before is not None
            return None if after >= 0 else "possibly-affected" if is_between else "affected"
        return None if before is not None and not self.to_release else "possibly-affected"


class Notice(DocumentPart):
    """Deprecation, withdrawal, removal, safety alert or erratum, on a range of versions."""

    schema_version: Literal[1] = make_field("needed")
    """Version of this format."""
    id: Id = make_field("needed")
    """Id of the notice: the name of its file."""
    kind: Annotated[str, Term("notice_kinds")] = make_field("needed")
    """What the notice says."""
    versions: VersionRange = make_field("needed")
    """Range of versions, for instance `>=1.0.0,<1.2.0`; `<1.2.0` holds 1.2.0-rc.1 as well, `<1.2.0-0` does not."""
    reason: Annotated[str, Term("notice_reasons")] = make_field("needed")
    """Why."""
    text: LocalText = make_field("needed")
    """What a user must know."""
    affected_groups: Many[LocalText] | None = make_field("optional")
    """Groups of people concerned."""
    replacement: Annotated[Id, Reference("algorithm", "unknown-replacement")] | None = make_field("optional")
    """Algorithm to use instead."""
    retracts: Id | None = make_field("optional")
    """Earlier notice of the same algorithm that this one takes back or corrects."""
    removed: Many[Removed] | None = make_field("optional")
    """What a removal takes away; nothing of it stays but its digest."""
    codes: Many[CodeChange] | None = make_field("optional")
    """Codes that changed; lists of any algorithm that hold one from an older release are found and shown."""
    date: PastDate = make_field("needed")
    """Day of the decision."""
    decided_by: Person = make_field("needed")
    """Who decided."""
    evidence_url: Link | None = make_field("optional")
    """Where the reason can be checked."""

    def is_about_versions(self) -> bool:
        """Whether it says something of the versions in its range: not when it takes only evaluations or audits away."""
        return self.removed is None or any(one.version for one in self.removed)

    def holds(self, version: str) -> bool:
        """Whether it is about a version: one in its range, and of a removal of versions one that was taken away."""
        named = {one.version for one in self.removed or () if one.version}
        return is_in_range(version, self.versions) and (not named or version in named)
