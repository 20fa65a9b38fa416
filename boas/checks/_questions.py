"""Questions that a rule asks about more than the files of its own algorithm.

What a rule reads decides whether its findings of an earlier run still hold. Of one file that is the content; of many
files it is the answer to a question, so that what does not change the answer changes no finding.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeVar

from boas.documents import parse_period_ends
from boas.parsing import Collection, map_former_ids, read_former_ids

_Asked = TypeVar("_Asked", bound=Callable[..., Any])

QUESTIONS: dict[str, Callable[..., Any]] = {}
"""Every question by its name, so that it can be asked again in a later run."""


def register_question(asked: _Asked) -> _Asked:
    """Make a function of a collection and some texts a question; what it gives is plain, and JSON can hold it."""
    QUESTIONS[asked.__name__] = asked
    return asked


@register_question
def has_file(collection: Collection, path: str) -> bool:
    """Whether there is a file at a path."""
    return path in collection.tree.files


@register_question
def list_paths(collection: Collection, start: str) -> list[str]:
    """Paths that begin with a text."""
    return list(collection.list_paths(start))


@register_question
def list_places(collection: Collection, kind: str) -> list[list[list[str]]]:
    """Names in the paths of all files of a kind."""
    return [[list(name) for name in place.names] for place in collection.places.get(kind, ())]


@register_question
def list_versions(collection: Collection, algorithm: str) -> list[str]:
    """Versions of an algorithm that have a card."""
    return list(collection.versions.get(algorithm, ()))


@register_question
def find_present_id(collection: Collection, name: str) -> str:
    """The id that an algorithm has now, given one that it had before; an id that was no other's is its own."""
    return collection.compute_once(("former ids",), lambda: read_former_ids(collection.tree)).get(name, name)


@register_question
def list_claimants(collection: Collection, name: str) -> list[str]:
    """Algorithms that say they had an id before, sorted."""
    return collection.compute_once(("claims",), lambda: map_former_ids(collection.tree)).get(name, [])


@register_question
def get_day(collection: Collection) -> str:
    """The reference day, for what depends on nothing less."""
    return collection.as_of


@register_question
def is_ahead(collection: Collection, value: str) -> bool:
    """Whether a date, or the end of a period, has not begun yet; never where time does not count.

    East of Greenwich a day begins before it does here.
    """
    ends = parse_period_ends(value) if collection.as_of else None
    return ends is not None and ends[1][0] > date.fromisoformat(collection.as_of) + _NEXT_DAY


@register_question
def is_year_ahead(collection: Collection, year: str) -> bool:
    """Whether a year has not begun yet; what is printed may bear the year to come."""
    return bool(collection.as_of) and int(year) > int(collection.as_of[:4]) + _NEXT_YEAR


@register_question
def is_over(collection: Collection, day: str) -> bool:
    """Whether a day has passed; never where time does not count."""
    return bool(collection.as_of) and day < collection.as_of


@register_question
def is_reached(collection: Collection, day: str) -> bool:
    """Whether a day has come; never where time does not count."""
    return bool(collection.as_of) and day <= collection.as_of


_NEXT_DAY, _NEXT_YEAR = timedelta(days=1), 1
