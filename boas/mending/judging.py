"""Whether a mend made things better: findings before and after, compared by what they are about.

A fault can hide others: a text that cannot be read has no wrong fields, a document of the wrong form breaks no
further rule. What is only seen now was there before, and is not held against the mend that uncovered it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from boas.checks import check
from boas.finding import Finding
from boas.mending.edits import Mend
from boas.reading import Collection, Document, Table

MANY = 50
"""Findings of one rule about one file from which on some may not be told."""

HIDES = ({"unreadable-csv", "formula-cell"}, {"row-level-data", "unknown-field", "unknown-term", "missing-field"})
"""Faults of tables that keep everything else from being looked at, and those that keep cells from it."""

Slot = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of an algorithm's files."""

    findings: tuple[Finding, ...]
    documents: Mapping[str, Document]
    depth: int
    """How far its documents could be looked into, all together: more when a fault that hid others is gone."""


def judge(collection: Collection) -> Judged:
    """All findings about the documents that were read."""
    files = [document.file for document in collection.documents.values()]
    depth = sum(depth_of(document) for document in collection.documents.values())
    return Judged(check(collection, files), collection.documents, depth)


def depth_of(document: Document) -> int:
    """How far one document could be looked into."""
    if isinstance(document.content, Table):
        rules = {fault.rule for fault in document.diagnostics}
        steps = (*(bool(rules & hiding) for hiding in HIDES), "wrong-type" in rules, bool(rules))
        return next((depth for depth, is_stop in enumerate(steps) if is_stop), len(steps))
    return (document.value is not None) + (document.content is not None)


def brought(before: Judged, after: Judged, made: Iterable[Mend]) -> tuple[Finding, ...]:
    """Findings that speak against mends: new ones, and those that should be gone and are not."""
    mended = tuple(mend.finding for mend in made)
    return (*new_findings(before, after, mended), *still_there(after, mended))


def new_findings(before: Judged, after: Judged, mended: tuple[Finding, ...]) -> Iterator[Finding]:
    """Findings that were not there, one for each thing of which there are more than before.

    About a field that was mended nothing is new: it was wrong, and is now perhaps wrong in another way.
    """
    known, many = Counter(map(slot, before.findings)), Counter(map(about, before.findings))
    own = {(finding.location.path, finding.field) for finding in mended if finding.field}
    now = Counter(map(slot, after.findings))
    for finding in after.findings:
        is_hidden = many[about(finding)] >= MANY or (finding.location.path, finding.field) in own
        if now[slot(finding)] > known[slot(finding)] and not is_hidden:
            now[slot(finding)] = 0
            yield finding


def still_there(after: Judged, mended: tuple[Finding, ...]) -> Iterator[Finding]:
    """Findings that were to be mended and are told again at the same place."""
    wanted = {(slot(finding), finding.location) for finding in mended}
    return (finding for finding in after.findings if (slot(finding), finding.location) in wanted)


def slot(finding: Finding) -> Slot:
    """What a finding is about, also when its line has moved."""
    return (finding.rule, finding.location.path, finding.field)


def about(finding: Finding) -> tuple[str, str]:
    """Rule and file of a finding."""
    return (finding.rule, finding.location.path)
