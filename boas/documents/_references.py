"""Names of other documents that a document gives, found by the marks of its fields."""

from collections.abc import Iterator

from pydantic import BaseModel

from boas.documents._scalars import Reference
from boas.documents._single_values import list_single_values


def iter_references(part: BaseModel) -> Iterator[tuple[Reference, str]]:
    """Every name of another document that a document gives, with the mark of its field."""
    for one in list_single_values(part):
        for mark in one.marks:
            if isinstance(mark, Reference) and isinstance(one.value, str):
                yield mark, one.value
