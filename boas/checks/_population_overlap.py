"""Evaluations of a registry that may be about the same people, found without reading the others.

An index by source and number of people, built once for a collection: a thousand algorithms on one source differ in
how many people they were evaluated on, and only evaluations with suppressed cells are compared.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from boas.checks._related_documents import build_sibling_path, is_usable, load_document, load_tables, resolve_threshold
from boas.documents import Evaluation, find_main_document, parse_path
from boas.evidence import CELLS, CountsTable, Stratum, read_counts, read_scores
from boas.evidence.disclosure import AuditResult, PublishedEvaluation, may_be_same_people
from boas.parsing import CacheEntry, Collection, Document, Table

_SOURCE = re.compile(rb"^source:[ \t]*[\"']?([\w-]+)", re.MULTILINE)
"""The field of an evaluation that names its source, in a file that nobody has read yet."""


@dataclass
class EvaluationIndex:
    """All evaluations of a collection, indexed by source and number of people."""

    collection: Collection
    by_algorithm: dict[str, list[str]] = field(default_factory=dict)
    """Folders."""
    by_source: dict[str, list[str]] = field(default_factory=dict)
    publications: dict[str, PublishedEvaluation | None] = field(default_factory=dict)
    by_people: dict[str, dict[int | None, list[str]]] = field(default_factory=dict)
    """By source and number of people, those of a source that was asked for."""
    audits: dict[str, AuditResult] = field(default_factory=dict)
    results: dict[str, CacheEntry] = field(default_factory=dict)
    """The cache entries for them."""

    def load_publication(self, folder: str) -> PublishedEvaluation | None:
        """The published evaluation in a folder; None when it cannot be read."""
        if folder not in self.publications:
            self.publications[folder] = _read_publication(folder, self.collection)
        return self.publications[folder]

    def iter_overlapping(self, published: PublishedEvaluation) -> Iterator[PublishedEvaluation]:
        """Other evaluations that may be about the same people, in the order of their folders."""
        folders = set(self.by_algorithm.get(published.algorithm, ()))
        if published.evaluation.source:
            people = self.group_by_size(published.evaluation.source)
            for n in people if published.n is None else (published.n, None):
                folders.update(people.get(n, ()))
        for folder in sorted(folders - {published.name}):
            other = self.load_publication(folder)
            if other is not None and may_be_same_people(published, other):
                yield other

    def group_by_size(self, source: str) -> dict[int | None, list[str]]:
        """Folders of the evaluations on a source, by number of people."""
        if source not in self.by_people:
            found: dict[int | None, list[str]] = {}
            for folder in self.by_source.get(source, ()):
                published = self.load_publication(folder)
                if published is not None:
                    found.setdefault(published.n, []).append(folder)
            self.by_people[source] = found
        return self.by_people[source]


def index_evaluations(collection: Collection) -> EvaluationIndex:
    """The evaluations of a collection, looked through once."""
    if EvaluationIndex not in collection.memo:
        crowd = EvaluationIndex(collection)
        for path, file in collection.tree.files.items():
            location = parse_path(path)
            if location is None or location.kind != "evaluation" or file.mode not in {"file", "executable"}:
                continue
            folder = path.rpartition("/")[0]
            crowd.by_algorithm.setdefault(location.algorithm, []).append(folder)
            if source := _read_source(path, collection):
                crowd.by_source.setdefault(source, []).append(folder)
        collection.memo[EvaluationIndex] = crowd
    found: EvaluationIndex = collection.memo[EvaluationIndex]
    return found


def _read_source(path: str, collection: Collection) -> str:
    """The source of an evaluation: as parsed, or searched in its bytes; empty when it names none."""
    document = collection.documents.get(path)
    if document is not None:
        return (document.content.source or "") if isinstance(document.content, Evaluation) else ""
    match = _SOURCE.search(collection.tree.read(collection.tree.files[path]))
    return match[1].decode(errors="replace") if match else ""


def _read_publication(folder: str, collection: Collection) -> PublishedEvaluation | None:
    """What one folder publishes."""
    document = load_document(collection, find_main_document(f"{folder}/"))
    if document is None or not isinstance(document.content, Evaluation):
        return None
    smallest = resolve_threshold(collection)
    tables = [
        related.content if related and is_usable(related) else None for related in load_tables(document, collection)
    ]
    counts = read_counts(tables[0], smallest) if isinstance(tables[0], Table) else None
    return PublishedEvaluation(
        folder,
        document.location.algorithm,
        document.content,
        counts,
        read_scores(tables[1], smallest) if isinstance(tables[1], Table) else None,
        _read_limits(tables[0], counts) if isinstance(tables[0], Table) and counts else {},
        _Spelling(document),
        smallest,
    )


@dataclass(frozen=True, slots=True)
class _Spelling:
    """Numbers of an evaluation as their author wrote them."""

    document: Document

    def __call__(self, position: int, path: tuple[str, ...]) -> str:
        """The text of a number among the figures."""
        at = self.document.find_span(("reported", position, *path))
        return self.document.get_line(at.line)[at.column - 1 : at.column - 1 + at.length]


def _read_limits(table: Table, counts: CountsTable) -> dict[tuple[Stratum, str], int]:
    """For every count written `<N`, the N."""
    columns = [(name, table.header.index(name)) for name in CELLS]
    return {
        (row.stratum, name): int(cells.cells[place][1:])
        for row, cells in zip(counts.rows, table.rows, strict=True)
        for name, place in columns
        if cells.cells[place].startswith("<")
    }


def find_evaluation_folder(document: Document) -> str:
    """The folder of an evaluation that a document belongs to."""
    return build_sibling_path(document, "")[:-1]
