from ._answer_modules import ANSWER_MODULES
from ._answers import (
    AlgorithmAnswer,
    AlgorithmList,
    DataSourceAnswer,
    DataSourceList,
    OrganisationAnswer,
    OrganisationList,
    Status,
    VocabularyAnswer,
    VocabularyList,
)
from ._evidence_answers import AuditMatrix, BiasAnswer, EvaluationAnswer, EvaluationList, EvidenceAnswer
from ._export_view import build_export_view
from ._facets import FACET_LABELS, FACET_VOCABULARIES
from ._matrix_csv import format_matrix_csv
from ._query import MOST_TEXT, MOST_VALUES, SORTS, AlgorithmQuery, QueryError
from ._reader import Index, open_index
from ._version_answers import Comparison, Ledger, VersionAnswer, VersionList
from ._writer import FillResult, compute_fingerprint, fill_index

__all__ = [
    "ANSWER_MODULES",
    "FACET_LABELS",
    "FACET_VOCABULARIES",
    "MOST_TEXT",
    "MOST_VALUES",
    "SORTS",
    "AlgorithmAnswer",
    "AlgorithmList",
    "AlgorithmQuery",
    "AuditMatrix",
    "BiasAnswer",
    "Comparison",
    "DataSourceAnswer",
    "DataSourceList",
    "EvaluationAnswer",
    "EvaluationList",
    "EvidenceAnswer",
    "FillResult",
    "Index",
    "Ledger",
    "OrganisationAnswer",
    "OrganisationList",
    "QueryError",
    "Status",
    "VersionAnswer",
    "VersionList",
    "VocabularyAnswer",
    "VocabularyList",
    "build_export_view",
    "compute_fingerprint",
    "fill_index",
    "format_matrix_csv",
    "open_index",
]
