"""`boas scan` as people run it: what it looks at, what it says, and what it refuses to fetch."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import BASE, boas
from tests.git_registry import GitRegistry
from tests.repository.https_forge import Forge, running

VERSION = "model_cards/algorithms/exemple-regle/versions/1.0.0"
SHELL = "import subprocess\n\nsubprocess.call('ls ' + input(), shell=True)\n"
ASSERTION = "assert 1\n"
WAIVER = """waivers:
  - rule: risky-code
    path: code/verifier.py
    reason:
      fr: Cette assertion ne décide de rien.
    until: "{until}"
"""
CAUTION = {
    "fr": "ce qu’elle ne trouve pas ne garantit rien.",
    "en": "what it does not find is no guarantee.",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A registry without fault, in a folder beside other code."""
    shutil.copytree(BASE / "model_cards", tmp_path / "registry/model_cards")
    return tmp_path / "registry"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_without_paths_the_code_of_every_version_is_scanned(root: Path) -> None:
    write(root / VERSION / "code/compter.py", SHELL)
    write(root / "elsewhere.py", SHELL)
    run = boas("scan", at=root)
    said = run.stdout.decode()
    assert run.returncode == 1
    assert f"{VERSION}/code/compter.py:3:1" in said
    assert "elsewhere" not in said
    assert "1 erreur, 0 avertissement dans 1 fichier (1 lu en" in said


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_last_line_says_that_a_scan_proves_nothing(root: Path, language: str) -> None:
    write(root / VERSION / "code/compter.py", "x = 1\n")
    run = boas("scan", "--lang", language, at=root)
    assert run.returncode == 0
    assert run.stdout.decode().splitlines()[-1].endswith(CAUTION[language])


def test_a_registry_without_python_says_so(root: Path) -> None:
    run = boas("scan", at=root / "model_cards")
    assert run.returncode == 0
    assert run.stdout.decode().splitlines()[0] == "Il n’y a ici aucun fichier Python."


@pytest.mark.parametrize(("until", "n_hidden"), [("2999-01-01", 1), ("2020-01-01", 0)])
def test_a_waiver_in_force_hides_a_finding_and_is_counted(root: Path, until: str, n_hidden: int) -> None:
    write(root / VERSION / "code/verifier.py", ASSERTION)
    with (root / VERSION / "card.yaml").open("a") as card:
        card.write(WAIVER.format(until=until))
    said = boas("scan", at=root).stdout.decode()
    assert said.count("Constats couverts par une dérogation en vigueur : 1.") == n_hidden
    assert said.count("verifier.py:1:1") == 1 - n_hidden


def test_a_path_of_the_registry_narrows_the_scan_to_it(root: Path) -> None:
    write(root / VERSION / "code/a.py", SHELL)
    write(root / VERSION / "code/b.py", SHELL)
    run = boas("scan", f"{VERSION}/code/b.py", at=root)
    assert b"b.py:3:1" in run.stdout
    assert b"a.py" not in run.stdout


def test_any_folder_is_scanned_but_for_git_environments_and_links(root: Path) -> None:
    project = root.parent / "project"
    write(project / "src/a.py", SHELL)
    write(project / ".hidden/b.py", ASSERTION)
    write(project / ".git/c.py", SHELL)
    write(project / "env/pyvenv.cfg", "")
    write(project / "env/lib/d.py", SHELL)
    write(project / "notes.R", "system('ls')\n")
    (project / "link.py").symlink_to("src/a.py")
    (project / "folder").symlink_to("src")
    run = boas("scan", "project", "project/src/a.py", "--format", "json", at=root.parent)
    found = json.loads(run.stdout)
    assert run.returncode == 1
    assert {one["path"] for one in found["findings"]} == {"project/src/a.py", "project/.hidden/b.py"}
    assert found["files_read"] == 2
    assert "Liens et sous-modules laissés de côté : 1." in run.stderr.decode()


def test_what_cannot_be_scanned_is_an_error(root: Path) -> None:
    write(root.parent / "broken.py", "def (:\n")
    run = boas("scan", root.parent / "broken.py", at=root)
    assert run.returncode == 1
    assert "erreur[unscannable-code]" in run.stdout.decode()
    assert boas("scan", root.parent / "broken.py", "--exit-zero", at=root).returncode == 0


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "gitlab", "junit", "markdown"])
def test_a_report_for_a_program_stands_alone_and_the_caution_beside_it(root: Path, form: str) -> None:
    write(root / VERSION / "code/compter.py", SHELL)
    run = boas("scan", "--format", form, at=root)
    assert b"B602" in run.stdout
    assert CAUTION["fr"] not in run.stdout.decode()
    assert run.stderr.decode().splitlines()[-1].endswith(CAUTION["fr"])


def test_on_github_the_lines_are_annotated_and_the_summary_is_added(root: Path) -> None:
    write(root / VERSION / "code/compter.py", SHELL)
    added = root / "summary.md"
    run = boas("scan", "--format", "github", at=root, environment={"GITHUB_STEP_SUMMARY": str(added)})
    assert f"::error file={VERSION}/code/compter.py,line=3" in run.stdout.decode()
    assert "B602" in added.read_text()


REFUSALS: dict[str, tuple[tuple[str, ...], str]] = {
    "two kinds of thing": ((".", "--algorithm", "exemple-regle"), "Une seule chose s’analyse à la fois."),
    "nothing there": (("../nowhere.py",), "Rien à analyser à cet endroit : ../nowhere.py"),
    "a card without a repository": (
        ("--algorithm", "exemple-regle"),
        "La fiche de exemple-regle ne nomme aucun dépôt.",
    ),
    "an unknown algorithm": (("--algorithm", "exemple-regl"), "Aucun algorithme « exemple-regl » dans ce registre."),
    "another protocol": (("--repository", "file:///etc@main"), "Adresse refusée : seul le protocole https est lu."),
    "a password": (("--repository", "https://camille:secret@forge.example/a@main"), "un nom ou un mot de passe."),
    "an option as revision": (("--repository", "https://forge.example/a@--upload-pack=id"), "Révision refusée"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_cannot_be_scanned_at_all_is_a_usage_error(root: Path, case: str) -> None:
    arguments, said = REFUSALS[case]
    run = boas("scan", *arguments, at=root, environment={"CI": ""})
    assert (run.returncode, run.stdout) == (2, b"")
    assert said in run.stderr.decode()
    assert b"secret" not in run.stderr


@pytest.fixture
def forge(root: Path) -> Iterator[Forge]:
    """A forge with one repository."""
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl to make a certificate")
    with running(root.parent) as forge:
        code = GitRegistry(root.parent / "code")
        write(code.path / "src/a.py", SHELL)
        write(code.path / "setup.py", f"open({str(root / 'ran')!r}, 'w')\n")
        code.commit("First")
        yield forge


def test_somebodys_repository_is_fetched_scanned_and_forgotten(root: Path, forge: Forge) -> None:
    commit = GitRegistry.git(GitRegistry(root.parent / "code"), "rev-parse", "HEAD")
    (root.parent / "temporary").mkdir()
    trusted = {"GIT_SSL_CAINFO": str(forge.certificate), "CI": "", "TMPDIR": str(root.parent / "temporary")}
    run = boas("scan", "--repository", f"{forge.address}/code@main", at=root.parent, environment=trusted)
    said = run.stdout.decode()
    assert run.returncode == 1, run.stderr.decode()
    assert "┌─ src/a.py:3:1" in said
    assert "  = corriger : Le signaler aux auteurs de ce dépôt." in said
    assert said.splitlines()[-1].endswith(CAUTION["fr"])
    assert f"Commit {commit}." in run.stderr.decode()
    assert list((root.parent / "temporary").iterdir()) == []
    assert not (root / "ran").exists()


@pytest.mark.parametrize("revision", ["main", ""])
def test_the_repository_that_a_card_names_is_scanned(root: Path, forge: Forge, revision: str) -> None:
    named = f"    ref: {revision}\n" if revision else ""
    with (root / VERSION / "card.yaml").open("a") as card:
        card.write(f"deployment:\n  repository:\n    url: {forge.address}/code\n{named}")
    trusted = {"GIT_SSL_CAINFO": str(forge.certificate), "CI": ""}
    run = boas("scan", "--algorithm", "exemple-regle", at=root, environment=trusted)
    assert run.returncode == 1, run.stderr.decode()
    assert "src/a.py:3:1" in run.stdout.decode()
    assert f"révision {revision or 'HEAD'}" in run.stderr.decode()


def test_in_continuous_integration_nobody_elses_repository_is_fetched(root: Path, forge: Forge) -> None:
    run = boas("scan", "--repository", f"{forge.address}/code@main", at=root, environment={"CI": "true"})
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.decode().startswith("boas: Un dépôt extérieur ne s’analyse pas en intégration continue.")
    assert forge.asked == []
