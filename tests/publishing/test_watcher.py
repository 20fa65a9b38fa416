"""Edits are followed: a preview is made anew when files have changed and lie still, and no error ends that."""

import logging
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from boas.errors import BoasError, MachineError
from boas.publishing._watcher import ChangeWatcher, find_last_commit, look_once, read_traces
from boas.repository import open_repository
from tests.bilingual import Bilingual
from tests.git_registry import GitRegistry


def watched(sights: list[str], make: Callable[[], None]) -> ChangeWatcher:
    """Sees these sights one after the other, having made a preview of `a`."""
    return ChangeWatcher("a", iter(sights).__next__, make)


@pytest.mark.parametrize(
    ("sights", "made"),
    [
        pytest.param("aaa", 0, id="nothing changes"),
        pytest.param("ab", 0, id="a change that may go on"),
        pytest.param("abb", 1, id="a change that lies still"),
        pytest.param("abbbb", 1, id="a change is made once"),
        pytest.param("abcdd", 1, id="only the last of several"),
        pytest.param("abaa", 0, id="a change that is taken back"),
        pytest.param("abbaa", 2, id="there and back"),
    ],
)
def test_a_preview_is_made_anew_when_a_change_lies_still(sights: str, made: int) -> None:
    times: list[None] = []
    watch = watched(list(sights), lambda: times.append(None))
    for _ in sights:
        watch.look()

    assert len(times) == made


def test_an_error_is_told_once_and_the_next_change_is_made() -> None:
    told: list[BoasError] = []
    made: list[str] = []

    def make() -> None:
        made.append("")
        if len(made) == 1:
            raise MachineError(Bilingual("Disque plein.", "Disk full."), Bilingual("Libérer.", "Free some."))

    watch = watched(list("abbbcc"), make)
    for _ in range(6):
        look_once(watch, told.append)

    assert [error.message.in_("en") for error in told] == ["Disk full."]
    assert len(made) == 2


def test_a_bug_is_logged_and_the_following_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    def make() -> None:
        raise ZeroDivisionError

    watch = watched(list("abbcc"), make)
    with caplog.at_level(logging.ERROR):
        for _ in range(5):
            look_once(watch, lambda _error: None)

    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [ZeroDivisionError] * 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "model_cards/organisations").mkdir(parents=True)
    (tmp_path / "model_cards/organisations/a.yaml").write_text("a: 1\n")
    return tmp_path


def add(folder: Path) -> None:
    (folder / "model_cards/b.yaml").write_text("")


def edit(folder: Path) -> None:
    (folder / "model_cards/organisations/a.yaml").write_text("a: 10\n")


def touch(folder: Path) -> None:
    os.utime(folder / "model_cards/organisations/a.yaml", ns=(1, 1))


def move(folder: Path) -> None:
    (folder / "model_cards/organisations/a.yaml").rename(folder / "model_cards/organisations/c.yaml")


def remove(folder: Path) -> None:
    (folder / "model_cards/organisations/a.yaml").unlink()


def link(folder: Path) -> None:
    (folder / "model_cards/loop").symlink_to(folder / "model_cards")


@pytest.mark.parametrize("change", [add, edit, touch, move, remove], ids=lambda change: change.__name__)
def test_any_change_of_a_file_leaves_traces(folder: Path, change: Callable[[Path], None]) -> None:
    before = read_traces(folder)
    change(folder)

    assert read_traces(folder) != before


def test_files_left_alone_leave_the_same_traces_and_links_are_not_followed(folder: Path) -> None:
    link(folder)
    (folder / "outside.yaml").write_text("")
    before = read_traces(folder)
    (folder / "outside.yaml").write_text("a: 1\n")

    assert read_traces(folder) == before
    assert len(before) == 1


def test_a_repository_without_a_commit_has_no_last_one(git_registry: Callable[..., GitRegistry]) -> None:
    registry = git_registry()
    with open_repository(registry.path) as repository:
        assert find_last_commit(repository) == ""
        registry.write("a", "")
        first = registry.commit("First")
        assert find_last_commit(repository) == first
