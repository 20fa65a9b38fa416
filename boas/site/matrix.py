"""The audit matrix as a page: algorithms in rows, checks in columns, a letter and a word in each cell.

Called for each page of each order. Pages hold as many rows as keep them light; totals are always those of
all algorithms.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from boas.finding import Language
from boas.site.rows import named
from boas.site.search import folded
from boas.site.words import Said, choose

Json = dict[str, Any]

ANSWERS = ("yes", "partly", "no", "not-applicable")
MATRIX_ROWS = {"name": 90, "level": 90, "gaps": 90, "organisation": 70}
"""Orders a reader may choose, the first one unasked, with the algorithms on a page: a head takes room too."""
ORDERS = tuple(MATRIX_ROWS)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One algorithm."""

    id: str
    name: Said
    version: str
    level: int
    cells: tuple[tuple[str, str, Said], ...]
    """Check, answer and a few words."""


@dataclass(frozen=True, slots=True)
class Head:
    """An organisation above its algorithms, with what all of them come to."""

    id: str
    """Empty above algorithms of which no organisation is named."""
    name: Said
    n: int
    """Its algorithms, on whichever page they stand."""
    yes: int
    checks: int
    """Cells that could say yes."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that stand together."""

    head: Head | None
    rows: tuple[MatrixRow, ...]


def shares(answer: Json) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """For each check, how many algorithms got each answer; worked examples are left out."""
    return tuple(
        (check, tuple((one, answer["totals"].get(check, {}).get(one, 0)) for one in ANSWERS))
        for check in answer["checks"]
    )


def matrix_content(answer: Json, order: str, number: int, language: Language) -> Json:
    """What one page of the matrix in one order asks for, counted from 1; worked examples come after all others."""
    every = [*in_order(answer, order, language, examples=False), *in_order(answer, order, language, examples=True)]
    size = MATRIX_ROWS[order]
    shown = every[(number - 1) * size : number * size]
    real, examples = (tuple(one for one in shown if one["is_example"] is kind) for kind in (False, True))
    whole = blocks(answer, real, language) if order == "organisation" else (Block(None, rows(answer, real, language)),)
    return {
        "order": order,
        "checks": tuple(answer["checks"]),
        "shares": shares(answer),
        "total": sum(not one["is_example"] for one in answer["rows"]),
        "blocks": tuple(one for one in whole if one.rows),
        "examples": rows(answer, examples, language),
    }


def n_pages(answer: Json, order: str) -> int:
    """Pages of the matrix in one order: one even when it is empty."""
    return max(1, -(-len(answer["rows"]) // MATRIX_ROWS[order]))


def in_order(answer: Json, order: str, language: Language, *, examples: bool) -> list[Json]:
    """The algorithms, or the worked examples; those alike in this order stay by name."""
    key: Mapping[str, Callable[[Json], Any]] = {
        "name": lambda _: 0,
        "level": lambda one: -one["level"],
        "gaps": lambda one: -count(one, "no"),
        "organisation": lambda one: place_of_organisation(one, language),
    }
    return sorted((one for one in answer["rows"] if one["is_example"] is examples), key=key[order])


def count(one: Json, answer: str) -> int:
    """How many checks of an algorithm got an answer."""
    return sum(cell["answer"] == answer for cell in one["cells"].values())


def place_of_organisation(one: Json, language: Language) -> tuple[bool, str, str]:
    """What sorts an algorithm under the organisation it names first; those that name none come last."""
    name = choose(one["organisations"][0]["name"], language).text if one["organisations"] else ""
    return not one["organisations"], folded(name), first_organisation(one)


def first_organisation(one: Json) -> str:
    """Id of the organisation an algorithm names first; empty when it names none."""
    return one["organisations"][0]["id"] if one["organisations"] else ""


def blocks(answer: Json, shown: Sequence[Json], language: Language) -> Iterator[Block]:
    """Algorithms of one page under their organisations, in the order they come."""
    tallies = by_first(answer)
    for name, own in groupby(shown, key=first_organisation):
        together = tuple(own)
        said = named(together[0]["organisations"][:1], language)
        title = said[0][1] if said else Said("", language, foreign=False)
        yield Block(Head(name, title, *tallies[name]), rows(answer, together, language))


def by_first(answer: Json) -> Mapping[str, tuple[int, int, int]]:
    """Of each organisation: algorithms that name it first, their cells that say yes, and those that could."""
    found: dict[str, tuple[int, int, int]] = {}
    for one in answer["rows"]:
        if not one["is_example"]:
            name = first_organisation(one)
            n, yes, checks = found.get(name, (0, 0, 0))
            applicable = len(one["cells"]) - count(one, "not-applicable")
            found[name] = n + 1, yes + count(one, "yes"), checks + applicable
    return found


def rows(answer: Json, shown: Sequence[Json], language: Language) -> tuple[MatrixRow, ...]:
    """Algorithms in the reader's language."""
    return tuple(
        MatrixRow(
            one["id"],
            choose(one["name"], language),
            one["version"],
            one["level"],
            tuple(
                (check, one["cells"][check]["answer"], choose(one["cells"][check]["detail"], language))
                for check in answer["checks"]
            ),
        )
        for one in shown
    )
