"""Edits of a text: replacements of spans, while every other character is kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from boas.finding import Finding

BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A piece of a text and what comes in its place."""

    start: int
    """Offset of the piece in characters, the byte-order mark included when there is one."""
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """The edits that fix one finding."""

    finding: Finding
    edits: tuple[Edit, ...]
    is_safe: bool
    """Whether the meaning surely stays the same."""


class LineIndex:
    """Where the lines of a text start, counted as findings count them: from 1, without the byte-order mark."""

    def __init__(self, raw: str) -> None:
        """Look for the line ends of a text as its bytes give it."""
        self.raw = raw
        self.first = int(raw.startswith(BYTE_ORDER_MARK))
        self.starts = [self.first]
        for line in raw[self.first :].split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

    def __len__(self) -> int:
        """How many lines there are; what follows the last line end is one too."""
        return len(self.starts) - 1

    def get_line(self, number: int) -> str:
        """One line without its line end; empty past the last one, for YAML also ends lines where no other tool does."""
        if number > len(self):
            return ""
        return self.raw[self.starts[number - 1] : self.starts[number] - 1].removesuffix("\r")

    def replace_line(self, number: int, text: str) -> Edit:
        """The edit that gives a line another text and keeps its line end."""
        start = self.starts[number - 1]
        return Edit(start, start + len(self.get_line(number)), text)

    def drop_line(self, number: int) -> Edit:
        """The edit that takes a line out together with its line end."""
        return Edit(self.starts[number - 1], min(self.starts[number], len(self.raw)), "")

    def replace_piece(self, number: int, column: int, length: int, text: str) -> Edit | None:
        """The edit of a span of one line; None when the line has no such span."""
        if not 0 < number <= len(self) or column < 1 or column - 1 + length > len(self.get_line(number)):
            return None
        start = self.starts[number - 1] + column - 1
        return Edit(start, start + length, text)


def apply_fixes(raw: str, fixes: Iterable[Fix]) -> tuple[str, tuple[Fix, ...]]:
    """Apply fixes to a text; gives the text and the fixes made: of two that overlap, the second has to wait."""
    made, edits = list[Fix](), list[Edit]()
    for fix in fixes:
        if not any(edit.start < other.end and other.start < edit.end for edit in fix.edits for other in edits):
            made.append(fix)
            edits.extend(fix.edits)
    return apply_edits(raw, edits), tuple(made)


def apply_edits(raw: str, edits: Iterable[Edit]) -> str:
    """The text after edits that do not overlap."""
    pieces, at = list[str](), 0
    for edit in sorted(edits):
        pieces += [raw[at : edit.start], edit.text]
        at = edit.end
    return "".join((*pieces, raw[at:]))


def list_touched_lines(fix: Fix, raw: str) -> tuple[int, ...]:
    """Numbers of the lines of a text that a fix touches, from 1."""
    return tuple(sorted({raw.count("\n", 0, edit.start) + 1 for edit in fix.edits}))
