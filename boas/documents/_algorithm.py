"""The algorithm's own file: what may change without a new version."""

from typing import Annotated, Literal

from boas.documents._fields import DistinctItems, DocumentPart, Line, LocalText, Many, make_field
from boas.documents._people import FactSource, NamedLink, People, Person, Publications
from boas.documents._scalars import Id, Term


class Package(DocumentPart):
    """A name under which other software takes in the whole algorithm."""

    ecosystem: Annotated[str, Term("package_ecosystems")]
    """Whose name it is."""
    name: Line
    """The name as that ecosystem writes it; of a Git repository its address."""
    source: FactSource | None = None
    """Where the name was read."""


class Algorithm(DocumentPart):
    """What may change about an algorithm without a new version."""

    schema_version: Literal[1] = make_field("needed")
    """Version of this format."""
    id: Id = make_field("needed")
    """Id of the algorithm: the name of its folder."""
    former_ids: Many[Id] | None = make_field("optional")
    """Ids it was published under before; they lead here for ever, and its published files keep them."""
    origin: Annotated[str, Term("origins")] = make_field("needed")
    """Who wrote the card."""
    confidence: Annotated[str, Term("confidences")] | None = make_field("optional")
    """How sure the compilers of a compiled entry are of its facts."""
    listed_in_boas: bool | None = make_field("optional")
    """Whether the national library lists it."""
    maintainers: People[Person] | None = make_field("expected")
    """Who answers for the entry."""
    links: Annotated[Many[NamedLink], DistinctItems((("url",),))] | None = make_field("optional")
    """Pages about it."""
    publications: Publications | None = make_field("optional")
    """Publications that came after the card."""
    topics: Many[Line] | None = make_field("optional")
    """Free words for browsing."""
    status: LocalText | None = make_field("optional")
    """Where its development stands, with the date of the source."""
    recognitions: Many[LocalText] | None = make_field("optional")
    """Calls and prizes it won."""
    upstream_versions: Many[Line] | None = make_field("optional")
    """The producer's own version labels, newest first."""
    packages: Annotated[Many[Package], DistinctItems((("ecosystem", "name"),))] | None = make_field("optional")
    """Names under which other software takes it in, whole: what lock files of its reusers say."""
