"""Bytes of foreign files to plain values: bounded in size and depth, strict, and never a guess.

What cannot be read raises one `UsageError` that names the file and the trouble. Tags, aliases, double
keys, NaN and hidden depth are refused here, before any importer looks at a value.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from boas.errors import UsageError
from boas.finding import Words
from boas.reading.yaml_events import Loc, read_yaml

LARGEST = 1024 * 1024
"""Bytes of a file of metadata (1 MiB)."""
LARGEST_LIST = 5 * 1024 * 1024
"""Bytes of a list of codes (5 MiB)."""
DEEPEST = 40
MOST_VALUES = 200_000


@dataclass(frozen=True, slots=True)
class YamlValue:
    """What a YAML text says, and how each scalar is written."""

    value: object
    written: dict[Loc, str]
    """Scalars as they stand in the text: `1.10` where the value is 1.1."""


def text_of(data: bytes, name: str, largest: int = LARGEST) -> str:
    """The text of a file in UTF-8, with plain line ends; raises `UsageError` for one too large or no text."""
    if len(data) > largest:
        raise refused(name, Words(f"plus de {largest // 1024} Kio", f"more than {largest // 1024} KiB"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused(name, Words("ce n’est pas du texte en UTF-8", "this is no UTF-8 text")) from error
    return text.replace("\r\n", "\n")


def json_of(text: str, name: str) -> object:
    """The value of a JSON text; raises `UsageError` for what is no JSON, is too deep, or says a key twice."""
    try:
        value: object = json.loads(text, parse_constant=no_number, object_pairs_hook=once)
    except RecursionError as error:
        raise refused(name, TOO_DEEP) from error
    except ValueError as error:  # what the reader, the two functions below and very long numbers raise
        words = error.args[0] if isinstance(error, UnclearError) else NOT_JSON
        raise refused(name, words) from error
    bound(value, name)
    return value


class UnclearError(ValueError):
    """JSON that readers understand in different ways; holds the `Words` that say how."""


def no_number(constant: str) -> object:
    """`NaN` and `Infinity` are no JSON."""
    raise UnclearError(Words(f"« {constant} » n’est pas du JSON", f"`{constant}` is no JSON"))


def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A mapping in which no key stands twice."""
    value = dict(pairs)
    if len(value) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise UnclearError(Words(f"la clé « {twice[:40]} » figure deux fois", f"the key `{twice[:40]}` stands twice"))
    return value


def yaml_of(text: str, name: str, first_line: int = 1) -> YamlValue:
    """The value of a YAML text of the strict subset; raises `UsageError` with the first thing outside it."""
    read = read_yaml(text)
    if read.diagnostics:
        fault = read.diagnostics[0]
        line = fault.line + first_line - 1
        where = Words(
            f"{name}, ligne {line} : {fault.message.fr.rstrip('.')}", f"{name}, line {line}: {fault.message.en}"
        )
        raise UsageError(Words(f"{where.fr}.", where.en), fault.mend)
    if not isinstance(read.value, dict):
        raise refused(name, Words("pas de champs lisibles en YAML", "no fields that YAML can read"))
    lines = text.split("\n")
    written = {
        loc: lines[spot.line - 1][spot.column - 1 : spot.column - 1 + spot.length]
        for loc, spot in read.values.items()
        if spot.length
    }
    return YamlValue(read.value, written)


def bound(value: object, name: str) -> None:
    """Raises `UsageError` when a value is nested too deeply or holds too much; keeps a stack instead of recursing."""
    waiting = [(value, 0)]
    count = 0
    while waiting:
        part, depth = waiting.pop()
        count += 1
        if depth > DEEPEST or count > MOST_VALUES:
            raise refused(name, TOO_DEEP if depth > DEEPEST else TOO_MUCH)
        waiting += [(child, depth + 1) for child in children(part)]


def children(value: object) -> Iterator[object]:
    """The values right inside a mapping or list."""
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def refused(name: str, what: Words) -> UsageError:
    """The error of a file that cannot be read."""
    return UsageError(
        Words(f"{name} ne peut pas être lu : {what.fr}.", f"{name} cannot be read: {what.en}."),
        Words(
            "Corriger le fichier, ou se passer de --from et répondre aux questions.",
            "Mend the file, or go without --from and answer the questions.",
        ),
    )


NOT_JSON = Words("ce n’est pas du JSON", "this is no JSON")
TOO_DEEP = Words(f"plus de {DEEPEST} niveaux d’imbrication", f"more than {DEEPEST} levels of nesting")
TOO_MUCH = Words(f"plus de {MOST_VALUES} valeurs", f"more than {MOST_VALUES} values")
