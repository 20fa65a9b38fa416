"""Rules about what comes from or belongs to something else: nothing is its own ancestor or its own whole."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from boas.checks.fields import strings_at, values_at
from boas.checks.identity import Candidates, unknown
from boas.checks.neighbours import document_at
from boas.checks.rule import at_field, document_rule
from boas.checks.values import listed, shown, value_at
from boas.documents import (
    algorithm_path,
    data_source_path,
    is_id,
    is_version,
    version_order,
    version_path,
)
from boas.finding import Finding, Words
from boas.reading import Collection, Document, Loc

LONGEST_SHOWN = 6
"""Names of a circle that are told one by one."""


@document_rule(
    "identity",
    what="Rien ne descend de soi-même, n’est une partie de soi-même ni ne se remplace soi-même.",
    why="Un cercle ne dit d’où vient rien : qui remonte la filiation ou cherche la base d’origine tourne sans fin.",
    mend="Retirer de ce cercle le lien qui est faux ; un seul suffit.",
    since="2026-11-28",
)
def circular_reference(document: Document, collection: Collection) -> Iterator[Finding]:
    """Nothing descends from itself, is a part of itself or replaces itself.

    Why: a circle says where nothing comes from; whoever follows a lineage or looks for the original database goes
    round for ever.

    Mend: remove the link of the circle that is wrong; one is enough.
    """
    own = node_of(document)
    for link in links_of(document, collection):
        way = way_back(link.leads_to, own, lambda node: neighbours_of(node, collection))
        if way is not None:
            message = circle_of((own, *way))
            yield at_field("circular-reference", document, link.loc, message, REMOVE_LINK)


REMOVE_LINK = Words(
    "Retirer ou corriger celui de ces liens qui est faux.", "Remove or correct the one of these links that is wrong."
)


PARTS = {"data_source": data_source_path}
"""Kinds of documents that can be a part of another of their kind, with the path each has.

Of organisations `circular-part-of` tells, as independence hangs on them.
"""


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """An algorithm's version, an algorithm or a data source, as something that comes from another."""

    kind: str
    id: str
    version: str = ""

    def __str__(self) -> str:
        """As a sentence names it."""
        return f"{shown(self.id)}@{self.version}" if self.version else shown(self.id)


@dataclass(frozen=True, slots=True)
class Link:
    """One thing a document comes from, and where it says so."""

    loc: Loc
    leads_to: Node


def node_of(document: Document) -> Node:
    """What a document is as a part of a chain."""
    if document.kind in PARTS:
        return Node(document.kind, document.location.name(document.kind))
    version = document.location.name("version") if document.kind == "card" else ""
    return Node(document.kind, document.location.name("algorithm"), version)


def links_of(document: Document, collection: Collection) -> Iterator[Link]:
    """What a document says it comes from, belongs to or is replaced by."""
    if document.kind in PARTS:
        for loc, written in strings_at(document.value, ("part_of",)):
            yield Link(loc, Node(document.kind, written))
    elif document.kind == "notice":
        for loc, written in strings_at(document.value, ("replacement",)):
            yield Link(loc, Node("notice", written))
    elif document.kind == "card":
        for loc, ancestor in ancestors(document):
            algorithm, version = value_at(ancestor, ("id",)), value_at(ancestor, ("version",))
            if isinstance(algorithm, str):
                yield Link((*loc, "id"), card_node(algorithm, version, document, collection))


def ancestors(card: Document) -> Iterator[tuple[Loc, object]]:
    """The algorithms and models a card says it was made from, with their places."""
    for field in (("lineage",), ("model", "base_models")):
        for loc, found in values_at(card.value, field):
            yield from (((*loc, position), one) for position, one in enumerate(listed(found)))


def card_node(algorithm: str, version: object, document: Document, collection: Collection) -> Node:
    """The version meant; where none is said, the first one, and of one's own algorithm oneself."""
    if isinstance(version, str):
        return Node("card", algorithm, version)
    own = node_of(document)
    versions = sorted(filter(is_version, collection.versions.get(algorithm, ())), key=version_order)
    return own if algorithm == own.id else Node("card", algorithm, next(iter(versions), ""))


def neighbours_of(node: Node, collection: Collection) -> Iterator[Node]:
    """What one thing says it comes from; nothing for what is replaced, since that depends on versions."""
    if not is_id(node.id) or (node.version and not is_version(node.version)) or node.kind == "notice":
        return
    path = PARTS[node.kind](node.id) if node.kind in PARTS else version_path(node.id, node.version, "card.yaml")
    document = document_at(collection, path)
    if document:
        yield from (link.leads_to for link in links_of(document, collection))


def way_back(start: Node, goal: Node, follow: Callable[[Node], Iterator[Node]]) -> tuple[Node, ...] | None:
    """The shortest way from one thing to another, both included; nothing when there is none."""
    ways: dict[Node, tuple[Node, ...]] = {start: (start,)}
    waiting = [start]
    for node in waiting:
        if node == goal:
            return ways[node]
        for further in follow(node):
            if further not in ways:
                ways[further] = (*ways[node], further)
                waiting.append(further)
    return None


def circle_of(way: tuple[Node, ...]) -> Words:
    """What is said of a circle, with its first names."""
    names = " → ".join([*map(str, way[:LONGEST_SHOWN]), *(["…", str(way[-1])] if len(way) > LONGEST_SHOWN else [])])
    return Words(f"Ce lien revient d’où il part : {names}.", f"This link leads back to where it starts: {names}.")


@document_rule(
    "identity",
    what="Un algorithme dont un autre descend existe, dans la version citée.",
    why="Qui remonte la filiation doit trouver ce qui a changé ; un ancêtre introuvable cache d’où vient la méthode.",
    mend="Écrire l’identifiant et la version proposés ; un ancêtre d’ailleurs se donne par « url ».",
    since="2026-11-28",
)
def unknown_ancestor(document: Document, collection: Collection) -> Iterator[Finding]:
    """An algorithm from which another descends exists, in the version named.

    Why: whoever follows a lineage must find what changed; an ancestor that cannot be found hides where the method
    comes from.

    Mend: write the id and version proposed; an ancestor from elsewhere is given by `url`.
    """
    for loc, ancestor in ancestors(document) if document.kind == "card" else ():
        algorithm, version = value_at(ancestor, ("id",)), value_at(ancestor, ("version",))
        if not isinstance(algorithm, str):
            continue
        if algorithm_path(algorithm) not in collection.tree.files:
            known = Candidates(tuple(collection.versions), algorithm_path)
            yield from unknown("unknown-ancestor", document, (*loc, "id"), algorithm, known)
        elif isinstance(version, str) and is_version(version):
            there = collection.versions.get(algorithm, ())
            if version not in there:
                message = Words(
                    f"« {algorithm} » n’a pas de version {version}.", f"`{algorithm}` has no version {version}."
                )
                yield at_field("unknown-ancestor", document, (*loc, "version"), message, one_of(there))


def one_of(versions: tuple[str, ...]) -> Words:
    """The versions that could have been meant."""
    names = ", ".join(filter(is_version, versions)) or "–"
    return Words(f"Écrire l’une de ses versions : {names}.", f"Write one of its versions: {names}.")
