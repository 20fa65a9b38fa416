"""Answers held against expected ones, row by row: by name of the row, within tolerances.

Tolerances mean what bioimage.io means by `absolute_tolerance` and `relative_tolerance`, as `numpy.isclose` has it:
|answer - expected| <= absolute + relative * |expected|. Texts agree when they are the same to the letter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from boas.parsing import Table, parse_number


@dataclass(frozen=True, slots=True)
class VectorMismatch:
    """One answer that is not the expected one."""

    line: int
    """Line of the row in `expected.csv`; 0 for an answer about a row that is not expected."""
    row: str
    """Name of the row."""
    column: str
    """The answer's column; empty when the whole row is missing, or too much."""
    expected: str
    answer: str


def compare_answers(
    expected: Table, answers: Table, absolute: float = 0, relative: float = 0
) -> tuple[VectorMismatch, ...]:
    """Every answer that is not the expected one, in the order of the expected rows; then rows nobody asked for.

    Args:
        expected: The first column names rows, each other one is an answer.
        answers: A table with all columns of `expected`, in any order, and perhaps more, which are passed over.
        absolute: How far a number may lie from the expected one, in its own unit.
        relative: How much further, as a fraction of the expected number.

    Raises:
        ValueError: A column is missing, see `find_missing_columns`.
    """
    places = tuple(answers.header.index(name) for name in expected.header)
    given = {row.cells[places[0]]: tuple(row.cells[at] for at in places) for row in answers.rows}
    asked = {row.cells[0] for row in expected.rows}
    return (
        *_iter_mismatches(expected, given, absolute, relative),
        *(VectorMismatch(0, row, "", "", ",".join(cells[1:])) for row, cells in given.items() if row not in asked),
    )


def find_missing_columns(expected: Table, answers: Table) -> tuple[str, ...]:
    """Names of expected columns that answers do not have."""
    return tuple(name for name in expected.header if name not in answers.header)


def is_close(expected: str, answer: str, absolute: float = 0, relative: float = 0) -> bool:
    """Whether an answer is the expected one, or a number near enough to it."""
    if expected == answer:
        return True
    number, other = parse_number(expected), parse_number(answer)
    return number is not None and other is not None and abs(other - number) <= absolute + relative * abs(number)


def _iter_mismatches(
    expected: Table, given: Mapping[str, tuple[str, ...]], absolute: float, relative: float
) -> Iterator[VectorMismatch]:
    """What is missing or otherwise than expected."""
    for row in expected.rows:
        name, *cells = row.cells
        answers = given.get(name)
        if answers is None:
            yield VectorMismatch(row.line, name, "", ",".join(cells), "")
            continue
        for column, cell, answer in zip(expected.header[1:], cells, answers[1:], strict=True):
            if not is_close(cell, answer, absolute, relative):
                yield VectorMismatch(row.line, name, column, cell, answer)
