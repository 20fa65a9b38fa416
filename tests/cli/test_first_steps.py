"""An author's first steps: no command that does not fit where they are, every closed list named when it is asked."""

import shutil
from pathlib import Path

import pytest

from tests.cli.running import BASE, boas
from tests.git_registry import GitRegistry

NEW = "model_cards/algorithms/mon-algo"
ANSWERS = (
    *("--kind", "rule", "--category", "Ciblage", "--modality", "claims", "--domain", "Cardio-vasculaire"),
    *("--organisation", "exemple-chu", "--source", "exemple-entrepot:development", "--name", "Mon algorithme"),
    *(
        "--summary",
        "Compte des séjours.",
        "--purpose",
        "Compter des séjours.",
        "--limitation",
        "Ne compte que ceux-là.",
    ),
)


@pytest.fixture
def registry(tmp_path: Path) -> GitRegistry:
    """The small registry, on its main line."""
    repository = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE / "model_cards", repository.path / "model_cards")
    repository.commit("Set up")
    return repository


def begin(registry: GitRegistry) -> str:
    done = boas("new", "mon-algo", *ANSWERS, at=registry.path)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize(("branch", "is_asked"), [("main", True), ("mon-algo", False), ("autre", False)])
def test_a_branch_is_begun_only_where_none_is(registry: GitRegistry, branch: str, *, is_asked: bool) -> None:
    if branch != "main":
        registry.git("switch", "--quiet", "--create", branch)

    said = begin(registry)

    assert ("git switch --create mon-algo" in said) is is_asked
    assert "git push --set-upstream origin HEAD" in said


def test_without_a_terminal_missing_answers_come_with_their_terms(registry: GitRegistry) -> None:
    said = boas("new", "mon-algo", at=registry.path).stderr.decode()

    assert "--kind (rule, score, ml, generative, pipeline)" in said
    assert "cardiovascular, diabetes" in said


def test_a_card_takes_a_label_as_an_option_and_says_its_term_in_a_file(registry: GitRegistry) -> None:
    begin(registry)
    card = f"{NEW}/versions/1.0.0/card.yaml"
    registry.edit(card, "kind: rule", "kind: Règle")
    registry.edit(card, "- cardiovascular", "- Cardio-vasculaire")

    said = boas("check", NEW, at=registry.path).stdout.decode()

    assert "Écrire « rule »." in said
    assert "Écrire « cardiovascular »." in said


@pytest.mark.parametrize("written", ["pneumologie", "rhumatologie"])
def test_a_file_is_never_told_a_term_of_another_meaning(registry: GitRegistry, written: str) -> None:
    begin(registry)
    registry.edit(f"{NEW}/versions/1.0.0/card.yaml", "- cardiovascular", f"- {written}")

    assert "Choisir parmi" in boas("check", NEW, at=registry.path).stdout.decode()


def test_a_check_of_a_new_card_ends_with_what_the_next_level_asks(registry: GitRegistry) -> None:
    begin(registry)

    last = boas("check", NEW, at=registry.path).stdout.decode().splitlines()[-1]

    assert "13 sur 53 sont remplis" in last
    assert "boas level mon-algo" in last


def test_a_fix_says_that_nothing_could_be_fixed(registry: GitRegistry) -> None:
    begin(registry)
    clean = boas("fix", NEW, at=registry.path).stdout.decode()
    registry.edit(f"{NEW}/versions/1.0.0/card.yaml", "kind: rule", "kind: Règle")
    left = boas("fix", NEW, at=registry.path).stdout.decode()

    assert clean.startswith("Rien à corriger")
    assert left.startswith("Rien ici ne peut être corrigé avec certitude")
