"""The audit matrix as a CSV file (RFC 4180): one row per algorithm, one column per check, terms and no labels.

The same bytes are served by the API and written beside the page.
"""

import csv
from io import StringIO

from boas.index._encoding import decode_answer
from boas.index._evidence_answers import AuditMatrix, MatrixRow
from boas.parsing import is_formula

_LEADING_COLUMNS = ("version", "level", "organisations", "worked_example")
"""Columns before those of the checks; `organisations` holds ids with spaces between them."""


_TRAILING_COLUMNS = ("measured_versions", "status", "notice_reasons")
"""Columns after those of the checks: versions that their figures were measured on, what notices make of the version
shown, and the reasons of these notices, each with spaces between them."""


def format_matrix_csv(body: bytes, languages: tuple[str, ...]) -> bytes:
    """The file from the JSON of the answer `audit_matrix`, with a name in each language of the registry."""
    answer = decode_answer(body, AuditMatrix)
    text = StringIO()
    lines = csv.writer(text)
    names = (f"name_{language}" for language in languages)
    lines.writerow(("id", *names, *_LEADING_COLUMNS, *answer.checks, *_TRAILING_COLUMNS))
    lines.writerows(tuple(map(escape_formula, _format_row(row, answer.checks, languages))) for row in answer.rows)
    return text.getvalue().encode()


def _format_row(row: MatrixRow, checks: tuple[str, ...], languages: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of one algorithm."""
    return (
        row.id,
        *(row.name.get(language, "") for language in languages),
        row.version,
        str(row.level),
        " ".join(one.id for one in row.organisations),
        "yes" if row.is_example else "no",
        *(row.cells[check].answer for check in checks),
        " ".join(row.measured_versions),
        row.status,
        " ".join(dict.fromkeys(mark.reason for mark in row.notices)),
    )


def escape_formula(cell: str) -> str:
    """A cell that no spreadsheet calculates: one that starts like a formula gets an apostrophe before it."""
    return f"'{cell}" if is_formula(cell) else cell
