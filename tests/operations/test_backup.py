"""Copies of the operations database: one moment of it, whole or not at all, and put back only when nobody is there."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from boas.errors import MachineError, UsageError
from boas.operations import (
    Holdings,
    UsageKey,
    make_key,
    open_operations,
    read_usage,
    record_usage,
    restore_backup,
    store_backup,
    verify_key,
)

DAY = UsageKey("2026-11-29", "avc", "1.0.0", "archive", "person")
NEXT = UsageKey("2026-11-30", "avc", "1.0.0", "archive", "person")

WRITES = """
import sys
from pathlib import Path
from boas.operations import UsageKey, open_operations, record_usage

operations = open_operations(Path(sys.argv[1]))
names = [UsageKey("2026-11-29", f"a-{n}", "1.0.0", "archive", "person") for n in range(50)]
while True:
    record_usage(operations, dict.fromkeys(names, 1))
    print("written", flush=True)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database with a key and counts of two days."""
    operations = open_operations(tmp_path / "operations.sqlite")
    make_key(operations, "chu-sud", ("reuses",), "2027-01-01", "2026-11-29")
    record_usage(operations, {DAY: 2, NEXT: 1})
    operations.close()
    return tmp_path / "operations.sqlite"


@contextmanager
def writing(file: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that goes on writing."""
    process = subprocess.Popen([sys.executable, "-c", WRITES, str(file)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "written\n"
    try:
        yield process
    finally:
        process.kill()
        process.wait(60)
        process.stdout.close()


def list_names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_what_was_copied_comes_back(tmp_path: Path, file: Path) -> None:
    holds = Holdings(1, 0, ("2026-11-29", "2026-11-30"))
    assert store_backup(file, tmp_path / "copy.sqlite") == holds
    operations = open_operations(file)
    late = make_key(operations, "chu-nord", ("reuses",), "2027-01-01", "2026-11-30")
    operations.close()

    assert restore_backup(tmp_path / "copy.sqlite", file, replaces=True) == holds
    assert restore_backup(tmp_path / "copy.sqlite", tmp_path / "new.sqlite") == holds

    for one in (file, tmp_path / "new.sqlite"):
        operations = open_operations(one)
        assert verify_key(operations, late, "2026-11-30").refusal == "unknown"
        assert [row.n for row in read_usage(operations)] == [2, 1]
        operations.close()


def test_a_copy_is_one_moment_of_a_database_that_is_written_to(tmp_path: Path, file: Path) -> None:
    with writing(file) as process:
        for n in range(3):
            store_backup(file, tmp_path / f"copy-{n}.sqlite")
            assert process.poll() is None

    for n in range(3):
        operations = open_operations(tmp_path / f"copy-{n}.sqlite")
        numbers = {row.n for row in read_usage(operations) if row.key.algorithm.startswith("a-")}
        operations.close()
        assert len(numbers) == 1


def test_a_copy_is_one_file_that_only_its_owner_reads(tmp_path: Path, file: Path) -> None:
    (tmp_path / "to").mkdir()

    store_backup(file, tmp_path / "to" / "copy.sqlite")

    assert list_names(tmp_path / "to") == {"copy.sqlite"}
    assert (tmp_path / "to" / "copy.sqlite").stat().st_mode & 0o777 == 0o600


def test_nothing_is_overwritten_unasked(tmp_path: Path, file: Path) -> None:
    store_backup(file, tmp_path / "copy.sqlite")
    before = (tmp_path / "copy.sqlite").read_bytes()

    with pytest.raises(UsageError, match="already"):
        store_backup(file, tmp_path / "copy.sqlite")
    with pytest.raises(UsageError, match="already"):
        restore_backup(tmp_path / "copy.sqlite", file)

    assert (tmp_path / "copy.sqlite").read_bytes() == before


def test_a_database_in_use_is_not_replaced(tmp_path: Path, file: Path) -> None:
    store_backup(file, tmp_path / "copy.sqlite")

    with writing(file), pytest.raises(UsageError, match="in use"):
        restore_backup(tmp_path / "copy.sqlite", file, replaces=True)
    idle = open_operations(file)
    with pytest.raises(UsageError, match="in use"):
        restore_backup(tmp_path / "copy.sqlite", file, replaces=True)
    assert len(read_usage(idle)) == 52
    idle.close()

    assert restore_backup(tmp_path / "copy.sqlite", file, replaces=True).n_keys == 1


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 2 + 8 : 4096 * 2 + 200] = b"\xff" * 192
    path.write_bytes(content)


def write_foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE patients (name TEXT)")
        database.commit()


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(damage, id="a damaged page"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:9000]), id="cut short"),
        pytest.param(lambda path: path.write_bytes(b"no database" * 999), id="text"),
        pytest.param(write_foreign, id="a database of somebody else"),
        pytest.param(lambda path: path.unlink(), id="nothing"),
    ],
)
def test_a_copy_that_is_none_is_refused_and_the_database_stays(
    tmp_path: Path, file: Path, spoil: Callable[[Path], object]
) -> None:
    store_backup(file, tmp_path / "copy.sqlite")
    spoil(tmp_path / "copy.sqlite")
    (tmp_path / "to").mkdir()

    with pytest.raises(MachineError):
        restore_backup(tmp_path / "copy.sqlite", file, replaces=True)
    with pytest.raises(MachineError):
        restore_backup(tmp_path / "copy.sqlite", tmp_path / "to" / "new.sqlite")

    operations = open_operations(file)
    assert [row.n for row in read_usage(operations)] == [2, 1]
    operations.close()
    assert list_names(tmp_path / "to") == set()
    assert not [name for name in list_names(tmp_path) if name.startswith(".")]


RESTORES = """
import os, signal, sqlite3, sys
from pathlib import Path
from boas.operations import _backup as backup

def die_half_way(source, target):
    with sqlite3.connect(source) as one, sqlite3.connect(target) as other:
        one.backup(other, pages=1, progress=lambda status, left, total: left < total - 2 and os.kill(os.getpid(), 9))

backup._copy_checked(Path(sys.argv[1]), Path(sys.argv[2] + ".checked"))
die_half_way(sys.argv[2] + ".checked", sys.argv[2])
"""


def test_a_restore_that_is_killed_half_way_leaves_the_old_database(tmp_path: Path, file: Path) -> None:
    store_backup(file, tmp_path / "copy.sqlite")
    operations = open_operations(file)
    record_usage(operations, {DAY: 10})
    operations.close()

    command = [sys.executable, "-c", RESTORES, str(tmp_path / "copy.sqlite"), str(file)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL

    operations = open_operations(file)
    assert [row.n for row in read_usage(operations)] == [12, 1]
    operations.close()
