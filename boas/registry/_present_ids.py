"""Documents of a snapshot with the present ids of algorithms, whatever id they were published with.

Only what is computed from them follows: the bytes and the plain value of a document stay as published.
"""

from collections.abc import Mapping
from dataclasses import replace

from boas.documents import Audit, Card, DocumentPart, Evaluation, Notice
from boas.parsing import Document


def with_present_ids(document: Document, former: Mapping[str, str]) -> Document:
    """A document in which every algorithm is named by its present id."""
    content = document.content
    if not former or not isinstance(content, DocumentPart):
        return document
    changed: dict[str, object] = {}
    if isinstance(content, Card):
        changed = {"id": former.get(content.id, content.id)}
        if content.lineage:
            changed["lineage"] = tuple(
                one.model_copy(update={"id": former.get(one.id or "", one.id)}) for one in content.lineage
            )
    elif isinstance(content, Evaluation | Audit) and content.subject.id in former:
        changed = {"subject": content.subject.model_copy(update={"id": former[content.subject.id]})}
    elif isinstance(content, Notice) and content.replacement:
        changed = {"replacement": former.get(content.replacement, content.replacement)}
    return replace(document, content=content.model_copy(update=changed)) if changed else document
