"""Commands killed at many moments: nothing is torn, nothing is left behind, what was published stays whole."""

import errno
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from boas.errors import MachineError
from boas.index import open_index
from boas.proposals import make_version_draft, write_version_draft
from boas.site import _manifest as manifest
from boas.site._release import KEPT
from tests.cli.running import BASE, boas
from tests.git_registry import GitRegistry

SCORE = "model_cards/algorithms/exemple-score"
FIRST, SECOND = f"{SCORE}/versions/1.0.0", f"{SCORE}/versions/1.1.0"
CHU = "model_cards/organisations/exemple-chu.yaml"
KILLED = -signal.SIGKILL
BUILDS, RELEASES, FIXES = 89, 40, 40
"""Kills of each command, at least."""
FINISHED = 1 if os.environ.get("BOAS_FINISH_ALL") else 8
"""One build in so many is run again to its end; with `BOAS_FINISH_ALL` each of them."""


@pytest.fixture
def frozen(tmp_path: Path) -> GitRegistry:
    """The small registry without fault, frozen; its Git has been told to ignore nothing."""
    repository = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE / "model_cards", repository.path / "model_cards")
    repository.set_up_frozen()
    return repository


def files_in(folder: Path) -> dict[str, bytes]:
    """Bytes of all files below a folder, by path; none when it is not there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def untracked(repository: GitRegistry) -> set[str]:
    """Files that `git add --all` would bring in."""
    return set(repository.git("ls-files", "--others", "--exclude-standard").splitlines())


def moments(n: int, wanted: int) -> Iterator[int]:
    """Moments of a run with so many changes: all of the first and the last ones, some between."""
    ends = wanted // 3
    between = range(ends + 1, n - ends, max(1, (n - 2 * ends) // (wanted - 2 * ends)))
    yield from sorted({*range(1, ends + 1), *between, *range(n - ends, n + 1)})


def test_a_killed_build_leaves_a_whole_site_and_the_next_one_leaves_nothing_of_it(frozen: GitRegistry) -> None:
    state, before = frozen.path / ".boas", frozen.path / ".git/before"
    assert boas("build", at=frozen.path).returncode == 0
    for words in ("Un", "Deux", "Autre"):  # so that the build that is killed begins with the oldest of three releases
        frozen.write(CHU, (frozen.path / CHU).read_text().replace("fr: ", f"fr: {words} ", 1))
        frozen.commit("Change a name")
        save(state, before)
        assert words == "Autre" or boas("build", at=frozen.path).returncode == 0
    whole = boas("build", at=frozen.path, dies_at=0)
    wanted = files_in((state / "site/current").resolve())
    shutil.rmtree(state)
    assert boas("build", at=frozen.path).returncode == 0
    assert files_in((state / "site/current").resolve()) == wanted  # as a build from nothing has them

    killed = 0
    for position, moment in enumerate(moments(int(whole.stderr.split()[-1]), BUILDS)):
        save(before, state)
        killed += boas("build", at=frozen.path, dies_at=moment).returncode == KILLED
        assert is_served_whole(state), moment
        assert untracked(frozen) == set(), moment
        if position % FINISHED == 0:
            assert boas("build", at=frozen.path).returncode == 0, moment
            assert files_in((state / "site/current").resolve()) == wanted, moment
            assert left_behind(state) == set(), moment
    assert killed >= BUILDS


def save(source: Path, target: Path) -> None:
    """Make a folder of made things what another one is; released files, which nobody writes into, are shared."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, symlinks=True, copy_function=share)


def share(source: str, target: str) -> None:
    """Copy what is written in place, share the rest."""
    if "/site/" in source:
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def is_served_whole(state: Path) -> bool:
    """Whether a release is there to be read byte for byte, and an index that answers."""
    current = (state / "site/current").resolve()
    entries = manifest.read_manifest(current)
    with closing(open_index(state / "index.sqlite")) as index:
        return bool(entries) and manifest.is_whole_release(current, entries) and index.is_intact()


def left_behind(state: Path) -> set[str]:
    """What lies among the made things and belongs to no run that ended."""
    site = state / "site"
    releases = {path.name for path in site.iterdir() if path.is_dir() and not path.is_symlink()}
    torn = {name for name in releases if not is_release(site / name)} | (releases if len(releases) > KEPT else set())
    others = {path.name for path in site.iterdir()} - releases - {"current", ".lock"}
    made = {path.name for path in state.iterdir() if not path.name.startswith("index.sqlite")}
    return torn | others | (made - {"site", "published", "published-ledger.json", ".gitignore", "writing.lock"})


def is_release(folder: Path) -> bool:
    """Whether a folder is a whole release."""
    entries = manifest.read_manifest(folder)
    return bool(entries) and manifest.is_whole_release(folder, entries)


def test_a_killed_release_leaves_both_folders_whole_and_running_it_again_finishes(frozen: GitRegistry) -> None:
    killed = kills_of_release(frozen, has_files=False)
    shutil.rmtree(frozen.path / SECOND)
    frozen.write(f"{FIRST}/code/old.py", "1\n")
    frozen.commit("Publish code")

    assert killed + kills_of_release(frozen, has_files=True) >= RELEASES


def kills_of_release(repository: GitRegistry, *, has_files: bool) -> int:
    """Kill a release at every moment, and run it again after each; gives how many there are."""
    published = files_in(repository.path / FIRST)
    edited = edit(repository, has_files=has_files)
    done = boas("release", "exemple-score", at=repository.path, dies_at=0)
    assert done.returncode == 0, done.stderr.decode()
    wanted, last = files_in(repository.path / SECOND), int(done.stderr.split()[-1])

    for moment in range(1, last + 1):
        for folder in (SECOND, FIRST, ".boas"):
            shutil.rmtree(repository.path / folder, ignore_errors=True)
        for path, content in edited.items():
            repository.write(f"{FIRST}/{path}", content)
        assert boas("release", "exemple-score", at=repository.path, dies_at=moment).returncode == KILLED, moment
        old, new = files_in(repository.path / FIRST), files_in(repository.path / SECOND)
        assert new in ({}, wanted), moment
        assert all(content in (edited.get(path), published.get(path)) for path, content in old.items()), moment
        assert new or old == edited, moment
        expected = {f"{SECOND}/{path}" for path in wanted} | {f"{FIRST}/{path}" for path in edited}
        assert untracked(repository) <= expected, moment
        again = boas("release", "exemple-score", at=repository.path)
        assert again.returncode == 0 or "n’est pas encore publiée" in again.stderr.decode(), moment
        assert files_in(repository.path / FIRST) == published, moment
        assert files_in(repository.path / SECOND) == wanted, moment
        assert not (repository.path / ".boas").exists(), moment
    return last


def test_a_release_on_a_full_disk_changes_nothing_and_says_how_to_go_on(
    frozen: GitRegistry, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = edit(frozen, has_files=False)
    draft = make_version_draft(frozen.path, "exemple-score", "none")
    for room in range(len(draft.files) + len(draft.published)):
        disk = iter([True] * room)

        def full(_handle: int, disk: Iterator[bool] = disk) -> None:
            if not next(disk, False):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr("boas.repository._atomic_writes.os.fsync", full)
        with pytest.raises(MachineError, match="No space left") as refusal:
            write_version_draft(frozen.path, draft)
        assert "run the same command again" in refusal.value.help.in_("en")
        assert files_in(frozen.path / FIRST) == edited
        assert not (frozen.path / SECOND).exists()
        assert not (frozen.path / ".boas").exists()
    monkeypatch.undo()

    assert boas("release", "exemple-score", at=frozen.path).returncode == 0


def edit(repository: GitRegistry, *, has_files: bool) -> dict[str, bytes]:
    """Edit the published version in place; gives the files as they then lie there."""
    repository.edit(f"{FIRST}/card.yaml", "Does not exist.", "Does not exist yet.")
    if has_files:
        repository.write(f"{FIRST}/code/new.py", "2\n")
        (repository.path / FIRST / "code/old.py").unlink()
    return files_in(repository.path / FIRST)


def test_a_killed_fix_leaves_every_file_whole_and_nothing_for_git_to_take(tmp_path: Path) -> None:
    repository = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE / "model_cards", repository.path / "model_cards")
    paths = sorted(
        path.relative_to(repository.path).as_posix() for path in (repository.path / "model_cards").rglob("*.yaml")
    )[:2]
    for path in paths:
        repository.write(path, "\ufeff" + (repository.path / path).read_text())
    repository.commit("Set up")
    before = files_in(repository.path / "model_cards")
    done = boas("fix", at=repository.path, dies_at=0)
    wanted, last = files_in(repository.path / "model_cards"), int(done.stderr.split()[-1])
    assert done.returncode == 0
    assert sum(before[path] != wanted[path] for path in before) == len(paths)

    assert last >= FIXES
    for moment in range(1, last + 1):
        repository.git("checkout", "--quiet", "--", "model_cards")
        assert boas("fix", at=repository.path, dies_at=moment).returncode == KILLED, moment
        here = files_in(repository.path / "model_cards")
        assert here.keys() == before.keys(), moment
        assert all(content in (before[path], wanted[path]) for path, content in here.items()), moment
        assert untracked(repository) == set(), moment
        assert boas("fix", at=repository.path).returncode == 0, moment
        assert files_in(repository.path / "model_cards") == wanted, moment
        assert not (repository.path / ".boas").exists(), moment
