"""Evaluations added since records are frozen: whether they say which bytes were measured, and with what."""

from collections.abc import Iterator, Mapping

import boas
from boas.checks import UnboundEvaluation
from boas.documents import Evaluation, version_path
from boas.history import Past, order_of
from boas.reading import Collection, Document
from boas.registry.ledger import LedgerEntry
from boas.registry.records import RecordEntry

TOOL = f"boas {boas.__version__}"


def added_unbound(
    collection: Collection,
    past: Past,
    frozen_from: str | None,
    entries: Mapping[str, RecordEntry],
    ledger: Mapping[str, LedgerEntry],
) -> Iterator[UnboundEvaluation]:
    """Evaluations that the main line got since its records are frozen and that do not say it.

    Raises `IntegrityError` when the history does not hold the commit records are frozen from.
    """
    if frozen_from is None:
        return
    freezing = order_of(past, frozen_from, "records_frozen_from")
    digests = {folder: one.digest for folder, one in ledger.items()}
    for path, one in entries.items():
        document = collection.documents.get(f"{path}evaluation.yaml") if one.kind == "evaluation" else None
        touches = past.records.get(path, ())
        if document and touches and touches[-1].order < freezing:
            yield from unbound(document, collection, digests)


def unbound(document: Document, collection: Collection, digests: Mapping[str, str]) -> Iterator[UnboundEvaluation]:
    """What one evaluation does not say; `digests` are those of versions by their folder."""
    evaluation = document.content
    if not isinstance(evaluation, Evaluation):
        return
    folder = version_path(document.location.name("algorithm"), evaluation.subject.version, "")
    digest = "" if evaluation.subject.digest else digests.get(folder, "")
    beside = document.path.removesuffix("evaluation.yaml")
    is_counted = any(f"{beside}{name}.csv" in collection.tree.files for name in ("counts", "scores"))
    tool = TOOL if is_counted and not evaluation.recomputed_with else ""
    if digest or tool:
        yield UnboundEvaluation(document.path, digest, tool)
