"""What keeps two tables from being a test vector: rows without a name, named twice, or expected of nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from boas.parsing import Table
from boas.translation import Message


@dataclass(frozen=True, slots=True)
class VectorDiagnostic:
    """One thing that is wrong with the tables themselves, whatever runs them."""

    line: int
    """Line of `expected.csv`."""
    message: Message
    help: Message


def diagnose_vector(given: Table, expected: Table) -> Iterator[VectorDiagnostic]:
    """What is wrong with `input.csv` and `expected.csv` beside each other."""
    if len(expected.header) < _LEAST_COLUMNS:
        yield VectorDiagnostic(1, _NO_ANSWER, _ADD_COLUMN)
        return
    key = expected.header[0]
    if key not in given.header:
        yield VectorDiagnostic(1, Message("The input has no column `{name}`.", name=key), _NAME_ROWS)
        return
    if not expected.rows:
        yield VectorDiagnostic(1, Message("No answer is expected."), _ADD_ROWS)
    at = given.header.index(key)
    known, seen = {row.cells[at] for row in given.rows}, set[str]()
    for row in expected.rows:
        name = row.cells[0]
        if name in seen:
            yield VectorDiagnostic(row.line, Message("The row `{name}` is expected twice.", name=name), _NAME_ROWS)
        elif name not in known:
            yield VectorDiagnostic(row.line, Message("The input has no row `{name}`.", name=name), _NAME_ROWS)
        seen.add(name)


_LEAST_COLUMNS = 2
_NO_ANSWER = Message("No answer stands beside the name of the row.")
_ADD_COLUMN = Message("Write the name of the row in the first column, and a column for each answer.")
_ADD_ROWS = Message("Write a row for each answer that is expected.")
_NAME_ROWS = Message("The first column names rows by a column of the input that has the same name, each row once.")
