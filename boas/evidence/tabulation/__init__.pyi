from ._cross_tabulation import tabulate_counts
from ._csv_writer import render_counts, render_scores
from ._rows import ColumnRoles, Tally, tally_rows
from ._score_ranges import tabulate_scores

__all__ = [
    "ColumnRoles",
    "Tally",
    "render_counts",
    "render_scores",
    "tabulate_counts",
    "tabulate_scores",
    "tally_rows",
]
