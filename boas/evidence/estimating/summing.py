"""Rows of counts to confusion tables, one for every stratum they give, for many files in one pass.

A sum of counts one of which is withheld is withheld too, and one of which was not measured not measured.
"""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from boas.evidence.counts import CELLS, Cell, CountsRow, CountsTable, Stratum, Withheld
from boas.evidence.estimating.breakdown import ordered, sources
from boas.evidence.estimating.intervals import Array
from boas.evidence.estimating.metrics import KNOWN, UNMEASURED, WITHHELD, Codes, Confusion

LARGEST = 2**53
"""Beyond, a float no longer tells neighbouring whole numbers apart; nobody counts that many people."""

Layout = tuple[tuple[Stratum, tuple[int, ...]], ...]
"""The strata of a table in the order they are shown, each with the rows it is the sum of."""


def layout(table: CountsTable) -> Layout:
    """Every stratum that a table has or gives."""
    rows = table.rows
    made_of = sources([row.stratum for row in rows], lambda position: n_unknown(rows[position]))
    return tuple(ordered(made_of, table.dimensions))


def n_unknown(row: CountsRow) -> int:
    """How many counts of a row are withheld or were not measured."""
    return sum(not isinstance(cell, int) for cell in row.cells)


def summed_counts(tables: Sequence[CountsTable], layouts: Sequence[Layout]) -> Confusion:
    """Every stratum of every table as a confusion table, in the order of the layouts."""
    counts, known = encoded([row for table in tables for row in table.rows])
    made_of = [[rows for _, rows in of_table] for of_table in layouts]
    lengths = [len(rows) for of_table in made_of for rows in of_table]
    which = np.array([row for of_table in made_of for rows in of_table for row in rows])
    firsts = accumulate((len(table.rows) for table in tables[:-1]), initial=0)
    which += np.repeat(list(firsts), [sum(map(len, of_table)) for of_table in made_of])
    starts = np.cumsum([0, *lengths[:-1]], dtype=np.int64)
    tp, fp, fn, tn = np.add.reduceat(counts[:, which], starts, axis=1)
    return Confusion(tp, fp, fn, tn, np.maximum.reduceat(known[:, which], starts, axis=1))


def encoded(rows: Sequence[CountsRow]) -> tuple[Array, Codes]:
    """Counts as floats, NaN when unknown, and what is known of each; one row for each of tp, fp, fn, tn."""
    numbers = np.array([[as_number(getattr(row, cell)) for row in rows] for cell in CELLS], dtype=np.float64)
    known = np.where(numbers >= 0, KNOWN, -numbers).astype(np.int8)
    return np.where(known == KNOWN, numbers, np.nan), known


def as_number(cell: Cell) -> int:
    """A count, or what is known of it as a negative number."""
    if isinstance(cell, int):
        return cell if cell <= LARGEST else -UNMEASURED
    return -UNMEASURED if cell is None else -WITHHELD


def summed_cells(confusion: Confusion, position: int) -> tuple[Cell, ...]:
    """The counts of a stratum that is a sum."""
    sums = (getattr(confusion, cell)[position] for cell in CELLS)
    return tuple(
        int(count) if known == KNOWN else (None if known == UNMEASURED else Withheld.COMPLEMENT)
        for count, known in zip(sums, confusion.known[:, position], strict=True)
    )
