"""Evaluations of a registry that may be about the same people, found without reading the others.

An index by source and number of people, built once for a collection: a thousand algorithms on one source differ in
how many people they were evaluated on, and only evaluations with suppressed cells are compared.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from boas.checks._questions import register_question
from boas.checks._related_documents import build_sibling_path, is_usable, load_document, load_tables, resolve_threshold
from boas.documents import Evaluation, build_path, find_main_document
from boas.evidence import CELLS, CountsTable, Stratum, read_counts, read_scores
from boas.evidence.disclosure import PublishedEvaluation, may_be_same_people
from boas.parsing import Collection, Document, Table
from boas.tree import REGULAR_MODES

_SOURCE = re.compile(rb"^source:[ \t]*[\"']?([\w-]+)", re.MULTILINE)
"""The field of an evaluation that names its source, in a file that nobody has read yet."""


@dataclass(frozen=True)
class EvaluationIndex:
    """All evaluations of a collection, indexed by source and number of people."""

    collection: Collection

    @property
    def by_source(self) -> dict[str, list[str]]:
        """Folders."""
        return self.collection.compute_once(("evaluations by source",), lambda: _group_by_source(self.collection))

    def load_publication(self, folder: str) -> PublishedEvaluation | None:
        """The published evaluation in a folder; None when it cannot be read."""
        return self.collection.compute_once(("publication", folder), lambda: _read_publication(folder, self.collection))

    def iter_overlapping(self, published: PublishedEvaluation) -> Iterator[PublishedEvaluation]:
        """Other evaluations that may be about the same people, in the order of their folders."""
        folders = set(self.collection.ask(list_evaluations, published.algorithm))
        if source := published.evaluation.source:
            n = "" if published.n is None else str(published.n)
            folders.update(self.collection.ask(list_like_evaluations, source, n))
        for folder in sorted(folders - {published.name}):
            other = self.load_publication(folder)
            if other is not None and may_be_same_people(published, other):
                yield other


def index_evaluations(collection: Collection) -> EvaluationIndex:
    """The evaluations of a collection, looked through once."""
    return EvaluationIndex(collection)


@register_question
def list_evaluations(collection: Collection, algorithm: str) -> list[str]:
    """Folders of the evaluations of an algorithm."""
    found = collection.compute_once(("evaluations by algorithm",), lambda: _group_by_algorithm(collection))
    return found.get(algorithm, [])


@register_question
def list_like_evaluations(collection: Collection, source: str, n: str) -> list[str]:
    """Folders of evaluations on a source that have a number of people or none; of all of them when none is given."""
    sizes = collection.compute_once(("evaluations on", source), lambda: _group_by_size(source, collection))
    chosen = sizes.values() if not n else (sizes.get(size, []) for size in (int(n), None))
    return sorted(folder for folders in chosen for folder in folders)


def _group_by_algorithm(collection: Collection) -> dict[str, list[str]]:
    """Folders of all evaluations whose document is a plain file, by algorithm."""
    found: dict[str, list[str]] = {}
    for place in collection.places.get("evaluation", ()):
        path = build_path("evaluation", algorithm=place.algorithm, evaluation=place.name("evaluation"))
        if collection.tree.files[path].mode in REGULAR_MODES:
            found.setdefault(place.algorithm, []).append(path.rpartition("/")[0])
    return found


def _group_by_source(collection: Collection) -> dict[str, list[str]]:
    """Folders of all evaluations by the source that they name."""
    found: dict[str, list[str]] = {}
    for algorithm in _list_algorithms(collection):
        for folder in list_evaluations(collection, algorithm):
            if source := _find_source(folder, collection):
                found.setdefault(source, []).append(folder)
    return found


def _list_algorithms(collection: Collection) -> tuple[str, ...]:
    """Algorithms that have an evaluation, in path order."""
    return tuple(dict.fromkeys(place.algorithm for place in collection.places.get("evaluation", ())))


def _group_by_size(source: str, collection: Collection) -> dict[int | None, list[str]]:
    """Folders of the evaluations on a source, by number of people."""
    index, found = EvaluationIndex(collection), dict[int | None, list[str]]()
    for folder in index.by_source.get(source, ()):
        if folder in collection.known_people:
            found.setdefault(collection.known_people[folder][1], []).append(folder)
        elif published := index.load_publication(folder):
            found.setdefault(published.n, []).append(folder)
    return found


def find_people(folder: str, collection: Collection) -> tuple[str, int | None]:
    """Source and number of people of an evaluation; neither when it cannot be read."""
    published = EvaluationIndex(collection).load_publication(folder)
    return (published.evaluation.source or "", published.n) if published else ("", None)


def _find_source(folder: str, collection: Collection) -> str:
    """The source that an evaluation names, as far as it is known; empty when it names none."""
    if folder in collection.known_people:
        return collection.known_people[folder][0]
    return _read_source(find_main_document(f"{folder}/"), collection)


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
