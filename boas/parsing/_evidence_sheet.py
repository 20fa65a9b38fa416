"""A table of evidence with its kind: which columns it may have, and where each of its cells stands in the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from boas.documents import load_vocabulary
from boas.finding import Replacement
from boas.parsing._diagnostic import LONGEST_EXCERPT, TextDiagnostic
from boas.parsing._tables import CsvRow, Table
from boas.translation import Message

_WHO = ("variant", "site")
"""Columns for the variant and the site of a row; a file may leave them out."""
COUNTED: Mapping[str, tuple[str, ...]] = {"counts": ("tp", "fp", "fn", "tn"), "scores": ("positives", "negatives")}
"""Columns of numbers of people, by kind of table."""
RANGE = ("score_low", "score_high")
"""Ends of a range of scores."""


@dataclass(frozen=True)
class Sheet:
    """A sound CSV table, its kind (`counts` or `scores`) and its lines."""

    kind: str
    table: Table
    lines: tuple[str, ...]

    @property
    def header(self) -> CsvRow:
        """The names of the columns, as a row."""
        return CsvRow(1, self.table.header)

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """Dimensions people may be grouped by; the site has its own column."""
        return tuple(name for name in load_vocabulary("subgroup_dimensions").terms if name not in _WHO)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Columns that every table of this kind has."""
        return (*(RANGE if self.kind == "scores" else ()), *COUNTED[self.kind])

    @cached_property
    def known(self) -> tuple[str, ...]:
        """Columns that a table of this kind may have."""
        return (*_WHO, *self.dimensions, *self.numbers)

    @cached_property
    def counted(self) -> tuple[int, ...]:
        """Positions of numbers of people, once all of them are there."""
        return tuple(self.table.header.index(name) for name in COUNTED[self.kind])

    @cached_property
    def ranges(self) -> tuple[int, ...]:
        """Positions of the ends of ranges of scores, once all of them are there."""
        return tuple(self.table.header.index(name) for name in RANGE) if self.kind == "scores" else ()

    @cached_property
    def stratum_columns(self) -> tuple[int, ...]:
        """Positions of the columns that define the stratum."""
        return tuple(place for place, name in enumerate(self.table.header) if name not in self.numbers)

    def make_diagnostic(  # noqa: PLR0913 -- one more than usual spares every caller a second step
        self,
        rule: str,
        row: CsvRow,
        position: int,
        message: Message,
        help_message: Message,
        *,
        meant: Replacement | None = None,
    ) -> TextDiagnostic:
        """Something wrong with one cell, and what to write in it when that is known."""
        line, column, written = self.locate_cell(row, position)
        excerpt = written[:LONGEST_EXCERPT].partition("\n")[0]
        if meant and excerpt == written and written[:1] == '"':
            meant = Replacement(f'"{meant.text}"', meant.is_safe)
        replacement = meant if excerpt == written else None
        return TextDiagnostic(rule, line, column, message, help_message, excerpt=excerpt, replacement=replacement)

    def locate_cell(self, row: CsvRow, position: int) -> tuple[int, int, str]:
        """Line, column and text of a cell, which stands as it is or quoted, with its quotation marks doubled."""
        line, column = row.line, 1
        for cell in row.cells[:position]:
            written = self._format_cell(cell, line, column)
            breaks = written.count("\n")
            line, column = line + breaks, len(written.rpartition("\n")[2]) + 2 + (0 if breaks else column - 1)
        return line, column, self._format_cell(row.cells[position], line, column)

    def _format_cell(self, cell: str, line: int, column: int) -> str:
        is_quoted = self.lines[line - 1].startswith('"', column - 1)
        return '"' + cell.replace('"', '""') + '"' if is_quoted else cell
