"""An index in a database server that several machines share, as a copy of the file that a build fills.

A build makes the database say what its file says; every server makes a file of its own say what the database says,
and answers from that. Only what differs travels. Each copy is made in one transaction from one snapshot, so nobody
sees half of one, and the answers are those of the file, whatever the database's locale, types or search. A database
that is away stops no server.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Table, and_, bindparam, delete, func, insert, inspect, select
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlmodel import SQLModel, col, create_engine

from boas.errors import MachineError, UsageError
from boas.escaping import hide_credentials, hide_passwords
from boas.index._integrity import is_intact
from boas.index._tables import FORMAT_VERSION, Filled
from boas.index._writer import open_index_file
from boas.translation import Message

_LOCK = int.from_bytes(b"boas")
"""Number of the advisory lock that whoever fills holds."""
_BATCH = 100
"""Rows with long bodies that travel together."""
_PATIENCE = 10
"""Seconds to wait for a connection."""
_MARKS: dict[str, Sequence[str]] = {
    "knowndocument": ("blob",),
    "knownresult": ("key",),
    "stored": ("path", "key"),
    "storedarchive": ("path", "digest", "key"),
}
"""Tables with long bodies: the columns by which two rows are the same, since they name the content of the others."""

_Rows = dict[tuple[Any, ...], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class CopyResult:
    """What a copy did to the rows of its target."""

    written: int
    removed: int


def push_index(path: Path, url: str, *, anew: bool = False) -> CopyResult:
    """Make a database say what an index file says; does nothing when it does already, unless `anew`.

    Whoever else fills it waits. Raises `UsageError` for a URL of no database that is known here, and `MachineError`
    when the database refuses.
    """
    with _open_database(url) as shared, _open_file(path) as own, own.connect() as source, shared.begin() as target:
        target.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        if anew or not _has_this_format(target):
            SQLModel.metadata.drop_all(target)
        SQLModel.metadata.create_all(target)
        return _copy_rows(source, target)


def pull_index(url: str, path: Path) -> CopyResult:
    """Make an index file say what a database says; raises as `push_index` does, and when the database has no index."""
    with _open_database(url) as shared, open_index_file(path) as target:
        with shared.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True) as source:
            if not _has_this_format(source):
                raise _make_no_index_error(make_url(url))
            result = _copy_rows(source, target)
        if not is_intact(target):
            raise _make_damaged_error(make_url(url))
    return result


def read_shared_seal(url: str) -> str:
    """What names the present filling of a database; empty when it has no index. Raises as `push_index` does."""
    with _open_database(url) as shared, shared.connect() as connection:
        return str(connection.scalar(select(col(Filled.seal)))) if _has_this_format(connection) else ""


@contextmanager
def _open_database(url: str) -> Iterator[Engine]:
    """The engine of a database server."""
    try:
        known = make_url(url)
        if known.get_backend_name() != "postgresql":
            raise _make_url_error(known)
        engine = create_engine(known, connect_args={"connect_timeout": _PATIENCE})
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise _make_driver_error() from error
    try:
        yield engine
    except SQLAlchemyError as error:
        raise _make_refused_error(known, error) from error
    finally:
        engine.dispose()


@contextmanager
def _open_file(path: Path) -> Iterator[Engine]:
    """The engine of an index file that is only read."""
    engine = create_engine(f"sqlite:///file:{path}?mode=ro&uri=true")
    try:
        yield engine
    finally:
        engine.dispose()


def _has_this_format(connection: Connection) -> bool:
    """Whether a database holds an index whose tables have the shape that this program knows."""
    if not inspect(connection).has_table("filled"):
        return False
    recipe = connection.scalar(select(col(Filled.recipe))) or ""
    return bool(recipe.split(" ", 1)[0] == str(FORMAT_VERSION))


def _copy_rows(source: Connection, target: Connection) -> CopyResult:
    """Make all tables of one database say what those of another say."""
    if source.dialect.name == "sqlite":
        source.exec_driver_sql("BEGIN")  # one snapshot, which this driver does not take by itself
    seal = source.scalar(select(col(Filled.seal)))
    if seal and target.scalar(select(col(Filled.seal))) == seal:
        return CopyResult(0, 0)
    written = removed = 0
    for table in SQLModel.metadata.sorted_tables:
        done = _copy_table(table, source, target)
        written, removed = written + done.written, removed + done.removed
    return CopyResult(written, removed)


def _copy_table(table: Table, source: Connection, target: Connection) -> CopyResult:
    """Make one table say what another one says: rows that differ are removed and written again."""
    wanted, before = _read_marks(table, source), _read_marks(table, target)
    stale = [key for key, marks in before.items() if wanted.get(key) != marks]
    new = [key for key, marks in wanted.items() if before.get(key) != marks]
    keys = list(table.primary_key.columns)
    if stale:
        one = and_(*(column == bindparam(f"key_{column.name}") for column in keys))
        named = [f"key_{column.name}" for column in keys]
        target.execute(delete(table).where(one), [dict(zip(named, key, strict=True)) for key in stale])
    for start in range(0, len(new), _BATCH):
        rows = _read_rows(table, source, wanted, new[start : start + _BATCH])
        target.execute(insert(table), rows)
    return CopyResult(len(new), len(stale))


def _list_marks(table: Table) -> list[Column[Any]]:
    """The columns by which two rows of a table are the same."""
    return [table.columns[name] for name in _MARKS[table.name]] if table.name in _MARKS else list(table.columns)


def _read_marks(table: Table, connection: Connection) -> _Rows:
    """What tells the rows of a table apart, by their primary keys."""
    columns = _list_marks(table)
    places = [columns.index(column) for column in table.primary_key.columns]
    rows = (tuple(row) for row in connection.execute(select(*columns)))
    return {tuple(row[place] for place in places): row for row in rows}


def _read_rows(
    table: Table, source: Connection, wanted: _Rows, keys: Sequence[tuple[Any, ...]]
) -> list[dict[str, Any]]:
    """Whole rows by their primary keys."""
    if table.name not in _MARKS:
        return [dict(zip(table.columns.keys(), wanted[key], strict=True)) for key in keys]
    (key_column,) = table.primary_key.columns
    found = source.execute(select(table).where(key_column.in_([key[0] for key in keys])))
    return [dict(row) for row in found.mappings()]


def _make_url_error(url: URL) -> UsageError:
    """A database of a kind that no index is shared in."""
    return UsageError(
        Message("An index cannot be shared in a database of the kind `{kind}`.", kind=url.get_backend_name()),
        Message("Give a URL such as `postgresql+psycopg://user@host/name`."),
    )


def _make_driver_error() -> UsageError:
    """The URL is none, or what speaks to its database is not installed."""
    return UsageError(
        Message("This is no URL of a database, or what speaks to it is not installed."),
        Message("Give `postgresql+psycopg://user@host/name`, and install `boas[postgresql]`."),
    )


def _make_refused_error(url: URL, error: SQLAlchemyError) -> MachineError:
    """The database, or the way to it, refuses."""
    reason = str(error.orig if isinstance(error, DBAPIError) else error).strip().partition("\n")[0]
    return MachineError(
        Message(
            "The database {name} cannot be used: {reason}", name=_name_database(url), reason=hide_passwords(reason)
        ),
        Message("Check that it runs, its address, and that its user may create tables."),
    )


def _make_no_index_error(url: URL) -> MachineError:
    """Nobody filled it, or another program did."""
    return MachineError(
        Message("The database {name} holds no index of this program.", name=_name_database(url)),
        Message("Fill it where the registry is: `boas build --database URL`."),
    )


def _make_damaged_error(url: URL) -> MachineError:
    """What came is not what was filled."""
    return MachineError(
        Message("The index in the database {name} is damaged.", name=_name_database(url)),
        Message("Fill it anew where the registry is: `boas build --anew --database URL`."),
    )


def _name_database(url: URL) -> str:
    """What a database is called in messages: never with what lets anybody in."""
    return hide_credentials(url.render_as_string(hide_password=True))
