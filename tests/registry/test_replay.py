"""Replayed on a real history: every version, digest, publishing commit and finding, after each of its steps."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from boas.finding import Finding
from tests.registry.replay import RULE, SCORE, Growing, frozen, picture

LISTED = f"{RULE}/1.0.0/codelists/inclusion.csv"


@dataclass
class Expected:
    """What is known of a registry after one step."""

    published: dict[str, str]
    """Step that published each version that is there, by folder (`regle 1.0.0`)."""
    findings: set[tuple[str, str, str]] = field(default_factory=set)
    """Version that moved, `changed` or `gone`, and the steps that touched it, newest first."""


def set_up(registry: Growing) -> Expected:
    registry.record("set up")
    return Expected({"regle 1.0.0": "set up", "score 1.0.0": "set up"})


def rework(registry: Growing) -> Expected:
    registry.edit(f"{RULE}/1.0.0/method.fr.md", "séjours inventés", "séjours")
    registry.record("rework")
    return Expected({"regle 1.0.0": "set up", "score 1.0.0": "set up"})


def freeze(registry: Growing) -> Expected:
    registry.freeze(registry.steps["rework"])
    registry.record("freeze")
    return Expected({"regle 1.0.0": "set up", "score 1.0.0": "set up"})


def publish_by_merge(registry: Growing) -> Expected:
    registry.propose()
    registry.copy_version(SCORE, "1.0.0", "1.1.0")
    registry.commit("Draft")
    registry.edit(f"{SCORE}/1.1.0/card.yaml", "Does not exist.", "Does not exist at all.")
    registry.commit("Mend the draft")
    registry.merge("publish score 1.1.0")
    return Expected({"regle 1.0.0": "set up", "score 1.0.0": "set up", "score 1.1.0": "publish score 1.1.0"})


PUBLISHED = {
    "regle 1.0.0": "set up",
    "regle 2.0.0": "publish regle 2.0.0",
    "score 1.0.0": "set up",
    "score 1.1.0": "publish score 1.1.0",
}


def publish_a_list(registry: Growing) -> Expected:
    registry.propose()
    registry.copy_version(RULE, "1.0.0", "2.0.0")
    registry.edit(f"{RULE}/2.0.0/codelists/inclusion.csv", "I63,Infarctus cérébral\n", "")
    registry.commit("Drop a code")
    registry.merge("publish regle 2.0.0")
    return Expected(PUBLISHED)


def edit_a_frozen_file(registry: Growing) -> Expected:
    registry.edit(LISTED, "I61,", "I619,")
    registry.record("edit")
    return Expected(PUBLISHED, {("regle 1.0.0", "changed", "edit")})


def revert_the_edit(registry: Growing) -> Expected:
    registry.git("revert", "--no-edit", "HEAD")
    registry.steps["revert"] = registry.git("rev-parse", "HEAD")
    return Expected(PUBLISHED)


def edit_inside_a_merge(registry: Growing) -> Expected:
    """The merge itself holds an edit that neither of its parents has."""
    registry.propose()
    registry.write("CONTRIBUTING", "Be kind.\n")
    registry.commit("Harmless")
    registry.git("switch", "--quiet", "main")
    registry.git("merge", "--quiet", "--no-ff", "--no-commit", "proposal")
    registry.edit(LISTED, "I60,", "I609,")
    registry.record("merge with an edit")
    registry.git("branch", "--quiet", "--delete", "proposal")
    return Expected(PUBLISHED, {("regle 1.0.0", "changed", "merge with an edit, revert, edit")})


def put_back_as_told(registry: Growing) -> Expected:
    follow(registry)
    registry.record("put back")
    return Expected(PUBLISHED)


def rename_a_version(registry: Growing) -> Expected:
    registry.git("mv", f"{SCORE}/1.1.0", f"{SCORE}/1.2.0")
    registry.edit(f"{SCORE}/1.2.0/card.yaml", "version: 1.1.0", "version: 1.2.0")
    registry.record("rename")
    there = {name: step for name, step in PUBLISHED.items() if name != "score 1.1.0"}
    return Expected({**there, "score 1.2.0": "rename"}, {("score 1.1.0", "gone", "rename")})


AFTER_RENAME = {**PUBLISHED, "score 1.2.0": "rename"}


def bring_the_old_name_back(registry: Growing) -> Expected:
    """The new name was published too, so that it stays."""
    follow(registry)
    registry.record("bring back")
    return Expected(AFTER_RENAME)


def publish_a_backport(registry: Growing) -> Expected:
    registry.propose()
    registry.copy_version(SCORE, "1.0.0", "1.0.1")
    registry.edit(f"{SCORE}/1.0.1/card.yaml", "Example score", "Example of a score")
    registry.commit("Mend an old line")
    registry.merge("publish score 1.0.1")
    return Expected({**AFTER_RENAME, "score 1.0.1": "publish score 1.0.1"})


WITH_BACKPORT = {**AFTER_RENAME, "score 1.0.1": "publish score 1.0.1"}


def add_a_file_to_a_version(registry: Growing) -> Expected:
    registry.write(f"{SCORE}/1.0.0/method.en.md", "# Method\n\nAdds points.\n")
    registry.record("add a file")
    return Expected(WITH_BACKPORT, {("score 1.0.0", "changed", "add a file")})


def take_the_file_away_as_told(registry: Growing) -> Expected:
    follow(registry)
    registry.record("take away")
    return Expected(WITH_BACKPORT)


def delete_a_version(registry: Growing) -> Expected:
    shutil.rmtree(registry.path / SCORE / "1.0.1")
    registry.record("delete")
    return Expected(AFTER_RENAME, {("score 1.0.1", "gone", "delete")})


def restore_the_version_as_told(registry: Growing) -> Expected:
    follow(registry)
    registry.record("restore")
    return Expected(WITH_BACKPORT)


NOTICE = """\
schema_version: 1
id: exemple-{kind}
kind: {kind}
versions: "{versions}"
reason: safety
text:
  fr: Un point manquait dans l’exemple.
date: 2026-01-06
decided_by:
  name: Camille Exemple
"""


def withdraw_by_a_notice(registry: Growing) -> Expected:
    for kind, versions in {"withdrawn": ">=1.1.0", "deprecated": "<1.1.0"}.items():
        path = f"model_cards/algorithms/exemple-score/notices/exemple-{kind}.yaml"
        registry.write(path, NOTICE.format(kind=kind, versions=versions))
    registry.record("withdraw")
    return Expected(WITH_BACKPORT)


def add_an_evaluation(registry: Growing) -> Expected:
    evaluations = registry.path / "model_cards/algorithms/exemple-regle/evaluations"
    shutil.copytree(evaluations / "exemple-relecture", evaluations / "exemple-seconde")
    path = "model_cards/algorithms/exemple-regle/evaluations/exemple-seconde/evaluation.yaml"
    registry.edit(path, "id: exemple-relecture", "id: exemple-seconde")
    registry.record("evaluate")
    return Expected(WITH_BACKPORT)


STEPS: tuple[Callable[[Growing], Expected], ...] = (
    set_up,
    rework,
    freeze,
    publish_by_merge,
    publish_a_list,
    edit_a_frozen_file,
    revert_the_edit,
    edit_inside_a_merge,
    put_back_as_told,
    rename_a_version,
    bring_the_old_name_back,
    publish_a_backport,
    add_a_file_to_a_version,
    take_the_file_away_as_told,
    delete_a_version,
    restore_the_version_as_told,
    withdraw_by_a_notice,
    add_an_evaluation,
)


def follow(registry: Growing) -> None:
    """Do to the letter what the one finding says last: nothing here is worth keeping first."""
    (finding,) = frozen(picture(registry))
    command = re.search(r"`git (checkout [^`]+)`", finding.help.in_("en"))
    assert command
    registry.git(*command[1].split())


def folder_of(name: str) -> str:
    """`score 1.0.0` as the folder it stands for."""
    algorithm, version = name.split()
    return f"model_cards/algorithms/exemple-{algorithm}/versions/{version}/"


@pytest.fixture
def growing(tmp_path: Path) -> Growing:
    return Growing(tmp_path / "registry")


def test_after_every_step_versions_digests_publishers_and_findings_are_as_expected(growing: Growing) -> None:
    published: dict[str, str] = {}
    for step in STEPS:
        expected = step(growing)
        registry = picture(growing)
        there = {folder_of(name): growing.steps[by] for name, by in expected.published.items()}
        ledger = registry.ledger
        assert {folder: entry.digest for folder, entry in ledger.items()} == growing.digests(), step.__name__
        assert {folder: entry.publisher and entry.publisher.commit for folder, entry in ledger.items()} == there
        if step in {set_up, rework, freeze}:
            published = {}  # until then folders may move
        for folder, digest in growing.digests().items():
            published.setdefault(folder, digest)
        assert [one for one in registry.findings if one.severity == "error"] == frozen(registry)
        assert_told(growing, frozen(registry), expected, published)
    assert len(growing.git("log", "--first-parent", "--format=%H").split()) >= 12


def assert_told(registry: Growing, findings: list[Finding], expected: Expected, published: dict[str, str]) -> None:
    """One finding for each version that moved, with its digests and the commits that touched it."""
    now = registry.digests()
    assert {finding.location.path for finding in findings} == {
        f"{folder_of(name)}card.yaml" for name, _, _ in expected.findings
    }
    for name, state, steps in expected.findings:
        folder = folder_of(name)
        (finding,) = [one for one in findings if one.location.path.startswith(folder)]
        commits = ", ".join(registry.steps[step][:12] for step in steps.split(", "))
        for text in (finding.message.in_("fr"), finding.message.in_("en")):
            assert f"({commits})" in text
            assert re.findall("[0-9a-f]{64}", text) == [published[folder], *filter(None, [now.get(folder)])]
        assert (folder in now) == (state == "changed")


def test_what_a_finding_says_brings_back_what_was_frozen_and_not_what_was_first_written(growing: Growing) -> None:
    for step in (set_up, rework, freeze):
        step(growing)
    before = growing.digests()
    growing.write(f"{RULE}/1.0.0/method.en.md", "# Method\n")
    growing.edit(LISTED, "I61,", "I619,")
    growing.record("edit")
    follow(growing)
    assert growing.digests() == before
    growing.record("put back")
    assert frozen(picture(growing)) == []


@pytest.mark.parametrize("link", [True, False], ids=["a link", "a submodule"])
def test_what_is_no_file_in_a_published_folder_counts_for_nothing(growing: Growing, *, link: bool) -> None:
    for step in (set_up, rework, freeze):
        step(growing)
    growing.copy_version(SCORE, "1.0.0", "1.1.0")
    odd = f"{SCORE}/1.1.0/code/odd.sql"
    if link:
        (growing.path / odd).parent.mkdir()
        (growing.path / odd).symlink_to("../card.yaml")
    else:
        growing.git("update-index", "--add", "--cacheinfo", f"160000,{growing.steps['freeze']},{odd}")
        (growing.path / odd).mkdir(parents=True)
    growing.record("publish")
    published = picture(growing).ledger[f"{SCORE}/1.1.0/"].digest
    growing.git("rm", "--quiet", "-r", "--cached", odd)
    shutil.rmtree(growing.path / SCORE / "1.1.0/code")
    growing.record("mend")
    registry = picture(growing)
    assert registry.ledger[f"{SCORE}/1.1.0/"].digest == published == growing.digests()[f"{SCORE}/1.1.0/"]
    assert frozen(registry) == []
