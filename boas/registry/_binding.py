"""Evaluations added since records are frozen: whether they name digests of what was measured, and with what."""

from collections.abc import Iterator, Mapping

import boas
from boas.checks import UnboundEvaluation
from boas.documents import Evaluation, build_path, build_version_path, find_main_document
from boas.parsing import Collection, Document
from boas.registry._ledger import LedgerEntry
from boas.registry._records import RecordEntry
from boas.repository import History, find_commit_order

_TOOL = f"boas {boas.__version__}"


def find_added_unbound(
    collection: Collection,
    past: History,
    frozen_from: str | None,
    entries: Mapping[str, RecordEntry],
    ledger: Mapping[str, LedgerEntry],
) -> Iterator[UnboundEvaluation]:
    """Find evaluations that the main line got since its records are frozen and that lack those digests.

    Raises `IntegrityError` when the history does not hold the commit records are frozen from.
    """
    if frozen_from is None:
        return
    freezing = find_commit_order(past, frozen_from, "records_frozen_from")
    digests = {folder: entry.digest for folder, entry in ledger.items()}
    for path, one in entries.items():
        document = collection.documents.get(find_main_document(path)) if one.kind == "evaluation" else None
        touches = past.records.get(path, ())
        if document and touches and touches[-1].order < freezing:
            yield from find_unbound(document, collection, digests)


def find_unbound(document: Document, collection: Collection, digests: Mapping[str, str]) -> Iterator[UnboundEvaluation]:
    """The digests that one evaluation lacks; `digests` are those of versions by their folder."""
    evaluation = document.content
    if not isinstance(evaluation, Evaluation):
        return
    folder = build_version_path(document.location.algorithm, evaluation.subject.version, "")
    digest = "" if evaluation.subject.digest else digests.get(folder, "")
    names = dict(document.location.names)
    is_counted = any(build_path(table, **names) in collection.tree.files for table in ("counts", "scores"))
    tool = _TOOL if is_counted and not evaluation.recomputed_with else ""
    if digest or tool:
        yield UnboundEvaluation(document.path, digest, tool)
