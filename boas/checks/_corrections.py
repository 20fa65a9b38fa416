"""Rules about corrections: a notice, an audit or an evaluation that takes the place of an earlier one."""

from collections.abc import Iterator

from boas.checks._related_documents import load_content
from boas.checks._rule import document_rule, report_at_field
from boas.checks._values import make_printable
from boas.documents import RECORDS, SETTINGS, RegistrySettings, build_path, find_algorithm
from boas.finding import Finding
from boas.independence import (
    Correction,
    SignedDocument,
    make_signed_document,
    map_corrected_documents,
    resolve_corrections,
)
from boas.parsing import Collection, Document
from boas.translation import Message

_SINCE = "2026-11-28"


@document_rule("notices", since=_SINCE)
def bad_correction(document: Document, collection: Collection) -> Iterator[Finding]:
    """What a document corrects exists in the same algorithm, and is corrected once.

    Why: a correction that leads nowhere, or two that contradict each other, leave a reader without an answer.

    Help: write the id of a document of the same kind of the same algorithm, which nothing else corrects.
    """
    own, others = _find_document_correction(document, collection)
    if own is None:
        return
    twins = [
        correction.by.id
        for correction in others
        if correction.of == own.of and correction.by.id != own.by.id and correction.state == "holds"
    ]
    message = {
        "unknown": _describe_missing_target(document, collection, own.of),
        "itself": Message("This document corrects itself."),
        "circle": Message(
            "Following `{of}` from correction to correction leads back here: none has effect.",
            of=make_printable(own.of),
        ),
    }.get(own.state)
    if own.state == "holds" and twins:
        named = make_printable(", ".join(twins))
        message = Message("`{of}` is also corrected by: {named}.", of=make_printable(own.of), named=named)
    if message:
        loc = (RECORDS[document.kind].correction_field,)
        yield report_at_field("bad-correction", document, loc, message, _NAME_ONE, since=_SINCE)


_NAME_ONE = Message("Write the id of the document to correct, which nothing else corrects; otherwise remove this line.")


def _describe_missing_target(document: Document, collection: Collection, name: str) -> Message:
    """That an algorithm has no such document, and which other one has."""
    own = document.location.algorithm
    files = collection.tree.files
    others = (other for other in dict.fromkeys(map(find_algorithm, files)) if other not in {"", own})
    elsewhere = next((other for other in others if _build_twin_path(document, other, name) in files), "")
    if elsewhere:
        return Message(
            "This algorithm has no document `{name}` of this kind; `{elsewhere}` has one.",
            name=make_printable(name),
            elsewhere=make_printable(elsewhere),
        )
    return Message("This algorithm has no document `{name}` of this kind.", name=make_printable(name))


def _build_twin_path(document: Document, algorithm: str, name: str) -> str:
    """Path of a document of the same kind of another algorithm."""
    return build_path(document.kind, **{"algorithm": algorithm, document.kind: name})


@document_rule("notices", severity="warning")
def correction_by_stranger(document: Document, collection: Collection) -> Iterator[Finding]:
    """A document is corrected by whoever signed it, or by a maintainer of the registry.

    Why: otherwise anybody could silence an audit or an alert. The document corrected here keeps all its effect.

    Help: have the correction signed by the same person (the same ORCID iD), or by a maintainer of the registry.
    """
    own, _ = _find_document_correction(document, collection)
    if own and own.state == "stranger":
        message = Message(
            "Nothing shows that `{of}` is by the same person: it keeps its effect.", of=make_printable(own.of)
        )
        loc = (RECORDS[document.kind].correction_field,)
        yield report_at_field("correction-by-stranger", document, loc, message, _SAME_ORCID)


_SAME_ORCID = Message(
    "Write the same ORCID iD as in the document corrected, or ask a maintainer of the registry to sign."
)


def _find_document_correction(
    document: Document, collection: Collection
) -> tuple[Correction | None, tuple[Correction, ...]]:
    """What a document corrects, and every correction among its like in the algorithm."""
    if document.kind not in RECORDS or make_signed_document("", document.content) is None:
        return None, ()
    name = document.location.id
    found = _list_algorithm_corrections(document.location.algorithm, document.kind, collection)
    return next((correction for correction in found if correction.by.id == name), None), found


def _list_algorithm_corrections(algorithm: str, kind: str, collection: Collection) -> tuple[Correction, ...]:
    """Every correction among the documents of one kind of one algorithm."""

    def resolve() -> tuple[Correction, ...]:
        settings = load_content(collection, SETTINGS, RegistrySettings)
        maintainers = settings.maintainers if settings else None
        return resolve_corrections(iter_signed_documents(algorithm, kind, collection), maintainers)

    return collection.compute_once(("corrections", algorithm, kind), resolve)


def iter_signed_documents(algorithm: str, kind: str, collection: Collection) -> Iterator[SignedDocument]:
    """Documents of one kind of one algorithm, as far as corrections go."""
    for other in collection.algorithms.get(algorithm, ()):
        signed = make_signed_document(other.location.id, other.content) if other.kind == kind else None
        if signed:
            yield signed


def has_effect(document: Document, collection: Collection) -> bool:
    """Whether no rightful correction has taken the place of a document."""
    found = _list_algorithm_corrections(document.location.algorithm, document.kind, collection)
    return document.location.id not in map_corrected_documents(found)
