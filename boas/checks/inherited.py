"""What the main line already holds is never stopped by a rule that came later.

Whatever lands on the main line of a registry may be frozen for ever, so nobody could mend it: a rule newer than a
published file warns about it, and is an error only about what a proposal adds.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from boas.finding import Finding


def warn_of_inherited(findings: Iterable[Finding], is_inherited: Callable[[str], bool]) -> tuple[Finding, ...]:
    """The same findings, in the same order; errors of newer rules about inherited files as warnings.

    Args:
        findings: what rules said.
        is_inherited: whether the main line holds the file at a path exactly as it is; only asked about files with
            an error of a rule that has a `since`, so that a clean registry never opens its history.
    """
    known: dict[str, bool] = {}

    def lowered(finding: Finding) -> Finding:
        if not can_be_inherited(finding):
            return finding
        path = finding.place.path
        if path not in known:
            known[path] = is_inherited(path)
        return replace(finding, severity="warning") if known[path] else finding

    return tuple(lowered(finding) for finding in findings)


def can_be_inherited(finding: Finding) -> bool:
    """Whether the finding is an error of a rule that is newer than some published registry."""
    return finding.severity == "error" and bool(finding.since)
