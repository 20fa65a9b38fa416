"""Documents about an algorithm that a proposal adds, edits or removes, in the words their kinds are described by."""

from collections.abc import Iterator
from typing import Any

from boas.documents import DOCUMENTS
from boas.escaping import make_visible
from boas.reports._review_records import MOST_PATHS, ReviewedAlgorithm, ReviewedDocument, clip_text
from boas.translation import Message, make_plural

_STATES = {
    "added": Message("Added: {kind} `{name}`"),
    "changed": Message("Changed: {kind} `{name}`"),
    "removed": Message("Removed: {kind} `{name}`"),
}
_MORE = make_plural("{n} more document", "{n} more documents", 1)


def iter_document_sentences(one: ReviewedAlgorithm) -> Iterator[Message]:
    """One sentence a document; of many the first, and how many more there are."""
    yield from (_describe_document(document) for document in one.documents[:MOST_PATHS])
    if left := one.documents[MOST_PATHS:]:
        yield _MORE.with_number(len(left))


def _describe_document(one: ReviewedDocument) -> Message:
    """What became of a document, by the label of its kind."""
    return _STATES[one.state].fill(kind=DOCUMENTS[one.kind].label, name=clip_text(make_visible(one.id)))


def build_document_fields(one: ReviewedAlgorithm) -> dict[str, Any]:
    """The same for programs."""
    return {
        "n_documents": len(one.documents),
        "documents": [
            {"kind": document.kind, "id": clip_text(document.id), "state": document.state}
            for document in one.documents[:MOST_PATHS]
        ],
    }
