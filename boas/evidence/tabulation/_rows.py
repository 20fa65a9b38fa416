"""A file with one row per person to counts; the one place that sees people one by one.

Rows are read once, one after the other; nothing of them is kept but a truth, a prediction, a score and groups, and no
message repeats what stands in one. A row is taken for a person: that nobody has two is for the caller to see.
"""

import csv
import math
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from boas.errors import UsageError
from boas.evidence._counts import Stratum
from boas.evidence._dimensions import UNKNOWN
from boas.translation import Message

_BINARY = {
    **dict.fromkeys(("1", "1.0", "true", "vrai", "oui", "yes"), 1),
    **dict.fromkeys(("0", "0.0", "false", "faux", "non", "no"), 0),
}
"""What a truth or a prediction may be written as, in any case."""
_UNKNOWN_VALUES = frozenset({"", "na", "n/a", "nan", "none", "null", "inconnu", "inconnue", "unknown"})
"""The group of those of whom a dimension is not known."""
_MOST_GROUPS = 200
"""Different values of one column; with more, they are no groups."""
_LONGEST_GROUP = 100
PACE = 20_000
"""Rows between two calls that report progress."""
_TP, _FP, _FN, _TN = range(4)


@dataclass(frozen=True, slots=True)
class ColumnRoles:
    """Which column of the file holds what; empty for none."""

    truth: str
    prediction: str
    by: tuple[tuple[str, str], ...] = ()
    """Dimension and the column it is in."""
    site: str = ""
    variant: str = ""
    score: str = ""


@dataclass(slots=True)
class Tally:
    """What the rows add up to."""

    counts: dict[Stratum, list[int]] = field(default_factory=dict)
    """True positives, false positives, false negatives and true negatives of the finest strata."""
    strata: "array[int]" = field(default_factory=lambda: array("I"))
    """Row by row, the place of its stratum in `counts`; empty without scores, as are the next two."""
    truths: bytearray = field(default_factory=bytearray)
    scores: "array[float]" = field(default_factory=lambda: array("d"))

    @property
    def n_people(self) -> int:
        """How many rows were counted."""
        return sum(map(sum, self.counts.values()))


def tally_rows(lines: Iterable[str], columns: ColumnRoles, report: Callable[[int], None] = lambda _rows: None) -> Tally:
    """Count the rows of a CSV file about people.

    Args:
        lines: The lines, header first; commas, semicolons or tabs stand between cells.
        columns: Which column holds what.
        report: Called now and then with the number of rows read.

    Raises:
        UsageError: When there is no row, the file is no CSV in UTF-8, a column is missing, a truth or a prediction is
            neither yes nor no, a score is no number, or the values of a column are no groups. It gives the line, but
            never what stands in it.
    """
    numbered = _iter_numbered_rows(iter(lines))
    counter = _RowCounter(columns, next(numbered, (1, []))[1])
    for number, (line, row) in enumerate(numbered):
        if number % PACE == 0:
            report(number)
        counter.count(line, row)
    if not counter.tally.counts:
        raise UsageError(
            Message("This file has no row to count."),
            Message("One row a person, under a line of names."),
        )
    return counter.tally


def _iter_numbered_rows(lines: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, each with the line it ends on."""
    line = 0
    try:
        first = next(lines, "").removeprefix("\ufeff")
        rows = csv.reader(chain([first], lines), delimiter=max(",;\t", key=first.count), strict=True)
        for row in rows:
            line = rows.line_num
            if row:
                yield line, row
    except (csv.Error, UnicodeDecodeError) as error:
        raise _make_row_error(line + 1) from error


class _RowCounter:
    """Counts rows by stratum."""

    def __init__(self, columns: ColumnRoles, header: Sequence[str]) -> None:
        """Find the columns; raises `UsageError` when one is not there, or twice."""
        self.tally = Tally()
        self.n_cells = len(header)
        self.columns = columns
        self.truth, self.prediction = (_find_column(name, header) for name in (columns.truth, columns.prediction))
        self.score = _find_column(columns.score, header) if columns.score else -1
        self.fixed = [(name, _find_column(name, header)) for name in (columns.variant, columns.site) if name]
        self.by = [(dimension, name, _find_column(name, header)) for dimension, name in columns.by]
        self.grouped = (*(place for _, place in self.fixed), *(place for _, _, place in self.by))
        self.known: dict[tuple[str, ...], Stratum] = {}
        self.numbers: dict[Stratum, int] = {}
        self.values: dict[str, set[str]] = {}

    def count(self, line: int, row: Sequence[str]) -> None:
        """Add one row."""
        if len(row) != self.n_cells:
            raise _make_row_error(line)
        truth = _parse_binary(line, row[self.truth], self.columns.truth)
        prediction = _parse_binary(line, row[self.prediction], self.columns.prediction)
        key = tuple([row[place] for place in self.grouped])
        stratum = self.known.get(key) or self._build_stratum(line, key)
        counts = self.tally.counts.setdefault(stratum, [0, 0, 0, 0])
        counts[(_TP if truth else _FP) if prediction else (_FN if truth else _TN)] += 1
        if self.score >= 0:
            self.tally.scores.append(self._parse_number(line, row[self.score]))
            self.tally.truths.append(truth)
            self.tally.strata.append(self.numbers.setdefault(stratum, len(self.numbers)))

    def _parse_number(self, line: int, cell: str) -> float:
        try:
            value = float(cell.replace(",", "."))
        except ValueError:
            value = math.nan
        if math.isfinite(value):
            return value
        raise UsageError(
            Message("Line {line}: the column `{score}` holds no number.", line=line, score=self.columns.score),
            Message("Give every row a score, or leave --score out."),
        )

    def _build_stratum(self, line: int, key: tuple[str, ...]) -> Stratum:
        """The stratum of values as written."""
        names = [*(name for name, _ in self.fixed), *(name for _, name, _ in self.by)]
        groups = [self._name_group(line, name, value) for name, value in zip(names, key, strict=True)]
        fixed = dict(zip((name for name, _ in self.fixed), groups, strict=False))
        by = zip((dimension for dimension, _, _ in self.by), groups[len(self.fixed) :], strict=True)
        stratum = Stratum(fixed.get(self.columns.variant, ""), fixed.get(self.columns.site, ""), tuple(sorted(by)))
        self.known[key] = stratum
        return stratum

    def _name_group(self, line: int, name: str, value: str) -> str:
        """The name of a group; "unknown" when there is none."""
        group = " ".join(value.split())
        group = UNKNOWN if group.casefold() in _UNKNOWN_VALUES else group
        values = self.values.setdefault(name, set())
        values.add(group)
        if len(values) > _MOST_GROUPS or len(group) > _LONGEST_GROUP or not group.isprintable():
            raise UsageError(
                Message("Line {line}: the values of the column `{name}` are no groups.", line=line, name=name),
                Message("Make {most_groups} groups at most, age bands for instance.", most_groups=_MOST_GROUPS),
            )
        return group


def _parse_binary(line: int, cell: str, name: str) -> int:
    """1 or 0; raises `UsageError` for anything else."""
    found = _BINARY.get(cell)
    found = _BINARY.get(cell.strip().casefold()) if found is None else found
    if found is None:
        raise _make_binary_error(line, name)
    return found


def _find_column(name: str, header: Sequence[str]) -> int:
    """The place of a column; raises `UsageError` when it is not there, or twice."""
    names = [text.strip() for text in header]
    if names.count(name) == 1:
        return names.index(name)
    how = Message("does not exist") if name not in names else Message("is there twice")
    raise UsageError(
        Message("The column `{name}` {how} in this file.", name=name, how=how),
        Message("Look at the line of names."),
    )


def _make_binary_error(line: int, name: str) -> UsageError:
    """A truth or a prediction that is neither yes nor no; it may be anything, so it is not shown."""
    return UsageError(
        Message("Line {line}: the column `{name}` holds neither 0 nor 1.", line=line, name=name),
        Message("Write 0 or 1 on every row (yes and no, true and false will do), or leave this row out."),
    )


def _make_row_error(line: int) -> UsageError:
    """A row that is no row of this table."""
    return UsageError(
        Message("Line {line}: this row does not read like the line of names.", line=line),
        Message("Save the file as CSV, UTF-8, with as many cells on every row."),
    )
