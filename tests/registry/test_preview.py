"""A work tree beside a commit: what is not published yet is a draft without a date, and nothing stops the picture."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from boas.errors import RegistryError
from boas.registry import Registry, read_preview, read_registry
from boas.repository import GitRepository, open_repository
from tests.git_registry import GitRegistry

BASE = Path(__file__).parents[1] / "checks" / "base"
SCORE = "model_cards/algorithms/exemple-score"
CARD = f"{SCORE}/versions/1.0.0/card.yaml"
CHU = "model_cards/organisations/exemple-chu.yaml"
SETTINGS = "model_cards/registry.yaml"
FROZEN = "frozen-version-changed"
TODAY = "2026-02-01"


@pytest.fixture
def registry(git_registry: Callable[..., GitRegistry]) -> GitRegistry:
    """The small registry without fault, in one commit."""
    made = git_registry()
    shutil.copytree(BASE / "model_cards", made.path / "model_cards")
    made.commit("Set up")
    return made


def read(history: GitRepository, since: str = "HEAD~1") -> Registry:
    """The last commit as if it were a work tree, held against an earlier one."""
    base = history.resolve(since)
    tree = replace(history.read_tree_of(history.read_head()), commit="")
    return read_preview(tree, history.read_tree_of(base), history.read_history_of(base), today=TODAY)


@contextmanager
def previewed(registry: GitRegistry, since: str = "HEAD~1") -> Iterator[Registry]:
    with open_repository(registry.path) as history:
        yield read(history, since)


def test_a_folder_that_is_just_as_the_commit_holds_it_gives_the_same_picture_without_drafts(
    registry: GitRegistry,
) -> None:
    with open_repository(registry.path) as history:
        commit = history.read_head()
        committed = read_registry(history.read_tree_of(commit), history.read_history_of(commit))
        here = read(history, "HEAD")

    assert here.unpublished is not None
    assert (here.unpublished.list_changed(), here.unpublished.drafts) == (frozenset(), frozenset())
    assert here.ledger == committed.ledger
    assert here.history.last_changed == committed.history.last_changed
    assert [finding.rule for finding in here.findings] == [finding.rule for finding in committed.findings]


def test_a_new_version_is_a_draft_without_a_date_and_the_others_keep_theirs(registry: GitRegistry) -> None:
    new = f"{SCORE}/versions/1.0.1/card.yaml"
    registry.write(new, (registry.path / CARD).read_text().replace("1.0.0", "1.0.1"))
    registry.commit("Write a draft")

    with previewed(registry) as here:
        assert here.unpublished is not None
        assert here.unpublished.added == (new,)
        assert here.unpublished.drafts == {f"{SCORE}/versions/1.0.1/"}
        assert here.ledger[f"{SCORE}/versions/1.0.1/"].publisher is None
        assert here.ledger[f"{SCORE}/versions/1.0.0/"].publisher is not None
        assert new not in here.history.last_changed


def test_an_edit_makes_a_draft_of_a_version_and_takes_the_date_of_an_organisation(registry: GitRegistry) -> None:
    registry.edit(CARD, "category: scoring", "category: phenotyping")
    registry.write(CHU, (registry.path / CHU).read_text() + "# later\n")
    registry.commit("Edit")

    with previewed(registry) as here:
        assert here.unpublished is not None
        assert here.unpublished.edited == (CARD, CHU)
        assert here.unpublished.drafts == {f"{SCORE}/versions/1.0.0/"}
        assert here.ledger[f"{SCORE}/versions/1.0.0/"].publisher is None
        assert here.find_change(here.organisations["exemple-chu"]) is None


def test_a_file_that_is_gone_is_told_and_no_longer_there(registry: GitRegistry) -> None:
    shutil.rmtree(registry.path / SCORE)
    registry.commit("Remove")

    with previewed(registry) as here:
        assert here.unpublished is not None
        assert CARD in here.unpublished.removed
        assert "exemple-score" not in here.algorithms


def test_a_broken_card_is_a_finding_and_hides_nothing_else(registry: GitRegistry) -> None:
    registry.write(CARD, "kind: [\n")
    registry.commit("Break")

    with previewed(registry) as here:
        assert {finding.location.path for finding in here.findings if finding.severity == "error"} >= {CARD}
        assert set(here.algorithms) == {"exemple-modele", "exemple-regle"}


def frozen(registry: GitRegistry, commit: str) -> None:
    registry.write(SETTINGS, (registry.path / SETTINGS).read_text() + f"frozen_from: {commit}\n")
    registry.commit("Freeze")


@pytest.mark.parametrize("what", ["edited", "removed"])
def test_a_frozen_version_that_moved_here_is_a_finding(registry: GitRegistry, what: str) -> None:
    frozen(registry, registry.git("rev-parse", "HEAD"))
    if what == "edited":
        registry.edit(CARD, "category: scoring", "category: phenotyping")
    else:
        shutil.rmtree(registry.path / SCORE)
    registry.commit("Move a version")

    with previewed(registry) as here:
        moved = [finding for finding in here.findings if finding.rule == FROZEN]
    assert [finding.location.path.startswith(f"{SCORE}/versions/1.0.0") for finding in moved] == [True]


def test_a_version_that_an_earlier_commit_moved_is_still_a_finding(registry: GitRegistry) -> None:
    frozen(registry, registry.git("rev-parse", "HEAD"))
    registry.edit(CARD, "category: scoring", "category: phenotyping")
    registry.commit("Move a version")

    with previewed(registry, "HEAD") as here:
        assert FROZEN in {finding.rule for finding in here.findings}


def test_an_unknown_freezing_commit_is_a_finding_and_no_end(registry: GitRegistry) -> None:
    frozen(registry, "f" * 40)

    with previewed(registry) as here:
        told = [(finding.rule, finding.location.path) for finding in here.findings if finding.severity == "error"]
        assert (FROZEN, SETTINGS) in told
        assert "exemple-score" in here.algorithms


def test_settings_that_cannot_be_read_end_it(registry: GitRegistry) -> None:
    registry.write(SETTINGS, "title: [\n")
    registry.commit("Break the settings")

    with open_repository(registry.path) as history, pytest.raises(RegistryError, match=r"registry\.yaml"):
        read(history)
