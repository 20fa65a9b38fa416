"""What the index answers: frozen records, the same for a page, its JSON twin and the API.

Texts stay in all the languages they have (`{"fr": …, "en": …}`, some may be missing), words of the program in all of
its own; documents are carried as they were written. Everything typed by a person keeps its own words; everything
else is computed.
"""

from dataclasses import dataclass

from boas.documents import Algorithm, DataSource, LegalNotice, Notice, Organisation, PinnedNomenclature, Reuse
from boas.index._algorithm_comparison_answers import ProposedPairs
from boas.index._chart_answers import DomainFigures, EvidenceOverview
from boas.index._code_answers import CodeScan, CodeUnscanned, CodeWaiver, CodeWeakness
from boas.index._code_comparison_answers import CodeComparison
from boas.index._code_search_answers import CodeOverview, CodeShard
from boas.index._evidence_answers import (
    AuditAnswer,
    AuditBetween,
    AuditMatrix,
    BiasAnswer,
    DimensionRow,
    EvaluationAnswer,
    EvaluationBy,
    EvaluationList,
    EvaluationSummary,
    EvidenceAnswer,
    EvidenceFile,
    Independence,
    MatrixCell,
    MatrixRow,
    Step,
)
from boas.index._list_answers import AlgorithmList, Facet, FacetValue, QueryEcho
from boas.index._notice_answers import AffectedCodelist, ChangedCode, CodeWarning, NoticeList, NoticeMark, NoticeRow
from boas.index._observation_answers import ObservationList, ObservationRow, ObservationStateRow
from boas.index._records import Named, Published, Text
from boas.index._reuse_answers import LineageAnswer, ReuseList, ReuseOverview, ReuseRow
from boas.index._review_answers import ReviewList
from boas.index._row_answers import AlgorithmRow, Headline, WorstGroup
from boas.index._status_answers import FindingRow, Preview
from boas.index._version_answers import (
    ChangeRow,
    Codelist,
    CodelistRow,
    Comparison,
    Completeness,
    FileRow,
    Ledger,
    LedgerRow,
    RecordRow,
    RemovedRow,
    RenamedRow,
    VersionAnswer,
    VersionList,
    VersionRow,
)
from boas.index._written import Written
from boas.registry import Bulletin


@dataclass(frozen=True, slots=True)
class AlgorithmAnswer:
    """One algorithm: its latest version, its evaluations and what surrounds it.

    What is missing for the next level is in `latest.step`; recomputed numbers have answers of their own.
    """

    id: str
    row: AlgorithmRow
    algorithm: Written[Algorithm]
    """The document `algorithm.yaml`."""
    latest: VersionAnswer
    versions: tuple[VersionRow, ...]
    evaluations: tuple[EvaluationSummary, ...]
    """Of any version, newest first."""
    audits: tuple[AuditAnswer, ...]
    """Of any version, newest first."""
    reuses: tuple[Written[Reuse], ...]
    notices: tuple[Written[Notice], ...]
    observations: tuple[ObservationRow, ...]
    """About any version, newest first."""
    retracted: dict[str, str]
    """Ids of notices that lost their effect, each with the id of the notice that retracts it."""
    affected_codelists: dict[str, tuple[AffectedCodelist, ...]]
    """By id of a notice that stands and names codes: lists of any algorithm that hold one as it was, or may."""
    related: tuple[AlgorithmRow, ...]
    """Algorithms about the same conditions or domains from the same sources, nearest first, at most 5."""
    path: str
    """Path of the card in the repository."""
    reusers: tuple[Named, ...]
    """Organisations that declare a reuse, and those of the people who do so, each once."""
    beside: tuple[Named, ...] = ()
    """Algorithms that the registry proposes to read beside it, nearest first, at most 2."""


@dataclass(frozen=True, slots=True)
class SourceUser:
    """An algorithm that uses a data source, and for what."""

    algorithm: AlgorithmRow
    roles: tuple[str, ...]
    """Terms of the vocabulary `source_roles`."""
    through: tuple[Named, ...] = ()
    """Components of the data source that the algorithm names; it may name the source itself as well."""


@dataclass(frozen=True, slots=True)
class DataSourceAnswer:
    """One data source, who holds it and which algorithms use it."""

    id: str
    name: Text
    published: Published | None
    data_source: Written[DataSource]
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
    """Algorithms that use it or a component of it and may be used: neither worked examples nor withdrawn ones."""
    n_withdrawn: int
    """Algorithms that use it or a component and were withdrawn or removed."""


@dataclass(frozen=True, slots=True)
class DataSourceList:
    """All data sources by name, but those that only worked examples name."""

    total: int
    data_sources: tuple[DataSourceRow, ...]


@dataclass(frozen=True, slots=True)
class OrganisationAnswer:
    """One organisation and what it produced or holds."""

    id: str
    name: Text
    published: Published | None
    organisation: Written[Organisation]
    """The document, as written."""
    part_of: Named | None
    parts: tuple[Named, ...]
    algorithms: tuple[AlgorithmRow, ...]
    data_sources: tuple[Named, ...]
    audits_given: tuple[AuditBetween, ...]
    """Audits and reviews by its people, newest first; those of worked examples only where it is invented too."""
    audits_received: tuple[AuditBetween, ...]
    """Audits and reviews of versions it made, likewise."""
    reciprocal: tuple[Named, ...]
    """Other organisations whose algorithms its people judged, and whose people judged its own."""
    n_reuses: int
    """Reuses it makes of algorithms of this registry, worked examples apart."""
    path: str
    reuses: tuple[ReuseRow, ...] = ()
    """What it is known to reuse, itself or through a project, those seen last first."""
    evaluations: tuple[EvaluationBy, ...] = ()
    """Evaluations by its people, newest first; those of worked examples only where it is invented too."""


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation as one row of a list."""

    id: str
    name: Text
    type: str | None
    n_algorithms: int
    """Algorithms it made that may be used: neither worked examples nor withdrawn ones."""
    n_withdrawn: int
    """Algorithms it made that were withdrawn or removed."""
    n_data_sources: int
    n_reuses: int
    """Reuses it makes of algorithms of this registry, worked examples apart."""
    part_of: str | None = None
    """Id of the institution it is a part of."""
    url: str | None = None
    """Its web site."""
    ror: str | None = None
    """Its ROR identifier, as an address."""
    siren: str | None = None
    """Its SIREN number."""


@dataclass(frozen=True, slots=True)
class OrganisationList:
    """All organisations by name, but those that only worked examples name."""

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
    licence: str | None
    """Licence of the registry's content, an SPDX expression."""
    frozen_from: str | None
    """Commit from which published versions never change; nothing while the registry is being set up."""
    records_frozen_from: str | None
    """Commit from which notices, audits, evaluations and observations never change; nothing while they still may."""
    n_algorithms: int
    """Algorithms that may be used: neither worked examples nor what was withdrawn."""
    n_withdrawn: int
    """Algorithms whose latest version was withdrawn or removed; never counted in `n_algorithms`."""
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
    findings: tuple[FindingRow, ...]
    """Findings of the registry as it stands."""
    latest: tuple[AlgorithmRow, ...]
    """The most recently changed algorithms, newest first, at most 6; drafts stand before all others."""
    preview: Preview | None
    """What is not published yet; nothing in a registry that shows a commit."""
    nomenclatures: tuple[Written[PinnedNomenclature], ...] = ()
    """Releases of code systems that lists are held against and written out in, where their files are at hand."""
    publisher: str | None = None
    """Name that the registry gives for whoever publishes it, for instance a team; nothing while it gives none."""
    legal: Written[LegalNotice] | None = None
    """Who answers for the published site; nothing while the registry does not say."""
    security_contact: str | None = None
    """Where a weakness is reported in private, an address with `https:` or `mailto:`."""


Answer = (
    AlgorithmAnswer
    | AlgorithmRow
    | AuditMatrix
    | BiasAnswer
    | Bulletin
    | CodeComparison
    | CodeOverview
    | CodeShard
    | Comparison
    | DataSourceAnswer
    | DataSourceList
    | DomainFigures
    | EvaluationAnswer
    | EvaluationList
    | EvidenceAnswer
    | EvidenceOverview
    | Ledger
    | NoticeList
    | ObservationList
    | LineageAnswer
    | OrganisationAnswer
    | OrganisationList
    | ProposedPairs
    | ReuseList
    | ReuseOverview
    | ReviewList
    | Status
    | VersionAnswer
    | VersionList
    | VocabularyAnswer
    | VocabularyList
)
"""Anything that is stored and sent."""

__all__ = [
    "AffectedCodelist",
    "AlgorithmAnswer",
    "AlgorithmList",
    "AlgorithmRow",
    "Answer",
    "AuditAnswer",
    "AuditBetween",
    "AuditMatrix",
    "BiasAnswer",
    "Bulletin",
    "ChangeRow",
    "ChangedCode",
    "CodeScan",
    "CodeUnscanned",
    "CodeWaiver",
    "CodeWarning",
    "CodeWeakness",
    "Codelist",
    "CodelistRow",
    "Comparison",
    "Completeness",
    "DataSourceAnswer",
    "DataSourceList",
    "DataSourceRow",
    "DimensionRow",
    "DomainFigures",
    "EvaluationAnswer",
    "EvaluationList",
    "EvaluationSummary",
    "EvidenceAnswer",
    "EvidenceFile",
    "EvidenceOverview",
    "Facet",
    "FacetValue",
    "FileRow",
    "Headline",
    "Independence",
    "Ledger",
    "LedgerRow",
    "MatrixCell",
    "MatrixRow",
    "Named",
    "NoticeList",
    "NoticeMark",
    "NoticeRow",
    "ObservationList",
    "ObservationRow",
    "ObservationStateRow",
    "OrganisationAnswer",
    "OrganisationList",
    "OrganisationRow",
    "Preview",
    "ProposedPairs",
    "Published",
    "QueryEcho",
    "RecordRow",
    "RemovedRow",
    "RenamedRow",
    "SourceUser",
    "Status",
    "Step",
    "Text",
    "VersionAnswer",
    "VersionList",
    "VersionRow",
    "VocabularyAnswer",
    "VocabularyList",
    "WorstGroup",
]
