"""What became of imported files, as text: what is to be confirmed, what was not taken, and how many codes are kept."""

from collections.abc import Sequence

from boas.errors import UsageError
from boas.escaping import make_visible
from boas.formats import ImportResult, Loss, Question
from boas.translation import Language, Message

_MOST_ROWS = 500
"""Rows printed of a table; more are counted."""
_WIDEST = 40
_TO_CONFIRM = Message("\nTaken, to confirm ({count}):")
_NOT_TAKEN = Message("\nNot taken ({count}):")


def format_imported(read: ImportResult, kept: ImportResult, language: Language) -> str:
    """Tables of what is to be confirmed and of what was not taken, and the codes kept of each list; empty when none.

    Args:
        read: what the files gave.
        kept: what is left of it in the draft.
        language: that of whoever reads this.
    """
    asked = _format_table(_TO_CONFIRM, [(one, one.words) for one in kept.questions], language)
    lost = _format_table(_NOT_TAKEN, [(one, one.reason) for one in kept.losses], language)
    return asked + lost + _format_counts(read, kept, language)


def _format_counts(read: ImportResult, kept: ImportResult, language: Language) -> str:
    """A line for each list that was read: how many of its codes are in the draft."""
    left = {one.name: len(one.codes) for one in kept.lists}
    lines = [
        Message(
            "{list}.csv ({file}): {kept} of {read} code(s) kept",
            list=one.name,
            file=one.file,
            kept=left.get(one.name, 0),
            read=len(one.codes),
        ).in_(language)
        for one in read.lists
    ]
    return "".join(f"{line}\n" for line in ("", *lines)) if lines else ""


def refuse_lost_lists(read: ImportResult, kept: ImportResult) -> None:
    """Raises `UsageError` when files gave lists and none is left: a card without its list is another algorithm."""
    if read.lists and not kept.lists:
        raise UsageError(
            Message("Nothing was written: no list of codes is left of what was imported."),
            Message("Look at the reasons above, name the system with --list-system, or go without --from."),
        )


def _format_table(heading: Message, rows: Sequence[tuple[Loss | Question, Message]], language: Language) -> str:
    """A table: where it stood, what it was, why; empty when there is nothing."""
    if not rows:
        return ""
    several = len({one.file for one, _ in rows}) > 1
    cells = [
        (f"{one.file} {one.path}" if several else one.path, one.value, words.in_(language))
        for one, words in rows[:_MOST_ROWS]
    ]
    widths = [min(_WIDEST, max(len(make_visible(row[column])) for row in cells)) for column in (0, 1)]
    lines = [heading.fill(count=len(rows)).in_(language)]
    for where, value, why in cells:
        told = (f"{_truncate_cell(cell):<{width}}" for cell, width in zip((where, value), widths, strict=True))
        lines.append(f"  {'  '.join(told)}  {make_visible(why)}")
    if len(rows) > _MOST_ROWS:
        lines.append(f"  … +{len(rows) - _MOST_ROWS}")
    return "".join(f"{line}\n" for line in lines)


def _truncate_cell(text: str) -> str:
    """A cell of the table, on one line and no wider than a column."""
    clear = make_visible(text)
    return clear if len(clear) <= _WIDEST else f"{clear[: _WIDEST - 1]}…"
