"""Where a version comes from, what changed in it, and which findings its authors answer for."""

from typing import Annotated

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from boas.documents._fields import DistinctItems, DocumentPart, Line, LocalText, Many
from boas.documents._reuse import UpstreamVersion
from boas.documents._scalars import Date, Id, Link, Term, Version


class Ancestor(DocumentPart):
    """An algorithm this one descends from."""

    id: Id | None = None
    """Its id, when it is in this registry."""
    url: Link | None = None
    """Its address, when it is not."""
    version: Version | None = None
    """Which version of it, when this registry holds it."""
    upstream: UpstreamVersion | None = None
    """Which version of it as its producers name it, whether or not this registry holds it."""
    relation: Annotated[str, Term("lineage_relations")]
    """How this one descends from it."""

    @model_validator(mode="after")
    def check_reference(self) -> "Ancestor":
        """An ancestor is named by its id or its address."""
        if not (self.id or self.url):
            raise PydanticCustomError("no-reference", "no id or url")
        return self


Ancestors = Annotated[Many[Ancestor], DistinctItems((("id", "version", "relation"), ("url", "version", "relation")))]
"""Ancestors, each once in one relation."""


class CardChange(DocumentPart):
    """One change since the version before."""

    kind: Annotated[str, Term("change_kinds")]
    """What sort of change."""
    text: LocalText
    """What changed, for the people who use it."""


class Waiver(DocumentPart):
    """A finding the authors answer for."""

    rule: Line
    """Name of the rule."""
    path: Line
    """Path of the field, for instance `licence.code`."""
    reason: LocalText
    """Why it may stay."""
    until: Date
    """Last day the waiver holds."""
