"""People, organisations and publications as several documents name them."""

from typing import Annotated

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from boas.documents._bounds import Amount
from boas.documents._dates import PastYear
from boas.documents._fields import DistinctItems, DocumentPart, Item, Line, LocalText, Many
from boas.documents._scalars import Doi, Link, Orcid, OrganisationId, SourceLink, Term


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
    detail: Line | None = None
    """Which files or part of it."""


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
FactSources = Annotated[Many[FactSource], DistinctItems((("url", "detail"),))]
"""Pages, each once, or once for each of its parts."""
