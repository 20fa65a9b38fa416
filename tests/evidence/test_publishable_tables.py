"""Tables from rows about people are written whole, all of them or none."""

from pathlib import Path

import pytest

from boas.errors import MachineError, UsageError
from boas.evidence import write_tables
from boas.evidence._publishable_tables import count_rows
from boas.evidence.tabulation import ColumnRoles


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_when_one_table_cannot_be_written_the_other_is_taken_back(tmp_path: Path) -> None:
    (tmp_path / "scores.csv").write_text("mine\n")

    with pytest.raises(UsageError, match="exists already"):
        write_tables(tmp_path, {"counts.csv": "tp\n", "scores.csv": "positives\n"})

    assert files_below(tmp_path) == {"scores.csv": b"mine\n"}


def test_a_disk_that_refuses_is_a_matter_of_the_machine(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="Cannot write"):
        write_tables(tmp_path / "gone", {"counts.csv": "tp\n"})
    with pytest.raises(MachineError, match="Cannot read"):
        count_rows(tmp_path, ColumnRoles("y", "flag"), lambda _n: None)


def test_work_that_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_tables(tmp_path, {"counts.csv": "tp\n", "scores.csv": "\ud800"})

    assert files_below(tmp_path) == {}


def test_whoever_waits_is_told_how_many_rows_were_read(tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("y,flag\n" + "1,0\n" * 20_000)
    told: list[int] = []

    counted = count_rows(rows, ColumnRoles("y", "flag"), told.append)

    assert counted.n_people == 20_000
    assert told == sorted(told) != []
