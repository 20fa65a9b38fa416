"""A renamed algorithm keeps its published bytes and its history, and whoever knows the former id is led to it."""

import json
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from boas.api import create_api_app
from boas.index import open_index
from tests.api.asking import ask
from tests.cli.running import BASE, boas
from tests.git_registry import GitRegistry

SCRIPT = Path(__file__).parents[2] / "web/static/boas-verify.r"
OLD, NEW = "model_cards/algorithms/exemple-score", "model_cards/algorithms/score-de-chute"


@pytest.fixture
def registry(tmp_path: Path) -> GitRegistry:
    """The small registry, frozen, with an algorithm that depends on another."""
    made = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE / "model_cards", made.path / "model_cards")
    card = "model_cards/algorithms/exemple-regle/versions/1.0.0/card.yaml"
    lineage = "lineage:\n  - id: exemple-score\n    version: 1.0.0\n    relation: depends-on\n"
    made.write(card, (made.path / card).read_text() + lineage)
    made.write(".gitignore", ".boas/\n")
    made.set_up_frozen()
    return made


def rename(registry: GitRegistry) -> None:
    registry.git("switch", "--quiet", "--create", "renaming")
    registry.git("mv", OLD, NEW)
    registry.edit(f"{NEW}/algorithm.yaml", "id: exemple-score\n", "id: score-de-chute\nformer_ids: [exemple-score]\n")


def merge(registry: GitRegistry) -> None:
    registry.commit("Rename")
    registry.git("switch", "--quiet", "main")
    registry.git("merge", "--quiet", "--no-ff", "--no-edit", "renaming")


def ledger(registry: GitRegistry) -> list[dict[str, str]]:
    done = boas("build", at=registry.path)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    versions: list[dict[str, str]] = json.loads((registry.path / ".boas/site/current/ledger.json").read_text())[
        "versions"
    ]
    return versions


def test_a_folder_that_only_moved_stays_published_with_its_digest_and_day(registry: GitRegistry) -> None:
    before = {row["id"]: row for row in ledger(registry)}
    rename(registry)
    checked = boas("check", "--since", "main", at=registry.path)
    merge(registry)
    after = {row["id"]: row for row in ledger(registry)}

    assert checked.returncode == 0, checked.stdout.decode()
    assert "id: exemple-score\n" in (registry.path / NEW / "versions/1.0.0/card.yaml").read_text()
    assert after["score-de-chute"] == before["exemple-score"] | {"id": "score-de-chute"}
    assert boas("verify", at=registry.path).returncode == 0


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (f"{NEW}/versions/1.0.0/card.yaml", "for tests", "for trials"),
        ("model_cards/organisations/exemple-chu.yaml", "id:", "# more\nid:"),
    ],
    ids=["a-published-file", "another-file"],
)
def test_whatever_comes_with_a_renaming_is_told(registry: GitRegistry, path: str, old: str, new: str) -> None:
    rename(registry)
    registry.edit(path, old, new)

    done = boas("check", "--since", "main", at=registry.path)

    assert done.returncode == 1
    assert b"[unclean-renaming]" in done.stdout


def test_a_former_id_is_never_forgotten(registry: GitRegistry) -> None:
    rename(registry)
    merge(registry)
    registry.git("switch", "--quiet", "--create", "forgetting")
    registry.edit(f"{NEW}/algorithm.yaml", "former_ids: [exemple-score]\n", "")

    assert b"[unclean-renaming]" in boas("check", "--since", "main", at=registry.path).stdout


def test_a_used_id_is_never_claimed_by_another(registry: GitRegistry) -> None:
    rename(registry)
    merge(registry)
    registry.git("switch", "--quiet", "--create", "claiming")
    shutil.copytree(registry.path / NEW, registry.path / OLD)
    registry.edit(f"{OLD}/algorithm.yaml", "id: score-de-chute\nformer_ids: [exemple-score]\n", "id: exemple-score\n")
    registry.edit(
        "model_cards/algorithms/exemple-regle/algorithm.yaml", "origin:", "former_ids: [exemple-score]\norigin:"
    )

    found = boas("check", at=registry.path).stdout.decode()

    assert found.count("[claimed-id]") >= 2


def test_pages_and_addresses_of_the_former_id_lead_to_the_present_one(registry: GitRegistry) -> None:
    rename(registry)
    merge(registry)
    ledger(registry)

    page = (registry.path / ".boas/site/current/fr/algorithms/exemple-score.html").read_text()
    with closing(open_index(registry.path / ".boas/index.sqlite")) as index:
        commit = json.loads(index.read_body("status") or b"")["commit"]
        api = create_api_app(lambda: index)
        answer = ask(api, "/api/v1/algorithms/exemple-score/versions/1.0.0")
        unknown = ask(api, "/api/v1/algorithms/exemple-scores")

    assert '<meta http-equiv="refresh" content="0; url=score-de-chute.html">' in page
    assert 'rel="canonical"' in page
    assert commit[:12] in page
    assert (answer.status, answer.headers["location"]) == (308, "/api/v1/algorithms/score-de-chute/versions/1.0.0")
    assert unknown.status == 404


def test_files_of_the_former_id_stand_there_with_the_bytes_of_the_present_one(registry: GitRegistry) -> None:
    ledger(registry)
    site = registry.path / ".boas/site/current"
    before = [url for url in list_files(site) if is_own_file(url)]
    rename(registry)
    merge(registry)
    ledger(registry)

    assert {url.partition("/")[0] for url in before} >= {"fr", "files", "archives"}
    for url in before:
        assert (site / url).read_bytes() == (site / url.replace("exemple-score", "score-de-chute")).read_bytes()
    sums = (site / "files/exemple-score/1.0.0/SHA256SUMS").read_text()
    assert "card.yaml" in sums


def is_own_file(url: str) -> bool:
    return "exemple-score" in url and not url.endswith(".html") and url.split("/")[1] != "compare"


def list_files(site: Path) -> list[str]:
    root = site.resolve()
    return [path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()]


def test_the_script_for_r_knows_a_pin_by_its_former_id(registry: GitRegistry, tmp_path: Path) -> None:
    ledger(registry)
    assert boas("use", "exemple-score@1.0.0", "--from", registry.path, at=tmp_path).returncode == 0
    rename(registry)
    merge(registry)
    ledger(registry)
    shutil.copy(registry.path / ".boas/site/current/notices.json", tmp_path)
    run = ["Rscript", "--vanilla", str(SCRIPT), "boas.lock", "notices.json"]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "exemple-score 1.0.0 is called score-de-chute now" in done.stdout


def test_a_lock_an_archive_and_a_ledger_of_then_hold_after_a_renaming(registry: GitRegistry, tmp_path: Path) -> None:
    ledger(registry)
    assert boas("use", "exemple-score@1.0.0", "--from", registry.path, at=tmp_path).returncode == 0
    site = registry.path / ".boas/site/current"
    for name in ("ledger.json", "archives/exemple-score-1.0.0.zip"):
        shutil.copy(site / name, tmp_path)
    rename(registry)
    merge(registry)
    ledger(registry)

    held = boas("verify", "--lock", "--from", registry.path, "--lang", "en", at=tmp_path)
    old = boas("verify", "--ledger", tmp_path / "ledger.json", at=registry.path)
    archive = boas("verify", tmp_path / "exemple-score-1.0.0.zip", "--ledger", site / "ledger.json", at=registry.path)
    again = boas("use", "exemple-score@1.0.0", "--from", registry.path, at=registry.path)

    assert held.returncode == 0, held.stdout.decode() + held.stderr.decode()
    assert b"it is called score-de-chute now" in held.stdout
    assert old.returncode == 0, old.stdout.decode()
    assert archive.returncode == 0, archive.stdout.decode()
    assert again.returncode == 0, again.stderr.decode()
