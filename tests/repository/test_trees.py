"""The files of a commit, whatever Git may hold."""

import os
import signal
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from boas.errors import IntegrityError, UsageError
from boas.repository import open_repository
from boas.tree import File
from tests.repository.making import CARD, OTHER, Making


def test_a_tree_gives_files_in_path_order_with_their_bytes(making: Making) -> None:
    making.write("README.md", "not a card\n")
    making.write(OTHER, "id: two\n")
    commit = making.change(CARD, "id: é\n")
    with open_repository(making.path) as repository:
        tree = repository.read_tree_of(commit)
        assert list(tree.files) == [CARD, OTHER]
        assert tree.commit == commit
        assert tree.files[CARD] == File(CARD, making.git("rev-parse", f"HEAD:{CARD}"), "file", 7)
        assert [tree.read(file) for file in tree.files.values()] == ["id: é\n".encode(), b"id: two\n"]


def test_content_comes_from_the_commit_and_not_from_the_work_tree(making: Making) -> None:
    making.write(".gitattributes", "* ident eol=crlf export-ignore\n")
    commit = making.change(CARD, "$Id$\n")
    making.write(CARD, "edited\n")
    with open_repository(making.path) as repository:
        tree = repository.read_tree_of(commit)
        assert tree.read(tree.files[CARD]) == b"$Id$\n"


def test_an_empty_file_and_a_large_one_read_one_after_the_other(making: Making) -> None:
    making.write(CARD, "")
    commit = making.change(OTHER, "é\n" * 300_000)
    with open_repository(making.path) as repository:
        tree = repository.read_tree_of(commit)
        assert [len(tree.read(tree.files[path])) for path in (CARD, OTHER, CARD)] == [0, 900_000, 0]


def test_modes_are_told_and_not_judged(making: Making) -> None:
    making.write("model_cards/run.sh", "true\n")
    making.git("add", "model_cards/run.sh")
    making.git("update-index", "--chmod=+x", "model_cards/run.sh")
    link = making.blob(b"/etc/passwd")
    making.git("update-index", "--add", "--cacheinfo", f"120000,{link},model_cards/link")
    making.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},model_cards/sub")
    making.git("commit", "--quiet", "--message", "odd modes")
    with open_repository(making.path) as repository:
        files = repository.read_tree_of(repository.read_head()).files
        assert {path: (file.mode, file.size) for path, file in files.items()} == {
            "model_cards/link": ("symlink", 11),
            "model_cards/run.sh": ("executable", 5),
            "model_cards/sub": ("submodule", 0),
        }


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("é".encode(), "é"),
        (b"two\nlines", "two\nlines"),
        (b"-rf", "-rf"),
        (b'a"b\tc', 'a"b\tc'),
        (b"\xe9", "\udce9"),
        (b"a\\b", "a\\b"),
        (b"..", ".."),
        (b"x" * 300, "x" * 300),
    ],
    ids=["accent", "newline", "dash", "quote and tab", "not UTF-8", "backslash", "dots", "long"],
)
def test_a_strange_name_survives(making: Making, name: bytes, path: str) -> None:
    commit = making.commit_of(making.tree(b"100644 blob %s\t%s" % (making.blob().encode(), name)))
    with open_repository(making.path) as repository:
        tree = repository.read_tree_of(commit)
        assert list(tree.files) == [f"model_cards/{path}"]
        assert tree.read(tree.files[f"model_cards/{path}"]) == b"text\n"
        assert list(repository.read_history_of(commit).last_changed) == [f"model_cards/{path}"]


@pytest.mark.parametrize("top", ["santé/boas", ":!a", "a*[b]", "-x"])
def test_a_registry_in_a_sub_folder_keeps_its_own_names(making: Making, top: str) -> None:
    making.write("model_cards/outside.yaml", "id: outside\n")
    making.write(f"{top}/model_cards_old/x.yaml", "id: x\n")
    commit = making.change(f"{top}/model_cards/one.yaml", "id: one\n")
    making.write(f"{top}/model_cards/new.yaml", "id: new\n")
    under = f"{top}/model_cards"
    with open_repository(making.path / top) as repository:
        assert list(repository.read_tree_of(commit, under).files) == [CARD]
        assert list(repository.read_history_of(commit, under).last_changed) == [CARD]
        assert repository.list_dirty_paths(under) == {"model_cards/new.yaml"}


def test_a_commit_without_the_folder_gives_an_empty_tree(making: Making) -> None:
    commit = making.change("README.md", "nothing yet\n")
    with open_repository(making.path) as repository:
        assert repository.read_tree_of(commit).files == {}


def test_a_cards_folder_that_is_a_symlink_can_be_seen(making: Making) -> None:
    (making.path / "model_cards").symlink_to("/etc")
    commit = making.record()
    with open_repository(making.path) as repository:
        assert repository.read_tree_of(commit).files["model_cards"].mode == "symlink"


@pytest.mark.parametrize("under", ["", "/etc", "..", "a//b", "./a", "a/", "a\0"])
def test_a_folder_that_leaves_the_repository_is_refused(making: Making, under: str) -> None:
    commit = making.change(CARD, "1\n")
    with open_repository(making.path) as repository, pytest.raises(UsageError):
        repository.read_tree_of(commit, under)


def test_a_pattern_is_a_name_like_any_other(making: Making) -> None:
    commit = making.change(CARD, "1\n")
    making.write(OTHER, "2\n")
    with open_repository(making.path) as repository:
        assert repository.read_tree_of(commit, "model_*").files == {}
        assert repository.list_dirty_paths("model_*") == frozenset()


def _garbage(path: Path, _: bytes) -> None:
    path.write_bytes(b"garbage")


def _cut(path: Path, _: bytes) -> None:
    path.write_bytes(path.read_bytes()[:-12])


def _other_content(path: Path, content: bytes) -> None:
    path.write_bytes(zlib.compress(b"blob %d\0" % len(content) + content.replace(b"1", b"2")))


def _gone(path: Path, _: bytes) -> None:
    path.unlink()


Harm = Callable[[Path, bytes], None]
CONTENT = b"id: 1\n" + bytes(range(32, 127)) * 3


@pytest.mark.parametrize("harm", [_garbage, _cut, _other_content, _gone])
def test_a_damaged_object_is_named_with_its_path(making: Making, harm: Harm) -> None:
    making.write(OTHER, "sound\n")
    commit = making.change(CARD, CONTENT.decode())
    with open_repository(making.path) as repository:
        tree = repository.read_tree_of(commit)
        assert tree.read(tree.files[OTHER]) == b"sound\n"
        file = tree.files[CARD]
        harm(making.loose(file.blob), CONTENT)
        with pytest.raises(IntegrityError, match=f"{file.blob}.*{CARD}") as refused:
            tree.read(file)
        assert "git fsck" in refused.value.help.in_("en")


@pytest.mark.parametrize("harm", [_garbage, _gone])
def test_a_damaged_object_is_named_as_soon_as_the_files_are_listed(making: Making, harm: Harm) -> None:
    commit = making.change(CARD, CONTENT.decode())
    oid = making.git("rev-parse", f"HEAD:{CARD}")
    harm(making.loose(oid), CONTENT)
    with open_repository(making.path) as repository, pytest.raises(IntegrityError, match=f"{oid}.*{CARD}"):
        repository.read_tree_of(commit)


def test_after_a_damaged_object_the_others_are_still_read(making: Making) -> None:
    making.write(OTHER, "sound\n")
    commit = making.change(CARD, "id: one\n")
    with open_repository(making.path) as repository:
        tree = repository.read_tree_of(commit)
        making.loose(tree.files[CARD].blob).write_bytes(b"garbage")
        for _ in range(2):
            with pytest.raises(IntegrityError):
                tree.read(tree.files[CARD])
            assert tree.read(tree.files[OTHER]) == b"sound\n"


def children() -> set[int]:
    """Processes that this one has started and that still run."""
    return {int(child) for child in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()}


def test_a_reader_that_was_killed_is_started_again(making: Making) -> None:
    making.write(OTHER, "too long to be read ahead\n" * 4000)
    commit = making.change(CARD, "id: one\n")
    others = children()
    with open_repository(making.path) as repository:
        tree = repository.read_tree_of(commit)
        tree.read(tree.files[CARD])
        for child in children() - others:
            os.kill(child, signal.SIGKILL)
            os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        with pytest.raises(IntegrityError):
            tree.read(tree.files[OTHER])
        assert tree.read(tree.files[OTHER]).startswith(b"too long")
        assert tree.read(tree.files[CARD]) == b"id: one\n"


def test_a_damaged_object_under_a_name_that_is_not_utf_8_can_be_told(making: Making) -> None:
    oid = making.blob()
    commit = making.commit_of(making.tree(b"100644 blob %s\t\xe9" % oid.encode()))
    making.loose(oid).unlink()
    with open_repository(making.path) as repository, pytest.raises(IntegrityError) as refused:
        repository.read_tree_of(commit)
    assert r"model_cards/\udce9" in refused.value.message.in_("en")


def test_a_damaged_tree_stops_the_listing(making: Making) -> None:
    commit = making.change(CARD, "id: one\n")
    folder = making.git("rev-parse", "HEAD:model_cards")
    making.loose(folder).write_bytes(b"garbage")
    with open_repository(making.path) as repository, pytest.raises(IntegrityError, match="cannot read the history"):
        repository.read_tree_of(commit)


def test_a_name_that_stands_twice_is_refused(making: Making) -> None:
    entries = [b"100644 blob %s\tone" % making.blob(text).encode() for text in (b"1", b"2")]
    commit = making.commit_of(making.tree(*entries))
    with open_repository(making.path) as repository, pytest.raises(IntegrityError, match="stands twice"):
        repository.read_tree_of(commit)


def test_a_tree_of_ten_million_files_is_left_unread(making: Making) -> None:
    commit = making.bomb(10, 10, 10, 10, 10, 10, 10)
    with open_repository(making.path) as repository, pytest.raises(IntegrityError, match="more than 200000 files"):
        repository.read_tree_of(commit)


def test_an_object_left_out_of_a_partial_clone_is_not_fetched(making: Making, tmp_path: Path) -> None:
    commit = making.change(CARD, "id: one\n")
    making.git("config", "uploadpack.allowFilter", "true")
    options = ("--quiet", "--no-checkout", "--filter=blob:none")
    making.git("clone", *options, f"file://{making.path}", str(tmp_path / "partial"))
    with open_repository(tmp_path / "partial") as repository, pytest.raises(IntegrityError, match="not allowed"):
        repository.read_tree_of(commit)


def test_replaced_objects_have_no_say(making: Making) -> None:
    commit = making.change(CARD, "true\n")
    making.git("replace", making.git("rev-parse", f"HEAD:{CARD}"), making.blob(b"false\n"))
    assert making.git("show", f"HEAD:{CARD}") == "false"
    with open_repository(making.path) as repository:
        tree = repository.read_tree_of(commit)
        assert tree.read(tree.files[CARD]) == b"true\n"


def test_a_repository_with_long_ids_reads_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DEFAULT_HASH", "sha256")
    making = Making(tmp_path / "long")
    commit = making.change(CARD, "id: one\n")
    with open_repository(making.path) as repository:
        tree = repository.read_tree_of(repository.resolve("main"))
        assert len(tree.files[CARD].blob) == 64
        assert tree.read(tree.files[CARD]) == b"id: one\n"
        assert repository.read_history_of(commit).last_changed[CARD].commit == commit
