"""What is submitted becomes a commit on a branch of its own, once, and nothing else in the repository moves."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from boas.api import _submissions as handlers
from boas.api import create_api_app
from boas.index import open_index
from boas.library import check_files
from boas.operations import make_key, open_operations, revoke_key
from boas.submissions import SubmissionDesk, open_desk
from boas.submissions._spool import Spool, Submission
from tests.api.asking import ask
from tests.git_registry import GitRegistry
from tests.submissions.conftest import make_test_key
from tests.submissions.sending import (
    BASE,
    COUNTS,
    EVALUATIONS,
    ORGANISATION,
    REUSES,
    Taking,
    make_evaluation,
    make_reuse,
)


def git(taking: Taking, *arguments: str) -> str:
    return taking.registry.git(*arguments)


def test_a_reuse_becomes_one_file_as_the_house_writes_it(taking: Taking, key: str) -> None:
    answer = taking.send(key, make_reuse("chu-fichier"))
    said = answer.json()

    assert (answer.status, said["state"]) == (201, "committed")
    assert answer.headers["location"] == f"/api/v1/submissions/{said['id']}"
    assert said["branch"] == "proposals/reuse-exemple-regle-chu-fichier"
    assert git(taking, "rev-parse", said["branch"]) == said["commit"]
    assert git(taking, "diff", "--name-status", "main", said["commit"]) == f"A\t{said['path']}"
    written = git(taking, "show", f"{said['commit']}:{said['path']}")
    assert written.startswith(
        "# yaml-language-server: $schema=../../../../schemas/reuse.schema.json\nschema_version: 1\n"
    )
    assert f"id: chu-fichier\nkind: clinical-use\norigin: declared\norganisation: {ORGANISATION}\n" in written
    assert f"declared_by:\n  name: Andrea Exemple\n  organisation: {ORGANISATION}\n" in written


def test_an_evaluation_comes_with_its_tables(taking: Taking, key: str) -> None:
    said = taking.send(key, make_evaluation("chu-mesure", COUNTS), to=EVALUATIONS).json()
    folder = "model_cards/algorithms/exemple-regle/evaluations/chu-mesure"

    assert said["branch"] == "proposals/evaluation-exemple-regle-chu-mesure"
    added = git(taking, "diff", "--name-only", "main", said["commit"]).split()
    assert added == [f"{folder}/counts.csv", f"{folder}/evaluation.yaml"]
    assert git(taking, "show", f"{said['commit']}:{folder}/counts.csv") + "\n" == COUNTS
    assert f"  organisation: {ORGANISATION}\n" in git(taking, "show", f"{said['commit']}:{said['path']}")


def test_what_was_committed_passes_the_check_of_a_proposal(taking: Taking, key: str, tmp_path: Path) -> None:
    for document, to in ((make_reuse("chu-accord"), REUSES), (make_evaluation("chu-bilan", COUNTS), EVALUATIONS)):
        branch = taking.send(key, document, to=to).json()["branch"]
        git(taking, "worktree", "add", "--quiet", str(tmp_path / branch), branch)

        run = check_files(tmp_path / branch, since="main")

        assert [finding for finding in run.findings if finding.severity == "error"] == []
        assert run.n_files > 0
        git(taking, "worktree", "remove", "--force", str(tmp_path / branch))


def test_what_is_checked_out_is_not_touched(taking: Taking, key: str) -> None:
    taking.registry.write("model_cards/draft.txt", "not committed")
    git(taking, "add", "model_cards/draft.txt")
    index = (taking.registry.path / ".git/index").read_bytes()
    before = git(taking, "status", "--porcelain=v2", "--branch")

    assert taking.send(key, make_reuse("chu-calme")).status == 201

    assert git(taking, "status", "--porcelain=v2", "--branch") == before
    assert (taking.registry.path / ".git/index").read_bytes() == index
    git(taking, "rm", "--quiet", "--cached", "model_cards/draft.txt")
    (taking.registry.path / "model_cards/draft.txt").unlink()


@pytest.mark.parametrize(
    ("document", "status"),
    [
        pytest.param(make_reuse("chu-encore"), 201, id="committed"),
        pytest.param(make_reuse("chu-refus", status="no such status"), 422, id="refused"),
    ],
)
def test_the_same_request_gets_the_same_answer_again(taking: Taking, key: str, document: Any, status: int) -> None:  # noqa: ANN401 -- a document
    first = taking.send(key, document, named='"once"')
    branches = taking.list_branches()
    again = [taking.send(key, document, named=named) for named in ('"once"', "once")]

    assert [one.status for one in (first, *again)] == [status] * 3
    assert {one.body for one in again} == {first.body}
    assert taking.list_branches() == branches


def test_another_request_under_the_same_name_is_refused(taking: Taking, key: str) -> None:
    assert taking.send(key, make_reuse("chu-nom"), named='"name"').status == 201

    for other, to in ((make_reuse("chu-autre-nom"), REUSES), (make_evaluation("chu-nom"), EVALUATIONS)):
        answer = taking.send(key, other, to=to, named='"name"')
        assert (answer.status, answer.json()["code"]) == (422, "idempotency-key-reused")
    assert not any("autre-nom" in branch for branch in taking.list_branches())


def test_the_name_of_a_request_belongs_to_its_key(taking: Taking, key: str) -> None:
    other = make_test_key(taking.operations)

    assert taking.send(key, make_reuse("chu-cle-un"), named='"mine"').status == 201
    assert taking.send(other, make_reuse("chu-cle-deux"), named='"mine"').status == 201


def test_only_the_key_that_sent_a_submission_sees_it(taking: Taking, key: str) -> None:
    place = taking.send(key, make_reuse("chu-secret")).headers["location"]
    other = make_test_key(taking.operations)

    def status_for(bearer: str, at: str = place) -> int:
        return ask(taking.app, at, headers={"authorization": f"Bearer {bearer}"}).status

    assert status_for(key) == 200
    assert status_for(other) == 404
    assert status_for("nonsense") == 401
    assert [status_for(key, f"/api/v1/submissions/{own}") for own in ("0" * 32, "..%2f..", "x", "0" * 500)] == [404] * 4


def test_a_revoked_key_is_refused_at_once(taking: Taking, key: str) -> None:
    assert taking.send(key, make_reuse("chu-avant")).status == 201
    elsewhere = open_operations(taking.file)
    revoke_key(elsewhere, key.split("_")[1], "2026-01-02")
    elsewhere.close()

    answer = taking.send(key, make_reuse("chu-apres"))

    assert (answer.status, answer.json()["code"]) == (401, "key-revoked")
    assert not any("chu-apres" in branch for branch in taking.list_branches())


def forget_answer(taking: Taking, own: str) -> str:
    """Make the database as it was before the answer was kept; gives when the submission came."""
    with closing(sqlite3.connect(taking.file)) as database:
        database.execute("UPDATE storedsubmission SET answer = '' WHERE id = ?", (own,))
        received: str = database.execute("SELECT received FROM storedsubmission WHERE id = ?", (own,)).fetchone()[0]
        database.commit()
    return received


def put_back(taking: Taking, own: str, document: dict[str, Any], received: str) -> None:
    """Let a submission wait again, as it does when whoever worked on it was killed."""
    spool = Spool(taking.file.with_name(f"{taking.file.name}.spool"))
    spool.put(Submission(own, "reuse", "exemple-regle", ORGANISATION, received, json.dumps(document)))
    while spool.is_waiting(own):
        pass


@pytest.mark.parametrize("moment", ["before-answer", "before-forgetting", "merged"])
def test_a_submission_that_was_stopped_half_way_is_not_done_twice(taking: Taking, key: str, moment: str) -> None:
    document = make_reuse(f"chu-{moment}")
    first = taking.send(key, document, named=f'"{moment}"')
    own, commit, received = first.json()["id"], first.json()["commit"], "2026-01-05T10:00:00+00:00"
    if moment == "merged":
        git(taking, "merge", "--quiet", "--no-ff", "--no-edit", first.json()["branch"])
        git(taking, "branch", "--delete", "--force", first.json()["branch"])
    if moment != "before-forgetting":
        received = forget_answer(taking, own)
    branches = taking.list_branches()

    put_back(taking, own, document, received)

    again = taking.send(key, document, named=f'"{moment}"').json()
    assert again["commit"] == commit
    assert taking.list_branches() == branches


def test_what_takes_long_is_answered_later_at_an_address_of_its_own(
    taking: Taking, base_index_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "_PATIENCE", 0.1)
    file = tmp_path / "operations.sqlite"
    operations = open_operations(file)
    idle = SubmissionDesk(operations, Spool(tmp_path / "operations.sqlite.spool"))
    key = make_key(operations, ORGANISATION, ("reuses",), "2100-01-01", "2026-01-01")
    with closing(open_index(base_index_file)) as index:
        slow = Taking(create_api_app(lambda: index, idle), taking.registry, file, operations)
        first = slow.send(key, make_reuse("chu-lent"), named='"slow"')
        again = slow.send(key, make_reuse("chu-lent"), named='"slow"')
        headers = {"authorization": f"Bearer {key}"}
        waiting = ask(slow.app, first.headers["location"], headers=headers)

        assert (first.status, first.json()["state"]) == (202, "waiting")
        assert (again.status, again.json()["code"], again.headers["retry-after"]) == (409, "still-running", "1")
        assert waiting.json()["state"] == "waiting"
        with open_desk(taking.registry.path, file) as desk:
            while desk.is_waiting(first.json()["id"]):
                pass
        done = ask(slow.app, first.headers["location"], headers=headers).json()

    assert done["state"] == "committed"
    assert git(taking, "rev-parse", done["branch"]) == done["commit"]
    operations.close()


def test_a_registry_inside_a_larger_repository_gets_its_files_where_its_cards_are(
    base_index_file: Path,
    git_registry: Callable[..., GitRegistry],
    tmp_path: Path,
) -> None:
    larger = git_registry("larger")
    shutil.copytree(BASE, larger.path / "santé" / "model_cards")
    larger.commit("Open the registry")
    operations = open_operations(tmp_path / "operations.sqlite")
    key = make_test_key(operations)
    with (
        closing(open_index(base_index_file)) as index,
        open_desk(larger.path / "santé", tmp_path / "operations.sqlite") as desk,
    ):
        taking = Taking(create_api_app(lambda: index, desk), larger, tmp_path / "operations.sqlite", operations)
        said = taking.send(key, make_reuse("chu-dedans")).json()

    names = larger.git("-c", "core.quotePath=false", "diff", "--name-only", "main", said["commit"])
    assert names == f"santé/{said['path']}"
    operations.close()
