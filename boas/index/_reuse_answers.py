"""What the index answers about who uses what, and about what comes from what."""

from dataclasses import dataclass

from boas.documents import Notice, Reuse, UpstreamVersion
from boas.index._records import Named, Text
from boas.index._written import Written


@dataclass(frozen=True, slots=True)
class NoticeMention:
    """A notice in one line."""

    algorithm: str
    """Id of the algorithm it is about."""
    id: str
    kind: str
    """Term of the vocabulary `notice_kinds`."""
    versions: str
    """Range of versions."""
    date: str


@dataclass(frozen=True, slots=True)
class ReuseRow:
    """One reuse with what the registry computes about it."""

    id: str
    algorithm: Named
    version: str | None
    """Registry version in use; nothing when nothing tells it."""
    is_matched: bool
    """Whether that version was found through the producers' own label, and not named."""
    organisations: tuple[Named, ...]
    """Organisations that use it, themselves or through a project."""
    signer: Named | None
    """Organisation of the person who declares it."""
    state: str
    """Whether headlines count it, a term of the vocabulary `reuse_states`."""
    first_seen: str
    """Earliest day on which the use is known."""
    last_seen: str
    """Latest day on which it was seen or confirmed, or the day it ended."""
    notices: tuple[NoticeMention, ...]
    """Standing notices about the version in use, newest first; about any version when it is not known."""
    reuse: Written[Reuse]
    """The document, as written."""


@dataclass(frozen=True, slots=True)
class ReuseTotals:
    """How many reuses are known; that none is known does not say that nobody uses it."""

    counted: int
    """By others than the producers, confirmed by the reuser or compiled from a source."""
    producer: int
    """By the producers themselves."""
    unconfirmed: int
    """Declared or discovered, and not confirmed by the reuser."""
    unknown_reuser: int
    """By a reuser who cannot be held against the producers."""
    disputed: int
    """Disputed by whoever is said to reuse."""


@dataclass(frozen=True, slots=True)
class ReuseList:
    """Who is known to use one algorithm, those seen last first."""

    id: str
    totals: ReuseTotals
    newest_version: str | None
    """Newest registry version that anybody is known to use."""
    reuses: tuple[ReuseRow, ...]


@dataclass(frozen=True, slots=True)
class ReuseOverview:
    """Who is known to use anything; reuses of worked examples are left out."""

    totals: ReuseTotals
    n_algorithms: int
    """Algorithms with a reuse that counts."""
    by_kind: dict[str, int]
    """Reuses that count by kind, terms of the vocabulary `reuse_kinds`."""
    by_year: dict[str, int]
    """Reuses that count by the year in which they are first known."""
    reuses: tuple[ReuseRow, ...]
    """All of them, those seen last first."""


@dataclass(frozen=True, slots=True)
class LineageRow:
    """One link between two algorithms, seen from one of them."""

    relation: str
    """Term of the vocabulary `lineage_relations`, or of `model_relations` for a base model."""
    label: Text
    """The relation in words, said of the one that names the other."""
    algorithm: Named | None
    """The other algorithm, when it is in this registry."""
    url: str | None
    """Address of what is named, when it is given."""
    version: str | None
    """Its registry version, when one is named or found through the producers' label."""
    upstream: Written[UpstreamVersion] | None
    """Its version as its producers name it."""
    status: str | None
    """`active`, `deprecated`, `withdrawn` or `removed`, by the notices on that version, when it is known."""


@dataclass(frozen=True, slots=True)
class InheritedNoticeRow:
    """A notice about something that a version descends from, depends on or is a part of."""

    algorithm: Named
    """The algorithm the notice is about."""
    path: tuple[Named, ...]
    """The algorithms by which it comes, the nearest first."""
    is_certain: bool
    """Whether every step names its version; otherwise the notice may be about another one."""
    notice: Written[Notice]


@dataclass(frozen=True, slots=True)
class LineageAnswer:
    """Where the latest version of an algorithm comes from, what comes from it, and which notices reach it."""

    id: str
    version: str
    ancestors: tuple[LineageRow, ...]
    """What it descends from, depends on or is a part of, in the order of its card."""
    descendants: tuple[LineageRow, ...]
    """Algorithms whose latest version descends from it or depends on it, by id."""
    parts: tuple[LineageRow, ...]
    """Algorithms that are a part of it, by id."""
    notices: tuple[InheritedNoticeRow, ...]
    """Standing notices that reach it through what it comes from, nearest first."""
