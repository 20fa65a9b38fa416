"""What the index answers about the list of algorithms: a page of it, and the ways to narrow it."""

from dataclasses import dataclass, field

from boas.index._records import Text
from boas.index._row_answers import AlgorithmRow


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and how many algorithms it would give."""

    value: str
    label: Text
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a list; counts hold under the other filters."""

    name: str
    """Name of the query parameter: `kind`, `category`, `medical_domain`, …"""
    label: Text
    values: tuple[FacetValue, ...]
    """Most frequent first, then by value."""


@dataclass(frozen=True, slots=True)
class QueryEcho:
    """The query as it was understood."""

    q: str
    filters: dict[str, tuple[str, ...]]
    """Values wanted by facet."""
    sort: str
    limit: int


@dataclass(frozen=True, slots=True)
class RelaxedQuery:
    """What a query without one of its parameters would give."""

    parameter: str
    """`q`, or the name of a facet."""
    total: int


@dataclass(frozen=True, slots=True)
class AlgorithmList:
    """Algorithms that answer a query."""

    total: int
    """How many there are in all, before paging, withdrawn ones among them."""
    n_withdrawn: int
    """How many of them were withdrawn or removed; they stand after all others, whatever the order."""
    n_examples: int
    """How many are worked examples with invented numbers, which are listed only where words or `origin` ask for them;
    they stand after all others too."""
    algorithms: tuple[AlgorithmRow, ...]
    facets: tuple[Facet, ...]
    next: str | None
    """Cursor of the next page, for the parameter `after`."""
    query: QueryEcho
    previous: str | None = None
    """Cursor of the page before; empty when that is the first one, nothing on the first one."""
    near_words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Words of the query that stand nowhere, each with the words one or two letters away that were searched instead."""
    relaxed: tuple[RelaxedQuery, ...] = ()
    """When nothing fits: what leaving out one parameter would give, if anything, most first."""


@dataclass(frozen=True, slots=True)
class FittingRow:
    """One algorithm held against wishes."""

    row: AlgorithmRow
    met: tuple[str, ...]
    """Facets whose wish it fits."""
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FittingRows:
    """Algorithms held against wishes, the best fitting first."""

    total: int
    """How many there are in all, fitting or not."""
    rows: tuple[FittingRow, ...]
