"""The reuse: an organisation's declaration that it uses one version, where and for what."""

from typing import Annotated, Literal

from boas.documents.dates import PastDate
from boas.documents.fields import LocalText, Part, ask
from boas.documents.people import Person
from boas.documents.scalars import Doi, Id, Link, Term, Version


class Reuse(Part):
    """A declaration that an organisation uses one version, where and for what."""

    schema_version: Literal[1] = ask("needed")
    """Version of this format."""
    id: Id = ask("needed")
    """Id of the reuse: the name of its file."""
    organisation: Id = ask("needed")
    """Organisation that uses the algorithm."""
    version: Version = ask("needed")
    """Version in use."""
    declared_by: Person = ask("needed")
    """Who declares it."""
    date: PastDate = ask("needed")
    """Day of the declaration."""
    status: Annotated[str, Term("reuse_statuses")] = ask("needed")
    """How far the use has come."""
    purpose: LocalText = ask("needed")
    """What it is used for."""
    setting: LocalText | None = ask("optional")
    """Where it is used."""
    local_evaluation: Id | None = ask("optional")
    """Evaluation made on the place's own data."""
    publication: Doi | None = ask("optional")
    """Publication about the use."""
    lockfile_url: Link | None = ask("optional")
    """File that pins the version in use."""
