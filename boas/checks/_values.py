"""Looking into the plain value of a document that may be of any shape."""

from collections.abc import Iterator
from typing import NamedTuple

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


class _LastTexts(NamedTuple):
    """The texts of the value asked about last: rules ask about one document in turn."""

    value: object
    texts: tuple[tuple[FieldPath, str], ...]


_last = _LastTexts(None, ())


def list_texts(value: object) -> tuple[tuple[FieldPath, str], ...]:
    """Every string of a document with its path."""
    global _last  # noqa: PLW0603 -- replaced as a whole, so that threads see the texts of one document or another
    known = _last
    if known.value is not value:
        _last = known = _LastTexts(value, tuple(_iter_texts(value)))
    return known.texts


def _iter_texts(value: object, loc: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """The same, one after the other, of a document or a part of it."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _iter_texts(child, (*loc, key))
    elif isinstance(value, list):
        for position, child in enumerate(value):
            yield from _iter_texts(child, (*loc, position))
