"""What the index answers: frozen records, the same for a page, its JSON twin and the API.

Texts stay in both languages (`{"fr": …, "en": …}`, one may be missing); documents are carried as
they were written. Everything typed by a person keeps its own words; everything else is computed.
"""

from dataclasses import dataclass

from boas.index.records import Json, Named, Published, Text
from boas.index.version_answers import (
    ChangeRow,
    Codelist,
    CodelistRow,
    Comparison,
    Completeness,
    Ledger,
    LedgerRow,
    VersionAnswer,
    VersionList,
    VersionRow,
)


@dataclass(frozen=True, slots=True)
class Headline:
    """The number shown first about an algorithm, with what is needed to read it."""

    metric: str
    """Term of the vocabulary `metrics`."""
    value: float | None
    """Fractions, 0.85 and not 85."""
    as_printed: str | None
    """The source's own words, when it gives no single number."""
    ci: Json | None
    """`level`, `lower`, `upper`."""
    n: int | None
    variant: Text | None
    evaluation: str
    """Id of the evaluation it stands in."""


@dataclass(frozen=True, slots=True)
class AlgorithmRow:
    """An algorithm as one row of a list: its latest version."""

    id: str
    version: str
    name: Text
    summary: Text
    kind: str
    category: str
    medical_domains: tuple[str, ...]
    organisations: tuple[Named, ...]
    data_sources: tuple[Named, ...]
    programming_languages: tuple[str, ...]
    licence: str | None
    level: int
    """0 to 4, see the vocabulary `levels`."""
    origin: str
    """Term of the vocabulary `origins`."""
    confidence: str | None
    listed_in_boas: bool | None
    upstream_version: str | None
    published: Published | None
    """Not known in a shallow clone."""
    headline: Headline | None
    status: str
    """`active`, or the gravest notice on the latest version: `deprecated`, `withdrawn` or `removed`."""


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
class AlgorithmList:
    """Algorithms that answer a query."""

    total: int
    """How many there are in all, before paging."""
    algorithms: tuple[AlgorithmRow, ...]
    facets: tuple[Facet, ...]
    next: str | None
    """Cursor of the next page, for the parameter `after`."""
    query: Json
    """The query as it was understood: `q`, filters (lists of values), `sort`, `limit`."""


@dataclass(frozen=True, slots=True)
class EvaluationAnswer:
    """One evaluation as written, with the commit that brought it."""

    algorithm: str
    id: str
    published: Published | None
    evaluation: Json
    """The document `evaluation.yaml`."""
    counts: Json | None
    """`header` and `rows` of `counts.csv`, when there is one."""
    source: Named | None
    """The data source it was measured on."""


@dataclass(frozen=True, slots=True)
class EvaluationList:
    """All evaluations of one algorithm."""

    id: str
    evaluations: tuple[EvaluationAnswer, ...]


@dataclass(frozen=True, slots=True)
class AlgorithmAnswer:
    """One algorithm: its latest version, its evaluations and what surrounds it."""

    id: str
    row: AlgorithmRow
    algorithm: Json
    """The document `algorithm.yaml`."""
    latest: VersionAnswer
    versions: tuple[VersionRow, ...]
    evaluations: tuple[EvaluationAnswer, ...]
    audits: tuple[Json, ...]
    reuses: tuple[Json, ...]
    notices: tuple[Json, ...]
    related: tuple[AlgorithmRow, ...]
    """Algorithms about the same conditions or domains from the same sources, nearest first, at most 5."""
    path: str
    """Path of the card in the repository."""


@dataclass(frozen=True, slots=True)
class SourceUser:
    """An algorithm that uses a data source, and for what."""

    algorithm: AlgorithmRow
    roles: tuple[str, ...]
    """Terms of the vocabulary `source_roles`."""


@dataclass(frozen=True, slots=True)
class DataSourceAnswer:
    """One data source, who holds it and which algorithms use it."""

    id: str
    name: Text
    published: Published | None
    data_source: Json
    """The document, as written."""
    holders: tuple[Named, ...]
    part_of: Named | None
    components: tuple[Named, ...]
    used_by: tuple[SourceUser, ...]
    path: str


@dataclass(frozen=True, slots=True)
class DataSourceRow:
    """A data source as one row of a list."""

    id: str
    name: Text
    description: Text
    holders: tuple[Named, ...]
    part_of: str | None
    n_algorithms: int


@dataclass(frozen=True, slots=True)
class DataSourceList:
    """All data sources, by name."""

    total: int
    data_sources: tuple[DataSourceRow, ...]


@dataclass(frozen=True, slots=True)
class OrganisationAnswer:
    """One organisation and what it produced or holds."""

    id: str
    name: Text
    published: Published | None
    organisation: Json
    """The document, as written."""
    part_of: Named | None
    parts: tuple[Named, ...]
    algorithms: tuple[AlgorithmRow, ...]
    data_sources: tuple[Named, ...]
    path: str


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation as one row of a list."""

    id: str
    name: Text
    type: str | None
    n_algorithms: int
    n_data_sources: int


@dataclass(frozen=True, slots=True)
class OrganisationList:
    """All organisations, by name."""

    total: int
    organisations: tuple[OrganisationRow, ...]


@dataclass(frozen=True, slots=True)
class VocabularyAnswer:
    """A closed list of terms."""

    name: str
    label: Text
    terms: dict[str, Text]


@dataclass(frozen=True, slots=True)
class VocabularyList:
    """Names and labels of all vocabularies."""

    vocabularies: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """What the registry is made of, and from which commit."""

    title: Text
    description: Text
    commit: str
    """Commit of the content: the last one that touched the registry's folder."""
    date: str
    author: str
    version: str
    """Version of the tool that made this."""
    shallow: bool
    """Whether the history is cut short, so that some dates are not known."""
    forge_url: str | None
    base_url: str | None
    frozen_from: str | None
    """Commit from which published versions never change; nothing while the registry is being set up."""
    n_algorithms: int
    """Algorithms of the default list: neither worked examples nor what was withdrawn."""
    n_examples: int
    """Worked examples with invented numbers; never counted in `n_algorithms`."""
    n_versions: int
    n_evaluations: int
    n_figures: int
    """Published figures, that is reported values."""
    n_data_sources: int
    n_organisations: int
    n_by_level: dict[str, int]
    n_errors: int
    n_warnings: int
    findings: tuple[Json, ...]
    """Findings of the registry as it stands: rule, severity, path, line, message (fr, en)."""
    latest: tuple[AlgorithmRow, ...]
    """The most recently changed algorithms, newest first, at most 6."""


Answer = (
    AlgorithmAnswer
    | AlgorithmRow
    | Comparison
    | DataSourceAnswer
    | DataSourceList
    | EvaluationAnswer
    | EvaluationList
    | Ledger
    | OrganisationAnswer
    | OrganisationList
    | Status
    | VersionAnswer
    | VersionList
    | VocabularyAnswer
    | VocabularyList
)
"""Anything that is stored and sent."""

__all__ = [
    "AlgorithmAnswer",
    "AlgorithmList",
    "AlgorithmRow",
    "Answer",
    "ChangeRow",
    "Codelist",
    "CodelistRow",
    "Comparison",
    "Completeness",
    "DataSourceAnswer",
    "DataSourceList",
    "DataSourceRow",
    "EvaluationAnswer",
    "EvaluationList",
    "Facet",
    "FacetValue",
    "Headline",
    "Json",
    "Ledger",
    "LedgerRow",
    "Named",
    "OrganisationAnswer",
    "OrganisationList",
    "OrganisationRow",
    "Published",
    "SourceUser",
    "Status",
    "Text",
    "VersionAnswer",
    "VersionList",
    "VersionRow",
    "VocabularyAnswer",
    "VocabularyList",
]
