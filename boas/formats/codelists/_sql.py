"""Codes as SQL: one statement a set, with `IN` and `LIKE`, for Oracle and for PostgreSQL and DuckDB.

Oracle takes at most 1,000 terms in one `IN` (ORA-01795) and 65,535 in one condition (ORA-00913). Many prefixes become
`SUBSTR(…) IN (…)`, one for each length, since a chain of thousands of `LIKE` is deeper than databases go.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from boas.formats._import_result import Loss
from boas.formats.codelists._code_sets import CodeSelection, build_code_sets
from boas.formats.codelists._codelist_exporter import (
    NO_PLACE,
    CodelistExporter,
    describe_set,
    describe_version,
    list_lost_descendants,
    list_lost_facts,
    make_codelist_losses,
    wrap_terms,
)
from boas.formats.exporters import Export, ExportView
from boas.translation import Message

_MOST_LIKES = 200
"""Prefixes that are told one by one."""
_ORACLE_TERMS = 65_535
_COLUMN = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,62}(\.[A-Za-z][A-Za-z0-9_]{0,62}){0,2}")
_ANY_COLUMN = "code"


@dataclass(frozen=True, slots=True)
class _Dialect:
    """What two families of databases do differently."""

    most_terms: int
    """Terms of one `IN`; 0 for any number."""
    ampersand: str
    """What an ampersand becomes inside a text: tools of Oracle ask a person for a value when they meet one."""
    most_in_all: int
    """Terms of one condition; 0 for any number."""


_ORACLE = _Dialect(1_000, "'||CHR(38)||'", _ORACLE_TERMS)
_OTHERS = _Dialect(0, "&", 0)


def _export_sql(dialect: _Dialect, view: ExportView) -> Export:
    """The file: comments, then one statement for each set."""
    sets = build_code_sets(view.codelists)
    lines = [*describe_version(view), _TABLE.in_(view.language)]
    parts = [*_comment(lines, dialect), *(part for one in sets for part in _iter_statement(one, dialect))]
    lost = (*list_lost_facts(view.codelists, NO_PLACE, "label"), *list_lost_descendants(view.codelists))
    return "".join(f"{part}\n" for part in parts).encode(), (*lost, *_find_long_conditions(sets, dialect))


_TABLE = Message("Write the name of your table in place of `claims`, and of your column where it is another one.")
_TOO_LONG = Message("Oracle takes at most 65,535 codes in one condition; split this list:")


def _find_long_conditions(sets: Sequence[CodeSelection], dialect: _Dialect) -> tuple[Loss, ...]:
    """A loss when a condition is longer than the database takes."""
    longest = max((len(one.take) + len(one.leave) for one in sets), default=0)
    return make_codelist_losses(_TOO_LONG, "path") if dialect.most_in_all and longest > dialect.most_in_all else ()


def _comment(lines: Sequence[str], dialect: _Dialect) -> Iterator[str]:
    """Lines as comments; an ampersand there would be asked about as well."""
    yield from (f"-- {line if dialect.ampersand == '&' else line.replace('&', '+')}" for line in lines)


def _iter_statement(one: CodeSelection, dialect: _Dialect) -> Iterator[str]:
    """The statement of one set; no line in it is empty, since tools of Oracle would end it there."""
    column = one.field if _COLUMN.fullmatch(one.field) else _ANY_COLUMN
    yield ""
    yield from _comment(describe_set(one), dialect)
    yield "SELECT *\nFROM claims\nWHERE ("
    yield _join_conditions([*_iter_conditions(one, column, dialect, left=False)] or ["1 = 0"])
    if one.leave:
        yield ") AND NOT ("
        yield _join_conditions([*_iter_conditions(one, column, dialect, left=True)])
    yield ");"


def _join_conditions(conditions: Sequence[str]) -> str:
    """Any of several conditions."""
    return "\n  OR ".join((f"  {conditions[0]}", *conditions[1:]))


def _iter_conditions(one: CodeSelection, column: str, dialect: _Dialect, *, left: bool) -> Iterator[str]:
    """Conditions of the rules that take codes, or with `left` of those that take them out again."""
    yield from _iter_terms(column, one.list_codes("exact", left=left), dialect)
    prefixes = one.list_codes("prefix", left=left)
    if len(prefixes) <= _MOST_LIKES:
        yield from (f"{column} LIKE {_quote_pattern(prefix, dialect)}" for prefix in prefixes)
        return
    for length in sorted({len(prefix) for prefix in prefixes}):
        own = [prefix for prefix in prefixes if len(prefix) == length]
        yield from _iter_terms(f"SUBSTR({column}, 1, {length})", own, dialect)


def _iter_terms(left: str, codes: Sequence[str], dialect: _Dialect) -> Iterator[str]:
    """`IN` with as many codes as the database takes."""
    most = dialect.most_terms or max(len(codes), 1)
    for start in range(0, len(codes), most):
        terms = [_quote_text(code, dialect) for code in codes[start : start + most]]
        yield f"{left} IN (\n    {wrap_terms(terms, '    ')}\n  )"


def _quote_text(text: str, dialect: _Dialect) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''").replace("&", dialect.ampersand) + "'"


def _quote_pattern(prefix: str, dialect: _Dialect) -> str:
    """The pattern of all that begins so; signs that mean something in a pattern are escaped."""
    if not re.search(r"[%_!\\]", prefix):
        return _quote_text(f"{prefix}%", dialect)
    return _quote_text(re.sub(r"([%_!])", r"!\1", prefix) + "%", dialect) + " ESCAPE '!'"


SQL_ORACLE = CodelistExporter(
    "sql-oracle", "SQL (Oracle)", "application/sql", "oracle.sql", partial(_export_sql, _ORACLE)
)
SQL = CodelistExporter("sql", "SQL (PostgreSQL, DuckDB)", "application/sql", "codes.sql", partial(_export_sql, _OTHERS))
