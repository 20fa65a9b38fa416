"""From files in Git to pages: what an author writes in `counts.csv` is what a reader meets."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from boas.site import build
from tests.git_registry import GitRegistry
from tests.site.conftest import OPENAPI, RULES
from tests.site.reading import page, row, words
from tests.site.versioned_registry import BASE, index_of

MODEL = "fr/algorithms/exemple-modele"


def write_score_versions(versions: Path) -> None:
    """A score with its points, and a second version in which one of them is another."""
    (versions / "1.0.0/coefficients.csv").write_text("term,level,value\nage,75+,2\nsex,,0.50\n")
    shutil.copytree(versions / "1.0.0", versions / "2.0.0")
    card = (versions / "1.0.0/card.yaml").read_text().replace("version: 1.0.0", "version: 2.0.0")
    (versions / "2.0.0/card.yaml").write_text(f"{card}changes:\n  - kind: changed\n    text:\n      fr: Points.\n")
    (versions / "2.0.0/coefficients.csv").write_text("term,level,value\nage,75+,3\nsex,,0.5\n")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of a registry with a model that was measured by group and audited."""
    folder = tmp_path_factory.mktemp("from-files")
    registry = GitRegistry(folder / "registry")
    shutil.copytree(BASE / "model_cards", registry.path / "model_cards")
    write_score_versions(registry.path / "model_cards/algorithms/exemple-score/versions")
    registry.commit("Set up")
    with index_of(registry, folder / "index.sqlite") as index:
        build(index, RULES, OPENAPI, folder / "site", progress=lambda _done, _total: None)
    return folder / "site" / "current"


def test_counts_by_group_become_gaps(release: Path) -> None:
    written = page(release, f"{MODEL}/bias.html")

    assert "Plus grand écart : −1,5 point [−8,6 ; +5,5] pour « hommes » (sexe), comparé à « femmes »" in words(written)
    assert row(written, "femmes")[:3] == ["femmes (référence)", "210", "85,7 %"]
    assert row(written, "non renseigné")[1:3] == ["0", "personne au dénominateur"]


def test_claims_are_held_against_counts(release: Path) -> None:
    counts = BASE / "model_cards/algorithms/exemple-modele/evaluations/exemple-validation/counts.csv"
    found = row(page(release, f"{MODEL}/evidence.html"), "Sensibilité 85 %")

    assert found[1] == "85 % [81,2 % ; 88,2 %] n = 400 personnes Wilson"
    assert found[2] == "Recalculé Les effectifs donnent 340/400 = 0,850."
    assert found[5] == sha256(counts.read_bytes()).hexdigest()[:12]


def test_the_matrix_knows_what_was_measured(release: Path) -> None:
    found = row(page(release, "fr/audit_matrix.html"), "Modèle d’exemple")

    assert found[2].startswith("O oui 1 sur 1")


def test_points_of_a_score_stand_on_its_card_and_can_be_downloaded(release: Path) -> None:
    written = page(release, "fr/algorithms/exemple-score.html")

    assert row(written, "age") == ["age", "75+", "3"]
    assert 'href="../../files/exemple-score/2.0.0/coefficients.csv"' in written
    assert (release / "files/exemple-score/2.0.0/coefficients.csv").read_text().startswith("term,level,value\n")


def test_points_are_told_to_programs_and_compared_between_versions(release: Path) -> None:
    answer = json.loads((release / "fr/algorithms/exemple-score.json").read_text())["latest"]
    compared = words(page(release, "fr/algorithms/exemple-score/compare/1.0.0...2.0.0.html"))

    assert answer["coefficients"] == {
        "header": ["term", "level", "value"],
        "rows": [["age", "75+", "3"], ["sex", "", "0.5"]],
    }
    assert "Coefficient age · 75+, valeur : 2 devient 3." in compared
    assert "peuvent changer un résultat" in compared
