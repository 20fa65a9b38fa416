"""All documents of a registry by kind: the one list from which schemas, rules and guides are made."""

from collections.abc import Mapping

from boas.documents.algorithm import Algorithm
from boas.documents.audit import Audit
from boas.documents.card import Card
from boas.documents.data_source import DataSource
from boas.documents.evaluation import Evaluation
from boas.documents.fields import Part
from boas.documents.notice import Notice
from boas.documents.organisation import Organisation
from boas.documents.reuse import Reuse
from boas.documents.reviewers import Reviewers
from boas.documents.settings import RegistrySettings

DOCUMENTS: Mapping[str, type[Part]] = {
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
