"""Bytes of foreign files to plain values: bounded in size and depth, strict, and never a guess.

What cannot be read raises one `UsageError` that names the file and the trouble. Tags, aliases, double
keys, NaN and hidden depth are refused here, before any importer looks at a value.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from boas.errors import UsageError
from boas.parsing import FieldPath, read_yaml
from boas.translation import Message

LARGEST = 1024 * 1024
"""Bytes of a file of metadata (1 MiB)."""
LARGEST_LIST = 5 * 1024 * 1024
"""Bytes of a list of codes (5 MiB)."""
_DEEPEST = 40
_MOST_VALUES = 200_000


@dataclass(frozen=True, slots=True)
class YamlValue:
    """What a YAML text says, and how each scalar is written."""

    value: object
    written: dict[FieldPath, str]
    """Scalars as they stand in the text: `1.10` where the value is 1.1."""


def decode_text(data: bytes, name: str, largest: int = LARGEST) -> str:
    """The text of a file in UTF-8, with plain line ends; raises `UsageError` for one too large or no text."""
    if len(data) > largest:
        raise make_read_error(name, Message("more than {largest} KiB", largest=largest // 1024))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise make_read_error(name, Message("this is no UTF-8 text")) from error
    return text.replace("\r\n", "\n")


def decode_json(text: str, name: str) -> object:
    """The value of a JSON text; raises `UsageError` for what is no JSON, is too deep, or says a key twice."""
    try:
        value: object = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_build_unique_mapping)
    except RecursionError as error:
        raise make_read_error(name, _TOO_DEEP) from error
    except ValueError as error:  # what the reader, the two functions below and very long numbers raise
        words = error.args[0] if isinstance(error, _AmbiguousJsonError) else _NOT_JSON
        raise make_read_error(name, words) from error
    check_size(value, name)
    return value


class _AmbiguousJsonError(ValueError):
    """JSON that readers understand in different ways; holds the `Message` that says how."""


def _refuse_constant(constant: str) -> object:
    """`NaN` and `Infinity` are no JSON."""
    raise _AmbiguousJsonError(Message("`{constant}` is no JSON", constant=constant))


def _build_unique_mapping(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A mapping in which no key stands twice."""
    value = dict(pairs)
    if len(value) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise _AmbiguousJsonError(Message("the key `{twice}` stands twice", twice=twice[:40]))
    return value


def decode_yaml(text: str, name: str, first_line: int = 1) -> YamlValue:
    """The value of a YAML text of the strict subset; raises `UsageError` with the first thing outside it."""
    read = read_yaml(text)
    if read.diagnostics:
        fault = read.diagnostics[0]
        line = fault.line + first_line - 1
        raise UsageError(
            Message("{name}, line {line}: {message}", name=name, line=line, message=fault.message), fault.help
        )
    if not isinstance(read.value, dict):
        raise make_read_error(name, Message("no fields that YAML can read"))
    lines = text.split("\n")
    written = {
        loc: lines[spot.line - 1][spot.column - 1 : spot.column - 1 + spot.length]
        for loc, spot in read.values.items()
        if spot.length
    }
    return YamlValue(read.value, written)


def check_size(value: object, name: str) -> None:
    """Raises `UsageError` when a value is nested too deeply or holds too much; keeps a stack instead of recursing."""
    waiting = [(value, 0)]
    count = 0
    while waiting:
        part, depth = waiting.pop()
        count += 1
        if depth > _DEEPEST or count > _MOST_VALUES:
            raise make_read_error(name, _TOO_DEEP if depth > _DEEPEST else _TOO_MUCH)
        waiting += [(child, depth + 1) for child in _iter_children(part)]


def _iter_children(value: object) -> Iterator[object]:
    """The values right inside a mapping or list."""
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def make_read_error(name: str, what: Message) -> UsageError:
    """The error of a file that cannot be read."""
    return UsageError(
        Message("{name} cannot be read: {what}.", name=name, what=what),
        Message("Fix the file, or go without --from and answer the questions."),
    )


_NOT_JSON = Message("this is no JSON")
_TOO_DEEP = Message("more than {deepest} levels of nesting", deepest=_DEEPEST)
_TOO_MUCH = Message("more than {most_values} values", most_values=_MOST_VALUES)
