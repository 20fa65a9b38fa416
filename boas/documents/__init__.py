"""What a card, evaluation, audit, reuse, notice, data source or organisation says.

One definition: typed models whose field strings, needs and bump levels become the JSON Schema, the
field guide and the texts of findings. Every room above imports it; it never reads what authors wrote.
"""

from boas.documents.algorithm import Algorithm
from boas.documents.audit import Audit
from boas.documents.bounds import Bounds, outside
from boas.documents.card import Card
from boas.documents.catalogue import DOCUMENTS
from boas.documents.data_source import DataSource
from boas.documents.dates import OfThePast, days_in, days_of, ends_of, is_reversed
from boas.documents.directory import IDENTIFIERS, Directory, are_told_apart, identifiers
from boas.documents.evaluation import Evaluation, Reported
from boas.documents.fields import ABSENT, GIVEN, KIND_LETTERS, Absent, LocalText, Part, part_at, vocabulary_of
from boas.documents.layout import (
    FOLDER,
    REVIEWERS,
    SETTINGS,
    Location,
    algorithm_path,
    data_source_path,
    locate,
    organisation_path,
    record_of,
    version_folder,
    version_path,
)
from boas.documents.lineage import Waiver
from boas.documents.logic import CodelistUse
from boas.documents.migrations import format_now, migrate
from boas.documents.notice import Notice
from boas.documents.organisation import Organisation
from boas.documents.reuse import Reuse
from boas.documents.reviewers import Reviewer, Reviewers
from boas.documents.scalars import (
    is_id,
    is_in_range,
    is_link,
    is_orcid,
    is_version,
    licence_named,
    version_order,
)
from boas.documents.settings import Maintainer, RegistrySettings
from boas.documents.single_values import SingleValue, single_values
from boas.documents.vocabularies import Vocabulary, packaged, vocabulary, vocabulary_names

__all__ = [
    "ABSENT",
    "DOCUMENTS",
    "FOLDER",
    "GIVEN",
    "IDENTIFIERS",
    "KIND_LETTERS",
    "REVIEWERS",
    "SETTINGS",
    "Absent",
    "Algorithm",
    "Audit",
    "Bounds",
    "Card",
    "CodelistUse",
    "DataSource",
    "Directory",
    "Evaluation",
    "LocalText",
    "Location",
    "Maintainer",
    "Notice",
    "OfThePast",
    "Organisation",
    "Part",
    "RegistrySettings",
    "Reported",
    "Reuse",
    "Reviewer",
    "Reviewers",
    "SingleValue",
    "Vocabulary",
    "Waiver",
    "algorithm_path",
    "are_told_apart",
    "data_source_path",
    "days_in",
    "days_of",
    "ends_of",
    "format_now",
    "identifiers",
    "is_id",
    "is_in_range",
    "is_link",
    "is_orcid",
    "is_reversed",
    "is_version",
    "licence_named",
    "locate",
    "migrate",
    "organisation_path",
    "outside",
    "packaged",
    "part_at",
    "record_of",
    "single_values",
    "version_folder",
    "version_order",
    "version_path",
    "vocabulary",
    "vocabulary_names",
    "vocabulary_of",
]
