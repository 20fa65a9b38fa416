"""Rules about circular references: nothing derives from itself, belongs to itself or is replaced by itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from boas.checks._fields import iter_strings, iter_values
from boas.checks._identity import list_candidates, report_unknown_id
from boas.checks._questions import find_present_id
from boas.checks._related_documents import load_document
from boas.checks._rule import document_rule, report_at_field
from boas.checks._values import as_list, get_value, make_printable
from boas.documents import build_algorithm_path, build_path, is_id, is_version, parse_version
from boas.finding import Finding
from boas.parsing import Collection, Document, FieldPath
from boas.translation import Message

_LONGEST_SHOWN = 6
"""Names of a cycle that a message lists."""


@document_rule("identity", since="2026-11-28")
def circular_reference(document: Document, collection: Collection) -> Iterator[Finding]:
    """Nothing descends from itself, is a part of itself or replaces itself.

    Why: a circle says where nothing comes from; whoever follows a lineage or looks for the original database goes
    round for ever.

    Help: remove the link of the circle that is wrong; one is enough.
    """
    own = _make_node(document)
    for link in _iter_links(document, collection):
        way = _find_path(link.leads_to, own, lambda node: _iter_parents(node, collection))
        if way is not None:
            message = _describe_cycle((own, *way))
            yield report_at_field("circular-reference", document, link.loc, message, _REMOVE_LINK)


_REMOVE_LINK = Message("Remove or correct the one of these links that is wrong.")


_PARTS = frozenset({"data_source"})
"""Kinds of documents that can be a part of another of their kind.

Organisations have their own rule, `circular-part-of`, since independence is computed from them.
"""


@dataclass(frozen=True, slots=True, order=True)
class _Node:
    """An algorithm's version, an algorithm or a data source, as something that comes from another."""

    kind: str
    id: str
    version: str = ""

    def __str__(self) -> str:
        """As a sentence names it."""
        return f"{make_printable(self.id)}@{self.version}" if self.version else make_printable(self.id)


@dataclass(frozen=True, slots=True)
class _Link:
    """One reference to what a document derives from, and its field path."""

    loc: FieldPath
    leads_to: _Node


def _make_node(document: Document) -> _Node:
    """What a document is as a part of a chain."""
    if document.kind in _PARTS:
        return _Node(document.kind, document.location.id)
    version = document.location.version if document.kind == "card" else ""
    return _Node(document.kind, document.location.algorithm, version)


def _iter_links(document: Document, collection: Collection) -> Iterator[_Link]:
    """The declared origins, wholes and replacements of a document."""
    if document.kind in _PARTS:
        for loc, written in iter_strings(document.value, ("part_of",)):
            yield _Link(loc, _Node(document.kind, written))
    elif document.kind == "notice":
        for loc, written in iter_strings(document.value, ("replacement",)):
            yield _Link(loc, _Node("notice", written))
    elif document.kind == "card":
        for loc, ancestor in _iter_ancestors(document):
            algorithm, version = get_value(ancestor, ("id",)), get_value(ancestor, ("version",))
            if isinstance(algorithm, str):
                yield _Link((*loc, "id"), _resolve_card_node(algorithm, version, document, collection))


def _iter_ancestors(card: Document) -> Iterator[tuple[FieldPath, object]]:
    """The algorithms and models that a card declares as its origins, with their field paths."""
    for field in (("lineage",), ("model", "base_models")):
        for loc, found in iter_values(card.value, field):
            yield from (((*loc, position), value) for position, value in enumerate(as_list(found)))


def _resolve_card_node(algorithm: str, version: object, document: Document, collection: Collection) -> _Node:
    """The version referred to; without one, the first version, or the card itself for its own algorithm."""
    if isinstance(version, str):
        return _Node("card", algorithm, version)
    own = _make_node(document)
    versions = sorted(filter(is_version, collection.versions.get(algorithm, ())), key=parse_version)
    return own if algorithm == own.id else _Node("card", algorithm, next(iter(versions), ""))


def _iter_parents(node: _Node, collection: Collection) -> Iterator[_Node]:
    """The references of one thing; none for what is replaced, since that depends on versions."""
    if not is_id(node.id) or (node.version and not is_version(node.version)) or node.kind == "notice":
        return
    path = (
        build_path(node.kind, **{node.kind: node.id})
        if node.kind in _PARTS
        else build_path("card", algorithm=node.id, version=node.version)
    )
    document = load_document(collection, path)
    if document:
        yield from (link.leads_to for link in _iter_links(document, collection))


def _find_path(start: _Node, goal: _Node, follow: Callable[[_Node], Iterator[_Node]]) -> tuple[_Node, ...] | None:
    """The shortest path from one thing to another, both included; None when there is none."""
    ways: dict[_Node, tuple[_Node, ...]] = {start: (start,)}
    waiting = [start]
    for node in waiting:
        if node == goal:
            return ways[node]
        for further in follow(node):
            if further not in ways:
                ways[further] = (*ways[node], further)
                waiting.append(further)
    return None


def _describe_cycle(way: tuple[_Node, ...]) -> Message:
    """The message about a cycle, with its first names."""
    names = " → ".join([*map(str, way[:_LONGEST_SHOWN]), *(["…", str(way[-1])] if len(way) > _LONGEST_SHOWN else [])])
    return Message("This link leads back to where it starts: {names}.", names=names)


@document_rule("identity", since="2026-11-28")
def unknown_ancestor(document: Document, collection: Collection) -> Iterator[Finding]:
    """An algorithm from which another descends exists, in the version named.

    Why: whoever follows a lineage must find what changed; an ancestor that cannot be found hides where the method
    comes from.

    Help: write the id and version proposed; an ancestor from elsewhere is given by `url`.
    """
    for loc, ancestor in _iter_ancestors(document) if document.kind == "card" else ():
        algorithm, version = get_value(ancestor, ("id",)), get_value(ancestor, ("version",))
        if not isinstance(algorithm, str):
            continue
        algorithm = collection.ask(find_present_id, algorithm)
        if build_algorithm_path(algorithm) not in collection.tree.files:
            known = list_candidates(collection, "algorithm")
            yield from report_unknown_id("unknown-ancestor", document, (*loc, "id"), algorithm, known)
        elif isinstance(version, str) and is_version(version):
            there = collection.versions.get(algorithm, ())
            if version not in there:
                message = Message("`{algorithm}` has no version {version}.", algorithm=algorithm, version=version)
                yield report_at_field(
                    "unknown-ancestor", document, (*loc, "version"), message, _suggest_versions(there)
                )


def _suggest_versions(versions: tuple[str, ...]) -> Message:
    """The versions that could have been meant."""
    names = ", ".join(filter(is_version, versions)) or "–"
    return Message("Write one of its versions: {names}.", names=names)
