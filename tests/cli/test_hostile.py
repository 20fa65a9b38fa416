"""Hostile files: one run tells all of them, and none of them takes more than its share of time and memory."""

import json
import shutil
from pathlib import Path

import pytest

from boas.checks._values import make_printable
from tests.cli.hostile import HOSTILE, Hostile
from tests.cli.running import BASE, boas


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """A registry without fault."""
    return Path(shutil.copytree(BASE, tmp_path / "registry"))


def test_one_run_tells_every_fault_of_every_file(registry: Path) -> None:
    for hostile in HOSTILE:
        hostile.lay(registry)

    run = boas("check", "--format", "json", at=registry)
    found = {(f["path"], f["line"], f["rule"]) for f in json.loads(run.stdout)["findings"]}

    assert len({hostile.path for hostile in HOSTILE}) == len(HOSTILE) >= 60
    assert [
        hostile.name for hostile in HOSTILE if (make_printable(hostile.path), hostile.line, hostile.rule) not in found
    ] == []
    # One of them is a second version that does not say what changed; without a history, it may as well be the first.
    silent = ("model_cards/algorithms/exemple-score/versions/1.0.0/card.yaml", 3, "missing-changes")
    assert {path for path, _, _ in found - {silent}} == {make_printable(hostile.path) for hostile in HOSTILE}
    assert (run.returncode, run.stderr) == (1, b"")


@pytest.mark.parametrize("hostile", HOSTILE, ids=[hostile.name for hostile in HOSTILE])
def test_a_hostile_file_is_refused_within_ten_seconds_and_512_mebibytes(hostile: Hostile, registry: Path) -> None:
    hostile.lay(registry)

    run = boas("check", at=registry, limited=True)
    text = run.stdout.decode()

    assert (run.returncode, run.stderr) == (1, b"")
    assert f"erreur[{hostile.rule}]" in text
    assert f"{make_printable(hostile.path)}{f':{hostile.line}:' if hostile.line else ''}" in text
    assert all(character.isprintable() or character == "\n" for character in text)
