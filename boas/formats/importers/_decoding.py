"""Bytes of foreign files to plain values: bounded in size and depth, strict, and never a guess.

What cannot be read raises one `UsageError` that names the file and the trouble. Tags, aliases, double
keys, NaN and hidden depth are refused here, before any importer looks at a value.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from boas.errors import UsageError
from boas.finding import Message
from boas.parsing import FieldPath, read_yaml

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
        raise make_read_error(name, Message(f"plus de {largest // 1024} Kio", f"more than {largest // 1024} KiB"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise make_read_error(name, Message("ce n’est pas du texte en UTF-8", "this is no UTF-8 text")) from error
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
    _check_size(value, name)
    return value


class _AmbiguousJsonError(ValueError):
    """JSON that readers understand in different ways; holds the `Message` that says how."""


def _refuse_constant(constant: str) -> object:
    """`NaN` and `Infinity` are no JSON."""
    raise _AmbiguousJsonError(Message(f"« {constant} » n’est pas du JSON", f"`{constant}` is no JSON"))


def _build_unique_mapping(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A mapping in which no key stands twice."""
    value = dict(pairs)
    if len(value) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise _AmbiguousJsonError(
            Message(f"la clé « {twice[:40]} » figure deux fois", f"the key `{twice[:40]}` stands twice")
        )
    return value


def decode_yaml(text: str, name: str, first_line: int = 1) -> YamlValue:
    """The value of a YAML text of the strict subset; raises `UsageError` with the first thing outside it."""
    read = read_yaml(text)
    if read.diagnostics:
        fault = read.diagnostics[0]
        line = fault.line + first_line - 1
        where = Message(
            f"{name}, ligne {line} : {fault.message.fr.rstrip('.')}", f"{name}, line {line}: {fault.message.en}"
        )
        raise UsageError(Message(f"{where.fr}.", where.en), fault.help)
    if not isinstance(read.value, dict):
        raise make_read_error(name, Message("pas de champs lisibles en YAML", "no fields that YAML can read"))
    lines = text.split("\n")
    written = {
        loc: lines[spot.line - 1][spot.column - 1 : spot.column - 1 + spot.length]
        for loc, spot in read.values.items()
        if spot.length
    }
    return YamlValue(read.value, written)


def _check_size(value: object, name: str) -> None:
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
        Message(f"{name} ne peut pas être lu : {what.fr}.", f"{name} cannot be read: {what.en}."),
        Message(
            "Corriger le fichier, ou se passer de --from et répondre aux questions.",
            "Fix the file, or go without --from and answer the questions.",
        ),
    )


_NOT_JSON = Message("ce n’est pas du JSON", "this is no JSON")
_TOO_DEEP = Message(f"plus de {_DEEPEST} niveaux d’imbrication", f"more than {_DEEPEST} levels of nesting")
_TOO_MUCH = Message(f"plus de {_MOST_VALUES} valeurs", f"more than {_MOST_VALUES} values")
