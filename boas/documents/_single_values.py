"""Every single value of a document with its path and the marks of its field: the one walk of rules about values."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, get_args

from pydantic import BaseModel

FieldPath = tuple[str | int, ...]
"""Path of a value inside a document."""


class SingleValue(NamedTuple):
    """A number, a text, a truth value or a mapping that is no part."""

    path: FieldPath
    value: object
    marks: tuple[object, ...]
    """Everything the type of its field is made of."""


class _LastWalk(NamedTuple):
    """The values of the part asked about last: rules ask about one document in turn."""

    part: BaseModel | None
    values: tuple[SingleValue, ...]


_last = _LastWalk(None, ())


def list_single_values(part: BaseModel) -> tuple[SingleValue, ...]:
    """Every single value of a document, in the order of the model, each item of a list by itself."""
    global _last  # noqa: PLW0603 -- replaced as a whole, so that threads see one walk or another
    known = _last
    if known.part is not part:
        found: list[SingleValue] = []
        _add_single_values(part, (), found)
        _last = known = _LastWalk(part, tuple(found))
    return known.values


def _add_single_values(part: BaseModel, loc: FieldPath, found: list[SingleValue]) -> None:
    """Add those of a document or a part of it."""
    for name, marks in _map_marks(type(part)).items():
        value = getattr(part, name)
        if value is not None:
            _add_values(value, marks, (*loc, name), found)


def _add_values(value: object, marks: tuple[object, ...], loc: FieldPath, found: list[SingleValue]) -> None:
    """Add those within the value of one field."""
    if isinstance(value, BaseModel):
        _add_single_values(value, loc, found)
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            _add_values(item, marks, (*loc, position), found)
    elif value is not None:
        found.append(SingleValue(loc, value, marks))


@cache
def _map_marks(model: type[BaseModel]) -> dict[str, tuple[object, ...]]:
    """What the type of each field is made of, or of each item of its list."""
    return {name: (*info.metadata, *_iter_marks(info.annotation)) for name, info in model.model_fields.items()}


def _iter_marks(annotation: object) -> Iterator[object]:
    """Everything an annotation is made of, at any depth."""
    for argument in get_args(annotation):
        yield argument
        yield from _iter_marks(argument)
