"""Plain values as YAML that people read and edit: block style, quotes only where needed, long texts folded.

Whatever in this program writes YAML writes it here.
"""

import json
import re
import textwrap
from collections.abc import Mapping

YAML_WIDTH = 100
"""Longest line of a folded text."""

_PLAIN = re.compile(r"[^\W\d_][^\x00-\x1f#:\"'\[\]{},&*!|>%@`]*", re.UNICODE)
"""Text that no YAML reader takes for anything else: starts with a letter, holds no sign of YAML."""
_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+(?:-[0-9A-Za-z.-]+)?")
_ADDRESS = re.compile(r"https?://[^\s#\"'\[\]{},&*!|>%@`]+")
_HIGHEST_SHORT = 0xFFFF
"""Last character that four hex digits name."""
_RESERVED_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "none", "inf"})
"""Words that some YAML reader takes for something else."""


class QuotedText(str):
    """A text that stands on one line, between quotation marks, whatever it holds."""

    __slots__ = ()


def render_mapping(value: Mapping[str, object], indent: int = 0) -> list[str]:
    """Lines of a mapping of plain values."""
    return [line for key, child in value.items() for line in render_entry(key, child, indent)]


def render_entry(key: str, value: object, indent: int = 0) -> list[str]:
    """Lines of one key with its value."""
    start = " " * indent + f"{key if _NAME.fullmatch(key) else _render_scalar(key)}:"
    match value:
        case dict() if value:
            return [start, *render_mapping(value, indent + 2)]
        case list() | tuple() if value:
            return [start, *(line for item in value for line in _render_list_item(item, indent + 2))]
        case QuotedText():
            pass
        case str() if _is_folded(value, len(start)):
            return [f"{start} >-", *_fold_text(value, indent + 2)]
        case str() if _is_block(value):
            return [f"{start} |-", *(f"{' ' * (indent + 2)}{line}" if line else "" for line in value.split("\n"))]
    return [f"{start} {_render_scalar(value)}"]


def _render_list_item(item: object, indent: int) -> list[str]:
    """Lines of one item of a list."""
    margin = " " * indent
    if isinstance(item, dict) and item:
        first, *rest = render_mapping(item, indent + 2)
        return [f"{margin}- {first[indent + 2 :]}", *rest]
    return [f"{margin}- {_render_scalar(item)}"]


def _render_scalar(value: object) -> str:
    """A single value on one line; what does not print is escaped."""
    if isinstance(value, str) and not isinstance(value, QuotedText) and _is_plain(value):
        return value
    return quote_value(value)


def quote_value(value: object) -> str:
    """A value as JSON writes it, a text between quotation marks; YAML too, once what does not print is escaped."""
    written = json.dumps(value, ensure_ascii=False)
    return written if _is_visible(written) else "".join(c if _is_visible(c) else _escape_character(c) for c in written)


def _escape_character(character: str) -> str:
    """A character as its code, as YAML writes it."""
    code = ord(character)
    return f"\\U{code:08x}" if code > _HIGHEST_SHORT else f"\\u{code:04x}"


def _is_visible(text: str) -> bool:
    """Whether every character prints, a French space included."""
    return text.replace("\u00a0", "").replace("\u202f", "").isprintable()


def _is_plain(text: str) -> bool:
    """Whether a text may stand without quotes."""
    if text != text.strip() or text.casefold() in _RESERVED_WORDS or not _is_visible(text):
        return False
    return any(form.fullmatch(text) for form in (_PLAIN, _VERSION, _ADDRESS))


def _is_folded(text: str, before: int) -> bool:
    """Whether a text on one line is long enough to be folded, and comes back the same when it is."""
    words = text.split(" ")
    return (
        before + len(text) >= YAML_WIDTH and all(words) and max(map(len, words)) < YAML_WIDTH // 2 and _is_visible(text)
    )


def _fold_text(text: str, indent: int) -> list[str]:
    """The lines of a folded text."""
    margin = " " * indent
    lines = textwrap.wrap(text, YAML_WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return [f"{margin}{line}" for line in lines]


def _is_block(text: str) -> bool:
    """Whether a text of several lines can stand as a literal block and come back the same."""
    lines = text.split("\n")
    ends = bool(lines[0].strip()) and bool(lines[-1].strip())
    return len(lines) > 1 and ends and lines[0] == lines[0].lstrip() and all(map(_is_visible, lines))
