"""The operations database: made when it is first needed, opened with care, never thrown away.

A file of SQLite, or a database on a PostgreSQL server; both give the same answers.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, event, func, inspect, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlmodel import col, create_engine, insert

from boas.errors import MachineError
from boas.escaping import hide_passwords
from boas.operations._place import Place, name_place
from boas.operations._tables import FORMAT_NUMBER, DatabaseFormat, OperationsTable, StoredUsage
from boas.translation import Message

_PATIENCE = 10
"""Seconds to wait for another process that is writing."""
_LOCK = int.from_bytes(b"boas-ops")
"""Number of the advisory lock that whoever writes holds on a server, until the end of the transaction."""
_READS = {"only_reads": True}
"""Marks a transaction that takes no lock for writing."""


class Operations:
    """An open operations database. May be used from several threads and processes at once."""

    def __init__(self, engine: Engine, name: str) -> None:
        """Keep the engine, and what the database is called in messages."""
        self._engine, self._name = engine, name

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction, on the disk when it ends well. Raises `MachineError` when the database refuses."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise make_database_error(self._name, error.orig) from error

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One look at the database, which waits for nobody. Raises `MachineError` when the database refuses."""
        try:
            with self._engine.connect().execution_options(**_READS) as connection:
                yield connection
        except DBAPIError as error:
            raise make_database_error(self._name, error.orig) from error

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def open_operations(place: Place, *, must_exist: bool = False) -> Operations:
    """The operations database in a file or on a server, made when there is none yet unless it must be there.

    Raises:
        MachineError: It is not there, is no operations database, has another format, or the disk or server refuses.
    """
    name = name_place(place)
    if must_exist and isinstance(place, Path) and not place.is_file():
        raise make_absent_error(place)
    engine = _create_file_engine(place) if isinstance(place, Path) else _create_server_engine(place)
    opened = Operations(engine, name)
    try:
        if isinstance(place, Path):
            _create_file(place)
        with opened.begin() as connection:
            if must_exist and not isinstance(place, Path) and not _list_own_tables(connection):
                raise make_absent_error(name)
            _prepare_tables(connection, name)
    except OSError as error:
        engine.dispose()
        raise make_database_error(name, error.strerror) from error
    except MachineError:
        engine.dispose()
        raise
    return opened


def _create_file(path: Path) -> None:
    """Create an empty file that only its owner reads, unless there is one."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _create_server_engine(url: str) -> Engine:
    """An engine for a server, on which writing transactions wait for one another as they do for a file."""
    try:
        engine = create_engine(url, connect_args={"connect_timeout": _PATIENCE}, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise make_database_error(name_place(url), _NO_DRIVER) from error

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        if not connection.get_execution_options().keys() >= _READS.keys():
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))

    return engine


_NO_DRIVER = "psycopg (ci/requirements-postgresql.txt)"


def _create_file_engine(path: Path) -> Engine:
    """An engine whose transactions wait for one another, and are on the disk once they are committed."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _PATIENCE})

    @event.listens_for(engine, "connect")
    def prepare_connection(connection: sqlite3.Connection, _record: object) -> None:
        # SQLAlchemy begins transactions itself (below); the driver must not.
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        reads = connection.get_execution_options().keys() >= _READS.keys()
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _prepare_tables(connection: Connection, name: str) -> None:
    """Create the tables in an empty database, add those an older one lacks; refuse one of another format or kind."""
    tables, known = _list_own_tables(connection), OperationsTable.metadata
    if not tables:
        known.create_all(connection)
        connection.execute(insert(DatabaseFormat).values(id=1, number=FORMAT_NUMBER))
        return
    number = _read_format(connection, tables)
    added = _ADDED_SINCE.get(number, frozenset())
    if number not in {FORMAT_NUMBER, *_ADDED_SINCE} or not known.tables.keys() - added <= tables:
        raise _make_format_error(name)
    if number != FORMAT_NUMBER:
        known.create_all(connection)
        connection.execute(update(DatabaseFormat).values(number=FORMAT_NUMBER))


def _list_own_tables(connection: Connection) -> set[str]:
    """Tables that are there: in a file all of them; on a server those of ours, since others may share the database."""
    found = set(inspect(connection).get_table_names())
    return found if connection.dialect.name == "sqlite" else found & OperationsTable.metadata.tables.keys()


_ADDED_SINCE = {1: frozenset({StoredUsage.__tablename__})}
"""Tables that a database of an older format lacks; nothing else of it changed."""


def _read_format(connection: Connection, tables: set[str]) -> int:
    """The number of the shape of the tables; 0 for something else."""
    if DatabaseFormat.__tablename__ not in tables:
        return 0
    return connection.scalar(select(col(DatabaseFormat.number))) or 0


def make_database_error(name: str, reason: object) -> MachineError:
    """The database, or its disk, refuses."""
    return MachineError(
        Message(
            "The operations database {name} cannot be used: {reason}", name=name, reason=hide_passwords(str(reason))
        ),
        Message("Check that it is the right file, its permissions and the space on its disk."),
    )


def _make_format_error(name: str) -> MachineError:
    """It is a database, but not one of these."""
    return MachineError(
        Message("The file {name} is no operations database of this program’s format.", name=name),
        Message("Name another file, or update the program; nothing was changed in this one."),
    )


def make_absent_error(place: Place) -> MachineError:
    """There is no such database."""
    return MachineError(
        Message("There is no operations database at {path}.", path=place),
        Message("Make it with its first key: `boas keys make ORGANISATION --until DAY --operations FILE`."),
    )
