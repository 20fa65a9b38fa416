"""Whether a mend made things better: findings before and after, compared by what they are about.

A fault can hide others: a text that cannot be read has no wrong fields, a document of the wrong form breaks no
further rule. What is only seen now was there before, and is not held against the mend that uncovered it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from boas.autofix._edits import Fix
from boas.checks import check
from boas.finding import Finding
from boas.parsing import Collection, Document, Table

_MANY = 50
"""Findings of one rule about one file from which on some may not be told."""

_MASKING_RULES = (
    {"unreadable-csv", "formula-cell"},
    {"row-level-data", "unknown-field", "unknown-term", "missing-field"},
)
"""Faults of tables that keep everything else from being looked at, and those that keep cells from it."""

_Slot = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What the rules say of an algorithm's files."""

    findings: tuple[Finding, ...]
    documents: Mapping[str, Document]
    depth: int
    """How far its documents could be looked into, all together: more when a fault that hid others is gone."""


def check_collection(collection: Collection) -> CheckResult:
    """All findings about the documents that were read."""
    files = [document.file for document in collection.documents.values()]
    depth = sum(_compute_depth(document) for document in collection.documents.values())
    return CheckResult(check(collection, files), collection.documents, depth)


def _compute_depth(document: Document) -> int:
    """How far one document could be looked into."""
    if isinstance(document.content, Table):
        rules = {diagnostic.rule for diagnostic in document.diagnostics}
        steps = (*(bool(rules & hiding) for hiding in _MASKING_RULES), "wrong-type" in rules, bool(rules))
        return next((depth for depth, is_stop in enumerate(steps) if is_stop), len(steps))
    return (document.value is not None) + (document.content is not None)


def find_regressions(before: CheckResult, after: CheckResult, made: Iterable[Fix]) -> tuple[Finding, ...]:
    """Findings that speak against mends: new ones, and those that should be gone and are not."""
    fixed = tuple(fix.finding for fix in made)
    return (*_find_new_findings(before, after, fixed), *_find_remaining(after, fixed))


def _find_new_findings(before: CheckResult, after: CheckResult, fixed: tuple[Finding, ...]) -> Iterator[Finding]:
    """Findings that were not there, one for each thing of which there are more than before.

    About a field that was mended nothing is new: it was wrong, and is now perhaps wrong in another way.
    """
    known, many = Counter(map(make_slot, before.findings)), Counter(map(_get_rule_and_path, before.findings))
    own = {(finding.location.path, finding.field) for finding in fixed if finding.field}
    now = Counter(map(make_slot, after.findings))
    for finding in after.findings:
        is_hidden = many[_get_rule_and_path(finding)] >= _MANY or (finding.location.path, finding.field) in own
        if now[make_slot(finding)] > known[make_slot(finding)] and not is_hidden:
            now[make_slot(finding)] = 0
            yield finding


def _find_remaining(after: CheckResult, fixed: tuple[Finding, ...]) -> Iterator[Finding]:
    """Findings that were to be mended and are told again at the same place."""
    wanted = {(make_slot(finding), finding.location) for finding in fixed}
    return (finding for finding in after.findings if (make_slot(finding), finding.location) in wanted)


def make_slot(finding: Finding) -> _Slot:
    """What a finding is about, also when its line has moved."""
    return (finding.rule, finding.location.path, finding.field)


def _get_rule_and_path(finding: Finding) -> tuple[str, str]:
    """Rule and file of a finding."""
    return (finding.rule, finding.location.path)
