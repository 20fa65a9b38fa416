"""What a scan looks at is bounded, and what cannot be read stops it."""

from pathlib import Path

import pytest

from boas.errors import MachineError, UsageError
from boas.registry._scan_targets import MOST_FILES, read_file_bytes, scan_files
from boas.tree import File, Tree


def test_too_much_python_is_refused_before_any_is_read() -> None:
    files = {name: File(name, "", "file", 1) for name in (f"{number}.py" for number in range(MOST_FILES + 1))}
    with pytest.raises(UsageError, match="More than 20000 files"):
        scan_files(files, Tree(files, lambda file: pytest.fail(file.path)), lambda _done, _total: None)


def test_a_file_that_vanished_stops_the_scan(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match=r"Cannot read .*gone\.py"):
        read_file_bytes(tmp_path / "gone.py")
