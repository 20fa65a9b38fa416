"""Where the values of each field of a kind of document stand, read from its model once and for all documents.

A rule about a whole kind of field (every list, every country, every address) asks here, so that a field added to a
model is held to it without a word. Looks at plain values: a slip elsewhere in a document hides nothing.
"""

from collections.abc import Iterator
from functools import cache

from boas.checks.values import listed, value_at
from boas.documents import DOCUMENTS
from boas.documents.form import form, signs_of
from boas.documents.guide import Field, fields
from boas.documents.scalars import Checked
from boas.reading import Document, Loc

EACH = "*"
"""In a path, every item of a list."""


@cache
def paths(kind: str) -> tuple[tuple[Field, Loc], ...]:
    """Every field of a kind of document with its path, in which `*` stands for every item of a list."""
    lists = {field.path for field in fields(kind) if form(field).is_many}
    return tuple((field, path_of(field, lists)) for field in fields(kind))


def path_of(field: Field, lists: set[str]) -> Loc:
    """The path of a field, given the paths of all lists; the field's own items are left out."""
    found: list[str] = []
    steps = field.path.split(".")
    for depth, step in enumerate(steps, 1):
        found += [step, EACH] if depth < len(steps) and ".".join(steps[:depth]) in lists else [step]
    return tuple(found)


@cache
def checked_paths(kind: str, rules: frozenset[str]) -> tuple[Loc, ...]:
    """Paths of all strings of a kind of document that are held to one of these checks, items of lists included."""
    held = [(field, loc) for field, loc in paths(kind) if is_held(field, rules)]
    return tuple((*loc, EACH) if form(field).is_many else loc for field, loc in held)


def is_held(field: Field, rules: frozenset[str]) -> bool:
    """Whether the text of a field is held to one of some checks."""
    checks = {sign.rule for sign in signs_of(field) if isinstance(sign, Checked)}
    return field.inside is None and not checks.isdisjoint(rules)


def strings_checked(document: Document, rules: frozenset[str]) -> Iterator[tuple[Loc, str]]:
    """Every string of a document that is held to one of these checks, with its path."""
    for loc in checked_paths(document.kind, rules) if document.kind in DOCUMENTS else ():
        yield from strings_at(document.value, loc)


def strings_at(value: object, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """Strings found at a path, with their own."""
    return ((at, found) for at, found in values_at(value, loc) if isinstance(found, str))


def values_at(value: object, loc: Loc, done: Loc = ()) -> Iterator[tuple[Loc, object]]:
    """Values found at a path where `*` stands for every item of a list, with their own; none for what is missing."""
    if not loc:
        yield done, value
    elif loc[0] == EACH:
        for position, item in enumerate(listed(value)):
            yield from values_at(item, loc[1:], (*done, position))
    else:
        found = value_at(value, (str(loc[0]),))
        if found is not None:
            yield from values_at(found, loc[1:], (*done, loc[0]))
