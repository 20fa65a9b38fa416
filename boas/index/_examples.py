"""What only worked examples name: invented organisations and data sources, kept out of lists and totals."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from boas.documents import iter_references
from boas.parsing import Document
from boas.registry import AlgorithmEntry, Registry

_CatalogueKey = tuple[str, str]
"""`organisation` or `data_source`, and its id."""

_CATALOGUE_KINDS = frozenset({"organisation", "data_source"})


def find_example_only(
    registry: Registry, find_mentions: Callable[[AlgorithmEntry], Iterable[_CatalogueKey]]
) -> frozenset[_CatalogueKey]:
    """Organisations and data sources that worked examples name, themselves or through what they name, and no other."""
    entries = registry.algorithms.values()
    invented = {thing for entry in entries if entry.algorithm.origin == "example" for thing in find_mentions(entry)}
    real = {thing for entry in entries if entry.algorithm.origin != "example" for thing in find_mentions(entry)}
    return frozenset(_with_dependencies(registry, invented) - _with_dependencies(registry, real))


def list_mentions(entry: AlgorithmEntry) -> tuple[_CatalogueKey, ...]:
    """Organisations and data sources that the documents of one algorithm name, each once."""
    cards = (version.document for version in entry.versions)
    documents = (entry.document, *cards, *chain.from_iterable(entry.documents.values()))
    return tuple(sorted({thing for document in documents for thing in _iter_named(document)}))


def _iter_named(document: Document) -> Iterator[_CatalogueKey]:
    """Organisations and data sources that one document names."""
    for reference, name in iter_references(document.part) if document.part else ():
        if reference.kind in _CATALOGUE_KINDS:
            yield reference.kind, name


def _with_dependencies(registry: Registry, named: Iterable[_CatalogueKey]) -> set[_CatalogueKey]:
    """Things with the ones they are part of and, for data sources, those who hold them."""
    found, left = set[_CatalogueKey](), list(named)
    while left:
        thing = left.pop()
        if thing not in found:
            found.add(thing)
            left += _iter_dependencies(registry, thing)
    return found


def _iter_dependencies(registry: Registry, thing: _CatalogueKey) -> Iterable[_CatalogueKey]:
    """What one thing is part of, and who holds it."""
    kind, name = thing
    documents = registry.data_sources if kind == "data_source" else registry.organisations
    return _iter_named(documents[name]) if name in documents else ()
