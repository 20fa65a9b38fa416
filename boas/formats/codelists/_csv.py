"""Codes as CSV: one row a code, with what its list does and how it is matched.

Codes stand byte for byte as in the registry, whatever a spreadsheet makes of them; the table schema beside the file
says that every column is text. Other cells that a spreadsheet would calculate begin with an apostrophe.
"""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from boas.formats.codelists._codelist_exporter import CodelistExporter
from boas.formats.exporters import CODE_COLUMN, Export, ExportView, ListedCodes
from boas.parsing import is_formula

_OWN_COLUMNS = ("algorithm", "version", "list", "system", "release", "field", "role", "match", CODE_COLUMN)


def list_csv_columns(view: ExportView) -> tuple[str, ...]:
    """Names of the columns: ours, then those of the lists; one that has the name of ours is called `list_…`."""
    return (*_OWN_COLUMNS, *(_name_column(name) for name in _list_further_columns(view.codelists)))


def _name_column(name: str) -> str:
    """Name of a column of a list beside ours."""
    return f"list_{name}" if name in _OWN_COLUMNS else name


def _list_further_columns(lists: Sequence[ListedCodes]) -> tuple[str, ...]:
    """Columns of the lists besides the codes, each once."""
    return tuple(dict.fromkeys(name for one in lists for name in one.header if name != CODE_COLUMN))


def export_csv(view: ExportView) -> Export:
    """The file; it has a place for everything."""
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(list_csv_columns(view))
    further = _list_further_columns(view.codelists)
    for one in view.codelists:
        writer.writerows(_iter_rows(view, one, further))
    return target.getvalue().encode(), ()


def _iter_rows(view: ExportView, one: ListedCodes, further: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Rows of one list."""
    start = (view.card.id, view.card.version, one.path, one.system, one.release, one.field, one.role, one.match)
    shown = tuple(map(protect_cell, start))
    columns = [one.list_cells(name) for name in further]
    for at, code in enumerate(one.list_cells(CODE_COLUMN)):
        yield (*shown, code, *(protect_cell(cells[at]) for cells in columns))


def protect_cell(cell: str) -> str:
    """A cell that no spreadsheet calculates."""
    return f"'{cell}" if is_formula(cell) else cell


CODES_CSV = CodelistExporter("codes-csv", "CSV", "text/csv; charset=utf-8", "codes.csv", export_csv)
