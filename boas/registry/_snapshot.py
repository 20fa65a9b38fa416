"""The snapshot: everything about a registry at one commit, frozen.

Documents that cannot be read are not in it (their findings are), so that one broken card hides
nothing of the others. Asks the rooms below; never writes, never shows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TypeVar

from boas.checks import (
    MainLineFact,
    PartEntry,
    Removal,
    can_be_cached,
    check,
    check_frozen,
    check_with_entries,
    collect_removals,
    exclude_removed,
    warn_of_inherited,
)
from boas.documents import (
    DOCUMENTS,
    RECORDS,
    SETTINGS,
    VECTOR_FILES,
    Algorithm,
    Card,
    Maintainer,
    Notice,
    RegistrySettings,
    find_version_folder,
    parse_version,
)
from boas.errors import RegistryError
from boas.finding import Finding
from boas.independence import make_signed_document, map_corrected_documents, resolve_corrections
from boas.parsing import EMPTY_CACHE, Cache, Collection, Document, read_collection, read_former_ids, rename_path
from boas.registry._binding import find_added_unbound
from boas.registry._freezing_settings import find_moved_settings, list_freezes, read_first_freezes
from boas.registry._ledger import LedgerEntry, build_ledger, find_altered_versions
from boas.registry._present_ids import with_present_ids
from boas.registry._records import RecordEntry, build_records, find_altered_records
from boas.registry._unpublished_changes import UnpublishedChanges
from boas.repository import CommitInfo, History, with_present_paths
from boas.translation import Message
from boas.tree import Tree

_Model = TypeVar("_Model")


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
    coefficients: Document | None = None
    """The table of coefficients, when there is one."""
    vectors: Mapping[str, Document] = field(default_factory=dict)
    """Tables of test vectors by their path inside the version's folder."""

    @property
    def card(self) -> Card:
        """The typed card."""
        return as_model(self.document, Card)

    @property
    def folder(self) -> str:
        """Path of the version's folder, with its last `/`."""
        return find_version_folder(self.document.path) or ""


@dataclass(frozen=True)
class AlgorithmEntry:
    """One algorithm with its versions, evaluations, audits, notices and reuses."""

    id: str
    document: Document
    versions: tuple[VersionEntry, ...]
    """Newest first in semver order; at least one."""
    documents: Mapping[str, tuple[Document, ...]]
    """What was said about it beside its own document and its cards, by kind, each by path."""
    counts: Mapping[str, Document]
    """Tables `counts.csv` by evaluation id."""
    scores: Mapping[str, Document]
    """Tables `scores.csv` by evaluation id."""
    corrected: Mapping[tuple[str, str], str]
    """By kind and id, records that lost their effect, each with the id of what corrects it."""

    @property
    def algorithm(self) -> Algorithm:
        """The algorithm's own document."""
        return as_model(self.document, Algorithm)

    @property
    def evaluations(self) -> tuple[Document, ...]:
        """Evaluations of any version, by path."""
        return self.documents["evaluation"]

    @property
    def audits(self) -> tuple[Document, ...]:
        """Audits of any version, by path."""
        return self.documents["audit"]

    @property
    def reuses(self) -> tuple[Document, ...]:
        """Declared reuses of any version, by path."""
        return self.documents["reuse"]

    @property
    def observations(self) -> tuple[Document, ...]:
        """Observations about any version, by path."""
        return self.documents["observation"]

    @property
    def notices(self) -> tuple[Document, ...]:
        """Notices about any version, by path."""
        return self.documents["notice"]

    @property
    def latest(self) -> VersionEntry:
        """The greatest version that is no pre-release, or the greatest of all."""
        return next((entry for entry in self.versions if not parse_version(entry.version).prerelease), self.versions[0])


@dataclass(frozen=True)
class Registry:
    """Everything about a registry at one commit."""

    settings: RegistrySettings
    collection: Collection
    algorithms: Mapping[str, AlgorithmEntry]
    data_sources: Mapping[str, Document]
    organisations: Mapping[str, Document]
    findings: tuple[Finding, ...]
    history: History
    commit: str
    """The commit all of this was read from; empty for a work tree."""
    ledger: Mapping[str, LedgerEntry]
    """Every version by its folder, with its digest and publisher."""
    records: Mapping[str, RecordEntry]
    """Every notice, audit, evaluation and observation by its path, or its folder."""
    removals: Mapping[str, Removal] = field(default_factory=dict)
    """What was taken out for good, by the folder it was in: only its digest stays."""
    former_ids: Mapping[str, str] = field(default_factory=dict)
    """The present id of each renamed algorithm, by every id it had before."""
    rule_packages: tuple[str, ...] = ()
    """Packages whose rules were applied beside those of the program."""
    checked: Mapping[str, PartEntry] = field(default_factory=dict)
    """What rules said of each part, with all that it rests on: what the next check may take over."""
    unpublished: UnpublishedChanges | None = None
    """Changes that no commit holds yet; None when all of this comes from a commit."""

    def find_change(self, document: Document) -> CommitInfo | None:
        """The commit that gave a document its present content; None in a shallow clone."""
        return self.history.last_changed.get(document.path)

    def find_last_change(self) -> CommitInfo | None:
        """The most recent change of anything in the registry; of two on the same second, the last by commit id."""
        return max(self.history.last_changed.values(), key=lambda change: (change.date, change.commit), default=None)


def list_notices(entry: AlgorithmEntry, version: str) -> tuple[Document, ...]:
    """Notices whose range holds a version, newest first."""
    held = (document for document in entry.notices if as_model(document, Notice).holds(version))
    return tuple(sorted(held, key=lambda document: (as_model(document, Notice).date, document.path), reverse=True))


_STATUSES = ("active", "deprecated", "withdrawn", "removed")
"""What notices make of a version, the gravest last."""


def determine_status(entry: AlgorithmEntry, version: str) -> str:
    """What the notices on a version make of it: the gravest of those that nobody retracted."""
    held = list_notices(entry, version)
    standing = (document for document in held if (document.kind, document.location.id) not in entry.corrected)
    return determine_worst_status(as_model(document, Notice) for document in standing)


def determine_worst_status(notices: Iterable[Notice]) -> str:
    """What notices that hold make of a version in their ranges."""
    kinds = {notice.kind for notice in notices if notice.is_about_versions()}
    return max((status for status in _STATUSES if status in {*kinds, "active"}), key=_STATUSES.index)


def as_model(document: Document, model: type[_Model]) -> _Model:
    """A document's content as its model; only called for documents without diagnostics."""
    if not isinstance(document.content, model):
        message = f"{document.path} is not a {model.__name__}"
        raise TypeError(message)
    return document.content


def read_registry(tree: Tree, past: History, cache: Cache = EMPTY_CACHE, *, packages: Sequence[str] = ()) -> Registry:
    """Build the snapshot of one tree of the main line: rules newer than what it holds only warn.

    Rules of other packages run when `packages` names these; that is for the caller to decide, since a proposal must
    not choose them.

    Raises `RegistryError` when the registry's own settings cannot be read, and `IntegrityError` when
    its history does not hold the commit its versions are frozen from.
    """
    # The day of the commit, not today: the same commit gives the same bytes on any day.
    made = build_snapshot(tree, past, cache, as_of=past.committed[:10], packages=packages)
    findings = warn_of_inherited((*made.findings, *find_altered_in_history(made)), lambda _path: True)
    return replace(made, findings=tuple(sorted(findings, key=Finding.make_sort_key)))


def find_altered_in_history(registry: Registry) -> tuple[Finding, ...]:
    """Findings about published versions and records that somebody touched since, and about what freezes them.

    Raises `IntegrityError` when the history does not hold the commit they are frozen from.
    """
    tree, past = registry.collection.tree, registry.history
    first = list_freezes(registry.settings) | read_first_freezes(tree, past)
    moved: tuple[MainLineFact, ...] = (
        *find_moved_settings(tree, first),
        *find_altered_versions(tree, past, first.get("frozen_from"), registry.ledger),
        *find_altered_records(tree, past, first.get("records_frozen_from"), registry.records),
        *find_added_unbound(
            registry.collection, past, first.get("records_frozen_from"), registry.records, registry.ledger
        ),
    )
    return check_frozen(exclude_removed(moved, registry.removals))


def build_snapshot(tree: Tree, past: History, cache: Cache, *, as_of: str, packages: Sequence[str] = ()) -> Registry:
    """Build the snapshot of one tree on a day, without checking whether anything published changed.

    Raises `RegistryError` when the registry's own settings cannot be read.
    """
    made = build_unchecked(tree, past, cache, as_of=as_of)
    # What rules of others read is not recorded, nor does a file that no commit holds have a name for its content.
    if packages or not tree.commit or not can_be_cached(tree.files):
        return replace(made, findings=check(made.collection, packages=packages), rule_packages=tuple(packages))
    entries = {part: PartEntry.read(body) for part, body in cache.findings.items()}
    done = check_with_entries(made.collection, entries)
    return replace(made, findings=done.findings, checked=done.entries)


def build_unchecked(
    tree: Tree, past: History, cache: Cache = EMPTY_CACHE, *, as_of: str = "", chosen: Iterable[str] | None = None
) -> Registry:
    """The same without what rules say, for questions that findings play no part in; of `chosen` files or of all.

    Raises `RegistryError` when the registry's own settings cannot be read.
    """
    collection = read_collection(tree, chosen, cache=cache, as_of=as_of)
    former = read_former_ids(tree)
    past = with_present_paths(past, lambda path: rename_path(path, former)) if former else past
    good = [
        with_present_ids(document, former)
        for document in collection.documents.values()
        if document.content is not None and not document.diagnostics
    ]
    settings = _find_settings(good)
    return Registry(
        settings=settings,
        collection=collection,
        algorithms={entry.id: entry for entry in _build_algorithm_entries(good, settings.maintainers or ())},
        data_sources={document.location.id: document for document in good if document.kind == "data_source"},
        organisations={document.location.id: document for document in good if document.kind == "organisation"},
        findings=(),
        history=past,
        commit=tree.commit,
        ledger=build_ledger(tree, past, cache.digests),
        records=build_records(tree, past, cache.digests),
        removals=collect_removals(document for document in good if document.kind == "notice"),
        former_ids=former,
    )


def _find_settings(documents: list[Document]) -> RegistrySettings:
    """The registry's own settings."""
    for document in documents:
        if isinstance(document.content, RegistrySettings):
            return document.content
    raise RegistryError(
        Message("{settings} is missing or unreadable.", settings=SETTINGS),
        Message("Run `boas check` to see why."),
    )


def _build_algorithm_entries(documents: list[Document], maintainers: Sequence[Maintainer]) -> Iterator[AlgorithmEntry]:
    """Algorithms that can be shown: those with their own document and at least one version, by id."""
    by_algorithm: dict[str, list[Document]] = {}
    for document in documents:
        if name := document.location.algorithm:
            by_algorithm.setdefault(name, []).append(document)
    for name, own in sorted(by_algorithm.items()):
        versions = tuple(_build_version_entries(own))
        itself = _select_kind(own, "algorithm")
        if itself and versions:
            yield AlgorithmEntry(
                name,
                itself[0],
                versions,
                documents={kind: _select_kind(own, kind) for kind in _KINDS_BESIDE},
                counts=_map_tables(own, "counts"),
                scores=_map_tables(own, "scores"),
                corrected=map_corrections(own, maintainers),
            )


_KINDS_BESIDE = tuple(
    kind for kind, one in DOCUMENTS.items() if one.is_about_algorithm and kind not in {"algorithm", "card"}
)
"""Kinds of documents in an algorithm's folder beside its own and its cards."""


def map_corrections(own: Sequence[Document], maintainers: Sequence[Maintainer]) -> dict[tuple[str, str], str]:
    """By kind and id, documents of one algorithm that lost their effect, each with the id of what corrects it."""
    found: dict[tuple[str, str], str] = {}
    for kind in RECORDS:
        signed = (make_signed_document(document.location.id, document.content) for document in _select_kind(own, kind))
        pairs = map_corrected_documents(resolve_corrections(filter(None, signed), maintainers))
        found |= {(kind, old): new for old, new in pairs.items()}
    return found


def _map_tables(documents: list[Document], kind: str) -> dict[str, Document]:
    """Evidence tables of one kind by the id of their evaluation."""
    return {table.location.name("evaluation"): table for table in _select_kind(documents, kind)}


def _build_version_entries(documents: list[Document]) -> Iterator[VersionEntry]:
    """Versions of one algorithm, newest first."""
    cards = _select_kind(documents, "card")
    for card in sorted(cards, key=lambda card: parse_version(card.location.version), reverse=True):
        version = card.location.version
        own = [document for document in documents if document.location.version == version]
        codelists = {f"codelists/{d.location.name('codelist')}.csv": d for d in _select_kind(own, "codelist")}
        methods = {d.location.name("language"): d for d in _select_kind(own, "method")}
        code = {d.location.name("file"): sha256(d.load()).hexdigest() for d in _select_kind(own, "code")}
        table = next(iter(_select_kind(own, "coefficients")), None)
        folder = find_version_folder(card.path) or ""
        vectors = {d.path.removeprefix(folder): d for kind in sorted(VECTOR_FILES) for d in _select_kind(own, kind)}
        yield VersionEntry(version, card, codelists, methods, code, table, vectors)


def _select_kind(documents: Sequence[Document], kind: str) -> tuple[Document, ...]:
    """Documents of one kind, by path."""
    return tuple(sorted((d for d in documents if d.kind == kind), key=lambda d: d.path))
