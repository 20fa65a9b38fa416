"""Which change brought each file, on the main line and nowhere else."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boas.errors import IntegrityError
from boas.repository import CommitInfo, History, open_repository
from tests.repository.making import CARD, EVENING, LATER, MORNING, OTHER, Making


def past_of(making: Making) -> History:
    with open_repository(making.path) as repository:
        return repository.read_history_of(repository.read_head())


def test_a_file_is_brought_by_its_last_change_and_appeared_with_its_first(making: Making) -> None:
    first = making.change(CARD, "1\n", "Ada", MORNING)
    second = making.change(CARD, "2\n", "Blaise", EVENING)
    making.change("README.md", "about\n", "Chloé", LATER)
    past = past_of(making)
    assert past.last_changed == {CARD: CommitInfo(second, "Blaise", EVENING)}
    assert past.first_seen == {CARD: CommitInfo(first, "Ada", MORNING)}
    assert not past.shallow


def test_a_merged_file_is_brought_by_the_merge(making: Making) -> None:
    first = making.change(CARD, "1\n")
    making.git("checkout", "--quiet", "-b", "proposal")
    making.change(OTHER, "side\n", "Blaise", MORNING)
    making.git("checkout", "--quiet", "main")
    making.change("README.md", "main\n")
    merge = making.merge("proposal", "Chloé", LATER)
    past = past_of(making)
    assert past.last_changed[OTHER] == past.first_seen[OTHER] == CommitInfo(merge, "Chloé", LATER)
    assert past.last_changed[CARD].commit == first


def test_a_file_merged_from_both_sides_is_brought_by_the_merge(making: Making) -> None:
    lines = [f"line {number}\n" for number in range(20)]
    first = making.change(CARD, "".join(lines))
    making.git("checkout", "--quiet", "-b", "proposal")
    making.change(CARD, "".join([*lines, "end\n"]), "Blaise")
    making.git("checkout", "--quiet", "main")
    making.change(CARD, "".join(["start\n", *lines]), "Ada")
    merge = making.merge("proposal", "Chloé", LATER)
    past = past_of(making)
    assert past.last_changed[CARD].commit == merge
    assert past.first_seen[CARD].commit == first


def test_what_happened_inside_a_proposal_does_not_count(making: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    first = making.change(CARD, "1\n")
    monkeypatch.setenv("GIT_COMMITTER_DATE", LATER)  # a log by date meets the proposal before the first change
    making.git("checkout", "--quiet", "-b", "proposal")
    (making.path / CARD).unlink()
    making.record("Blaise")
    making.change(CARD, "2\n", "Blaise")
    making.git("checkout", "--quiet", "main")
    merge = making.merge("proposal", "Chloé", LATER)
    past = past_of(making)
    assert past.last_changed[CARD] == CommitInfo(merge, "Chloé", LATER)
    assert past.first_seen[CARD].commit == first


def test_a_merge_that_keeps_our_content_brings_nothing(making: Making) -> None:
    making.change(CARD, "1\n")
    making.git("checkout", "--quiet", "-b", "proposal")
    making.change(CARD, "side\n", "Blaise")
    making.git("checkout", "--quiet", "main")
    ours = making.change(CARD, "ours\n")
    making.git("merge", "--quiet", "--strategy=ours", "--message", "keep", "proposal")
    assert past_of(making).last_changed[CARD].commit == ours


def test_a_renamed_file_appears_under_its_new_name(making: Making) -> None:
    making.change(CARD, "the same content\n")
    making.git("mv", CARD, OTHER)
    renamed = making.record(date=LATER)
    past = past_of(making)
    assert set(past.last_changed) == set(past.first_seen) == {OTHER}
    assert past.first_seen[OTHER].commit == renamed


def test_a_revert_is_the_change_that_brought_the_content_back(making: Making) -> None:
    first = making.change(CARD, "1\n")
    making.change(CARD, "2\n")
    making.git("revert", "--no-edit", "HEAD")
    past = past_of(making)
    assert past.last_changed[CARD].commit == making.git("rev-parse", "HEAD")
    assert past.first_seen[CARD].commit == first


def test_a_file_that_came_back_appeared_when_it_came_back(making: Making) -> None:
    making.change(CARD, "1\n")
    (making.path / CARD).unlink()
    gone = making.record()
    back = making.change(CARD, "1\n", date=LATER)
    last = making.change(CARD, "2\n", date=LATER)
    with open_repository(making.path) as repository:
        assert repository.read_history_of(gone).last_changed == {}
        past = repository.read_history_of(last)
    assert past.last_changed[CARD].commit == last
    assert past.first_seen[CARD].commit == back


def test_a_file_that_became_a_symlink_was_there_before(making: Making) -> None:
    first = making.change(CARD, "1\n")
    (making.path / CARD).unlink()
    (making.path / CARD).symlink_to("/etc/passwd")
    changed = making.record()
    past = past_of(making)
    assert (past.last_changed[CARD].commit, past.first_seen[CARD].commit) == (changed, first)


def test_a_submodule_moved_forward_is_a_change(making: Making) -> None:
    for digit in "12":
        making.git("update-index", "--add", "--cacheinfo", f"160000,{digit * 40},model_cards/sub")
        making.git("commit", "--quiet", "--message", "move")
    making.git("config", "diff.ignoreSubmodules", "all")
    assert past_of(making).last_changed["model_cards/sub"].commit == making.git("rev-parse", "HEAD")


def test_a_mail_map_cannot_lend_a_name(making: Making) -> None:
    making.write(".mailmap", "Doctor Reviewer <reviewer@example.org> <author@example.org>\n")
    making.git("config", "log.mailmap", "true")
    making.change(CARD, "1\n", "Ada")
    assert making.git("log", "-1", "--format=%aN", "HEAD") == "Doctor Reviewer"
    assert past_of(making).last_changed[CARD].author == "Ada"


def test_the_repository_s_own_settings_for_logs_have_no_say(making: Making) -> None:
    first = making.change(CARD, "1\n", "Chloé")
    making.git("checkout", "--quiet", "-b", "proposal")
    making.change(OTHER, "2\n")
    making.git("checkout", "--quiet", "main")
    merge = making.merge("proposal", "Ada", LATER)
    for setting in (
        "log.showRoot=false",
        "log.date=relative",
        "log.diffMerges=off",
        "diff.renames=copies",
        "diff.relative=true",
        "diff.noprefix=true",
        "core.abbrev=4",
        "color.ui=always",
        "i18n.logOutputEncoding=ISO-8859-1",
    ):
        making.git("config", *setting.split("="))
    assert past_of(making).last_changed == {
        CARD: CommitInfo(first, "Chloé", MORNING),
        OTHER: CommitInfo(merge, "Ada", LATER),
    }


def test_a_graft_cannot_cut_the_history(making: Making) -> None:
    first = making.change(CARD, "1\n")
    making.change(OTHER, "2\n")
    (making.path / ".git/info/grafts").write_text(making.git("rev-parse", "HEAD") + "\n")
    assert past_of(making).last_changed[CARD].commit == first


def test_an_author_name_that_is_not_utf_8_is_still_read(making: Making) -> None:
    making.change(CARD, "1\n")
    commit = making.commit_by(b"Ren\xe9 <r@example.org> 1772442000 +0100")
    with open_repository(making.path) as repository:
        assert repository.read_history_of(commit).last_changed[CARD] == CommitInfo(
            commit, "Ren\N{REPLACEMENT CHARACTER}", MORNING
        )


@pytest.mark.parametrize(
    "author",
    [b"X <x@x> 253402300800 +0000", b"X <x@x> 1 +9999", b" <> "],
    ids=["year 10000", "offset of four days", "no date"],
)
def test_an_impossible_date_is_refused_with_its_commit(making: Making, author: bytes) -> None:
    making.change(CARD, "1\n")
    commit = making.commit_by(author)
    with open_repository(making.path) as repository, pytest.raises(IntegrityError, match=commit):
        repository.read_history_of(commit)


def test_a_missing_commit_in_the_middle_stops_the_reading(making: Making) -> None:
    first = making.change(CARD, "1\n")
    commit = making.change(CARD, "2\n")
    making.loose(first).unlink()
    with open_repository(making.path) as repository, pytest.raises(IntegrityError, match="cannot read the history"):
        repository.read_history_of(commit)


def test_a_history_of_too_many_files_is_refused(making: Making) -> None:
    with open_repository(making.path) as repository, pytest.raises(IntegrityError, match="more than 200000 files"):
        repository.read_history_of(making.bomb(10, 10, 10, 10, 10, 3))


def test_a_shallow_clone_says_nothing_of_what_it_does_not_know(making: Making, tmp_path: Path) -> None:
    making.change("model_cards/old.yaml", "old\n")
    making.change(CARD, "1\n")
    changed = making.change(CARD, "2\n")
    added = making.change(OTHER, "new\n")
    making.git("clone", "--quiet", "--depth=3", f"file://{making.path}", str(tmp_path / "shallow"))
    with open_repository(tmp_path / "shallow") as repository:
        past = repository.read_history_of(repository.read_head())
        assert repository.is_shallow()
        assert set(repository.read_tree_of(added).files) == {"model_cards/old.yaml", CARD, OTHER}
    assert past.shallow
    assert {path: change.commit for path, change in past.last_changed.items()} == {CARD: changed, OTHER: added}
    assert {path: change.commit for path, change in past.first_seen.items()} == {OTHER: added}


def test_a_whole_clone_is_not_shallow(making: Making) -> None:
    making.change(CARD, "1\n")
    with open_repository(making.path) as repository:
        assert not repository.is_shallow()


Step = tuple[str, str | None]


@settings(max_examples=15)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["1", "2", None])), min_size=1, max_size=8))
def test_the_past_agrees_with_the_trees_along_the_way(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    making = Making(tmp_path_factory.mktemp("walk") / "registry")
    commits = [_step(making, *step) for step in steps]
    with open_repository(making.path) as repository:
        trees = [
            {path: file.blob for path, file in repository.read_tree_of(commit).files.items()} for commit in commits
        ]
        past = repository.read_history_of(commits[-1])
    assert set(past.last_changed) == set(past.first_seen) == set(trees[-1])
    for path in trees[-1]:
        blobs = [tree.get(path) for tree in trees]
        assert past.last_changed[path].commit == commits[_since([blob == blobs[-1] for blob in blobs])]
        assert past.first_seen[path].commit == commits[_since([blob is not None for blob in blobs])]


def _step(making: Making, name: str, text: str | None) -> str:
    path = f"model_cards/{name}"
    if text is not None:
        making.write(path, text)
    elif (making.path / path).exists():
        (making.path / path).unlink()
    return making.record()


def _since(held: list[bool]) -> int:
    """From which place on it held without interruption, up to the end."""
    return len(held) - held[::-1].index(False) if False in held else 0
