"""All documents of a registry by kind: the one list from which schemas, rules and guides are made."""

from collections.abc import Mapping

from boas.documents._algorithm import Algorithm
from boas.documents._audit import Audit
from boas.documents._card import Card
from boas.documents._data_source import DataSource
from boas.documents._evaluation import Evaluation
from boas.documents._fields import DocumentPart
from boas.documents._notice import Notice
from boas.documents._organisation import Organisation
from boas.documents._reuse import Reuse
from boas.documents._reviewers import Reviewers
from boas.documents._settings import RegistrySettings

DOCUMENTS: Mapping[str, type[DocumentPart]] = {
    "registry": RegistrySettings,
    "reviewers": Reviewers,
    "algorithm": Algorithm,
    "card": Card,
    "evaluation": Evaluation,
    "audit": Audit,
    "reuse": Reuse,
    "notice": Notice,
    "data_source": DataSource,
    "organisation": Organisation,
}
"""Document models by the kind that `layout.locate` gives a path."""
