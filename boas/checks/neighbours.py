"""Documents around a document: the card an evaluation is about, its tables, organisations, the settings.

Somebody who checks one file reads little more than that file: what a rule asks for here is read when it is asked.
A neighbour that is missing or cannot be read is nothing; other rules tell of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from boas.documents import (
    SETTINGS,
    Algorithm,
    Card,
    Evaluation,
    Part,
    RegistrySettings,
    algorithm_path,
    version_path,
)
from boas.evidence.counts import CountsTable, ScoresTable
from boas.evidence.parsing import DEFAULT_THRESHOLD, read_counts, read_scores
from boas.reading import Collection, Document, Table, read_collection

Model = TypeVar("Model", bound=Part)


@dataclass(frozen=True, slots=True)
class Placed(Generic[Model]):
    """What a document says, and the document."""

    document: Document
    content: Model


def document_at(collection: Collection, path: str) -> Document | None:
    """The document at a path, read now when it was not chosen."""
    if path in collection.documents or path not in collection.tree.files:
        return collection.documents.get(path)
    return read_collection(collection.tree, [path]).documents.get(path)


def part_at(collection: Collection, path: str, model: type[Model]) -> Model | None:
    """The typed document at a path."""
    document = document_at(collection, path)
    return document.content if document and isinstance(document.content, model) else None


def algorithm_of(document: Document, collection: Collection) -> Algorithm | None:
    """The algorithm a file belongs to."""
    return part_at(collection, algorithm_path(document.location.name("algorithm")), Algorithm)


def card_of(document: Document, collection: Collection, version: str) -> Card | None:
    """The card of one version of the algorithm a file belongs to."""
    return part_at(collection, version_path(document.location.name("algorithm"), version, "card.yaml"), Card)


def of_its_algorithm(document: Document, collection: Collection, model: type[Model]) -> Iterator[Placed[Model]]:
    """Documents of one kind of the algorithm a file belongs to, by path."""
    for other in collection.algorithms.get(document.location.name("algorithm"), ()):
        if isinstance(other.content, model):
            yield Placed(other, other.content)


def evaluation_of(table: Document, collection: Collection) -> Evaluation | None:
    """The evaluation a table belongs to."""
    return part_at(collection, beside(table, "evaluation.yaml"), Evaluation)


def tables_beside(document: Document, collection: Collection) -> tuple[Document | None, Document | None]:
    """The tables `counts.csv` and `scores.csv` of an evaluation, also with faults."""
    counts, scores = (document_at(collection, beside(document, name)) for name in ("counts.csv", "scores.csv"))
    return counts, scores


def beside(document: Document, name: str) -> str:
    """The path of another file of the same folder."""
    return f"{document.path.rpartition('/')[0]}/{name}"


def is_usable(document: Document) -> bool:
    """Whether a document is a table without fault."""
    return isinstance(document.content, Table) and not document.diagnostics


def counts_in(document: Document | None, collection: Collection) -> CountsTable | None:
    """The counts of a document `counts.csv` that can be used."""
    if document is None or document.kind != "counts" or not is_usable(document):
        return None
    return read_counts(document.content, threshold(collection))


def scores_in(document: Document | None, collection: Collection) -> ScoresTable | None:
    """The scores of a document `scores.csv` that can be used."""
    if document is None or document.kind != "scores" or not is_usable(document):
        return None
    return read_scores(document.content, threshold(collection))


def threshold(collection: Collection) -> int:
    """The smallest count of people that may be published; of a proposal's and its branch's own the stricter one."""
    settings = part_at(collection, SETTINGS, RegistrySettings)
    return max(settings.small_cell_threshold if settings else DEFAULT_THRESHOLD, collection.least_count)
