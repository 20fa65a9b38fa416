"""All kinds of documents of a registry: the one list from which paths, schemas, rules, guide and ledger are made.

To add one, write its model, its entry here, `schemas/examples/NAME.yaml` and what shows it.
"""

from collections.abc import Mapping

from boas.documents._algorithm import Algorithm
from boas.documents._audit import Audit
from boas.documents._card import Card
from boas.documents._data_source import DataSource
from boas.documents._evaluation import Evaluation
from boas.documents._kind import DocumentKind
from boas.documents._notice import Notice
from boas.documents._observation import Observation
from boas.documents._organisation import Organisation
from boas.documents._reuse import Reuse
from boas.documents._reviewers import Reviewers
from boas.documents._settings import RegistrySettings
from boas.translation import Message

_KINDS = (
    DocumentKind(
        name="card",
        model=Card,
        path="algorithms/{algorithm}/versions/{version}/card.yaml",
        label=Message("card"),
        plural=Message("cards"),
        about=Message(
            "What the authors of one version say of it. Once published it never changes: a change is a new version."
        ),
        path_fields={"id": "algorithm", "version": "version"},
    ),
    DocumentKind(
        name="algorithm",
        model=Algorithm,
        path="algorithms/{algorithm}/algorithm.yaml",
        label=Message("algorithm"),
        plural=Message("algorithms"),
        about=Message(
            "What may change about an algorithm without a new version: who answers for it, links, later publications."
        ),
        path_fields={"id": "algorithm"},
    ),
    DocumentKind(
        name="evaluation",
        model=Evaluation,
        path="algorithms/{algorithm}/evaluations/{evaluation}/evaluation.yaml",
        label=Message("evaluation"),
        plural=Message("evaluations"),
        about=Message(
            "Numbers somebody measured. With counts.csv beside it they are recomputed: levels 2 and 3 rest on that."
        ),
        path_fields={"id": "evaluation", "subject.id": "algorithm"},
        correction_field="replaces",
        signer_field="evaluator",
    ),
    DocumentKind(
        name="audit",
        model=Audit,
        path="algorithms/{algorithm}/audits/{audit}.yaml",
        label=Message("audit"),
        plural=Message("audits"),
        about=Message("A person’s signed judgement about one version, to the byte. Level 4 asks for one about bias."),
        path_fields={"id": "audit", "subject.id": "algorithm"},
        correction_field="replaces",
        signer_field="auditor",
    ),
    DocumentKind(
        name="observation",
        model=Observation,
        path="algorithms/{algorithm}/observations/{observation}.yaml",
        label=Message("observation"),
        plural=Message("observations"),
        about=Message(
            "What somebody found when reading or running the published algorithm, and what its authors answer. It is "
            "about the algorithm and never judges people; no rule can check that, so whoever reviews it does."
        ),
        path_fields={"id": "observation"},
        correction_field="replaces",
        growing_field="states",
        signer_field="observed_by",
        section=Message("Observations"),
    ),
    DocumentKind(
        name="reuse",
        model=Reuse,
        path="algorithms/{algorithm}/reuses/{reuse}.yaml",
        label=Message("reuse"),
        plural=Message("reuses"),
        about=Message("Who uses an algorithm: which version, where, for what, and how the registry knows."),
        path_fields={"id": "reuse"},
        signer_field="declared_by",
        section=Message("Reuse"),
    ),
    DocumentKind(
        name="notice",
        model=Notice,
        path="algorithms/{algorithm}/notices/{notice}.yaml",
        label=Message("notice"),
        plural=Message("notices"),
        about=Message(
            "What must be told about versions that are already published: a withdrawal, an alert, an erratum."
        ),
        path_fields={"id": "notice"},
        correction_field="retracts",
        signer_field="decided_by",
    ),
    DocumentKind(
        name="data_source",
        model=DataSource,
        path="data_sources/{data_source}.yaml",
        label=Message("data source"),
        plural=Message("data sources"),
        about=Message("A database that algorithms are built on, evaluated on or run on."),
        path_fields={"id": "data_source"},
    ),
    DocumentKind(
        name="organisation",
        model=Organisation,
        path="organisations/{organisation}.yaml",
        label=Message("organisation"),
        plural=Message("organisations"),
        about=Message("Who produces, holds, evaluates or uses."),
        path_fields={"id": "organisation"},
    ),
    DocumentKind(
        name="reviewers",
        model=Reviewers,
        path="reviewers.yaml",
        label=Message("reviewers"),
        plural=Message("reviewers"),
        about=Message("Who may judge what others propose, and the ties each of them has declared."),
    ),
    DocumentKind(
        name="registry",
        model=RegistrySettings,
        path="registry.yaml",
        label=Message("settings of the registry"),
        plural=Message("settings of the registry"),
        about=Message("Its name, its languages, and the smallest count it publishes."),
    ),
)

DOCUMENTS: Mapping[str, DocumentKind] = {kind.name: kind for kind in _KINDS}
"""Kinds of documents by name, in the order in which an author meets them."""

RECORDS: Mapping[str, DocumentKind] = {kind.name: kind for kind in reversed(_KINDS) if kind.is_record}
"""Kinds of frozen records by name; most urgent first: notices, then judgements, then numbers."""
