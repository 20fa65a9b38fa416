"""Cells of evidence tables: counts that are counts, scores that are numbers, groups with plain names, each once."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from boas.finding import Replacement
from boas.parsing._corrections import correct_value
from boas.parsing._diagnostic import TextDiagnostic
from boas.parsing._evidence_sheet import Sheet
from boas.parsing._numbers import parse_number
from boas.parsing._tables import CsvRow, is_french_decimal
from boas.translation import Message

_COUNT = re.compile(r"(?:0|[1-9][0-9]{0,11}|1[0]{12}|<(?:[2-9]|[1-9][0-9]{1,3})|\[c\])?")
"""A whole number up to a million million, `<N` for a primary and `[c]` for a secondary suppressed cell, or empty."""
_WHOLE = re.compile(r"[0-9]+")
_GROUPED = re.compile("[0-9]{1,3}(?:[ .\u00a0\u202f'’][0-9]{3})+")


def diagnose_cells(sheet: Sheet) -> Iterator[TextDiagnostic]:
    """Cells that are not what their column holds, in file order."""
    for row in sheet.table.rows:
        for position in sheet.stratum_columns:
            cell = row.cells[position]
            if cell != cell.strip():
                meant = Replacement(cell.strip(), is_safe=True)
                yield sheet.make_diagnostic("wrong-type", row, position, _PADDED, _NO_SPACE, meant=meant)
            elif not unicodedata.is_normalized("NFC", cell):
                yield sheet.make_diagnostic(
                    "wrong-type", row, position, _NOT_COMPOSED, _COMPOSE, meant=_compose_name(cell)
                )
        yield from _diagnose_ranges(sheet, row)
        for position in sheet.counted:
            if not _COUNT.fullmatch(row.cells[position]):
                cell = row.cells[position]
                yield sheet.make_diagnostic(
                    "wrong-type", row, position, *_explain_wrong_count(cell), meant=_correct_count(cell)
                )


def _compose_name(cell: str) -> Replacement:
    """The same name in composed form."""
    return Replacement(unicodedata.normalize("NFC", cell), is_safe=True)


def _correct_count(cell: str) -> Replacement | None:
    """The count that a cell surely holds: without spaces between thousands or zeros before it.

    A point between thousands is left to somebody: 1.234 may be a rate.
    """
    meant = correct_value("int_type", cell.lstrip("0") if _WHOLE.fullmatch(cell) else cell)
    digits = meant.value if meant else cell.lstrip("0")
    return Replacement(digits, is_safe=True) if digits and digits != cell and _COUNT.fullmatch(digits) else None


def _explain_wrong_count(cell: str) -> tuple[Message, Message]:
    """Why a cell is no count, and what to write."""
    if is_french_decimal(cell):
        return _COMMA, _DIGITS_ONLY
    if _GROUPED.fullmatch(cell):
        return _THOUSANDS, _DIGITS_ONLY
    if cell.startswith("-") and parse_number(cell) is not None:
        return _NEGATIVE, _COUNT_FORMS
    if _WHOLE.fullmatch(cell):
        return (_LEADING_ZERO, _DIGITS_ONLY) if cell.startswith("0") else (_TOO_LARGE, _COUNT_FORMS)
    return _NO_COUNT, _COUNT_FORMS


def _diagnose_ranges(sheet: Sheet, row: CsvRow) -> Iterator[TextDiagnostic]:
    """Ends of a range of scores that are no numbers, or the wrong way round."""
    ends = [parse_number(row.cells[position]) for position in sheet.ranges]
    for position, end in zip(sheet.ranges, ends, strict=True):
        if end is None:
            message = _COMMA_IN_SCORE if is_french_decimal(row.cells[position]) else _NO_SCORE
            yield sheet.make_diagnostic(
                "wrong-type", row, position, message, _SCORE_FORM, meant=_correct_score(row.cells[position])
            )
    known = [end for end in ends if end is not None]
    if known != sorted(known):
        yield sheet.make_diagnostic("wrong-type", row, sheet.ranges[1], _BACKWARDS, _SCORE_FORM)


def _correct_score(cell: str) -> Replacement | None:
    """The number that a cell holds with a comma."""
    meant = correct_value("float_type", cell)
    return Replacement(meant.value, meant.is_certain) if meant else None


def diagnose_strata(sheet: Sheet) -> Iterator[TextDiagnostic]:
    """Rows that count people whom another row counts too, in file order; cells are known to be sound."""
    same: dict[tuple[str, ...], list[CsvRow]] = defaultdict(list)
    for row in sheet.table.rows:
        same[tuple(row.cells[position] for position in sheet.stratum_columns)].append(row)
    pairs = [pair for rows in same.values() if len(rows) > 1 for pair in _find_overlaps(sheet, rows)]
    for row, before in sorted(pairs, key=lambda pair: pair[0].line):
        is_other_range = sheet.ranges and any(row.cells[place] != before.cells[place] for place in sheet.ranges)
        message = _OVERLAP if is_other_range else _TWICE
        words = message.fill(line=before.line)
        yield sheet.make_diagnostic("duplicate-key", row, 0, words, _ONCE)


def _find_overlaps(sheet: Sheet, rows: list[CsvRow]) -> Iterator[tuple[CsvRow, CsvRow]]:
    """Rows of one stratum that count the same people, each with one before it; without scores, all of them do.

    A range holds its lower end and not its upper one; one of a single score may stand where another begins.
    """
    if not sheet.ranges:
        yield from ((row, before) for before, row in pairwise(rows))
        return
    low, high = sheet.ranges
    ends = sorted(((float(row.cells[low]), float(row.cells[high])), row.line, row) for row in rows)
    for ((_, before_high), _, before), ((next_low, next_high), _, row) in pairwise(ends):
        is_same = (next_low, next_high) == (float(before.cells[low]), before_high)
        if next_low < before_high or is_same:
            yield (row, before) if row.line > before.line else (before, row)


_PADDED = Message("This name is blank, or has a space at either end.")
_NO_SPACE = Message("Remove the spaces; an empty cell stands for all.")
_NOT_COMPOSED = Message("This name is not in composed Unicode form (NFC): it would not be the same as elsewhere.")
_COMPOSE = Message("Convert the file to NFC.")
_COMMA = Message("A count has no comma.")
_THOUSANDS = Message("This count has thousands separators.")
_DIGITS_ONLY = Message("Write digits only: 1234.")
_NEGATIVE = Message("A count is never negative.")
_LEADING_ZERO = Message("This count starts with a zero.")
_TOO_LARGE = Message("This count is larger than a million million.")
_NO_COUNT = Message("This cell is no count.")
_COUNT_FORMS = Message(
    "Write a whole number, nothing when it was not measured, `<11` when the count is too small "
    "to publish, or `[c]` when it is suppressed to protect another one."
)
_NO_SCORE = Message("This cell is no number.")
_COMMA_IN_SCORE = Message("This number is written with a comma.")
_BACKWARDS = Message("This range of scores ends before it starts.")
_SCORE_FORM = Message("Write both ends of the range with a point, the smaller one first: 0.1 then 0.2.")
_TWICE = Message("Line {line} counts the same people already.")
_OVERLAP = Message("This range of scores overlaps that of line {line} for the same people.")
_ONCE = Message("Keep one row for each variant, site and group (and range of scores).")
