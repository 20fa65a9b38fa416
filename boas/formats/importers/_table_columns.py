"""Which columns of a foreign table hold codes, labels, systems and lists: told, known by name, or guessed and asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from boas.errors import UsageError
from boas.formats._import_result import Question, shorten_value
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers._column_names import (
    LIST_NAMES,
    SYSTEM_NAMES,
    CodeColumn,
    find_code_columns,
    fold_name,
    is_label,
)
from boas.formats.importers._table_reading import RawTable
from boas.translation import Message

COLUMN_PARTS = ("code", "label", "system", "list")
"""What a column may be told to hold."""
_HEADER_ROWS = 15
"""Rows among which a header is looked for: spreadsheets have titles above it."""
_MOST_GUESSED = 0.8
"""Share of the cells of a column that look like codes, from which it is taken for one of codes."""
_CODE_FORM = re.compile(
    r"[A-Z][0-9]{2}(?:\.?[0-9A-Z+]{1,4})?|[A-Z]{4}[0-9]{3}|[A-Z][0-9]{2}[A-Z]{1,2}(?:[0-9]{2})?"
    r"|[0-9]{6,18}|[0-9]{1,7}-[0-9]|[0-9]{2}[CHKMZ][0-9]{2}[1-4A-EJTZ]|[A-Z]{3}\+[0-9]{3}"
)
"""Forms of codes in use: ICD, CCAM, ATC, numbers of SNOMED CT and of drug packs, LOINC, GHM, CSARR."""
_CONCEPT_NAMES = frozenset({"concept_id", "conceptid"})
"""Numbers of OMOP: the vocabulary beside one is that of its source code, not its own."""
_RESERVED = frozenset({"code", "label"})

_Rows = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ChosenColumns:
    """A table with its columns understood."""

    rows: _Rows
    """Rows below the header."""
    codes: tuple[CodeColumn, ...]
    labels: tuple[int | None, ...]
    """The column of labels of each column of codes."""
    system: int | None
    listed: int | None
    others: tuple[int, ...]
    """Columns that a list keeps beside code and label."""
    other_names: tuple[str, ...]
    questions: tuple[Question, ...]

    def read_cell(self, cells: tuple[str, ...], position: int | None) -> str:
        """The cell of a row in a column; empty when there is none."""
        return cells[position] if position is not None and position < len(cells) else ""


def choose_columns(table: RawTable, file: str, told: Mapping[str, str]) -> ChosenColumns:
    """The columns of a table; raises `UsageError`, with their names, when none is sure to hold codes."""
    at, header = find_header(table, told)
    rows = table.rows[at + 1 :]
    names = [fold_name(name) for name in header]
    places = {part: _locate_column(written, header, file) for part, written in told.items()}
    questions: list[Question] = []
    if "code" in places:
        codes = [CodeColumn(places["code"])]
    else:
        codes = find_code_columns(names) if at >= 0 else []
        codes = codes or [_choose_likely_codes(rows, header, file, questions)]
        questions += _ask_about_systems(codes, header, file)
    labels = [places.get("label", _find_label(names, codes, one)) for one in codes]
    if labels == [None] and at < 0:
        labels = [_choose_longest_texts(rows, len(header), codes)]
    is_concept = any(names[one.position] in _CONCEPT_NAMES for one in codes)
    used = {*(one.position for one in codes), *labels}
    system = places.get("system", None if is_concept else _find_named(names, SYSTEM_NAMES, used))
    listed = places.get("list", _find_named(names, LIST_NAMES, used))
    others = _list_filled_columns(rows, len(header), {*used, system, listed})
    named = _name_others(header, others)
    return ChosenColumns(rows, tuple(codes), tuple(labels), system, listed, others, named, tuple(questions))


def _list_filled_columns(rows: _Rows, width: int, taken: set[int | None]) -> tuple[int, ...]:
    """Columns that serve for nothing else and hold something."""
    free = (n for n in range(width) if n not in taken)
    return tuple(n for n in free if any(n < len(row) and row[n].strip() for _, row in rows))


def find_header(table: RawTable, told: Mapping[str, str]) -> tuple[int, tuple[str, ...]]:
    """Position of the header with its names; -1 and numbers when the first row holds codes already."""
    wanted = {fold_name(written) for written in told.values()}
    for at, (_, cells) in enumerate(table.rows[:_HEADER_ROWS]):
        names = [fold_name(cell) for cell in cells]
        if (wanted and wanted <= set(names)) or find_code_columns(names):
            return at, cells
    first = table.rows[0][1]
    numbers = [int(written) - 1 for written in wanted if written.isdigit()]
    looked_at = [first[n] for n in numbers if 0 <= n < len(first)] or first
    if any(_CODE_FORM.fullmatch(cell.strip()) for cell in looked_at):
        width = max(len(cells) for _, cells in table.rows)
        return -1, tuple(str(n) for n in range(1, width + 1))
    return 0, first


def has_code_column(table: RawTable) -> bool:
    """Whether a table surely holds codes: a column says so, or looks so from its first row on."""
    at, header = find_header(table, {})
    return at < 0 or bool(find_code_columns([fold_name(name) for name in header]))


def _locate_column(written: str, header: tuple[str, ...], file: str) -> int:
    """Position of a column by its name or number; raises `UsageError` with those there are."""
    folded = fold_name(written)
    names = [fold_name(name) for name in header]
    if folded in names:
        return names.index(folded)
    if written.isdigit() and 0 < int(written) <= len(header):
        return int(written) - 1
    raise _make_column_error(file, header)


def _make_column_error(file: str, header: tuple[str, ...]) -> UsageError:
    """No column is sure to hold codes."""
    listed = ", ".join(shorten_value(name) for name in header[:30])
    return UsageError(
        Message("{name} cannot be read: {what}.", name=file, what=Message("no column of codes")),
        Message("Name it with --column code=NAME. Columns: {listed}.", listed=listed),
    )


def _choose_likely_codes(rows: _Rows, header: tuple[str, ...], file: str, questions: list[Question]) -> CodeColumn:
    """The one column whose cells look like codes; raises `UsageError` when there is none, or several."""
    likely = [n for n in range(len(header)) if _look_like_codes([row[n].strip() for _, row in rows if n < len(row)])]
    if len(likely) != 1:
        raise _make_column_error(file, header)
    name = header[likely[0]]
    questions.append(
        Question(file, name, _show_first(rows, likely[0]), reasons.GUESSED_COLUMN.fill(name=shorten_value(name)))
    )
    return CodeColumn(likely[0])


def _look_like_codes(cells: list[str]) -> bool:
    """Whether nearly all cells of a column have the form of a code."""
    held = [cell for cell in cells if cell]
    return bool(held) and sum(1 for cell in held if _CODE_FORM.fullmatch(cell)) >= _MOST_GUESSED * len(held)


def _ask_about_systems(codes: list[CodeColumn], header: tuple[str, ...], file: str) -> list[Question]:
    """A question for each column whose name alone tells the code system."""
    return [
        Question(file, shorten_value(header[one.position]), one.system, reasons.SYSTEM_OF_COLUMN)
        for one in codes
        if one.system
    ]


def _find_label(names: list[str], codes: list[CodeColumn], own: CodeColumn) -> int | None:
    """The column of labels of a column of codes: the one named after it, else the first named after none."""
    positions = [n for n, name in enumerate(names) if is_label(name) and all(n != one.position for one in codes)]
    beside = [n for n in positions if names[n].startswith(names[own.position])]
    shared = [n for n in positions if not any(names[n].startswith(names[one.position]) for one in codes)]
    return next(iter((*beside, *shared)), None)


def _choose_longest_texts(rows: _Rows, width: int, codes: list[CodeColumn]) -> int | None:
    """The column with the longest texts, of a table without header."""
    lengths = {n: sum(len(row[n]) for _, row in rows if n < len(row)) for n in range(width)}
    left = {n: length for n, length in lengths.items() if length and all(n != one.position for one in codes)}
    return max(left, key=left.__getitem__) if left else None


def _find_named(names: list[str], known: frozenset[str], used: set[int | None]) -> int | None:
    """The first column with one of some names that serves for nothing else."""
    return next((n for n, name in enumerate(names) if name in known and n not in used), None)


def _name_others(header: tuple[str, ...], others: tuple[int, ...]) -> tuple[str, ...]:
    """Names under which other columns are kept, each once."""
    found: list[str] = []
    for n in others:
        name = fold_name(header[n])[:60]
        plain = f"column_{n + 1}" if not name[:1].isalpha() or name in _RESERVED or name.startswith("label_") else name
        found.append(plain if plain not in found else f"{plain}_{n + 1}")
    return tuple(found)


def _show_first(rows: _Rows, position: int) -> str:
    """The first cell of a column that holds something."""
    return shorten_value(next((row[position] for _, row in rows if position < len(row) and row[position].strip()), ""))
