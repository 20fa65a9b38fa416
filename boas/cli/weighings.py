"""The evaluations of an algorithm as they lie on disk, each with what its numbers come to."""

from boas.documents import FOLDER, Evaluation, RegistrySettings
from boas.errors import UsageError
from boas.evidence.computing import written_in
from boas.evidence.weighing import compare, question, weigh
from boas.finding import Words
from boas.reading import Collection, Document, nearest_of, read_collection
from boas.reports.evidence_report import Weighing
from boas.tree import Tree

DEFAULT_THRESHOLD = 11


def weighings_in(collection: Collection, chosen: str | None) -> tuple[Weighing, ...]:
    """Every evaluation by id, or the chosen one; raises `UsageError` when there is none of that name."""
    documents = {document.location.name("evaluation"): document for document in collection.select_kind("evaluation")}
    if chosen is not None and chosen not in documents:
        raise no_such_evaluation(chosen, tuple(documents))
    threshold = threshold_in(collection.tree)
    names = sorted(documents) if chosen is None else [chosen]
    return tuple(weighed(name, documents[name], collection, threshold) for name in names)


def weighed(name: str, document: Document, collection: Collection, threshold: int) -> Weighing:
    """One evaluation with the tables beside it; gaps are held against its own margin."""
    folder = document.path.rpartition("/")[0]
    counts, scores = (collection.documents.get(f"{folder}/{table}.csv") for table in ("counts", "scores"))
    asked = question(document, counts, scores, threshold)
    about = document.content if isinstance(document.content, Evaluation) else None
    gaps = compare(asked, about.margin).disparities if about else ()
    return Weighing(name, about, weigh(asked), gaps, threshold, written_in(document))


def threshold_in(tree: Tree) -> int:
    """The smallest count of people that the registry publishes."""
    path = f"{FOLDER}/registry.yaml"
    documents = read_collection(tree, [path]).documents.values() if path in tree.files else ()
    settings = (one.content for one in documents if isinstance(one.content, RegistrySettings))
    return next((one.small_cell_threshold for one in settings), DEFAULT_THRESHOLD)


def no_such_evaluation(name: str, there: tuple[str, ...]) -> UsageError:
    """There is no evaluation of that name."""
    near, names = nearest_of(name, there), ", ".join(sorted(there))
    return UsageError(
        Words(f"Aucune évaluation « {name} » pour cet algorithme.", f"This algorithm has no evaluation `{name}`."),
        Words(f"Essayer « {near} ».", f"Try `{near}`.")
        if near
        else Words(f"Évaluations présentes : {names or 'aucune'}.", f"Evaluations that are there: {names or 'none'}."),
    )
