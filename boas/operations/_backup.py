"""A copy of the operations database in one file, and back: whole or not at all, and looked at before it is believed.

Both ways go through SQLite's own backup, so that a copy is one moment of a database that others write to, and a
database that is put back is the old one until it is the new one.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from urllib.parse import quote

from sqlalchemy import func, select
from sqlmodel import col

from boas.errors import UsageError
from boas.operations._database import make_absent_error, make_database_error, open_operations
from boas.operations._place import Place, require_file
from boas.operations._tables import StoredKey, StoredSubmission, StoredUsage
from boas.translation import Message

_PATIENCE = 2.0
"""Seconds to wait for somebody who just leaves the database."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What an operations database holds."""

    n_keys: int
    n_submissions: int
    days: tuple[str, str] | None
    """First and last day with counts; nothing when there are none."""


def store_backup(place: Place, backup: Path) -> Holdings:
    """Copy the database as it is at one moment into a new file; servers go on. Gives what the copy holds.

    Raises:
        UsageError: There is something at the address of the copy, or the database is on a server.
        MachineError: There is no database to copy, it is damaged, or a disk refuses.
    """
    operations_file = require_file(place)
    open_operations(operations_file, must_exist=True).close()
    _refuse_present(backup)
    with _make_beside(backup) as unfinished:
        return _publish_copy(operations_file, unfinished, backup)


def restore_backup(backup: Path, place: Place, *, replaces: bool = False) -> Holdings:
    """Put a copy in the place of the database, which nobody may use meanwhile. Gives what it holds.

    Raises:
        UsageError: There is a database and it is not to be replaced, somebody uses it, or it is on a server.
        MachineError: The copy is missing, damaged or no operations database, or a disk refuses.
    """
    operations_file = require_file(place)
    if not backup.is_file():
        raise make_absent_error(backup)
    if not replaces:
        _refuse_present(operations_file)
    with _make_beside(operations_file) as unfinished:
        if not operations_file.exists():
            return _publish_copy(backup, unfinished, operations_file)
        held = _copy_checked(backup, unfinished)
        _refuse_used(operations_file)
        _copy_database(unfinished, operations_file)
        return held


def _publish_copy(source: Path, unfinished: Path, target: Path) -> Holdings:
    """Copy, look at the copy, then give it its name, which nothing else may have got meanwhile."""
    held = _copy_checked(source, unfinished)
    try:
        os.link(unfinished, target)
        _write_folder(target.parent)
    except FileExistsError:
        raise _make_present_error(target) from None
    except OSError as error:
        raise make_database_error(target.name, error.strerror) from error
    return held


def _copy_checked(source: Path, unfinished: Path) -> Holdings:
    """Copy a database, refuse what is damaged or something else, and bring an older one to the present form."""
    _copy_database(source, unfinished)
    found = _ask(source.name, unfinished, "PRAGMA integrity_check")
    if found != "ok":
        raise make_database_error(source.name, found.splitlines()[0])
    held = _read_holdings(unfinished)
    _ask(source.name, unfinished, "PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
    return held


def _ask(name: str, file: Path, pragma: str) -> str:
    """What SQLite answers about a file; one damaged enough is an error there and no answer. Raises `MachineError`."""
    try:
        with closing(sqlite3.connect(file)) as opened:
            return str(opened.execute(pragma).fetchone()[0])
    except sqlite3.Error as error:
        raise make_database_error(name, error) from error


def _copy_database(source: Path, target: Path) -> None:
    """Copy all pages in one transaction. Raises `MachineError`."""
    try:
        with (
            closing(sqlite3.connect(f"file:{quote(str(source.absolute()))}?mode=ro", uri=True)) as from_here,
            closing(sqlite3.connect(target, timeout=_PATIENCE)) as to_there,
        ):
            from_here.backup(to_there)
    except sqlite3.Error as error:
        raise make_database_error(source.name, error) from error


def _read_holdings(file: Path) -> Holdings:
    """What a database holds. Raises `MachineError` when it is none of ours."""
    operations = open_operations(file, must_exist=True)
    try:
        with operations.read() as connection:
            counts = [
                connection.scalar(select(func.count()).select_from(table)) for table in (StoredKey, StoredSubmission)
            ]
            first, last = connection.execute(
                select(func.min(col(StoredUsage.day)), func.max(col(StoredUsage.day)))
            ).one()
    finally:
        operations.close()
    return Holdings(counts[0] or 0, counts[1] or 0, (first, last) if first else None)


def _refuse_used(file: Path) -> None:
    """Raise `UsageError` when anybody has the database open: SQLite leaves its log only when nobody else is there."""
    try:
        with closing(sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)) as alone:
            alone.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError:
        raise UsageError(
            Message("The operations database {name} is in use.", name=file.name),
            Message("Stop the server first; nothing was changed."),
        ) from None
    except sqlite3.DatabaseError as error:
        raise make_database_error(file.name, error) from error


@contextmanager
def _make_beside(target: Path) -> Iterator[Path]:
    """The address of a file beside another one, which only its owner reads and which is gone at the end."""
    unfinished = target.with_name(f".{target.name}.{token_hex(4)}")
    try:
        os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise make_database_error(target.name, error.strerror) from error
    try:
        yield unfinished
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{unfinished}{ending}").unlink(missing_ok=True)


def _write_folder(folder: Path) -> None:
    """See to it that a new name is on the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _refuse_present(file: Path) -> None:
    """Raise `UsageError` when there is something at an address."""
    if file.exists() or file.is_symlink():
        raise _make_present_error(file)


def _make_present_error(file: Path) -> UsageError:
    """There is something already."""
    return UsageError(
        Message("There is something at {path} already.", path=file),
        Message("Name another file; a restored database may also take the place of one that is there: `--replace`."),
    )
