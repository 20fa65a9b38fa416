"""A proposal from the clone to the site, against a forge that is a bare repository on this machine."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import BASE, boas
from tests.git_registry import GitRegistry

NEW = "model_cards/algorithms/essai-diabete"
ALGORITHM = (BASE / "model_cards/algorithms/exemple-score/algorithm.yaml").read_text()
CARD = (BASE / "model_cards/algorithms/exemple-score/versions/1.0.0/card.yaml").read_text()


@pytest.fixture
def forge(tmp_path: Path) -> Path:
    """A bare repository whose `main` is a new registry with the people and sources of the small one."""
    options = ("--title", "Registre d’essai", "--licence", "etalab-2.0")
    assert boas("init", "maintainer", *options, at=tmp_path).returncode == 0
    registry = GitRegistry(tmp_path / "maintainer")
    for folder in ("organisations", "data_sources"):
        shutil.copytree(BASE / "model_cards" / folder, registry.path / "model_cards" / folder)
    registry.commit("Ouvre le registre")
    registry.git("clone", "--quiet", "--bare", ".", str(tmp_path / "forge.git"))
    return tmp_path / "forge.git"


def clone(forge: Path, name: str) -> GitRegistry:
    registry = GitRegistry(forge.parent / name)
    registry.git("remote", "add", "origin", forge.as_uri())
    registry.git("fetch", "--quiet", "origin")
    registry.git("checkout", "--quiet", "-B", "main", "origin/main")
    return registry


def write_card(registry: GitRegistry, card: str) -> None:
    registry.write(f"{NEW}/algorithm.yaml", ALGORITHM.replace("exemple-score", "essai-diabete"))
    registry.write(f"{NEW}/versions/1.0.0/card.yaml", card.replace("exemple-score", "essai-diabete"))


def test_a_card_goes_from_a_clone_through_check_and_review_to_the_site(forge: Path) -> None:
    author = clone(forge, "author")
    author.git("checkout", "--quiet", "-b", "diabete")
    write_card(author, CARD.replace("kind: score", "kind: scorre"))

    refused = boas("check", "--since", "origin/main", at=author.path)
    write_card(author, CARD)
    passed = boas("check", "--since", "origin/main", at=author.path)
    reviewed = boas("review", at=author.path)

    assert refused.returncode == 1
    assert b"[unknown-term]" in refused.stdout
    assert passed.returncode == 0, passed.stdout.decode()
    assert reviewed.returncode == 0
    assert "`essai-diabete` — nouvel algorithme, 0 erreur" in reviewed.stdout.decode()

    author.commit("Propose un algorithme")
    author.git("push", "--quiet", "origin", "diabete")
    merge(forge, "diabete")
    site = clone(forge, "site")
    built = boas("build", at=site.path)

    assert built.returncode == 0, built.stdout.decode()
    page = site.path / ".boas/site/current/fr/algorithms/essai-diabete.html"
    assert "Example score" in page.read_text()


def merge(forge: Path, branch: str) -> None:
    """What a maintainer does in a clone, and a forge behind its button."""
    maintainer = clone(forge, "merging")
    maintainer.git("merge", "--quiet", "--no-ff", "--message=Merge the proposal", f"origin/{branch}")
    maintainer.git("push", "--quiet", "origin", "main")


def test_a_proposal_that_loosens_its_own_check_is_refused_before_the_merge(forge: Path) -> None:
    author = clone(forge, "author")
    author.git("checkout", "--quiet", "-b", "diabete")
    write_card(author, CARD)
    author.write("ci/check", "#!/bin/sh\nexit 0\n")
    author.commit("Propose un algorithme, et de ne plus vérifier")

    reviewed = boas("review", at=author.path)

    assert reviewed.returncode == 1
    assert "- `ci/check`" in reviewed.stdout.decode()


def test_a_branch_behind_main_is_reviewed_from_where_it_started(forge: Path) -> None:
    author, other = clone(forge, "author"), clone(forge, "other")
    author.git("checkout", "--quiet", "-b", "diabete")
    write_card(author, CARD)
    other.write("ci/check", "#!/bin/sh\nexit 0\n")
    other.commit("Change a script on main")
    other.git("push", "--quiet", "origin", "main")
    author.git("fetch", "--quiet", "origin")

    reviewed = boas("review", at=author.path)

    assert reviewed.returncode == 0, "what main did since is not the proposal's"
    with pytest.raises(subprocess.CalledProcessError):
        author.git("merge-base", "--is-ancestor", "origin/main", "HEAD")
