"""What a merge leaves in a text that nobody has settled: both sides of a place, between lines of marks.

Git writes them (`git help merge`), in one of two styles: the second one also shows what both sides started from.
Marks may be longer than seven characters, where one unsettled merge lies inside another.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from boas.parsing._diagnostic import Diagnostic
from boas.translation import Message

_MARK = re.compile(r"(?:(<{7,})|(\|{7,})|(={7,})|(>{7,}))(?: (.*?))?\r?")
"""A line of marks: how long it is, and the name of the side it opens or ends."""

_ONE_COMMIT = re.compile(r"[0-9a-f]{7,64}\b.*|Stashed changes")
"""Names Git gives the lower side when it replays somebody's work: then that side may be the author's own."""


_MAYBE = re.compile(rb"^(?:<{7}|\|{7}|={7}|>{7})", re.MULTILINE)
"""How a line of marks begins, to be looked for in every file."""


@dataclass(frozen=True, slots=True)
class _MergeMark:
    """One line of marks."""

    line: int
    sign: str
    length: int
    name: str


def diagnose_unfinished_merges(data: bytes, *, with_leftovers: bool) -> tuple[Diagnostic, ...]:
    """One diagnostic for each place of a file where both sides of a merge still stand.

    With `with_leftovers`, also for marks of which the others are gone: not for a text in which such a line can mean
    something else, as `=======` under a heading does in Markdown.
    """
    if not _MAYBE.search(data):
        return ()
    marks = tuple(_iter_marks(data.decode("utf-8", "replace")))
    found = tuple(_iter_places(marks))
    ends = [(first.line, last.line) for first, *_, last in found]
    alone = (one for one in marks if not any(start <= one.line <= end for start, end in ends))
    left = tuple(map(_diagnose_leftover, alone)) if with_leftovers else ()
    return tuple(sorted((*map(_diagnose_place, found), *left), key=lambda one: one.line))


def _iter_marks(text: str) -> Iterator[_MergeMark]:
    """The lines of marks of a text."""
    for number, line in enumerate(text.split("\n"), 1):
        if line[:1] in "<|=>" and (match := _MARK.fullmatch(line)):
            sign = next(group for group in match.groups()[:4] if group)
            if sign[0] != "=" or not match[5]:
                yield _MergeMark(number, sign[0], len(sign), match[5] or "")


def _iter_places(marks: tuple[_MergeMark, ...]) -> Iterator[tuple[_MergeMark, ...]]:
    """Marks that belong together: opening, sometimes what both started from, between the sides, closing."""
    end = 0
    for position, mark in enumerate(marks):
        if mark.sign != "<" or mark.line < end:
            continue
        alike = [one for one in marks[position:] if one.length == mark.length]
        signs = "".join(one.sign for one in alike[:4])
        n = 4 if signs == "<|=>" else 3 if signs.startswith("<=>") else 0
        if n:
            end = alike[n - 1].line
            yield tuple(alike[:n])


def _diagnose_place(marks: tuple[_MergeMark, ...]) -> Diagnostic:
    """One place where both sides stand."""
    first, *_, between, last = marks
    one, other = (f" ({mark.name})" if mark.name else "" for mark in (first, last))
    message = (_REPLAYED if _ONE_COMMIT.fullmatch(last.name) else _MERGED).fill(
        one=one,
        upper=_describe_lines(first.line, marks[1].line),
        other=other,
        lower=_describe_lines(between.line, last.line),
    )
    return Diagnostic(_RULE, first.line, 1, message, _SETTLE, length=first.length)


def _diagnose_leftover(mark: _MergeMark) -> Diagnostic:
    """A line of marks alone."""
    return Diagnostic(
        _RULE, mark.line, 1, _LEFT.fill(mark=mark.sign * 7), Message("Delete this line."), length=mark.length
    )


def _describe_lines(before: int, after: int) -> Message:
    """The lines between two marks."""
    first, last = before + 1, after - 1
    if first > last:
        return Message("no line")
    if first == last:
        return Message("line {first}", first=str(first))
    return Message("lines {first}–{last}", first=str(first), last=str(last))


_RULE = "unfinished-merge"
_MERGED = Message("A merge is unfinished here; yours{one}: {upper}; theirs{other}: {lower}.")
_REPLAYED = Message("A merge is unfinished here; one side{one}: {upper}; the other{other}: {lower}.")
_LEFT = Message("A mark of a merge (`{mark}`) was left here.")
_SETTLE = Message("Keep what is right of both, and delete the lines of marks.")
