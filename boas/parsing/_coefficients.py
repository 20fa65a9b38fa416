"""Coefficients or points of a score: one row a term, and what keeps a table from being read so.

A score is computed from these numbers, so nothing is guessed: a number is written with a point, each term with its
level stands once, and an interval holds its value.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from boas.finding import Replacement
from boas.parsing._diagnostic import MOST_OF_A_SORT, TextDiagnostic
from boas.parsing._evidence_sheet import Sheet
from boas.parsing._numbers import is_number, parse_number
from boas.parsing._tables import CsvRow, Table, is_french_decimal
from boas.parsing._term_matching import find_nearest_term
from boas.translation import Message

KEY_COLUMNS = ("variant", "term", "level")
"""What names a row: which form of the score (sex, outcome), the variable, and its category or range."""
NUMBER_COLUMNS = ("value", "standard_error", "ci_lower", "ci_upper")
COEFFICIENT_COLUMNS = (*KEY_COLUMNS, "unit", *NUMBER_COLUMNS, "label")
"""Columns that a table of coefficients may have; `term` and `value` are needed."""

CoefficientKey = tuple[str, ...]
"""Variant, term and level; empty where the table does not tell."""


@dataclass(frozen=True)
class CoefficientTable:
    """A table of coefficients, read by the names of its columns."""

    table: Table

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Position of each column by its name."""
        return {name: place for place, name in enumerate(self.table.header)}

    def get_cell(self, row: CsvRow, name: str) -> str:
        """The cell of a column; empty when the table has no such column."""
        return row.cells[self.places[name]] if name in self.places else ""

    def find_key(self, row: CsvRow) -> CoefficientKey:
        """What names a row."""
        return tuple(self.get_cell(row, name) for name in KEY_COLUMNS)


def map_coefficients(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[CoefficientKey, dict[str, str]]:
    """What each row tells beside its name, by its name; of a name that comes twice, what stands last."""
    table = CoefficientTable(Table(tuple(header), tuple(CsvRow(0, tuple(cells)) for cells in rows), ()))
    rest = [name for name in COEFFICIENT_COLUMNS if name not in KEY_COLUMNS]
    return {
        table.find_key(row): {name: cell for name in rest if (cell := table.get_cell(row, name))}
        for row in table.table.rows
    }


def diagnose_coefficients(table: Table, data: bytes) -> tuple[TextDiagnostic, ...]:
    """What is wrong with a well-formed table whose bytes are `data`, at most as often as a document tells one sort."""
    sheet = Sheet("coefficients", table, tuple(data.decode().replace("\r\n", "\n").split("\n")))
    found = tuple(_diagnose_header(sheet)) or tuple(_diagnose_rows(sheet, CoefficientTable(table)))
    return found[:MOST_OF_A_SORT]


def _diagnose_header(sheet: Sheet) -> Iterator[TextDiagnostic]:
    """Columns that no such table has, and those it lacks."""
    header = sheet.table.header
    free = tuple(one for one in COEFFICIENT_COLUMNS if one not in header)
    for place, name in enumerate(header):
        if name not in COEFFICIENT_COLUMNS:
            nearest = find_nearest_term(name, free)
            message = Message("There is no column `{name}` here.", name=name)
            help_message = (
                Message("Write `{nearest}`, or delete the column.", nearest=nearest)
                if nearest
                else Message("Choose one of: {listed}.", listed=", ".join(COEFFICIENT_COLUMNS))
            )
            meant = Replacement(nearest, is_safe=False) if nearest else None
            found = sheet.make_diagnostic(_RULE, sheet.header, place, message, help_message, meant=meant)
            yield replace(found, expected=COEFFICIENT_COLUMNS, nearest=nearest)
    if missing := [name for name in ("term", "value") if name not in header]:
        message = Message("This table lacks: {names}.", names=", ".join(missing))
        yield sheet.make_diagnostic(_RULE, sheet.header, 0, message, _COLUMNS)
    elif not sheet.table.rows:
        yield sheet.make_diagnostic(_RULE, sheet.header, 0, Message("This table has no row."), _COLUMNS)


def _diagnose_rows(sheet: Sheet, read: CoefficientTable) -> Iterator[TextDiagnostic]:
    """Rows without a term, numbers that are none, intervals beside their value, and names that come twice."""
    lines: dict[CoefficientKey, int] = {}
    for row in sheet.table.rows:
        key, place = read.find_key(row), read.places["term"]
        if not read.get_cell(row, "term").strip():
            yield sheet.make_diagnostic(_RULE, row, place, Message("This row names no term."), _TERM)
        elif key in lines:
            named = " · ".join(filter(None, key))
            message = Message("`{term}` stands on line {line} already.", term=named, line=lines[key])
            yield sheet.make_diagnostic(_RULE, row, place, message, _ONCE)
        lines.setdefault(key, row.line)
        yield from _diagnose_numbers(sheet, read, row)


def _diagnose_numbers(sheet: Sheet, read: CoefficientTable, row: CsvRow) -> Iterator[TextDiagnostic]:
    """Cells that must hold a number and hold none, and bounds on the wrong side of their value."""
    cells = {name: read.get_cell(row, name) for name in NUMBER_COLUMNS}
    numbers = {name: parse_number(cell) for name, cell in cells.items()}
    wrong = [name for name in NUMBER_COLUMNS if numbers[name] is None and (cells[name] or name == "value")]
    for name in wrong:
        message = (
            Message("`{cell}` is no number.", cell=cells[name]) if cells[name] else Message("The value is missing.")
        )
        plain = re.sub("[ \u00a0\u202f]", "", cells[name]).replace(",", ".")
        meant = Replacement(plain, is_safe=True) if is_french_decimal(cells[name]) and is_number(plain) else None
        place = read.places[name if cells[name] else "term"]
        yield sheet.make_diagnostic(_RULE, row, place, message, _NUMBER, meant=meant)
    value, lower, upper, error = (numbers[name] for name in ("value", "ci_lower", "ci_upper", "standard_error"))
    if value is not None and ((lower is not None and lower > value) or (upper is not None and upper < value)):
        message = Message("The value lies outside its interval.")
        yield sheet.make_diagnostic(_RULE, row, read.places["value"], message, _INTERVAL)
    if error is not None and error < 0:
        message = Message("A standard error is not negative.")
        yield sheet.make_diagnostic(_RULE, row, read.places["standard_error"], message, _INTERVAL)


_RULE = "bad-coefficient"
_COLUMNS = Message("Write a line of names, `term,value` at least, then one row a term.")
_TERM = Message("Name the variable, `intercept` for the constant.")
_ONCE = Message("Keep one of the rows, or tell them apart by `level` or `variant`.")
_NUMBER = Message("Write a number with a point, without unit: 0.85.")
_INTERVAL = Message("Look at the source again: the value, both bounds and the standard error belong to one term.")
