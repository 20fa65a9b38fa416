"""Evaluations of a registry that may be about the same people, found without reading the others.

An index by source and number of people, made once for a collection: a thousand algorithms on one source are told
apart by how many people they were evaluated on, and only those that hide a count are looked at together.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from boas.checks.neighbours import beside, document_at, is_usable, tables_beside, threshold
from boas.documents import Evaluation, locate
from boas.evidence.counts import CELLS, CountsTable, Stratum
from boas.evidence.parsing import read_counts, read_scores
from boas.evidence.withholding.published import Audited, Publication, may_be_same_people
from boas.reading import Collection, Document, Result, Table

SOURCE = re.compile(rb"^source:[ \t]*[\"']?([\w-]+)", re.MULTILINE)
"""The field of an evaluation that names its source, in a file that nobody has read yet."""


@dataclass
class Crowd:
    """All evaluations of a collection, by what tells whether they may be about the same people."""

    collection: Collection
    by_algorithm: dict[str, list[str]] = field(default_factory=dict)
    """Folders."""
    by_source: dict[str, list[str]] = field(default_factory=dict)
    publications: dict[str, Publication | None] = field(default_factory=dict)
    by_people: dict[str, dict[int | None, list[str]]] = field(default_factory=dict)
    """By source and number of people, those of a source that was asked for."""
    audits: dict[str, Audited] = field(default_factory=dict)
    results: dict[str, Result] = field(default_factory=dict)
    """What is worth remembering of them."""

    def load_publication(self, folder: str) -> Publication | None:
        """What the evaluation in a folder publishes; nothing when it cannot be read."""
        if folder not in self.publications:
            self.publications[folder] = publication_in(folder, self.collection)
        return self.publications[folder]

    def iter_overlapping(self, own: Publication) -> Iterator[Publication]:
        """Other evaluations that may be about the same people, in the order of their folders."""
        folders = set(self.by_algorithm.get(own.algorithm, ()))
        if own.evaluation.source:
            people = self.group_by_size(own.evaluation.source)
            for n in people if own.n is None else (own.n, None):
                folders.update(people.get(n, ()))
        for folder in sorted(folders - {own.name}):
            other = self.load_publication(folder)
            if other is not None and may_be_same_people(own, other):
                yield other

    def group_by_size(self, source: str) -> dict[int | None, list[str]]:
        """Folders of the evaluations on a source, by number of people."""
        if source not in self.by_people:
            found: dict[int | None, list[str]] = {}
            for folder in self.by_source.get(source, ()):
                one = self.load_publication(folder)
                if one is not None:
                    found.setdefault(one.n, []).append(folder)
            self.by_people[source] = found
        return self.by_people[source]


def crowd_of(collection: Collection) -> Crowd:
    """The evaluations of a collection, looked through once."""
    if Crowd not in collection.memo:
        crowd = Crowd(collection)
        for path, file in collection.tree.files.items():
            location = locate(path)
            if location is None or location.kind != "evaluation" or file.mode not in {"file", "executable"}:
                continue
            folder = path.rpartition("/")[0]
            crowd.by_algorithm.setdefault(location.name("algorithm"), []).append(folder)
            if source := source_in(path, collection):
                crowd.by_source.setdefault(source, []).append(folder)
        collection.memo[Crowd] = crowd
    found: Crowd = collection.memo[Crowd]
    return found


def source_in(path: str, collection: Collection) -> str:
    """The source of an evaluation: as read, or as its bytes say; empty when it names none."""
    document = collection.documents.get(path)
    if document is not None:
        return (document.content.source or "") if isinstance(document.content, Evaluation) else ""
    match = SOURCE.search(collection.tree.read(collection.tree.files[path]))
    return match[1].decode(errors="replace") if match else ""


def publication_in(folder: str, collection: Collection) -> Publication | None:
    """What one folder publishes."""
    document = document_at(collection, f"{folder}/evaluation.yaml")
    if document is None or not isinstance(document.content, Evaluation):
        return None
    smallest = threshold(collection)
    tables = [one.content if one and is_usable(one) else None for one in tables_beside(document, collection)]
    counts = read_counts(tables[0], smallest) if isinstance(tables[0], Table) else None
    return Publication(
        folder,
        document.location.name("algorithm"),
        document.content,
        counts,
        read_scores(tables[1], smallest) if isinstance(tables[1], Table) else None,
        limits_of(tables[0], counts) if isinstance(tables[0], Table) and counts else {},
        Spelling(document),
        smallest,
    )


@dataclass(frozen=True, slots=True)
class Spelling:
    """Numbers of an evaluation as their author wrote them."""

    document: Document

    def __call__(self, position: int, path: tuple[str, ...]) -> str:
        """The text of a number among the figures."""
        at = self.document.find_span(("reported", position, *path))
        return self.document.get_line(at.line)[at.column - 1 : at.column - 1 + at.length]


def limits_of(table: Table, counts: CountsTable) -> dict[tuple[Stratum, str], int]:
    """For every count written `<N`, the N."""
    columns = [(name, table.header.index(name)) for name in CELLS]
    return {
        (row.stratum, name): int(cells.cells[place][1:])
        for row, cells in zip(counts.rows, table.rows, strict=True)
        for name, place in columns
        if cells.cells[place].startswith("<")
    }


def folder_of(document: Document) -> str:
    """The folder of an evaluation that a document belongs to."""
    return beside(document, "")[:-1]
