"""How often versions are fetched, by day: numbers that any number of processes add to, and nothing about who asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from boas.operations._database import Operations
from boas.operations._tables import StoredUsage

USAGE_KINDS = ("archive", "file", "export", "answer")
"""What is counted: the archive of a version, one of its files, a form or table made of it, an answer as data."""
USAGE_AGENTS = ("person", "program", "robot")
"""What asks: somebody with a browser, a program at somebody's work, or a robot that visits everything."""

_KEYS = ("day", "algorithm", "version", "kind", "agent")
_INSERTS: Mapping[str, Callable[..., sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
"""`INSERT … ON CONFLICT`, which both databases know, and SQLAlchemy by the name of each."""


@dataclass(frozen=True, slots=True, order=True)
class UsageKey:
    """What one number counts."""

    day: str
    """The day (ISO 8601, UTC)."""
    algorithm: str
    version: str
    """Empty for an answer that is about no version in particular."""
    kind: str
    """One of `USAGE_KINDS`."""
    agent: str
    """One of `USAGE_AGENTS`."""


@dataclass(frozen=True, slots=True)
class UsageRow:
    """One number that is kept."""

    key: UsageKey
    n: int


def record_usage(operations: Operations, counted: Mapping[UsageKey, int]) -> None:
    """Add to the numbers that are kept, all of them or none; others may add to the same ones meanwhile."""
    if counted:
        with operations.begin() as connection:
            _add_numbers(connection, counted)


def _add_numbers(connection: Connection, counted: Mapping[UsageKey, int]) -> None:
    """Add each number, in one order for everybody, so that no two processes wait for each other's rows."""
    rows = [{**{name: getattr(key, name) for name in _KEYS}, "n": n} for key, n in sorted(counted.items())]
    connection.execute(build_addition(connection.dialect.name), rows)


def build_addition(dialect: str) -> sqlite.Insert | postgresql.Insert:
    """A statement that lets the database do the sum: none reads a number that another process is about to change."""
    new = _INSERTS[dialect](StoredUsage)
    return new.on_conflict_do_update(index_elements=_KEYS, set_={"n": col(StoredUsage.n) + new.excluded.n})


def read_usage(operations: Operations, algorithm: str = "", since: str = "", until: str = "") -> tuple[UsageRow, ...]:
    """What is kept, by algorithm, then day: of one algorithm or of all, from one day to another, both counted."""
    columns = [col(getattr(StoredUsage, name)) for name in _KEYS]
    asked = select(*columns, col(StoredUsage.n))
    if algorithm:
        asked = asked.where(col(StoredUsage.algorithm) == algorithm)
    if since:
        asked = asked.where(col(StoredUsage.day) >= since)
    if until:
        asked = asked.where(col(StoredUsage.day) <= until)
    with operations.read() as connection:
        rows = [UsageRow(UsageKey(*key), n) for *key, n in connection.execute(asked)]
    return tuple(sorted(rows, key=_make_order))  # here, since every server sorts texts by a locale of its own


def _make_order(row: UsageRow) -> tuple[str, ...]:
    """What orders the rows: the algorithm, then the day."""
    key = row.key
    return key.algorithm, key.day, key.version, key.kind, key.agent
