"""The versions this project ships never move, from the commit its settings name."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from boas.repository import open_repository
from tests.shipped import ROOT

BOAS = Path(sys.executable).with_name("boas")


def has_history() -> bool:
    """Whether this checkout carries its whole Git history."""
    if not (ROOT / ".git").exists():
        return False
    with open_repository(ROOT) as repository:
        return not repository.is_shallow()


needs_history = pytest.mark.skipif(not has_history(), reason="without its history a checkout cannot prove what moved")


def boas(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """One command, in English."""
    return subprocess.run([BOAS, *words, "--lang", "en"], capture_output=True, text=True, check=False)


@needs_history
def test_no_shipped_version_has_moved() -> None:
    told = boas("verify", "--registry", ROOT)
    assert told.returncode == 0, told.stdout + told.stderr
    versions, records = told.stdout.splitlines()
    assert versions.endswith("versions verified: none has moved.")
    assert records.endswith("verified, none has moved.")
    assert "audits" in records
    assert "evaluations" in records


@needs_history
def test_a_figure_raised_in_a_shipped_evaluation_is_seen(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    subprocess.run(["git", "clone", "--quiet", ROOT, copy], check=True)
    evaluation = next(copy.glob("model_cards/algorithms/avc-ait-pmsi/evaluations/*/evaluation.yaml"))
    evaluation.write_text(evaluation.read_text().replace("0.8826", "0.9826", 1))
    commit = ["git", "-C", str(copy), "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qam", "Edit"]
    subprocess.run(commit, check=True)
    told = boas("verify", "--registry", copy)
    shutil.rmtree(copy)
    assert told.returncode == 3
    assert evaluation.parent.name in told.stdout


@needs_history
def test_a_comma_added_to_a_shipped_version_is_seen(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    subprocess.run(["git", "clone", "--quiet", ROOT, copy], check=True)
    card = copy / "model_cards/algorithms/zimm/versions/1.0.0/card.yaml"
    card.write_text(card.read_text().replace("kind:", "kind:  ", 1))
    commit = ["git", "-C", str(copy), "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qam", "Edit"]
    subprocess.run(commit, check=True)
    told = boas("verify", "--registry", copy)
    shutil.rmtree(copy)
    assert told.returncode == 3
    assert "zimm/versions/1.0.0" in told.stdout
