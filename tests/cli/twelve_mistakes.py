"""A proposal with twelve mistakes that real authors make, on top of a small registry whose versions are frozen."""

import shutil
from pathlib import Path

from tests.cli.running import BASE
from tests.git_registry import GitRegistry

RULE = "model_cards/algorithms/exemple-regle"
CARD = f"{RULE}/versions/2.0.0/card.yaml"
INCLUSION = f"{RULE}/versions/2.0.0/codelists/inclusion.csv"
EXCLUSION = f"{RULE}/versions/2.0.0/codelists/exclusion.csv"
EVALUATION = f"{RULE}/evaluations/exemple-seconde/evaluation.yaml"
ORGANISATION = "model_cards/organisations/exemple-labo.yaml"
SCORE = "model_cards/algorithms/exemple-score/versions"

MISTAKES = {
    CARD: (
        ("category: targeting", "category: targetting  # comme la précédente"),
        (
            "  contact: regle@chu.example.org",
            "  authors:\n    - name: Camille Exemple\n      orcid: https://orcid.org/0000-0002-1825-0097",
        ),
        ("code: EUPL-1.2", "code: Apache 2.0"),
        ("    age_min: 18\n", "    age_min: 18\n    contries:\n      - BE\n"),
        ("- doi: 10.1159", "- doi: https://doi.org/10.1159"),
    ),
    INCLUSION: (("I61,Hémorragie intracérébrale", "I61,Hémorragie intracérébrale\nI67.1,Anévrisme non rompu"),),
    EXCLUSION: (("I620,Hémorragie sous-durale", "I620,Hémorragie sous-durale,"),),
    EVALUATION: (
        ("exemple-relecture", "exemple-seconde"),
        ("version: 1.0.0", "version: 2.0.0"),
        ("value: 0.9\n", "value: 0,9\n"),
    ),
}
"""What the author wrote in files copied from the version before. The folder got its new number, the card did not."""


def proposed(path: Path) -> GitRegistry:
    """The registry published and frozen on `main`; then, on a branch, an author's proposal."""
    registry = GitRegistry(path)
    shutil.copytree(BASE / "model_cards", registry.path / "model_cards")
    registry.set_up_frozen()
    registry.git("switch", "--quiet", "--create", "proposal")
    shutil.copytree(registry.path / RULE / "versions/1.0.0", registry.path / RULE / "versions/2.0.0")
    shutil.copytree(registry.path / RULE / "evaluations/exemple-relecture", (registry.path / EVALUATION).parent)
    for name, changes in MISTAKES.items():
        for old, new in changes:
            edit(registry, name, old, new)
    registry.write(
        ORGANISATION, "schema_version: 1\nid: exemple-labo\nname:\n\tfr: Laboratoire d’exemple  # à l’université\n"
    )
    shutil.copytree(registry.path / SCORE / "1.0.0", registry.path / SCORE / "1.0.1")
    edit(registry, f"{SCORE}/1.0.1/card.yaml", "version: 1.0.0", "version: 1.0.1")
    edit(registry, f"{SCORE}/1.0.1/card.yaml", "Adds invented points", "Adds and doubles invented points")
    edit(registry, f"{SCORE}/1.0.1/card.yaml", "kind: score", "kind: rule")
    registry.write(f"{SCORE}/1.0.1/card.yaml", (registry.path / SCORE / "1.0.1/card.yaml").read_text() + CHANGES)
    registry.commit("Propose")
    return registry


CHANGES = "changes:\n  - kind: changed\n    text:\n      en: Points are doubled.\n"


def edit(registry: GitRegistry, path: str, old: str, new: str) -> None:
    """Write something else in one place of a file."""
    text = (registry.path / path).read_text()
    assert text.count(old) == 1, (path, old)
    registry.write(path, text.replace(old, new))
