"""`boas fix` as people run it: what it writes, what it asks first, what it never touches."""

import os
import pty
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import BASE, ENVIRONMENT, PROGRAM, boas
from tests.git_registry import GitRegistry

RULE = "model_cards/algorithms/exemple-regle"
CARD = f"{RULE}/versions/1.0.0/card.yaml"
CODES = f"{RULE}/versions/1.0.0/codelists/inclusion.csv"
EVALUATION = f"{RULE}/evaluations/exemple-relecture/evaluation.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A registry without fault and without history."""
    shutil.copytree(BASE / "model_cards", tmp_path / "model_cards")
    return tmp_path


def put(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new, 1).encode())


@pytest.fixture
def published(root: Path) -> GitRegistry:
    """The same, published, frozen, and a branch for a proposal."""
    registry = GitRegistry(root)
    start = registry.commit("Set up")
    put(root, "model_cards/registry.yaml", "licence:", f"frozen_from: {start}\nlicence:")
    registry.commit("Freeze")
    registry.git("switch", "--quiet", "--create", "proposal")
    return registry


def test_safe_mends_are_written_and_told_and_nothing_is_left(root: Path) -> None:
    put(root, EVALUATION, "value: 0.9", "value: 0,9")

    done = boas("fix", at=root)

    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert lines[:2] == [f"Corrigé : {EVALUATION}", "  23  wrong-type  0,9 → 0.9"]
    assert lines[-1].startswith("Rien à corriger")
    assert "value: 0.9\n" in (root / EVALUATION).read_text()


def test_what_is_left_is_told_as_by_check(root: Path) -> None:
    put(root, EVALUATION, "value: 0.9", "value: 0,9")
    put(root, CARD, "category: targeting", "category: targetting")

    done = boas("fix", "--lang", "en", at=root)
    checked = boas("check", "--lang", "en", at=root)

    assert done.returncode == 1
    assert done.stdout.startswith(b"Fixed: ")
    assert checked.stdout.decode().split("\n\n")[0] in done.stdout.decode()


def test_without_a_path_what_only_warns_is_left_to_check(root: Path) -> None:
    put(root, CARD, "      release: CIM-10 FR 2019\n", "")

    everywhere, one = boas("fix", at=root), boas("fix", RULE, at=root)

    assert b"missing-release" not in everywhere.stdout
    assert "\n0 erreur, 1 avertissement" in everywhere.stdout.decode()
    assert b"avertissement[missing-release]" in one.stdout


def test_running_twice_changes_nothing(root: Path) -> None:
    put(root, CODES, "I63,", "I63.9,")
    boas("fix", at=root)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in root.rglob("*") if path.is_file()}

    again = boas("fix", at=root)

    assert again.returncode == 0
    assert "Corrigé" not in again.stdout.decode()
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in root.rglob("*") if path.is_file()} == before


def test_line_ends_and_permissions_stay(root: Path) -> None:
    path = root / CODES
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n").replace(b"I63,", b"I63.9,"))
    path.chmod(0o640)

    assert boas("fix", at=root).returncode == 0

    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n") == 4
    assert b"I639,Infarctus" in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [file.name for file in path.parent.iterdir() if file.name.startswith(".")] == []


def test_only_the_paths_given_are_mended(root: Path) -> None:
    put(root, CODES, "I63,", "I63.9,")
    put(root, EVALUATION, "value: 0.9", "value: 0,9")

    done = boas("fix", CODES, at=root)

    assert done.returncode == 0
    assert "value: 0,9" in (root / EVALUATION).read_text()


def test_unsafe_mends_are_shown_and_not_written_without_a_yes(root: Path) -> None:
    put(root, CARD, "category: targeting", "category: targetting")
    before = (root / CARD).read_bytes()

    done = boas("fix", "--unsafe", at=root)

    assert done.returncode == 1
    assert "-category: targetting\n+category: targeting\n" in done.stdout.decode()
    assert "ajouter --yes" in done.stderr.decode()
    assert (root / CARD).read_bytes() == before


def test_with_a_yes_on_the_command_line_they_are_written(root: Path) -> None:
    put(root, CARD, "category: targeting", "category: targetting")

    done = boas("fix", "--unsafe", "--yes", at=root)

    assert done.returncode == 0
    assert "category: targeting\n" in (root / CARD).read_text()


@pytest.mark.parametrize(("answer", "written"), [(b"y\n", "targeting"), (b"n\n", "targetting")])
def test_at_a_terminal_the_question_is_asked(root: Path, answer: bytes, written: str) -> None:
    put(root, CARD, "category: targeting", "category: targetting")
    ours, theirs = pty.openpty()
    os.write(ours, answer)

    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "fix", "--unsafe"],
        cwd=root,
        env=ENVIRONMENT,
        stdin=theirs,
        capture_output=True,
        check=False,
    )
    os.close(ours)
    os.close(theirs)

    assert "Écrire ces modifications ?" in done.stdout.decode()
    assert f"category: {written}\n" in (root / CARD).read_text()


def test_a_published_version_is_never_touched_and_that_is_said(published: GitRegistry) -> None:
    put(published.path, CODES, "I63,", "I63.9,")
    put(published.path, CARD, "category: targeting", "category: targetting")
    before = [(published.path / path).read_bytes() for path in (CODES, CARD)]

    done = boas("fix", "--unsafe", "--yes", at=published.path)

    assert done.returncode == 1
    assert [(published.path / path).read_bytes() for path in (CODES, CARD)] == before
    assert f"Version publiée, jamais modifiée : {RULE}/versions/1.0.0/" in done.stdout.decode()
    assert "boas release exemple-regle" in done.stdout.decode()


def test_a_version_of_the_proposal_is_mended_though_it_is_committed(published: GitRegistry) -> None:
    shutil.copytree(published.path / RULE / "versions/1.0.0", published.path / RULE / "versions/2.0.0")
    put(published.path, CODES.replace("1.0.0", "2.0.0"), "I63,", "I63.9,")
    published.commit("Propose")

    boas("fix", at=published.path)

    assert "I639," in (published.path / CODES.replace("1.0.0", "2.0.0")).read_text()


def test_without_a_shared_history_all_that_is_committed_counts_as_published(published: GitRegistry) -> None:
    published.git("switch", "--quiet", "--orphan", "alone")
    published.git("checkout", "main", "--", "model_cards")
    published.git("commit", "--quiet", "--message=Alone")
    put(published.path, CODES, "I63,", "I63.9,")

    boas("fix", at=published.path)

    assert "I63.9," in (published.path / CODES).read_text()


def test_before_versions_are_frozen_all_are_mended(root: Path) -> None:
    GitRegistry(root).commit("Set up")
    put(root, CODES, "I63,", "I63.9,")

    assert boas("fix", at=root).returncode == 0
    assert "I639," in (root / CODES).read_text()


def test_a_folder_to_rename_is_told_with_its_command(published: GitRegistry) -> None:
    score = "model_cards/algorithms/exemple-score/versions"
    shutil.copytree(published.path / score / "1.0.0", published.path / score / "1.0.1")
    put(published.path, f"{score}/1.0.1/card.yaml", "version: 1.0.0", "version: 1.0.1")
    put(published.path, f"{score}/1.0.1/card.yaml", "kind: score", "kind: rule")

    done = boas("fix", "--unsafe", "--yes", "--lang", "en", at=published.path)

    assert f"mv {score}/1.0.1 {score}/2.0.0, then `version: 2.0.0`" in done.stdout.decode()
    assert (published.path / score / "1.0.1").is_dir()


def test_a_mend_that_was_undone_is_told_with_its_reason(root: Path) -> None:
    put(root, CODES, "I63,", "i6,Court\nI63,")

    done = boas("fix", at=root)

    assert done.returncode == 1
    reason = "la correction aurait amené : Tout ce qui commence par « I6 » est sélectionné."
    assert f"Laissé : {CODES}:4 bad-code ({reason})" in done.stdout.decode()


def test_nothing_an_author_wrote_reaches_the_terminal_as_a_command(root: Path) -> None:
    put(root, CARD, "category: targeting", "category: targetting # \u202e\x1b[31m")

    done = boas("fix", "--unsafe", at=root)

    assert not set("\u202e\x1b") & set(done.stdout.decode())
