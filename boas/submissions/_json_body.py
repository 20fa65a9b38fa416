"""The body of a request as plain values, read strictly: what two readers could take for two things is refused."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from boas.errors import UsageError
from boas.translation import Message

TABLES = ("counts.csv", "scores.csv")
"""Files that may come with an evaluation."""

_DEEPEST = 40
"""How deep values may lie in one another; documents need a quarter of it."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
"""Control characters but tab and line feed, and what is no character."""


class BodyError(UsageError):
    """The body of a request is not what the address takes."""


def parse_body(kind: str, data: bytes) -> tuple[dict[str, Any], dict[str, str]]:
    """The document of a body, and the tables that come with it by name.

    Args:
        kind: `reuse`, whose document is the body; or `evaluation`, whose body holds `document` and may hold `tables`.
        data: The bytes that were sent.

    Raises:
        BodyError: It cannot be read, or has another shape.
    """
    value = _parse_json(data)
    if kind == "reuse":
        return value, {}
    document, tables = value.get("document"), value.get("tables", {})
    if not isinstance(document, dict) or value.keys() - {"document", "tables"}:
        raise BodyError(
            Message("The body is not a JSON object with `document` and `tables`."),
            Message("Write {shape}.", shape='{"document": {…}, "tables": {"counts.csv": "…"}}'),
        )
    if not isinstance(tables, dict) or not all(isinstance(text, str) for text in tables.values()):
        raise BodyError(
            Message("`tables` is not a JSON object of texts."),
            Message("Write each table as one text, its lines parted by line feeds."),
        )
    if unknown := next((name for name in tables if name not in TABLES), None):
        raise BodyError(
            Message("There is no table `{unknown}`.", unknown=unknown[:80]),
            Message("Tables: {names}.", names=", ".join(TABLES)),
        )
    return document, tables


def _parse_json(data: bytes) -> dict[str, Any]:
    """A JSON object; raises `BodyError` for anything else, and for what readers of JSON do not agree on."""
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_build_object,
            parse_constant=_refuse_constant,
            parse_float=_parse_float,
        )
        depth = _compute_depth(value)
    except UnicodeDecodeError:
        raise BodyError(Message("The body is not UTF-8."), _SEND_JSON) from None
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, ValueError) else "too deep"
        raise BodyError(Message("The body is no valid JSON: {reason}.", reason=reason[:120]), _SEND_JSON) from None
    if not isinstance(value, dict) or depth > _DEEPEST:
        raise BodyError(Message("The body is no JSON object of a document."), _SEND_JSON)
    if bad := next(_iter_bad_texts(value), None):
        raise BodyError(
            Message("A text holds a character that cannot stand in a document: {code}.", code=f"U+{ord(bad):04X}"),
            Message("Take out control characters; only tabs and line feeds may stand in a text."),
        )
    return value


_SEND_JSON = Message("Send one JSON object, in UTF-8.")


def _build_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand once; others would silently lose a value."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"duplicate key {next(name for name in names if names.count(name) > 1)[:40]!a}")
    return found


def _refuse_constant(name: str) -> float:
    """No JSON, though Python would take it."""
    raise ValueError(f"{name} is no number")


def _parse_float(written: str) -> float:
    """A number that a float can hold."""
    number = float(written)
    if not math.isfinite(number):
        raise ValueError(f"{written[:20]} is too large")
    return number


def _compute_depth(value: object, deep: int = 0) -> int:
    """How deep values lie in one another; counting stops where it is too deep."""
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return max((_compute_depth(one, deep + 1) for one in inner), default=deep) if deep <= _DEEPEST else deep


def _iter_bad_texts(value: object) -> Iterator[str]:
    """Characters that cannot stand in a document, in keys and texts."""
    match value:
        case str():
            yield from _FORBIDDEN.findall(value)
        case dict():
            for key, inner in value.items():
                yield from _FORBIDDEN.findall(key)
                yield from _iter_bad_texts(inner)
        case list():
            for inner in value:
                yield from _iter_bad_texts(inner)
