"""Corrections on real registries: what loses its effect, by whom, and what stays readable all the same."""

from pathlib import Path

import pytest

from boas.registry import Assessment, assess, determine_status
from tests.git_registry import GitRegistry
from tests.registry.replay import SETTINGS, Growing, picture
from tests.shipped import shipped_copy

NOTICES = "model_cards/algorithms/exemple-regle/notices"
AUTHOR, OTHER = "0000-0002-1825-0097", "0000-0002-1694-233X"
KEEPER = f"maintainers:\n  - name: Noor Exemple\n    orcid: {OTHER}\nlicence:"

NOTICE = """\
schema_version: 1
id: {id}
kind: {kind}
versions: ">=1.0.0"
reason: safety
text:
  en: An invented notice.
date: 2026-01-05
{more}decided_by:
  name: {name}
  orcid: {orcid}
"""


@pytest.fixture
def growing(tmp_path: Path) -> Growing:
    """A registry with a withdrawal."""
    registry = Growing(tmp_path / "registry")
    decide(registry, "exemple-retrait", "withdrawn", AUTHOR)
    return registry


def decide(registry: Growing, name: str, kind: str, orcid: str, retracts: str = "") -> None:
    more = f"retracts: {retracts}\n" if retracts else ""
    text = NOTICE.format(id=name, kind=kind, orcid=orcid, name="Camille Exemple", more=more)
    registry.write(f"{NOTICES}/{name}.yaml", text)


def status(registry: Growing) -> str:
    registry.commit("step")
    return determine_status(picture(registry).algorithms["exemple-regle"], "1.0.0")


@pytest.mark.parametrize(
    ("orcid", "keeps", "expected"),
    [(AUTHOR, False, "active"), (OTHER, False, "withdrawn"), (OTHER, True, "active")],
    ids=["the same person", "somebody else", "a maintainer"],
)
def test_a_notice_loses_its_effect_by_whoever_decided_it_or_a_maintainer(
    growing: Growing, orcid: str, expected: str, *, keeps: bool
) -> None:
    assert status(growing) == "withdrawn"
    decide(growing, "exemple-retour", "erratum", orcid, "exemple-retrait")
    if keeps:
        growing.edit(SETTINGS, "licence:", KEEPER)
    assert status(growing) == expected
    notices = picture(growing).algorithms["exemple-regle"].notices
    assert {one.location.name("notice") for one in notices} >= {"exemple-retrait", "exemple-retour"}, "both are kept"


def test_what_was_retracted_stays_so_when_the_retraction_is_corrected_in_turn(growing: Growing) -> None:
    decide(growing, "exemple-retour", "erratum", AUTHOR, "exemple-retrait")
    decide(growing, "exemple-suite", "erratum", AUTHOR, "exemple-retour")
    assert status(growing) == "active"


def test_in_a_circle_nothing_loses_its_effect(growing: Growing) -> None:
    decide(growing, "exemple-retrait", "withdrawn", AUTHOR, "exemple-retour")
    decide(growing, "exemple-retour", "erratum", AUTHOR, "exemple-retrait")
    assert status(growing) == "withdrawn"


# The shipped worked example that reaches the highest level.

THORAX = "model_cards/algorithms/example-radio-thorax"
MEASURED = f"{THORAX}/evaluations/externe-quatre-hopitaux/evaluation.yaml"
AUDITED = f"{THORAX}/audits/biais-2026.yaml"


@pytest.fixture
def shipped(tmp_path: Path) -> GitRegistry:
    """The shipped registry, whose independent evaluator and auditor sign with an ORCID iD."""
    registry = shipped_copy(tmp_path / "shipped")
    for path, name in ((MEASURED, "Noa Mesure"), (AUDITED, "Sacha Balance")):
        line = f"  name: {name} (personne fictive)\n"
        registry.edit(path, line, f"{line}  orcid: {AUTHOR}\n")
    return registry


def assessed(registry: GitRegistry) -> tuple[Assessment, int]:
    registry.commit("step")
    found = picture(registry)
    assessment = assess(found, found.algorithms["example-radio-thorax"])
    return assessment, assessment.steps["1.0.0"].level


def correct(registry: GitRegistry, path: str, target: str, orcid: str) -> None:
    """A correction of a document, without its tables."""
    name = path.split("/")[-2] if path.endswith("evaluation.yaml") else Path(path).stem
    new = target.split("/")[-2] if path.endswith("evaluation.yaml") else Path(target).stem
    text = (registry.path / path).read_text()
    assert f"id: {name}\n" in text
    text = text.replace(f"id: {name}\n", f"id: {new}\n", 1).replace(AUTHOR, orcid)
    registry.write(target, text.rstrip("\n") + f"\nreplaces: {name}\n")


def test_an_evaluation_that_was_replaced_counts_for_nothing(shipped: GitRegistry) -> None:
    assert assessed(shipped)[1] == 4
    correct(shipped, MEASURED, f"{THORAX}/evaluations/example-autre/evaluation.yaml", OTHER)
    assert assessed(shipped)[1] == 4, "somebody else takes nothing away"
    correct(shipped, MEASURED, f"{THORAX}/evaluations/example-corrige/evaluation.yaml", AUTHOR)
    assessment, level = assessed(shipped)

    assert level == 2, "the correction has no counts, and those of the authors are left"
    assert {one.id for one in assessment.select_for_version("1.0.0")} == {
        "interne-2022",
        "example-autre",
        "example-corrige",
    }
    assert {one.id: one.replaced_by for one in assessment.evaluations}["externe-quatre-hopitaux"] == "example-corrige"


def test_an_audit_that_was_replaced_counts_for_nothing(shipped: GitRegistry) -> None:
    correct(shipped, AUDITED, f"{THORAX}/audits/example-second.yaml", AUTHOR)
    shipped.edit(f"{THORAX}/audits/example-second.yaml", "kind: bias", "kind: methodology")
    assessment, level = assessed(shipped)

    assert not any(one.counts_for_level for one in assessment.audits)
    assert level == 3
