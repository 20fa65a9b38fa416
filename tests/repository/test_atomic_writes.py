"""Files are written whole or not at all."""

from pathlib import Path

import pytest

from boas.errors import MachineError
from boas.repository import write_bytes, write_new

PATH = "codes.csv"


def test_a_file_that_cannot_be_written_is_said_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("boas.repository._atomic_writes.os.fsync", full)

    (tmp_path / PATH).write_bytes(b"before")

    with pytest.raises(MachineError, match="No space left"):
        write_bytes(tmp_path, PATH, b"other")
    assert (tmp_path / PATH).read_bytes() == b"before"
    assert [path for path in tmp_path.rglob(".*") if ".git" not in path.parts] == []


def test_new_files_are_all_written_or_none(tmp_path: Path) -> None:
    (tmp_path / PATH).write_bytes(b"mine")

    with pytest.raises(FileExistsError):
        write_new(tmp_path, {"other.csv": b"new", PATH: b"new"})
    assert [path.name for path in tmp_path.iterdir()] == [PATH]

    write_new(tmp_path, {"other.csv": b"new", PATH: b"mine"})
    assert (tmp_path / "other.csv").read_bytes() == b"new"
