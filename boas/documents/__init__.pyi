from ._algorithm import Algorithm
from ._audit import Audit
from ._bounds import ValueBounds, find_bound_violations
from ._card import Card, Population
from ._countries import COUNTRIES, COUNTRY_ALIASES
from ._data_source import DataSource
from ._dates import PastMarker, is_reversed, parse_moment, parse_period, parse_period_ends
from ._directory import IDENTIFIERS, Directory, are_distinct, iter_identifiers
from ._document_kinds import DOCUMENTS, RECORDS
from ._evaluation import EvaluatedPopulation, Evaluation, Reported
from ._examples import find_field_example, load_example
from ._field_guide import DocumentField, list_card_fields, list_fields
from ._fields import (
    ABSENT,
    ALL_KINDS,
    GIVEN,
    KIND_LETTERS,
    Absent,
    DistinctItems,
    DocumentPart,
    LocalText,
    find_part,
    find_vocabulary,
)
from ._form import ValueForm, describe_form, iter_type_marks
from ._json_schema import map_models, parse_field_texts, render_schema, render_schemas
from ._kind import DocumentKind
from ._layout import (
    FOLDER,
    REVIEWERS,
    SETTINGS,
    TABLES,
    RegistryPath,
    build_algorithm_folder,
    build_algorithm_path,
    build_data_source_path,
    build_organisation_path,
    build_path,
    build_version_path,
    describe_path,
    find_algorithm,
    find_main_document,
    find_parent_document,
    find_record,
    find_version_folder,
    get_file_name,
    list_file_names,
    parse_path,
    parse_place,
)
from ._lineage import Waiver
from ._logic import CodelistUse, Threshold
from ._meanings import describe_field
from ._migrations import get_current_format, migrate_document
from ._notice import Notice, Removed
from ._organisation import Organisation
from ._people import Author, FactSource, Person, Publication
from ._program import compute_program_digest
from ._references import iter_references
from ._reuse import Reuse
from ._reviewers import Conflict, Reviewer, Reviewers
from ._scalars import (
    CHECKS,
    COUNTRY,
    DOI,
    Reference,
    StringCheck,
    Term,
    find_licence,
    is_id,
    is_in_range,
    is_link,
    is_orcid,
    is_version,
    parse_version,
)
from ._settings import Maintainer, RegistrySettings
from ._single_values import SingleValue, iter_single_values
from ._vocabularies import Vocabulary, find_package_folder, list_vocabularies, load_vocabulary

__all__ = [
    "ABSENT",
    "ALL_KINDS",
    "CHECKS",
    "COUNTRIES",
    "COUNTRY",
    "COUNTRY_ALIASES",
    "DOCUMENTS",
    "DOI",
    "FOLDER",
    "GIVEN",
    "IDENTIFIERS",
    "KIND_LETTERS",
    "RECORDS",
    "REVIEWERS",
    "SETTINGS",
    "TABLES",
    "Absent",
    "Algorithm",
    "Audit",
    "Author",
    "Card",
    "CodelistUse",
    "Conflict",
    "DataSource",
    "Directory",
    "DistinctItems",
    "DocumentField",
    "DocumentKind",
    "DocumentPart",
    "EvaluatedPopulation",
    "Evaluation",
    "FactSource",
    "LocalText",
    "Maintainer",
    "Notice",
    "Organisation",
    "PastMarker",
    "Person",
    "Population",
    "Publication",
    "Reference",
    "RegistryPath",
    "RegistrySettings",
    "Removed",
    "Reported",
    "Reuse",
    "Reviewer",
    "Reviewers",
    "SingleValue",
    "StringCheck",
    "Term",
    "Threshold",
    "ValueBounds",
    "ValueForm",
    "Vocabulary",
    "Waiver",
    "are_distinct",
    "build_algorithm_folder",
    "build_algorithm_path",
    "build_data_source_path",
    "build_organisation_path",
    "build_path",
    "build_version_path",
    "compute_program_digest",
    "describe_field",
    "describe_form",
    "describe_path",
    "find_algorithm",
    "find_bound_violations",
    "find_field_example",
    "find_licence",
    "find_main_document",
    "find_package_folder",
    "find_parent_document",
    "find_part",
    "find_record",
    "find_version_folder",
    "find_vocabulary",
    "get_current_format",
    "get_file_name",
    "is_id",
    "is_in_range",
    "is_link",
    "is_orcid",
    "is_reversed",
    "is_version",
    "iter_identifiers",
    "iter_references",
    "iter_single_values",
    "iter_type_marks",
    "list_card_fields",
    "list_fields",
    "list_file_names",
    "list_vocabularies",
    "load_example",
    "load_vocabulary",
    "map_models",
    "migrate_document",
    "parse_field_texts",
    "parse_moment",
    "parse_path",
    "parse_period",
    "parse_period_ends",
    "parse_place",
    "parse_version",
    "render_schema",
    "render_schemas",
]
