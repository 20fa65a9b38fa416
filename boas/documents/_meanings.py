"""What each field means: the text under it in its model, and its translations in the catalogue `fields`."""

from collections.abc import Iterator
from functools import cache

from boas.documents._document_kinds import DOCUMENTS
from boas.documents._field_guide import DocumentField
from boas.documents._fields import DocumentPart, iter_parts
from boas.documents._json_schema import read_field_texts
from boas.translation import Message


def describe_field(field: DocumentField) -> Message:
    """What a field means, in one sentence."""
    return _describe_part_field(field.model, field.name)


def iter_field_meanings() -> Iterator[Message]:
    """What each field of each part of a document means, kind by kind, each part once."""
    return (_describe_part_field(part, name) for part in _list_parts() for name in part.model_fields)


def _describe_part_field(part: type[DocumentPart], name: str) -> Message:
    """What a field of a part means; raises `KeyError` when its model does not say it."""
    return Message(read_field_texts(part)[name]).use_catalogue("fields", part.__name__)


@cache
def _list_parts() -> tuple[type[DocumentPart], ...]:
    """Every part that some kind of document holds."""
    found = {part.__name__: part for kind in DOCUMENTS.values() for part in iter_parts(kind.model)}
    todo = list(found.values())
    while todo:
        for info in todo.pop().model_fields.values():
            new = [part for part in iter_parts(info.annotation) if part.__name__ not in found]
            found |= {part.__name__: part for part in new}
            todo += new
    return tuple(found.values())
