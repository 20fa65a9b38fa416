"""Bounds of single values: how large a number, how long a text, how many items.

They came after registries were published, so they refuse nothing that was read before: the JSON Schema tells them to
editors, and a rule reports what lies outside, see `checks.bounds`. Bounds that were always there stay in the types.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic_core import CoreSchema

from boas.documents._single_values import FieldPath, list_single_values
from boas.translation import Message, join_messages

_LARGEST_WHOLE = 2**53 - 1
"""Largest whole number that every reader of JSON keeps exactly (RFC 8259, section 6); SQLite holds it too."""
_LARGEST = 1e15
"""Largest number that is no whole one: beyond it a double no longer tells tenths."""


@dataclass(frozen=True, slots=True)
class ValueBounds:
    """Marks a number, a text or a mapping with its bounds; each is closed unless it says otherwise."""

    at_least: float | None = None
    at_most: float | None = None
    above: float | None = None
    """Open lower bound."""
    below: float | None = None
    """Open upper bound."""
    shortest: int | None = None
    """Characters of a text."""
    longest: int | None = None
    """Characters of a text."""
    most: int | None = None
    """Entries of a mapping."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Tell editors the bounds; pydantic itself refuses nothing."""
        bounds = {keyword: getattr(self, name) for name, keyword in _KEYWORDS.items()}
        return handler(schema) | {keyword: bound for keyword, bound in bounds.items() if bound is not None}

    def holds(self, value: object) -> bool:
        """Whether a value lies within; always for one of another sort than these bounds are about."""
        match value:
            case bool():
                return True
            case int() | float():
                return self.holds_number(value)
            case str():
                return (self.shortest or 0) <= len(value) <= (len(value) if self.longest is None else self.longest)
            case dict():
                return self.most is None or len(value) <= self.most
        return True

    def holds_number(self, value: float) -> bool:
        """Whether a number lies within."""
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.at_most is None or value <= self.at_most)
            and (self.above is None or value > self.above)
            and (self.below is None or value < self.below)
        )

    def describe(self) -> Message:
        """The bounds in words, for a sentence such as "give a number …"."""
        parts = [
            (text, getattr(self, name)) for name, text in _BOUND_PHRASES.items() if getattr(self, name) is not None
        ]
        return join_messages([text.fill(bound=_format_bound(bound)) for text, bound in parts], _AND)


_AND = Message(" and ")

_KEYWORDS = {
    "at_least": "minimum",
    "at_most": "maximum",
    "above": "exclusiveMinimum",
    "below": "exclusiveMaximum",
    "shortest": "minLength",
    "longest": "maxLength",
    "most": "maxProperties",
}
"""Names of the bounds in JSON Schema 2020-12."""

_BOUND_PHRASES = {
    "at_least": Message("at least {bound}"),
    "at_most": Message("at most {bound}"),
    "above": Message("greater than {bound}"),
    "below": Message("less than {bound}"),
    "shortest": Message("at least {bound} characters"),
    "longest": Message("at most {bound} characters"),
    "most": Message("at most {bound} entries"),
}


def _format_bound(bound: float) -> str:
    """A bound with all its digits, a whole one without a point."""
    return str(int(bound)) if float(bound).is_integer() else str(bound)


@dataclass(frozen=True, slots=True)
class BoundViolation:
    """A value that lies outside its bounds."""

    path: FieldPath
    value: object
    bounds: ValueBounds


def find_bound_violations(part: BaseModel) -> Iterator[BoundViolation]:
    """Every value of a document that lies outside its bounds, in the order of the model."""
    for one in list_single_values(part):
        for mark in one.marks:
            if isinstance(mark, ValueBounds) and not mark.holds(one.value):
                yield BoundViolation(one.path, one.value, mark)


Count = Annotated[int, ValueBounds(at_least=0, at_most=_LARGEST_WHOLE)]
"""How many of something there are, none included."""
PositiveCount = Annotated[int, ValueBounds(at_least=1, at_most=_LARGEST_WHOLE)]
"""How many of something there are, where none would leave nothing to speak of."""
Age = Annotated[int, ValueBounds(at_least=0, at_most=130)]
"""Completed years."""
Year = Annotated[int, ValueBounds(at_least=1500, at_most=9999)]
"""A year of our calendar in which something can have been printed."""
Fraction = Annotated[float, ValueBounds(above=0, below=1)]
"""A part of a whole, neither none nor all of it."""
Amount = Annotated[float, ValueBounds(at_least=0, at_most=_LARGEST)]
"""How much of something there is."""
Number = Annotated[float, ValueBounds(at_least=-_LARGEST, at_most=_LARGEST)]
"""A number of any sign."""
