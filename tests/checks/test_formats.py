"""Every rule's failing case in every format: each is what the format's own description asks for."""

from pathlib import Path

import pytest

from boas.checks import (
    RULES,
    FrozenRecord,
    FrozenVersion,
    LoosenedSetting,
    MovedSetting,
    RenamedAlgorithm,
    UnboundEvaluation,
    UnfoundedRemoval,
    UnownedFile,
    check_frozen,
)
from boas.finding import Finding
from boas.translation import list_languages
from tests.bilingual import Bilingual
from tests.checks.test_cases import CASES, findings_of
from tests.reports.formats import JUDGES, WRITERS

FAILING = [case for case in CASES if "/fail-" in case]


def assert_well_formed(findings: tuple[Finding, ...]) -> None:
    """Every finding is told once in every format and language, and as the format wants it."""
    for form, write in WRITERS.items():
        for language in list_languages():
            assert JUDGES[form](write(findings, language)) == len(findings), (form, language)


@pytest.mark.parametrize("case", FAILING)
def test_what_a_rule_finds_is_well_formed_in_every_format(case: str, tmp_path: Path) -> None:
    findings = findings_of(case, tmp_path)

    assert findings
    assert_well_formed(findings)


def test_what_is_found_about_published_versions_is_well_formed_in_every_format() -> None:
    folder = "model_cards/algorithms/exemple-score/versions/1.0.0/"
    touched = [FrozenVersion(folder, "a" * 64, present, "c" * 40, ("d" * 40,)) for present in ("b" * 64, "")]
    notice = "model_cards/algorithms/exemple-score/notices/retrait.yaml"
    records = [FrozenRecord(notice, "a" * 64, present, "c" * 40, ("d" * 40,)) for present in ("b" * 64, "")]
    commits = [("a" * 40, ""), ("a" * 40, "b" * 40), ("", "b" * 40)]
    settings = [MovedSetting("frozen_from", first, present) for first, present in commits]
    loosened = [
        LoosenedSetting("model_cards/registry.yaml", Bilingual("Moins.", "Less."), is_alone=alone)
        for alone in (True, False)
    ]
    unbound = UnboundEvaluation("model_cards/algorithms/a/evaluations/b/evaluation.yaml", "a" * 64, "boas 0.1.0")
    unfounded = [UnfoundedRemoval(notice, "versions/0.9.0", is_known=known) for known in (True, False)]
    unowned = UnownedFile(".github/CODEOWNERS")
    renamed = [RenamedAlgorithm("a", "b", is_forgotten=not beside, beside=beside) for beside in ((), ("c",))]
    findings = check_frozen((*touched, *records, *settings, *loosened, unowned, unbound, *unfounded, *renamed))

    assert {finding.rule for finding in findings} == {rule.name for rule in RULES.values() if rule.frozen}
    assert_well_formed(findings)


def test_a_registry_without_fault_is_well_formed_in_every_format() -> None:
    assert_well_formed(())
