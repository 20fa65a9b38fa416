"""`boas reuses discover` as people run it: what it prints, what it writes, how it ends."""

import json
from pathlib import Path

import pytest

from tests.cli.running import boas
from tests.discovery.example_projects import make_project
from tests.discovery.example_registry import make_registry
from tests.git_registry import GitRegistry

FILE = "model_cards/algorithms/edsnlp/reuses/etude-parcours-avc.yaml"


@pytest.fixture
def registry(tmp_path: Path) -> GitRegistry:
    """The small registry."""
    return make_registry(tmp_path / "registry")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A checkout of the study in Python."""
    return make_project("python-study", tmp_path / "study").path


def list_files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if ".git/" not in f"{path}/"}


def test_without_write_nothing_is_written(registry: GitRegistry, study: Path) -> None:
    before = list_files(registry.path)

    done = boas("reuses", "discover", str(study), "--seen", "2026-01-06", "--lang", "fr", at=registry.path)

    assert done.returncode == 0, done.stderr
    said = done.stdout.decode()
    assert f"  edsnlp: nouvelle, {FILE}" in said
    assert "0.19.0, soit la version 1.0.0 ici, dans deploy/base.in, pyproject.toml, uv.lock" in said
    assert "2 nouvelles réutilisations ; « --write » écrit leurs fichiers." in said
    assert list_files(registry.path) == before


def test_what_is_written_passes_the_check(registry: GitRegistry, study: Path) -> None:
    done = boas("reuses", "discover", str(study), "--seen", "2026-01-06", "--write", "--lang", "en", at=registry.path)

    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().endswith("2 reuses written.\n")
    checked = boas("check", FILE, "--lang", "en", at=registry.path)
    assert checked.returncode == 0, checked.stdout.decode()
    again = boas("reuses", "discover", str(study), "--write", "--lang", "en", at=registry.path)
    assert again.stdout.decode().endswith("0 reuses written.\n")


def test_a_lock_that_boas_use_wrote_is_found(registry: GitRegistry, tmp_path: Path) -> None:
    hospital = GitRegistry(tmp_path / "hospital")
    hospital.git("remote", "add", "origin", "git@forge.example.org:chu/hospital.git")
    used = boas("use", "edsnlp@==1.0.0", "--from", str(registry.path), at=hospital.path)
    assert used.returncode == 0, used.stderr
    hospital.commit("Pin")

    done = boas("reuses", "discover", str(hospital.path), "--format", "json", at=registry.path)

    (project,) = json.loads(done.stdout)["projects"]
    assert [(one["algorithm"], one["version"], one["files"]) for one in project["reuses"]] == [
        ("edsnlp", "1.0.0", ["boas.lock"])
    ]
    assert project["problems"] == []


def test_a_program_is_told_in_json(registry: GitRegistry, study: Path, tmp_path: Path) -> None:
    (tmp_path / "no-git").mkdir()

    done = boas(
        *("reuses", "discover", str(study), str(tmp_path / "no-git"), "--format", "json"),
        *("--registry", str(registry.path), "--seen", "2026-01-06"),
        at=tmp_path,
    )

    assert done.returncode == 1
    told = json.loads(done.stdout)
    (project,) = told["projects"]
    assert project["url"] == "https://forge.example.org/chu-exemple/etude-parcours-avc"
    assert [(one["algorithm"], one["state"], one["upstream"], one["matched_version"]) for one in project["reuses"]] == [
        ("edsnlp", "new", {"version": "0.19.0"}, "1.0.0"),
        ("edsteva", "new", {"version": "0.2.4"}, ""),
    ]
    assert [one["path"] for one in project["problems"]] == ["requirements-deploy.txt"]
    assert [one["folder"] for one in told["unread"]] == [str(tmp_path / "no-git")]


def test_nothing_in_a_checkout_runs(registry: GitRegistry, study: Path, tmp_path: Path) -> None:
    proof = tmp_path / "ran"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch '{proof}'\n")
    script.chmod(0o755)
    config = study / ".git/config"
    config.write_text(
        f"{config.read_text()}[core]\n\tfsmonitor = {script}\n\tpager = {script}\n\tsshCommand = {script}\n"
        f"[diff]\n\texternal = {script}\n"
    )
    (study / ".git/hooks").mkdir(exist_ok=True)
    (study / ".git/hooks/post-index-change").symlink_to(script)

    done = boas("reuses", "discover", str(study), at=registry.path)

    assert done.returncode == 0, done.stderr
    assert not proof.exists()


@pytest.mark.parametrize(
    "options",
    [(), ("no-such-folder",), (".", "--seen", "yesterday"), (".", "--format", "xml")],
)
def test_a_wrong_call_ends_with_2(options: tuple[str, ...], registry: GitRegistry) -> None:
    done = boas("reuses", "discover", *options, at=registry.path)

    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_a_day_ahead_is_refused_by_the_rules_and_nothing_is_written(registry: GitRegistry, study: Path) -> None:
    done = boas("reuses", "discover", str(study), "--seen", "2126-01-06", "--write", "--lang", "en", at=registry.path)

    assert done.returncode == 0
    assert "edsnlp: refused by the rules of this registry, see below" in done.stdout.decode()
    assert not (registry.path / FILE).exists()
