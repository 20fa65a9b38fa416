"""A question about the audit matrix, and the part of the matrix that answers it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches

from boas.documents import load_vocabulary
from boas.index._evidence_answers import AuditMatrix, MatrixRow
from boas.index._query import QueryError, refuse_characters
from boas.translation import Message

MATRIX_ANSWERS = ("yes", "partly", "no", "not-applicable")
"""What a check of the matrix can say."""

_OUT_OF_TOTALS = frozenset({"withdrawn", "removed"})

MatrixFilters = Mapping[str, tuple[str, ...]]
"""By check, the answers that are wanted: any of the answers of a check, all of the checks."""


def parse_matrix_filters(pairs: Iterable[tuple[str, str]]) -> MatrixFilters:
    """Which cells are wanted, by check; raises `QueryError` for what cannot be understood."""
    checks, found = tuple(load_vocabulary("audit_checks").terms), dict[str, list[str]]()
    for name, value in pairs:
        refuse_characters(name, value)
        _refuse_unknown(name, name, checks, Message("Unknown parameter: `{name}`.", name=name[:80]))
        if value:
            said = Message("`{parameter}` cannot be `{value}`.", parameter=name, value=value[:80])
            _refuse_unknown(name, value, MATRIX_ANSWERS, said)
            found.setdefault(name, []).append(value)
    return {name: tuple(values) for name, values in found.items()}


def _refuse_unknown(parameter: str, value: str, known: tuple[str, ...], message: Message) -> None:
    """Raise `QueryError` for a value that is none of those there are."""
    if value not in known:
        near = tuple(get_close_matches(value[:64], known, n=3, cutoff=0.5))
        raise QueryError(parameter[:80], message, Message("Known values: {values}.", values=", ".join(known)), near)


def select_matrix_rows(answer: AuditMatrix, filters: MatrixFilters) -> AuditMatrix:
    """The algorithms whose cells say what is wanted, with the totals of those among them that totals count."""
    rows = tuple(row for row in answer.rows if _fits(row, filters))
    counted = Counter(
        (check, cell.answer) for row in rows if _counts_in_totals(row) for check, cell in row.cells.items()
    )
    totals = {check: {one: counted[check, one] for one in MATRIX_ANSWERS} for check in answer.checks}
    return replace(answer, totals=totals, rows=rows)


def _fits(row: MatrixRow, filters: MatrixFilters) -> bool:
    """Whether an algorithm is one of those that are wanted."""
    return all(row.cells[check].answer in wanted for check, wanted in filters.items())


def _counts_in_totals(row: MatrixRow) -> bool:
    """Whether totals count an algorithm: neither worked examples nor what was withdrawn or removed."""
    return not row.is_example and row.status not in _OUT_OF_TOTALS
