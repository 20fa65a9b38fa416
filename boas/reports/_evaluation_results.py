"""The evaluations of an algorithm as they lie on disk, each with what its numbers come to."""

from boas.documents import Evaluation
from boas.errors import UsageError
from boas.evidence import build_request, compare_groups, evaluate, make_number_reader
from boas.parsing import Collection, Document, find_nearest_term, read_threshold
from boas.reports._evidence_report import EvaluationResult
from boas.translation import Message


def evaluate_documents(collection: Collection, chosen: str | None) -> tuple[EvaluationResult, ...]:
    """Every evaluation by id, or the chosen one; raises `UsageError` when there is none of that name."""
    documents = {document.location.name("evaluation"): document for document in collection.select_kind("evaluation")}
    if chosen is not None and chosen not in documents:
        raise _make_missing_evaluation_error(chosen, tuple(documents))
    threshold = read_threshold(collection.tree)
    names = sorted(documents) if chosen is None else [chosen]
    return tuple(_evaluate_document(name, documents[name], collection, threshold) for name in names)


def _evaluate_document(name: str, document: Document, collection: Collection, threshold: int) -> EvaluationResult:
    """One evaluation with the tables beside it; gaps are held against its own margin."""
    folder = document.path.rpartition("/")[0]
    counts, scores = (collection.documents.get(f"{folder}/{table}.csv") for table in ("counts", "scores"))
    asked = build_request(document, counts, scores, threshold)
    about = document.content if isinstance(document.content, Evaluation) else None
    gaps = compare_groups(asked, about.margin).disparities if about else ()
    return EvaluationResult(name, about, evaluate(asked), gaps, threshold, make_number_reader(document))


def _make_missing_evaluation_error(name: str, there: tuple[str, ...]) -> UsageError:
    """There is no evaluation of that name."""
    near, names = find_nearest_term(name, there), ", ".join(sorted(there))
    return UsageError(
        Message("This algorithm has no evaluation `{name}`.", name=name),
        Message("Try `{near}`.", near=near)
        if near
        else Message("Evaluations that are there: {names}.", names=names or Message("none")),
    )
