"""Tabs that indent YAML become spaces, where every width that can be parsed gives the same value."""

import re
from collections.abc import Iterator

from boas.autofix._edits import Edit, LineIndex, apply_edits
from boas.autofix._quoting import read_with_quotes

_WIDTHS = (2, 4, 8)
"""Spaces a tab may stand for; the first one is how the cards of a registry are indented."""
_OPENS_TEXT = re.compile(r".*(?:^|[:\s-]\s)[|>][-+0-9]*\s*(?:\s#.*)?")
"""A line after which a text of several lines starts, in which a tab is part of the value."""


def expand_tabs(lines: LineIndex) -> Iterator[Edit]:
    """Edits that put spaces for the tabs before the first word of each line; none when it could be read in two ways."""
    concerned = tuple(_find_tabbed_lines(lines))
    ways = [tuple(_expand_indents(lines, concerned, width)) for width in _WIDTHS]
    readings = [(edits, read_with_quotes(apply_edits(lines.raw, edits)[lines.first :])) for edits in ways]
    possible = [(edits, text.value) for edits, text in readings if text.value is not None]
    if possible and all(value == possible[0][1] for _, value in possible):
        yield from possible[0][0]


def _find_tabbed_lines(lines: LineIndex) -> Iterator[int]:
    """Numbers of the lines with a tab before their first word, except inside texts of several lines."""
    opened: int | None = None
    for number in range(1, len(lines) + 1):
        line = lines.get_line(number)
        n_spaces = len(line) - len(line.lstrip(" "))
        if opened is not None and (not line.strip() or n_spaces > opened):
            continue
        opened = n_spaces if _OPENS_TEXT.fullmatch(line) else None
        if "\t" in _get_indent(line) and line.strip():
            yield number


def _expand_indents(lines: LineIndex, numbers: tuple[int, ...], width: int) -> Iterator[Edit]:
    """Edits that put spaces for tabs at the start of these lines, up to the next multiple of a width."""
    for number in numbers:
        indent = _get_indent(lines.get_line(number))
        if edit := lines.replace_piece(number, 1, len(indent), indent.expandtabs(width)):
            yield edit


def _get_indent(line: str) -> str:
    """What stands before the first word of a line."""
    return line[: len(line) - len(line.lstrip(" \t"))]
