"""People, organisations and publications as several documents name them."""

from typing import Annotated

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from boas.documents._bounds import Amount
from boas.documents._dates import PastDate, PastYear
from boas.documents._fields import DistinctItems, DocumentPart, Item, Line, LocalText, Many
from boas.documents._scalars import CommitId, Doi, Link, Orcid, OrganisationId, SourceLink, Term


class Author(DocumentPart):
    """A person who made the algorithm."""

    name: Line
    """Full name, as the person signs."""
    orcid: Orcid | None = None
    """ORCID iD, four groups of four."""
    affiliation: Line | None = None
    """Where the person worked at the time, as text."""
    roles: Many[Annotated[str, Term("author_roles")]] | None = None
    """What the person did."""


class Person(DocumentPart):
    """A person who measured, judged, decided or declared something."""

    name: Line
    """Full name, as the person signs."""
    orcid: Orcid | None = None
    """ORCID iD, four groups of four."""
    organisation: OrganisationId | None = None
    """Id of the person's organisation in this registry."""


class Publication(DocumentPart):
    """Something published about the algorithm, by DOI, address or citation."""

    title: Line | None = None
    """Title, in the language it was published in."""
    doi: Doi | None = None
    """DOI without the resolver's address, for instance `10.1159/000438859`."""
    url: SourceLink | None = None
    """Address, when there is no DOI."""
    citation: Line | None = None
    """Reference as text, when there is neither DOI nor address."""
    year: PastYear | None = None
    """Year of publication."""
    role: Annotated[str, Term("publication_roles")]
    """What the publication does for the algorithm."""

    @model_validator(mode="after")
    def check_reference(self) -> "Publication":
        """A reference that leads nowhere is no reference."""
        if not (self.doi or self.url or self.citation or self.year):
            raise PydanticCustomError("no-reference", "no doi, url, citation or year")
        return self


class FactSource(DocumentPart):
    """Where a fact was read."""

    url: SourceLink
    """Address of the page or repository."""
    title: Line | None = None
    """Title of the page, as it gives it."""
    detail: Line | None = None
    """Which files or part of it."""
    seen: PastDate | None = None
    """Day it was read."""
    copy_of: Line | None = None
    """What it is only a copy of (a mirror, a collected abstract), when the original was not read."""


class ReadSource(DocumentPart):
    """A file of a repository, or a page, that was read."""

    repository: Link | None = None
    """Address of the repository, for instance `https://github.com/aphp/eds-pseudo`."""
    path: Line | None = None
    """File in that repository."""
    commit: CommitId | None = None
    """Commit that was read, 40 characters."""
    url: SourceLink | None = None
    """Address of the page, when it is no file of a repository."""
    changed: PastDate | None = None
    """Day that file last changed, when it is known."""
    seen: PastDate | None = None
    """Day it was read; a page may say something else on another day."""
    copy_of: Line | None = None
    """What it is only a copy of, when the original was not read."""

    def is_findable(self) -> bool:
        """Whether it leads to the very thing that was read: a file at a commit, or something as it was on a day."""
        return bool((self.repository and self.commit) or ((self.repository or self.url) and self.seen))


class NamedLink(DocumentPart):
    """A link with a label."""

    url: Link
    """Address."""
    label: LocalText
    """What one finds there."""


class Footprint(DocumentPart):
    """Energy and emissions, after AFNOR SPEC 2314."""

    energy_kwh: Amount | None = None
    """Energy in kilowatt-hours."""
    co2e_kg: Amount | None = None
    """Emissions in kilograms of CO2 equivalent."""
    phase: Annotated[str, Term("footprint_phases")]
    """What the figure covers."""
    hardware: Line | None = None
    """Machine it was measured on."""
    location: Line | None = None
    """Place, which decides the carbon of a kilowatt-hour."""
    method: Line | None = None
    """Tool or method of measurement."""


People = Annotated[Many[Item], DistinctItems((("orcid",), ("name",)))]
"""People, each once."""
Publications = Annotated[Many[Publication], DistinctItems((("doi", "role"), ("url", "role"), ("citation", "role")))]
"""Publications, each once in a role."""
ReadSources = Annotated[Many[ReadSource], DistinctItems((("repository", "path", "commit"), ("url",)))]
"""Files and pages that were read, each once."""
FactSources = Annotated[Many[FactSource], DistinctItems((("url", "detail"),))]
"""Pages, each once, or once for each of its parts."""
