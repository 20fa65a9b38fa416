"""Counts and scores as the text of `counts.csv` and `scores.csv`, which reading takes back unchanged."""

import csv
import io
from collections.abc import Iterable, Sequence

from boas.evidence._counts import CELLS, Cell, CountsTable, ScoresTable, Stratum, Suppression


def render_counts(table: CountsTable) -> str:
    """Render `counts.csv`; the columns `variant` and `site` are there when a row has one."""
    strata = [row.stratum for row in table.rows]
    cells = ([_format_cell(cell, table.threshold) for cell in row.cells] for row in table.rows)
    return _render_csv(strata, table.dimensions, CELLS, cells)


def render_scores(table: ScoresTable) -> str:
    """Render `scores.csv`; the columns `variant` and `site` are there when a row has one."""
    strata = [row.stratum for row in table.rows]
    cells = (
        [
            _format_score(row.low),
            _format_score(row.high),
            *(_format_cell(cell, table.threshold) for cell in (row.positives, row.negatives)),
        ]
        for row in table.rows
    )
    return _render_csv(strata, table.dimensions, ("score_low", "score_high", "positives", "negatives"), cells)


def _format_cell(cell: Cell, threshold: int) -> str:
    """A count as the file has it."""
    if cell is Suppression.SMALL:
        return f"<{threshold}"
    return cell.value if isinstance(cell, Suppression) else "" if cell is None else str(cell)


def _format_score(value: float) -> str:
    """A score, as short as it can be without becoming another one."""
    short = f"{value:g}"
    return short if float(short) == value else repr(value)


def _render_csv(
    strata: Sequence[Stratum], dimensions: Sequence[str], counted: Iterable[str], cells: Iterable[Iterable[str]]
) -> str:
    """All rows with what they are about first."""
    fixed = [name for name in ("variant", "site") if any(getattr(stratum, name) for stratum in strata)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*fixed, *dimensions, *counted])
    for stratum, counts in zip(strata, cells, strict=True):
        groups = dict(stratum.groups)
        about = (*(getattr(stratum, name) for name in fixed), *(groups.get(name, "") for name in dimensions))
        writer.writerow([*about, *counts])
    return text.getvalue()
