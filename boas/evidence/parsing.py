"""From an evidence table without fault to typed counts and scores.

What a cell may hold was told while reading; nothing is looked for here, and a table with faults has no meaning.
"""

from boas.evidence.counts import CELLS, Cell, CountsRow, CountsTable, ScoresRow, ScoresTable, Stratum, Withheld
from boas.reading import Row, Table

WHOLE = ("variant", "site")
"""Columns that say for which variant and where a row counts; a file may leave them out."""
RANGE = ("score_low", "score_high")
OUTCOMES = ("positives", "negatives")
DEFAULT_THRESHOLD = 11


def read_counts(table: Table, threshold: int = DEFAULT_THRESHOLD) -> CountsTable:
    """The rows of a `counts.csv` that reading found no fault in; `threshold` is the smallest count published."""
    places = _places(table)
    rows = (_counts_row(row, places, threshold) for row in table.rows)
    return CountsTable(_dimensions(table, CELLS), tuple(rows), threshold)


def read_scores(table: Table, threshold: int = DEFAULT_THRESHOLD) -> ScoresTable:
    """The rows of a `scores.csv` that reading found no fault in; `threshold` is the smallest count published."""
    places = _places(table)
    rows = (_scores_row(row, places, threshold) for row in table.rows)
    return ScoresTable(_dimensions(table, (*RANGE, *OUTCOMES)), tuple(rows), threshold)


def read_cell(text: str, threshold: int = DEFAULT_THRESHOLD) -> Cell:
    """One count as written: digits, nothing, `<N` or `[c]`.

    `<N` above the threshold says less than `Withheld.SMALL` does, so it is read as any value.
    """
    if not text:
        return None
    if text.startswith("<"):
        return Withheld.SMALL if int(text[1:]) <= threshold else Withheld.COMPLEMENT
    return Withheld.COMPLEMENT if text == Withheld.COMPLEMENT.value else int(text)


def _places(table: Table) -> dict[str, int]:
    """Position of each column."""
    return {name: position for position, name in enumerate(table.header)}


def _dimensions(table: Table, counted: tuple[str, ...]) -> tuple[str, ...]:
    """Columns that people are grouped by, in the order of the file."""
    return tuple(name for name in table.header if name not in {*WHOLE, *counted})


def _stratum(row: Row, places: dict[str, int], counted: tuple[str, ...]) -> Stratum:
    """For whom and where a row counts."""
    variant, site = (row.cells[places[name]] if name in places else "" for name in WHOLE)
    named = sorted(places.keys() - {*WHOLE, *counted})
    groups = tuple((name, row.cells[places[name]]) for name in named if row.cells[places[name]])
    return Stratum(variant, site, groups)


def _counts_row(row: Row, places: dict[str, int], threshold: int) -> CountsRow:
    tp, fp, fn, tn = (read_cell(row.cells[places[name]], threshold) for name in CELLS)
    return CountsRow(_stratum(row, places, CELLS), tp, fp, fn, tn, row.line)


def _scores_row(row: Row, places: dict[str, int], threshold: int) -> ScoresRow:
    low, high = (float(row.cells[places[name]]) for name in RANGE)
    positives, negatives = (read_cell(row.cells[places[name]], threshold) for name in OUTCOMES)
    stratum = _stratum(row, places, (*RANGE, *OUTCOMES))
    return ScoresRow(stratum, low, high, positives, negatives, row.line)
