"""What runs in a forge: sound by the forges' own schemas, with the least permissions, and really runnable."""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.cli.running import BASE, ENVIRONMENT, PROGRAM
from tests.git_registry import GitRegistry
from tests.house.workflows import FORGE, ROOT, plain, read, run_step, steps, write_scripts

GITHUB = ("github.yml", "github-comment.yml", "github-approval.yml")
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40}")
SCRIPTS = ("ci/build", "ci/check", "ci/review")


def schema(name: str) -> dict[str, Any]:
    """A schema that the forge's community publishes, as a package carries it."""
    path = distribution("check-jsonschema").locate_file(f"check_jsonschema/builtin_schemas/vendor/{name}.json")
    content: dict[str, Any] = json.loads(Path(str(path)).read_bytes())
    return content


def gitlab_jobs() -> dict[str, dict[str, Any]]:
    """The jobs of GitLab with what they take over from a hidden one."""
    template = read("gitlab-ci.yml")
    return {name: template[job["extends"]] | job for name, job in template.items() if not name.startswith(".")}


@pytest.mark.parametrize(
    ("name", "published"),
    [*((name, "github-workflows") for name in GITHUB), ("gitlab-ci.yml", "gitlab-ci")],
)
def test_a_template_is_sound_by_the_forges_own_schema(name: str, published: str) -> None:
    known = schema(published)
    validator = jsonschema.validators.validator_for(known)(known)

    assert [error.message for error in validator.iter_errors(plain(name))] == []
    assert list(validator.iter_errors({"on": "nothing", "jobs": 3, "boas": 3})), "the schema refuses something"


def test_the_workflow_that_sees_a_proposal_may_only_read() -> None:
    workflow = read("github.yml")

    assert set(workflow["on"]) == {"pull_request", "workflow_call"}
    assert workflow["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in workflow["jobs"].values())


def test_the_workflow_that_comments_starts_after_the_other_and_fetches_no_code() -> None:
    workflow = read("github-comment.yml")
    (job,) = workflow["jobs"].values()
    text = (FORGE / "github-comment.yml").read_text()

    assert set(workflow["on"]) == {"workflow_run"}
    assert workflow["on"]["workflow_run"]["workflows"] == [read("github.yml")["name"]]
    assert workflow["permissions"] == {}
    assert job["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert not re.search(r"checkout|git (clone|fetch|init)|uses:", text)


@pytest.mark.parametrize("name", GITHUB)
def test_no_secret_no_privileged_trigger_and_no_text_of_a_proposal_in_a_script(name: str) -> None:
    text = (FORGE / name).read_text()

    assert "pull_request_target" not in text
    assert "secrets" not in text
    assert [step["run"] for step in steps(name) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("name", GITHUB)
def test_every_action_is_pinned_by_its_commit(name: str) -> None:
    used = [step["uses"] for step in steps(name) if "uses" in step]

    assert [action for action in used if not PINNED.fullmatch(action)] == []
    assert all(f"uses: {action} # v" in (FORGE / name).read_text() for action in used)


def test_all_forges_call_the_same_scripts_of_the_target_branch() -> None:
    github = " ".join(step.get("run", "") for step in steps("github.yml"))
    gitlab = " ".join(line for job in gitlab_jobs().values() for line in job["script"])
    (hook,) = yaml.safe_load((FORGE / "pre-commit-hooks.yaml").read_bytes())

    for script in SCRIPTS:
        assert f"target/{script} --registry" in github
        assert f"../target/{script} --registry" in gitlab
        assert os.access(ROOT / script, os.X_OK)
        assert os.access(FORGE / "registry" / Path(script).name, os.X_OK)
    assert hook["entry"].split()[0] == "ci/check"


def test_gitlab_gets_findings_on_their_lines_and_no_variable_of_the_project() -> None:
    job = read("gitlab-ci.yml")["boas"]
    text = (FORGE / "gitlab-ci.yml").read_text()

    assert job["artifacts"]["reports"]["codequality"] in " ".join(job["script"])
    assert set(re.findall(r"\$(?!CI_|PWD)\w+", text)) == set()
    assert "CI_JOB_TOKEN" not in text


@pytest.fixture
def forge(tmp_path: Path) -> Path:
    """A bare repository as a forge has it: `main` with the scripts, a proposal that would replace them by its own."""
    registry = GitRegistry(tmp_path / "author")
    shutil.copytree(BASE / "model_cards", registry.path / "model_cards")
    write_scripts(registry)
    registry.commit("Set up")
    registry.git("checkout", "--quiet", "-b", "proposal")
    registry.write("ci/check", "#!/bin/sh\ntouch ../hacked\nexit 0\n")
    registry.write("model_cards/organisations/exemple-chu.yaml", "kind: wrong\n")
    registry.commit("Propose")
    registry.git("clone", "--quiet", "--bare", ".", str(tmp_path / "forge.git"))
    registry.git("push", "--quiet", str(tmp_path / "forge.git"), "proposal:refs/pull/7/head")
    return tmp_path / "forge.git"


def test_the_workflow_checks_a_proposal_with_the_scripts_of_the_target_branch(forge: Path, tmp_path: Path) -> None:
    runner = tmp_path / "runner"
    runner.mkdir()
    fetch, check, review, *_ = steps("github.yml")
    about = {"ADDRESS": forge.as_uri(), "NUMBER": "7", "TARGET": "main", "TOKEN": "nothing"}
    summary = {"GITHUB_STEP_SUMMARY": str(runner / "summary.md")}

    fetched = run_step(fetch["run"], runner, **about)
    checked = run_step(check["run"], runner, **summary)
    reviewed = run_step(review["run"], runner, **summary)

    assert fetched.returncode == 0, fetched.stderr
    assert checked.returncode == 1
    assert "::error file=model_cards/organisations/exemple-chu.yaml" in checked.stdout
    assert reviewed.returncode == 1, "cards together with the scripts that check them"
    assert json.loads((runner / "review.json").read_text())["guarded"] == ["ci/check"]
    assert "Refusé" in (runner / "summary.md").read_text()
    assert not list(tmp_path.rglob("hacked"))


def step(name: str) -> dict[str, Any]:
    """One step of the workflow that sees a proposal."""
    return next(one for one in steps("github.yml") if one["name"] == name)


ABOUT = {"NUMBER": "7", "TARGET": "main", "TOKEN": "nothing"}


def test_the_workflow_previews_a_proposal_with_the_program_of_the_target_branch(forge: Path, tmp_path: Path) -> None:
    runner = tmp_path / "runner"
    runner.mkdir()
    summary = {"GITHUB_STEP_SUMMARY": str(runner / "summary.md"), "ADDRESS": "https://forge.example/artifacts/1"}

    fetched = run_step(step("Fetch both sides")["run"], runner, ADDRESS=forge.as_uri(), **ABOUT)
    before = run_step("git -C proposal status --porcelain --ignored", runner)
    made = run_step(step("Preview")["run"], runner)
    led = run_step(step("Lead to the preview")["run"], runner, **summary)
    after = run_step("git -C proposal status --porcelain --ignored", runner)

    assert (fetched.returncode, made.returncode, led.returncode) == (0, 0, 0), made.stderr
    assert "model_cards/organisations/exemple-chu.yaml" in (runner / "preview/fr/status.html").read_text()
    assert re.search(r"\d+ fichiers, \d+ ko", made.stdout)
    assert "https://forge.example/artifacts/1" in (runner / "summary.md").read_text()
    assert before.stdout == after.stdout == ""
    assert not list(tmp_path.rglob("hacked"))


def test_a_preview_that_cannot_be_made_fails_nothing() -> None:
    assert step("Preview")["continue-on-error"] == "true"
    assert gitlab_jobs()["boas preview"]["allow_failure"] == "true"
    assert gitlab_jobs()["boas preview"]["needs"] == []
    assert "allow_failure" not in gitlab_jobs()["boas"]


def test_a_preview_is_handed_over_under_one_name_and_can_be_opened_from_the_proposal() -> None:
    uploaded = step("Hand over the preview")
    job = gitlab_jobs()["boas preview"]

    assert uploaded["with"]["name"] == "boas-preview"
    assert uploaded["uses"] == step("Hand over the summary")["uses"]
    assert job["artifacts"]["paths"] == ["preview/"], "without the last `/` GitLab shows no link"
    assert job["artifacts"]["expose_as"] == "boas preview"
    assert job["environment"]["url"].endswith("/artifacts/preview/index.html")


def gitlab_scripts(job: str) -> str:
    """What a runner of GitLab runs for one job."""
    return "\n".join((*gitlab_jobs()[job]["before_script"], *gitlab_jobs()[job]["script"]))


def test_gitlab_previews_a_proposal_with_the_program_of_the_target_branch(forge: Path, tmp_path: Path) -> None:
    clone = GitRegistry(tmp_path / "builds" / "proposal")
    clone.git("fetch", "--quiet", str(forge), "refs/pull/7/head")
    clone.git("checkout", "--quiet", "--detach", "FETCH_HEAD")
    about = {"CI_MERGE_REQUEST_PROJECT_URL": forge.as_uri().removesuffix(".git")}

    made = run_step(gitlab_scripts("boas preview"), clone.path, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main", **about)

    assert made.returncode == 0, made.stderr
    assert (clone.path / "preview/index.html").is_file()
    assert not list(tmp_path.rglob("hacked"))


def test_a_proposal_that_brings_a_preview_of_its_own_gets_none(forge: Path, tmp_path: Path) -> None:
    clone = GitRegistry(tmp_path / "builds" / "proposal")
    clone.git("fetch", "--quiet", str(forge), "refs/pull/7/head")
    clone.git("checkout", "--quiet", "--detach", "FETCH_HEAD")
    (tmp_path / "secret").mkdir()
    (clone.path / "preview").symlink_to(tmp_path / "secret")
    about = {"CI_MERGE_REQUEST_PROJECT_URL": forge.as_uri().removesuffix(".git")}

    made = run_step(gitlab_scripts("boas preview"), clone.path, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main", **about)

    assert made.returncode != 0
    assert list((tmp_path / "secret").iterdir()) == []


def comment_of(summary: str | bytes, at: Path) -> str:
    """What the commenting workflow writes of a summary."""
    (at / "review.json").write_bytes(summary.encode() if isinstance(summary, str) else summary)
    (script,) = [step["run"] for step in steps("github-comment.yml") if step.get("shell") == "python"]
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=at,
        env=dict(os.environ) | {"RUN_ADDRESS": "https://forge.example/run/1"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return (at / "comment.md").read_text()


NOTHING = {"error": 0, "warning": 0, "info": 0}
VERSION = {"version": "2.0.0", "level_before": 2, "level_after": 1, "required_bump": "major", "taken_bump": "major"}
ALGORITHM = {"id": "exemple-score", "state": "changed", "findings": NOTHING, "versions": [VERSION]}
SUMMARY = {"is_refused": False, "findings": NOTHING, "n_algorithms": 1, "algorithms": [ALGORITHM]}


def test_a_comment_shows_levels_and_steps(tmp_path: Path) -> None:
    shown = comment_of(json.dumps(SUMMARY), tmp_path)

    assert "| `exemple-score` | `2.0.0` | 2 → 1 | majeure | majeure | 0 | 0 |" in shown
    assert "Refusé" in comment_of(json.dumps(SUMMARY | {"is_refused": True}), tmp_path)


EVIL = "@everyone [x](https://evil.example)"


@pytest.mark.parametrize(
    "summary",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\xff\xfe", id="no text"),
        pytest.param("[" * 60_000, id="deep nesting"),
        pytest.param(json.dumps([SUMMARY]), id="a list"),
        pytest.param(json.dumps(SUMMARY | {"algorithms": [ALGORITHM | {"id": EVIL}]}), id="words for an id"),
        pytest.param(json.dumps(SUMMARY | {"algorithms": [ALGORITHM | {"state": [EVIL]}]}), id="words for a state"),
        pytest.param(json.dumps(SUMMARY | {"findings": NOTHING | {"error": EVIL}}), id="words for a number"),
        pytest.param(json.dumps(SUMMARY | {"n_algorithms": 10**300}), id="an endless number"),
        pytest.param(
            json.dumps(SUMMARY | {"algorithms": [ALGORITHM | {"versions": [VERSION | {"level_after": EVIL}]}]}),
            id="words for a level",
        ),
        pytest.param(
            json.dumps(SUMMARY | {"algorithms": [ALGORITHM | {"versions": [VERSION | {"taken_bump": EVIL}]}]}),
            id="words for a step",
        ),
    ],
)
def test_nothing_hostile_in_a_summary_reaches_the_comment(summary: str | bytes, tmp_path: Path) -> None:
    shown = comment_of(summary, tmp_path)

    assert "evil" not in shown
    assert "@" not in shown
    assert "pas de résumé lisible" in shown


def test_what_boas_review_writes_is_read_by_the_commenting_workflow(forge: Path, tmp_path: Path) -> None:
    clone = GitRegistry(tmp_path / "clone")
    clone.git("fetch", "--quiet", str(forge), "main", "refs/pull/7/head")
    clone.git("checkout", "--quiet", "--detach", "FETCH_HEAD")
    card = "model_cards/algorithms/exemple-score/versions/1.0.0/card.yaml"
    clone.write(card, (clone.path / card).read_text().replace("category: scoring", "category: scoring "))
    written = subprocess.run(
        [sys.executable, "-c", PROGRAM, "review", "--since", "HEAD", "--format", "json"],
        cwd=clone.path,
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
    )

    assert "| `exemple-score` | `1.0.0` |" in comment_of(written.stdout, tmp_path)
