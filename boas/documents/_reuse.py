"""The reuse: an organisation's declaration that it uses one version, where and for what."""

from typing import Annotated, Literal

from boas.documents._dates import PastDate
from boas.documents._fields import DocumentPart, LocalText, make_field
from boas.documents._people import Person
from boas.documents._scalars import Doi, Id, Link, OrganisationId, SubjectVersion, Term


class Reuse(DocumentPart):
    """A declaration that an organisation uses one version, where and for what."""

    schema_version: Literal[1] = make_field("needed")
    """Version of this format."""
    id: Id = make_field("needed")
    """Id of the reuse: the name of its file."""
    organisation: OrganisationId = make_field("needed")
    """Organisation that uses the algorithm."""
    version: SubjectVersion = make_field("needed")
    """Version in use."""
    declared_by: Person = make_field("needed")
    """Who declares it."""
    date: PastDate = make_field("needed")
    """Day of the declaration."""
    status: Annotated[str, Term("reuse_statuses")] = make_field("needed")
    """How far the use has come."""
    purpose: LocalText = make_field("needed")
    """What it is used for."""
    setting: LocalText | None = make_field("optional")
    """Where it is used."""
    local_evaluation: Id | None = make_field("optional")
    """Evaluation made on the place's own data."""
    publication: Doi | None = make_field("optional")
    """Publication about the use."""
    lockfile_url: Link | None = make_field("optional")
    """File that pins the version in use."""
