"""Bounds of single values: how large a number, how long a text, how many items.

They came after registries were published, so they refuse nothing that was read before: the JSON Schema tells them to
editors, and a rule reports what lies outside, see `checks.bounds`. Bounds that were always there stay in the types.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic_core import CoreSchema

from boas.documents.single_values import Loc, single_values
from boas.finding import Words

LARGEST_WHOLE = 2**53 - 1
"""Largest whole number that every reader of JSON keeps exactly (RFC 8259, section 6); SQLite holds it too."""
LARGEST = 1e15
"""Largest number that is no whole one: beyond it a double no longer tells tenths."""


@dataclass(frozen=True, slots=True)
class Bounds:
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
        bounds = {keyword: getattr(self, name) for name, keyword in KEYWORDS.items()}
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

    def describe(self) -> Words:
        """The bounds in words, for a sentence such as "give a number …"."""
        parts = [(text, getattr(self, name)) for name, text in SAYINGS.items() if getattr(self, name) is not None]
        fr = " et ".join(text.fr.format(plainly(bound)) for text, bound in parts)
        en = " and ".join(text.en.format(plainly(bound)) for text, bound in parts)
        return Words(fr, en)


KEYWORDS = {
    "at_least": "minimum",
    "at_most": "maximum",
    "above": "exclusiveMinimum",
    "below": "exclusiveMaximum",
    "shortest": "minLength",
    "longest": "maxLength",
    "most": "maxProperties",
}
"""Names of the bounds in JSON Schema 2020-12."""

SAYINGS = {
    "at_least": Words("au moins {}", "at least {}"),
    "at_most": Words("au plus {}", "at most {}"),
    "above": Words("plus grand que {}", "greater than {}"),
    "below": Words("plus petit que {}", "less than {}"),
    "shortest": Words("au moins {} caractères", "at least {} characters"),
    "longest": Words("au plus {} caractères", "at most {} characters"),
    "most": Words("au plus {} entrées", "at most {} entries"),
}


def plainly(bound: float) -> str:
    """A bound with all its digits, a whole one without a point."""
    return str(int(bound)) if float(bound).is_integer() else str(bound)


@dataclass(frozen=True, slots=True)
class Outside:
    """A value that lies outside its bounds."""

    path: Loc
    value: object
    bounds: Bounds


def outside(part: BaseModel) -> Iterator[Outside]:
    """Every value of a document that lies outside its bounds, in the order of the model."""
    for one in single_values(part):
        for mark in one.marks:
            if isinstance(mark, Bounds) and not mark.holds(one.value):
                yield Outside(one.path, one.value, mark)


Count = Annotated[int, Bounds(at_least=0, at_most=LARGEST_WHOLE)]
"""How many of something there are, none included."""
PositiveCount = Annotated[int, Bounds(at_least=1, at_most=LARGEST_WHOLE)]
"""How many of something there are, where none would leave nothing to speak of."""
Age = Annotated[int, Bounds(at_least=0, at_most=130)]
"""Completed years."""
Year = Annotated[int, Bounds(at_least=1500, at_most=9999)]
"""A year of our calendar in which something can have been printed."""
Fraction = Annotated[float, Bounds(above=0, below=1)]
"""A part of a whole, neither none nor all of it."""
Amount = Annotated[float, Bounds(at_least=0, at_most=LARGEST)]
"""How much of something there is."""
Number = Annotated[float, Bounds(at_least=-LARGEST, at_most=LARGEST)]
"""A number of any sign."""
