"""Finding the repository of a folder, and refusing what is not this person's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from boas.errors import RegistryError
from boas.repository import open_repository
from tests.repository.making import CARD, OTHER, Making


def test_a_repository_is_found_from_a_deep_folder(making: Making) -> None:
    commit = making.change("model_cards/a/b/card.yaml", "id: a\n")
    with open_repository(making.path / "model_cards/a/b") as repository:
        assert repository.top == making.path
        assert repository.read_head() == commit


def test_a_folder_with_a_dollar_and_a_space_is_taken_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # no repository here, should the folder be misread
    making = Making(tmp_path / "dépôt $HOME")
    commit = making.change(CARD, "id: one\n")
    making.write(OTHER, "id: two\n")
    with open_repository(making.path) as repository:
        assert repository.read_head() == commit
        assert repository.list_dirty_paths() == {OTHER}


def test_a_linked_work_tree_is_a_repository(making: Making, tmp_path: Path) -> None:
    making.change(CARD, "id: one\n")
    making.git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "linked"))
    commit = Making(tmp_path / "linked").change(CARD, "id: two\n")
    with open_repository(tmp_path / "linked") as repository:
        assert repository.read_head() == commit
        assert repository.list_dirty_paths() == frozenset()


@pytest.mark.parametrize("name", ["", "nowhere"], ids=["no repository", "no folder"])
def test_a_folder_outside_git_is_refused_with_a_remedy(tmp_path: Path, name: str) -> None:
    with pytest.raises(RegistryError, match="No Git repository") as refused:
        open_repository(tmp_path / name)
    assert "git init" in refused.value.help.in_("fr")


def test_a_bare_repository_is_read_when_it_is_named(making: Making, tmp_path: Path) -> None:
    commit = making.change(CARD, "id: one\n")
    making.git("clone", "--quiet", "--bare", str(making.path), str(tmp_path / "bare.git"))
    with open_repository(tmp_path / "bare.git") as repository:
        tree = repository.read_tree_of(commit)
        assert tree.read(tree.files[CARD]) == b"id: one\n"
        assert repository.list_dirty_paths() == frozenset()


def test_a_bare_repository_inside_a_card_is_content_and_runs_nothing(making: Making, tmp_path: Path) -> None:
    trap = making.path / "model_cards/trap"
    making.git("init", "--quiet", "--bare", str(trap))
    with (trap / "config").open("a") as settings:
        settings.write(f"[core]\n\tfsmonitor = touch {tmp_path / 'ran'}\n")
    commit = making.record()
    with open_repository(trap) as repository:
        assert repository.top == making.path
        assert repository.list_dirty_paths() == frozenset()
        assert "model_cards/trap/HEAD" in repository.read_tree_of(commit).files
    assert not (tmp_path / "ran").exists()


def test_a_broken_git_folder_is_no_repository(tmp_path: Path) -> None:
    (tmp_path / "broken/.git").mkdir(parents=True)
    with pytest.raises(RegistryError, match="No Git repository"):
        open_repository(tmp_path / "broken")


def test_a_repository_git_refuses_is_told_in_its_words(making: Making) -> None:
    making.git("config", "core.repositoryFormatVersion", "99")
    with pytest.raises(RegistryError, match=r"refuses to open .*99"):
        open_repository(making.path)


def test_the_repository_of_another_user_is_refused_until_trusted(
    making: Making, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = making.change(CARD, "id: one\n")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(RegistryError, match="another user") as refused:
        open_repository(making.path)
    assert f"safe.directory {making.path}" in refused.value.help.in_("en")
    trusting = tmp_path / "gitconfig"
    trusting.write_text(f"[safe]\n\tdirectory = {making.path}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(trusting))
    with open_repository(making.path) as repository:
        assert repository.read_head() == commit


def test_a_forgotten_git_dir_is_pointed_out(making: Making, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Making(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other.path / ".git"))
    with pytest.raises(RegistryError, match="GIT_DIR") as refused:
        open_repository(making.path)
    assert "unset GIT_DIR" in refused.value.help.in_("en")


def test_inside_a_hook_the_repository_opens_as_elsewhere(making: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    commit = making.change(CARD, "id: one\n")
    monkeypatch.chdir(making.path)
    monkeypatch.setenv("GIT_DIR", ".git")
    with open_repository(making.path / "model_cards") as repository:
        assert repository.read_head() == commit


def test_without_git_the_remedy_is_to_install_it(tmp_path: Path) -> None:
    program = (
        "from pathlib import Path\n"
        "from boas.errors import MachineError\n"
        "from boas.repository import open_repository\n"
        "try: open_repository(Path('.'))\n"
        "except MachineError as error: print(error.exit_code, error.help.in_('en'))\n"
    )
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PATH": str(tmp_path), "PYTHONPATH": str(root)}
    ran = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout == "4 Install Git (2.38 or later) and put it on the PATH.\n"


def test_a_closed_repository_answers_nothing(making: Making) -> None:
    making.change(CARD, "id: one\n")
    with open_repository(making.path) as repository:
        tree = repository.read_tree_of(repository.read_head())
    with pytest.raises(ValueError, match="closed"):
        repository.read_head()
    with pytest.raises(ValueError, match="closed"):
        tree.read(tree.files[CARD])
