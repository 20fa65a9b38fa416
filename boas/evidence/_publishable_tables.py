"""From a local file of rows about people to the text of the tables that may be published, and into a folder.

Nothing else is written: no log, no copy, no cache.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from errno import ENOENT
from pathlib import Path

from boas.documents import load_vocabulary
from boas.errors import MachineError, RegistryError, UsageError
from boas.evidence._counts import CountsRow, CountsTable, ScoresTable, Suppression
from boas.evidence._strata import name_dimensions
from boas.evidence.disclosure import suppress_counts
from boas.evidence.tabulation import (
    ColumnRoles,
    Tally,
    render_counts,
    render_scores,
    tabulate_counts,
    tabulate_scores,
    tally_rows,
)
from boas.parsing import (
    DEFAULT_THRESHOLD,
    diagnose_evidence,
    find_nearest_term,
    find_root,
    read_folder,
    read_table,
    read_threshold,
)
from boas.repository import make_disk_error, write_new
from boas.translation import Language, Message

_TABLE_NAMES = ("counts.csv", "scores.csv")


@dataclass(frozen=True, slots=True)
class TableRequest:
    """What is asked for."""

    file: Path
    folder: Path
    columns: ColumnRoles
    crossings: tuple[tuple[str, ...], ...]
    threshold: int | None
    """Smallest count published; None for the registry's."""
    bins: int


@dataclass(frozen=True, slots=True)
class PublishableTables:
    """What may be published."""

    n_people: int
    counts: CountsTable
    scores: ScoresTable | None
    """None when scores were not asked for."""
    left_out: tuple[str, ...]
    """Breakdowns that the table of scores could not have: dimensions, `site`, or empty for everybody."""

    @property
    def texts(self) -> dict[str, str]:
        """The files to write, by name."""
        found = {"counts.csv": render_counts(self.counts)}
        return found | ({"scores.csv": render_scores(self.scores)} if self.scores and self.scores.rows else {})


def build_tables(order: TableRequest, count: Callable[[int], None]) -> PublishableTables:
    """Count the rows about people in a file and suppress the cells that may not be published; nothing is written.

    Args:
        order: The file, its columns and the folder the tables are for.
        count: Called now and then with the number of rows read.

    Raises:
        UsageError: When a table exists already, the file lies in the registry, a crossing was not asked for or is too
            large, a row or a column cannot be read, or the search for inferable cells was not exhaustive.
        MachineError: When the file or the registry cannot be read.
    """
    _refuse_existing_files(order)
    columns, threshold = order.columns, order.threshold or _find_threshold(order.folder)
    dimensions = tuple(dimension for dimension, _ in columns.by)
    crossings = [_resolve_crossing(names, dimensions, has_site=bool(columns.site)) for names in order.crossings]
    counted = count_rows(order.file, columns, count)
    scores, left_out = tabulate_scores(counted, dimensions, threshold, order.bins) if columns.score else (None, ())
    counts = suppress_counts(tabulate_counts(counted.counts, dimensions, crossings, threshold), scores)
    tables = PublishableTables(counted.n_people, counts, scores, left_out)
    _refuse_unreadable_tables(tables.texts)
    return tables


def count_rows(file: Path, columns: ColumnRoles, count: Callable[[int], None]) -> Tally:
    """Count the rows, telling now and then how many were read."""
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            return tally_rows(lines, columns, count)
    except OSError as error:
        raise MachineError(
            Message("Cannot read: {strerror}", strerror=error.strerror),
            Message("Check the file and permissions."),
        ) from error


def parse_dimensions(text: str) -> tuple[tuple[str, str], ...]:
    """Parse dimensions and their columns, such as `age_band=age,sex`.

    Returns:
        Pairs of a dimension and its column, in order; a dimension without `=` has a column of its own name.

    Raises:
        UsageError: For a dimension that is not in the vocabulary `subgroup_dimensions`, is `site`, or is given twice.
    """
    found: list[tuple[str, str]] = []
    for part in filter(None, text.split(",")):
        dimension, _, column = part.strip().partition("=")
        known = [term for term in load_vocabulary("subgroup_dimensions").terms if term != "site"]
        if dimension not in known or dimension in dict(found):
            raise _make_dimension_error(dimension, known, is_twice=dimension in dict(found))
        found.append((dimension, column or dimension))
    return tuple(found)


def _make_dimension_error(name: str, known: list[str], *, is_twice: bool) -> UsageError:
    """What people were to be grouped by is no dimension, or was named before."""
    if is_twice:
        return UsageError(
            Message("The dimension `{name}` is given twice.", name=name),
            Message("Give it once."),
        )
    near, names = find_nearest_term(name, tuple(known)), ", ".join(known)
    site = Message("Give the column of sites with --site.")
    listed = Message("Dimensions: {names}. Write DIMENSION=COLUMN when the column has another name.", names=names)
    hint = Message("Try `{near}`.", near=near) if near else listed
    return UsageError(Message("`{name}` is no dimension.", name=name), site if name == "site" else hint)


def _resolve_crossing(names: tuple[str, ...], dimensions: tuple[str, ...], *, has_site: bool) -> tuple[str, ...]:
    """A combination of dimensions; raises `UsageError` for one that was not asked for."""
    allowed = (*dimensions, *(("site",) if has_site else ()))
    found = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    for name in found:
        if name not in allowed:
            raise UsageError(
                Message("`{name}` cannot be crossed.", name=name),
                Message("Give this dimension to --by first, or --site."),
            )
    return found


def _find_threshold(folder: Path) -> int:
    """The smallest count of the registry the folder lies in; 11 outside of any."""
    root = _find_registry(folder)
    return read_threshold(read_folder(root)) if root else DEFAULT_THRESHOLD


def _find_registry(folder: Path) -> Path | None:
    """The registry a folder lies in."""
    try:
        return find_root(folder)
    except RegistryError:
        return None


def _refuse_existing_files(order: TableRequest) -> None:
    """Raise `UsageError` when a file would be overwritten, or when rows about people lie in the registry."""
    wanted = _TABLE_NAMES if order.columns.score else _TABLE_NAMES[:1]
    for name in wanted:
        if (order.folder / name).exists() or (order.folder / name).is_symlink():
            raise _make_exists_error(order.folder / name)
    root = _find_registry(order.folder)
    if root is not None and order.file.resolve().is_relative_to(root.resolve()):
        raise UsageError(
            Message("This file has a row per person and lies in the registry."),
            Message("Move it out of the registry before any commit."),
        )


def _refuse_unreadable_tables(texts: Mapping[str, str]) -> None:
    """Raise `UsageError` when a name of a group could not stand in a table of the registry."""
    for name, text in texts.items():
        data = text.encode()
        table = read_table(data)
        for diagnostic in table.diagnostics or diagnose_evidence(name.removesuffix(".csv"), table, data):
            raise UsageError(
                Message("{name} could not be read back: {message}", name=name, message=diagnostic.message),
                Message("Change the names of groups in the file read."),
            )


def _make_exists_error(path: Path) -> UsageError:
    """A file of that name is there."""
    return UsageError(
        Message("{path} exists already.", path=path),
        Message("Move it first, or choose another folder."),
    )


def write_tables(folder: Path, texts: Mapping[str, str]) -> None:
    """Write all files, or none.

    Args:
        folder: The folder they go to; it must exist.
        texts: The text of each file by its name.

    Raises:
        UsageError: When a file of one of the names is there.
        MachineError: When the folder is missing or the disk refuses.
        LockedError: When another command keeps writing in the registry.
        IntegrityError: When the folder of generated files is a link.
    """
    root = _find_registry(folder) or folder
    within = folder.resolve().relative_to(root.resolve())
    if not folder.is_dir():
        raise make_disk_error(FileNotFoundError(ENOENT, os.strerror(ENOENT)))
    for name in texts:
        if os.path.lexists(folder / name):
            raise _make_exists_error(folder / name)
    try:
        write_new(root, {(within / name).as_posix(): text.encode() for name, text in texts.items()})
    except FileExistsError as error:
        raise _make_exists_error(Path(error.filename)) from error


def describe_tables(tables: PublishableTables, folder: Path, language: Language) -> str:
    """What was written, what was suppressed, and what to do next."""
    cells = [cell for row in tables.counts.rows for cell in row.cells]
    small, others = cells.count(Suppression.SMALL), cells.count(Suppression.COMPLEMENT)
    n_rows, below = len(tables.counts.rows), tables.counts.threshold
    lines = [
        Message(
            "counts.csv: {n_people} people, {n_rows} rows; suppressed: {small} counts as `<{below}` and "
            "{others} as `[c]`.",
            n_people=tables.n_people,
            n_rows=n_rows,
            small=small,
            below=below,
            others=others,
        )
    ]
    if tables.scores is not None:
        lines += _describe_scores(tables.scores, tables.left_out)
    if any(_is_overall_suppressed(row) for row in tables.counts.rows):
        lines.append(_OVERALL_SUPPRESSED)
    lines.append(Message("Read {folder} again, then: boas check {folder}", folder=folder))
    return "".join(f"{line.in_(language)}\n" for line in lines)


def _is_overall_suppressed(row: CountsRow) -> bool:
    """Whether a row counts everybody and has a suppressed cell."""
    is_whole = not row.stratum.site and not row.stratum.groups
    return is_whole and any(isinstance(cell, Suppression) for cell in row.cells)


_OVERALL_SUPPRESSED = Message(
    "  The overall row is suppressed in part: population.n or events could disclose it; `boas check` will tell."
)


def _describe_scores(scores: ScoresTable, left_out: tuple[str, ...]) -> list[Message]:
    """What became of the scores."""
    if not scores.rows:
        return [Message("scores.csv is not written: too few people for two ranges of scores.")]
    lines = [Message("scores.csv: {count} rows.", count=len(scores.rows))]
    if left_out:
        lines.append(Message("  Not broken down by {names}: counts too small.", names=name_dimensions(left_out)))
    return lines
