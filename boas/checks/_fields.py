"""Field paths of each kind of document, read from its model once for all documents.

A rule about a whole kind of field (every list, every country, every address) asks here, so that a field added to a
model is covered at once. Plain values are read, so that an error elsewhere in a document hides nothing.
"""

from collections.abc import Iterator
from functools import cache

from boas.checks._values import as_list, get_value
from boas.documents import DOCUMENTS, DocumentField, Reference, StringCheck, describe_form, iter_type_marks, list_fields
from boas.parsing import Document, FieldPath

EACH = "*"
"""In a path, every item of a list."""


@cache
def list_field_paths(kind: str) -> tuple[tuple[DocumentField, FieldPath], ...]:
    """Every field of a kind of document with its path, in which `*` stands for every item of a list."""
    lists = {field.path for field in list_fields(kind) if describe_form(field).is_many}
    return tuple((field, _make_field_path(field, lists)) for field in list_fields(kind))


def _make_field_path(field: DocumentField, lists: set[str]) -> FieldPath:
    """The path of a field, given the paths of all lists; the field's own items are left out."""
    found: list[str] = []
    steps = field.path.split(".")
    for depth, step in enumerate(steps, 1):
        found += [step, EACH] if depth < len(steps) and ".".join(steps[:depth]) in lists else [step]
    return tuple(found)


@cache
def list_checked_paths(kind: str, rules: frozenset[str]) -> tuple[FieldPath, ...]:
    """Paths of all strings of a kind of document that are held to one of these checks, items of lists included."""
    held = [(field, loc) for field, loc in list_field_paths(kind) if _has_check(field, rules)]
    return tuple((*loc, EACH) if describe_form(field).is_many else loc for field, loc in held)


def _has_check(field: DocumentField, rules: frozenset[str]) -> bool:
    """Whether the text of a field is held to one of some checks."""
    checks = {sign.rule for sign in iter_type_marks(field) if isinstance(sign, StringCheck)}
    return field.inside is None and not checks.isdisjoint(rules)


def iter_checked_strings(document: Document, rules: frozenset[str]) -> Iterator[tuple[FieldPath, str]]:
    """Every string of a document that is held to one of these checks, with its path."""
    for loc in list_checked_paths(document.kind, rules) if document.kind in DOCUMENTS else ():
        yield from iter_strings(document.value, loc)


@cache
def list_references(kind: str, rule: str) -> tuple[tuple[Reference, FieldPath], ...]:
    """Fields of a kind of document whose references a rule looks at, each with its path, items of lists included."""
    fields = list_field_paths(kind) if kind in DOCUMENTS else ()
    return tuple(
        (sign, (*loc, EACH) if describe_form(field).is_many else loc)
        for field, loc in fields
        for sign in iter_type_marks(field)
        if isinstance(sign, Reference) and sign.rule == rule
    )


def iter_strings(value: object, loc: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    """Strings found at a path, with their own."""
    return ((at, found) for at, found in iter_values(value, loc) if isinstance(found, str))


def iter_values(value: object, loc: FieldPath, done: FieldPath = ()) -> Iterator[tuple[FieldPath, object]]:
    """Values found at a path where `*` stands for every item of a list, with their own; none for what is missing."""
    if not loc:
        yield done, value
    elif loc[0] == EACH:
        for position, item in enumerate(as_list(value)):
            yield from iter_values(item, loc[1:], (*done, position))
    else:
        found = get_value(value, (str(loc[0]),))
        if found is not None:
            yield from iter_values(found, loc[1:], (*done, loc[0]))
