"""Everything about a registry at one commit as one frozen picture.

Documents that cannot be read are not in it (their findings are), so that one broken card hides
nothing of the others. Asks the rooms below; never writes, never shows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TypeVar

from boas.checks import Kept, Removal, check, check_frozen, not_removed, removals_among, warn_of_inherited
from boas.documents import Algorithm, Card, Maintainer, Notice, RegistrySettings, version_order
from boas.errors import RegistryError
from boas.finding import Finding, Words
from boas.history import Change, Past
from boas.reading import NOTHING, Collection, Document, Memory, read_collection
from boas.registry.binding import added_unbound
from boas.registry.guards import freezes, moved_settings, set_here
from boas.registry.ledger import LedgerEntry, frozen_versions, ledger
from boas.registry.records import RecordEntry, frozen_records, records
from boas.registry.unpublished import Unpublished
from boas.standing.corrections import FIELDS, corrected, corrections, signed
from boas.tree import Tree

Model = TypeVar("Model")


@dataclass(frozen=True)
class VersionEntry:
    """One version of an algorithm."""

    version: str
    document: Document
    """The card."""
    codelists: Mapping[str, Document]
    """Codelists by their path inside the version's folder."""
    methods: Mapping[str, Document]
    """Long descriptions by language."""
    code: Mapping[str, str]
    """SHA-256 of each file of `code/` by its path inside it."""

    @property
    def card(self) -> Card:
        """The typed card."""
        return typed(self.document, Card)

    @property
    def folder(self) -> str:
        """Path of the version's folder, with its last `/`."""
        return self.document.path.removesuffix("card.yaml")


@dataclass(frozen=True)
class AlgorithmEntry:
    """One algorithm with all that was said about it."""

    id: str
    document: Document
    versions: tuple[VersionEntry, ...]
    """Newest first in semver order; at least one."""
    evaluations: tuple[Document, ...]
    counts: Mapping[str, Document]
    """Tables `counts.csv` by evaluation id."""
    scores: Mapping[str, Document]
    """Tables `scores.csv` by evaluation id."""
    audits: tuple[Document, ...]
    reuses: tuple[Document, ...]
    notices: tuple[Document, ...]
    corrected: Mapping[tuple[str, str], str]
    """By kind and id, notices, audits and evaluations that lost their effect, each with the id of what corrects it."""

    @property
    def algorithm(self) -> Algorithm:
        """The algorithm's own document."""
        return typed(self.document, Algorithm)

    @property
    def latest(self) -> VersionEntry:
        """The greatest version that is no pre-release, or the greatest of all."""
        return next((entry for entry in self.versions if not version_order(entry.version).prerelease), self.versions[0])


@dataclass(frozen=True)
class Registry:
    """Everything about a registry at one commit."""

    settings: RegistrySettings
    collection: Collection
    algorithms: Mapping[str, AlgorithmEntry]
    data_sources: Mapping[str, Document]
    organisations: Mapping[str, Document]
    findings: tuple[Finding, ...]
    history: Past
    commit: str
    """The commit all of this was read from; empty for a work tree."""
    ledger: Mapping[str, LedgerEntry]
    """Every version by its folder, with its digest and publisher."""
    records: Mapping[str, RecordEntry]
    """Every notice, audit and evaluation by its path, or its folder."""
    removals: Mapping[str, Removal] = field(default_factory=dict)
    """What was taken out for good, by the folder it was in: only its digest stays."""
    unpublished: Unpublished | None = None
    """What no commit holds yet; nothing when all of this comes from a commit."""

    def find_change(self, document: Document) -> Change | None:
        """The commit that brought a document's present content; not known in a shallow clone."""
        return self.history.last_changed.get(document.path)

    def find_last_change(self) -> Change | None:
        """The most recent change of anything in the registry; of two on the same second, the last by commit id."""
        return max(self.history.last_changed.values(), key=lambda change: (change.date, change.commit), default=None)


def notices_on(entry: AlgorithmEntry, version: str) -> tuple[Document, ...]:
    """Notices whose range holds a version, newest first."""
    held = (document for document in entry.notices if typed(document, Notice).holds(version))
    return tuple(sorted(held, key=lambda document: (typed(document, Notice).date, document.path), reverse=True))


STATUSES = ("active", "deprecated", "withdrawn", "removed")
"""What notices make of a version, the gravest last."""


def status_of(entry: AlgorithmEntry, version: str) -> str:
    """What the notices on a version make of it: the gravest of those that nobody retracted."""
    held = notices_on(entry, version)
    standing = (one for one in held if ("notice", one.location.name("notice")) not in entry.corrected)
    notices = (typed(document, Notice) for document in standing)
    kinds = {notice.kind for notice in notices if notice.is_about_versions()}
    return max((status for status in STATUSES if status in {*kinds, "active"}), key=STATUSES.index)


def typed(document: Document, model: type[Model]) -> Model:
    """A document's content as its model; only called for documents that were read without fault."""
    if not isinstance(document.content, model):
        message = f"{document.path} is not a {model.__name__}"
        raise TypeError(message)
    return document.content


def read_registry(tree: Tree, past: Past, memory: Memory = NOTHING) -> Registry:
    """The picture of one tree of the main line: rules newer than what it holds only warn.

    Raises `RegistryError` when the registry's own settings cannot be read, and `IntegrityError` when
    its history does not hold the commit its versions are frozen from.
    """
    # The day of the commit, not today: the same commit gives the same bytes on any day.
    made = picture(tree, past, memory, as_of=past.committed[:10])
    told = warn_of_inherited((*made.findings, *moved_in_history(made)), lambda _path: True)
    return replace(made, findings=tuple(sorted(told, key=Finding.make_sort_key)))


def moved_in_history(registry: Registry) -> tuple[Finding, ...]:
    """Findings about published versions and records that somebody touched since, and about what freezes them.

    Raises `IntegrityError` when the history does not hold the commit they are frozen from.
    """
    tree, past = registry.collection.tree, registry.history
    first = set_here(registry.settings) | freezes(tree, past)
    moved: tuple[Kept, ...] = (
        *moved_settings(tree, first),
        *frozen_versions(tree, past, first.get("frozen_from"), registry.ledger),
        *frozen_records(tree, past, first.get("records_frozen_from"), registry.records),
        *added_unbound(registry.collection, past, first.get("records_frozen_from"), registry.records, registry.ledger),
    )
    return check_frozen(not_removed(moved, registry.removals))


def picture(tree: Tree, past: Past, memory: Memory, *, as_of: str) -> Registry:
    """The picture of one tree on a day, its history not yet asked whether anything published moved.

    Raises `RegistryError` when the registry's own settings cannot be read.
    """
    collection = read_collection(tree, memory=memory, as_of=as_of)
    good = [
        document
        for document in collection.documents.values()
        if document.content is not None and not document.diagnostics
    ]
    settings = settings_of(good)
    return Registry(
        settings=settings,
        collection=collection,
        algorithms={entry.id: entry for entry in algorithm_entries(good, settings.maintainers or ())},
        data_sources={
            document.location.name("data_source"): document for document in good if document.kind == "data_source"
        },
        organisations={
            document.location.name("organisation"): document for document in good if document.kind == "organisation"
        },
        findings=check(collection),
        history=past,
        commit=tree.commit,
        ledger=ledger(tree, past, memory.digests),
        records=records(tree, past, memory.digests),
        removals=removals_among(document for document in good if document.kind == "notice"),
    )


def settings_of(documents: list[Document]) -> RegistrySettings:
    """The registry's own settings."""
    for document in documents:
        if isinstance(document.content, RegistrySettings):
            return document.content
    raise RegistryError(
        Words(
            "model_cards/registry.yaml manque ou est illisible.", "model_cards/registry.yaml is missing or unreadable."
        ),
        Words("Lancer « boas check » pour voir pourquoi.", "Run `boas check` to see why."),
    )


def algorithm_entries(documents: list[Document], maintainers: Sequence[Maintainer]) -> Iterator[AlgorithmEntry]:
    """Algorithms that can be shown: those with their own document and at least one version, by id."""
    by_algorithm: dict[str, list[Document]] = {}
    for document in documents:
        if name := document.location.name("algorithm"):
            by_algorithm.setdefault(name, []).append(document)
    for name, own in sorted(by_algorithm.items()):
        versions = tuple(version_entries(own))
        itself = of_kind(own, "algorithm")
        if itself and versions:
            yield AlgorithmEntry(
                name,
                itself[0],
                versions,
                evaluations=of_kind(own, "evaluation"),
                counts=tables(own, "counts"),
                scores=tables(own, "scores"),
                audits=of_kind(own, "audit"),
                reuses=of_kind(own, "reuse"),
                notices=of_kind(own, "notice"),
                corrected=corrected_among(own, maintainers),
            )


def corrected_among(own: list[Document], maintainers: Sequence[Maintainer]) -> dict[tuple[str, str], str]:
    """By kind and id, documents of one algorithm that lost their effect, each with the id of what corrects it."""
    found: dict[tuple[str, str], str] = {}
    for kind in FIELDS:
        told = (signed(one.location.name(kind), one.content) for one in of_kind(own, kind))
        pairs = corrected(corrections(filter(None, told), maintainers))
        found |= {(kind, old): new for old, new in pairs.items()}
    return found


def tables(documents: list[Document], kind: str) -> dict[str, Document]:
    """Evidence tables of one kind by the id of their evaluation."""
    return {table.location.name("evaluation"): table for table in of_kind(documents, kind)}


def version_entries(documents: list[Document]) -> Iterator[VersionEntry]:
    """Versions of one algorithm, newest first."""
    cards = of_kind(documents, "card")
    for card in sorted(cards, key=lambda card: version_order(card.location.name("version")), reverse=True):
        version = card.location.name("version")
        own = [document for document in documents if document.location.name("version") == version]
        codelists = {f"codelists/{d.location.name('codelist')}.csv": d for d in of_kind(own, "codelist")}
        methods = {d.location.name("language"): d for d in of_kind(own, "method")}
        code = {d.location.name("file"): sha256(d.load()).hexdigest() for d in of_kind(own, "code")}
        yield VersionEntry(version, card, codelists, methods, code)


def of_kind(documents: list[Document], kind: str) -> tuple[Document, ...]:
    """Documents of one kind, by path."""
    return tuple(sorted((d for d in documents if d.kind == kind), key=lambda d: d.path))
