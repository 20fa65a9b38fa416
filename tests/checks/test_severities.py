"""How grave a finding is when that hangs on more than its rule: what nobody here can change never stops a merge."""

from pathlib import Path

import pytest

from boas.checks import RULES
from tests.checks.test_cases import findings_of

ERRORS_AND_WARNINGS = {
    "impossible-value/fail-no-fraction-of-n": "error",
    "interval-mismatch/fail-too-narrow": "error",
    "interval-mismatch/fail-published-interval": "warning",
    "bad-code/fail-dot": "error",
    "bad-code/fail-as-published": "warning",
    "metric-mismatch/fail-another-value": "error",
    "metric-mismatch/fail-published-value": "warning",
    "missing-competing-interests/fail-bias": "error",
    "missing-competing-interests/fail-methodology": "warning",
    "out-of-range/fail-percent": "error",
    "out-of-range/fail-published-percent": "warning",
    "own-review/fail-letters-that-look-alike": "error",
    "own-review/fail-first-name-as-initial": "warning",
    "reuse-of-withdrawn/fail-declared-afterwards": "error",
    "reuse-of-withdrawn/fail-already-in-use": "warning",
    "reuse-of-withdrawn/fail-discovered-afterwards": "warning",
    "small-cell-by-subtraction/fail-from-the-whole": "error",
    "small-cell-by-subtraction/fail-few-more-flagged": "warning",
    "subgroups-do-not-add-up/fail-counted-twice": "error",
    "subgroups-do-not-add-up/fail-public-table": "warning",
    "subgroups-do-not-add-up/fail-declared-groups": "error",
    "subgroups-do-not-add-up/fail-published-groups": "warning",
    "unknown-code/fail-no-such-code": "error",
    "unknown-code/fail-other-release": "warning",
    "unknown-code/fail-as-published": "warning",
    "wrong-subject/fail-no-such-evaluation": "error",
    "wrong-subject/fail-another-version": "warning",
}


@pytest.mark.parametrize(("case", "severity"), ERRORS_AND_WARNINGS.items(), ids=list(ERRORS_AND_WARNINGS))
def test_a_finding_is_as_grave_as_its_case_asks(case: str, severity: str, tmp_path: Path) -> None:
    rule = case.partition("/")[0]

    assert {finding.severity for finding in findings_of(case, tmp_path) if finding.rule == rule} == {severity}


WARNINGS = {
    *("no-subgroups", "unknown-group-missing", "dimension-neither-assessed-nor-excused", "population-differs"),
    *("review-due", "same-organisation", "missing-denominator"),
}


@pytest.mark.parametrize("rule", sorted(WARNINGS))
def test_what_may_have_no_answer_yet_is_a_warning(rule: str) -> None:
    assert RULES[rule].severity == "warning"
