"""The file of the operations database: what it is not is refused and left as it was."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from boas.errors import MachineError
from boas.operations import (
    SubmissionRecord,
    UsageKey,
    find_submission,
    list_keys,
    make_key,
    open_operations,
    prune_submissions,
    read_usage,
    record_answer,
    record_submission,
    record_usage,
    verify_key,
)


def write_foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE patients (name TEXT)")
        database.commit()


def write_newer(path: Path) -> None:
    open_operations(path).close()
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE databaseformat SET number = number + 1")
        database.commit()


def write_cut(path: Path) -> None:
    open_operations(path).close()
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TABLE storedusage")
        database.commit()


@pytest.mark.parametrize(
    ("write", "said"),
    [
        pytest.param(lambda path: path.write_bytes(b"no database " * 100), "not a database", id="text"),
        pytest.param(write_foreign, "no operations database", id="a database of somebody else"),
        pytest.param(write_newer, "no operations database", id="a later format"),
        pytest.param(write_cut, "no operations database", id="a table is missing"),
        pytest.param(lambda path: path.mkdir(), "cannot be used", id="a folder"),
    ],
)
def test_what_is_no_operations_database_is_refused(tmp_path: Path, write: Callable[[Path], object], said: str) -> None:
    file = tmp_path / "operations.sqlite"
    write(file)

    with pytest.raises(MachineError, match=said):
        open_operations(file)


def test_a_file_that_must_be_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="no operations database at"):
        open_operations(tmp_path / "absent.sqlite", must_exist=True)

    assert list(tmp_path.iterdir()) == []


def test_a_database_can_be_used_by_many_at_once(tmp_path: Path) -> None:
    opened = [open_operations(tmp_path / "operations.sqlite") for _ in range(3)]

    with ThreadPoolExecutor(12) as many:
        list(many.map(lambda n: make_key(opened[n % 3], "chu-sud", ("reuses",), "2027-01-01", "2026-11-29"), range(60)))

    assert [len(list_keys(one)) for one in opened] == [60, 60, 60]
    for one in opened:
        one.close()


def test_the_first_record_and_the_first_answer_stay(tmp_path: Path) -> None:
    operations = open_operations(tmp_path / "operations.sqlite")
    first = SubmissionRecord("s1", "k1", "aa", "2026-11-29T10:00:00Z", "")

    assert record_submission(operations, first) == first
    assert record_submission(operations, SubmissionRecord("s1", "k2", "bb", "2026-11-29T11:00:00Z", "")) == first
    record_answer(operations, "s1", "[201]")
    record_answer(operations, "s1", "[422]")

    found = find_submission(operations, "s1")
    assert found is not None
    assert found.answer == "[201]"
    assert find_submission(operations, "s2") is None
    operations.close()


def test_a_thousand_tries_for_one_record_make_one(tmp_path: Path) -> None:
    operations = open_operations(tmp_path / "operations.sqlite")

    with ThreadPoolExecutor(10) as many:
        tries = many.map(
            lambda n: record_submission(operations, SubmissionRecord("s", f"k{n}", "aa", "2026-11-29", "")),
            range(200),
        )

    assert len({one.key_id for one in tries}) == 1
    operations.close()


def test_a_database_from_before_there_were_counts_is_kept_and_completed(tmp_path: Path) -> None:
    file = tmp_path / "operations.sqlite"
    operations = open_operations(file)
    key = make_key(operations, "chu-sud", ("reuses",), "2027-01-01", "2026-11-29")
    operations.close()
    with closing(sqlite3.connect(file)) as database:
        database.execute("DROP TABLE storedusage")
        database.execute("UPDATE databaseformat SET number = 1")
        database.commit()

    operations = open_operations(file)
    record_usage(operations, {UsageKey("2026-11-29", "avc", "1.0.0", "archive", "person"): 2})

    assert verify_key(operations, key, "2026-11-29").holder is not None
    assert [row.n for row in read_usage(operations)] == [2]
    operations.close()


def test_submissions_answered_long_ago_are_forgotten_and_open_ones_stay(tmp_path: Path) -> None:
    operations = open_operations(tmp_path / "operations.sqlite")
    for own, day, answer in (
        ("old", "01", "[201]"),
        ("open", "01", ""),
        ("edge", "10", "[201]"),
        ("new", "11", "[422]"),
    ):
        moment = f"2026-11-{day}T10:00:00+00:00"
        record_submission(operations, SubmissionRecord(own, "k1", own, moment, answer))

    assert prune_submissions(operations, "2026-11-10T10:00:00+00:00") == 1

    assert [own for own in ("old", "open", "edge", "new") if find_submission(operations, own)] == [
        "open",
        "edge",
        "new",
    ]
    assert prune_submissions(operations, "2026-11-10T10:00:00+00:00") == 0
    operations.close()
