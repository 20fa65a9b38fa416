"""The file of the operations database: made when it is first needed, opened with care, never thrown away."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, event, inspect, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DatabaseError
from sqlmodel import col, create_engine, insert

from boas.errors import MachineError
from boas.operations._tables import FORMAT_NUMBER, DatabaseFormat, OperationsTable
from boas.translation import Message

_PATIENCE = 10
"""Seconds to wait for another process that is writing."""
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
        except DatabaseError as error:
            raise make_database_error(self._name, error.orig) from error

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One look at the database, which waits for nobody. Raises `MachineError` when the database refuses."""
        try:
            with self._engine.connect().execution_options(**_READS) as connection:
                yield connection
        except DatabaseError as error:
            raise make_database_error(self._name, error.orig) from error

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def open_operations(path: Path, *, must_exist: bool = False) -> Operations:
    """The operations database in a file, made when there is none yet unless it must be there.

    Raises:
        MachineError: The file is not there, is no operations database, has another format, or the disk refuses.
    """
    if must_exist and not path.is_file():
        raise _make_absent_error(path)
    engine = _create_engine(path)
    opened = Operations(engine, path.name)
    try:
        _create_file(path)
        with opened.begin() as connection:
            _prepare_tables(connection, path.name)
    except OSError as error:
        engine.dispose()
        raise make_database_error(path.name, error.strerror) from error
    except MachineError:
        engine.dispose()
        raise
    return opened


def _create_file(path: Path) -> None:
    """Create an empty file that only its owner reads, unless there is one."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _create_engine(path: Path) -> Engine:
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
    """Create the tables in an empty database; refuse one of another format, or of something else."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        OperationsTable.metadata.create_all(connection)
        connection.execute(insert(DatabaseFormat).values(id=1, number=FORMAT_NUMBER))
    elif not set(OperationsTable.metadata.tables) <= tables or not _has_this_format(connection):
        raise _make_format_error(name)


def _has_this_format(connection: Connection) -> bool:
    """Whether the tables have the shape that this program knows."""
    return connection.scalar(select(col(DatabaseFormat.number))) == FORMAT_NUMBER


def make_database_error(name: str, reason: object) -> MachineError:
    """The database, or its disk, refuses."""
    return MachineError(
        Message("The operations database {name} cannot be used: {reason}", name=name, reason=reason),
        Message("Check that it is the right file, its permissions and the space on its disk."),
    )


def _make_format_error(name: str) -> MachineError:
    """It is a database, but not one of these."""
    return MachineError(
        Message("The file {name} is no operations database of this program’s format.", name=name),
        Message("Name another file, or update the program; nothing was changed in this one."),
    )


def _make_absent_error(path: Path) -> MachineError:
    """There is no such file."""
    return MachineError(
        Message("There is no operations database at {path}.", path=path),
        Message("Make it with its first key: `boas keys make ORGANISATION --until DAY --operations FILE`."),
    )
