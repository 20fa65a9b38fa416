"""The operations database on a PostgreSQL server: the same answers as from a file, beside an index or alone."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from boas.cli import _operations_option
from boas.errors import MachineError, UsageError
from boas.operations import (
    PLACE_VARIABLE,
    Place,
    SubmissionRecord,
    UsageKey,
    find_submission,
    list_keys,
    make_key,
    name_place,
    open_operations,
    parse_place,
    prune_submissions,
    read_usage,
    record_answer,
    record_submission,
    record_usage,
    restore_backup,
    revoke_key,
    store_backup,
    verify_key,
)
from tests.operations.test_usage import ADDS
from tests.postgresql import PostgreSQL

DAY = "2026-11-30"


@pytest.fixture
def url(postgresql: PostgreSQL) -> str:
    """An empty database."""
    return postgresql.create_database("operations")


@pytest.fixture(params=["file", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty place of either kind."""
    if request.param == "file":
        return tmp_path / "operations.sqlite"
    url: str = request.getfixturevalue("url")
    return url


def use_it(place: Place) -> Iterator[object]:
    """What a server and its keeper do with a database, and all that it answers."""
    with closing(open_operations(place)) as operations:
        key = make_key(operations, "chu-sud", ("reuses", "evaluations"), "2027-01-31", DAY)
        found = verify_key(operations, key, DAY)
        yield found.holder.organisation if found.holder else None
        yield verify_key(operations, key, "2027-02-01").refusal
        yield verify_key(operations, f"{key[:-1]}{'B' if key[-1] == 'A' else 'A'}", DAY).refusal
        first = SubmissionRecord("s1", "k1", "aa", "2026-08-01T10:00:00Z", "")
        yield record_submission(operations, first)
        yield record_submission(operations, SubmissionRecord("s1", "k2", "bb", "2026-11-29T11:00:00Z", ""))
        record_submission(operations, SubmissionRecord("s2", "k1", "cc", "2026-08-02T10:00:00Z", ""))
        record_answer(operations, "s1", "[201, « é »]")
        record_answer(operations, "s1", "[422]")
        yield find_submission(operations, "s1")
        yield prune_submissions(operations, "2026-09-01T00:00:00Z")
        yield find_submission(operations, "s1"), find_submission(operations, "s2")
        for n in (1, 2):
            record_usage(operations, {UsageKey(DAY, name, "", "answer", "person"): n for name in ("b", "B", "é", "a")})
        yield read_usage(operations), read_usage(operations, "b", DAY, DAY)
    with closing(open_operations(place, must_exist=True)) as operations:
        (row,) = list_keys(operations)
        yield revoke_key(operations, row.id, DAY), verify_key(operations, key, DAY).refusal


def test_a_server_answers_as_a_file_does(url: str, tmp_path: Path) -> None:
    assert list(use_it(url)) == list(use_it(tmp_path / "operations.sqlite"))


def test_processes_that_write_at_once_lose_nothing_on_a_server(url: str) -> None:
    open_operations(url).close()

    program = ADDS.replace("Path(sys.argv[1])", "sys.argv[1]")
    writing = [subprocess.Popen([sys.executable, "-c", program, url]) for _ in range(3)]

    assert [one.wait(60) for one in writing] == [0, 0, 0]
    with closing(open_operations(url)) as operations:
        assert {row.key.kind: row.n for row in read_usage(operations)} == {"answer": 360, "archive": 180}


def test_many_tries_for_one_record_make_one(place: Place) -> None:
    with closing(open_operations(place)) as operations, ThreadPoolExecutor(8) as many:
        tries = list(
            many.map(lambda n: record_submission(operations, SubmissionRecord("s", f"k{n}", "aa", DAY, "")), range(60))
        )

    assert len({one.key_id for one in tries}) == 1


def test_a_database_that_holds_other_tables_is_shared_with_them(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE filled (seal TEXT)"))

    with closing(open_operations(url)) as operations:
        make_key(operations, "chu-sud", ("reuses",), "2027-01-31", DAY)
        assert len(list_keys(operations)) == 1
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT count(*) FROM filled")) == 0
    engine.dispose()


def test_a_server_without_our_tables_is_not_given_them_when_they_must_be_there(url: str) -> None:
    with pytest.raises(MachineError, match="no operations database at"):
        open_operations(url, must_exist=True)

    engine = create_engine(url)
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) == 0
    engine.dispose()


def test_a_later_format_is_refused_and_left_as_it_was(url: str) -> None:
    open_operations(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE databaseformat SET number = number + 1"))

    with pytest.raises(MachineError, match="no operations database of this"):
        open_operations(url)
    engine.dispose()


def test_a_server_that_is_away_is_told_without_its_password() -> None:
    with pytest.raises(MachineError) as told:
        open_operations("postgresql+psycopg://boas:secret@127.0.0.1:9/boas")

    assert "secret" not in str(told.value.message)
    assert "://127.0.0.1:9/boas" in str(told.value.message)


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("postgresql+psycopg://boas:secret@db/boas", "postgresql+psycopg://db/boas"),
        ("postgresql+psycopg://boas@db:5432/boas", "postgresql+psycopg://db:5432/boas"),
        ("postgresql://boas:se@secret@db/boas", "postgresql://db/boas"),
        ("postgresql://boas:secret/word@db/boas", "postgresql://db/boas"),
        ("postgresql://db/boas?host=/run/pg", "postgresql://db/boas"),
        ("postgresql://db/boas?user=boas&password=secret", "postgresql://db/boas"),
        ("postgresql://boas:secret?word@db/boas", "postgresql://…"),
        ("postgresql://db/boas?user=a@b&password=secret", "postgresql://…"),
    ],
)
def test_a_url_is_named_without_anything_that_lets_somebody_in(url: str, named: str) -> None:
    assert parse_place(url) == url
    assert name_place(url) == named


@pytest.mark.parametrize("written", ["mysql://db/boas", "sqlite:///here", "https://example.org"])
def test_the_url_of_another_kind_is_refused_and_never_taken_for_a_file(written: str) -> None:
    with pytest.raises(UsageError, match="PostgreSQL"):
        parse_place(written)


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(store_backup, id="backup"),
        pytest.param(lambda url, file: restore_backup(file, url), id="restore"),
    ],
)
def test_a_server_is_copied_by_its_own_tools(copy: Callable[[str, Path], object], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="own tools"):
        copy("postgresql+psycopg://boas@db/boas", tmp_path / "copy.sqlite")


def test_the_option_of_commands_and_the_writer_read_the_same_variable() -> None:
    assert _operations_option.VARIABLE == PLACE_VARIABLE
