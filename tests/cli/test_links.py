"""Submodules and links under model_cards/, which have no content: found before the merge, harmless after it."""

import shutil
from pathlib import Path

import pytest

from tests.cli.running import BASE, boas
from tests.git_registry import GitRegistry

SCORE = "model_cards/algorithms/exemple-score"
FROZEN = f"{SCORE}/versions/1.0.0"
ELSEWHERE = "0123456789" * 4
"""A commit of another repository, which nobody here has."""

PLACES = {
    "beside the algorithms": "model_cards/outils",
    "in an algorithm": f"{SCORE}/outils",
    "in a frozen version": f"{FROZEN}/code",
    "where a table is awaited": f"{SCORE}/evaluations/exemple-autre/counts.csv",
}
KINDS = {"submodule": "160000", "link": "120000"}


@pytest.fixture
def frozen(tmp_path: Path) -> GitRegistry:
    """The small registry without fault, frozen, with a proposal under way."""
    repository = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE / "model_cards", repository.path / "model_cards")
    repository.set_up_frozen()
    repository.git("switch", "--quiet", "--create", "proposal")
    return repository


def bring(repository: GitRegistry, mode: str, path: str) -> None:
    """Commit an entry of this mode; nothing of it lies on disk, as after a clone without submodules."""
    target = ELSEWHERE
    if mode == KINDS["link"]:
        target = repository.git("hash-object", "-w", str(repository.write(".git/link", "../../../etc/hosts")))
    repository.git("update-index", "--add", "--cacheinfo", f"{mode},{target},{path}")
    repository.git("commit", "--quiet", "--message=Bring something")


@pytest.mark.parametrize("path", PLACES.values(), ids=PLACES.keys())
@pytest.mark.parametrize("mode", KINDS.values(), ids=KINDS.keys())
def test_what_is_no_plain_file_is_found_before_the_merge_by_every_command(
    frozen: GitRegistry, mode: str, path: str
) -> None:
    bring(frozen, mode, path)

    for arguments, code in (
        (["check", "--since", "main"], 1),
        (["check"], 1),
        (["review", "--since", "main"], 0),
        (["verify"], 3),
    ):
        done = boas(*arguments, at=frozen.path)

        assert (done.returncode, path in done.stdout.decode()) == (code, True), arguments


def test_what_only_the_last_commit_holds_is_found_when_a_commit_is_named(frozen: GitRegistry) -> None:
    bring(frozen, KINDS["submodule"], f"{FROZEN}/code")
    frozen.git("rm", "--cached", "--quiet", f"{FROZEN}/code")

    assert boas("check", "--since", "main", at=frozen.path).returncode == 1
    assert boas("check", at=frozen.path).returncode == 0


@pytest.mark.parametrize(
    ("mode", "path"),
    [*((KINDS["submodule"], path) for path in PLACES.values()), (KINDS["link"], PLACES["in a frozen version"])],
    ids=[*PLACES.keys(), "a link in a frozen version"],
)
def test_once_merged_what_is_sound_is_published_and_the_entry_is_told(
    frozen: GitRegistry, mode: str, path: str
) -> None:
    assert boas("build", at=frozen.path).returncode == 0
    before = published(frozen)
    bring(frozen, mode, path)
    frozen.git("switch", "--quiet", "main")
    frozen.git("merge", "--quiet", "--ff-only", "proposal")

    done = boas("build", at=frozen.path)
    checked = boas("check", at=frozen.path)

    assert done.returncode == 0
    assert published(frozen) == before
    assert checked.returncode == 0
    assert f"┌─ {path}\n" in checked.stdout.decode()
    frozen.git("rm", "--cached", "--quiet", path)
    frozen.git("commit", "--quiet", "--message=Take it out")
    assert boas("verify", at=frozen.path).returncode == 0


def published(repository: GitRegistry) -> set[str]:
    """Addresses of the pages of cards that are published."""
    current = repository.path / ".boas/site/current"
    return {path.relative_to(current).as_posix() for path in current.glob("fr/algorithms/**/*.html")}


def test_a_frozen_version_whose_folder_got_a_submodule_is_told_as_changed(frozen: GitRegistry) -> None:
    bring(frozen, KINDS["submodule"], f"{FROZEN}/code")

    done = boas("check", "--since", "main", "--lang", "en", at=frozen.path)

    said = done.stdout.decode()
    assert "error[frozen-version-changed]" in said
    assert "error[symlink]" in said
    assert f"git rm --cached -- {FROZEN}/code" in said
