"""`boas level` on a real repository: where a version stands, what is missing, which commands come next."""

import shutil
from pathlib import Path

import pytest

from boas.documents import list_expected_fields
from tests.cli.running import BASE, boas
from tests.git_registry import GitRegistry
from tests.registry.proving import BY_SEX, Proving
from tests.registry.test_applicability import publish, set_field
from tests.shipped import shipped_copy

SCORE = "model_cards/algorithms/exemple-score"
CARD = f"{SCORE}/versions/1.0.0/card.yaml"


@pytest.fixture
def registry(tmp_path: Path) -> GitRegistry:
    """The small registry without fault, committed."""
    repository = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE / "model_cards", repository.path / "model_cards")
    repository.commit("Set up")
    return repository


def told(registry: GitRegistry, *options: str) -> str:
    done = boas("level", *options, at=registry.path)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


def test_each_missing_field_is_told_with_what_it_means(registry: GitRegistry) -> None:
    said = told(registry, "exemple-score", "--lang", "fr")

    assert said.startswith("exemple-score 1.0.0 – niveau 0 (Référencé)\n\nPour atteindre le niveau 1 (Documenté) :\n")
    listed = [line.split()[0] for line in said.splitlines() if line.startswith("      ")]
    assert listed == [path for path in list_expected_fields("score") if path in listed]
    assert {"licence.code", "safety.risks", "model.approach"} <= set(listed)
    assert not {"safety.limitations", "model.prompting"} & set(listed)
    assert "À quoi sert" not in said
    assert f"boas explain {listed[0]}" in said
    assert "boas release" not in said


def test_what_is_not_committed_counts(registry: GitRegistry) -> None:
    text = (registry.path / CARD).read_text()
    registry.write(CARD, f"{text}licence:\n  code: EUPL-1.2\n")

    assert "licence.code " not in told(registry, "exemple-score", "--lang", "en")
    assert "licence.card " in told(registry, "exemple-score", "--lang", "en")


def test_a_published_version_is_not_to_be_edited(registry: GitRegistry) -> None:
    settings = (registry.path / "model_cards/registry.yaml").read_text()
    commit = registry.git("rev-parse", "HEAD")
    registry.write("model_cards/registry.yaml", f"{settings}frozen_from: {commit}\n")
    registry.commit("Freeze")

    assert "boas release exemple-score" in told(registry, "exemple-score", "--lang", "en")


@pytest.mark.parametrize(
    ("algorithm", "language", "said"),
    [
        pytest.param("example-radio-thorax", "fr", "Aucun niveau n’est plus haut.", id="the highest one"),
        pytest.param("example-federe-hopitaux", "en", "boas ", id="one between"),
    ],
)
def test_shipped_algorithms_tell_their_next_step(tmp_path: Path, algorithm: str, language: str, said: str) -> None:
    root = shipped_copy(tmp_path / "registry").path

    assert said in boas("level", algorithm, "--lang", language, at=root).stdout.decode()


def test_an_unknown_algorithm_is_answered_with_the_nearest(registry: GitRegistry) -> None:
    done = boas("level", "exemple-scor", "--lang", "en", at=registry.path)

    assert done.returncode == 2
    assert "No algorithm `exemple-scor`" in done.stderr.decode()
    assert "Try `exemple-score`." in done.stderr.decode() or "See model_cards/algorithms/." in done.stderr.decode()


def test_a_card_that_cannot_be_read_has_no_level(registry: GitRegistry) -> None:
    registry.write(CARD, "schema_version: 1\nid: exemple-score\n")
    done = boas("level", "exemple-score", "--lang", "fr", at=registry.path)

    assert done.returncode == 2
    assert "boas check model_cards/algorithms/exemple-score" in done.stderr.decode()


def test_figures_of_another_version_are_named_with_what_changed_since(tmp_path: Path) -> None:
    proving = Proving(tmp_path / "registry")
    proving.evaluate("externe", {"counts.csv": BY_SEX})
    publish(proving, "1.0.1")
    proving.settle()
    said = told(proving, "exemple-regle", "--lang", "fr")
    assert said.startswith("exemple-regle 1.0.1 – niveau 3")
    assert "\nÉvaluation « externe » : mesurée sur la version 1.0.0, inchangée depuis ; elle compte.\n" in said
    publish(proving, "2.0.0", set_field("io", "threshold", {"value": 0.7}))
    said = told(proving, "exemple-regle", "--lang", "en")
    assert said.startswith("exemple-regle 2.0.0 – level 1")
    assert (
        "\nEvaluation “externe”: measured on version 1.0.0, not on this one; it does not count.\n"
        "  - Threshold: " in said
    )
