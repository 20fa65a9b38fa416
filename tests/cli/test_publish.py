"""`boas publish` as people run it: build, send what changed, refuse what would take a site back."""

import gzip
import shutil
from pathlib import Path

import pytest

from tests.cli.running import BASE, boas
from tests.git_registry import GitRegistry

CARD = "model_cards/algorithms/exemple-regle/algorithm.yaml"
CHU = "model_cards/organisations/exemple-chu.yaml"


@pytest.fixture
def registry(tmp_path: Path) -> GitRegistry:
    """The small registry without fault, committed."""
    repository = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE / "model_cards", repository.path / "model_cards")
    repository.commit("Set up")
    return repository


def publish(registry: GitRegistry, *more: str) -> tuple[int, str]:
    """The exit code, and all that was said, of publishing into the folder beside the registry."""
    done = boas("publish", "--lang", "en", *more, "../served", at=registry.path)
    return done.returncode, (done.stdout + done.stderr).decode()


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, its manifest and the record of what was sent aside."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {
        name: path.read_bytes() for name, path in files.items() if name not in {"manifest.json", ".boas-published.json"}
    }


def test_a_site_is_built_and_sent_and_the_next_time_only_what_an_edit_changed(registry: GitRegistry) -> None:
    served, current = registry.path.parent / "served", registry.path / ".boas/site/current"
    code, said = publish(registry)
    assert (code, read_tree(served)) == (0, read_tree(current.resolve())), said
    assert "unchanged: 0" in said

    registry.edit(CHU, "name:", "# The name as it is written on the door.\nname:")
    registry.commit("Say whose name it is")
    code, said = publish(registry)

    assert (code, read_tree(served)) == (0, read_tree(current.resolve())), said
    assert "Files sent: 0 " not in said
    assert "unchanged: 0" not in said
    assert "Files sent: 0 " in publish(registry)[1]


def test_texts_lie_compressed_beside_themselves_for_whoever_asks(registry: GitRegistry) -> None:
    served = registry.path.parent / "served"
    code, said = publish(registry, "--gzip", "beside")

    assert code == 0, said
    assert gzip.decompress((served / "fr/index.html.gz").read_bytes()) == (served / "fr/index.html").read_bytes()
    assert not list((registry.path / ".boas/site/current").rglob("*.gz"))


def test_a_registry_with_errors_is_not_sent(registry: GitRegistry) -> None:
    registry.write(CHU, "name: [")
    registry.commit("Break it")

    code, said = publish(registry)

    assert code == 1
    assert "Nothing is published" in said
    assert not (registry.path.parent / "served").exists()


def test_a_clone_that_lacks_what_the_target_shows_does_not_take_it_back(registry: GitRegistry) -> None:
    registry.git("clone", "--quiet", ".", "../old")
    registry.edit(CHU, "name:", "# Newer.\nname:")
    registry.commit("Go on")
    assert publish(registry)[0] == 0

    done = boas("publish", "--lang", "en", "../served", at=registry.path.parent / "old")

    assert done.returncode == 3
    assert b"does not descend from" in done.stderr
    assert b"git pull" in done.stderr


def test_without_rclone_one_is_told_what_to_install(registry: GitRegistry, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/git").symlink_to(shutil.which("git") or "")

    done = boas("publish", "--lang", "fr", "../served", at=registry.path, environment={"PATH": str(tmp_path / "bin")})

    assert done.returncode == 4
    assert "apt-get install rclone" in done.stderr.decode()
