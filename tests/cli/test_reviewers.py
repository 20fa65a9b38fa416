"""`boas review` about people: who may review a proposal, whose approval counts, and why the others do not."""

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

LIST = "model_cards/reviewers.yaml"
MODEL = "model_cards/algorithms/exemple-modele"
CARD = f"{MODEL}/versions/1.0.0/card.yaml"
RULE = "model_cards/algorithms/exemple-regle/algorithm.yaml"
NOOR, ANDREA, ALIX = "Noor Exemple", "Andrea Exemple", "Alix Exemple"
MORE = """
  - name: Alix Exemple
    orcid: 0000-0001-5109-3700
    organisation: exemple-chu
    accounts:
      github: "3003"
      gitlab: "3004"
    since: 2024-01-01
"""


@pytest.fixture
def registry(tmp_path: Path) -> GitRegistry:
    """The small registry without fault on `main`, with one more reviewer, and a branch for a proposal."""
    repository = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE / "model_cards", repository.path / "model_cards")
    repository.write(LIST, (BASE / LIST).read_text() + MORE)
    repository.commit("Set up")
    repository.git("checkout", "--quiet", "-b", "proposal")
    return repository


def run(registry: GitRegistry, *options: str) -> Result:
    return CliRunner().invoke(command, ["--since", "main", "--registry", str(registry.path), *options])


def told(registry: GitRegistry, *options: str) -> dict[str, Any]:
    done = run(registry, "--format", "json", *options)
    found: dict[str, Any] = json.loads(done.stdout) | {"exit": done.exit_code}
    return found


def standings(registry: GitRegistry) -> dict[str, str]:
    return {one["name"]: one["standing"] for one in told(registry)["reviewers"]}


def change_the_card(registry: GitRegistry) -> None:
    registry.edit(CARD, "Montrer un modèle évalué et audité.", "Montrer un modèle relu.")


def test_each_reviewer_is_held_against_those_who_made_what_is_touched(registry: GitRegistry) -> None:
    change_the_card(registry)

    found = told(registry)["reviewers"]

    assert [(one["name"], one["standing"], one["may_review"]) for one in found] == [
        (ALIX, "same-organisation", True),
        (NOOR, "independent", True),
        (ANDREA, "not-listed", False),
    ]
    assert found[0]["accounts"] == ["github:3003", "gitlab:3004"]
    assert "(Université d’exemple) n’a pas de lien déclaré" in found[1]["sentence"]["fr"]


def test_a_declared_tie_with_the_algorithm_forbids(registry: GitRegistry) -> None:
    registry.edit(RULE, "schema_version: 1", "schema_version: 1 # seen")

    assert standings(registry)[NOOR] == "conflict", "with no version touched, the newest one counts"


def test_an_entry_that_the_proposal_brings_lets_nobody_in(registry: GitRegistry) -> None:
    change_the_card(registry)
    registry.edit(LIST, MORE, MORE + MORE.replace(ALIX, "Lou Exemple").replace("5109-3700", "2345-6797"))

    assert "Lou Exemple" not in standings(registry)
    assert told(registry)["guarded"] == [LIST]
    assert told(registry)["exit"] == 1


def test_the_list_is_that_of_the_branch_as_it_now_is(registry: GitRegistry) -> None:
    change_the_card(registry)
    registry.commit("Propose")
    registry.git("checkout", "--quiet", "main")
    new = MORE.replace(ALIX, "Lou Exemple").replace("0000-0001-5109-3700", "0000-0003-1415-9269")
    registry.edit(LIST, MORE, new)
    registry.commit("Strike one off, list another")
    registry.git("checkout", "--quiet", "proposal")

    found = told(registry, "--approved-by", "github:3003")["reviewers"]

    assert {one["name"]: one["standing"] for one in found} == {
        NOOR: "independent",
        "Lou Exemple": "same-organisation",
        ANDREA: "not-listed",
    }


def test_a_tie_that_the_proposal_takes_out_still_holds(registry: GitRegistry) -> None:
    registry.edit(RULE, "schema_version: 1", "schema_version: 1 # seen")
    tie = "    conflicts:\n      - algorithm: exemple-regle\n        statement:\n"
    registry.edit(LIST, f"{tie}          fr: A encadré la thèse d’un auteur.\n", "")

    assert standings(registry)[NOOR] != "independent"


def test_nobody_judges_a_change_of_their_own_entry(registry: GitRegistry) -> None:
    registry.edit(LIST, "until: 2025-12-31", "until: 2099-12-31")

    found = told(registry)

    assert (found["exit"], found["guarded"]) == (0, []), "alone it is a proposal like any other"
    assert standings(registry)[NOOR] == "unknown", "there is no author to compare with"
    assert standings(registry)[ANDREA] in {"author", "not-listed"}


def test_an_author_whom_the_proposal_takes_out_is_still_one(registry: GitRegistry) -> None:
    registry.edit(CARD, "    - name: Camille Exemple\n", f"    - name: {ALIX}\n")
    registry.edit(CARD, "      orcid: 0000-0002-1825-0097\n", "")
    registry.git("checkout", "--quiet", "main")
    registry.commit("Name another author")
    registry.git("checkout", "--quiet", "-B", "proposal")
    registry.edit(CARD, f"- name: {ALIX}\n", "- name: Sacha Autre\n")

    assert standings(registry)[ALIX] == "author"


def test_an_author_of_another_version_and_a_name_alike_do_not_review(registry: GitRegistry) -> None:
    change_the_card(registry)
    registry.edit(f"{MODEL}/algorithm.yaml", "Camille Exemple\n    orcid: 0000-0002-1825-0097", "N. Exemple")

    assert standings(registry)[NOOR] == "may-be-author"


def test_a_tie_between_organisations_that_the_proposal_cuts_still_holds(registry: GitRegistry) -> None:
    chu = "model_cards/organisations/exemple-chu.yaml"
    registry.edit(chu, "country: FR\n", "country: FR\npart_of: exemple-universite\n")
    registry.git("checkout", "--quiet", "main")
    registry.commit("Say what belongs to what")
    registry.git("checkout", "--quiet", "-B", "proposal")
    registry.edit(chu, "part_of: exemple-universite\n", "")
    change_the_card(registry)

    assert standings(registry)[NOOR] == "same-organisation"


@pytest.mark.parametrize(
    ("path", "old", "field"),
    [
        pytest.param("evaluations/exemple-validation/evaluation.yaml", "Dominique Exemple", "evaluator", id="numbers"),
        pytest.param("audits/exemple-audit.yaml", "Claude Exemple", "auditor", id="a judgement"),
    ],
)
def test_nobody_judges_a_document_they_sign(registry: GitRegistry, path: str, old: str, field: str) -> None:
    registry.edit(f"{MODEL}/{path}", old, NOOR)

    (noor,) = [one for one in told(registry)["reviewers"] if one["name"] == NOOR]

    assert (noor["standing"], noor["may_review"]) == ("author", False), field
    assert path in noor["sentence"]["en"]


APPROVALS = (
    pytest.param("github:1001", 0, [True], id="by a reviewer"),
    pytest.param("gitlab:2002", 1, [False], id="by somebody no longer on the list"),
    pytest.param("github:2002", 1, [False], id="by the same number in another forge"),
    pytest.param("", 1, [], id="by nobody"),
    pytest.param("gitlab:2002, github:9,github:1001,github:9", 0, [False, False, True], id="by one who counts"),
)


@pytest.mark.parametrize(("given", "exit_code", "counts"), APPROVALS)
def test_one_approval_that_counts_is_enough(
    registry: GitRegistry, given: str, exit_code: int, counts: list[bool]
) -> None:
    change_the_card(registry)

    found = told(registry, "--approved-by", given)

    assert found["exit"] == exit_code
    assert found["lacks_approval"] == bool(exit_code)
    assert [one["counts"] for one in found["approvals"]] == counts


def test_no_approval_at_all_is_told_apart_from_one_that_does_not_count(registry: GitRegistry) -> None:
    change_the_card(registry)

    nobody, somebody = (run(registry, "--lang", "fr", "--approved-by", given).stdout for given in ("", "github:9"))

    assert "personne n’a encore approuvé" in nobody
    assert "personne n’a encore approuvé" not in somebody


def test_what_is_asked_about_approvals_names_the_commit_they_are_for(registry: GitRegistry) -> None:
    change_the_card(registry)
    commit = registry.commit("Propose")

    assert told(registry)["head"] == commit
    assert told(registry)["approvals"] is None


@pytest.mark.parametrize("given", ["octocat", "github:octocat", "github:0", "sourcehut:12", "github:1001;github:2"])
def test_what_is_no_account_is_a_usage_error(registry: GitRegistry, given: str) -> None:
    done = boas("review", "--since", "main", "--approved-by", given, at=registry.path)

    assert done.returncode == 2
    assert "n’est pas un compte" in done.stderr.decode()


def test_rules_and_the_list_alone_ask_for_no_approval_of_reviewers(registry: GitRegistry) -> None:
    registry.edit(LIST, "until: 2025-12-31", "until: 2025-11-30")

    done = run(registry, "--approved-by", "", "--lang", "fr")

    assert done.exit_code == 0
    assert "Aucune approbation n’est demandée aux relecteurs" in done.stdout


def test_without_a_list_nobody_may_review_and_that_is_said(registry: GitRegistry) -> None:
    registry.git("checkout", "--quiet", "main")
    (registry.path / LIST).unlink()
    registry.commit("Take the list away")
    registry.git("checkout", "--quiet", "-B", "proposal")
    change_the_card(registry)

    assert told(registry)["reviewers"] == []
    for form in ("text", "markdown"):
        done = run(registry, "--approved-by", "github:1001", "--format", form, "--lang", "fr")
        assert done.exit_code == 1
        assert "Ce registre n’a pas encore de liste de relecteurs" in done.stdout


@pytest.mark.parametrize(
    "path", ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS", LIST], ids=lambda path: path
)
def test_who_must_be_asked_does_not_change_together_with_cards(registry: GitRegistry, path: str) -> None:
    change_the_card(registry)
    registry.write(path, (registry.path / path).read_text() + "# more\n" if path == LIST else "* @me\n")

    found = told(registry)

    assert (found["exit"], found["guarded"]) == (1, [path])


def test_a_review_together_with_the_entry_of_who_signs_it_is_refused(registry: GitRegistry) -> None:
    new = MORE.replace(ALIX, "Lou Exemple").replace("0000-0001-5109-3700", "0000-0003-1415-9269")
    registry.write(LIST, (registry.path / LIST).read_text() + new.replace("300", "400"))
    audit = (registry.path / MODEL / "audits/exemple-audit.yaml").read_text()
    review = audit.replace("kind: bias", "kind: review").replace("exemple-audit", "relecture")
    registry.write(f"{MODEL}/audits/relecture.yaml", review.replace("Claude Exemple", "Lou Exemple"))
    registry.commit("Propose to review what one proposes")

    found = told(registry)

    assert (found["exit"], found["guarded"]) == (1, [LIST])


def test_markdown_and_text_say_the_same_in_both_languages(registry: GitRegistry) -> None:
    change_the_card(registry)

    french, english = (run(registry, "--lang", lang, "--approved-by", "gitlab:2002").stdout for lang in ("fr", "en"))
    text = run(registry, "--lang", "fr", "--format", "text", "--approved-by", "gitlab:2002").stdout

    assert "#### Qui peut relire\n\n| Relecteur | Peut relire | Situation | Pourquoi |" in french
    assert "| `Noor Exemple` (`exemple-universite`) | oui | autre organisation |" in french
    assert "**Refused: no approval by somebody who may review this proposal.**" in english
    assert text.startswith("1 algorithme touché, ")
    assert "\n  1.0.0 modifiée, niveau 0 → 0, étape majeure\n" in text
    assert "\n  non  Andrea Exemple – pas inscrit ce jour. Andrea Exemple ne figure sur la liste" in text
    assert "\n  gitlab:2002 ne compte pas : Andrea Exemple" in text


def test_a_refused_mixture_and_a_new_version_are_told_in_text(registry: GitRegistry) -> None:
    registry.edit(CARD, "Montrer un modèle évalué et audité.", "Montrer un modèle relu.")
    assert boas("release", "exemple-modele", at=registry.path).returncode == 0
    for number in range(12):
        registry.write(f"ci/script-{number:02}", "true\n")

    text = run(registry, "--lang", "en", "--format", "text").stdout

    assert "Refused: this proposal touches cards together with what checks them." in text
    assert "  … 2 more files" in text
    assert "\n  2.0.0 new, level 0 → 0, step major (asked for: major)\n" in text


def test_nothing_to_review_is_said_in_text(registry: GitRegistry) -> None:
    assert "Aucun fichier du registre n’a changé." in run(registry, "--lang", "fr", "--format", "text").stdout


HOSTILE = "@everyone <img src=x> [x](https://evil.example) | ``` " + "é" * 200


def test_a_long_list_of_hostile_names_is_cut_and_reaches_nobody(registry: GitRegistry) -> None:
    registry.git("checkout", "--quiet", "main")
    body = "".join(
        f"  - name: '{HOSTILE} {number}'\n    orcid: {orcid(number)}\n    organisation: exemple-chu\n"
        f'    accounts:\n      github: "{number + 1}"\n    since: 2024-01-01\n'
        for number in range(200)
    )
    registry.write(LIST, f"schema_version: 1\nreviewers:\n{body}")
    registry.commit("List too many")
    registry.git("checkout", "--quiet", "-B", "proposal")
    change_the_card(registry)
    everybody = ",".join(f"github:{number}" for number in range(1, 201))

    markdown, text = (run(registry, "--format", form, "--approved-by", everybody).stdout for form in FORMS)
    found = run(registry, "--format", "json", "--approved-by", everybody).stdout

    html = cmarkgfm.github_flavored_markdown_to_html(markdown)
    outside_code = "".join(part.split("</code>")[-1] for part in html.split("<code>"))
    assert "everyone" in html
    assert "@everyone" not in outside_code
    assert "href" not in html
    assert "190" in markdown
    assert max(len(markdown), len(text)) <= 60_000
    assert len(found) <= 64_000
    assert json.loads(found)["n_reviewers"] == 200


FORMS = ("markdown", "text")


def orcid(number: int) -> str:
    """An identifier with a valid key (ISO 7064 MOD 11-2)."""
    digits, total = f"{number + 30_000_000:015}", 0
    for digit in digits:
        total = (total + int(digit)) * 2
    key = (12 - total % 11) % 11
    whole = digits + ("X" if key == 10 else str(key))
    return "-".join(whole[at : at + 4] for at in range(0, 16, 4))


def test_a_mail_map_makes_nobody_an_author_or_independent(registry: GitRegistry) -> None:
    registry.edit(RULE, "schema_version: 1", "schema_version: 1 # seen")
    before = standings(registry)
    registry.write(".mailmap", f"{NOOR} <noor@example.org> <camille.martin@example.org>\n")
    registry.git("config", "log.mailmap", "true")

    assert standings(registry) == before
