"""A public project on disk: which of its files are read, what is kept out, what cannot be read."""

import os
from pathlib import Path

import pytest

from boas.discovery import PublicProject, UnreadProject, read_project
from tests.discovery.example_projects import ADDRESSES, PROJECTS, make_project
from tests.discovery.reading import describe
from tests.git_registry import GitRegistry


def read(folder: Path) -> PublicProject:
    found = read_project(folder)
    assert isinstance(found, PublicProject)
    return found


def list_entries(project: PublicProject) -> list[str]:
    """Everything that was read, a line each, below the path of its file."""
    lines = []
    for file in project.files:
        lines.append(file.path)
        lines += [f"  {describe(one)}" for one in file.dependencies]
        lines += [f"  ! {one.line}: {one.message.in_('en')}" for one in file.problems]
    return lines


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_every_file_of_an_example_says_what_it_should(name: str, tmp_path: Path) -> None:
    golden = PROJECTS / f"{name}.read.txt"
    lines = list_entries(read(make_project(name, tmp_path / name).path))
    if os.environ.get("BOAS_WRITE_GOLDEN"):
        golden.write_text("".join(f"{line}\n" for line in lines))

    assert lines == golden.read_text().splitlines()


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_a_project_is_named_by_where_it_comes_from_and_holds_no_password(name: str, tmp_path: Path) -> None:
    project = read(make_project(name, tmp_path / name).path)

    assert project.url.startswith("https://")
    assert "key" not in project.url
    assert project.name == project.url.rpartition("/")[2]


@pytest.fixture
def project(tmp_path: Path) -> GitRegistry:
    """An empty checkout with a remote."""
    made = GitRegistry(tmp_path / "project")
    made.git("remote", "add", "origin", "https://forge.example.org/a/project")
    return made


@pytest.mark.parametrize(
    "path",
    [
        *("node_modules/x/pyproject.toml", "vendor/requirements.txt", "venv/lib/requirements.txt", "a/.venv/uv.lock"),
        *("renv/library/R-4.4/x/dplyr/DESCRIPTION", "packrat/DESCRIPTION", "1/2/3/4/5/6/7/8/9/requirements.txt"),
        "lib/site-packages/x/pyproject.toml",
    ],
)
def test_software_of_others_that_a_project_carries_along_is_left_out(project: GitRegistry, path: str) -> None:
    project.write(path, "edsnlp==0.6.1\n")
    project.write("sub/requirements.txt", "edspdf\n")
    project.commit("Begin")

    assert list_entries(read(project.path)) == ["sub/requirements.txt", "  pypi:edspdf"]


def test_files_that_take_in_one_another_are_each_read_once(project: GitRegistry) -> None:
    project.write("requirements.txt", "-r a.in\nedsnlp\n")
    project.write("a.in", "-r requirements.txt\n-r b.in\n-r ../../outside.txt\nedspdf\n")
    project.commit("Begin")

    assert list_entries(read(project.path)) == [
        *("../../outside.txt", "  ! 0: Not read: the commit holds no such file."),
        *("a.in", "  pypi:edspdf"),
        *("b.in", "  ! 0: Not read: the commit holds no such file."),
        *("requirements.txt", "  pypi:edsnlp"),
    ]


def test_a_link_is_not_followed(project: GitRegistry, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("edsnlp\n")
    (project.path / "requirements.txt").symlink_to(tmp_path / "secret.txt")
    project.write("requirements-dev.txt", "-r requirements.txt\nedspdf\n")
    project.commit("Begin")

    assert list_entries(read(project.path)) == [
        *("requirements-dev.txt", "  pypi:edspdf"),
        *("requirements.txt", "  ! 0: Not read: the commit holds no such file."),
    ]


def test_a_file_of_ten_megabytes_is_named_and_not_read(project: GitRegistry) -> None:
    project.write("uv.lock", b"# padding\n" * 1_000_000)
    project.write("requirements.txt", "edsnlp\n")
    project.commit("Begin")

    assert list_entries(read(project.path)) == [
        *("requirements.txt", "  pypi:edsnlp"),
        *("uv.lock", "  ! 0: Not read: more than 4 MiB."),
    ]


def test_names_of_files_may_be_any_that_git_holds(project: GitRegistry) -> None:
    project.write("études/requirements.txt", "edsnlp\n")
    (project.path / "odd\nname").mkdir()
    project.write("odd\nname/requirements.txt", "edspdf\n")
    project.commit("Begin")

    assert [file.path for file in read(project.path).files] == [
        "odd\nname/requirements.txt",
        "études/requirements.txt",
    ]


def test_a_folder_that_is_no_checkout_is_told_with_what_to_do(tmp_path: Path) -> None:
    found = read_project(tmp_path)

    assert isinstance(found, UnreadProject)
    assert found.message.in_("en").startswith("No Git repository contains ")


def test_a_project_without_a_public_address_has_none(tmp_path: Path) -> None:
    made = GitRegistry(tmp_path / "alone")
    made.write("requirements.txt", "edsnlp\n")
    made.commit("Begin")

    project = read(made.path)

    assert (project.name, project.url) == ("alone", "")
