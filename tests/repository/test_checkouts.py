"""Somebody else's checkout: its last commit, its remote, the repositories that it pins."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from boas.errors import IntegrityError, RegistryError, UsageError
from boas.repository import Submodule, open_checkout
from tests.git_registry import GitRegistry

PIN = "af0c012ec133bb4a2186c1c8ca408c4c2120a1f4"


@pytest.fixture
def project(git_registry: Callable[..., GitRegistry]) -> GitRegistry:
    """A checkout with one commit."""
    made = git_registry("project")
    made.write("pyproject.toml", "[project]\n")
    made.commit("Begin")
    return made


def test_the_last_commit_is_read_and_no_later_edit(project: GitRegistry) -> None:
    project.write("pyproject.toml", "edited")
    project.write("untracked.txt", "new")

    with open_checkout(project.path) as checkout:
        files = checkout.tree.files
        assert list(files) == ["pyproject.toml"]
        assert checkout.tree.read(files["pyproject.toml"]) == b"[project]\n"
        assert checkout.tree.commit == project.git("rev-parse", "HEAD")


@pytest.mark.parametrize(
    ("remotes", "expected"),
    [
        ({}, ""),
        ({"origin": "https://forge.example.org/a"}, "https://forge.example.org/a"),
        (
            {"fork": "https://forge.example.org/b", "origin": "https://forge.example.org/a"},
            "https://forge.example.org/a",
        ),
        ({"z": "https://forge.example.org/z", "y": "https://forge.example.org/y"}, "https://forge.example.org/y"),
    ],
)
def test_the_origin_is_where_it_comes_from_else_the_first_remote_by_name(
    project: GitRegistry, remotes: dict[str, str], expected: str
) -> None:
    for name, url in remotes.items():
        project.git("remote", "add", name, url)

    with open_checkout(project.path) as checkout:
        assert checkout.remote == expected


def test_of_several_addresses_of_a_remote_the_one_that_is_fetched_counts(project: GitRegistry) -> None:
    project.git("remote", "add", "origin", "https://forge.example.org/a")
    project.git("remote", "set-url", "--add", "origin", "https://forge.example.org/b")

    with open_checkout(project.path) as checkout:
        assert checkout.remote == "https://forge.example.org/a"


def pin(project: GitRegistry, modules: str, *paths: str) -> None:
    """Commit a `.gitmodules` and pins at these paths."""
    project.write(".gitmodules", modules)
    project.git("add", "--all")
    for path in paths:
        project.git("update-index", "--add", "--cacheinfo", f"160000,{PIN},{path}")
    project.git("commit", "--quiet", "--message=Pin")


def test_a_submodule_is_what_a_commit_pins_whatever_its_file_says(project: GitRegistry) -> None:
    modules = '[submodule "a"]\npath = lib/a/\nurl = ../a.git\n[submodule "gone"]\npath = lib/gone\nurl = ../gone.git\n'
    pin(project, modules, "lib/a", "lib/unnamed")

    with open_checkout(project.path) as checkout:
        assert checkout.submodules == (Submodule("lib/a", "../a.git", PIN), Submodule("lib/unnamed", "", PIN))


@pytest.mark.parametrize(
    "modules",
    ["[submodule", "\x00\xff", '[submodule "a"]\npath\nurl\n', "[include]\npath = /srv/other\n", ""],
    ids=range(5),
)
def test_a_file_of_submodules_that_is_none_leaves_the_pins(project: GitRegistry, modules: str) -> None:
    pin(project, modules, "lib/a")

    with open_checkout(project.path) as checkout:
        assert checkout.submodules == (Submodule("lib/a", "", PIN),)


def test_a_folder_inside_a_checkout_is_no_project_of_its_own(project: GitRegistry) -> None:
    (project.path / "sub").mkdir()

    with pytest.raises(UsageError, match="is not the top of a Git checkout"), open_checkout(project.path / "sub"):
        pass


def test_a_folder_without_git_and_a_repository_without_commit_cannot_be_read(
    tmp_path: Path, git_registry: Callable[..., GitRegistry]
) -> None:
    for folder in (tmp_path, git_registry("empty").path):
        with pytest.raises(RegistryError), open_checkout(folder):
            pass


def test_what_a_partial_clone_lacks_is_not_fetched(project: GitRegistry, tmp_path: Path) -> None:
    project.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "--quiet", "--filter=blob:none", "--no-checkout", f"file://{project.path}", str(clone)],
        check=True,
    )
    missing = ["git", "-C", str(clone), "rev-list", "--objects", "--missing=print", "HEAD"]
    before = subprocess.run(missing, check=True, capture_output=True, env=os.environ).stdout
    assert b"\n?" in before

    with pytest.raises(IntegrityError), open_checkout(clone):
        pass
    assert subprocess.run(missing, check=True, capture_output=True, env=os.environ).stdout == before
