"""Figures belong to the version measured; they stand for a later one while nothing can have changed a result."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from boas.documents import parse_version
from boas.registry import Assessment
from tests.registry.proving import BY_SEX, RULE, Proving, dumped

COUNTS = {"counts.csv": BY_SEX}
Edit = Callable[[dict[str, Any]], object]


@pytest.fixture
def proving(tmp_path: Path) -> Proving:
    return Proving(tmp_path / "registry")


def nothing(_card: dict[str, Any]) -> None:
    """No edit."""


def publish(proving: Proving, version: str, edit: Edit = nothing, base: str = "1.0.0") -> Path:
    """Another version of the rule: a copy with its own number, its list of changes and an edit; gives its folder."""
    folder = proving.path / RULE / "versions" / version
    shutil.copytree(proving.path / RULE / "versions" / base, folder)
    card = proving.card()
    edit(card)
    changes = [{"kind": "changed", "text": {"fr": "Une chose a changé."}}]
    (folder / "card.yaml").write_text(dumped(card | {"version": version, "changes": changes}))
    return folder


def set_field(section: str, name: str, value: object) -> Edit:
    return lambda card: card.setdefault(section, {}).__setitem__(name, value)


def standing(found: Assessment, measured: str = "1.0.0") -> dict[str, str]:
    versions = sorted(found.steps, key=parse_version)
    return {version: found.compare_with(measured, version).relation for version in versions}


def levels(found: Assessment) -> dict[str, int]:
    return {version: found.steps[version].level for version in sorted(found.steps, key=parse_version)}


DOCUMENTED = [
    ("a summary", set_field("summary", "fr", "Un autre résumé.")),
    ("a contact", set_field("ownership", "contact", "autre@chu.example.org")),
    ("a licence", set_field("licence", "code", "AGPL-3.0-only")),
    ("a limit", set_field("safety", "limitations", [{"fr": "Une autre."}])),
]
CHANGED = [
    ("steps", set_field("logic", "steps", [{"fr": "Tout autre chose."}])),
    ("a population", set_field("intended_use", "population", {"description": {"fr": "D’autres personnes."}})),
    ("a threshold", set_field("io", "threshold", {"value": 0.7})),
]


@pytest.mark.parametrize("edit", [edit for _, edit in DOCUMENTED], ids=[name for name, _ in DOCUMENTED])
def test_figures_stand_for_a_version_that_documents_the_same_algorithm(proving: Proving, edit: Edit) -> None:
    proving.evaluate("externe", COUNTS)
    publish(proving, "2.0.0", edit)
    found = proving.assessed()
    assert standing(found) == {"1.0.0": "measured", "2.0.0": "unchanged"}
    assert levels(found) == {"1.0.0": 3, "2.0.0": 3}
    (one,) = found.select_for_version("2.0.0")
    assert one.version == "1.0.0"


@pytest.mark.parametrize("edit", [edit for _, edit in CHANGED], ids=[name for name, _ in CHANGED])
def test_figures_of_a_version_that_decides_otherwise_do_not_count_for_the_later_one(
    proving: Proving, edit: Edit
) -> None:
    proving.evaluate("externe", COUNTS)
    publish(proving, "2.0.0", edit)
    found = proving.assessed()
    assert standing(found) == {"1.0.0": "measured", "2.0.0": "changed"}
    assert found.compare_with("1.0.0", "2.0.0").changes
    assert levels(found) == {"1.0.0": 3, "2.0.0": 1}
    assert found.select_for_version("2.0.0") == ()
    assert [one.id for one in found.select_for_others("2.0.0")] == ["externe"]


def test_another_code_or_another_file_of_code_ends_what_the_figures_say(proving: Proving) -> None:
    proving.evaluate("externe", COUNTS)
    folder = publish(proving, "2.0.0")
    (folder / "codelists/inclusion.csv").write_text("code\nI60\nZ99\n")
    folder = publish(proving, "3.0.0")
    (folder / "code/exemple.sql").write_text("SELECT 2\n")
    assert standing(proving.assessed()) == {"1.0.0": "measured", "2.0.0": "changed", "3.0.0": "changed"}


def test_figures_follow_the_line_of_versions_until_one_decides_otherwise(proving: Proving) -> None:
    proving.evaluate("externe", COUNTS)
    publish(proving, "1.0.1", set_field("ownership", "contact", "autre@chu.example.org"))
    publish(proving, "2.0.0", set_field("io", "threshold", {"value": 0.7}))
    publish(proving, "2.0.1", set_field("ownership", "contact", "encore@chu.example.org"))
    assert list(standing(proving.assessed()).values()) == ["measured", "unchanged", "changed", "changed"]


def test_figures_of_a_newer_version_are_never_those_of_an_older_one(proving: Proving) -> None:
    publish(proving, "1.0.1")
    proving.evaluate("externe", COUNTS, subject={"id": "exemple-regle", "version": "1.0.1"})
    found = proving.assessed()
    assert standing(found, "1.0.1") == {"1.0.0": "later", "1.0.1": "measured"}
    assert levels(found) == {"1.0.0": 1, "1.0.1": 3}


def test_figures_of_a_version_that_is_not_there_are_nobodys(proving: Proving) -> None:
    proving.evaluate("externe", COUNTS, subject={"id": "exemple-regle", "version": "7.0.0"})
    found = proving.assessed()
    assert standing(found, "7.0.0") == {"1.0.0": "unknown"}
    assert levels(found) == {"1.0.0": 1}


def test_whoever_measured_and_then_joined_the_authors_is_no_outsider_of_the_later_version(proving: Proving) -> None:
    proving.evaluate("externe", COUNTS)
    publish(proving, "1.0.1", set_field("ownership", "authors", [{"name": "Dominique Ailleurs"}]))
    found = proving.assessed()
    assert standing(found)["1.0.1"] == "unchanged"
    assert levels(found) == {"1.0.0": 3, "1.0.1": 2}


def test_an_author_who_left_the_card_did_not_measure_from_outside(proving: Proving) -> None:
    card = proving.card()
    card["ownership"]["authors"] = [{"name": "Dominique Ailleurs"}]
    proving.write_card(card)
    proving.evaluate("interne", COUNTS)
    publish(proving, "1.0.1", set_field("ownership", "authors", [{"name": "Camille Exemple"}]))
    assert levels(proving.assessed()) == {"1.0.0": 2, "1.0.1": 2}


def test_an_audit_stands_for_a_version_that_is_the_same_to_the_byte_and_for_no_other(proving: Proving) -> None:
    proving.evaluate("externe", COUNTS)
    proving.audit("biais")
    publish(proving, "1.0.1")
    publish(proving, "1.0.2", set_field("ownership", "contact", "autre@chu.example.org"))
    folder = publish(proving, "1.0.3")
    (folder / "method.fr.md").write_text("# Autrement\n")
    folder = publish(proving, "1.0.4")
    (folder / "card.yaml").write_text("# Une remarque de plus\n" + (folder / "card.yaml").read_text())
    found = proving.assessed()
    assert levels(found) == {"1.0.0": 4, "1.0.1": 4, "1.0.2": 3, "1.0.3": 3, "1.0.4": 3}
    assert [one.id for one in found.list_audits("1.0.1")] == ["biais"]
    assert found.list_audits("1.0.2") == ()


def test_an_audit_of_a_newer_version_says_nothing_of_an_older_one(proving: Proving) -> None:
    proving.evaluate("externe", COUNTS)
    publish(proving, "0.9.0")
    proving.audit("biais")
    assert levels(proving.assessed())["0.9.0"] == 1


def test_a_step_back_does_not_bring_the_figures_back(proving: Proving) -> None:
    proving.evaluate("externe", COUNTS)
    publish(proving, "2.0.0", set_field("io", "threshold", {"value": 0.7}))
    publish(proving, "3.0.0")
    found = proving.assessed()
    assert standing(found)["3.0.0"] == "changed"
    assert len(found.compare_with("1.0.0", "3.0.0").changes) == 2
