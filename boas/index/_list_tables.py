"""Rows of lists as people who work with data want them: some fields, some rows, JSON Lines, CSV.

Columns follow from the type of a row, so that every answer of a list has the same ones whatever its rows hold.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from io import StringIO
from types import UnionType
from typing import Any, get_args, get_type_hints

import msgspec

from boas.index._answers import DataSourceRow, OrganisationRow
from boas.index._evidence_answers import EvaluationAnswer
from boas.index._facets import list_fact_facets
from boas.index._matrix_csv import escape_formula
from boas.index._notice_answers import NoticeRow
from boas.index._observation_answers import ObservationRow
from boas.index._records import Named, Text
from boas.index._reuse_answers import ReuseRow
from boas.index._review_answers import ReviewRow
from boas.index._row_answers import AlgorithmRow
from boas.index._version_answers import VersionRow

Row = Mapping[str, Any]
"""A row as its JSON has it."""


@dataclass(frozen=True, slots=True)
class ListShape:
    """What a list is made of."""

    rows: str
    """Name of its rows in the answer."""
    row: type
    id: tuple[str, ...] = ("id",)
    """Way to what names a row."""
    day: tuple[str, ...] = ()
    """Way to the day of a row; empty where rows have none."""

    def list_fields(self) -> tuple[str, ...]:
        """Names of the fields of a row."""
        return tuple(field.name for field in fields(self.row))


LIST_SHAPES: Mapping[str, ListShape] = {
    "algorithms": ListShape("algorithms", AlgorithmRow, day=("published", "date")),
    "notices": ListShape("notices", NoticeRow, day=("date",)),
    "data_sources": ListShape("data_sources", DataSourceRow),
    "organisations": ListShape("organisations", OrganisationRow),
    "vocabularies": ListShape("vocabularies", Named),
    "reuses": ListShape("reuses", ReuseRow, day=("last_seen",)),
    "reviews": ListShape("reviews", ReviewRow, day=("date",)),
    "versions": ListShape("versions", VersionRow, ("version",), day=("published", "date")),
    "evaluations": ListShape("evaluations", EvaluationAnswer, day=("evaluation", "date")),
    "observations": ListShape("observations", ObservationRow, ("observation", "id"), ("observation", "date")),
}
"""Every list, by the last part of its address."""


def select_rows(rows: Iterable[Row], shape: ListShape, ids: Sequence[str], since: str) -> list[Row]:
    """Rows of some ids, or all of them, from a day on; a row whose day is not known is left out then."""
    return [
        row
        for row in rows
        if (not ids or _get(row, shape.id) in ids) and (not since or str(_get(row, shape.day)) >= since)
    ]


def cut_fields(rows: Iterable[Row], names: Sequence[str]) -> list[Row]:
    """Rows with some of their fields, in the order asked for."""
    return [{name: row[name] for name in names if name in row} for row in rows]


def format_jsonl(rows: Iterable[Row]) -> bytes:
    """One row per line as JSON."""
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def format_csv(
    rows: Iterable[Row], shape: ListShape, languages: Sequence[str], names: Sequence[str], *, for_excel: bool
) -> bytes:
    """A table (RFC 4180), its texts in a column for each language, several values with spaces between them.

    For Excel in French: semicolons, decimal commas, and a mark that says that it is UTF-8.
    """
    text = StringIO()
    lines = csv.writer(text, delimiter=";" if for_excel else ",")
    columns = [one for one in _list_columns(shape.row, tuple(languages)) if not names or one.way[0] in names]
    lines.writerow([one.name for one in columns])
    for row in rows:
        lines.writerow([escape_formula(_format_cell(_get(row, one.way), for_excel=for_excel)) for one in columns])
    return text.getvalue().encode("utf-8-sig" if for_excel else "utf-8")


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of a table."""

    name: str
    way: tuple[str, ...]
    """Fields that lead to its cell, from outside in."""


@cache
def _list_columns(kind: type, languages: tuple[str, ...]) -> tuple[_Column, ...]:
    """Columns of a kind of row."""
    return tuple(_iter_columns(kind, languages, ()))


def _iter_columns(kind: type, languages: Sequence[str], way: tuple[str, ...]) -> Iterator[_Column]:
    """A column for each field, several for one that holds texts or a record."""
    for name, hint in get_type_hints(kind).items():
        here, inner = (*way, name), _strip_none(hint)
        for more in _list_ways(inner, languages):
            yield _Column("_".join((*here, *more)), (*here, *more))
        if inner is Named:
            yield _Column("_".join(here), (*here, "id"))
        elif isinstance(inner, type) and is_dataclass(inner):
            yield from _iter_columns(inner, languages, here)


def _strip_none(hint: Any) -> Any:  # noqa: ANN401 -- a type
    """The type of a field that may be missing."""
    return next(one for one in get_args(hint) if one is not type(None)) if isinstance(hint, UnionType) else hint


def _list_ways(hint: Any, languages: Sequence[str]) -> list[tuple[str, ...]]:  # noqa: ANN401 -- a type
    """What follows a field in the ways to its cells; none where a record has columns of its own."""
    if hint == Text:
        return [(language,) for language in languages]
    if hint == dict[str, tuple[str, ...]]:
        return [(facet,) for facet in list_fact_facets()]
    return [] if is_dataclass(hint) else [()]


def _get(row: Any, way: Sequence[str]) -> Any:  # noqa: ANN401 -- any part of a row
    """What lies at the end of a way; nothing where it breaks off."""
    for name in way:
        row = row.get(name) if isinstance(row, Mapping) else None
    return "" if row is None else row


def _format_cell(value: Any, *, for_excel: bool) -> str:  # noqa: ANN401 -- any part of a row
    """One cell: names by their ids, what has no other form as JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(value).replace(".", ",") if for_excel else str(value)
    if isinstance(value, list) and all(isinstance(one, Mapping) and "id" in one for one in value):
        return " ".join(str(one["id"]) for one in value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return " ".join(value)
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
