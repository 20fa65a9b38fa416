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
from boas.documents._organisation import Organisation
from boas.documents._reuse import Reuse
from boas.documents._reviewers import Reviewers
from boas.documents._settings import RegistrySettings
from boas.finding import Message

_KINDS = (
    DocumentKind(
        name="card",
        model=Card,
        path="algorithms/{algorithm}/versions/{version}/card.yaml",
        label=Message("fiche", "card"),
        plural=Message("fiches", "cards"),
        about=Message(
            "Ce que les auteurs d’une version en disent. Une fois publiée, elle ne change plus : tout changement est "
            "une nouvelle version.",
            "What the authors of one version say of it. Once published it never changes: a change is a new version.",
        ),
        path_fields={"id": "algorithm", "version": "version"},
    ),
    DocumentKind(
        name="algorithm",
        model=Algorithm,
        path="algorithms/{algorithm}/algorithm.yaml",
        label=Message("algorithme", "algorithm"),
        plural=Message("algorithmes", "algorithms"),
        about=Message(
            "Ce qui peut changer sans nouvelle version : qui répond de l’algorithme, des liens, des publications plus "
            "récentes.",
            "What may change about an algorithm without a new version: who answers for it, links, later publications.",
        ),
        path_fields={"id": "algorithm"},
    ),
    DocumentKind(
        name="evaluation",
        model=Evaluation,
        path="algorithms/{algorithm}/evaluations/{evaluation}/evaluation.yaml",
        label=Message("évaluation", "evaluation"),
        plural=Message("évaluations", "evaluations"),
        about=Message(
            "Des chiffres que quelqu’un a mesurés. Avec counts.csv à côté, ils sont recalculés : les niveaux 2 et 3 en "
            "dépendent.",
            "Numbers somebody measured. With counts.csv beside it they are recomputed: levels 2 and 3 rest on that.",
        ),
        path_fields={"id": "evaluation", "subject.id": "algorithm"},
        correction_field="replaces",
        signer_field="evaluator",
    ),
    DocumentKind(
        name="audit",
        model=Audit,
        path="algorithms/{algorithm}/audits/{audit}.yaml",
        label=Message("audit", "audit"),
        plural=Message("audits", "audits"),
        about=Message(
            "Le jugement signé d’une personne sur une version, à l’octet près. Le niveau 4 en demande un sur les "
            "biais.",
            "A person’s signed judgement about one version, to the byte. Level 4 asks for one about bias.",
        ),
        path_fields={"id": "audit", "subject.id": "algorithm"},
        correction_field="replaces",
        signer_field="auditor",
    ),
    DocumentKind(
        name="reuse",
        model=Reuse,
        path="algorithms/{algorithm}/reuses/{reuse}.yaml",
        label=Message("réutilisation", "declared reuse"),
        plural=Message("réutilisations", "declared reuses"),
        about=Message(
            "Une organisation qui utilise une version le dit : laquelle, où, pour quoi faire.",
            "An organisation that uses one version says so: which one, where, for what.",
        ),
        path_fields={"id": "reuse"},
        signer_field="declared_by",
        section=Message("Réutilisations", "Reuse"),
    ),
    DocumentKind(
        name="notice",
        model=Notice,
        path="algorithms/{algorithm}/notices/{notice}.yaml",
        label=Message("avis", "notice"),
        plural=Message("avis", "notices"),
        about=Message(
            "Ce qu’il faut dire de versions déjà publiées : un retrait, une alerte, un erratum.",
            "What must be told about versions that are already published: a withdrawal, an alert, an erratum.",
        ),
        path_fields={"id": "notice"},
        correction_field="retracts",
        signer_field="decided_by",
    ),
    DocumentKind(
        name="data_source",
        model=DataSource,
        path="data_sources/{data_source}.yaml",
        label=Message("source de données", "data source"),
        plural=Message("sources de données", "data sources"),
        about=Message(
            "Une base sur laquelle des algorithmes sont construits, évalués, ou tournent.",
            "A database that algorithms are built on, evaluated on or run on.",
        ),
        path_fields={"id": "data_source"},
    ),
    DocumentKind(
        name="organisation",
        model=Organisation,
        path="organisations/{organisation}.yaml",
        label=Message("organisation", "organisation"),
        plural=Message("organisations", "organisations"),
        about=Message("Qui produit, détient, évalue ou utilise.", "Who produces, holds, evaluates or uses."),
        path_fields={"id": "organisation"},
    ),
    DocumentKind(
        name="reviewers",
        model=Reviewers,
        path="reviewers.yaml",
        label=Message("relecteurs", "reviewers"),
        plural=Message("relecteurs", "reviewers"),
        about=Message(
            "Qui peut juger ce que d’autres proposent, et les liens que chacun a déclarés.",
            "Who may judge what others propose, and the ties each of them has declared.",
        ),
    ),
    DocumentKind(
        name="registry",
        model=RegistrySettings,
        path="registry.yaml",
        label=Message("réglages du registre", "settings of the registry"),
        plural=Message("réglages du registre", "settings of the registry"),
        about=Message(
            "Son nom, ses langues, et le plus petit effectif qu’il publie.",
            "Its name, its languages, and the smallest count it publishes.",
        ),
    ),
)

DOCUMENTS: Mapping[str, DocumentKind] = {kind.name: kind for kind in _KINDS}
"""Kinds of documents by name, in the order in which an author meets them."""

RECORDS: Mapping[str, DocumentKind] = {kind.name: kind for kind in reversed(_KINDS) if kind.is_record}
"""Kinds of frozen records by name; most urgent first: notices, then judgements, then numbers."""
