"""Looking into the plain value of a document that may be of any shape."""

from collections.abc import Iterator

from boas.reading import Loc


def value_at(value: object, loc: tuple[str, ...]) -> object:
    """The plain value at a path of field names, or nothing."""
    for name in loc:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def listed(value: object) -> list[object]:
    """The value when it is a list, otherwise an empty one."""
    return value if isinstance(value, list) else []


LONGEST_SHOWN = 300
FRENCH_SPACES = "\u00a0\u202f"


def shown(name: str, longest: int = LONGEST_SHOWN) -> str:
    """A name as it can be printed: what is not UTF-8 or not visible is escaped, and a very long one is cut."""
    safe = name.encode("utf-8", "backslashreplace").decode()
    clear = "".join(
        character if character.isprintable() or character in FRENCH_SPACES else f"\\x{ord(character):02x}"
        for character in safe
    )
    return clear if len(clear) <= longest else f"{clear[:longest]}…"


def texts(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every string of a document with its path."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from texts(child, (*loc, key))
    elif isinstance(value, list):
        for position, child in enumerate(value):
            yield from texts(child, (*loc, position))
