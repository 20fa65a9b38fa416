"""A registry is built and previewed where there is no network at all."""

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.cli.running import BASE, ENVIRONMENT, PROGRAM
from tests.git_registry import GitRegistry

WAYS = (("unshare", "--net"), ("unshare", "--map-root-user", "--net"))
"""As root, and as anybody where the machine lets people make namespaces."""

ONLY_ITSELF = "import socket; print([name for _, name in socket.if_nameindex()])"
NOBODY_ANSWERS = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"


@cache
def way() -> tuple[str, ...]:
    """How to run a command without a network here; nothing when the machine does not allow it."""
    found = (one for one in WAYS if shutil.which(one[0]))
    return next(
        (one for one in found if subprocess.run([*one, "true"], capture_output=True, check=False).returncode == 0), ()
    )


def without_network(program: str, *arguments: str | Path, at: Path) -> subprocess.CompletedProcess[str]:
    """Run Python in a namespace that has no network."""
    if not way():
        pytest.skip("this machine lets nobody make a namespace without a network")
    command = [*way(), sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, cwd=at, env=ENVIRONMENT, capture_output=True, text=True, check=False)


@pytest.fixture
def registry(tmp_path: Path) -> GitRegistry:
    """The small registry, committed, with an edit that is not."""
    made = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE / "model_cards", made.path / "model_cards")
    made.commit("Set up")
    organisation = "model_cards/organisations/exemple-chu.yaml"
    made.write(organisation, (made.path / organisation).read_text() + "# edited\n")
    return made


def test_there_is_really_no_network(tmp_path: Path) -> None:
    assert without_network(ONLY_ITSELF, at=tmp_path).stdout == "['lo']\n"
    assert "unreachable" in without_network(NOBODY_ANSWERS, at=tmp_path).stderr


@pytest.mark.parametrize("options", [(), ("--working-tree",)], ids=["site", "preview"])
def test_a_site_is_built_without_a_network(registry: GitRegistry, options: tuple[str, ...]) -> None:
    done = without_network(PROGRAM, "build", *options, at=registry.path)
    site = registry.path / ".boas" / ("working-tree" if options else "") / "site/current"

    assert done.returncode == 0, done.stderr
    assert (site / "fr/algorithms/exemple-score.html").is_file()
