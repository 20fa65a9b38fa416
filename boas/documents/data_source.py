"""The data source: a database an algorithm is built on or evaluated on, in the shape of HealthDCAT-AP."""

from typing import Annotated, Literal

from boas.documents.bounds import PositiveCount
from boas.documents.dates import PastDate, PastPeriod
from boas.documents.fields import Line, LocalText, Many, Part, ask
from boas.documents.people import FactSources
from boas.documents.scalars import Id, Term


class QualityLabel(Part):
    """Data quality and utility label (Regulation (EU) 2025/327, article 78)."""

    scheme: Line
    """Who gives the label."""
    level: Line
    """Level reached."""
    date: PastDate
    """Day it was given."""


class DataSource(Part):
    """A database an algorithm is built on or evaluated on."""

    schema_version: Literal[1] = ask("needed")
    """Version of this format."""
    id: Id = ask("needed")
    """Id of the data source: the name of its file."""
    name: LocalText = ask("needed")
    """Name for people."""
    holders: Many[Id] | None = ask("expected")
    """Organisations that hold the data."""
    holder_note: LocalText | None = ask("optional")
    """Who does what, when several hold it."""
    part_of: Id | None = ask("optional")
    """Data source it is a component of."""
    description: LocalText = ask("needed")
    """What it contains, and what it does not."""
    population: LocalText | None = ask("expected")
    """People it covers."""
    n_persons: PositiveCount | None = ask("expected")
    """Number of people."""
    period: PastPeriod | None = ask("expected")
    """Years covered."""
    update_frequency: LocalText | None = ask("expected")
    """How often it is updated."""
    code_systems: Many[Annotated[str, Term("code_systems")]] | None = ask("expected")
    """Code systems of its content."""
    standards: Many[Annotated[str, Term("data_standards")]] | None = ask("expected")
    """Data models and exchange standards."""
    access_route: LocalText | None = ask("expected")
    """How access is obtained."""
    legal_basis: LocalText | None = ask("expected")
    """Legal ground of the access."""
    opt_out: LocalText | None = ask("expected")
    """How people can object."""
    quality_label: QualityLabel | None = ask("optional")
    """Data quality and utility label."""
    retention: LocalText | None = ask("optional")
    """How long data are kept."""
    confidence: Annotated[str, Term("confidences")] | None = ask("optional")
    """How sure the compilers are of these facts."""
    sources: FactSources | None = ask("expected")
    """Where each fact was read."""
