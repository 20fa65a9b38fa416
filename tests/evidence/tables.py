"""Random confusion tables, and the same people one by one, as the referees want them."""

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from boas.evidence import Cell, CountsRow, CountsTable, Stratum
from boas.evidence.statistics import KNOWN, Array, Confusion
from boas.evidence.statistics._metrics import UNMEASURED

Cells = tuple[int, int, int, int]
"""tp, fp, fn, tn."""

COUNTS = st.integers(0, 300)
CONFUSIONS = st.tuples(COUNTS, COUNTS, COUNTS, COUNTS)
SHARES = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
"""How many of how many."""


def random_confusions(size: int = 200, smallest: int = 1) -> list[Cells]:
    """The same random tables on every run, small and large ones."""
    chance = np.random.default_rng(20260701)
    scale = chance.integers(smallest + 1, 400, (size, 4))
    rows = chance.integers(smallest, scale + 1)
    return [(int(tp), int(fp), int(fn), int(tn)) for tp, fp, fn, tn in rows]


def confusion(*rows: tuple[int | None, ...]) -> Confusion:
    """Tables as arrays; None is not measured."""
    numbers = np.array(rows, dtype=np.float64).reshape(-1, 4).T
    known = np.where(np.isnan(numbers), UNMEASURED, KNOWN).astype(np.int8)
    tp, fp, fn, tn = numbers
    return Confusion(tp, fp, fn, tn, known)


def people(cells: Cells) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Truth and flag of each person of a table."""
    truth, flag = np.repeat([1, 0, 1, 0], cells), np.repeat([1, 1, 0, 0], cells)
    return truth, flag


def row(*cells: Cell, variant: str = "", site: str = "", **groups: str) -> CountsRow:
    """A row of counts for a site and groups."""
    tp, fp, fn, tn = cells
    return CountsRow(Stratum(variant, site, tuple(sorted(groups.items()))), tp, fp, fn, tn, 2)


def table(*rows: CountsRow) -> CountsTable:
    """A table of rows, its dimensions in the order they come."""
    dimensions = dict.fromkeys(dimension for one in rows for dimension in one.stratum.dimensions)
    return CountsTable(tuple(dimensions), rows)


def floats(*numbers: float) -> Array:
    """An array."""
    return np.array(numbers, dtype=np.float64)
