"""A disk that is full or read-only: who submits is told to come back, nothing is half done, and later it is done."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALONE = ["unshare", "--user", "--map-root-user", "--mount"]


def can_mount() -> bool:
    """Whether this machine lets a process have disks of its own."""
    tried = subprocess.run([*ALONE, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False)
    return tried.returncode == 0


@pytest.mark.skipif(not can_mount(), reason="no disk can be made here")
def test_a_disk_that_refuses_is_a_503_and_the_same_request_is_done_later(tmp_path: Path, base_index_file: Path) -> None:
    ran = subprocess.run(
        [*ALONE, sys.executable, "-m", "tests.submissions.on_small_disk", tmp_path, base_index_file],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == [
        ["chu-premier", 201, "", 1, 0],
        ["chu-plein-repository", 503, "not-taken", 1, 0],
        ["chu-plein-repository", 201, "", 2, 0],
        ["chu-plein-operations", 503, "not-taken", 2, 0],
        ["chu-plein-operations", 201, "", 3, 0],
        ["chu-lecture", 503, "not-taken", 3, 0],
        ["chu-lecture", 201, "", 4, 0],
    ]
