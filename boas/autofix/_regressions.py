"""Regressions: whether a fix made anything worse, by comparing the findings before and after it.

An error can hide others: a text that cannot be parsed has no wrong fields, a document of the wrong form breaks no
further rule. A finding that a fix uncovers was there before, and is no regression.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from boas.autofix._edits import Fix
from boas.checks import check
from boas.finding import Finding
from boas.parsing import Collection, Document, Table

_MANY = 50
"""Findings of one rule about one file from which on some may be left out."""

_MASKING_RULES = (
    {"unreadable-csv", "formula-cell"},
    {"row-level-data", "unknown-field", "unknown-term", "missing-field"},
)
"""Rules about tables whose findings stop all further checks, and those that stop checks of cells."""

_Slot = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The findings about an algorithm's files."""

    findings: tuple[Finding, ...]
    documents: Mapping[str, Document]
    depth: int
    """How deep its documents could be checked, summed: more when an error that hid others is gone."""


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
    """Findings that count against fixes: new ones, and those that should be gone and are not."""
    fixed = tuple(fix.finding for fix in made)
    return (*_find_new_findings(before, after, fixed), *_find_remaining(after, fixed))


def _find_new_findings(before: CheckResult, after: CheckResult, fixed: tuple[Finding, ...]) -> Iterator[Finding]:
    """Findings that were not there, one for each thing of which there are more than before.

    No finding about a fixed field counts as new: it was wrong, and is now perhaps wrong in another way.
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
    """Findings that were to be fixed and are reported again at the same location."""
    wanted = {(make_slot(finding), finding.location) for finding in fixed}
    return (finding for finding in after.findings if (make_slot(finding), finding.location) in wanted)


def make_slot(finding: Finding) -> _Slot:
    """What a finding is about, also when its line has moved."""
    return (finding.rule, finding.location.path, finding.field)


def _get_rule_and_path(finding: Finding) -> tuple[str, str]:
    """Rule and file of a finding."""
    return (finding.rule, finding.location.path)
