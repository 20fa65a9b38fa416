"""The data source: a database an algorithm is built on or evaluated on, in the shape of HealthDCAT-AP."""

from typing import Annotated, Literal

from boas.documents._bounds import PositiveCount
from boas.documents._dates import PastDate, PastPeriod
from boas.documents._fields import DocumentPart, Line, LocalText, Many, make_field
from boas.documents._people import FactSources
from boas.documents._scalars import DataSourceId, Id, OrganisationId, Term


class QualityLabel(DocumentPart):
    """Data quality and utility label (Regulation (EU) 2025/327, article 78)."""

    scheme: Line
    """Who gives the label."""
    level: Line
    """Level reached."""
    date: PastDate
    """Day it was given."""


class DataSource(DocumentPart):
    """A database an algorithm is built on or evaluated on."""

    schema_version: Literal[1] = make_field("needed")
    """Version of this format."""
    id: Id = make_field("needed")
    """Id of the data source: the name of its file."""
    name: LocalText = make_field("needed")
    """Name for people."""
    holders: Many[OrganisationId] | None = make_field("expected")
    """Organisations that hold the data."""
    holder_note: LocalText | None = make_field("optional")
    """Who does what, when several hold it."""
    part_of: DataSourceId | None = make_field("optional")
    """Data source it is a component of."""
    description: LocalText = make_field("needed")
    """What it contains, and what it does not."""
    population: LocalText | None = make_field("expected")
    """People it covers."""
    n_persons: PositiveCount | None = make_field("expected")
    """Number of people."""
    period: PastPeriod | None = make_field("expected")
    """Years covered."""
    update_frequency: LocalText | None = make_field("expected")
    """How often it is updated."""
    code_systems: Many[Annotated[str, Term("code_systems")]] | None = make_field("expected")
    """Code systems of its content."""
    standards: Many[Annotated[str, Term("data_standards")]] | None = make_field("expected")
    """Data models and exchange standards."""
    access_route: LocalText | None = make_field("expected")
    """How access is obtained."""
    legal_basis: LocalText | None = make_field("expected")
    """Legal ground of the access."""
    opt_out: LocalText | None = make_field("expected")
    """How people can object."""
    quality_label: QualityLabel | None = make_field("optional")
    """Data quality and utility label."""
    retention: LocalText | None = make_field("optional")
    """How long data are kept."""
    confidence: Annotated[str, Term("confidences")] | None = make_field("optional")
    """How sure the compilers are of these facts."""
    sources: FactSources | None = make_field("expected")
    """Where each fact was read."""
