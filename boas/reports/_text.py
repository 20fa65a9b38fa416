"""Findings for people at a terminal: the line as written, what is wrong with it, what to do.

Nothing an author wrote can move the cursor, colour the screen or forge a line: everything is
escaped here, the one place where findings meet a terminal.
"""

from boas.escaping import make_visible
from boas.finding import Finding, Language, Message

SEVERITIES = {
    "error": Message("erreur", "error"),
    "warning": Message("avertissement", "warning"),
    "info": Message("information", "info"),
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
    label = Message("corriger", "fix").in_(language)
    lines.append(f"  = {label}{' : ' if language == 'fr' else ': '}{make_visible(finding.help.in_(language))}")
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
    took = f"{seconds:.1f}".replace(".", "," if language == "fr" else ".")
    if not findings:
        return Message(
            f"Rien à corriger : {format_count(n_files, FILES_READ, 'fr')} en {took} s.",
            f"Nothing to fix: {format_count(n_files, FILES_READ, 'en')} in {took} s.",
        ).in_(language)
    counts = f"{format_count(errors, ERRORS, language)}, {format_count(warnings, WARNINGS, language)}"
    where = format_count(touched, FILES, language)
    return Message(
        f"{counts} dans {where} ({format_count(n_files, READ, 'fr')} en {took} s).",
        f"{counts} in {where} ({format_count(n_files, READ, 'en')} in {took} s).",
    ).in_(language)


ERRORS = Message("erreur|erreurs", "error|errors")
WARNINGS = Message("avertissement|avertissements", "warning|warnings")
FILES = Message("fichier|fichiers", "file|files")
FILES_READ = Message("fichier lu|fichiers lus", "file read|files read")
READ = Message("lu|lus", "read|read")


def format_count(n: int, nouns: Message, language: Language) -> str:
    """A number and its noun: French puts the plural from 2 on, English everywhere but at 1."""
    one, many = nouns.in_(language).split("|")
    return f"{n} {one if n == 1 or (n == 0 and language == 'fr') else many}"
