"""The organisation: a producer, holder, evaluator or reuser."""

from typing import Annotated, Literal

from boas.documents._fields import DocumentPart, LocalText, Many, make_field
from boas.documents._people import FactSource
from boas.documents._scalars import Country, Finess, Id, Link, OrganisationId, Ror, Siren, Term


class Organisation(DocumentPart):
    """A producer, holder, evaluator or reuser."""

    schema_version: Literal[1] = make_field("needed")
    """Version of this format."""
    id: Id = make_field("needed")
    """Id of the organisation: the name of its file."""
    name: LocalText = make_field("needed")
    """Name for people."""
    type: Annotated[str, Term("organisation_types")] | None = make_field("expected")
    """What it is."""
    country: Country | None = make_field("expected")
    """Country, ISO 3166-1 alpha-2."""
    part_of: OrganisationId | None = make_field("optional")
    """Institution it is a part of; not one that only funds or oversees it."""
    ror: Ror | None = make_field("optional")
    """ROR identifier, as an address."""
    siren: Siren | None = make_field("optional")
    """SIREN number, nine digits."""
    finess: Finess | None = make_field("optional")
    """FINESS number of the legal entity, nine characters."""
    url: Link | None = make_field("optional")
    """Web site."""
    sources: Many[FactSource] | None = make_field("optional")
    """Where each fact was read."""
