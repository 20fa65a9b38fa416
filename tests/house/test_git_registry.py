"""The repositories that other tests stand on are real, and the same each time."""

from collections.abc import Callable
from datetime import UTC, datetime

from tests.git_registry import FIRST_COMMIT, GitRegistry


def test_the_same_steps_give_the_same_commits(git_registry: Callable[..., GitRegistry]) -> None:
    first, second = git_registry("first"), git_registry("second")
    for registry in (first, second):
        registry.write("model_cards/registry.yaml", "name: essai\n")
        registry.commit("Ouvre le registre")
        registry.write("model_cards/registry.yaml", "name: essai bis\n")

    assert first.commit("Renomme") == second.commit("Renomme")


def test_a_commit_holds_what_was_written_at_the_date_given(git_registry: Callable[..., GitRegistry]) -> None:
    registry = git_registry()
    registry.write("a/b.txt", b"\r\n\xff")
    commit = registry.commit("Dépose", date=datetime(2027, 2, 3, tzinfo=UTC), author="Lou Roy <lou@example.org>")

    assert registry.git("show", "--no-patch", "--format=%H %an %aI %cI %s") == (
        f"{commit} Lou Roy 2027-02-03T00:00:00+00:00 2027-02-03T00:00:00+00:00 Dépose"
    )
    assert registry.git("cat-file", "-s", "HEAD:a/b.txt") == "3"


def test_a_removed_file_is_gone_from_the_next_commit_one_hour_later(git_registry: Callable[..., GitRegistry]) -> None:
    registry = git_registry()
    registry.write("kept", "k").parent.joinpath("removed").write_text("r")
    registry.commit("Dépose")
    (registry.path / "removed").unlink()
    registry.commit("Retire")

    assert registry.git("ls-tree", "--name-only", "HEAD") == "kept"
    assert registry.git("log", "--format=%ct").split() == [
        str(int(FIRST_COMMIT.timestamp()) + 3600),
        str(int(FIRST_COMMIT.timestamp())),
    ]


def test_git_knows_nothing_of_its_user(git_registry: Callable[..., GitRegistry]) -> None:
    registry = git_registry()

    assert registry.git("config", "--list", "--show-scope").replace("local\t", "").count("\t") == 0
