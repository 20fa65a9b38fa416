"""Where versions come from and what comes from them: links between algorithms, and notices that follow them."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from boas.documents import Ancestor, UpstreamVersion, find_matching_version
from boas.parsing import Document
from boas.registry._reuses import iter_effective_notices
from boas.registry._snapshot import AlgorithmEntry, Registry, VersionEntry

_MOST_STEPS = 12
"""Links followed from one version: a longer chain tells a reader nothing more."""


@dataclass(frozen=True, slots=True)
class LineageLink:
    """One version that names another thing as its origin, its whole or its dependency."""

    child: str
    """Id of the algorithm that names it."""
    child_version: str
    relation: str
    """Term of `vocabulary`."""
    vocabulary: str
    """`lineage_relations`, or `model_relations` for a base model."""
    parent: str
    """Id of what is named, when it is in this registry; otherwise empty."""
    url: str
    """Address of what is named, when it is given."""
    version: str
    """Registry version that is named, or found through the producers' label; empty when nothing tells it."""
    upstream: UpstreamVersion | None


@dataclass(frozen=True, slots=True)
class InheritedNotice:
    """A notice about something that a version descends from, depends on or is a part of."""

    document: Document
    path: tuple[str, ...]
    """Ids of the algorithms from the nearest to the one the notice is about."""
    is_certain: bool
    """Whether every step named its version, so that the notice surely is about the one in use."""


def list_lineage_links(registry: Registry, entry: AlgorithmEntry, version: VersionEntry) -> tuple[LineageLink, ...]:
    """What one version says it comes from, in the order of its card."""
    lineage = (("lineage_relations", one) for one in version.card.lineage or ())
    models = version.card.model.base_models if version.card.model else None
    bases = [
        ("model_relations", Ancestor.model_construct(id=one.id, url=one.url, relation=one.relation))
        for one in (models if isinstance(models, tuple) else ())
    ]
    return tuple(_build_link(registry, entry.id, version.version, *one) for one in (*lineage, *bases))


def _build_link(registry: Registry, child: str, version: str, vocabulary: str, ancestor: Ancestor) -> LineageLink:
    """One link, with the registry version that its upstream version stands for."""
    parent = registry.algorithms.get(ancestor.id or "")
    labels = {one.version: one.card.upstream_version for one in parent.versions} if parent else {}
    return LineageLink(
        child,
        version,
        ancestor.relation,
        vocabulary,
        parent=parent.id if parent else "",
        url=ancestor.url or "",
        version=ancestor.version or find_matching_version(ancestor.upstream, labels),
        upstream=ancestor.upstream,
    )


def map_children(registry: Registry) -> dict[str, tuple[LineageLink, ...]]:
    """By id of an algorithm, the links of the latest versions that name it, by id of the child."""
    found: dict[str, list[LineageLink]] = {}
    for _, entry in sorted(registry.algorithms.items()):
        for link in list_lineage_links(registry, entry, entry.latest):
            if link.parent:
                found.setdefault(link.parent, []).append(link)
    return {parent: tuple(links) for parent, links in found.items()}


def list_inherited_notices(
    registry: Registry, entry: AlgorithmEntry, version: VersionEntry
) -> tuple[InheritedNotice, ...]:
    """Standing notices about anything a version descends from, depends on or is a part of, nearest first.

    Each notice once, by the shortest path. Where a version is not named, any of its notices may be about it, and what
    it comes from is read from its latest version.
    """
    found: dict[str, InheritedNotice] = {}
    seen = {(entry.id, version.version)}
    waiting: deque[tuple[LineageLink, tuple[str, ...], bool]] = deque()
    waiting.extend((link, (), True) for link in list_lineage_links(registry, entry, version))
    while waiting:
        link, path, is_certain = waiting.popleft()
        parent = registry.algorithms.get(link.parent)
        if parent is None or (parent.id, link.version) in seen or len(path) >= _MOST_STEPS:
            continue
        seen.add((parent.id, link.version))
        way, is_certain = (*path, parent.id), is_certain and bool(link.version)
        for document in iter_effective_notices(parent, link.version):
            found.setdefault(document.path, InheritedNotice(document, way, is_certain))
        waiting.extend((further, way, is_certain) for further in _iter_onward_links(registry, parent, link.version))
    return tuple(found.values())


def map_inherited_notices(registry: Registry) -> dict[str, tuple[InheritedNotice, ...]]:
    """By id of an algorithm, the notices that reach its latest version through what it comes from, nearest first."""
    return {
        name: list_inherited_notices(registry, entry, entry.latest)
        for name, entry in sorted(registry.algorithms.items())
    }


def map_reached_algorithms(
    inherited: Mapping[str, tuple[InheritedNotice, ...]],
) -> dict[str, tuple[tuple[str, InheritedNotice], ...]]:
    """By path of a notice, the algorithms that rest on what it is about, by id, each with how it comes there."""
    found: dict[str, list[tuple[str, InheritedNotice]]] = {}
    for name, notices in inherited.items():
        for one in notices:
            found.setdefault(one.document.path, []).append((name, one))
    return {path: tuple(reached) for path, reached in found.items()}


def _iter_onward_links(registry: Registry, parent: AlgorithmEntry, version: str) -> Iterator[LineageLink]:
    """What an ancestor comes from in turn: of the version in use, or of the latest when that is not known."""
    known: Mapping[str, VersionEntry] = {one.version: one for one in parent.versions}
    yield from list_lineage_links(registry, parent, known.get(version, parent.latest))
