"""The registry's own settings, from `model_cards/registry.yaml`."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from boas.documents.bounds import Bounds
from boas.documents.fields import Line, LocalText, Many, Part, ask
from boas.documents.reviewers import Accounts
from boas.documents.scalars import Date, Licence, Link, Orcid

CommitId = Annotated[str, StringConstraints(pattern="^[0-9a-f]{40}$"), Bounds(longest=40)]
"""The full id of a commit."""


class Maintainer(Part):
    """A person who keeps the registry and may correct what others published in it."""

    name: Line
    """Full name, as the person signs."""
    orcid: Orcid
    """ORCID iD, four groups of four: tells the person from every namesake."""
    accounts: Accounts | None = None
    """Accounts in forges, by number."""
    until: Date | None = None
    """Last day, once it is known; the entry stays, and so does what was corrected until then."""


class RegistrySettings(Part):
    """The registry's own settings."""

    schema_version: Literal[1] = ask("needed")
    """Version of this format."""
    title: LocalText = ask("needed")
    """Name of the registry."""
    description: LocalText | None = ask("optional")
    """What it gathers, in one or two sentences."""
    base_url: Link | None = ask("optional")
    """Address it is published at, for absolute links."""
    forge_url: Link | None = ask("optional")
    """Address of the repository in its forge, for "edit this card"."""
    languages: Many[Literal["fr", "en"]] = ask("needed")
    """Languages of the site, first one first."""
    small_cell_threshold: Annotated[int, Field(ge=1, le=100)] = ask("needed")
    """Smallest count of people that may be published, for instance 11."""
    frozen_from: CommitId | None = ask("optional")
    """Commit from which published versions never change."""
    records_frozen_from: CommitId | None = ask("optional")
    """Commit from which notices, audits and evaluations never change: a correction is a new document."""
    maintainers: Many[Maintainer] | None = ask("optional")
    """People who keep the registry and may correct a notice, an audit or an evaluation of others."""
    licence: Licence | None = ask("optional")
    """Licence of the cards compiled by this registry."""
