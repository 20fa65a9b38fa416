"""What the main line already holds is never stopped by a rule that came later.

Whatever lands on the main line of a registry may be frozen for ever, so nobody could mend it: a rule newer than a
published file warns about it, and is an error only about what a proposal adds.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from boas.documents import find_version_folder
from boas.finding import Finding, Message


def warn_of_inherited(findings: Iterable[Finding], is_inherited: Callable[[str], bool]) -> tuple[Finding, ...]:
    """The same findings, in the same order; errors of newer rules about inherited files as warnings.

    What only a later addition can be blamed for (`ABOUT_ADDITIONS`) is not said of inherited files at all.

    Args:
        findings: what rules said.
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
"""Rules that blame whichever of two files came second, which the files alone do not tell."""


def can_be_inherited(finding: Finding) -> bool:
    """Whether the finding is an error of a rule that is newer than some published registry."""
    return finding.severity == "error" and bool(finding.since)


def _as_warning(finding: Finding) -> Finding:
    """The finding as a warning; a version stays as it was published, so there the remedy is for the next one."""
    if not find_version_folder(finding.location.path):
        return replace(finding, severity="warning")
    help_message = Message(
        f"Cette version reste comme elle a été publiée ; dans la prochaine : {finding.help.fr}",
        f"This version stays as it was published; in the next one: {finding.help.en}",
    )
    return replace(finding, severity="warning", help=help_message, replacement=None)
