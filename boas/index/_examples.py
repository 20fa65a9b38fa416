"""What only worked examples name: invented organisations and data sources, kept out of lists and totals."""

from collections.abc import Iterable, Iterator

from boas.documents import Audit, Evaluation, Notice, Reuse
from boas.registry import AlgorithmEntry, Registry, VersionEntry

_CatalogueKey = tuple[str, str]
"""`organisation` or `data_source`, and its id."""


def find_example_only(registry: Registry) -> frozenset[_CatalogueKey]:
    """Organisations and data sources that worked examples name, themselves or through what they name, and no other."""
    entries = registry.algorithms.values()
    invented = {thing for entry in entries if entry.algorithm.origin == "example" for thing in _iter_mentions(entry)}
    real = {thing for entry in entries if entry.algorithm.origin != "example" for thing in _iter_mentions(entry)}
    return frozenset(_with_dependencies(registry, invented) - _with_dependencies(registry, real))


def _iter_mentions(entry: AlgorithmEntry) -> Iterator[_CatalogueKey]:
    """Organisations and data sources that the documents of one algorithm name."""
    for version in entry.versions:
        yield from _iter_card_mentions(version)
    for document in (*entry.evaluations, *entry.audits, *entry.reuses, *entry.notices):
        yield from _iter_document_mentions(document.content)
    for person in entry.algorithm.maintainers or ():
        yield from _iter_organisation_mention(person.organisation)


def _iter_card_mentions(version: VersionEntry) -> Iterator[_CatalogueKey]:
    """Producers and data sources of one version."""
    producers, sources = version.card.ownership.organisations, version.card.data.sources
    for name in producers if isinstance(producers, tuple) else ():
        yield ("organisation", name)
    for use in sources if isinstance(sources, tuple) else ():
        yield ("data_source", use.source)


def _iter_document_mentions(content: object) -> Iterator[_CatalogueKey]:
    """Who speaks in a document beside the card, and the data source it rests on."""
    match content:
        case Evaluation(evaluator=evaluator, source=source):
            yield from _iter_organisation_mention(evaluator.organisation if evaluator else None)
            if source:
                yield ("data_source", source)
        case Audit(auditor=person) | Notice(decided_by=person):
            yield from _iter_organisation_mention(person.organisation)
        case Reuse(organisation=name):
            yield from _iter_organisation_mention(name)


def _iter_organisation_mention(name: str | None) -> Iterator[_CatalogueKey]:
    """An organisation, when one is named."""
    if name:
        yield ("organisation", name)


def _with_dependencies(registry: Registry, named: Iterable[_CatalogueKey]) -> set[_CatalogueKey]:
    """Things with the ones they are part of and, for data sources, those who hold them."""
    found, left = set[_CatalogueKey](), list(named)
    while left:
        thing = left.pop()
        if thing not in found:
            found.add(thing)
            left += _iter_dependencies(registry, thing)
    return found


def _iter_dependencies(registry: Registry, thing: _CatalogueKey) -> Iterator[_CatalogueKey]:
    """What one thing is part of, and who holds it."""
    kind, name = thing
    documents = registry.data_sources if kind == "data_source" else registry.organisations
    if name in documents:
        content = documents[name].content
        if content.part_of:
            yield (kind, content.part_of)
        for holder in getattr(content, "holders", None) or ():
            yield ("organisation", holder)
