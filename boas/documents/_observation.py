"""The observation: what somebody found when reading or running a published algorithm, and what became of it."""

from typing import Annotated, Literal

from boas.documents._bounds import Count, PositiveCount
from boas.documents._dates import PastDate
from boas.documents._fields import DistinctItems, DocumentPart, Line, LocalText, Series, make_field
from boas.documents._people import Person, ReadSources
from boas.documents._reuse import UpstreamVersion
from boas.documents._scalars import Id, OrganisationId, SubjectVersion, Term, VersionRange
from boas.documents._versions import is_in_range, parse_version


class ObservedEvidence(DocumentPart):
    """Where others can see what was observed."""

    sources: ReadSources | None = make_field("expected")
    """Files and pages that show it."""
    codelist: Line | None = make_field("optional")
    """Codelist of the version's folder that shows it, for instance `codelists/avc.csv`."""
    vector: Line | None = make_field("optional")
    """Test vector of the version's folder that shows it, for instance `vectors/sejours`."""
    n_found: Count | None = make_field("optional")
    """How many of the things that were looked at are so: codes, rules, queries; never people."""
    n_examined: PositiveCount | None = make_field("optional")
    """How many things were looked at."""


class ObservationState(DocumentPart):
    """What the producers, or a maintainer of the registry, answered one day."""

    state: Annotated[str, Term("observation_states")]
    """What they say of it."""
    by: Person
    """Who says so."""
    date: PastDate
    """Day it was said."""
    answer: LocalText | None = None
    """Their answer, in their own words; needed when they contest."""
    fixed_in: SubjectVersion | None = None
    """First version of this registry in which it is no longer so."""
    upstream: UpstreamVersion | None = None
    """The version in which it is no longer so as its producers name it, where this registry does not hold it."""


class Observation(DocumentPart):
    """What somebody found when reading or running a published algorithm."""

    schema_version: Literal[1] = make_field("needed")
    """Version of this format."""
    id: Id = make_field("needed")
    """Id of the observation: the name of its file."""
    versions: VersionRange = make_field("needed")
    """Range of versions it is about, for instance `>=1.0.0,<1.2.0`."""
    about: Annotated[str, Term("observation_subjects")] = make_field("needed")
    """What of the algorithm it is about."""
    basis: Annotated[str, Term("observation_bases")] = make_field("needed")
    """How it was found."""
    text: LocalText = make_field("needed")
    """What was found, about the algorithm and never about people; no later version of the document changes it."""
    evidence: ObservedEvidence = make_field("needed")
    """Where others can see it."""
    observed_by: Person | None = make_field("expected")
    """Who found it; of what others published, who wrote it down here."""
    organisation: OrganisationId | None = make_field("optional")
    """Organisation that found it, when no one person answers for it."""
    date: PastDate = make_field("needed")
    """Day it was found, or written down here."""
    confidence: Annotated[str, Term("confidences")] | None = make_field("expected")
    """How sure those who found it are."""
    replaces: Id | None = make_field("optional")
    """Earlier observation of the same algorithm that this one corrects."""
    states: Annotated[Series[ObservationState], DistinctItems()] | None = make_field("optional")
    """What became of it since, oldest first: the one part that grows after publication. Without any it is open."""

    def holds(self, version: str) -> bool:
        """Whether a version is in its range."""
        return is_in_range(version, self.versions)


def is_fixed_by(version: str, state: ObservationState) -> bool:
    """Whether a state says that something is no longer so in a version: that one of this registry, or a later one."""
    fixed_in = state.fixed_in if state.state == "fixed" else None
    return fixed_in is not None and parse_version(version) >= parse_version(fixed_in)
