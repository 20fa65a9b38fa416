"""The organisation: a producer, holder, evaluator or reuser."""

from typing import Annotated, Literal

from boas.documents.fields import LocalText, Many, Part, ask
from boas.documents.people import FactSource
from boas.documents.scalars import Country, Finess, Id, Link, Ror, Siren, Term


class Organisation(Part):
    """A producer, holder, evaluator or reuser."""

    schema_version: Literal[1] = ask("needed")
    """Version of this format."""
    id: Id = ask("needed")
    """Id of the organisation: the name of its file."""
    name: LocalText = ask("needed")
    """Name for people."""
    type: Annotated[str, Term("organisation_types")] | None = ask("expected")
    """What it is."""
    country: Country | None = ask("expected")
    """Country, ISO 3166-1 alpha-2."""
    part_of: Id | None = ask("optional")
    """Institution it is a part of; not one that only funds or oversees it."""
    ror: Ror | None = ask("optional")
    """ROR identifier, as an address."""
    siren: Siren | None = ask("optional")
    """SIREN number, nine digits."""
    finess: Finess | None = ask("optional")
    """FINESS number of the legal entity, nine characters."""
    url: Link | None = ask("optional")
    """Web site."""
    sources: Many[FactSource] | None = ask("optional")
    """Where each fact was read."""
