"""A command loads what it works with and nothing else; modules are counted, for time says more about the machine."""

import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from boas.cli._outlines import load_outline
from boas.cli.main import COMMANDS
from tests.cli.running import BASE, ENVIRONMENT

LIBRARIES = {"numpy", "scipy", "sqlalchemy", "sqlmodel", "litestar", "jinja2", "uvicorn", "markdown_it", "bandit"}
PROGRAM = """
import sys
before = set(sys.modules)  # those of Python, and of what measures which lines are run
sys.argv = ["boas", *sys.argv[1:]]
from boas.cli.main import main
try:
    main()
except SystemExit as end:
    print("\\n" + str(end.code))
else:
    print("\\n0")
print(" ".join(sorted(set(sys.modules) - before)))
"""


def load(*arguments: str, at: Path) -> set[str]:
    """Modules that a command loads, which must succeed."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    done = subprocess.run(command, cwd=at, env=ENVIRONMENT, check=True, capture_output=True, text=True)
    *_, code, loaded = done.stdout.rstrip().splitlines()
    assert code in {"0", "None"}, done.stdout
    return set(loaded.split())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_list_of_commands_loads_none_of_them(language: str, tmp_path: Path) -> None:
    modules = load("--lang", language, "--help", at=tmp_path)

    assert not set(COMMANDS.values()) & modules
    assert not {name for name in modules if name.startswith(("boas.documents", "boas.checks", "pydantic"))}
    # About 110, those of Python included.
    assert len(modules) < 150


def test_checking_one_card_loads_no_numbers_and_nothing_that_shows(tmp_path: Path) -> None:
    shutil.copytree(BASE / "model_cards", tmp_path / "model_cards")
    shutil.rmtree(tmp_path / "model_cards/algorithms/exemple-score/evaluations", ignore_errors=True)

    modules = load("check", "--no-cache", "model_cards/algorithms/exemple-score", at=tmp_path)

    assert not LIBRARIES & {name.partition(".")[0] for name in modules}
    assert not {name for name in modules if name.startswith(("boas.site", "boas.index", "boas.api", "boas.publishing"))}
    # About 500, those of Python, pydantic and GitPython included.
    assert len(modules) < 560


def test_checking_again_what_did_not_change_loads_no_numbers(tmp_path: Path) -> None:
    shutil.copytree(BASE / "model_cards", tmp_path / "model_cards")

    load("check", at=tmp_path)
    modules = load("check", at=tmp_path)

    assert not LIBRARIES & {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_list_says_of_a_command_what_it_says_of_itself(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOAS_LANG", "en")
    monkeypatch.setattr(sys, "argv", ["boas"])
    command = import_module(COMMANDS[name]).command

    assert load_outline(COMMANDS[name]).get_short_help_str(100) == command.get_short_help_str(100) != ""
