"""Digests of a clone, a ledger and an archive are held against each other without a terminal."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from boas.errors import IntegrityError, UsageError
from boas.proposals import read_clone, read_ledger, verify_archive, verify_clone
from tests.cli.running import BASE
from tests.git_registry import GitRegistry

NAME = ("exemple-score", "1.0.0")


@pytest.fixture
def registry(git_registry: Callable[..., GitRegistry]) -> GitRegistry:
    made = git_registry()
    for path in (BASE / "model_cards").rglob("*"):
        if path.is_file():
            made.write(path.relative_to(BASE).as_posix(), path.read_bytes())
    made.commit("Set up")
    return made


def write_ledger(path: Path, digest: str) -> Path:
    path.write_text(json.dumps({"versions": [{"id": NAME[0], "version": NAME[1], "digest": digest}], "removed": []}))
    return path


def test_a_clone_agrees_with_the_ledger_it_gives_and_with_no_other(registry: GitRegistry, tmp_path: Path) -> None:
    here = read_clone(registry.path)
    mine, other = (
        write_ledger(tmp_path / name, digest)
        for name, digest in (("mine.json", here.versions[NAME]), ("other.json", "0" * 64))
    )

    assert verify_clone(here, mine).wrong == ()
    assert verify_clone(here).n_versions == len(here.versions)
    assert "exemple-score 1.0.0" in verify_clone(here, other).wrong[0].in_("en")


def test_an_archive_is_held_against_a_ledger_or_a_clone(registry: GitRegistry, tmp_path: Path) -> None:
    folder, archive = registry.path / "model_cards/algorithms/exemple-score/versions/1.0.0", tmp_path / "one.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            made.writestr(f"exemple-score-1.0.0/{path.relative_to(folder).as_posix()}", path.read_bytes())
    here = read_clone(registry.path)

    assert verify_archive(archive, here).wrong == ()
    assert verify_archive(archive, read_ledger(write_ledger(tmp_path / "l.json", here.versions[NAME]))).wrong == ()
    assert verify_archive(archive, read_ledger(write_ledger(tmp_path / "l.json", "0" * 64))).wrong != ()


def test_what_is_no_ledger_and_no_archive_is_refused(registry: GitRegistry, tmp_path: Path) -> None:
    (tmp_path / "odd").write_text("odd")

    with pytest.raises(UsageError, match="is not a ledger"):
        read_ledger(tmp_path / "odd")
    with pytest.raises(IntegrityError, match="is not the archive"):
        verify_archive(tmp_path / "odd", read_clone(registry.path))
