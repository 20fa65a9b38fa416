"""The algorithm's own file: what may change without a new version."""

from typing import Annotated, Literal

from boas.documents.fields import Distinct, Line, LocalText, Many, Part, ask
from boas.documents.people import NamedLink, People, Person, Publications
from boas.documents.scalars import Id, Term


class Algorithm(Part):
    """What may change about an algorithm without a new version."""

    schema_version: Literal[1] = ask("needed")
    """Version of this format."""
    id: Id = ask("needed")
    """Id of the algorithm: the name of its folder."""
    origin: Annotated[str, Term("origins")] = ask("needed")
    """Who wrote the card."""
    confidence: Annotated[str, Term("confidences")] | None = ask("optional")
    """How sure the compilers of a compiled entry are of its facts."""
    listed_in_boas: bool | None = ask("optional")
    """Whether the national library lists it."""
    maintainers: People[Person] | None = ask("expected")
    """Who answers for the entry."""
    links: Annotated[Many[NamedLink], Distinct((("url",),))] | None = ask("optional")
    """Pages about it."""
    publications: Publications | None = ask("optional")
    """Publications that came after the card."""
    topics: Many[Line] | None = ask("optional")
    """Free words for browsing."""
    status: LocalText | None = ask("optional")
    """Where its development stands, with the date of the source."""
    recognitions: Many[LocalText] | None = ask("optional")
    """Calls and prizes it won."""
    upstream_versions: Many[Line] | None = ask("optional")
    """The producer's own version labels, newest first."""
