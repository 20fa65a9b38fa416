"""`boas build` as people run it: whole or not at all, the same bytes every time, nothing done twice."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from boas.cli._progress import PACE, PATIENCE, Progress, Stream
from tests.bilingual import Bilingual
from tests.cli.running import BASE, ENVIRONMENT, boas
from tests.git_registry import GitRegistry
from tests.shipped import shipped_copy

CHU = "model_cards/organisations/exemple-chu.yaml"
EVALUATION = "model_cards/algorithms/exemple-regle/evaluations/exemple-relecture/evaluation.yaml"
CODE = "model_cards/algorithms/exemple-regle/versions/1.0.0/code/verifier.py"
TELLING = """import sys
from boas.cli.main import main
try:
    main()
finally:
    print(sorted({name.partition(".")[0] for name in sys.modules} & {"bandit", "numpy", "scipy"}), file=sys.stderr)
"""
"""The command, and then which packages that compute or scan it had to load."""


@pytest.fixture
def registry(tmp_path: Path) -> GitRegistry:
    """The small registry without fault, committed."""
    repository = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE / "model_cards", repository.path / "model_cards")
    repository.commit("Set up")
    return repository


def contents(root: Path) -> dict[str, str]:
    """Digest of every file of the current release, by its path."""
    current = root / ".boas/site/current"
    files = (path for path in current.resolve().rglob("*") if path.is_file())
    return {
        path.relative_to(current.resolve()).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def written_at(root: Path) -> dict[str, int]:
    """When each file under `.boas` was last written, in nanoseconds; what SQLite keeps for its readers apart."""
    files = (
        path for path in (root / ".boas").rglob("*") if path.is_file() and not path.name.endswith(("-shm", "-wal"))
    )
    return {path.as_posix(): path.stat().st_mtime_ns for path in files}


def test_the_shipped_registry_is_built_twice_to_the_same_bytes_and_the_second_time_nothing_is_done(
    tmp_path: Path,
) -> None:
    one, two = shipped_copy(tmp_path / "one"), shipped_copy(tmp_path / "two")
    assert boas("build", at=one.path, traced=False).returncode == 0
    assert boas("build", at=two.path, environment={"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati"}).returncode == 0
    before = written_at(one.path)

    again = boas("build", at=one.path)

    assert contents(one.path) == contents(two.path)
    assert "rien à refaire".encode() in again.stdout
    assert {path for path, when in written_at(one.path).items() if before.get(path) != when} == set()


@pytest.mark.parametrize("options", [[], ["--working-tree"]], ids=["published", "previewed"])
def test_an_index_that_came_with_a_commit_is_not_believed(registry: GitRegistry, options: list[str]) -> None:
    registry.write(".boas/index.sqlite", "anything")
    registry.git("add", "--force", ".boas")
    registry.commit("Bring an index")

    done = boas("build", *options, at=registry.path)

    assert done.returncode == 3
    assert "contient le dossier « .boas »" in done.stderr.decode()
    assert "git rm -r .boas" in done.stderr.decode()


def test_an_index_that_was_deleted_comes_back_with_the_same_site(registry: GitRegistry) -> None:
    assert boas("build", at=registry.path).returncode == 0
    before = contents(registry.path)
    for path in (registry.path / ".boas").glob("index.sqlite*"):
        path.unlink()

    assert boas("build", at=registry.path).returncode == 0
    assert contents(registry.path) == before


def loaded_by_a_build(root: Path) -> str:
    """Which packages that compute or scan a build in a process of its own loads."""
    done = subprocess.run(
        [sys.executable, "-c", TELLING, "build"], cwd=root, env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    return done.stderr.splitlines()[-1]


def test_what_was_weighed_is_not_weighed_again_after_a_change_elsewhere(registry: GitRegistry) -> None:
    first = loaded_by_a_build(registry.path)
    registry.write(CHU, (registry.path / CHU).read_text() + "# later\n")
    registry.commit("Change what has no numbers")
    elsewhere = loaded_by_a_build(registry.path)
    registry.write(EVALUATION, (registry.path / EVALUATION).read_text() + "# later\n")
    registry.commit("Change an evaluation")
    there = loaded_by_a_build(registry.path)

    assert (first, elsewhere, there) == ("['numpy', 'scipy']", "[]", "['numpy', 'scipy']")


def test_a_site_grown_over_commits_is_the_one_that_a_first_build_makes(registry: GitRegistry) -> None:
    registry.write(CODE, "assert 1\n")
    registry.commit("Bring code")
    assert boas("build", at=registry.path).returncode == 0
    registry.write(CHU, (registry.path / CHU).read_text().replace("fr: ", "fr: Autre ", 1))
    registry.commit("Change a name")
    assert boas("build", at=registry.path).returncode == 0
    grown = contents(registry.path)
    shutil.rmtree(registry.path / ".boas")

    assert boas("build", at=registry.path).returncode == 0
    assert contents(registry.path) == grown


def test_nothing_is_published_while_errors_remain_unless_asked_to_go_on(registry: GitRegistry) -> None:
    assert boas("build", at=registry.path).returncode == 0
    before = contents(registry.path)
    registry.write(CHU, "kind: wrong\n")
    registry.commit("Break something")

    refused = boas("build", "--lang", "en", at=registry.path)

    assert refused.returncode == 1
    assert b"Nothing is published while errors remain." in refused.stdout
    assert b"error[unknown-field]" in refused.stdout
    assert contents(registry.path) == before
    assert boas("build", "--keep-going", at=registry.path).returncode == 0
    assert contents(registry.path) != before


def test_edits_that_no_commit_holds_are_named_and_left_out(registry: GitRegistry) -> None:
    assert boas("build", at=registry.path).returncode == 0
    before = contents(registry.path)
    registry.write(CHU, (registry.path / CHU).read_text() + "# later\n")

    done = boas("build", at=registry.path)

    assert "Modifications pas encore committées : 1.".encode() in done.stdout
    assert contents(registry.path) == before


def test_a_change_of_branch_is_refused_as_a_rewritten_history_unless_one_starts_anew(registry: GitRegistry) -> None:
    registry.git("switch", "--quiet", "--create", "proposal")
    registry.write(CHU, (registry.path / CHU).read_text() + "# proposed\n")
    registry.commit("Propose")
    assert boas("build", at=registry.path).returncode == 0
    registry.git("switch", "--quiet", "main")
    before = contents(registry.path)

    refused = boas("build", at=registry.path)

    assert refused.returncode == 3
    assert b"--anew" in refused.stderr
    assert contents(registry.path) == before
    assert boas("build", "--anew", at=registry.path).returncode == 0


def test_a_page_damaged_on_disk_is_not_called_up_to_date(registry: GitRegistry) -> None:
    assert boas("build", at=registry.path).returncode == 0
    sound = contents(registry.path)
    page = registry.path / ".boas/site/current/fr/index.html"
    page.write_bytes(page.read_bytes().replace(b"<", b">", 1))

    mended = boas("build", "--lang", "en", at=registry.path)

    assert b"Site ready: 1 pages built" in mended.stdout
    assert contents(registry.path) == sound


def test_made_anew_nothing_is_kept_of_the_index_nor_of_the_site(registry: GitRegistry) -> None:
    assert boas("build", at=registry.path).returncode == 0
    sound = contents(registry.path)

    again = boas("build", "--anew", "--lang", "en", at=registry.path)

    assert f"Site ready: {len(sound) - 1} pages built, 0 kept, 0 removed.".encode() in again.stdout
    assert contents(registry.path) == sound


@pytest.mark.parametrize("place", ["no git", "no commit", "unknown revision"])
def test_what_cannot_be_built_says_why_in_two_lines(tmp_path: Path, place: str) -> None:
    shutil.copytree(BASE / "model_cards", tmp_path / "registry/model_cards")
    if place != "no git":
        repository = GitRegistry(tmp_path / "registry")
        if place == "unknown revision":
            repository.commit("Set up")
    arguments = ["--revision", "nowhere"] if place == "unknown revision" else []

    done = boas("build", *arguments, at=tmp_path / "registry")

    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 2
    assert not (tmp_path / "registry/.boas").exists()


def test_schemas_are_compared_with_the_models() -> None:
    done = boas("schema", at=Path(__file__).parents[2])

    assert (done.returncode, done.stdout) == (0, b"")


def test_long_work_without_a_terminal_tells_a_line_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    monkeypatch.setattr("boas.cli._progress.time.monotonic", lambda: now[0])
    progress = Progress("fr", Stream())
    progress.step(Bilingual("Construction", "Building"))
    for second in range(1, 31):
        now[0] = float(second)
        progress.count(second, 30)

    assert PATIENCE < PACE
    assert capsys.readouterr().err.splitlines() == ["Construction 10/30", "Construction 20/30", "Construction 30/30"]
