"""The frozen picture: what is sound is in it, what is broken is in its findings, nothing hides the rest."""

import json
from pathlib import Path

import pytest

from boas.documents import Card, compute_completeness, list_expected_fields
from boas.errors import RegistryError
from boas.registry import Registry, read_registry
from boas.repository import open_repository
from tests.git_registry import GitRegistry
from tests.shipped import shipped_copy

ONE = "pysnds-cancer-sein"
"""A real algorithm of one version."""
CARD = f"model_cards/algorithms/{ONE}/versions/1.0.0/card.yaml"


def picture(repository: GitRegistry) -> Registry:
    """The registry at the last commit."""
    with open_repository(repository.path) as history:
        commit = history.read_head()
        return read_registry(history.read_tree_of(commit), history.read_history_of(commit))


@pytest.fixture
def shipped(tmp_path: Path) -> GitRegistry:
    return shipped_copy(tmp_path / "registry")


def test_the_shipped_registry_is_read_whole_without_an_error_and_its_examples_are_marked(shipped: GitRegistry) -> None:
    registry = picture(shipped)
    folders = {path.name for path in (shipped.path / "model_cards/algorithms").iterdir()}
    files = {path.stem for path in (shipped.path / "model_cards/data_sources").iterdir()}
    examples = {name for name, entry in registry.algorithms.items() if entry.algorithm.origin == "example"}
    assert (set(registry.algorithms), set(registry.data_sources)) == (folders, files)
    assert examples == {name for name in folders if name.startswith("example-")} != set()
    assert [finding for finding in registry.findings if finding.severity == "error"] == []


def test_a_broken_card_is_a_finding_and_hides_nothing_else(shipped: GitRegistry) -> None:
    shipped.write(CARD, "kind: [\n")
    shipped.commit("Break a card")
    whole = len(list((shipped.path / "model_cards/algorithms").iterdir()))
    registry = picture(shipped)
    assert ONE not in registry.algorithms
    assert len(registry.algorithms) == whole - 1
    assert (CARD, "unreadable-yaml") in {(finding.location.path, finding.rule) for finding in registry.findings}


def test_without_settings_there_is_no_registry(shipped: GitRegistry) -> None:
    shipped.git("rm", "--quiet", "model_cards/registry.yaml")
    shipped.commit("Remove the settings")
    with pytest.raises(RegistryError, match=r"registry\.yaml"):
        picture(shipped)


def test_the_newest_version_is_the_greatest_that_is_no_pre_release(shipped: GitRegistry) -> None:
    text = (shipped.path / CARD).read_text("utf-8")
    for version in ("1.10.0", "1.9.0", "2.0.0-rc.1"):
        shipped.write(
            CARD.replace("1.0.0", version),
            text.replace('version: "1.0.0"', f'version: "{version}"').replace("version: 1.0.0", f"version: {version}"),
        )
    shipped.commit("Publish versions")
    entry = picture(shipped).algorithms[ONE]
    assert [one.version for one in entry.versions][:3] == ["2.0.0-rc.1", "1.10.0", "1.9.0"]
    assert entry.versions[-1].version == "1.0.0"
    assert entry.latest.version == "1.10.0"


@pytest.mark.parametrize(
    ("kind", "asked", "not_asked"),
    [
        ("rule", "logic.steps", "model.training"),
        ("ml", "model.training", "logic.steps"),
        ("generative", "model.prompting", "logic.codelists"),
        ("score", "io.threshold", "model.base_models"),
        ("pipeline", "logic.filters", "io.threshold"),
    ],
)
def test_each_kind_is_asked_for_its_own_fields(kind: str, asked: str, not_asked: str) -> None:
    fields = list_expected_fields(kind)
    assert asked in fields
    assert not_asked not in fields
    assert "intended_use.purpose" in fields


def filled(card: Card, reason: str) -> Card:
    """The card with every field it is asked for declared absent for one reason."""
    value = card.model_dump(exclude_none=True)
    for path in compute_completeness(card).missing:
        section, _, name = path.partition(".")
        value.setdefault(section, {})[name] = {"absent": {"reason": reason}}
    return Card.model_validate_json(json.dumps(value))


def test_what_is_honestly_absent_counts_as_filled(shipped: GitRegistry) -> None:
    card = picture(shipped).algorithms["avc-ait-pmsi"].latest.card
    assert compute_completeness(card).missing
    assert compute_completeness(filled(card, "not-assessed")).missing == ()


def test_what_compilers_did_not_read_does_not_count_as_filled(shipped: GitRegistry) -> None:
    card = picture(shipped).algorithms["avc-ait-pmsi"].latest.card
    before = compute_completeness(card)
    assert compute_completeness(filled(card, "not-stated")).missing == before.missing
    assert before.filled + len(before.missing) == before.expected
