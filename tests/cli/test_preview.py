"""`boas build --working-tree` as people run it: what lies on disk is shown, what is published is not touched."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import BASE, boas
from tests.git_registry import GitRegistry

SCORE = "model_cards/algorithms/exemple-score"
CARD = f"{SCORE}/versions/1.0.0/card.yaml"
DRAFT = f"{SCORE}/versions/1.0.1/card.yaml"
CHU = "model_cards/organisations/exemple-chu.yaml"
PAGE = "fr/algorithms/exemple-score/versions/1.0.1.html"


@pytest.fixture
def registry(tmp_path: Path) -> GitRegistry:
    """The small registry without fault, committed, with a version of the score that is not."""
    repository = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE / "model_cards", repository.path / "model_cards")
    repository.commit("Set up")
    write_draft(repository)
    return repository


def write_draft(registry: GitRegistry) -> None:
    card = (registry.path / CARD).read_text().replace("1.0.0", "1.0.1")
    changes = 'version: "1.0.1"\nchanges:\n  - kind: changed\n    text:\n      fr: Brouillon en cours.\n'
    registry.write(DRAFT, re.sub(r'version: "?1\.0\.1"?\n', changes, card, count=1))


def previewed(registry: GitRegistry) -> Path:
    return registry.path / ".boas/working-tree/site/current"


def status(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "fr/status.json").read_bytes())
    return found


def written(root: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_version_no_commit_holds_is_shown_as_a_draft(registry: GitRegistry) -> None:
    done = boas("build", "--working-tree", at=registry.path)

    assert done.returncode == 0, done.stderr.decode()
    assert "Aperçu prêt (fichiers pas encore publiés : 1)." in done.stdout.decode()
    assert 'state-draft">Brouillon<' in (previewed(registry) / PAGE).read_text()
    assert status(previewed(registry))["preview"]["added"] == [DRAFT]


def test_what_is_published_here_stays_as_it_was(registry: GitRegistry) -> None:
    assert boas("build", at=registry.path).returncode == 0
    before = written(registry.path / ".boas")
    assert boas("build", "--working-tree", at=registry.path).returncode == 0
    after = {path: data for path, data in written(registry.path / ".boas").items() if "working-tree/" not in path}

    assert after == before
    assert not registry.git("status", "--porcelain", "--", ".boas")


def test_nothing_is_done_again_for_the_same_files(registry: GitRegistry) -> None:
    assert boas("build", "--working-tree", at=registry.path).returncode == 0

    assert "Aperçu à jour." in boas("build", "--working-tree", at=registry.path).stdout.decode()


def test_a_commit_makes_a_published_version_of_a_draft(registry: GitRegistry) -> None:
    assert boas("build", "--working-tree", at=registry.path).returncode == 0
    registry.commit("Publish it")
    assert boas("build", "--working-tree", at=registry.path).returncode == 0

    assert "Brouillon<" not in (previewed(registry) / PAGE).read_text()
    assert status(previewed(registry))["preview"]["added"] == []


def test_errors_are_told_and_everything_sound_is_shown(registry: GitRegistry) -> None:
    registry.write(CHU, (registry.path / CHU).read_text() + "unknown: 1\n")

    done = boas("build", "--working-tree", at=registry.path)

    assert done.returncode == 0
    assert "erreur[unknown-field]" in done.stdout.decode()
    assert (previewed(registry) / PAGE).exists()
    assert status(previewed(registry))["n_errors"] > 0


def test_warnings_of_other_peoples_files_are_left_out_of_what_is_told(registry: GitRegistry) -> None:
    registry.write(CARD, (registry.path / CARD).read_text().replace('version: "1.0.0"', 'version: "1.0.0"  '))
    told = boas("build", "--working-tree", at=registry.path).stdout.decode()

    assert all(DRAFT in line or CARD in line for line in told.splitlines() if "┌─" in line)


def test_a_frozen_version_that_was_edited_is_an_error_and_shown_all_the_same(registry: GitRegistry) -> None:
    settings = "model_cards/registry.yaml"
    first = registry.git("rev-parse", "HEAD")
    registry.write(settings, (registry.path / settings).read_text() + f"frozen_from: {first}\n")
    registry.write(CARD, (registry.path / CARD).read_text() + "# edited\n")

    done = boas("build", "--working-tree", at=registry.path)

    assert done.returncode == 0
    assert "erreur[frozen-version-changed]" in done.stdout.decode()
    assert "Brouillon<" in (previewed(registry) / "fr/algorithms/exemple-score/versions/1.0.0.html").read_text()


def test_a_repository_without_a_commit_is_shown_all_as_drafts(tmp_path: Path) -> None:
    registry = GitRegistry(tmp_path / "new")
    shutil.copytree(BASE / "model_cards", registry.path / "model_cards")

    done = boas("build", "--working-tree", at=registry.path)

    assert done.returncode == 0, done.stderr.decode()
    assert "Aucun commit ne contient encore ces fichiers." in (previewed(registry) / "fr/status.html").read_text()
    assert "Brouillon<" in (previewed(registry) / "fr/algorithms/exemple-score.html").read_text()


def test_a_preview_is_written_to_a_folder_that_opens_from_disk(registry: GitRegistry, tmp_path: Path) -> None:
    done = boas("build", "--working-tree", "--to", tmp_path / "preview", at=registry.path)
    found = written(tmp_path / "preview")
    told = re.search(r"(\d+) fichiers, (\d+) ko", done.stdout.decode())

    assert told
    assert (int(told[1]), int(told[2])) == (len(found), -(-sum(map(len, found.values())) // 1000))
    assert {"index.html", PAGE, "fr/contribute.html"} <= found.keys()
    assert "manifest.json" not in found
    assert not [
        url for url, data in found.items() if url.endswith(".html") and b' href="/' in data and "404" not in url
    ]


def propose(registry: GitRegistry) -> None:
    """Commit the draft on a branch of its own."""
    registry.git("switch", "--quiet", "--create", "proposal")
    registry.commit("Propose a version")


def test_of_a_proposal_only_the_pages_it_touches_are_written_held_against_its_target(
    registry: GitRegistry, tmp_path: Path
) -> None:
    propose(registry)

    done = boas("build", "--working-tree", "--since", "main", "--to", tmp_path / "preview", at=registry.path)
    found = written(tmp_path / "preview")

    assert done.returncode == 0, done.stderr.decode()
    assert b"Brouillon<" in found[PAGE]
    assert "fr/algorithms/exemple-score.html" in found
    assert "fr/algorithms/exemple-modele.html" not in found
    assert "fr/contribute.html" not in found
    assert not (registry.path / ".boas").exists()


def test_nothing_a_proposal_brings_is_taken_for_something_built_here(registry: GitRegistry, tmp_path: Path) -> None:
    registry.git("switch", "--quiet", "--create", "proposal")
    (tmp_path / "elsewhere").mkdir()
    (registry.path / ".boas").symlink_to(tmp_path / "elsewhere")
    registry.git("add", "--all", "--force")
    registry.commit("Propose a link")

    done = boas("build", "--working-tree", "--since", "main", "--to", tmp_path / "preview", at=registry.path)

    assert done.returncode == 0, done.stderr.decode()
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("link", [".boas", ".boas/working-tree"])
def test_a_link_in_place_of_what_is_built_is_refused(registry: GitRegistry, tmp_path: Path, link: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (registry.path / link).parent.mkdir(exist_ok=True)
    (registry.path / link).symlink_to(tmp_path / "elsewhere")

    done = boas("build", "--working-tree", at=registry.path)

    assert done.returncode == 3
    assert "est un lien" in done.stderr.decode()
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(("--since", "main"), "--working-tree", id="since without a preview"),
        pytest.param(("--to", "preview"), "--working-tree", id="a folder without a preview"),
        pytest.param(("--working-tree", "--since", "main"), "--to", id="since without a folder"),
        pytest.param(("--working-tree", "--to", "model_cards"), "n’est pas vide", id="a full folder"),
        pytest.param(("--working-tree", "--since", "nowhere", "--to", "new"), "Révision inconnue", id="no such branch"),
    ],
)
def test_what_cannot_be_previewed_is_said_in_two_lines(
    registry: GitRegistry, options: tuple[str, ...], told: str
) -> None:
    before = written(registry.path / "model_cards")
    done = boas("build", *options, at=registry.path)

    assert done.returncode == 2
    assert told in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 2
    assert written(registry.path / "model_cards") == before


def test_a_folder_that_cannot_be_made_is_said_and_is_no_crash(registry: GitRegistry) -> None:
    done = boas("build", "--working-tree", "--to", "model_cards/registry.yaml/preview", at=registry.path)

    assert done.returncode == 4
    *progress, refusal, _what_to_do = done.stderr.decode().splitlines()
    assert "Écriture impossible dans model_cards/registry.yaml/preview" in refusal
    assert all(line.startswith("Construction des pages ") for line in progress), (
        "a slow machine also says how far it is"
    )
