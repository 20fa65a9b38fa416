"""Tables as people keep them: CSV with any separator, in the encodings that spreadsheets write, and workbooks.

Whatever the file, this gives rows of texts with the line each stands on, and says what it had to find out.
"""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from boas.formats.importers._decoding import LARGEST_LIST, make_read_error
from boas.translation import Message

_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 40
"""Rows by which a separator is told from the others."""
_MOST_ROWS = 100_000
_LARGEST_WORKBOOK = 64 * 1024 * 1024
"""Bytes of all parts of a workbook, unpacked (64 MiB)."""
_UNICODE_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_ONE_BYTE = ("cp1252", "mac_roman", "cp850")
"""Encodings of one byte that French spreadsheets write: Windows, older Macintosh, DOS."""
_FRENCH = frozenset("éèêëàâäçùûüîïôöœæÉÈÊËÀÂÇÔŒ’«»–°µ")
_CAPITAL_INSIDE = re.compile("[a-zéèêàç][ÉÈÊËÀÂÇÔŒ]")
_WORKBOOK_SIGN = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class RawTable:
    """Rows of a foreign table."""

    rows: tuple[tuple[str, tuple[str, ...]], ...]
    """Line and cells of each row that holds something."""
    encoding: str = ""
    """Encoding that had to be guessed; empty for Unicode and for workbooks."""
    separator: str = ","
    sheet: str = ""
    """Name of the sheet that was read, of several."""
    other_sheets: tuple[str, ...] = ()


def read_raw_table(data: bytes, file: str) -> RawTable:
    """The rows of a table; raises `UsageError` for what is none, is empty or is too large."""
    if len(data) > LARGEST_LIST:
        raise make_read_error(file, Message("more than {largest} KiB", largest=LARGEST_LIST // 1024))
    table = _read_workbook(data, file) if data.startswith(_WORKBOOK_SIGN) else _read_text_table(data, file)
    if not table.rows or len(table.rows) > _MOST_ROWS:
        raise make_read_error(file, Message("no row, or more than 100,000"))
    return table


def _read_text_table(data: bytes, file: str) -> RawTable:
    """The rows of a CSV file."""
    text, encoding = _decode_table(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    named = lines.partition("\n")[0]
    skipped = 0
    separators: tuple[str, ...] = _SEPARATORS
    if named.lower().startswith("sep=") and named[4:5] in _SEPARATORS:
        lines, skipped, separators = lines.partition("\n")[2], 1, (named[4],)
    best = max(separators, key=lambda one: _count_even_rows(lines, one))
    rows = _split_rows(lines, best)
    if rows is None:
        raise make_read_error(file, Message("this is no CSV"))
    held = ((str(n), tuple(row)) for n, row in enumerate(rows, 1 + skipped) if any(cell.strip() for cell in row))
    return RawTable(tuple(held), encoding, best)


def _decode_table(data: bytes) -> tuple[str, str]:
    """A text, and the name of its encoding where it had to be guessed: that which gives most French letters."""
    mark = _UNICODE_MARKS.get(data[:2])
    for known in (mark,) if mark else ("utf-8-sig",):
        try:
            return data.decode(known), ""
        except UnicodeDecodeError:
            continue
    decoded = {one: data.decode(one, "replace") for one in _ONE_BYTE}
    best = max(_ONE_BYTE, key=lambda one: _count_french(decoded[one]))
    return decoded[best], best


def _count_french(text: str) -> int:
    """How well a text reads as French: its accented letters, less what no French list of codes holds."""
    others = Counter(letter for letter in text if not letter.isascii())
    told = sum(n if letter in _FRENCH else -n for letter, n in others.items())
    return told - 2 * len(_CAPITAL_INSIDE.findall(text))


def _split_rows(lines: str, separator: str) -> list[list[str]] | None:
    """The rows of a text by one separator; nothing when a quotation mark is never closed."""
    try:
        return list(csv.reader(io.StringIO(lines, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return None


def _count_even_rows(lines: str, separator: str) -> int:
    """How many of the first rows a separator splits into the same number of cells, when that is more than one."""
    sample = _split_rows(lines, separator)
    if sample is None:
        return -1
    sizes = Counter(len(row) for row in sample[:_SAMPLE_ROWS] if row)
    size, n_rows = sizes.most_common(1)[0] if sizes else (0, 0)
    return n_rows if size > 1 else 0


def _read_workbook(data: bytes, file: str) -> RawTable:
    """The rows of the first sheet of a workbook that holds any."""
    from python_calamine import CalamineError, load_workbook  # noqa: PLC0415 -- only workbooks pay for it

    try:
        with load_workbook(_copy_within_bounds(data, file)) as workbook:
            pages = {name: workbook.get_sheet_by_name(name) for name in workbook.sheet_names}
            most = _MOST_ROWS + 1
            sheets = {name: page.to_python(skip_empty_area=False, nrows=most) for name, page in pages.items()}
    except (CalamineError, ValueError, OSError) as error:
        raise make_read_error(file, Message("this is no workbook")) from error
    filled = {name: rows for name, rows in sheets.items() if any(_has_text(row) for row in rows)}
    if not filled:
        return RawTable(())
    first, *others = filled
    held = (
        (str(n), tuple(_write_cell(cell) for cell in row)) for n, row in enumerate(filled[first], 1) if _has_text(row)
    )
    return RawTable(tuple(held), sheet=first, other_sheets=tuple(others))


def _copy_within_bounds(data: bytes, file: str) -> io.BytesIO:
    """The parts of a workbook packed anew without compression, so that no reader unpacks more than was looked at."""
    packed, total = io.BytesIO(), 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
            for part in source.infolist():
                with source.open(part) as opened:
                    content = opened.read(_LARGEST_WORKBOOK - total + 1)
                total += len(content)
                if total > _LARGEST_WORKBOOK:
                    raise make_read_error(file, Message("more than {largest} KiB", largest=_LARGEST_WORKBOOK // 1024))
                target.writestr(part.filename, content)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise make_read_error(file, Message("this is no workbook")) from error
    packed.seek(0)
    return packed


def _has_text(row: Sequence[object]) -> bool:
    """Whether any cell of a row holds something."""
    return any(str(cell).strip() for cell in row)


def _write_cell(cell: object) -> str:
    """A cell as text; a whole number without the decimal point that spreadsheets keep."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
