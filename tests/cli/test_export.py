"""`boas export`: the file on the screen or in a file, what it leaves out beside it, and what it cannot find."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.running import BASE, boas
from tests.git_registry import GitRegistry


@pytest.fixture
def registry(tmp_path: Path) -> GitRegistry:
    """The small registry without fault, committed."""
    repository = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE / "model_cards", repository.path / "model_cards")
    repository.commit("Set up")
    return repository


def test_losses_are_told_beside_a_file_that_can_be_piped(registry: GitRegistry) -> None:
    done = boas("export", "exemple-regle", "--format", "codemeta", "--lang", "en", at=registry.path)

    assert done.returncode == 0
    assert json.loads(done.stdout)["@type"] == "SoftwareSourceCode"
    assert done.stderr.decode().startswith("The format has no place for: ")
    assert " safety" in done.stderr.decode()


def test_a_file_is_written_where_it_is_asked_for(registry: GitRegistry) -> None:
    done = boas("export", "exemple-regle@1.0.0", "--format", "cff", "--output", "CITATION.cff", at=registry.path)

    assert (done.returncode, done.stdout) == (0, b"")
    assert (registry.path / "CITATION.cff").read_bytes().startswith(b'cff-version: "1.2.0"')


def test_the_last_commit_is_exported_and_not_what_lies_beside_it(registry: GitRegistry) -> None:
    card = registry.path / "model_cards/algorithms/exemple-regle/versions/1.0.0/card.yaml"
    before = boas("export", "exemple-regle", "--format", "bibtex", at=registry.path).stdout
    card.write_text("nothing: here\n")

    assert boas("export", "exemple-regle", "--format", "bibtex", at=registry.path).stdout == before


@pytest.mark.parametrize(
    ("wanted", "said", "help"),
    [
        ("exemple-regl", "No algorithm `exemple-regl` in this registry.", "Try `exemple-regle`."),
        ("exemple-regle@9.0.0", "`exemple-regle` has no version 9.0.0.", "Versions that are there: 1.0.0."),
    ],
)
def test_what_is_not_there_is_one_line_and_a_remedy(registry: GitRegistry, wanted: str, said: str, help: str) -> None:  # noqa: A002
    done = boas("export", wanted, "--format", "bibtex", "--lang", "en", at=registry.path)

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"boas: {said}\n  → {help}\n"


def test_a_version_nobody_can_read_is_told(registry: GitRegistry) -> None:
    registry.write("model_cards/algorithms/exemple-regle/versions/1.0.0/card.yaml", "nothing: here\n")
    registry.commit("Break it")

    done = boas("export", "exemple-regle", "--format", "bibtex", "--lang", "en", at=registry.path)

    assert done.returncode == 2
    assert done.stderr.decode().startswith("boas: No card of `exemple-regle` can be read.\n  → Fix first")
