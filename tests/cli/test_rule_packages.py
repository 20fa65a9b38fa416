"""Rules of another package through the whole program: check, explain, pages, reports; chosen by the main line alone."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import BASE, boas
from tests.git_registry import GitRegistry
from tests.rule_package import install

SETTINGS = "model_cards/registry.yaml"
CARD = "model_cards/algorithms/exemple-regle/versions/1.0.0/card.yaml"
LISTED = "rules:\n  - boas-regles-ouest\n"
PROGRAM = Path(__file__).parents[2]


class Western:
    """A registry, and an environment in which a package with a rule of its own is installed."""

    def __init__(self, folder: Path) -> None:
        """Make both; the registry's main line does not list the package yet."""
        self.registry = GitRegistry(folder / "registry")
        shutil.copytree(BASE / "model_cards", self.registry.path / "model_cards")
        self.registry.commit("Set up")
        self.installed = install(folder / "installed")

    def list_package(self) -> None:
        """Write the package into the settings."""
        file = self.registry.path / SETTINGS
        file.write_text(file.read_text() + LISTED)

    def run(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        """Run the command where the package is installed."""
        path = {"PYTHONPATH": f"{PROGRAM}:{self.installed}", "BOAS_LANG": "en"}
        return boas(*words, at=self.registry.path, environment=path)

    def find(self, *words: str) -> dict[str, str]:
        """Rules that find something, with their severity."""
        done = self.run("check", "--format", "json", *words)
        assert done.stdout, done.stderr
        return {one["rule"]: one["severity"] for one in json.loads(done.stdout)["findings"]}


@pytest.fixture
def western(tmp_path: Path) -> Western:
    return Western(tmp_path)


def test_a_listed_package_is_seen_everywhere(western: Western) -> None:
    western.list_package()
    western.registry.commit("List the rules of the West")

    assert western.find()["western-keywords"] == "error"
    explained = western.run("explain", "western-keywords").stdout.decode()
    assert explained.startswith("western-keywords (identity, error, boas-regles-ouest 1.2)\n\nA card of the West has")
    assert b"western-keywords" in western.run("explain").stdout
    assert b"A card of the West has keywords." in western.run("check", "--format", "sarif").stdout
    assert b'<testsuite name="western-keywords"' in western.run("check", "--format", "junit").stdout
    built = western.run("build", "--keep-going")
    assert built.returncode == 0, built.stderr
    site = western.registry.path / ".boas/site/current"
    assert "boas-regles-ouest 1.2" in (site / "en/rules/western-keywords.html").read_text()
    assert "Identité" in (site / "fr/rules/western-keywords.html").read_text()
    assert "western-keywords" in (site / "fr/rules.html").read_text()


def test_a_proposal_brings_no_package(western: Western) -> None:
    western.registry.git("checkout", "-q", "-b", "proposal")
    western.list_package()

    assert "western-keywords" not in western.find()
    assert western.find("--since", "main") == {"loosened-setting": "warning"}

    western.registry.commit("Bring a package")

    assert "western-keywords" not in western.find("--since", "main")
    assert b"western-keywords" not in western.run("review", "main").stdout


def test_a_proposal_takes_no_package_away(western: Western) -> None:
    western.list_package()
    western.registry.commit("List it")
    western.registry.git("checkout", "-q", "-b", "proposal")
    western.registry.edit(SETTINGS, LISTED, "")
    card = western.registry.path / CARD
    card.write_text(f"{card.read_text()}# Seen again\n")

    found = western.find("--since", "main")

    assert (found["loosened-setting"], found["western-keywords"]) == ("error", "error")


def test_a_package_that_is_listed_and_not_installed_stops_with_one_sentence(western: Western) -> None:
    western.list_package()
    western.registry.commit("List it")
    western.installed = Path("/nowhere")

    for words in (["check", "--since", "HEAD"], ["build"]):
        done = western.run(*words)
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode() == (
            "boas: registry.yaml asks for the rules of the package `boas-regles-ouest`, which is not installed or has "
            "none.\n  → Install it beside boas (pip install boas-regles-ouest), or take it out of `rules`.\n"
        )


def test_another_version_of_a_package_makes_the_index_anew(western: Western, tmp_path: Path) -> None:
    western.list_package()
    western.registry.commit("List it")
    western.run("build", "--keep-going")
    assert b"up to date" in western.run("build", "--keep-going").stdout

    western.installed = install(tmp_path / "newer", version="1.3")

    assert b"pages built" in western.run("build", "--keep-going").stdout
