"""Rows of counts to confusion tables, one for every stratum they give, for many files in one pass.

A sum is suppressed when one of its counts is, and unmeasured when one of them is unmeasured.
"""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from boas.evidence._counts import CELLS, Cell, CountsRow, CountsTable, Stratum, Suppression
from boas.evidence.statistics._breakdown import find_sources, sort_strata
from boas.evidence.statistics._intervals import Array
from boas.evidence.statistics._metrics import KNOWN, SUPPRESSED, UNMEASURED, Codes, Confusion

_LARGEST = 2**53
"""Beyond, a float no longer separates adjacent whole numbers; nobody counts that many people."""

Layout = tuple[tuple[Stratum, tuple[int, ...]], ...]
"""The strata of a table in the order they are shown, each with the rows it is the sum of."""


def build_layout(table: CountsTable) -> Layout:
    """Every stratum that a table has or gives."""
    rows = table.rows
    made_of = find_sources([row.stratum for row in rows], lambda position: _count_unknown(rows[position]))
    return tuple(sort_strata(made_of, table.dimensions))


def _count_unknown(row: CountsRow) -> int:
    """The number of suppressed or unmeasured counts in a row."""
    return sum(not isinstance(cell, int) for cell in row.cells)


def sum_counts(tables: Sequence[CountsTable], layouts: Sequence[Layout]) -> Confusion:
    """Every stratum of every table as a confusion table, in the order of the layouts."""
    counts, known = _encode_counts([row for table in tables for row in table.rows])
    made_of = [[rows for _, rows in of_table] for of_table in layouts]
    lengths = [len(rows) for of_table in made_of for rows in of_table]
    which = np.array([row for of_table in made_of for rows in of_table for row in rows])
    firsts = accumulate((len(table.rows) for table in tables[:-1]), initial=0)
    which += np.repeat(list(firsts), [sum(map(len, of_table)) for of_table in made_of])
    starts = np.cumsum([0, *lengths[:-1]], dtype=np.int64)
    tp, fp, fn, tn = np.add.reduceat(counts[:, which], starts, axis=1)
    return Confusion(tp, fp, fn, tn, np.maximum.reduceat(known[:, which], starts, axis=1))


def _encode_counts(rows: Sequence[CountsRow]) -> tuple[Array, Codes]:
    """Counts as floats, NaN when unknown, and what is known of each; one row for each of tp, fp, fn, tn."""
    numbers = np.array([[_encode_cell(getattr(row, cell)) for row in rows] for cell in CELLS], dtype=np.float64)
    known = np.where(numbers >= 0, KNOWN, -numbers).astype(np.int8)
    return np.where(known == KNOWN, numbers, np.nan), known


def _encode_cell(cell: Cell) -> int:
    """A count, or what is known of it as a negative number."""
    if isinstance(cell, int):
        return cell if cell <= _LARGEST else -UNMEASURED
    return -UNMEASURED if cell is None else -SUPPRESSED


def decode_cells(confusion: Confusion, position: int) -> tuple[Cell, ...]:
    """The counts of a stratum that is a sum."""
    sums = (getattr(confusion, cell)[position] for cell in CELLS)
    return tuple(
        int(count) if known == KNOWN else (None if known == UNMEASURED else Suppression.COMPLEMENT)
        for count, known in zip(sums, confusion.known[:, position], strict=True)
    )
