"""`boas review` on real repositories: levels, changes and numbers of a proposal, and what is refused."""

import json
import shutil
from pathlib import Path
from typing import Any

import cmarkgfm
import pytest
from click.testing import CliRunner, Result

from boas.cli.review import command
from tests.cli.running import BASE, boas
from tests.git_registry import GitRegistry
from tests.shipped import shipped_copy

RULE = "model_cards/algorithms/exemple-regle"
SCORE = "model_cards/algorithms/exemple-score"
CARD = f"{SCORE}/versions/1.0.0/card.yaml"
EVALUATION = "model_cards/algorithms/exemple-modele/evaluations/exemple-validation"


@pytest.fixture
def registry(tmp_path: Path) -> GitRegistry:
    """The small registry without fault on `main`, and a branch for a proposal."""
    repository = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE / "model_cards", repository.path / "model_cards")
    repository.write("schemas/card.schema.json", "{}\n")
    repository.commit("Set up")
    repository.git("checkout", "--quiet", "-b", "proposal")
    return repository


def run(registry: GitRegistry, *options: str) -> Result:
    return CliRunner().invoke(command, ["--since", "main", "--registry", str(registry.path), *options])


def review(registry: GitRegistry) -> dict[str, Any]:
    done = run(registry, "--format", "json")
    found: dict[str, Any] = json.loads(done.stdout) | {"exit": done.exit_code}
    return found


def told(registry: GitRegistry, language: str = "fr") -> str:
    return run(registry, "--lang", language).stdout


def new_version(registry: GitRegistry) -> None:
    registry.edit(CARD, "Shows the least a card may hold.", "Shows something else.")
    assert boas("release", "exemple-score", at=registry.path).returncode == 0


def test_nothing_to_review_is_said_in_one_line(registry: GitRegistry) -> None:
    assert review(registry)["n_algorithms"] == 0
    assert "Aucun fichier du registre n’a changé." in told(registry)


@pytest.mark.parametrize("committed", [False, True], ids=["on disk", "committed"])
def test_a_new_version_is_held_against_the_one_before(registry: GitRegistry, *, committed: bool) -> None:
    new_version(registry)
    if committed:
        registry.commit("Propose")

    (algorithm,) = review(registry)["algorithms"]
    (version,) = algorithm["versions"]

    assert (algorithm["id"], algorithm["state"]) == ("exemple-score", "changed")
    assert (version["version"], version["state"], version["follows"]) == ("2.0.0", "new", "1.0.0")
    assert (version["required_bump"], version["taken_bump"]) == ("major", "major")
    assert version["level_before"] == version["level_after"] == 0
    assert "De `1.0.0` à `2.0.0` :" in told(registry)
    assert "To reach level 1" in told(registry, "en")


def test_an_edited_version_is_held_against_itself_and_takes_no_step(registry: GitRegistry) -> None:
    registry.edit(CARD, "Shows the least a card may hold.", "Shows something else.")

    (version,) = review(registry)["algorithms"][0]["versions"]

    assert (version["state"], version["required_bump"], version["taken_bump"]) == ("changed", "major", None)
    assert version["n_changes"] == 1


def test_a_new_algorithm_and_a_removed_one_are_told(registry: GitRegistry) -> None:
    shutil.move(registry.path / SCORE, registry.path / "model_cards/algorithms/exemple-autre")
    registry.edit("model_cards/algorithms/exemple-autre/versions/1.0.0/card.yaml", "exemple-score", "exemple-autre")

    states = {
        one["id"]: (one["state"], [two["state"] for two in one["versions"]]) for one in review(registry)["algorithms"]
    }

    assert states == {"exemple-autre": ("new", ["new"]), "exemple-score": ("removed", ["removed"])}


def test_documents_of_each_kind_are_named_by_what_became_of_them(tmp_path: Path) -> None:
    registry = shipped_copy(tmp_path / "registry")
    registry.git("checkout", "--quiet", "-b", "proposal")
    folder = "model_cards/algorithms/example-regle-relue"
    (gone,) = (registry.path / folder / "evaluations").iterdir()
    shutil.rmtree(gone)
    registry.write(f"{folder}/reuses/nouvelle.yaml", "id: nouvelle\n")
    registry.write(f"{folder}/algorithm.yaml", (registry.path / folder / "algorithm.yaml").read_text() + "\n")

    (algorithm,) = review(registry)["algorithms"]

    assert [(one["kind"], one["id"], one["state"]) for one in algorithm["documents"]] == [
        ("algorithm", "example-regle-relue", "changed"),
        ("evaluation", gone.name, "removed"),
        ("reuse", "nouvelle", "added"),
    ]
    assert "- Ajout : réutilisation `nouvelle`" in told(registry)
    assert f"  Removed: evaluation `{gone.name}`" in run(registry, "--format", "text", "--lang", "en").stdout


def test_of_many_documents_the_rest_is_counted(registry: GitRegistry) -> None:
    for n in range(12):
        registry.write(f"{SCORE}/reuses/reuse-{n:02}.yaml", "")

    (algorithm,) = review(registry)["algorithms"]

    assert (algorithm["n_documents"], len(algorithm["documents"])) == (12, 10)
    assert "- 2 more documents" in told(registry, "en")


def test_a_claim_that_does_not_add_up_is_counted_and_no_number_is_printed_beside_it(registry: GitRegistry) -> None:
    registry.edit(f"{EVALUATION}/evaluation.yaml", "value: 0.85", "value: 0.58")

    (algorithm,) = review(registry)["algorithms"]

    assert algorithm["evaluations"][0]["claims"]["contradicted"] == 1
    assert algorithm["findings"]["error"] > 0
    assert algorithm["evaluations"][0]["figures"] == [], "while an evaluation has errors no number of it is printed"


def test_a_level_that_falls_is_shown_before_and_after(tmp_path: Path) -> None:
    registry = shipped_copy(tmp_path / "registry")
    registry.git("checkout", "--quiet", "-b", "proposal")
    folder = "model_cards/algorithms/example-regle-relue"
    shutil.rmtree(registry.path / folder / "evaluations")

    (version,) = review(registry)["algorithms"][0]["versions"]

    assert (version["level_before"], version["level_after"]) == (2, 1)
    assert "| 2 → 1 |" in told(registry)


def test_recomputed_numbers_of_a_sound_evaluation_are_printed(registry: GitRegistry) -> None:
    registry.write(f"{EVALUATION}/evaluation.yaml", (registry.path / EVALUATION / "evaluation.yaml").read_text() + "\n")

    (evaluation,) = review(registry)["algorithms"][0]["evaluations"]

    assert evaluation["figures"]
    assert all(figure["value"] >= 0 for figure in evaluation["figures"])
    assert "| Recalculé |" in told(registry)


def test_numbers_that_are_excused_as_public_already_are_counted(registry: GitRegistry) -> None:
    registry.edit(
        f"{EVALUATION}/evaluation.yaml", "    n: 500\n", "    n: 500\n    already_public: 10.1159/000438859\n"
    )

    (evaluation,) = review(registry)["algorithms"][0]["evaluations"]

    assert evaluation["n_excused"] == 1
    assert "1 chiffre dispensé du seuil des petits effectifs" in told(registry)


def test_a_card_that_cannot_be_read_has_no_level_and_hides_nothing_else(registry: GitRegistry) -> None:
    registry.write(CARD, "id: [\n")
    registry.edit(f"{RULE}/algorithm.yaml", "schema_version: 1", "schema_version: 1 # seen")

    found = {one["id"]: one for one in review(registry)["algorithms"]}

    assert found["exemple-score"]["versions"][0]["level_after"] is None
    assert found["exemple-score"]["findings"]["error"] == 1
    assert found["exemple-regle"]["findings"] == {"error": 0, "warning": 0, "info": 0}


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("boas/checks/rule.py", id="a rule"),
        pytest.param("schemas/card.schema.json", id="a schema"),
        pytest.param("ci/check", id="a script of the forge"),
        pytest.param(".github/workflows/boas.yml", id="a workflow"),
        pytest.param(".gitlab-ci.yml", id="a pipeline"),
    ],
)
@pytest.mark.parametrize("committed", [False, True], ids=["on disk", "committed"])
def test_cards_together_with_what_checks_them_are_refused(registry: GitRegistry, path: str, *, committed: bool) -> None:
    new_version(registry)
    registry.write(path, "true\n")
    if committed:
        registry.commit("Propose")

    done = run(registry, "--lang", "fr")

    assert done.exit_code == 1
    assert review(registry)["guarded"] == [path]
    assert "Refusé : cette proposition touche à la fois des fiches et ce qui les vérifie." in done.stdout


def test_settings_that_loosen_what_is_checked_do_not_come_with_cards(registry: GitRegistry) -> None:
    registry.edit("model_cards/registry.yaml", "small_cell_threshold: 11", "small_cell_threshold: 1")
    assert review(registry)["exit"] == 0, "alone they are a proposal like any other"

    new_version(registry)

    assert review(registry)["exit"] == 1
    assert review(registry)["guarded"] == ["model_cards/registry.yaml"]


def test_rules_alone_are_not_refused(registry: GitRegistry) -> None:
    registry.write("boas/checks/rule.py", "true\n")

    assert review(registry)["exit"] == 0


def test_a_registry_in_a_folder_of_its_own_is_guarded_too(tmp_path: Path) -> None:
    repository = GitRegistry(tmp_path / "hospital")
    shutil.copytree(BASE / "model_cards", repository.path / "health/model_cards")
    repository.commit("Set up")
    repository.git("checkout", "--quiet", "-b", "proposal")
    repository.write(f"health/{CARD}", (repository.path / "health" / CARD).read_text() + "\n")
    repository.write("health/ci/check", "true\n")
    repository.write("ci/other", "not of the registry\n")
    repository.write(".github/workflows/boas.yml", "on: push\n")

    done = boas("review", "--since", "main", "--format", "json", at=repository.path / "health")

    assert done.returncode == 1
    assert json.loads(done.stdout)["guarded"] == [".github/workflows/boas.yml", "ci/check"]


HOSTILE = "@everyone <img src=x> [x](https://evil.example) | ``` ::error:: x"


def test_words_of_an_author_reach_nobody_and_link_nowhere(registry: GitRegistry) -> None:
    registry.edit(CARD, "Shows the least a card may hold.", f"'{HOSTILE}'")

    shown = told(registry)
    html = cmarkgfm.github_flavored_markdown_to_html(shown)

    outside_code = "".join(part.split("</code>")[-1] for part in html.split("<code>"))
    assert "everyone" in html
    assert "@everyone" not in outside_code
    assert "<img" not in html
    assert "href" not in html


def test_a_summary_never_outgrows_a_comment(registry: GitRegistry) -> None:
    for number in range(300):
        folder = registry.path / f"model_cards/algorithms/exemple-{number:03}-{'x' * 60}"
        shutil.copytree(registry.path / SCORE, folder)

    markdown = told(registry)
    done = run(registry, "--format", "json")

    assert len(markdown) <= 60_000
    assert "algorithmes de plus" in markdown.splitlines()[-1]
    assert len(done.stdout) <= 64_000
    assert json.loads(done.stdout)["n_algorithms"] == 300


def test_an_unknown_branch_is_a_usage_error(registry: GitRegistry) -> None:
    done = boas("review", "--since", "nowhere", at=registry.path)

    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


ALERT = """\
schema_version: 1
id: {id}
kind: safety
versions: ">=1.0.0"
reason: safety
text:
  en: An invented alert.
date: 2026-01-05
{more}decided_by:
  name: Camille Exemple
  orcid: {orcid}
"""


@pytest.mark.parametrize(
    ("orcid", "has_effect"), [("0000-0002-1825-0097", True), ("0000-0002-1694-233X", False)], ids=["same", "other"]
)
def test_a_retraction_is_named_first_with_who_signs_it(registry: GitRegistry, orcid: str, *, has_effect: bool) -> None:
    first = ALERT.format(id="exemple-alerte", orcid="0000-0002-1825-0097", more="")
    registry.write(f"{RULE}/notices/exemple-alerte.yaml", first)
    registry.commit("Alert")
    registry.git("branch", "--quiet", "--force", "main")
    again = ALERT.format(id="exemple-retrait", orcid=orcid, more="retracts: exemple-alerte\n")
    registry.write(f"{RULE}/notices/exemple-retrait.yaml", again)

    told_first = told(registry, "en").splitlines()[2]
    (correction,) = review(registry)["corrections"]

    assert "exemple-alerte" in told_first
    assert orcid in told_first
    assert ("loses its effect" in told_first) == has_effect
    assert correction["has_effect"] == has_effect
    assert run(registry, "--format", "text", "--lang", "en").stdout.startswith("! ")


def test_a_maintainer_whom_a_proposal_brings_takes_no_effect_away(registry: GitRegistry) -> None:
    registry.write(
        f"{RULE}/notices/exemple-retrait.yaml",
        ALERT.format(id="exemple-retrait", orcid="0000-0002-1694-233X", more="retracts: exemple-erratum\n"),
    )
    keeper = "maintainers:\n  - name: Noor Exemple\n    orcid: 0000-0002-1694-233X\nlicence:"
    registry.edit("model_cards/registry.yaml", "licence:", keeper)

    found = review(registry)

    assert found["exit"] == 1
    assert [one["has_effect"] for one in found["corrections"]] == [False]


@pytest.mark.parametrize("path", [".github/workflows/boas.yml", ".gitlab-ci.yml", ".gitlab/ci.yml", "ci/check"])
def test_a_proposal_that_edits_its_own_checks_says_so_first(registry: GitRegistry, path: str) -> None:
    registry.write(path, "true\n")

    found = review(registry)

    assert found["exit"] == 0
    assert found["own_checks"] == [path]
    assert path in told(registry, "en").splitlines()[2]


def test_a_setting_that_guards_less_heads_the_review(registry: GitRegistry) -> None:
    registry.edit("model_cards/registry.yaml", "small_cell_threshold: 11", "small_cell_threshold: 5")

    assert "from 11 to 5" in told(registry, "en").splitlines()[2]
    assert review(registry)["findings"] == {"error": 0, "warning": 1, "info": 0}
