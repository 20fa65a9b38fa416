"""`boas init` as people run it: a registry that passes its own check, is built while empty, and overwrites nothing."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.running import ENVIRONMENT, PROGRAM, boas
from tests.git_registry import GitRegistry

TITLE = "Algorithmes du CHU d’Exemple : « essai », # 1"


def init(at: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    return boas("init", "new", *options, at=at)


def made(at: Path, *options: str) -> Path:
    done = init(at, "--title", TITLE, "--licence", "etalab-2.0", *options)
    assert done.returncode == 0, done.stderr.decode()
    return at / "new"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_registry_passes_its_own_check_and_is_built_while_empty(tmp_path: Path) -> None:
    folder = made(tmp_path)

    checked = boas("check", at=folder)
    repository = GitRegistry(folder)
    repository.commit("Ouvre le registre")
    built = boas("build", at=folder)

    assert checked.stdout.decode().startswith("Rien à corriger")
    assert built.returncode == 0, built.stderr.decode()
    assert "Algorithmes du CHU d’Exemple" in (folder / ".boas/site/current/fr/index.html").read_text()
    assert (folder / ".boas/site/current/en/algorithms.html").is_file()


def test_its_scripts_check_it_with_the_program_named_by_the_environment(tmp_path: Path) -> None:
    folder = made(tmp_path)
    program = tmp_path / "boas"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{PROGRAM}" "$@"\n')
    program.chmod(0o755)
    environment = ENVIRONMENT | {"BOAS": str(program)}

    checked = subprocess.run([folder / "ci/check"], cwd=tmp_path, env=environment, capture_output=True, check=False)

    assert checked.returncode == 0, checked.stderr
    assert "Rien à corriger : 1 fichier lu" in checked.stdout.decode()


def test_its_scripts_fetch_the_pinned_program_once(tmp_path: Path) -> None:
    program = GitRegistry(tmp_path / "program")
    program.write("fake", '#!/bin/sh\necho ran "$@"\n').chmod(0o755)
    setup = 'cd "$(dirname "$0")/.." && mkdir -p .venv/bin && cp fake .venv/bin/boas && echo set up >&2'
    program.write("ci/setup", f"#!/bin/sh\n{setup}\n").chmod(0o755)
    commit = program.commit("First")
    folder = made(tmp_path, "--program", f"{program.path.as_uri()}@{commit}")
    environment = {name: value for name, value in os.environ.items() if name != "BOAS"}

    runs = [
        subprocess.run([folder / "ci/check", "--since", "HEAD"], env=environment, capture_output=True, check=False)
        for _ in range(2)
    ]

    assert [run.stdout for run in runs] == [b"ran check --since HEAD\n"] * 2
    assert [run.stderr.count(b"set up") for run in runs] == [1, 0]


def test_without_a_pinned_program_its_scripts_say_what_to_fill(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "BOAS"}

    done = subprocess.run([made(tmp_path) / "ci/check"], env=environment, capture_output=True, check=False)

    assert done.returncode == 4
    assert b"ci/boas.pin" in done.stderr


def test_it_holds_both_forges_the_schemas_and_a_readme_in_both_languages(tmp_path: Path) -> None:
    found = files(made(tmp_path, "--lang", "fr"))

    workflows = {f".github/workflows/boas{part}.yml" for part in ("", "-approval", "-comment")}
    assert workflows | {".gitlab-ci.yml"} <= found.keys()
    assert {"ci/check", "ci/review", "schemas/card.schema.json", ".gitignore"} <= found.keys()
    assert found["README.md"].decode().startswith(f"# {TITLE}\n\n## En français")
    assert yaml.safe_load(found[".pre-commit-config.yaml"])["repos"][0]["hooks"][0]["id"] == "boas-check"
    settings = yaml.safe_load(found["model_cards/registry.yaml"])
    assert settings["title"] == {"fr": TITLE}
    assert settings["licence"] == "etalab-2.0"


def test_those_who_own_it_are_asked_about_rules_settings_and_reviewers(tmp_path: Path) -> None:
    folder = made(tmp_path, "--owner", "@chu/mainteneurs", "--owner", "@camille-exemple")

    rules = [line.split() for line in (folder / "CODEOWNERS").read_text().splitlines() if not line.startswith("#")]

    assert {"/ci/", "/CODEOWNERS", "/model_cards/registry.yaml", "/model_cards/reviewers.yaml"} <= {
        path for path, *_ in rules
    }
    assert [owners for _, *owners in rules] == [["@chu/mainteneurs", "@camille-exemple"]] * len(rules)


def test_without_owners_the_commands_that_come_next_say_what_to_fill(tmp_path: Path) -> None:
    done = init(tmp_path, "--title", TITLE, "--licence", "etalab-2.0")

    assert "dire dans CODEOWNERS, à la place de @OWNERS" in done.stdout.decode()
    assert "/ci/ @OWNERS\n" in (tmp_path / "new/CODEOWNERS").read_text()


def test_nothing_is_overwritten_and_nothing_written_when_a_file_is_there(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new/README.md").write_text("mine")

    done = init(tmp_path, "--title", TITLE, "--licence", "CC0-1.0")

    assert done.returncode == 2
    assert "existe déjà : rien n’a été écrit." in done.stderr.decode()
    assert files(tmp_path / "new") == {"README.md": b"mine"}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(("--licence", "MIT"), "Il manque --title.", id="no title"),
        pytest.param(("--title", "x"), "Il manque --licence.", id="no licence"),
        pytest.param(("--title", "x", "--licence", "any: [thing"), "icence", id="a licence nobody knows"),
        pytest.param(("--title", "x", "--licence", "MIT", "--languages", "fr,xx"), "xx", id="a language nobody knows"),
        pytest.param(("--title", "x", "--licence", "MIT", "--threshold", "0"), "", id="a threshold of nothing"),
        pytest.param(("--title", "x", "--licence", "MIT", "--program", "here"), "URL@COMMIT", id="no commit"),
        pytest.param(("--title", "x", "--licence", "MIT", "--owner", "chu"), "@chu/mainteneurs", id="no owner"),
        pytest.param(("--title", "x", "--licence", "MIT", "--owner", "@a\n* @b"), "personne", id="two lines"),
    ],
)
def test_what_its_own_rules_would_refuse_is_not_written(options: tuple[str, ...], told: str, tmp_path: Path) -> None:
    done = init(tmp_path, *options)

    assert done.returncode == 2, done.stdout
    assert told in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert not (tmp_path / "new").exists()


def test_on_a_terminal_it_asks_for_the_title_and_the_licence(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, b"Registre au clavier\n\n")

    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "init", "new"],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stdin=theirs,
        capture_output=True,
        check=False,
    )
    os.close(ours)
    os.close(theirs)

    assert done.returncode == 0, done.stderr
    assert "Licence des fiches (etalab-2.0, CC-BY-4.0" in done.stdout.decode()
    settings = yaml.safe_load((tmp_path / "new/model_cards/registry.yaml").read_text())
    assert (settings["title"]["fr"], settings["licence"]) == ("Registre au clavier", "etalab-2.0")
