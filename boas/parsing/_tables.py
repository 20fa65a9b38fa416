"""Evidence tables: strict CSV (RFC 4180) to rows with their lines, and what keeps a file from being one.

Rules read evidence through `read_table` and `number`. A file that breaks a rule gives diagnostics, not an exception and
never a guess: nothing is padded, folded or trimmed, and no cell can act as a formula in a spreadsheet.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

from boas.parsing._characters import find_forbidden_characters
from boas.parsing._diagnostic import LONGEST_EXCERPT, TextDiagnostic
from boas.parsing._numbers import parse_number
from boas.translation import Message

_LARGEST_FILE = 5 * 1024 * 1024
_MOST_ROWS = 100_000
_MOST_COLUMNS = 1_000
MOST_DIAGNOSTICS = 50
_LONGEST_CELL = 131_072
"""What Python's reader takes at most; no honest cell comes near."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_FRENCH_DECIMAL = re.compile("[+-]?(?:[0-9]+|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+),[0-9]+")
_FORMULA_STARTS = frozenset("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
"""The last four are the full-width forms, which some spreadsheets take for the plain ones."""
_MAY_BE_SPECIAL = re.compile(r'"|(?:\A|[,\n])[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]')
"""A quotation mark, or a cell that begins with one of these signs."""
_QUOTED = re.compile(r'"[^"]*+(?:""[^"]*+)*+"(?!")')
_PLAIN = re.compile(r"[^,\n]*+")
_LONE_RETURN = re.compile(r"\r(?!\n)")


class CsvRow(NamedTuple):
    """The cells of one row and the line on which it starts."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What could be read of a file: each row has exactly as many cells as the header has names."""

    header: tuple[str, ...]
    rows: tuple[CsvRow, ...]
    diagnostics: tuple[TextDiagnostic, ...]
    """At most 50, in file order; empty when the table can be used."""


class _Cell(NamedTuple):
    """A cell as written, quotation marks included, and where it starts."""

    line: int
    column: int
    written: str
    closed: bool
    """False for a cell whose quotation mark is never closed."""


def read_table(data: bytes) -> Table:
    """The table in a CSV file; whatever the bytes are, this returns."""
    text = _decode_table(data)
    if isinstance(text, TextDiagnostic):
        return Table((), (), (text,))
    lines = [f"{line}\n" for line in text.replace("\r\n", "\n").removesuffix("\n").split("\n")]
    (header, *rows), broken = _read_rows(lines)
    if len(header.cells) == 1 and ";" in header.cells[0]:
        return Table((), (), (_make_csv_diagnostic(1, header.cells[0].index(";") + 1, header.cells[0], _SEMICOLONS),))
    if len(header.cells) > _MOST_COLUMNS:
        return Table((), (), (_make_csv_diagnostic(1, 1, "", _TOO_MANY_COLUMNS),))
    diagnostics = chain(_diagnose_header(header, lines), _diagnose_rows(header, rows, lines), broken)
    whole = tuple(row for row in rows if len(row.cells) == len(header.cells))
    return Table(header.cells, whole, tuple(islice(diagnostics, MOST_DIAGNOSTICS)))


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet might calculate a cell: it starts like a formula and is no signed number."""
    if cell[:1] not in _FORMULA_STARTS:
        return False
    signed = cell[0] in "+-" and cell[1:2].isdigit() and parse_number(cell[1:]) is not None
    return not signed and not is_french_decimal(cell)


def is_french_decimal(cell: str) -> bool:
    """Whether a cell is a number written with a decimal comma, such as `0,85` or `1 234,5`."""
    return bool(_FRENCH_DECIMAL.fullmatch(cell))


def _decode_table(data: bytes) -> str | TextDiagnostic:
    """The text of a file, or why it has none that can be read as a table."""
    if len(data) > _LARGEST_FILE:
        return _make_csv_diagnostic(1, 1, "", _TOO_LARGE)
    if data.startswith(b"\xef\xbb\xbf"):
        return _make_csv_diagnostic(1, 1, "", _BYTE_ORDER_MARK)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before.rpartition(b"\n")[2].decode("utf-8")) + 1
        return _make_csv_diagnostic(before.count(b"\n") + 1, column, f"0x{data[error.start]:02X}", _NOT_UTF_8)
    return _diagnose_character(text) or text or _make_csv_diagnostic(1, 1, "", _EMPTY)


def _diagnose_character(text: str) -> TextDiagnostic | None:
    """The first character that no table may hold."""
    lone = _LONE_RETURN.search(text)
    hidden = [(at, code) for at, code in find_forbidden_characters(text) if code != ord("\r")]
    found = min([*hidden, *([(lone.start(), ord("\r"))] if lone else [])], default=None)
    if found is None:
        return None
    before = text[: found[0]]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return _make_csv_diagnostic(
        line, column, f"U+{found[1]:04X}", _LONE_CR if found[1] == ord("\r") else _HIDDEN_CHARACTER
    )


def _read_rows(lines: list[str]) -> tuple[list[CsvRow], list[TextDiagnostic]]:
    """All rows, the header first, up to where the file stops being CSV or grows too long."""
    if _is_plain(lines):
        return [CsvRow(number, tuple(line[:-1].split(","))) for number, line in enumerate(lines, 1)], []
    reader = csv.reader(iter(lines), strict=True)
    rows: list[CsvRow] = []
    line = 1
    try:
        for cells in reader:
            if len(rows) > _MOST_ROWS:
                return rows, [_make_csv_diagnostic(line, 1, "", _TOO_MANY_ROWS)]
            rows.append(CsvRow(line, tuple(cells or [""])))
            line = reader.line_num + 1
    except csv.Error:
        return rows or [CsvRow(1, ())], [_diagnose_break(line, lines)]
    return rows, []


def _is_plain(lines: list[str]) -> bool:
    """Whether lines are rows as they stand: no quotation mark, not too many, none that may hold too long a cell."""
    return len(lines) <= _MOST_ROWS and max(map(len, lines)) <= _LONGEST_CELL and '"' not in "".join(lines)


def _diagnose_break(line: int, lines: list[str]) -> TextDiagnostic:
    """Why and where the row that starts on this line cannot be read."""
    cells = _split_cells(line, lines[line - 1 :])
    cell = next((cell for cell in cells if len(cell.written) > _LONGEST_CELL), cells[-1])
    why = _UNCLOSED_QUOTE if not cell.closed else _LONG_CELL if len(cell.written) > _LONGEST_CELL else _AFTER_QUOTE
    return _make_csv_diagnostic(cell.line, cell.column, cell.written, why)


def _split_cells(line: int, lines: list[str]) -> list[_Cell]:
    """The cells of the row that starts on this line, as written and with their places; lines after it are not read."""
    raw, cells, at, line_start = "".join(lines), list[_Cell](), 0, 0
    while True:
        match = (_QUOTED if raw.startswith('"', at) else _PLAIN).match(raw, at)
        end = match.end() if match else len(raw)
        cells.append(_Cell(line, at - line_start + 1, raw[at:end], match is not None))
        if raw[end : end + 1] != ",":
            return cells
        line += raw.count("\n", at, end)
        line_start = max(line_start, raw.rfind("\n", at, end) + 1)
        at = end + 1


def _diagnose_header(header: CsvRow, lines: list[str]) -> Iterator[TextDiagnostic]:
    """Names that are not plain words, and names given twice."""
    times = Counter(header.cells)
    if all(_NAME.fullmatch(name) and times[name] == 1 for name in header.cells):
        return
    for name, cell in zip(header.cells, _split_cells(1, lines), strict=False):  # a header that breaks off has no names
        if not _NAME.fullmatch(name) or times[name] > 1:
            yield _make_csv_diagnostic(
                cell.line, cell.column, cell.written, _SAME_NAME if _NAME.fullmatch(name) else _BAD_NAME
            )


def _diagnose_rows(header: CsvRow, rows: list[CsvRow], lines: list[str]) -> Iterator[TextDiagnostic]:
    """What is wrong with the rows, in file order; how a row is quoted is only checked when it matters."""
    n_cells = len(header.cells)
    if not _MAY_BE_SPECIAL.search("".join(lines)) and all(len(row.cells) == n_cells for row in rows):
        return
    ends = [row.line - 1 for row in rows[1:]] + [len(lines)]
    for row, end in zip(rows, ends, strict=False):  # without rows there is still one end
        if len(row.cells) != len(header.cells):
            yield _make_csv_diagnostic(row.line, 1, lines[row.line - 1].rstrip("\n"), _explain_uneven_row(header, row))
        elif any('"' in cell or is_formula(cell) for cell in row.cells):
            yield from _diagnose_row_cells(row, _split_cells(row.line, lines[row.line - 1 : end]))


def _explain_uneven_row(header: CsvRow, row: CsvRow) -> tuple[Message, Message]:
    """The message about a row with more or fewer cells than the header."""
    if row.cells == ("",):
        return _EMPTY_LINE
    return _CELL_COUNT if any(row.cells[len(header.cells) :]) or len(row.cells) < len(header.cells) else _LAST_COMMA


def _diagnose_row_cells(row: CsvRow, written: list[_Cell]) -> Iterator[TextDiagnostic]:
    """Cells that a spreadsheet would calculate, and quotation marks in cells that are not quoted."""
    for value, cell in zip(row.cells, written, strict=True):
        if is_formula(value):
            yield TextDiagnostic("formula-cell", cell.line, cell.column, *_FORMULA, excerpt=_cut_excerpt(cell.written))
        elif '"' in value and not cell.written.startswith('"'):
            yield _make_csv_diagnostic(cell.line, cell.column, cell.written, _BARE_QUOTE)


def _make_csv_diagnostic(line: int, column: int, what: str, words: tuple[Message, Message]) -> TextDiagnostic:
    return TextDiagnostic("unreadable-csv", line, column, *words, excerpt=_cut_excerpt(what))


def _cut_excerpt(what: str) -> str:
    return what if len(what) <= LONGEST_EXCERPT else what[: LONGEST_EXCERPT - 1] + "…"


_SAVE_AGAIN = Message("Save the file as CSV, UTF-8 without a BOM.")
_NOT_UTF_8 = (Message("This file is not UTF-8."), _SAVE_AGAIN)
_BYTE_ORDER_MARK = (
    Message("This file starts with a byte-order mark."),
    _SAVE_AGAIN,
)
_EMPTY = (
    Message("This file is empty."),
    Message("Write the line of names, then rows."),
)
_TOO_LARGE = (
    Message("This file is larger than 5 MiB."),
    Message("Publish aggregated counts rather than rows."),
)
_TOO_MANY_ROWS = (
    Message("This table has more than 100,000 rows."),
    _TOO_LARGE[1],
)
_TOO_MANY_COLUMNS = (
    Message("This table has more than 1,000 columns."),
    Message("Put one measure per row, not per column."),
)
_HIDDEN_CHARACTER = (
    Message("There is an invisible or control character here."),
    Message("Delete this character."),
)
_LONE_CR = (
    Message("This line ends with a lone carriage return."),
    Message("End each line with a line feed (LF or CRLF)."),
)
_SEMICOLONS = (
    Message("The columns are separated by semicolons."),
    Message("Save the file with commas between columns and points in numbers."),
)
_BAD_NAME = (
    Message("This is no valid column name."),
    Message("Use lower-case letters without accents, digits and “_”, starting with a letter."),
)
_SAME_NAME = (
    Message("Two columns have this name."),
    Message("Give each column a name of its own."),
)
_EMPTY_LINE = (
    Message("This line is empty."),
    Message("Delete this line."),
)
_CELL_COUNT = (
    Message("This row has not as many cells as the header."),
    Message("Add or remove cells; a cell that holds a comma goes between quotation marks."),
)
_LAST_COMMA = (
    Message("This row ends with a comma too many."),
    Message("Delete the comma at the end of the line (one for each cell too many)."),
)
_UNCLOSED_QUOTE = (
    Message("The quotation mark opened here is never closed."),
    Message("Close it; inside a cell, write it twice."),
)
_AFTER_QUOTE = (
    Message("Text follows the closing mark of this cell."),
    Message("Quote the whole cell, double marks in it."),
)
_BARE_QUOTE = (
    Message("This cell holds a quotation mark but is not quoted."),
    _AFTER_QUOTE[1],
)
_LONG_CELL = (
    Message("This cell is longer than 131,072 characters."),
    Message("Shorten it, or look for an unclosed mark."),
)
_FORMULA = (
    Message("A spreadsheet would read this cell as a formula."),
    Message("Remove the sign it starts with; leave a missing value empty."),
)
