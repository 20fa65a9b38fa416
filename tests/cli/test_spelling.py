"""A correction of spelling is a patch once a reviewer who is no author confirms it, and what it asks for until then."""

import shutil
from pathlib import Path

import pytest

from boas.parsing import compute_folder_digest
from tests.cli.running import BASE, boas
from tests.git_registry import GitRegistry

SCORE = "model_cards/algorithms/exemple-score"
FIRST, NEXT = f"{SCORE}/versions/1.0.0", f"{SCORE}/versions/1.0.1"
REVIEW = """schema_version: 1
id: orthographe
kind: review
auditor: {{name: {name}, organisation: exemple-universite}}
date: 2026-01-10
subject: {{id: exemple-score, version: 1.0.1, digest: {digest}}}
competing_interests: {{en: No tie with anybody.}}
conclusion: {{en: Only letters changed.}}
confirms_spelling: true
review_due: 2030-01-01
"""
NOOR = "Noor Exemple"


@pytest.fixture
def corrected(tmp_path: Path) -> GitRegistry:
    """The small registry, frozen, with a slip in a purpose that was corrected."""
    registry = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE / "model_cards", registry.path / "model_cards")
    registry.edit(f"{FIRST}/card.yaml", "Shows the least", "Shows teh least")
    registry.edit(f"{FIRST}/card.yaml", "exemple-universite", "exemple-chu")
    registry.set_up_frozen()
    registry.edit(f"{FIRST}/card.yaml", "Shows teh least", "Shows the least")
    return registry


def release(registry: GitRegistry) -> str:
    done = boas("release", "exemple-score", "--editorial", "--lang", "en", at=registry.path)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def review(registry: GitRegistry, name: str) -> None:
    digest = compute_folder_digest({"card.yaml": (registry.path / NEXT / "card.yaml").read_bytes()})
    registry.write(f"{SCORE}/audits/orthographe.yaml", REVIEW.format(name=name, digest=digest))


def test_a_correction_of_spelling_is_a_patch_once_a_reviewer_confirms_it(corrected: GitRegistry) -> None:
    said = release(corrected)
    before = boas("check", "--lang", "en", SCORE, at=corrected.path)
    review(corrected, NOOR)
    after = boas("check", "--lang", "en", SCORE, at=corrected.path)

    assert "exemple-score 1.0.0 → 1.0.1" in said
    assert "confirms the spelling" in said
    assert "kind: editorial\n" in (corrected.path / NEXT / "card.yaml").read_text()
    assert before.returncode == 1
    assert b"[bump-too-small] Since 1.0.0, these changes ask for a major version" in before.stdout
    assert b"`confirms_spelling: true`" in before.stdout
    assert after.returncode == 0, after.stdout.decode()


def test_a_difference_shows_every_letter_that_changed(corrected: GitRegistry) -> None:
    release(corrected)

    assert "t{+h+}e[-h-]" in boas("diff", "exemple-score", "--lang", "en", at=corrected.path).stdout.decode()


@pytest.mark.parametrize("name", ["Camille Exemple", "Andrea Exemple"], ids=["not-listed", "no-longer-listed"])
def test_nobody_else_confirms_a_correction_of_spelling(corrected: GitRegistry, name: str) -> None:
    release(corrected)
    review(corrected, name)

    assert b"[bump-too-small]" in boas("check", SCORE, at=corrected.path).stdout


def test_no_author_confirms_their_own_spelling(corrected: GitRegistry) -> None:
    release(corrected)
    owner = "ownership:\n  authors:\n    - name: Noor Exemple\n"
    corrected.edit(f"{NEXT}/card.yaml", "ownership:\n", owner)
    review(corrected, NOOR)

    assert b"[bump-too-small]" in boas("check", SCORE, at=corrected.path).stdout


def test_a_confirmation_is_of_these_bytes(corrected: GitRegistry) -> None:
    release(corrected)
    review(corrected, NOOR)
    corrected.edit(f"{NEXT}/card.yaml", "the least", "a least")

    assert b"[bump-too-small]" in boas("check", SCORE, at=corrected.path).stdout


def test_more_than_spelling_is_not_released_as_such(corrected: GitRegistry) -> None:
    corrected.edit(f"{FIRST}/card.yaml", "Shows the least", "Shows all")

    done = boas("release", "exemple-score", "--editorial", "--lang", "en", at=corrected.path)

    assert done.returncode == 2
    assert b"No edit here corrects spelling alone: What it is for" in done.stderr
