"""Looking into the plain value of a document that may be of any shape."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from boas.parsing import FieldPath


def get_value(value: object, loc: tuple[str, ...]) -> object:
    """The plain value at a path of field names, or None."""
    for name in loc:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def as_list(value: object) -> list[object]:
    """The value when it is a list, otherwise an empty one."""
    return value if isinstance(value, list) else []


_LONGEST_SHOWN = 300
_FRENCH_SPACES = "\u00a0\u202f"


LANGUAGES_SINCE = "2026-11-29"
"""Day from which texts and names of files are held to the languages that the settings name."""


def make_printable(name: str, longest: int = _LONGEST_SHOWN) -> str:
    """A name as it can be printed: what is not UTF-8 or not visible is escaped, and a very long one is cut."""
    safe = name.encode("utf-8", "backslashreplace").decode()
    clear = "".join(
        character if character.isprintable() or character in _FRENCH_SPACES else f"\\x{ord(character):02x}"
        for character in safe
    )
    return clear if len(clear) <= longest else f"{clear[:longest]}…"


_Found = TypeVar("_Found")


def keep_last(find: Callable[[object], _Found]) -> Callable[[object], _Found]:
    """The same function, with its answer about the value asked about last at hand: rules ask about one in turn."""
    kept: tuple[object, Any] = (find, None)  # which nobody asks about

    @wraps(find)
    def find_or_repeat(value: object) -> _Found:
        nonlocal kept  # replaced as a whole, so that threads see the answer about one value or another
        known = kept
        if known[0] is not value:
            kept = known = value, find(value)
        found: _Found = known[1]
        return found

    return find_or_repeat


@keep_last
def list_texts(value: object) -> tuple[tuple[FieldPath, str], ...]:
    """Every string of a document with its path."""
    found: list[tuple[FieldPath, str]] = []
    _add_texts(value, (), found)
    return tuple(found)


def _add_texts(value: object, loc: FieldPath, found: list[tuple[FieldPath, str]]) -> None:
    """Add the same of a document or a part of it."""
    if isinstance(value, str):
        found.append((loc, value))
    elif isinstance(value, dict):
        for key, child in value.items():
            _add_texts(child, (*loc, key), found)
    elif isinstance(value, list):
        for position, child in enumerate(value):
            _add_texts(child, (*loc, position), found)
