"""Histories that prove nothing: shallow, detached, rewritten, damaged. A clear message, and the old site stays."""

import re
import shutil
from pathlib import Path

import pytest

from boas.errors import IntegrityError
from tests.cli.running import boas
from tests.git_registry import GitRegistry
from tests.registry.replay import RULE, SCORE, Growing, frozen, picture

LISTED = f"{RULE}/1.0.0/codelists/inclusion.csv"


def some_commits(path: Path) -> Growing:
    """A beginning, the set-up, the freeze, and a version published since."""
    registry = Growing(path)
    registry.git("commit", "--quiet", "--allow-empty", "--message=begin")
    registry.freeze(registry.record("set up"))
    registry.record("freeze")
    registry.copy_version(SCORE, "1.0.0", "1.1.0")
    registry.record("publish")
    return registry


@pytest.fixture
def growing(tmp_path: Path) -> Growing:
    return some_commits(tmp_path / "registry")


def clone(registry: GitRegistry, name: str, *options: str) -> GitRegistry:
    """A clone beside it, by the protocol that knows how to leave history out."""
    target = registry.path.parent / name
    registry.git("clone", "--quiet", *options, f"file://{registry.path}", str(target))
    return GitRegistry(target)


@pytest.mark.parametrize("depth", [2, 4], ids=["without the freezing commit", "with it, but not what was before"])
def test_a_shallow_clone_says_that_it_proves_nothing_and_how_to_complete_it(growing: Growing, depth: int) -> None:
    growing.edit(LISTED, "I61,", "I619,")
    growing.record("edit")
    shallow = clone(growing, "shallow", f"--depth={depth}")
    assert len(shallow.git("rev-list", "HEAD").split()) == depth
    with pytest.raises(IntegrityError, match="proves that published versions never changed") as refused:
        picture(shallow)
    assert "git fetch --unshallow" in refused.value.help.in_("fr")
    assert "git fetch --unshallow" in refused.value.help.in_("en")
    shallow.git("fetch", "--quiet", "--unshallow", GIT_ALLOW_PROTOCOL="file")
    assert len(frozen(picture(shallow))) == 1


def test_a_shallow_clone_of_a_registry_still_being_set_up_is_read(tmp_path: Path) -> None:
    registry = Growing(tmp_path / "registry")
    registry.record("set up")
    registry.edit(LISTED, "I61,", "I619,")
    registry.record("rework")
    entry = picture(clone(registry, "shallow", "--depth=1")).ledger[f"{RULE}/1.0.0/"]
    assert (entry.publisher, entry.digest) == (None, registry.digests()[f"{RULE}/1.0.0/"])


def test_a_detached_head_is_read_as_any_commit(growing: Growing) -> None:
    there = picture(growing)
    growing.git("checkout", "--quiet", "--detach", growing.steps["freeze"])
    before = picture(growing)
    assert before.commit == growing.steps["freeze"]
    assert {*there.ledger} - {*before.ledger} == {f"{SCORE}/1.1.0/"}
    growing.git("checkout", "--quiet", "--detach", growing.steps["publish"])
    assert picture(growing).ledger == there.ledger


def test_a_history_without_the_freezing_commit_is_refused(growing: Growing) -> None:
    growing.git("switch", "--quiet", "--orphan", "other")
    growing.git("checkout", "--quiet", "main", "--", ".")
    growing.record("begin again")
    with pytest.raises(IntegrityError, match="is not in the history") as refused:
        picture(growing)
    assert growing.steps["set up"][:12] in refused.value.message.in_("fr")
    assert "never changes" in refused.value.help.in_("en")


def left_by_builds(registry: GitRegistry) -> dict[str, bytes]:
    """Every file that builds left, by path; links as where they lead."""
    state = registry.path / ".boas"
    return {
        path.relative_to(state).as_posix(): str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
        for path in sorted(state.rglob("*"))
        if (path.is_symlink() or path.is_file()) and not path.name.startswith("index.sqlite")
    }


@pytest.fixture(scope="module")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> Growing:
    """A registry with its site; only to be copied."""
    registry = some_commits(tmp_path_factory.mktemp("built") / "registry")
    done = boas("build", at=registry.path)
    assert done.returncode == 0, done.stderr
    left = left_by_builds(registry)
    assert "site/current" in left
    assert left["published"].decode().strip() == registry.steps["publish"]
    return registry


@pytest.fixture
def built(first_build: Growing, tmp_path: Path) -> Growing:
    """Such a registry of the test's own."""
    shutil.copytree(first_build.path, tmp_path / "built", symlinks=True)
    return first_build.at(tmp_path / "built")


def assert_refused(registry: GitRegistry, said: str, remedy: str, *options: str) -> None:
    """The build ends with exit 3, one line and its remedy, and leaves everything as it was."""
    before = left_by_builds(registry)
    done = boas("build", *options, at=registry.path, environment={"BOAS_LANG": "en"})
    first, second = done.stderr.decode().splitlines()
    assert done.returncode == 3
    assert re.fullmatch(rf"boas: .*{said}.*", first)
    assert re.fullmatch(rf"  → .*{remedy}.*", second)
    assert done.stdout == b""
    assert left_by_builds(registry) == before


def test_a_rewritten_history_is_not_published_and_the_old_site_stays(built: Growing) -> None:
    built.git("reset", "--quiet", "--hard", built.steps["freeze"])
    built.copy_version(SCORE, "1.0.0", "1.2.0")
    built.record("publish otherwise")
    assert_refused(built, "does not descend from .* rewritten history", "Find the published history again")


def test_a_history_that_was_pushed_over_is_not_published(built: Growing, tmp_path: Path) -> None:
    server, author = tmp_path / "server.git", tmp_path / "author"
    built.git("clone", "--quiet", "--bare", str(built.path), str(server))
    built.git("clone", "--quiet", str(server), str(author))
    other = built.at(author)
    other.git("commit", "--quiet", "--amend", "--message=Another story")
    other.git("push", "--quiet", "--force", "origin", "main")
    built.git("fetch", "--quiet", str(server), "main")
    built.git("reset", "--quiet", "--hard", "FETCH_HEAD")
    assert_refused(built, "rewritten history", "Find the published history again")


def test_a_fresh_clone_that_lacks_the_published_commit_is_not_published(built: Growing) -> None:
    built.write(".boas/published", f"{'1' * 40}\n")
    assert_refused(built, "does not descend from 111111111111", "Find the published history again")


def test_an_older_commit_is_not_published_over_a_newer_one(built: Growing) -> None:
    assert_refused(built, "does not descend", "Find the published history", f"--revision={built.steps['freeze']}")


def test_what_descends_from_the_last_commit_is_published_even_from_a_detached_head(built: Growing) -> None:
    built.git("checkout", "--quiet", "--detach")
    built.edit("model_cards/registry.yaml", "Example registry", "Example of a registry")
    built.record("go on")
    done = boas("build", at=built.path)
    assert done.returncode == 0, done.stderr
    assert left_by_builds(built)["published"].decode().strip() == built.steps["go on"]


def test_a_version_that_moved_is_not_published_and_the_old_site_stays(built: Growing) -> None:
    before = left_by_builds(built)
    built.edit(LISTED, "I61,", "I619,")
    built.record("edit")
    done = boas("build", at=built.path)
    assert done.returncode == 1
    assert b"frozen-version-changed" in done.stdout
    assert left_by_builds(built) == before


def test_a_shallow_clone_is_not_published(growing: Growing) -> None:
    shallow = clone(growing, "shallow", "--depth=1")
    done = boas("build", at=shallow.path)
    first, second = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (3, b"")
    assert first.startswith("boas: Ce clone n’a pas tout l’historique")
    assert "git fetch --unshallow" in second
    assert not (shallow.path / ".boas").exists()


def damage(registry: Growing, what: str, kept: int) -> None:
    """Cut an object of a new commit, or of one before it, as a full disk or a bad copy does."""
    registry.edit(f"{SCORE}/1.0.0/card.yaml", "Does not exist", "Still does not exist")
    registry.record("go on")
    named = {
        "a file": f"HEAD:{SCORE}/1.0.0/card.yaml",
        "a folder": f"HEAD:{SCORE}",
        "the last commit published": registry.steps["publish"],
        "an older commit": registry.steps["freeze"],
    }
    oid = registry.git("rev-parse", named[what])
    path = registry.path / ".git/objects" / oid[:2] / oid[2:]
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:kept])


DAMAGED = ["a file", "a folder", "the last commit published", "an older commit"]


@pytest.mark.parametrize("kept", [0, 10, -4], ids=["emptied", "cut at the start", "cut at the end"])
@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_object_stops_the_reading_and_says_what_to_do(growing: Growing, what: str, kept: int) -> None:
    damage(growing, what, kept)
    with pytest.raises(IntegrityError) as refused:
        picture(growing)
    assert "git fsck --full" in refused.value.help.in_("en")
    assert "git fsck --full" in refused.value.help.in_("fr")


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_object_is_not_published_and_the_old_site_stays(built: Growing, what: str) -> None:
    damage(built, what, 10)
    assert_refused(built, "(damaged|corrupt|unable|cannot)", "git fsck --full")
