"""What a person may type for a commit, and what Git never gets to see."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.errors import IntegrityError, RegistryError, UsageError
from boas.repository import open_repository
from boas.repository._revisions import NAME
from tests.repository.making import CARD, LATER, Making


@pytest.mark.parametrize(
    ("rev", "steps"),
    [("HEAD", 0), ("main", 0), ("v1", 0), ("HEAD~1", 1), ("main^", 1), ("proposé/é-1", 0)],
)
def test_a_name_stands_for_its_commit(making: Making, rev: str, steps: int) -> None:
    first = making.change(CARD, "1\n")
    last = making.change(CARD, "2\n")
    making.git("tag", "-a", "-m", "first", "v1")
    making.git("branch", "proposé/é-1")
    with open_repository(making.path) as repository:
        assert repository.resolve(rev) == (last, first)[steps]


def test_a_shortened_id_stands_for_its_commit(making: Making) -> None:
    commit = making.change(CARD, "1\n")
    with open_repository(making.path) as repository:
        assert repository.resolve(commit[:8]) == commit
        assert repository.resolve(commit.upper()) == commit


@pytest.mark.parametrize(
    "rev",
    [
        "nowhere",
        "",
        "-h",
        "--output=x",
        "a b",
        "main\n",
        "main\0",
        "a..b",
        "HEAD@{yesterday}",
        ":/change",
        "HEAD:model_cards",
        "HEAD^{tree}",
        "\udcff",
        "f" * 40,
        "HEAD~999999",
        "mainé" * 200,
    ],
)
def test_a_name_of_no_commit_is_a_usage_error(making: Making, rev: str) -> None:
    making.change(CARD, "1\n")
    with open_repository(making.path) as repository, pytest.raises(UsageError, match="Unknown revision") as refused:
        repository.resolve(rev)
    assert refused.value.message.in_("en").isprintable()


def test_a_tag_on_a_file_is_no_revision(making: Making) -> None:
    making.change(CARD, "1\n")
    making.git("tag", "file", f"HEAD:{CARD}")
    with open_repository(making.path) as repository, pytest.raises(UsageError):
        repository.resolve("file")


def test_a_branch_on_a_damaged_commit_is_not_called_unknown(making: Making) -> None:
    commit = making.change(CARD, "1\n")
    with open_repository(making.path) as repository:
        making.loose(commit).write_bytes(b"garbage")
        with pytest.raises(IntegrityError, match=commit) as refused:
            repository.resolve("main")
    assert "git fsck" in refused.value.help.in_("fr")


@given(st.text(string.printable + "é\u200b\udc80", max_size=12))
def test_no_name_that_passes_can_be_an_option_a_range_or_a_search(name: str) -> None:
    if NAME.fullmatch(name):
        assert not name.startswith("-")
        assert ".." not in name
        assert "@{" not in name
        assert not set(name) & set(" \t\n\r\x0b\x0c:?*[\\")


def test_a_repository_without_a_commit_has_no_head(making: Making) -> None:
    with open_repository(making.path) as repository:
        with pytest.raises(RegistryError, match="no commit yet"):
            repository.read_head()
        with pytest.raises(UsageError):
            repository.resolve("HEAD")


def test_a_detached_head_is_the_commit_checked_out(making: Making) -> None:
    first = making.change(CARD, "1\n")
    making.change(CARD, "2\n")
    making.git("checkout", "--quiet", "--detach", first)
    with open_repository(making.path) as repository:
        assert repository.read_head() == first


def test_a_history_contains_its_own_commits_only(making: Making) -> None:
    old = making.change(CARD, "1\n")
    new = making.change(CARD, "2\n")
    making.git("checkout", "--quiet", "-b", "rewritten", old)
    other = making.change(CARD, "3\n", date=LATER)
    with open_repository(making.path) as repository:
        assert repository.is_descendant(new, old)
        assert repository.is_descendant(new, new)
        assert not repository.is_descendant(old, new)
        assert not repository.is_descendant(other, new)
        assert not repository.is_descendant(new, "f" * 40)
        with pytest.raises(IntegrityError, match="cannot read the history"):
            repository.is_descendant("f" * 40, old)


@pytest.mark.parametrize("commit", ["HEAD", "abcd", "-h", "F" * 40, "f" * 41, "f" * 40 + "\n"])
def test_only_a_full_id_is_taken_for_a_commit(making: Making, commit: str) -> None:
    making.change(CARD, "1\n")
    with open_repository(making.path) as repository:
        for question in (repository.read_tree_of, repository.read_history_of):
            with pytest.raises(UsageError):
                question(commit)
