"""From a valid evidence table to typed counts and scores.

Parsing has checked every cell; nothing is checked here, and a table with diagnostics must not be passed.
"""

from collections.abc import Sequence

from boas.evidence._counts import CELLS, Cell, CountsRow, CountsTable, ScoresRow, ScoresTable, Stratum, Suppression
from boas.parsing import DEFAULT_THRESHOLD, CsvRow, Table

_WHOLE = ("variant", "site")
"""Columns for the variant and the site of a row; a file may leave them out."""
_RANGE = ("score_low", "score_high")
_OUTCOMES = ("positives", "negatives")


def read_counts(table: Table, threshold: int = DEFAULT_THRESHOLD) -> CountsTable:
    """Read the rows of a `counts.csv`.

    Args:
        table: The table, without diagnostics.
        threshold: The smallest count of people that may be published.
    """
    columns = _TableColumns(table.header, CELLS)
    rows = []
    for row in table.rows:
        tp, fp, fn, tn = (read_cell(cell, threshold) for cell in columns.select_numbers(row))
        rows.append(CountsRow(columns.read_stratum(row), tp, fp, fn, tn, row.line))
    return CountsTable(columns.dimensions, tuple(rows), threshold)


def read_scores(table: Table, threshold: int = DEFAULT_THRESHOLD) -> ScoresTable:
    """Read the rows of a `scores.csv`.

    Args:
        table: The table, without diagnostics.
        threshold: The smallest count of people that may be published.
    """
    columns = _TableColumns(table.header, (*_RANGE, *_OUTCOMES))
    rows = []
    for row in table.rows:
        low, high, *people = columns.select_numbers(row)
        positives, negatives = (read_cell(cell, threshold) for cell in people)
        rows.append(ScoresRow(columns.read_stratum(row), float(low), float(high), positives, negatives, row.line))
    return ScoresTable(columns.dimensions, tuple(rows), threshold)


def read_cell(text: str, threshold: int = DEFAULT_THRESHOLD) -> Cell:
    """One count as written: digits, nothing, `<N` or `[c]`.

    `<N` above the threshold allows more values than `Suppression.SMALL`, so it is read as `Suppression.COMPLEMENT`.
    """
    if not text:
        return None
    if text.startswith("<"):
        return Suppression.SMALL if int(text[1:]) <= threshold else Suppression.COMPLEMENT
    return Suppression.COMPLEMENT if text == Suppression.COMPLEMENT.value else int(text)


class _TableColumns:
    """The positions of a table's columns: variant, site, dimensions and numbers."""

    def __init__(self, header: Sequence[str], numbers: tuple[str, ...]) -> None:
        """Find the columns by name; `numbers` are those that are not about the stratum."""
        places = {name: position for position, name in enumerate(header)}
        self.dimensions = tuple(name for name in header if name not in {*_WHOLE, *numbers})
        self.sorted = tuple((name, places[name]) for name in sorted(self.dimensions))
        self.variant, self.site = (places.get(name) for name in _WHOLE)
        self.numbers = tuple(places[name] for name in numbers)

    def select_numbers(self, row: CsvRow) -> list[str]:
        """Cells of numbers, in the order asked for."""
        return [row.cells[position] for position in self.numbers]

    def read_stratum(self, row: CsvRow) -> Stratum:
        """The stratum of a row."""
        cells = row.cells
        variant = "" if self.variant is None else cells[self.variant]
        site = "" if self.site is None else cells[self.site]
        return Stratum(
            variant, site, tuple((name, cells[position]) for name, position in self.sorted if cells[position])
        )
