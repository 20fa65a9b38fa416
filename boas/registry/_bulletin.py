"""The bulletin of a registry: every version with its status and files, every notice with its effect, and the log.

Made of the snapshot, or straight from a tree and its history without applying a single rule: the same either way.
"""

from collections.abc import Iterator, Sequence

from boas.documents import (
    Notice,
    Organisation,
    RegistrySettings,
    Reuse,
    find_matching_version,
    is_version,
    parse_path,
    parse_version,
)
from boas.parsing import EMPTY_CACHE, Cache, Document, Table
from boas.registry._bulletin_form import (
    FORMAT,
    Bulletin,
    BulletinCodelist,
    BulletinNotice,
    BulletinRegistry,
    BulletinUse,
    BulletinVersion,
    build_bulletin_codelist,
)
from boas.registry._notice_log import build_notice_log, compute_notice_digest
from boas.registry._snapshot import Registry, build_unchecked, determine_worst_status, map_corrections
from boas.repository import History
from boas.tree import Tree

_Names = dict[str, set[str]]
"""Versions by algorithm."""

_PARTS = frozenset({"algorithm", "card", "codelist", "notice", "organisation", "registry", "reuse"})
"""Kinds of documents that a bulletin is made of."""


def read_bulletin(tree: Tree, past: History, cache: Cache = EMPTY_CACHE) -> Bulletin:
    """The bulletin of a tree of the main line, of which no more is read than it needs.

    Raises `RegistryError` when the registry's own settings cannot be read.
    """
    chosen = [path for path in tree.files if (place := parse_path(path)) and place.kind in _PARTS]
    return build_bulletin(build_unchecked(tree, past, cache, chosen=chosen))


def build_bulletin(registry: Registry) -> Bulletin:
    """The bulletin of a registry; that of a work tree has no log."""
    documents, past = registry.collection.documents, registry.history
    newest = past.newest or registry.find_last_change()
    log = build_notice_log(registry.collection.tree, past, documents, registry.collection.languages)
    versions = tuple(_iter_versions(registry))
    known: _Names = {}
    for one in versions:
        known.setdefault(one.id, set()).add(one.version)
    return Bulletin(
        format=FORMAT,
        registry=_describe_registry(registry.settings, registry.collection.languages),
        commit=newest.commit if newest else "",
        date=newest.date if newest else "",
        notices=tuple(_iter_notices(registry, known)),
        versions=versions,
        codelists=tuple(_iter_codelists(registry)),
        uses=tuple(_iter_uses(registry)),
        log=None if registry.unpublished else log,
        former_ids=dict(sorted(registry.former_ids.items())),
    )


def _describe_registry(settings: RegistrySettings, languages: tuple[str, ...]) -> BulletinRegistry:
    """What is told of the registry itself."""
    return BulletinRegistry(dict(settings.title.texts), settings.base_url, languages)


def _group_notices(registry: Registry) -> dict[str, list[Document]]:
    """Notices that can be read, by algorithm, also of algorithms of which nothing else is left."""
    found: dict[str, list[Document]] = {}
    for path in sorted(registry.collection.documents):
        document = registry.collection.documents[path]
        if isinstance(document.content, Notice) and not document.diagnostics:
            found.setdefault(document.location.algorithm, []).append(document)
    return dict(sorted(found.items()))


def _iter_notices(registry: Registry, known: _Names) -> Iterator[BulletinNotice]:
    """Every notice with its effect."""
    for algorithm, documents in _group_notices(registry).items():
        corrected = map_corrections(documents, registry.settings.maintainers or ())
        for document in sorted(documents, key=lambda one: one.location.id):
            notice: Notice = document.content
            yield BulletinNotice(
                algorithm=algorithm,
                id=document.location.id,
                digest=compute_notice_digest(document) or "",
                retracted_by=corrected.get(("notice", document.location.id)),
                reaches=tuple(filter(notice.holds, sorted(known.get(algorithm, ()), key=parse_version))),
                document=document.value,
            )


def _iter_versions(registry: Registry) -> Iterator[BulletinVersion]:
    """Every version by id and number, removed ones too."""
    statuses = {name: _Statuses(registry, own) for name, own in _group_notices(registry).items()}
    upstream = {
        (entry.id, version.version): version.card.upstream_version
        for entry in registry.algorithms.values()
        for version in entry.versions
    }
    nothing = _Statuses(registry, ())
    rows = [
        BulletinVersion(
            id=one.id,
            version=one.version,
            digest=one.digest,
            status=statuses.get(one.id, nothing).determine(one.version),
            upstream_version=upstream.get((one.id, one.version)),
            files=dict(sorted(one.sums.items())),
        )
        for one in registry.ledger.values()
        if is_version(one.version)
    ]
    there = {(row.id, row.version) for row in rows}
    rows += (row for row in _iter_removed_versions(registry) if (row.id, row.version) not in there)
    yield from sorted(rows, key=lambda row: (row.id, parse_version(row.version)))


def _iter_removed_versions(registry: Registry) -> Iterator[BulletinVersion]:
    """Versions of which only the digest is left."""
    for one in registry.removals.values():
        if one.kind == "version" and is_version(one.name):
            yield BulletinVersion(one.algorithm, one.name, one.digest, "removed", None, {})


def _iter_codelists(registry: Registry) -> Iterator[BulletinCodelist]:
    """The codes of every code list that can be read, each content once, by its digest."""
    found: dict[str, Table] = {}
    for folder, entry in registry.ledger.items():
        for path, digest in entry.sums.items():
            document = registry.collection.documents.get(folder + path)
            if document and document.kind == "codelist" and not document.diagnostics:
                found[digest] = document.content
    for digest, table in sorted(found.items()):
        place = table.header.index(_CODE) if _CODE in table.header else 0
        yield build_bulletin_codelist(digest, (row.cells[place] for row in table.rows))


_CODE = "code"
"""Column of a code list that holds its codes."""


class _Statuses:
    """What the notices on one algorithm make of its versions."""

    def __init__(self, registry: Registry, documents: Sequence[Document]) -> None:
        """Keep the notices that nobody retracted."""
        corrected = map_corrections(documents, registry.settings.maintainers or ())
        self._notices: list[Notice] = [one.content for one in documents if ("notice", one.location.id) not in corrected]

    def determine(self, version: str) -> str:
        """The status of one version."""
        return determine_worst_status(one for one in self._notices if one.holds(version))


def _iter_uses(registry: Registry) -> Iterator[BulletinUse]:
    """Everybody who is known to use an algorithm and has not been disputed."""
    for path in sorted(registry.collection.documents):
        document = registry.collection.documents[path]
        reuse = document.content
        if not isinstance(reuse, Reuse) or document.diagnostics:
            continue
        if not (reuse.confirmation and reuse.confirmation.state == "disputed"):
            algorithm = document.location.algorithm
            entry = registry.algorithms.get(algorithm)
            labels = {one.version: one.card.upstream_version for one in entry.versions} if entry else {}
            version = reuse.version or find_matching_version(reuse.upstream, labels)
            yield BulletinUse(algorithm, version or None, document.location.id, _name_user(registry, reuse))


def _name_user(registry: Registry, reuse: Reuse) -> dict[str, str]:
    """What a reuser is called, in the languages it has."""
    document = registry.organisations.get(reuse.organisation or "")
    known = document.content if document else None
    if isinstance(known, Organisation):
        return dict(known.name.texts)
    name = reuse.organisation or (reuse.project.name if reuse.project else "")
    return dict.fromkeys(registry.collection.languages, name)
