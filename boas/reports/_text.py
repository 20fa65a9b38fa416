"""Findings for people at a terminal: the line as written, what is wrong with it, what to do.

Nothing an author wrote can move the cursor, colour the screen or forge a line: everything is
escaped here, the one place where findings meet a terminal.
"""

from boas.escaping import make_visible
from boas.finding import Finding
from boas.translation import Language, LocalisedDigits, Message, make_plural

SEVERITIES = {
    "error": Message("error"),
    "warning": Message("warning"),
    "info": Message("info"),
}
_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "info": "\x1b[1;34m"}
_PLAIN, _DIM = "\x1b[0m", "\x1b[2m"
_WIDEST_LINE = 160


def render_text_report(findings: tuple[Finding, ...], language: Language, *, colour: bool) -> str:
    """All findings as text, one paragraph each; empty when there are none."""
    return "".join(f"{_format_paragraph(finding, language, colour=colour)}\n" for finding in findings)


def _format_paragraph(finding: Finding, language: Language, *, colour: bool) -> str:
    """One finding: rule, message, place, the line itself and the fix."""
    word = SEVERITIES[finding.severity].in_(language)
    head = f"{word}[{finding.rule}]"
    if colour:
        head = f"{_COLOURS[finding.severity]}{head}{_PLAIN}"
    place = finding.location
    where = f"{place.path}:{place.line}:{place.column}" if place.line else place.path
    lines = [f"{head} {make_visible(finding.message.in_(language))}", f"  ┌─ {make_visible(where)}"]
    if finding.source:
        lines += _format_excerpt(finding)
    label = Message("fix").in_(language)
    lines.append(f"  = {label}{Message(': ').in_(language)}{make_visible(finding.help.in_(language))}")
    return "\n".join(lines) + "\n"


def _format_excerpt(finding: Finding) -> list[str]:
    """The line as written with the place marked under it; a long line is cut around the place."""
    start = max(0, finding.location.column - 1)
    cut = max(0, start - _WIDEST_LINE // 2)
    shown = make_visible(finding.source[cut : cut + _WIDEST_LINE])
    margin = f"{finding.location.line:>4}│ "
    # What stands before and above the mark may grow when it is escaped, so it is measured after that.
    before = len(make_visible(finding.source[cut:start]))
    mark = "^" * max(1, len(make_visible(finding.source[start : start + finding.length])))
    return [f"{margin}{shown}", f"    │ {' ' * before}{mark}"]


def format_summary(findings: tuple[Finding, ...], n_files: int, seconds: float, language: Language) -> str:
    """The last line: how many findings, in how many files, of how many checked."""
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = sum(finding.severity == "warning" for finding in findings)
    touched = len({finding.location.path for finding in findings})
    took = LocalisedDigits(f"{seconds:.1f}")
    if not findings:
        files = FILES_READ.with_number(n_files)
        return Message("Nothing to fix: {files} in {took} s.", files=files, took=took).in_(language)
    return Message(
        "{errors}, {warnings} in {files} ({read} in {took} s).",
        errors=ERRORS.with_number(errors),
        warnings=WARNINGS.with_number(warnings),
        files=FILES.with_number(touched),
        read=READ.with_number(n_files),
        took=took,
    ).in_(language)


ERRORS = make_plural("{n} error", "{n} errors", 1)
WARNINGS = make_plural("{n} warning", "{n} warnings", 1)
FILES = make_plural("{n} file", "{n} files", 1)
FILES_READ = make_plural("{n} file read", "{n} files read", 1)
READ = make_plural("{n} read", "{n} read", 1)
