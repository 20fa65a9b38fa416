"""The reuse: who uses which version, where and for what, and how anybody knows."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from boas.documents._dates import PastDate
from boas.documents._fields import DistinctItems, DocumentPart, Line, LocalText, Many, make_field
from boas.documents._people import Person
from boas.documents._scalars import (
    CommitId,
    Doi,
    Id,
    Link,
    OrganisationId,
    SourceLink,
    SubjectVersion,
    Term,
)
from boas.documents._versions import is_version, parse_version


class UpstreamVersion(DocumentPart):
    """Which version, as the producers of the other thing name it, where this registry may not hold it."""

    version: Line | None = None
    """Version as its producers name it, for instance `0.6.1`."""
    range: Line | None = None
    """Versions it asks for, as it writes them: `>=0.17.0`, `^0.7.0`, the name of a branch."""
    commit: CommitId | None = None
    """Commit of the repository, 40 characters."""


class Project(DocumentPart):
    """A public project that reuses an algorithm and needs no file of its own in this registry."""

    name: Line
    """Name of the project."""
    url: Link | None = None
    """Address of its repository or page."""
    owner: Line | None = None
    """Who keeps it, where that is no organisation of this registry."""
    organisations: Many[OrganisationId] | None = None
    """Ids of the organisations it belongs to, when they are known."""


class ReuseSource(DocumentPart):
    """Where a reuse was read."""

    repository: Link | None = None
    """Address of the repository, for instance `https://github.com/aphp/eds-pseudo`."""
    path: Line | None = None
    """File in that repository."""
    commit: CommitId | None = None
    """Commit that was read, 40 characters."""
    doi: Doi | None = None
    """DOI of a publication that tells it."""
    url: SourceLink | None = None
    """Address of a page that tells it, when it is neither a repository nor a publication."""
    changed: PastDate | None = None
    """Day that file last changed, when it is known: the use is at least that recent."""
    seen: PastDate
    """Day it was read."""

    def is_findable(self) -> bool:
        """Whether it leads anywhere."""
        return bool(self.repository or self.doi or self.url)


class Confirmation(DocumentPart):
    """What the reuser says of what others wrote."""

    state: Annotated[str, Term("confirmation_states")]
    """Whether the reuser confirms it."""
    by: Person | None = None
    """Who says so, on the side of the reuser."""
    date: PastDate | None = None
    """Day it was said."""


class Reuse(DocumentPart):
    """Who uses which version, where and for what."""

    schema_version: Literal[1] = make_field("needed")
    """Version of this format."""
    id: Id = make_field("needed")
    """Id of the reuse: the name of its file."""
    kind: Annotated[str, Term("reuse_kinds")] | None = make_field("expected")
    """What the reuser does with it."""
    origin: Annotated[str, Term("reuse_origins")] | None = make_field("expected")
    """How the registry knows; a reuse that does not say is declared by its reuser."""
    organisation: OrganisationId | None = make_field("optional")
    """Organisation that uses the algorithm; a public project has no need of one."""
    project: Project | None = make_field("optional")
    """Public project that uses it, of that organisation or of nobody this registry has a file about."""
    version: SubjectVersion | None = make_field("expected")
    """Version in use, when this registry holds it."""
    upstream: UpstreamVersion | None = make_field("optional")
    """Version in use as its producers name it, whether or not this registry holds it."""
    declared_by: Person | None = make_field("optional")
    """Who declares it; needed unless it was compiled or discovered."""
    date: PastDate = make_field("needed")
    """Day of the declaration, or day it was written down here."""
    status: Annotated[str, Term("reuse_statuses")] | None = make_field("expected")
    """How far the use has come."""
    since: PastDate | None = make_field("optional")
    """Day the use began."""
    until: PastDate | None = make_field("optional")
    """Day the use ended."""
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
    sources: (
        Annotated[Many[ReuseSource], DistinctItems((("repository", "path", "commit"), ("doi",), ("url",)))] | None
    ) = make_field("optional")
    """Where it was read; needed when it was compiled or discovered."""
    confirmation: Confirmation | None = make_field("optional")
    """What the reuser says of it."""
    confidence: Annotated[str, Term("confidences")] | None = make_field("optional")
    """How sure the compilers are of a compiled reuse."""
    note: LocalText | None = make_field("optional")
    """What a reader should know of these facts."""

    @property
    def is_declared(self) -> bool:
        """Whether the reuser itself says so, and nobody else."""
        return self.origin in {None, "declared"}

    @property
    def organisations(self) -> tuple[str, ...]:
        """Ids of the organisations that use it, themselves or through a project."""
        through_project = (self.project.organisations if self.project else None) or ()
        return (*((self.organisation,) if self.organisation else ()), *through_project)


_FIRST_WORD = re.compile(r"[^\s(]+")
_ADDITION = re.compile(r"\S+\s+[^(\s]")
"""A label that says more than a version with a remark in brackets: `0.19.0 + 8 commits` is no published version."""


def is_same_upstream_version(label: str, other: str) -> bool:
    """Whether two labels of producers name one version: `v0.19.0 (2025-10-05)` and `0.19.0` do."""
    first, second = _normalise_label(label), _normalise_label(other)
    return bool(first) and first == second


def _normalise_label(label: str) -> str:
    """The version in a producer's label, without a leading `v` and what follows in brackets; empty for more words."""
    match = None if _ADDITION.match(label.strip()) else _FIRST_WORD.match(label.strip())
    word = match[0] if match else ""
    return word[1:] if word[:1] in {"v", "V"} and word[1:2].isdigit() else word


def find_matching_version(upstream: UpstreamVersion | None, labels: Mapping[str, str | None]) -> str:
    """The newest registry version that stands for an upstream version; empty when none does.

    Args:
        upstream: what a reuse or a lineage says of the version it means.
        labels: the `upstream_version` of each version of the algorithm, by registry version.
    """
    if upstream is None or upstream.version is None:
        return ""
    found = [
        version for version, label in labels.items() if label and is_same_upstream_version(label, upstream.version)
    ]
    return max(filter(is_version, found), key=parse_version, default="")
