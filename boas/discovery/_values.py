"""Values of a file that somebody else wrote: every one may be of another type than its format says."""

import json
import re
import tomllib
from typing import Any

from boas.discovery._dependency import FileProblem
from boas.translation import Message, make_verbatim

_MOST_DOTS = 300
"""Dots of one line; no key that somebody wrote has as many parts."""
_TOML_LINE = re.compile(r"at line (\d+)")


def load_toml(text: str) -> dict[str, Any] | FileProblem:
    """The tables of a TOML text, or why it cannot be read."""
    crowded = next((n for n, line in enumerate(text.split("\n"), 1) if line.count(".") > _MOST_DOTS), 0)
    if crowded:
        return FileProblem(Message("This line has more than {n} dots.", n=_MOST_DOTS), crowded)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line = _TOML_LINE.search(str(error))
        return FileProblem(_describe_failure("TOML", error), int(line[1]) if line else 0)


def load_json(text: str) -> dict[str, Any] | FileProblem:
    """The object of a JSON text, or why it cannot be read."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        return FileProblem(_describe_failure("JSON", error), getattr(error, "lineno", 0))
    return value if isinstance(value, dict) else FileProblem(Message("The file holds no JSON object."), 1)


def _describe_failure(language: str, error: Exception) -> Message:
    """Why a text is not what it should be, in the parser's own words."""
    reason = make_verbatim("nested too deeply" if isinstance(error, RecursionError) else str(error))
    return Message("Unreadable {language}: {reason}.", language=language, reason=reason)


def get_table(value: object, *keys: str) -> dict[str, Any]:
    """The table at a path of keys; an empty one where something else stands."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def get_list(value: object, *keys: str) -> list[Any]:
    """The list at a path of keys; an empty one where something else stands."""
    found = get_table(value, *keys[:-1]).get(keys[-1]) if keys else value
    return found if isinstance(found, list) else []


def get_text(value: object, key: str) -> str:
    """The text under a key; empty where something else stands."""
    found = value.get(key) if isinstance(value, dict) else None
    return found.strip() if isinstance(found, str) else ""
