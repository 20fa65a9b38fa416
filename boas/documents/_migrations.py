"""Older formats to the present one, on reading: pure functions from value to value, files untouched.

A function here is never edited once a format was released: frozen files of every format stay readable
for ever. The step from format 1 to 2 of a kind is the first function of its kind, and so on.
"""

from collections.abc import Callable, Mapping
from typing import Any

Migration = Callable[[dict[str, Any]], dict[str, Any]]
"""One step: a new value of the next format, the given one left as it was."""

_MIGRATIONS: Mapping[str, tuple[Migration, ...]] = {}
"""Steps by kind of document. All kinds are in their first format, so there is none yet."""


def get_current_format(kind: str, migrations: Mapping[str, tuple[Migration, ...]] = _MIGRATIONS) -> int:
    """The present format version of a kind."""
    return len(migrations.get(kind, ())) + 1


def migrate_document(kind: str, value: Any, migrations: Mapping[str, tuple[Migration, ...]] = _MIGRATIONS) -> Any:  # noqa: ANN401 -- any plain value
    """A value in the present format; one that tells no known older format comes back as it is."""
    told = value.get("schema_version") if isinstance(value, dict) else None
    if type(told) is not int or not 1 <= told < get_current_format(kind, migrations):
        return value
    for step in migrations[kind][told - 1 :]:
        value = step(value)
    return value
