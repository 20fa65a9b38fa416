"""Numbers of what is fetched: any number of processes add to them at once, and none is lost."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql

from boas.operations import UsageKey, open_operations, read_usage, record_usage
from boas.operations import _usage as usage
from boas.operations._tables import StoredUsage

ARCHIVE = UsageKey("2026-11-29", "avc", "1.0.0", "archive", "person")
ROBOT = UsageKey("2026-11-29", "avc", "1.0.0", "archive", "robot")
OTHER = UsageKey("2026-11-30", "bpco", "2.0.0", "answer", "program")

ADDS = """
import sys
from pathlib import Path
from boas.operations import UsageKey, open_operations, record_usage

operations = open_operations(Path(sys.argv[1]))
for _ in range(60):
    record_usage(operations, {
        UsageKey("2026-11-29", "avc", "1.0.0", "archive", "person"): 1,
        UsageKey("2026-11-29", "avc", "", "answer", "program"): 2,
    })
operations.close()
"""


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "operations.sqlite"
    open_operations(file).close()

    writing = [subprocess.Popen([sys.executable, "-c", ADDS, str(file)]) for _ in range(3)]

    assert [one.wait(60) for one in writing] == [0, 0, 0]
    operations = open_operations(file)
    assert {row.key.kind: row.n for row in read_usage(operations)} == {"answer": 360, "archive": 180}
    operations.close()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [(ARCHIVE, 3), (ROBOT, 1), (OTHER, 5)]),
        ({"algorithm": "avc"}, [(ARCHIVE, 3), (ROBOT, 1)]),
        ({"since": "2026-11-30"}, [(OTHER, 5)]),
        ({"until": "2026-11-29"}, [(ARCHIVE, 3), (ROBOT, 1)]),
        ({"algorithm": "avc", "since": "2026-11-30"}, []),
    ],
)
def test_numbers_are_read_by_algorithm_and_day(
    tmp_path: Path, asked: dict[str, str], found: list[tuple[UsageKey, int]]
) -> None:
    operations = open_operations(tmp_path / "operations.sqlite")
    record_usage(operations, {OTHER: 5, ARCHIVE: 1})
    record_usage(operations, {ROBOT: 1, ARCHIVE: 2})
    record_usage(operations, {})

    assert [(row.key, row.n) for row in read_usage(operations, **asked)] == found
    operations.close()


def test_nothing_that_is_kept_could_name_who_asked() -> None:
    assert set(StoredUsage.model_fields) == {"day", "algorithm", "version", "kind", "agent", "n"}


def test_postgresql_is_asked_for_the_same_sum() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # ships no types for this
    said = str(usage.build_addition("postgresql").compile(dialect=dialect))

    assert "ON CONFLICT (day, algorithm, version, kind, agent) DO UPDATE SET n = (storedusage.n + excluded.n)" in said
