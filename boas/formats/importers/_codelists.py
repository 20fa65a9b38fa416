"""Lists of codes as rows: an author's own table, OpenCodelists (code and term), HDR UK Phenotype Library (JSON too).

Where a file names its code system in a column, or a list in another, each system and each list becomes one of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from boas.formats._import_result import CodeList, CodeRow, ImportResult, Loss, Question, shorten_value
from boas.formats.importers import _conversion as converting
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers._codelist_names import make_list_name, make_unique_name, match_code_system
from boas.formats.importers._decoding import LARGEST_LIST, decode_json, decode_text, make_read_error
from boas.formats.importers._table_columns import ChosenColumns, choose_columns
from boas.formats.importers._table_reading import RawTable, read_raw_table
from boas.parsing import is_formula
from boas.translation import Message

OPENCODELISTS: str = "opencodelists"
HDR_UK: str = "hdr-uk"
TABLE: str = "table"
_USED_COLUMNS = frozenset({"code", "description", "coding_system", "concept_name", "concept_id"})
"""Columns of the Phenotype Library that a list keeps or is named by."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row before it is a code of a list."""

    origin: str
    system: str
    listed: str
    """Name of the list or concept it belongs to."""
    code: str
    label: str
    others: tuple[str, ...] = ()


def from_opencodelists(data: bytes, file: str, columns: Mapping[str, str]) -> ImportResult:
    """A list of codes with their terms; raises `UsageError` for a file that cannot be read."""
    return _from_rows(OPENCODELISTS, data, file, columns)


def from_table(data: bytes, file: str, columns: Mapping[str, str]) -> ImportResult:
    """The lists in an author's own table; raises `UsageError` for one without a column of codes."""
    return _from_rows(TABLE, data, file, columns)


def _from_rows(form: str, data: bytes, file: str, columns: Mapping[str, str]) -> ImportResult:
    """The lists of a table, with what had to be guessed as questions."""
    table = read_raw_table(data, file)
    chosen = choose_columns(table, file, columns)
    lists: list[CodeList] = []
    losses = [Loss(file, name, "", reasons.OTHER_SHEET) for name in table.other_sheets]
    known = [n for n, column in enumerate(chosen.codes) if match_code_system(column.system)]
    read = known or list(range(len(chosen.codes)))
    losses += [
        Loss(file, column.system, "", reasons.UNKNOWN_COLUMN) for n, column in enumerate(chosen.codes) if n not in read
    ]
    entries = [entry for n in read for entry in _list_entries(chosen, n, read)]
    losses += _add_lists(lists, entries, chosen.other_names, file)
    questions = (*_ask_about_reading(table, file), *chosen.questions)
    return ImportResult((form,), lists=tuple(lists), losses=tuple(losses), questions=questions)


def from_hdr_uk(data: bytes, file: str, columns: Mapping[str, str]) -> ImportResult:
    """The lists of a phenotype, one for each of its concepts; raises `UsageError` for a file that cannot be read."""
    lists: list[CodeList] = []
    if data.lstrip()[:1] in {b"[", b"{"}:
        rows = list(_iter_json_rows(decode_text(data, file, LARGEST_LIST), file))
    else:
        rows = _read_named_rows(read_raw_table(data, file))
    if not rows:
        raise make_read_error(file, Message("no row of codes"))
    losses = _list_unused_columns(rows, {*_USED_COLUMNS, *columns.values()}, file)
    losses += _add_lists(lists, _list_named_entries(rows, columns), (), file)
    return ImportResult((HDR_UK,), lists=tuple(lists), losses=tuple(losses))


def _ask_about_reading(table: RawTable, file: str) -> Iterator[Question]:
    """What a table leaves open before its columns are looked at: its encoding, and which sheet is meant."""
    if table.encoding:
        words = reasons.GUESSED_ENCODING.fill(encoding=table.encoding)
        letters = next((cell for _, cells in table.rows for cell in cells if not cell.isascii()), "")
        yield Question(file, "", shorten_value(letters), words)
    if table.other_sheets:
        yield Question(file, table.sheet, "", reasons.FIRST_SHEET)


def _list_entries(chosen: ChosenColumns, which: int, read: list[int]) -> list[_Entry]:
    """The rows of one column of codes; a row whose code stands in another one is none of its own."""
    column, others = chosen.codes[which], [chosen.codes[n].position for n in read if n != which]
    return [
        _Entry(
            line,
            column.system or chosen.read_cell(cells, chosen.system),
            chosen.read_cell(cells, chosen.listed),
            chosen.read_cell(cells, column.position),
            chosen.read_cell(cells, chosen.labels[which]),
            tuple(chosen.read_cell(cells, at) for at in chosen.others),
        )
        for line, cells in chosen.rows
        if chosen.read_cell(cells, column.position).strip()
        or not any(chosen.read_cell(cells, at).strip() for at in others)
    ]


def _list_named_entries(rows: list[tuple[str, dict[str, str]]], columns: Mapping[str, str]) -> list[_Entry]:
    """The rows of the Phenotype Library, whose columns have one name each."""
    code, label = columns.get("code", "code"), columns.get("label", "description")
    return [
        _Entry(
            origin,
            row.get(columns.get("system", "coding_system"), ""),
            row.get(columns.get("list", "concept_name"), "") or row.get("concept_id", ""),
            row.get(code, ""),
            row.get(label, ""),
        )
        for origin, row in rows
    ]


def _add_lists(lists: list[CodeList], entries: list[_Entry], others: tuple[str, ...], file: str) -> list[Loss]:
    """Adds a list for each list and system among some rows; gives what could not be taken."""
    groups: dict[tuple[str, str], list[_Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.listed.strip(), entry.system.strip()), []).append(entry)
    n_systems: dict[str, int] = {}
    for listed, _ in groups:
        n_systems[listed] = n_systems.get(listed, 0) + 1
    losses: list[Loss] = []
    for (listed, system), found in groups.items():
        codes, more = _build_codes(found, others, file)
        losses += more
        if not codes:
            continue
        known = match_code_system(system)
        stem = converting.make_slug(listed) or make_list_name(file)
        ending = converting.make_slug(known or system) if n_systems[listed] > 1 else ""
        name = make_unique_name(f"{stem}-{ending}" if ending else stem, lists)
        has_label = any(entry.label.strip() for entry in found)
        header = ("code", "label", *others) if has_label else ("code", *others)
        cells = codes if has_label else tuple(CodeRow((row.cells[0], *row.cells[2:]), row.origin) for row in codes)
        lists.append(CodeList(name, header, cells, system, known, file=file))
    return losses


def _build_codes(
    entries: Iterable[_Entry], others: tuple[str, ...], file: str
) -> tuple[tuple[CodeRow, ...], list[Loss]]:
    """Codes with their labels, and a loss for each row without a code, each cell that cannot stand in a list."""
    codes, losses = list[CodeRow](), list[Loss]()
    for entry in entries:
        try:
            clean = converting.convert_line(entry.code)
        except converting.ConversionError as refusal:
            losses.append(Loss(file, entry.origin, shorten_value(entry.code or entry.label), refusal.reason))
            continue
        if not clean:
            shown = entry.label or " ".join(entry.others)
            losses.append(Loss(file, entry.origin, shorten_value(shown), reasons.NO_CODE))
            continue
        cells = [clean_label(cell) for cell in (entry.label, *entry.others)]
        for name, cell, written in zip(("", *others), cells, (entry.label, *entry.others), strict=True):
            if cell is None:
                origin = f"{entry.origin} {name}".strip()
                losses.append(Loss(file, origin, shorten_value(written), reasons.LABEL_LEFT_OUT))
        codes.append(CodeRow((clean, *(cell or "" for cell in cells)), entry.origin))
    return tuple(codes), losses


def clean_label(label: str) -> str | None:
    """A label as a cell may hold it; nothing when it hides something or a spreadsheet would calculate it."""
    try:
        one = converting.convert_line(" ".join(label.split()))
    except converting.ConversionError:
        return None
    return None if is_formula(one) else one


def _list_unused_columns(rows: list[tuple[str, dict[str, str]]], used: set[str], file: str) -> list[Loss]:
    """A loss for each column that no list keeps, with the first thing it holds."""
    held = {name: cell for _, row in reversed(rows) for name, cell in row.items() if name and cell.strip()}
    return [Loss(file, name, shorten_value(held[name]), reasons.NO_COLUMN) for name in sorted(held.keys() - used)]


def _read_named_rows(table: RawTable) -> list[tuple[str, dict[str, str]]]:
    """Rows by the names of their columns in lower case, with their line."""
    header = [name.strip().lower() for name in table.rows[0][1]]
    return [(line, dict(zip(header, cells, strict=False))) for line, cells in table.rows[1:]]


def _iter_json_rows(text: str, file: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Rows of the library's JSON, with their position; anything that is no row of texts is left empty."""
    value = decode_json(text, file)
    for position, row in enumerate(value if isinstance(value, list) else []):
        cells = row if isinstance(row, dict) else {}
        system = cells.get("coding_system")
        named = system.get("name") if isinstance(system, dict) else system
        texts = {key: cell if isinstance(cell, str) else str(cell or "") for key, cell in cells.items()}
        yield f"[{position}]", texts | {"coding_system": named if isinstance(named, str) else ""}
