"""`boas counts` and `boas operations`: numbers for whoever looks after a server, and its database kept safe."""

import json
import re
from pathlib import Path

import pytest

from boas.operations import UsageKey, open_operations, record_usage
from tests.cli.running import boas

ENGLISH = {"BOAS_LANG": "en"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an operations database that holds some counts."""
    operations = open_operations(tmp_path / "operations.sqlite")
    numbers = {
        ("2026-11-28", "avc-ait-pmsi", "1.0.0", "archive", "person"): 12,
        ("2026-11-28", "avc-ait-pmsi", "1.0.0", "file", "program"): 40,
        ("2026-11-29", "avc-ait-pmsi", "1.0.0", "archive", "robot"): 700,
        ("2026-11-29", "bpco", "", "answer", "program"): 3,
    }
    record_usage(operations, {UsageKey(*key): n for key, n in numbers.items()})
    operations.close()
    return tmp_path


def run(*arguments: str, at: Path, language: str = "en") -> tuple[int, str, str]:
    done = boas(*arguments, "--operations", "operations.sqlite", at=at, environment={"BOAS_LANG": language})
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_counts_are_shown_by_version_with_robots_apart(folder: Path) -> None:
    status, said, _ = run("counts", at=folder)

    assert status == 0
    assert [re.split(r"  +", line.strip()) for line in said.splitlines()[:4]] == [
        ["2026-11-28 – 2026-11-29"],
        ["archives", "files", "exports", "answers", "robots"],
        ["avc-ait-pmsi 1.0.0", "12", "40", "0", "0", "700"],
        ["bpco –", "0", "0", "0", "3", "0"],
    ]
    assert "Downloads are not use" in said


def test_counts_are_shown_in_french(folder: Path) -> None:
    said = run("counts", at=folder, language="fr")[1]

    assert "robots" in said
    assert "Un téléchargement n’est pas une utilisation" in said


def test_counts_are_given_for_programs(folder: Path) -> None:
    asked = ("counts", "avc-ait-pmsi", "--since", "2026-11-29")

    assert run(*asked, "--format", "csv", at=folder)[1] == (
        "day,algorithm,version,kind,agent,n\r\n2026-11-29,avc-ait-pmsi,1.0.0,archive,robot,700\r\n"
    )
    told = json.loads(run(*asked, "--format", "json", at=folder)[1])
    assert [(one["day"], one["agent"], one["n"]) for one in told] == [("2026-11-29", "robot", 700)]


def test_days_without_counts_are_said(folder: Path) -> None:
    assert run("counts", "--until", "2020-01-01", at=folder)[:2] == (0, "Nothing was counted in these days.\n")


def test_a_copy_says_what_it_holds_and_overwrites_nothing(folder: Path) -> None:
    status, said, _ = run("operations", "backup", "copy.sqlite", at=folder)
    assert (status, said) == (
        0,
        "The copy copy.sqlite is whole. It holds keys: 0, submissions: 0, counts from 2026-11-28 to 2026-11-29.\n",
    )

    again = run("operations", "backup", "copy.sqlite", at=folder)
    assert (again[0], "already" in again[2]) == (2, True)
    kept = run("operations", "restore", "copy.sqlite", at=folder)
    assert (kept[0], "--replace" in kept[2]) == (2, True)
    restored = run("operations", "restore", "copy.sqlite", "--replace", at=folder)
    assert (restored[0], "was restored" in restored[1]) == (0, True)


def test_without_a_database_there_is_nothing_to_count_or_copy(tmp_path: Path) -> None:
    for command in (("counts",), ("operations", "backup", "copy.sqlite")):
        status, _, said = run(*command, at=tmp_path)
        assert (status, "no operations database" in said) == (4, True)
    assert list(tmp_path.iterdir()) == []
