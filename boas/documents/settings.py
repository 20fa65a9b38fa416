"""The registry's own settings, from `model_cards/registry.yaml`."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from boas.documents.bounds import Bounds
from boas.documents.fields import LocalText, Many, Part, ask
from boas.documents.scalars import Licence, Link

CommitId = Annotated[str, StringConstraints(pattern="^[0-9a-f]{40}$"), Bounds(longest=40)]
"""The full id of a commit."""


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
    licence: Licence | None = ask("optional")
    """Licence of the cards compiled by this registry."""
