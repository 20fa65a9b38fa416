"""Whether an approval counts, as the workflow of GitHub decides it: its steps, run against what the forge may say."""

import json
import re
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import BASE, ENVIRONMENT, PROGRAM
from tests.git_registry import GitRegistry
from tests.house.workflows import ROOT, read, run_step, steps, write_scripts

NAME = "github-approval.yml"
CARD = "model_cards/algorithms/exemple-modele/versions/1.0.0/card.yaml"
HEAD = "0" * 40
MAY, MAY_NOT = 1001, 2002
"""An account of somebody on the list, and one that nobody on it has."""


@pytest.fixture
def forge(tmp_path: Path) -> GitRegistry:
    """A forge with the registry on `main` and a proposal about a card; the clone its author works in."""
    author = GitRegistry(tmp_path / "author")
    shutil.copytree(BASE / "model_cards", author.path / "model_cards")
    write_scripts(author)
    author.commit("Set up")
    author.git("checkout", "--quiet", "-b", "proposal")
    text = (author.path / CARD).read_text()
    author.write(CARD, text.replace("Montrer un modèle évalué et audité.", "Montrer un modèle relu."))
    author.commit("Propose")
    author.git("clone", "--quiet", "--bare", ".", str(tmp_path / "forge.git"))
    push(author, tmp_path)
    (tmp_path / "runner").mkdir()
    return author


def push(author: GitRegistry, at: Path) -> None:
    author.git("push", "--quiet", "--force", str(at / "forge.git"), "HEAD:refs/pull/7/head")


def review(who: object, state: object = "APPROVED", commit: object = "HEAD") -> dict[str, Any]:
    """One review in the shape of GitHub's answer."""
    user = {"login": f"account-{who}", "id": who, "type": "User"}
    return {"id": 80, "user": user, "body": "", "state": state, "commit_id": commit, "submitted_at": "2026-05-04"}


def at_head(pages: object, head: str) -> str:
    """What the forge says, the last commit written where `HEAD` stands."""
    return json.dumps(pages).replace('"HEAD"', json.dumps(head))


def answering(at: Path, said: str) -> dict[str, str]:
    """An environment in which `gh` says this, and writes down what it was asked."""
    (at / "said.json").write_text(said)
    command = at / "bin" / "gh"
    command.parent.mkdir(exist_ok=True)
    command.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >"{at}/asked"\ncat "{at}/said.json"\n')
    command.chmod(0o755)
    return {"PATH": f"{command.parent}:{ENVIRONMENT['PATH']}", "REPOSITORY": "chu/registre", "NUMBER": "7"}


def kept(at: Path, said: str) -> subprocess.CompletedProcess[str]:
    """What the step makes of what the forge said."""
    (at / "reviews.json").write_text(said)
    return keep(at, HEAD)


def keep(at: Path, head: str) -> subprocess.CompletedProcess[str]:
    """The step that reads what the forge said."""
    script = steps(NAME)[2]["run"]
    environment = ENVIRONMENT | {"HEAD": head}
    return subprocess.run(
        [sys.executable, "-c", script], cwd=at, env=environment, capture_output=True, text=True, check=False
    )


def decided(author: GitRegistry, at: Path, pages: object, **other: str) -> tuple[int, str]:
    """Exit code of the job and the summary it leaves."""
    runner, head = at / "runner", author.git("rev-parse", "HEAD").strip()
    fetch, ask, _, decide = (step["run"] for step in steps(NAME))
    about = {"ADDRESS": (at / "forge.git").as_uri(), "NUMBER": "7", "TOKEN": "nothing", "HEAD": head}
    about |= {"TARGET": "main", "MAIN": "main", "GITHUB_STEP_SUMMARY": str(runner / "summary.md")} | other
    for done in (
        partial(run_step, fetch, runner, **about),
        partial(run_step, ask, runner, **answering(runner, at_head(pages, head))),
        partial(keep, runner, head),
        partial(run_step, decide, runner, GITHUB_STEP_SUMMARY=about["GITHUB_STEP_SUMMARY"]),
    ):
        if code := done().returncode:
            break
    summary = runner / "summary.md"
    return code, summary.read_text() if summary.exists() else ""


def test_it_may_only_read_and_starts_with_a_review() -> None:
    workflow = read(NAME)

    assert workflow["on"] == {"pull_request_review": {"types": ["submitted", "edited", "dismissed"]}}
    assert workflow["permissions"] == {"contents": "read", "pull-requests": "read"}
    assert set(workflow["jobs"]) == {"approval"}


def test_nothing_of_it_can_be_skipped_and_no_step_may_fail_in_silence() -> None:
    (job,) = read(NAME)["jobs"].values()

    assert not {"if", "continue-on-error", "needs", "permissions"} & job.keys()
    assert [step["name"] for step in job["steps"] if {"if", "continue-on-error", "uses"} & step.keys()] == []


def test_an_approval_of_the_last_commit_by_one_who_may_review_passes(forge: GitRegistry, tmp_path: Path) -> None:
    code, summary = decided(forge, tmp_path, [[review(MAY)]])

    assert code == 0
    assert "| `github:1001` | `Noor Exemple` | oui |" in summary
    asked = (tmp_path / "runner/asked").read_text().split()
    assert asked == ["api", "--paginate", "--slurp", "repos/chu/registre/pulls/7/reviews?per_page=100"]


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        pytest.param([[]], "personne n’a encore approuvé", id="no review"),
        pytest.param([[review(MAY, "COMMENTED")]], "personne n’a encore approuvé", id="a comment"),
        pytest.param([[review(MAY, commit="1" * 40)]], "personne n’a encore approuvé", id="of a commit before"),
        pytest.param([[review(MAY_NOT)]], "Personne n’est inscrit avec ce compte", id="by somebody not on the list"),
    ],
)
def test_without_an_approval_that_counts_it_fails_and_says_why(
    forge: GitRegistry, tmp_path: Path, pages: object, told: str
) -> None:
    code, summary = decided(forge, tmp_path, pages)

    assert code == 1
    assert told in summary


def test_an_approval_for_another_branch_serves_nothing(forge: GitRegistry, tmp_path: Path) -> None:
    code, summary = decided(forge, tmp_path, [[review(MAY)]], TARGET="loose")

    assert code == 1
    assert "ne vise pas la branche principale" in summary


def test_an_approval_of_a_proposal_that_moved_meanwhile_serves_nothing(forge: GitRegistry, tmp_path: Path) -> None:
    seen = forge.git("rev-parse", "HEAD").strip()
    forge.write(CARD, (forge.path / CARD).read_text() + "# more\n")
    forge.commit("Push once more")
    push(forge, tmp_path)

    code, summary = decided(forge, tmp_path, [[review(MAY)]], HEAD=seen)

    assert code == 1
    assert "a changé depuis cet avis" in summary


def test_a_script_that_the_proposal_brings_is_not_run_and_no_approval_helps_it(
    forge: GitRegistry, tmp_path: Path
) -> None:
    forge.write("ci/review", "#!/bin/sh\ntouch ../hacked\n")
    forge.commit("Bring a script")
    push(forge, tmp_path)

    code, summary = decided(forge, tmp_path, [[review(MAY)]])

    assert code == 1
    assert "Refusé" in summary
    assert not list(tmp_path.rglob("hacked"))


GHOST = review(5) | {"user": None}


@pytest.mark.parametrize(
    ("pages", "accounts"),
    [
        pytest.param([], "", id="nothing"),
        pytest.param([[review(5)], [review(6)]], "github:5,github:6", id="on two pages"),
        pytest.param([[review(5), review(5)]], "github:5", id="twice"),
        pytest.param([[review(5), review(5, "COMMENTED")]], "github:5", id="then a comment"),
        pytest.param([[review(5), review(5, "CHANGES_REQUESTED")]], "", id="then changes asked for"),
        pytest.param([[review(5, "CHANGES_REQUESTED"), review(5)]], "github:5", id="once they were made"),
        pytest.param([[review(5), review(5, "DISMISSED")]], "", id="then set aside"),
        pytest.param([[review(5, "DISMISSED"), review(5)]], "github:5", id="given again"),
        pytest.param([[review(5), review(5, commit="1" * 40)]], "", id="last of another commit"),
        pytest.param([[review(5, commit=None)]], "", id="of a commit that is gone"),
        pytest.param([[GHOST]], "", id="by an account that is gone"),
        pytest.param([[review(5, ["APPROVED"])]], "", id="a list for a state"),
    ],
)
def test_the_last_word_of_each_account_counts(pages: object, accounts: str, tmp_path: Path) -> None:
    done = kept(tmp_path, at_head(pages, HEAD))

    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "approvals").read_text() == accounts


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("", id="nothing"),
        pytest.param("[[]][[]]", id="pages that are no list"),
        pytest.param("[" * 100_000, id="deep nesting"),
        pytest.param('{"message": "Not Found"}', id="an error"),
        pytest.param('[{"message": "Not Found"}]', id="an error for a page"),
        pytest.param(at_head([[review("1001,github:1")]], HEAD), id="words for a number"),
        pytest.param(at_head([[review(-1001)]], HEAD), id="a number below zero"),
        pytest.param(at_head([[review(10**300)]], HEAD), id="an endless number"),
        pytest.param(at_head([[review(who=True)]], HEAD), id="a truth for a number"),
        pytest.param(at_head([[{"state": "APPROVED"}]], HEAD), id="nobody named"),
    ],
)
def test_what_is_no_list_of_reviews_stops_the_job(said: str, tmp_path: Path) -> None:
    done = kept(tmp_path, said)

    assert done.returncode == 1
    assert "The reviews cannot be read." in done.stderr
    assert not (tmp_path / "approvals").exists()


def by_hand() -> str:
    """The commands that the page "Contribute" gives to whoever merges on GitLab."""
    page = (ROOT / "web/templates/contribute.html").read_text()
    (commands,) = re.findall(r'id="by-hand"><code>(.*?)</code>', page, re.DOTALL)
    return str(commands)


@pytest.mark.skipif(not shutil.which("jq"), reason="the commands for GitLab need jq")
@pytest.mark.parametrize(
    ("account", "code"),
    [pytest.param(3004, 0, id="of one who may review"), pytest.param(9, 1, id="of an account nobody has")],
)
def test_on_gitlab_the_same_is_asked_by_hand(forge: GitRegistry, tmp_path: Path, account: int, code: int) -> None:
    forge.git("checkout", "--quiet", "main")
    people = BASE / "model_cards/reviewers.yaml"
    forge.write("model_cards/reviewers.yaml", people.read_text().replace('github: "1001"', 'gitlab: "3004"'))
    forge.commit("List an account of GitLab")
    forge.git("push", "--quiet", str(tmp_path / "forge.git"), "main", "proposal:refs/merge-requests/7/head")
    forge.git("clone", "--quiet", "--branch", "main", str(tmp_path / "forge.git"), str(tmp_path / "clone"))
    said = json.dumps({"iid": 7, "approved_by": [{"user": {"id": account, "username": "x"}, "approved_at": "2026"}]})
    for name, script in {
        "glab": f"#!/bin/sh\n[ \"$*\" = 'api projects/:id/merge_requests/7/approvals' ] && echo '{said}'\n",
        "boas": f'#!/bin/sh\nexec "{sys.executable}" -c "{PROGRAM}" "$@"\n',
    }.items():
        command = tmp_path / "bin" / name
        command.parent.mkdir(exist_ok=True)
        command.write_text(script)
        command.chmod(0o755)

    done = run_step(by_hand(), tmp_path / "clone", PATH=f"{tmp_path}/bin:{ENVIRONMENT['PATH']}")

    assert done.returncode == code, done.stderr
    assert f"`gitlab:{account}`" in done.stdout
