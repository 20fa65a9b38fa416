"""A version added below a published one says what changed; the one that was there first need not."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.running import BASE, boas
from tests.git_registry import GitRegistry

VERSIONS = "model_cards/algorithms/exemple-score/versions"
CHANGES = "changes:\n  - kind: changed\n    text:\n      en: One thing changed.\n"


@pytest.fixture
def published(tmp_path: Path) -> GitRegistry:
    """A registry with version 1.0.0 on its main line, and a branch for what comes."""
    repository = GitRegistry(Path(shutil.copytree(BASE, tmp_path / "registry")))
    repository.commit("Publish")
    repository.git("switch", "--quiet", "--create", "proposal")
    return repository


def add(repository: GitRegistry, version: str, said: str = "") -> None:
    """Commit a version that is like 1.0.0 but for its number."""
    card = (repository.path / VERSIONS / "1.0.0/card.yaml").read_text()
    repository.write(f"{VERSIONS}/{version}/card.yaml", card.replace("version: 1.0.0", f"version: {version}") + said)
    repository.commit(f"Add {version}")


def told(repository: GitRegistry, *arguments: str) -> list[tuple[str, str, str]]:
    """What `boas check` says, as path below the versions, rule and severity."""
    found = json.loads(boas("check", "--format", "json", *arguments, at=repository.path).stdout)["findings"]
    return [(one["path"].removeprefix(f"{VERSIONS}/"), one["rule"], one["severity"]) for one in found]


@pytest.mark.parametrize("version", ["0.9.0", "1.0.0-rc.1"])
@pytest.mark.parametrize("arguments", [(), ("--since", "main")])
def test_a_lower_version_added_later_says_its_changes(
    published: GitRegistry, version: str, arguments: tuple[str, ...]
) -> None:
    add(published, version)

    assert told(published, *arguments) == [(f"{version}/card.yaml", "missing-changes", "error")]


def test_the_first_version_is_not_asked_for_changes_since_a_lower_one(published: GitRegistry) -> None:
    add(published, "0.9.0", CHANGES)

    assert told(published) == told(published, "--since", "main") == []
    published.git("switch", "--quiet", "main")
    published.git("merge", "--quiet", "--ff-only", "proposal")
    assert told(published) == []


def test_a_greater_version_is_told_alone(published: GitRegistry) -> None:
    add(published, "1.0.1")

    assert told(published) == [("1.0.1/card.yaml", "missing-changes", "error")]
