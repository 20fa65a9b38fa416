"""The audit matrix as a page: algorithms in rows, checks in columns, a letter and a word in each cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from boas.finding import Language
from boas.site.rows import named
from boas.site.words import Said, choose

Json = dict[str, Any]

MATRIX_ROWS = 200
"""Algorithms on one page."""
ANSWERS = ("yes", "partly", "no", "not-applicable")


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One algorithm."""

    id: str
    name: Said
    version: str
    level: int
    organisations: tuple[tuple[str, Said], ...]
    cells: tuple[tuple[str, str, Said], ...]
    """Check, answer and a few words."""


def shares(answer: Json) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """For each check, how many algorithms got each answer; worked examples are left out."""
    return tuple(
        (check, tuple((one, answer["totals"].get(check, {}).get(one, 0)) for one in ANSWERS))
        for check in answer["checks"]
    )


def matrix_content(answer: Json, number: int, language: Language) -> Json:
    """What one page of the matrix asks for, counted from 1."""
    real = [one for one in answer["rows"] if not one["is_example"]]
    shown = real[(number - 1) * MATRIX_ROWS : number * MATRIX_ROWS]
    examples = [one for one in answer["rows"] if one["is_example"]] if number == 1 else []
    return {
        "checks": tuple(answer["checks"]),
        "shares": shares(answer),
        "total": len(real),
        "listed": rows(shown, answer["checks"], language),
        "examples": rows(examples, answer["checks"], language),
    }


def n_pages(answer: Json) -> int:
    """Pages of the matrix: one even when it is empty."""
    return max(1, -(-sum(not one["is_example"] for one in answer["rows"]) // MATRIX_ROWS))


def rows(answers: Sequence[Json], checks: Sequence[str], language: Language) -> tuple[MatrixRow, ...]:
    """Algorithms in the reader's language."""
    return tuple(
        MatrixRow(
            one["id"],
            choose(one["name"], language),
            one["version"],
            one["level"],
            named(one["organisations"], language),
            tuple(
                (check, one["cells"][check]["answer"], choose(one["cells"][check]["detail"], language))
                for check in checks
            ),
        )
        for one in answers
    )
