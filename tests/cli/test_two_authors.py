"""Two people make the next version of one algorithm at once: nobody's edits are lost, and what is published stays."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import BASE, boas
from tests.git_registry import GitRegistry

SCORE = "model_cards/algorithms/exemple-score"
FIRST = f"{SCORE}/versions/1.0.0"


@pytest.fixture
def forge(tmp_path: Path) -> Path:
    """A bare repository whose `main` holds the small registry, frozen."""
    registry = GitRegistry(tmp_path / "first")
    shutil.copytree(BASE / "model_cards", registry.path / "model_cards")
    registry.write(f"{FIRST}/code/score.py", "POINTS = 1\n")
    registry.write(".gitignore", ".boas/\n")
    registry.set_up_frozen()
    registry.git("clone", "--quiet", "--bare", ".", str(tmp_path / "forge.git"))
    return tmp_path / "forge.git"


def clone(forge: Path, name: str) -> GitRegistry:
    registry = GitRegistry(forge.parent / name)
    registry.git("remote", "add", "origin", forge.as_uri())
    registry.git("fetch", "--quiet", "origin")
    registry.git("checkout", "--quiet", "-B", name, "origin/main")
    return registry


def release(author: GitRegistry, *more: str, code: int = 0) -> str:
    done = boas("release", "exemple-score", "--lang", "en", *more, at=author.path)
    assert done.returncode == code, done.stderr.decode()
    return (done.stdout + done.stderr).decode()


def publish(author: GitRegistry) -> None:
    author.commit("Next version")
    author.git("push", "--quiet", "origin", "HEAD:main")


def folder(author: GitRegistry, version: str) -> dict[str, bytes]:
    top = author.path / SCORE / "versions" / version
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}


@pytest.fixture
def authors(forge: Path) -> tuple[GitRegistry, GitRegistry]:
    """Two clones; the first published 1.1.0 after the second made one as well."""
    one, two = clone(forge, "one"), clone(forge, "two")
    one.edit(f"{FIRST}/card.yaml", "Does not exist.", "Does not exist yet.")
    two.edit(f"{FIRST}/card.yaml", "Example score", "Example score of two")
    two.write(f"{FIRST}/code/score.py", "POINTS = 2\n")
    release(one)
    release(two)
    two.edit(f"{SCORE}/versions/1.1.0/card.yaml", "  - kind: changed\n", "  - kind: changed # told by the author\n")
    two.commit("Next version of two")
    publish(one)
    two.git("fetch", "--quiet", "origin")
    return one, two


def start_merge(two: GitRegistry) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        two.git("merge", "--quiet", "origin/main")


def keep_own(two: GitRegistry) -> None:
    two.git("merge", "--quiet", "-X", "ours", "--no-edit", "origin/main")


@pytest.mark.parametrize("merging", [None, start_merge, keep_own], ids=["before-a-merge", "in-a-merge", "after-one"])
def test_the_second_of_two_versions_of_one_number_comes_after_the_first(
    authors: tuple[GitRegistry, GitRegistry], merging: object
) -> None:
    one, two = authors
    if callable(merging):
        merging(two)

    said = release(two, "--since", "origin/main")

    assert "1.1.0 is again as it was published; your edits come after 1.1.0, as 1.2.0." in said
    assert folder(two, "1.1.0") == folder(one, "1.1.0")
    card = folder(two, "1.2.0")["card.yaml"].decode()
    assert "version: 1.2.0\n" in card
    assert "Example score of two" in card
    assert "Does not exist yet." in card, "what the first one changed"
    assert card.count("told by the author") == card.count("changes:") == 1
    assert folder(two, "1.2.0")["code/score.py"] == b"POINTS = 2\n"
    two.git("add", "--all")
    two.commit("Next version, after that of others")
    assert boas("check", "--since", "origin/main", at=two.path).returncode == 0
    one.git("fetch", "--quiet", two.path.as_uri(), "two")
    one.git("merge", "--quiet", "--no-ff", "--no-edit", "FETCH_HEAD")
    assert boas("verify", at=one.path).returncode == 0


def test_what_both_changed_is_left_for_the_second_one_to_settle(forge: Path) -> None:
    one, two = clone(forge, "one"), clone(forge, "two")
    one.edit(f"{FIRST}/card.yaml", "Does not exist.", "Does not exist yet.")
    two.edit(f"{FIRST}/card.yaml", "Does not exist.", "Never existed.")
    release(one)
    release(two)
    two.commit("Next version of two")
    publish(one)
    two.git("fetch", "--quiet", "origin")

    said = release(two, "--since", "origin/main")
    found = boas("check", "--lang", "en", SCORE, at=two.path)

    assert f"changed the same lines of {SCORE}/versions/1.2.0/card.yaml" in said
    assert b"yours (1.1.0): line" in found.stdout
    assert b"theirs (1.1.0 origin/main): line" in found.stdout
    card = folder(two, "1.2.0")["card.yaml"].decode()
    assert "Does not exist yet." in card
    assert "Never existed." in card


def test_who_runs_a_release_without_knowing_of_the_other_version_is_told_how_to_go_on(
    authors: tuple[GitRegistry, GitRegistry],
) -> None:
    assert "`boas release exemple-score --since origin/main`" in release(authors[1], code=2)


def test_edits_in_place_come_after_what_others_published_meanwhile(forge: Path) -> None:
    one, two = clone(forge, "one"), clone(forge, "two")
    one.edit(f"{FIRST}/card.yaml", "Does not exist.", "Does not exist yet.")
    two.edit(f"{FIRST}/card.yaml", "Example score", "Example score of two")
    release(one)
    publish(one)
    two.commit("Edit in place")
    two.git("pull", "--quiet", "--no-rebase", "--no-edit", "origin", "main")

    release(two, "--since", "origin/main")

    card = folder(two, "1.1.1")["card.yaml"].decode()
    assert "Example score of two" in card
    assert "Does not exist yet." in card
    assert folder(two, "1.0.0") == folder(one, "1.0.0")


def test_a_version_that_lacks_what_the_one_before_it_corrected_is_told(forge: Path) -> None:
    one, two = clone(forge, "one"), clone(forge, "two")
    one.edit(f"{FIRST}/card.yaml", "Example score", "Example score of one")
    two.edit(f"{FIRST}/card.yaml", "Does not exist.", "Does not exist yet.")
    release(one)
    publish(one)
    release(two)
    two.commit("Next version of two")
    two.git("pull", "--quiet", "--no-rebase", "--no-edit", "origin", "main")

    done = boas("check", "--lang", "en", SCORE, at=two.path)

    assert b"warning[lost-correction] 1.1.0 lacks what 1.0.1 corrected" in done.stdout
    assert done.returncode == 0


def test_a_lower_version_of_ones_own_comes_after_a_greater_one_of_others(forge: Path) -> None:
    one, two = clone(forge, "one"), clone(forge, "two")
    one.edit(f"{FIRST}/card.yaml", "Does not exist.", "Does not exist yet.")
    two.edit(f"{FIRST}/card.yaml", "Example score", "Example score of two")
    release(one)
    release(two)
    two.commit("Next version of two")
    publish(one)
    two.git("fetch", "--quiet", "origin")

    said = release(two, "--since", "origin/main")

    assert "Others have published 1.1.0 meanwhile: your edits come after it, as 1.1.1, and 1.0.1 is not used." in said
    assert folder(two, "1.0.1") == {}
    card = folder(two, "1.1.1")["card.yaml"].decode()
    assert "Example score of two" in card
    assert "Does not exist yet." in card


@pytest.mark.parametrize("has_remote", [True, False], ids=["clone", "no-remote"])
def test_edits_that_were_committed_before_a_release_are_released(forge: Path, *, has_remote: bool) -> None:
    author = clone(forge, "author")
    if not has_remote:
        author.git("branch", "--force", "main")
        author.git("checkout", "--quiet", "main")
        author.git("remote", "remove", "origin")
    before = folder(author, "1.0.0")
    author.edit(f"{FIRST}/card.yaml", "Does not exist.", "Does not exist yet.")
    author.commit("Edit in place")

    assert "exemple-score 1.0.0 → 1.1.0" in release(author)

    assert folder(author, "1.0.0") == before
    assert "Does not exist yet." in folder(author, "1.1.0")["card.yaml"].decode()
