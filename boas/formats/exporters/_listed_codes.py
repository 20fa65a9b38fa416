"""One codelist of a version as exporters are given it."""

from dataclasses import dataclass

CODE_COLUMN = "code"
"""Name of the column that holds the codes."""


@dataclass(frozen=True, slots=True)
class ListedCodes:
    """A codelist with what its card says of it, and its rows as they were written."""

    path: str
    """File inside the version's folder, for instance `codelists/avc.csv`."""
    system: str
    role: str
    """`include` or `exclude`."""
    match: str
    """`exact` or `prefix`."""
    release: str
    """Empty when the card does not give it."""
    field: str
    """Field of the data that is compared; empty when the card does not give it."""
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def name(self) -> str:
        """Name of the file without folder and ending."""
        return self.path.rpartition("/")[2].removesuffix(".csv")

    def list_cells(self, column: str) -> tuple[str, ...]:
        """Cells of one column, in the order of the rows; empty texts where there is no such column."""
        if column not in self.header:
            return ("",) * len(self.rows)
        at = self.header.index(column)
        return tuple(row[at] for row in self.rows)
