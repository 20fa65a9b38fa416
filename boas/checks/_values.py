"""Looking into the plain value of a document that may be of any shape."""

from collections.abc import Iterator

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


def iter_texts(value: object, loc: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Every string of a document with its path."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from iter_texts(child, (*loc, key))
    elif isinstance(value, list):
        for position, child in enumerate(value):
            yield from iter_texts(child, (*loc, position))
