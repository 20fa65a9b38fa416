"""A proposal with twelve mistakes: twelve findings at once, whose hints, followed to the letter, make it pass."""

from pathlib import Path

import pytest

from boas.translation import Language, list_languages
from tests.cli.running import boas
from tests.cli.twelve_mistakes import (
    CARD,
    EVALUATION,
    EXCLUSION,
    INCLUSION,
    ORGANISATION,
    RULE,
    SCORE,
    edit,
    proposed,
)
from tests.git_registry import GitRegistry

EXPECTED = Path(__file__).parent / "twelve_findings"


@pytest.fixture
def registry(tmp_path: Path) -> GitRegistry:
    """The proposal, committed."""
    return proposed(tmp_path / "registry")


@pytest.mark.parametrize("language", list_languages())
def test_twelve_mistakes_come_back_as_twelve_findings_at_once(registry: GitRegistry, language: Language) -> None:
    done = boas("check", "--since", "main", "--lang", language, at=registry.path)
    *paragraphs, last = done.stdout.decode().split("\n\n")

    assert done.returncode == 1
    assert "\n\n".join(paragraphs) + "\n" == EXPECTED.with_suffix(f".{language}.txt").read_text()
    assert len(paragraphs) == 12
    assert last.startswith(("12 erreurs, 0 avertissement dans 6 fichiers", "12 errors, 0 warnings in 6 files"))


def follow(registry: GitRegistry) -> None:
    """What a person does who reads the twelve hints one after the other."""
    edit(registry, EVALUATION, "value: 0,9", "value: 0.9")  # Écrire « 0.9 ».
    edit(registry, CARD, "version: 1.0.0", "version: 2.0.0")  # Écrire « 2.0.0 ».
    added = "changes: [{kind: changed, text: {fr: Les anévrismes sont repérés.}}]\n"  # Ajouter « changes: … ».
    registry.write(CARD, (registry.path / CARD).read_text() + added)
    edit(registry, CARD, "category: targetting", "category: targeting")  # Écrire « targeting ».
    edit(registry, CARD, "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097")  # Écrire ce numéro.
    edit(registry, CARD, "Apache 2.0", "Apache-2.0")  # Écrire « Apache-2.0 ».
    edit(registry, CARD, "contries", "countries")  # Écrire « countries ».
    edit(registry, CARD, "https://doi.org/10.1159/000438859", "10.1159/000438859")  # Écrire ce DOI.
    edit(registry, EXCLUSION, "sous-durale,", "sous-durale")  # Supprimer cette virgule.
    edit(registry, INCLUSION, "I67.1", "I671")  # Écrire « I671 ».
    (registry.path / SCORE / "1.0.1").rename(registry.path / SCORE / "2.0.0")  # Nommer cette version 2.0.0 (dossier…
    edit(registry, f"{SCORE}/2.0.0/card.yaml", "version: 1.0.1", "version: 2.0.0")  # … et champ « version »).
    edit(registry, ORGANISATION, "\t", "  ")  # Remplacer les tabulations par des espaces.


def test_the_hints_followed_to_the_letter_make_it_pass(registry: GitRegistry) -> None:
    follow(registry)

    for arguments in (("check",), ("check", "--since", "main"), ("check", f"{RULE}/versions/2.0.0")):
        done = boas(*arguments, at=registry.path)
        assert done.stdout.decode().startswith("Rien à corriger")
        assert done.returncode == 0


def test_what_fix_mends_is_what_a_person_would_have_written(registry: GitRegistry, tmp_path: Path) -> None:
    by_hand = proposed(tmp_path / "by-hand")
    follow(by_hand)

    boas("fix", "--unsafe", "--yes", at=registry.path)

    for path in (EVALUATION, EXCLUSION, INCLUSION, ORGANISATION):
        assert (registry.path / path).read_bytes() == (by_hand.path / path).read_bytes()
    added = (by_hand.path / CARD).read_text().removeprefix((registry.path / CARD).read_text())
    assert added.startswith("changes:")


def test_fix_leaves_only_what_needs_a_person(registry: GitRegistry) -> None:
    done = boas("fix", "--unsafe", "--yes", "--lang", "en", at=registry.path)
    left = [line.partition("]")[0] for line in done.stdout.decode().splitlines() if line.startswith("error[")]

    assert left == ["error[missing-changes", "error[bump-too-small"]
    assert f"mv {SCORE}/1.0.1 {SCORE}/2.0.0" in done.stdout.decode()
