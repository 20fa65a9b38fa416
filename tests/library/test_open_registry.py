"""A registry as typed objects: what a notebook reads is what the command line and the site say."""

import dataclasses
import doctest
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import boas
from boas.documents import Card
from boas.errors import RegistryError, UsageError
from boas.finding import Finding
from boas.library import OpenRegistry
from tests.git_registry import GitRegistry
from tests.shipped import ROOT

BASE = ROOT / "tests/checks/base"


@pytest.fixture(scope="module")
def shipped() -> OpenRegistry:
    return boas.open_registry(ROOT)


@pytest.fixture
def base(tmp_path: Path) -> GitRegistry:
    registry = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE / "model_cards", registry.path / "model_cards")
    registry.commit("Set up")
    return registry


def test_every_algorithm_of_the_shipped_registry_is_there_with_its_card(shipped: OpenRegistry) -> None:
    folders = {path.name for path in (ROOT / "model_cards/algorithms").iterdir()}

    assert {algorithm.id for algorithm in shipped.algorithms} == folders
    assert all(isinstance(version.card, Card) for algorithm in shipped.algorithms for version in algorithm.versions)


def test_digest_and_status_are_those_of_the_ledger(shipped: OpenRegistry) -> None:
    version = shipped.algorithm("hemorragie-majeure").latest
    command = "find . -type f -printf '%P\\n' | LC_ALL=C sort | xargs -d '\\n' sha256sum | sha256sum"
    folder = ROOT / version.entry.folder

    by_hand = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=True).stdout

    assert version.digest == by_hand.split()[0]
    assert version.status == "active"


def test_a_figure_carries_its_verdict_and_what_the_counts_give(base: GitRegistry) -> None:
    rows = boas.open_registry(base.path).figures

    assert {row.verdict for row in rows} <= {"declared", "consistent", "recomputed", "contradicted"}
    recomputed = [row for row in rows if row.verdict == "recomputed"]
    assert recomputed
    for row in recomputed:
        assert row.lower is not None
        assert row.recomputed is not None
        assert row.upper is not None
        assert row.lower <= row.recomputed <= row.upper


def test_tables_go_into_a_data_frame_with_a_column_for_each_field(shipped: OpenRegistry) -> None:
    for rows in (shipped.figures, shipped.estimates):
        frame = pd.DataFrame(list(rows))

        assert list(frame.columns) == [field.name for field in dataclasses.fields(rows[0])]
        assert len(frame) == len(rows) > 0


def test_worked_examples_say_that_they_are_invented(shipped: OpenRegistry) -> None:
    invented = {algorithm.id for algorithm in shipped.algorithms if algorithm.is_invented}

    assert len(invented) == 3
    assert {row.algorithm for row in shipped.figures if row.is_invented} <= invented


def test_a_commit_is_read_as_it_was_and_a_folder_as_it_is(base: GitRegistry) -> None:
    path = "model_cards/algorithms/exemple-score/versions/1.0.0/card.yaml"
    before = boas.open_registry(base.path, "HEAD").algorithm("exemple-score").latest.card
    base.write(path, (base.path / path).read_text().replace("summary:", "summary:  ", 1).replace("Exemple", "Essai"))

    at_commit = boas.open_registry(base.path, "HEAD").algorithm("exemple-score").latest.card
    on_disk = boas.open_registry(base.path).algorithm("exemple-score").latest.card

    assert at_commit == before
    assert boas.open_registry(base.path, "HEAD").commit == base.git("rev-parse", "HEAD")
    assert boas.open_registry(base.path).commit == ""
    assert isinstance(on_disk, Card)


def test_figures_of_a_commit_are_those_of_the_same_files_on_disk(base: GitRegistry) -> None:
    on_disk, at_commit = boas.open_registry(base.path), boas.open_registry(base.path, "HEAD")

    assert at_commit.figures == on_disk.figures
    assert at_commit.estimates == on_disk.estimates != ()


def test_a_folder_outside_git_is_read_too(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "registry")

    registry = boas.open_registry(tmp_path / "registry")

    assert [algorithm.id for algorithm in registry.algorithms] == ["exemple-modele", "exemple-regle", "exemple-score"]
    assert registry.findings == ()


def test_a_check_finds_what_the_command_finds(base: GitRegistry) -> None:
    path = "model_cards/algorithms/exemple-score/versions/1.0.0/card.yaml"
    base.write(path, (base.path / path).read_text() + "colour: blue\n")
    program = "from boas.cli.main import main; main()"
    command = [sys.executable, "-c", program, "check", "--format", "json"]

    printed = json.loads(subprocess.run(command, cwd=base.path, capture_output=True, check=False).stdout)
    run = boas.open_registry(base.path).check()

    assert run.has_errors
    assert [finding.rule for finding in run.findings] == [finding["rule"] for finding in printed["findings"]]
    assert all(isinstance(finding, Finding) for finding in run.findings)


def test_a_review_says_what_a_branch_brings(base: GitRegistry) -> None:
    base.git("checkout", "--quiet", "-b", "proposal")
    path = "model_cards/algorithms/exemple-score/algorithm.yaml"
    base.write(path, (base.path / path).read_text() + "topics:\n  - essai\n")
    base.commit("Propose")

    review = boas.open_registry(base.path).review("main")

    assert [one.id for one in review.algorithms] == ["exemple-score"]


def test_a_build_publishes_the_site_of_a_commit(base: GitRegistry) -> None:
    prepared = boas.open_registry(base.path).build()

    assert (prepared.site / "current" / "fr" / "index.html").is_file()


@pytest.mark.parametrize(
    ("name", "help_text"),
    [
        pytest.param("exemple-scor", "Try `exemple-score`.", id="nearly right"),
        pytest.param("zzz", "`registry.algorithms` gives all of them.", id="like none"),
    ],
)
def test_an_algorithm_that_is_not_there_is_refused_with_help(base: GitRegistry, name: str, help_text: str) -> None:
    with pytest.raises(UsageError) as error:
        boas.open_registry(base.path).algorithm(name)

    assert error.value.help.in_("en") == help_text


def test_a_version_that_is_not_there_is_refused_with_those_that_are(base: GitRegistry) -> None:
    with pytest.raises(UsageError, match="9"):
        boas.open_registry(base.path).algorithm("exemple-score").version("9.9.9")


def test_a_folder_without_registry_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryError):
        boas.open_registry(tmp_path)


def test_the_examples_in_the_documentation_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    done = doctest.testmod(boas)

    assert done.attempted > 0
    assert done.failed == 0


def test_importing_the_program_loads_no_room() -> None:
    program = "import sys, boas; print(*(name for name in sys.modules if name.startswith('boas.')))"

    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert run.stdout.split() == []
