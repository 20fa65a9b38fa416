"""Related documents: the card an evaluation is about, its tables, organisations, the settings.

A check of one file reads little more than that file: related documents are read when a rule asks for them.
One that is missing or cannot be read is None; other rules report it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from boas.documents import (
    SETTINGS,
    Algorithm,
    Card,
    DocumentPart,
    Evaluation,
    RegistrySettings,
    build_algorithm_path,
    build_path,
    get_file_name,
)
from boas.evidence import CountsTable, ScoresTable, read_counts, read_scores
from boas.parsing import DEFAULT_THRESHOLD, Collection, Document, Table

_Model = TypeVar("_Model", bound=DocumentPart)


@dataclass(frozen=True, slots=True)
class _TypedDocument(Generic[_Model]):
    """The typed content of a document, and the document."""

    document: Document
    content: _Model


def load_document(collection: Collection, path: str) -> Document | None:
    """The document at a path, read now when it was not chosen."""
    return collection.load(path)


def load_content(collection: Collection, path: str, model: type[_Model]) -> _Model | None:
    """The typed document at a path."""
    document = load_document(collection, path)
    return document.content if document and isinstance(document.content, model) else None


def load_algorithm(document: Document, collection: Collection) -> Algorithm | None:
    """The algorithm a file belongs to."""
    return load_content(collection, build_algorithm_path(document.location.algorithm), Algorithm)


def list_former_ids(document: Document, collection: Collection) -> tuple[str, ...]:
    """Ids under which the algorithm that a file belongs to was published before."""
    algorithm = load_algorithm(document, collection)
    return (algorithm.former_ids or ()) if algorithm else ()


def load_card(document: Document, collection: Collection, version: str) -> Card | None:
    """The card of one version of the algorithm a file belongs to."""
    path = build_path("card", algorithm=document.location.algorithm, version=version)
    return load_content(collection, path, Card)


def iter_siblings(document: Document, collection: Collection, model: type[_Model]) -> Iterator[_TypedDocument[_Model]]:
    """Documents of one kind of the algorithm a file belongs to, by path."""
    for other in collection.algorithms.get(document.location.algorithm, ()):
        if isinstance(other.content, model):
            yield _TypedDocument(other, other.content)


def load_evaluation(table: Document, collection: Collection) -> Evaluation | None:
    """The evaluation a table belongs to."""
    return load_content(collection, build_sibling_path(table, get_file_name("evaluation")), Evaluation)


def load_tables(document: Document, collection: Collection) -> tuple[Document | None, Document | None]:
    """The tables `counts.csv` and `scores.csv` of an evaluation, also with diagnostics."""
    counts, scores = (
        load_document(collection, build_sibling_path(document, get_file_name(kind))) for kind in ("counts", "scores")
    )
    return counts, scores


def build_sibling_path(document: Document, name: str) -> str:
    """The path of another file of the same folder."""
    return f"{document.path.rpartition('/')[0]}/{name}"


def is_usable(document: Document) -> bool:
    """Whether a document is a table without diagnostics."""
    return isinstance(document.content, Table) and not document.diagnostics


def load_counts(document: Document | None, collection: Collection) -> CountsTable | None:
    """The counts of a document `counts.csv` that can be used."""
    if document is None or document.kind != "counts" or not is_usable(document):
        return None
    return read_counts(document.content, resolve_threshold(collection))


def load_scores(document: Document | None, collection: Collection) -> ScoresTable | None:
    """The scores of a document `scores.csv` that can be used."""
    if document is None or document.kind != "scores" or not is_usable(document):
        return None
    return read_scores(document.content, resolve_threshold(collection))


def resolve_threshold(collection: Collection) -> int:
    """The smallest count of people that may be published; of a proposal's and its branch's own the stricter one."""
    settings = load_content(collection, SETTINGS, RegistrySettings)
    return max(settings.small_cell_threshold if settings else DEFAULT_THRESHOLD, collection.least_count)
