"""Observations as readers meet them: on the card, in lists, in feeds, in the matrix and as data beside the page."""

import json
import shutil
from pathlib import Path

import pytest

from boas.documents import load_example
from boas.parsing import read_yaml
from boas.site import build
from boas.site._producer_fields import list_producer_fields, render_producer_lines
from tests.git_registry import GitRegistry
from tests.site.conftest import OPENAPI, RULES
from tests.site.reading import page, row, words
from tests.site.versioned_registry import BASE, index_of

FOLDER = "model_cards/algorithms/exemple-regle/observations"
CARD = "fr/algorithms/exemple-regle.html"
ANSWERED = """\
schema_version: 1
id: exemple-conteste
versions: ">=1.0.0"
about: rule
basis: run
text:
  fr: Une règle qui ne retient personne.
evidence:
  codelist: codelists/inclusion.csv
  n_found: 2
  n_examined: 3
organisation: exemple-universite
date: 2025-11-01
states:
  - state: confirmed
    by:
      name: Passant Exemple
    date: 2025-11-02
  - state: contested
    by:
      name: Camille Exemple
      orcid: 0000-0002-1825-0097
    date: 2025-11-03
    answer:
      fr: Elle retient les patients inventés.
"""


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of a registry with two observations, one of which its authors contest."""
    folder = tmp_path_factory.mktemp("observed")
    registry = GitRegistry(folder / "registry")
    shutil.copytree(BASE / "model_cards", registry.path / "model_cards")
    registry.write(f"{FOLDER}/exemple-conteste.yaml", ANSWERED)
    registry.commit("Set up")
    with index_of(registry, folder / "index.sqlite") as index:
        build(index, RULES, OPENAPI, folder / "site", progress=lambda _done, _total: None)
    return folder / "site" / "current"


def part(release: Path, name: str) -> str:
    """The words about one observation on the card."""
    return words(page(release, CARD).partition(f'id="observation-{name}"')[2].partition("</li>")[0])


def test_an_open_observation_says_how_it_was_found_and_that_nobody_answered(release: Path) -> None:
    said = part(release, "exemple-constat")

    assert "Ouverte" in said
    assert "En lisant le code, les listes ou la documentation publiés – Dominique Exemple" in said
    assert "commit 0133e4a98d99" in said
    assert "Les auteurs n’ont pas répondu. Comment répondre" in said


def test_the_answer_of_the_authors_stands_beside_it_and_that_of_a_stranger_changes_nothing(release: Path) -> None:
    said = part(release, "exemple-conteste")

    assert "Contestée par les auteurs" in said.split("Règle")[0]
    assert "Passant Exemple · 2 novembre 2025 Rien ne montre que cette personne peut répondre" in said
    assert "Elle retient les patients inventés." in said
    assert "2 sur 3" in said
    assert "Les auteurs n’ont pas répondu" not in said


def test_lists_mark_what_is_open_and_not_what_is_contested(release: Path) -> None:
    listed = words(page(release, "fr/algorithms.html"))

    assert "1 observation " in listed
    assert "2 observations" not in listed
    assert "champs remplis sur" in listed


def test_the_matrix_says_how_many_were_answered(release: Path) -> None:
    assert row(page(release, "fr/audit_matrix.html"), "Règle d’exemple")[-1] == "P en partie 1 sur 2 observations"
    assert row(page(release, "fr/audit_matrix.html"), "Modèle d’exemple")[-1] == "s.o. aucune observation"


def test_feeds_tell_of_the_observation_and_of_each_answer_that_counts(release: Path) -> None:
    feed = page(release, "fr/algorithms/exemple-regle.atom")

    assert feed.count("<title>Observation (Ouverte)") == 2
    assert feed.count("<title>Observation (Contestée par les auteurs)") == 1
    assert "Confirmée" not in feed
    assert "Observation" not in page(release, "fr/notices.atom")


def test_the_answer_about_the_algorithm_holds_them_as_written_with_what_is_computed(release: Path) -> None:
    told = json.loads(page(release, "fr/algorithms/exemple-regle.json"))["observations"]

    assert [(one["observation"]["id"], one["state"], one["counted"]) for one in told] == [
        ("exemple-conteste", "contested", []),
        ("exemple-constat", "open", ["1.0.0"]),
    ]
    assert [one["standing"] for one in told[0]["states"]] == ["stranger", "holds"]


def test_the_lines_for_producers_say_nothing_before_somebody_writes() -> None:
    missing = ["ownership.funding", "bias.approach", "bias.groups_at_risk"]
    own = list_producer_fields(missing)
    lines = render_producer_lines(own, "fr")

    assert own == ("bias.approach", "bias.groups_at_risk")
    assert read_yaml(lines).value is None
    assert render_producer_lines((), "fr") == ""
    assert all(line.startswith("#") for line in lines.splitlines())


def test_the_draft_of_an_observation_is_one_but_for_what_is_to_be_written(release: Path) -> None:
    draft = page(release, CARD).partition("ce-que-j-ai-trouve.yaml</code>")[2].partition("<code>")[2]

    assert set(read_yaml(load_example("observation", "fr")).value) >= {
        line.partition(":")[0] for line in draft.partition("</code>")[0].splitlines() if line[:1].isalpha()
    }
