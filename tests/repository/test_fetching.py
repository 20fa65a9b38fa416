"""Somebody's repository is had over HTTPS as data, or not at all; nothing of it is checked out or run."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from boas.errors import IntegrityError, RegistryError
from boas.repository import FetchLimits, Remote, fetch_tree, make_remote
from tests.git_registry import GitRegistry
from tests.repository.https_forge import Forge, running
from tests.repository.making import Making

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")


@pytest.fixture
def forge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Forge]:
    """A forge that this machine trusts, with its own folder for what is fetched."""
    (tmp_path / "fetched").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "fetched"))
    with running(tmp_path) as forge:
        monkeypatch.setenv("GIT_SSL_CAINFO", str(forge.certificate))
        yield forge


@pytest.fixture
def code(forge: Forge) -> GitRegistry:
    """A repository on the forge, with a tag behind its branch."""
    code = GitRegistry(forge.folder / "code")
    code.write("src/a.py", "x = 1\n")
    code.commit("First")
    code.git("tag", "--annotate", "--message=First", "v1")
    code.write("src/a.py", "x = 2\n")
    code.write("b.py", "y = 1\n")
    code.commit("Second")
    return code


@pytest.mark.parametrize("revision", ["main", "HEAD", "v1", "refs/tags/v1", "HEAD~1"])
def test_a_branch_a_tag_or_a_commit_gives_its_files(forge: Forge, code: GitRegistry, revision: str) -> None:
    commit = code.git("rev-parse", f"{revision}^{{commit}}")
    asked = commit if "~" in revision else revision
    with fetch_tree(make_remote(f"{forge.address}/code", asked)) as tree:
        assert tree.commit == commit
        content = {path: tree.read(file) for path, file in tree.files.items()}
    expected = (
        {"src/a.py": b"x = 2\n", "b.py": b"y = 1\n"} if revision in {"main", "HEAD"} else {"src/a.py": b"x = 1\n"}
    )
    assert content == expected


def test_nothing_is_left_and_nothing_was_checked_out(forge: Forge, code: GitRegistry) -> None:
    place = forge.folder / "fetched"
    with fetch_tree(make_remote(f"{forge.address}/code", code.git("rev-parse", "HEAD"))):
        kept = {path.name for path in place.rglob("*")}
    assert "HEAD" in kept
    assert kept.isdisjoint({"src", "a.py", "b.py", ".git", "hooks"})
    assert list(place.iterdir()) == []


def test_only_the_commit_asked_for_is_brought(forge: Forge, code: GitRegistry) -> None:
    with fetch_tree(make_remote(f"{forge.address}/code", "main")):
        (bare,) = (forge.folder / "fetched").iterdir()
        git = GitRegistry.git
        assert git(_at(bare), f"--git-dir={bare}", "rev-list", "--all") == code.git("rev-parse", "main")
        assert git(_at(bare), f"--git-dir={bare}", "for-each-ref", "--format=%(refname)") == "refs/boas/asked"


def _at(folder: Path) -> GitRegistry:
    """Git in a folder that is there already."""
    registry = GitRegistry.__new__(GitRegistry)
    registry.path = folder
    return registry


def test_odd_modes_and_names_are_told_and_not_followed(forge: Forge) -> None:
    making = Making(forge.folder / "odd")
    link = making.blob(b"/etc/passwd")
    rows = (
        b"120000 blob %s\tlink.py" % link.encode(),
        b"160000 commit %s\tsub" % (b"1" * 40),
        b"100644 blob %s\t\xe9.py" % making.blob(b"x = 1\n").encode(),
    )
    making.git("update-ref", "refs/heads/main", making.git("commit-tree", "-m", "odd", making.tree(*rows)))
    with fetch_tree(make_remote(f"{forge.address}/odd", "main")) as tree:
        assert {path: file.mode for path, file in tree.files.items()} == {
            "link.py": "symlink",
            "sub": "submodule",
            "\udce9.py": "file",
        }


def refusal(there: Remote, limits: FetchLimits | None = None) -> str:
    with pytest.raises(RegistryError) as error, fetch_tree(there, limits):
        pass
    assert "dépôt privé" in error.value.help.in_("fr")
    return error.value.message.in_("en")


def test_a_revision_that_is_not_there_is_an_error(forge: Forge, code: GitRegistry) -> None:
    assert code.git("rev-parse", "main")
    assert "couldn't find remote ref nope" in refusal(make_remote(f"{forge.address}/code", "nope"))


def test_a_tag_on_a_file_is_an_error(forge: Forge, code: GitRegistry) -> None:
    code.git("tag", "file", "HEAD:b.py")
    assert "that revision is no commit" in refusal(make_remote(f"{forge.address}/code", "file"))


def test_a_certificate_nobody_vouches_for_is_refused(
    forge: Forge, code: GitRegistry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GIT_SSL_CAINFO")
    monkeypatch.setenv("GIT_SSL_NO_VERIFY", "1")
    assert "certificate" in refusal(make_remote(f"{forge.address}/code", code.git("rev-parse", "HEAD")))
    assert forge.asked == []


def test_a_server_that_leads_away_from_https_is_not_followed(forge: Forge) -> None:
    assert "http" in refusal(make_remote(f"{forge.address}/plain", "main"))
    assert forge.asked == ["/plain/info/refs"]


def test_a_private_repository_gets_no_password(forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = tmp_path / "asked"
    program = tmp_path / "askpass"
    program.write_text(f"#!/bin/sh\ntouch {asked}\necho secret\n")
    program.chmod(0o700)
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login camille password secret\n")
    (tmp_path / ".gitconfig").write_text(f"[credential]\n\thelper = !touch {asked}\n")
    for name in ("GIT_ASKPASS", "SSH_ASKPASS"):
        monkeypatch.setenv(name, str(program))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("GIT_CONFIG_GLOBAL")
    assert "Username" in refusal(make_remote(f"{forge.address}/private", "main"))
    assert forge.asked == ["/private/info/refs"]
    assert not asked.exists()


def test_settings_of_the_person_and_the_environment_have_no_say(
    forge: Forge, code: GitRegistry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".gitconfig").write_text('[url "https://elsewhere.invalid/"]\n\tinsteadOf = https://\n')
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("GIT_CONFIG_GLOBAL")
    monkeypatch.setenv("GIT_DIR", str(code.path / ".git"))
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'http.proxy=http://127.0.0.1:9'")
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "trace"))
    with fetch_tree(make_remote(f"{forge.address}/code", "main")) as tree:
        assert list(tree.files) == ["b.py", "src/a.py"]


def test_a_server_that_never_answers_is_left(forge: Forge) -> None:
    assert "more than 1 s" in refusal(make_remote(f"{forge.address}/silent", "main"), FetchLimits(seconds=1))


def test_a_repository_that_is_too_large_is_left(forge: Forge, code: GitRegistry) -> None:
    code.write("noise.bin", os.urandom(2 << 20))
    code.commit("Grow")
    there = make_remote(f"{forge.address}/code", "main")
    assert "more than 1 MiB" in refusal(there, FetchLimits(n_bytes=1 << 20))


def test_a_tree_that_git_itself_would_never_write_is_refused(forge: Forge) -> None:
    making = Making(forge.folder / "evil")
    inner = making.tree(b"100644 blob %s\tconfig" % making.blob(b"[core]\n\tfsmonitor = id\n").encode())
    tree = making.tree(b"040000 tree %s\t.GIT" % inner.encode())
    making.git("update-ref", "refs/heads/main", making.commit_of(tree))
    assert "fsck error" in refusal(make_remote(f"{forge.address}/evil", "main"))


def test_a_tree_that_unfolds_into_millions_of_paths_is_stopped(forge: Forge) -> None:
    making = Making(forge.folder / "bomb")
    making.git("update-ref", "refs/heads/main", making.bomb(100, 100, 100))
    with pytest.raises(IntegrityError, match="200000 files"), fetch_tree(make_remote(f"{forge.address}/bomb", "main")):
        pass
