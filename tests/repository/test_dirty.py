"""Uncommitted edits, told without running anything that the repository brings along."""

from pathlib import Path

import pytest

from boas.errors import IntegrityError
from boas.repository import open_repository
from tests.repository.making import CARD, OTHER, Making


def test_a_clean_work_tree_has_no_edits(making: Making) -> None:
    making.write("model_cards/link_target", "x\n")
    (making.path / "model_cards/link").symlink_to("link_target")
    making.record()
    with open_repository(making.path) as repository:
        assert repository.list_dirty_paths() == frozenset()


def test_every_kind_of_edit_is_told(making: Making) -> None:
    for name in ("edited", "staged", "deleted", "moved", "same"):
        making.write(f"model_cards/{name}", f"{name}\n")
    making.record()
    making.write("model_cards/edited", "!\n")
    making.write("model_cards/staged", "!\n")
    making.git("add", "model_cards/staged")
    (making.path / "model_cards/deleted").unlink()
    making.git("mv", "model_cards/moved", "model_cards/arrivé")
    making.write("model_cards/new/deep\nname", "!\n")
    making.write("outside", "!\n")
    with open_repository(making.path) as repository:
        names = {"edited", "staged", "deleted", "moved", "arrivé", "new/deep\nname"}
        assert repository.list_dirty_paths() == {f"model_cards/{name}" for name in names}


def test_a_first_file_before_any_commit_is_an_edit(making: Making) -> None:
    making.write(CARD, "1\n")
    with open_repository(making.path) as repository:
        assert repository.list_dirty_paths() == {CARD}


def test_a_nested_repository_is_told_as_one_name_and_not_entered(making: Making, tmp_path: Path) -> None:
    making.change(CARD, "1\n")
    nested = Making(making.path / "model_cards/nested")
    nested.git("config", "core.fsmonitor", f"touch {tmp_path / 'ran'}")
    nested.change("x", "1\n")
    (tmp_path / "ran").unlink(missing_ok=True)
    with open_repository(making.path) as repository:
        assert repository.list_dirty_paths() == {"model_cards/nested"}
    assert not (tmp_path / "ran").exists()


def test_a_submodule_is_not_entered(making: Making) -> None:
    nested = Making(making.path / "model_cards/nested")
    nested.change("x", "1\n")
    making.git("-c", "advice.addEmbeddedRepo=false", "add", "model_cards/nested")
    making.git("commit", "--quiet", "--message=nested")
    nested.write("x", "2\n")
    assert making.git("status", "--porcelain") == " M model_cards/nested"
    with open_repository(making.path) as repository:
        assert repository.list_dirty_paths() == frozenset()


@pytest.mark.parametrize("way", ["person", "machine", "environment"])
def test_settings_from_outside_the_repository_have_no_say(
    making: Making, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    everything, settings = tmp_path / "everything", tmp_path / "settings"
    everything.write_text("*\n")
    settings.write_text(f"[core]\n\texcludesFile = {everything}\n")
    outside = {
        "person": {"GIT_CONFIG_GLOBAL": str(settings)},
        "machine": {"GIT_CONFIG_NOSYSTEM": "0", "GIT_CONFIG_SYSTEM": str(settings)},
        "environment": {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "core.excludesFile",
            "GIT_CONFIG_VALUE_0": str(everything),
        },
    }
    for name, value in outside[way].items():
        monkeypatch.setenv(name, value)
    making.write(CARD, "1\n")
    assert making.git("status", "--porcelain") == ""
    with open_repository(making.path) as repository:
        assert repository.list_dirty_paths() == {CARD}


def test_no_hook_monitor_filter_or_signature_program_of_the_repository_runs(making: Making, tmp_path: Path) -> None:
    making.change(CARD, "1\n")
    commit = making.commit_by(b"X <x@example.org> 0 +0000\ngpgsig -----BEGIN PGP SIGNATURE-----\n nothing")
    making.git("reset", "--quiet", "--hard", commit)
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{ran}'\ncat\n")
    program.chmod(0o755)
    hooks = making.path / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-index-change", "reference-transaction", "post-checkout"):
        (hooks / hook).symlink_to(program)
    for key in ("core.fsmonitor", "filter.a.b.clean", "filter.a.b.process", "gpg.program", "core.pager"):
        making.git("config", key, str(program))
    making.git("config", "log.showSignature", "true")
    (making.path / ".git/info/attributes").write_text("* filter=a.b diff=a\n")
    making.git("config", "diff.a.textconv", str(program))
    making.write(CARD, "2\n")
    ran.unlink(missing_ok=True)
    with open_repository(making.path) as repository:
        tree = repository.read_tree_of(repository.resolve("main"))
        assert tree.read(tree.files[CARD]) == b"1\n"
        assert repository.read_history_of(commit).last_changed[CARD].commit == commit
        assert repository.list_dirty_paths() == {CARD}
    assert not ran.exists()
    making.git("status")
    assert ran.exists()


def test_asking_leaves_the_repository_as_it_was(making: Making) -> None:
    commit = making.change(CARD, "1\n")
    making.write(OTHER, "2\n")
    (making.path / CARD).touch()
    before = {path: path.stat().st_mtime_ns for path in (making.path / ".git").rglob("*")}
    with open_repository(making.path) as repository:
        repository.read_tree_of(commit)
        repository.read_history_of(commit)
        assert repository.list_dirty_paths() == {OTHER}
    assert {path: path.stat().st_mtime_ns for path in (making.path / ".git").rglob("*")} == before


def test_a_damaged_index_is_told(making: Making) -> None:
    making.change(CARD, "1\n")
    (making.path / ".git/index").write_bytes(b"garbage")
    with open_repository(making.path) as repository, pytest.raises(IntegrityError, match="index"):
        repository.list_dirty_paths()
