"""The audit matrix as a page: algorithms in rows, checks in columns, a letter and a word in each cell.

Called for each page of each order, and of the algorithms whose check says the same. Pages hold as many rows as keep
them light; totals are always those of all algorithms of the list.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from boas.index import MATRIX_ANSWERS, AuditMatrix, MatrixCell, MatrixRow, split_words
from boas.site._rows import EndReason, describe_end, list_names
from boas.site._translations import LocalisedText, choose
from boas.translation import Language

MATRIX_ROWS = {"name": 36, "level": 36, "gaps": 36, "organisation": 30}
"""Orders a reader may choose, the first one unasked, with the algorithms on a page: a head takes room too."""
ORDERS = tuple(MATRIX_ROWS)
CHOICE_ROWS = 150
"""Algorithms on a page of those of which a check says the same."""
_BESIDE = {
    "documented": ".html#completeness",
    "evidence-recomputed": "/evidence.html",
    "claims-consistent": "/evidence.html",
    "measured-by-group": "/bias.html",
    "dimensions-covered": "/bias.html#looked",
    "independent-evaluation": ".html#performance",
    "recent-evaluation": ".html#performance",
    "bias-audit": "/bias.html#audits",
    "data-source-known": ".html#data",
    "licence-given": ".html#licence",
    "observations-answered": ".html#observation",
}
"""Where a reader finds what a check rests on, behind the id of an algorithm."""


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """One algorithm."""

    id: str
    name: LocalisedText
    version: str
    level: int
    cells: tuple[tuple[str, str, LocalisedText, str], ...]
    """Check, answer, a few words, and what of an address follows the algorithm's id; empty when nothing was found."""
    status: str
    ended: EndReason | None
    """Why it must not be used any more."""


@dataclass(frozen=True, slots=True)
class _OrganisationHead:
    """An organisation above its algorithms, with what all of them come to."""

    id: str
    """Empty above algorithms of which no organisation is named."""
    name: LocalisedText
    n: int
    """Its algorithms, on whichever page they stand."""
    yes: int
    checks: int
    """Cells that could say yes."""


@dataclass(frozen=True, slots=True)
class _MatrixBlock:
    """Rows that stand together."""

    head: _OrganisationHead | None
    rows: tuple[MatrixLine, ...]


def _count_algorithms_by_answer(answer: AuditMatrix) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """For each check, how many algorithms got each answer; worked examples and withdrawn ones are left out."""
    return tuple(
        (check, tuple((one, answer.totals.get(check, {}).get(one, 0)) for one in MATRIX_ANSWERS))
        for check in answer.checks
    )


def build_matrix_content(answer: AuditMatrix, order: str, number: int, language: Language) -> dict[str, object]:
    """What one page of the matrix in one order asks for, counted from 1: the usable, the withdrawn, worked examples."""
    every = [one for part in _PARTS for one in _sort_algorithms(answer, order, language, part)]
    size = MATRIX_ROWS[order]
    shown = every[(number - 1) * size : number * size]
    real, withdrawn, examples = (tuple(one for one in shown if _find_part(one) == part) for part in _PARTS)
    whole = (
        _iter_blocks(answer, real, language)
        if order == "organisation"
        else (_MatrixBlock(None, _build_matrix_lines(answer, real, language)),)
    )
    return {
        "order": order,
        "checks": tuple(answer.checks),
        "shares": _count_algorithms_by_answer(answer),
        "total": sum(_find_part(one) == _USABLE for one in answer.rows),
        "blocks": tuple(one for one in whole if one.rows),
        "withdrawn": _build_matrix_lines(answer, withdrawn, language),
        "examples": _build_matrix_lines(answer, examples, language),
    }


@dataclass(frozen=True, slots=True)
class _ChoiceLine:
    """One algorithm of which a check says what is asked."""

    id: str
    name: LocalisedText
    version: str
    detail: LocalisedText
    beside: str
    """What of an address follows the algorithm's id; empty when nothing was found."""
    organisations: tuple[tuple[str, LocalisedText], ...]
    status: str
    ended: EndReason | None


def build_choice_content(
    answer: AuditMatrix, choice: tuple[str, str], number: int, language: Language
) -> dict[str, object]:
    """What one page of the algorithms of which a check says the same asks for, counted from 1."""
    check, said = choice
    found = [one for one in answer.rows if one.cells[check].answer == said]
    ordered = [one for part in _PARTS for one in found if _find_part(one) == part]
    shown = ordered[(number - 1) * CHOICE_ROWS : number * CHOICE_ROWS]
    return {
        "check": check,
        "said": said,
        "counts": answer.totals.get(check, {}),
        "n": sum(_find_part(one) == _USABLE for one in found),
        "total": sum(_find_part(one) == _USABLE for one in answer.rows),
        "parts": tuple(
            (part, tuple(_build_choice_line(one, check, language) for one in shown if _find_part(one) == part))
            for part in _PARTS
        ),
    }


def _build_choice_line(row: MatrixRow, check: str, language: Language) -> _ChoiceLine:
    """One algorithm in the reader's language."""
    _, _, detail, beside = _build_cell(check, row.cells[check], language)
    return _ChoiceLine(
        row.id,
        choose(row.name, language),
        row.version,
        detail,
        beside,
        tuple(list_names(row.organisations, language)),
        row.status,
        describe_end(row.status, row.notices, language),
    )


_USABLE, _WITHDRAWN, _EXAMPLE = _PARTS = ("usable", "withdrawn", "example")
"""Parts of the matrix, in the order they are shown; only the first is counted."""


def _find_part(one: MatrixRow) -> str:
    """The part of the matrix an algorithm stands in."""
    return _EXAMPLE if one.is_example else _WITHDRAWN if one.status in {"withdrawn", "removed"} else _USABLE


def count_pages(answer: AuditMatrix, order: str) -> int:
    """Pages of the matrix in one order: one even when it is empty."""
    return max(1, -(-len(answer.rows) // MATRIX_ROWS[order]))


def _sort_algorithms(answer: AuditMatrix, order: str, language: Language, part: str) -> list[MatrixRow]:
    """The algorithms of one part; those alike in this order stay by name."""
    key: Mapping[str, Callable[[MatrixRow], tuple[object, ...]]] = {
        "name": lambda _: (),
        "level": lambda one: (-one.level,),
        "gaps": lambda one: (-_count_checks(one, "no"),),
        "organisation": lambda one: _rank_by_organisation(one, language),
    }
    return sorted((one for one in answer.rows if _find_part(one) == part), key=key[order])


def _count_checks(one: MatrixRow, answer: str) -> int:
    """How many checks of an algorithm got an answer."""
    return sum(cell.answer == answer for cell in one.cells.values())


def _rank_by_organisation(one: MatrixRow, language: Language) -> tuple[bool, str, str]:
    """What sorts an algorithm under the organisation it names first; those that name none come last."""
    name = choose(one.organisations[0].name, language).text if one.organisations else ""
    return not one.organisations, " ".join(split_words(name)), _get_first_organisation(one)


def _get_first_organisation(one: MatrixRow) -> str:
    """Id of the organisation an algorithm names first; empty when it names none."""
    return one.organisations[0].id if one.organisations else ""


def _iter_blocks(answer: AuditMatrix, shown: Sequence[MatrixRow], language: Language) -> Iterator[_MatrixBlock]:
    """Algorithms of one page under their organisations, in the order they come."""
    tallies = _sum_by_organisation(answer)
    for name, own in groupby(shown, key=_get_first_organisation):
        together = tuple(own)
        said = list_names(together[0].organisations[:1], language)
        title = said[0][1] if said else LocalisedText("", language, foreign=False)
        yield _MatrixBlock(
            _OrganisationHead(name, title, *tallies[name]), _build_matrix_lines(answer, together, language)
        )


def _sum_by_organisation(answer: AuditMatrix) -> Mapping[str, tuple[int, int, int]]:
    """Of each organisation: algorithms that name it first, their cells that say yes, and those that could."""
    found: dict[str, tuple[int, int, int]] = {}
    for one in answer.rows:
        if _find_part(one) == _USABLE:
            name = _get_first_organisation(one)
            n, yes, checks = found.get(name, (0, 0, 0))
            applicable = len(one.cells) - _count_checks(one, "not-applicable")
            found[name] = n + 1, yes + _count_checks(one, "yes"), checks + applicable
    return found


def _build_matrix_lines(answer: AuditMatrix, shown: Sequence[MatrixRow], language: Language) -> tuple[MatrixLine, ...]:
    """Algorithms in the reader's language."""
    return tuple(
        MatrixLine(
            one.id,
            choose(one.name, language),
            one.version,
            one.level,
            tuple(_build_cell(check, one.cells[check], language) for check in answer.checks),
            one.status,
            describe_end(one.status, one.notices, language),
        )
        for one in shown
    )


def _build_cell(check: str, cell: MatrixCell, language: Language) -> tuple[str, str, LocalisedText, str]:
    """One cell in the reader's language."""
    beside = "" if cell.answer == "not-applicable" else _BESIDE[check]
    return check, cell.answer, choose(cell.detail, language), beside
