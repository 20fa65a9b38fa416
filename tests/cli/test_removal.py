"""What must not stay readable: its bytes go by a notice, its digest, the day and the reason stay."""

import json
import shutil
from pathlib import Path

import pytest

from boas.parsing import compute_folder_digest
from boas.registry import determine_status
from boas.serving import build_application
from boas.site import _manifest as manifest
from tests.api.asking import ask
from tests.cli.running import BASE, boas
from tests.git_registry import GitRegistry
from tests.registry.replay import picture

SCORE = "model_cards/algorithms/exemple-score"
FOLDER = f"{SCORE}/versions/1.0.0"
NOTICE = f"{SCORE}/notices/exemple-suppression.yaml"
SETTINGS = "model_cards/registry.yaml"
DECIDER = "0000-0002-1825-0097"


@pytest.fixture
def frozen(tmp_path: Path) -> GitRegistry:
    """The small registry without fault, frozen, with a maintainer, and a proposal under way."""
    repository = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE / "model_cards", repository.path / "model_cards")
    repository.set_up_frozen(MAINTAINERS)
    repository.git("switch", "--quiet", "--create", "proposal")
    return repository


MAINTAINERS = f"""maintainers:
  - name: Camille Exemple
    orcid: {DECIDER}
"""


def digest_of(repository: GitRegistry) -> str:
    """Digest of the version that is to go."""
    folder = repository.path / FOLDER
    files = (path for path in folder.rglob("*") if path.is_file())
    return compute_folder_digest({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})


def notice(digest: str, *, versions: str = "==1.0.0", orcid: str = DECIDER) -> str:
    """A notice that takes the version away."""
    return f"""schema_version: 1
id: exemple-suppression
kind: removed
versions: "{versions}"
reason: data-rights
text:
  fr: Un nom figurait dans l’exemple.
  en: A name stood in the example.
removed:
  - version: 1.0.0
    digest: {digest}
date: 2026-01-05
decided_by:
  name: Camille Exemple
  orcid: {orcid}
  organisation: exemple-chu
"""


def remove(repository: GitRegistry) -> str:
    """Propose the removal; gives the digest of what was there."""
    digest = digest_of(repository)
    repository.git("rm", "-r", "--quiet", FOLDER)
    repository.write(NOTICE, notice(digest))
    repository.commit("Remove a version")
    return digest


def test_bytes_go_only_together_with_a_notice_that_says_what_they_were(frozen: GitRegistry) -> None:
    digest = digest_of(frozen)
    frozen.git("rm", "-r", "--quiet", FOLDER)
    alone = boas("check", "--since", "main", at=frozen.path)
    frozen.write(NOTICE, notice("0" * 64))
    other_digest = boas("check", "--since", "main", at=frozen.path)
    frozen.write(NOTICE, notice(digest, orcid="0000-0002-1694-233X"))
    stranger = boas("check", "--since", "main", at=frozen.path)
    frozen.write(NOTICE, notice(digest))
    right = boas("check", "--since", "main", at=frozen.path)
    here = boas("check", at=frozen.path)
    review = boas("review", "--since", "main", at=frozen.path)

    assert [done.returncode for done in (alone, other_digest, stranger, right, here)] == [1, 1, 1, 0, 0], (
        right.stdout.decode()
    )
    assert b"frozen-version-changed" in alone.stdout
    assert b"frozen-version-changed" in other_digest.stdout
    assert review.returncode == 0


def test_bytes_that_are_replaced_are_never_accepted(frozen: GitRegistry) -> None:
    digest = digest_of(frozen)
    frozen.edit(f"{FOLDER}/card.yaml", "Does not exist.", "Does not exist yet.")
    frozen.write(NOTICE, notice(digest))

    done = boas("check", "--since", "main", at=frozen.path)

    assert done.returncode == 1
    assert b"[frozen-version-changed]" in done.stdout
    assert b"[bad-removal]" in done.stdout


@pytest.mark.parametrize("extra", ["", "# other bytes\n"])
def test_what_was_removed_never_comes_back_whatever_its_bytes(frozen: GitRegistry, extra: str) -> None:
    card = (frozen.path / FOLDER / "card.yaml").read_text()
    shutil.copytree(frozen.path / FOLDER, frozen.path / SCORE / "versions/1.0.1")
    frozen.edit(f"{SCORE}/versions/1.0.1/card.yaml", "version: 1.0.0", "version: 1.0.1")
    remove(frozen)
    frozen.git("branch", "--force", "main")
    frozen.write(f"{FOLDER}/card.yaml", card + extra)
    told = json.loads(boas("check", "--since", "main", "--format", "json", at=frozen.path).stdout)["findings"]
    assert ("bad-removal", "error", f"{FOLDER}/card.yaml") in {
        (one["rule"], one["severity"], one["path"]) for one in told
    }
    assert "frozen-version-changed" not in {one["rule"] for one in told}, "nobody is told to put it back"


def test_a_removal_heads_the_review_with_who_decides_it(frozen: GitRegistry) -> None:
    remove(frozen)
    done = boas("review", "--since", "main", "--format", "json", at=frozen.path)
    (first,) = json.loads(done.stdout)["first"]
    assert all(DECIDER in words and "versions/1.0.0" in words for words in first.values())


def told_since_main(registry: GitRegistry) -> set[tuple[str, str]]:
    """Rules and severities of what a proposal adds."""
    done = boas("check", "--since", "main", "--format", "json", at=registry.path)
    return {(one["rule"], one["severity"]) for one in json.loads(done.stdout)["findings"]}


@pytest.mark.parametrize("orcid", [DECIDER, "0000-0001-2345-6789"])
@pytest.mark.parametrize("version", ["9.9.9", "1.0.1"])
def test_nobody_removes_what_never_was_nor_a_number_to_come(frozen: GitRegistry, version: str, orcid: str) -> None:
    text = notice("a1" * 32, versions=f"=={version}", orcid=orcid).replace("version: 1.0.0", f"version: {version}")
    frozen.write(NOTICE, text)
    assert told_since_main(frozen) == {("unfounded-removal", "error"), ("latest-withdrawn", "error")}


@pytest.mark.parametrize(("orcid", "digest"), [("0000-0001-2345-6789", ""), (DECIDER, "a1" * 32)])
def test_what_a_removal_says_is_not_said_otherwise_later(frozen: GitRegistry, orcid: str, digest: str) -> None:
    """By somebody else, or with another digest: the later notice would undo what the first one excuses."""
    right = remove(frozen)
    frozen.git("branch", "--force", "main")
    later = notice(digest or right, orcid=orcid).replace("id: exemple-suppression", "id: exemple-tard")
    frozen.write(NOTICE.replace("suppression", "tard"), later)
    assert told_since_main(frozen) == {("unfounded-removal", "error")}


def test_before_versions_are_frozen_whoever_set_one_up_may_take_it_away(tmp_path: Path) -> None:
    registry = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE / "model_cards", registry.path / "model_cards")
    registry.commit("Set up")
    registry.git("switch", "--quiet", "--create", "proposal")
    remove(registry)
    assert told_since_main(registry) == set()


def test_a_removal_takes_away_the_versions_it_names_and_no_other_in_its_range(frozen: GitRegistry) -> None:
    card = (frozen.path / FOLDER / "card.yaml").read_text()
    remove(frozen)
    frozen.edit(NOTICE, "==1.0.0", ">=1.0.0")
    frozen.write(f"{SCORE}/versions/1.0.1/card.yaml", card.replace("version: 1.0.0", "version: 1.0.1"))
    frozen.commit("Publish it again, mended")
    entry = picture(frozen).algorithms["exemple-score"]
    assert determine_status(entry, "1.0.1") == "active"


def test_the_registry_goes_on_and_says_everywhere_what_was_removed(frozen: GitRegistry, tmp_path: Path) -> None:
    assert boas("build", at=frozen.path).returncode == 0
    shutil.copyfile(frozen.path / ".boas/site/current/ledger.json", tmp_path / "ledger.json")
    digest = remove(frozen)
    frozen.git("switch", "--quiet", "main")
    frozen.git("merge", "--quiet", "--ff-only", "proposal")

    built = boas("build", at=frozen.path)
    proved = boas("verify", "--lang", "en", at=frozen.path)
    against_then = boas("verify", "--ledger", tmp_path / "ledger.json", at=frozen.path)

    assert built.returncode == 0, built.stdout.decode()
    assert (proved.returncode, against_then.returncode) == (0, 0)
    assert b"exemple-score 1.0.0: removed on 2026-01-05 for Data rights." in proved.stdout
    current = (frozen.path / ".boas/site/current").resolve()
    row = json.loads((current / "ledger.json").read_bytes())["removed"][0]
    assert (row["digest"], row["date"], row["reason"]) == (digest, "2026-01-05", "data-rights")
    entries = manifest.read_manifest(current)
    for language in ("fr", "en"):
        for path in ("algorithms/exemple-score", "algorithms/exemple-score/versions/1.0.0"):
            page = (current / f"{language}/{path}.html").read_text()
            assert entries[f"{language}/{path}.html"].status == 410
            assert entries[f"{language}/{path}.json"].status == 410
            assert digest in page
            assert frozen.git("rev-parse", "HEAD")[:12] in page
    assert "A name stood in the example." in (current / "en/algorithms/exemple-score.html").read_text()
    assert "exemple-score-1.0.0.zip" not in {path.name for path in current.rglob("*.zip")}


def test_the_server_answers_that_it_is_gone_in_pages_and_in_the_api(frozen: GitRegistry) -> None:
    remove(frozen)
    assert boas("build", at=frozen.path).returncode == 0
    app = build_application(frozen.path / ".boas/site", frozen.path / ".boas/index.sqlite")
    for path in ("", "/versions/1.0.0", "/versions", "/evidence"):
        answer = ask(app, f"/api/v1/algorithms/exemple-score{path}", headers={"accept-language": "en"})
        assert (answer.status, answer.json()["code"]) == (410, "removed"), path
        assert answer.headers["content-type"] == "application/problem+json"
        assert "was removed from the registry on 2026-01-05" in answer.json()["detail"]
    for path in ("", "/versions/1.0.0"):
        page = ask(app, f"/fr/algorithms/exemple-score{path}.html")
        assert (page.status, page.headers["content-type"]) == (410, "text/html; charset=utf-8")
        assert "a été supprimé" in page.body.decode()
        assert ask(app, f"/en/algorithms/exemple-score{path}.json").status == 410
    assert ask(app, "/api/v1/algorithms/exemple-autre").status == 404


def test_an_evaluation_is_removed_in_the_same_way(frozen: GitRegistry) -> None:
    start = frozen.git("rev-parse", "main")
    frozen.write(SETTINGS, (frozen.path / SETTINGS).read_text() + f"records_frozen_from: {start}\n")
    frozen.commit("Freeze records")
    frozen.git("branch", "--force", "main", "HEAD")
    folder = "model_cards/algorithms/exemple-regle/evaluations/exemple-relecture"
    files = {path.name: path.read_bytes() for path in (frozen.path / folder).iterdir()}
    written = notice(compute_folder_digest(files)).replace("version: 1.0.0", "evaluation: exemple-relecture")
    frozen.git("rm", "-r", "--quiet", folder)
    alone = boas("check", "--since", "main", at=frozen.path)
    frozen.write(f"{folder.partition('/evaluations')[0]}/notices/exemple-suppression.yaml", written)
    right = boas("check", "--since", "main", at=frozen.path)
    frozen.commit("Remove an evaluation")
    proved = boas("verify", "--lang", "en", at=frozen.path)

    assert (alone.returncode, right.returncode) == (1, 0), right.stdout.decode()
    assert b"[record-changed]" in alone.stdout
    assert (proved.returncode, boas("build", at=frozen.path).returncode) == (0, 0), proved.stdout.decode()
    assert b"exemple-regle evaluations/exemple-relecture: removed on 2026-01-05" in proved.stdout
