"""Options that say what the columns of a file of rows are, and the counts made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeVar

import click

from boas.cli._progress import show_progress
from boas.translation import Language, Message

if TYPE_CHECKING:
    from pathlib import Path

    from boas.evidence import PublishableTables

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class RowOptions:
    """What was given of the columns."""

    truth: str
    prediction: str
    score: str
    by: str
    cross: tuple[str, ...]
    site: str
    variant: str
    threshold: int | None
    bins: int


def add_row_options(*, required: bool) -> Callable[[_Command], _Command]:
    """Give a command the options of `RowOptions`; with `required`, it does not run without the two columns it needs."""
    options = (
        click.option("--truth", required=required, metavar="COLUMN", help="What is true, 0 or 1."),
        click.option("--prediction", required=required, metavar="COLUMN", help="What the algorithm said, 0 or 1."),
        click.option("--score", metavar="COLUMN", default="", help="The algorithm's score, for scores.csv."),
        click.option("--by", default="", metavar="DIMENSION[=COLUMN],…", help="What people are grouped by."),
        click.option(
            "--cross", multiple=True, metavar="DIMENSION,…", help="Dimensions (or site) to combine; repeatable."
        ),
        click.option("--site", metavar="COLUMN", default="", help="Where each person was seen."),
        click.option("--variant", metavar="COLUMN", default="", help="Variant of the algorithm."),
        click.option(
            "--threshold", type=click.IntRange(1, 100), help="Smallest count published (default: the registry's, 11)."
        ),
        click.option(
            "--bins",
            type=click.IntRange(2, 100),
            default=10,
            show_default=True,
            help="Ranges of scores to start from.",
        ),
    )
    return lambda command: reduce(lambda done, option: option(done), reversed(options), command)


def count_rows(file: Path, folder: Path, options: RowOptions, language: Language) -> PublishableTables:
    """The tables that a file of rows gives, for a folder of an evaluation; nothing is written.

    Raises `UsageError` for a file, a column or a group that does not fit.
    """
    from boas.evidence import TableRequest, build_tables, parse_dimensions
    from boas.evidence.tabulation import ColumnRoles

    dimensions = parse_dimensions(options.by)
    columns = ColumnRoles(options.truth, options.prediction, dimensions, options.site, options.variant, options.score)
    crossings = tuple(tuple(one.split(",")) for one in options.cross)
    order = TableRequest(file, folder, columns, crossings, options.threshold, options.bins)
    with show_progress(language) as progress:
        progress.step(Message("Rows read"))
        return build_tables(order, lambda n_rows: progress.count(n_rows, 0))
