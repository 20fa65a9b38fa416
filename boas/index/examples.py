"""What only worked examples name: invented organisations and data sources, kept out of lists and totals."""

from collections.abc import Iterable, Iterator

from boas.documents import Audit, Evaluation, Notice, Reuse
from boas.registry import AlgorithmEntry, Registry, VersionEntry

Thing = tuple[str, str]
"""`organisation` or `data_source`, and its id."""


def only_in_examples(registry: Registry) -> frozenset[Thing]:
    """Organisations and data sources that worked examples name, themselves or through what they name, and no other."""
    entries = registry.algorithms.values()
    invented = {thing for entry in entries if entry.algorithm.origin == "example" for thing in named_by(entry)}
    real = {thing for entry in entries if entry.algorithm.origin != "example" for thing in named_by(entry)}
    return frozenset(with_those_behind(registry, invented) - with_those_behind(registry, real))


def named_by(entry: AlgorithmEntry) -> Iterator[Thing]:
    """Organisations and data sources that the documents of one algorithm name."""
    for version in entry.versions:
        yield from named_by_card(version)
    for document in (*entry.evaluations, *entry.audits, *entry.reuses, *entry.notices):
        yield from named_by_document(document.content)
    for person in entry.algorithm.maintainers or ():
        yield from organisation(person.organisation)


def named_by_card(version: VersionEntry) -> Iterator[Thing]:
    """Producers and data sources of one version."""
    producers, sources = version.card.ownership.organisations, version.card.data.sources
    for name in producers if isinstance(producers, tuple) else ():
        yield ("organisation", name)
    for use in sources if isinstance(sources, tuple) else ():
        yield ("data_source", use.source)


def named_by_document(content: object) -> Iterator[Thing]:
    """Who speaks in a document beside the card, and the data source it rests on."""
    match content:
        case Evaluation(evaluator=evaluator, source=source):
            yield from organisation(evaluator.organisation if evaluator else None)
            if source:
                yield ("data_source", source)
        case Audit(auditor=person) | Notice(decided_by=person):
            yield from organisation(person.organisation)
        case Reuse(organisation=name):
            yield from organisation(name)


def organisation(name: str | None) -> Iterator[Thing]:
    """An organisation, when one is named."""
    if name:
        yield ("organisation", name)


def with_those_behind(registry: Registry, named: Iterable[Thing]) -> set[Thing]:
    """Things with the ones they are part of and, for data sources, those who hold them."""
    found, left = set[Thing](), list(named)
    while left:
        thing = left.pop()
        if thing not in found:
            found.add(thing)
            left += behind(registry, thing)
    return found


def behind(registry: Registry, thing: Thing) -> Iterator[Thing]:
    """What one thing is part of, and who holds it."""
    kind, name = thing
    documents = registry.data_sources if kind == "data_source" else registry.organisations
    if name in documents:
        content = documents[name].content
        if content.part_of:
            yield (kind, content.part_of)
        for holder in getattr(content, "holders", None) or ():
            yield ("organisation", holder)
