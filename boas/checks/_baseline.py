"""Lowers findings about files of the main line to warnings where the rule is newer than the file.

A file on the main line may be frozen, so that nobody can fix it: a rule newer than a published file warns about it,
and is an error only about what a proposal adds.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from boas.documents import find_version_folder
from boas.finding import Finding
from boas.translation import Message


def warn_of_inherited(findings: Iterable[Finding], is_inherited: Callable[[str], bool]) -> tuple[Finding, ...]:
    """The same findings, in the same order; errors of newer rules about inherited files as warnings.

    Findings that only a later addition can cause (`_ABOUT_ADDITIONS`) are dropped for inherited files.

    Args:
        findings: what the rules reported.
        is_inherited: whether the main line holds the file at a path exactly as it is; only asked about files with
            an error of a rule that has a `since`, so that a clean registry never opens its history.
    """
    known: dict[str, bool] = {}

    def downgrade(finding: Finding) -> Finding | None:
        if not can_be_inherited(finding):
            return finding
        path = finding.location.path
        if path not in known:
            known[path] = is_inherited(path)
        if not known[path]:
            return finding
        return None if finding.rule in _ABOUT_ADDITIONS else _as_warning(finding)

    return tuple(told for finding in findings if (told := downgrade(finding)) is not None)


_ABOUT_ADDITIONS = frozenset({"missing-changes"})
"""Rules that report the later of two files, which the files alone do not show."""


def can_be_inherited(finding: Finding) -> bool:
    """Whether the finding is an error of a rule that is newer than some published registry."""
    return finding.severity == "error" and bool(finding.since)


def _as_warning(finding: Finding) -> Finding:
    """The finding as a warning; a published version is frozen, so its help is about the next version."""
    if not find_version_folder(finding.location.path):
        return replace(finding, severity="warning")
    help_message = Message("This version stays as it was published; in the next one: {help}", help=finding.help)
    return replace(finding, severity="warning", help=help_message, replacement=None)
