"""Findings for people at a terminal: the line as written, what is wrong with it, what to do.

Nothing an author wrote can move the cursor, colour the screen or forge a line: everything is
escaped here, the one place where findings meet a terminal.
"""

from boas.finding import Finding, Language, Words

SEVERITIES = {
    "error": Words("erreur", "error"),
    "warning": Words("avertissement", "warning"),
    "info": Words("information", "info"),
}
COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "info": "\x1b[1;34m"}
PLAIN, DIM = "\x1b[0m", "\x1b[2m"
WIDEST_LINE = 160


def text_report(findings: tuple[Finding, ...], language: Language, *, colour: bool) -> str:
    """All findings as text, one paragraph each; empty when there are none."""
    return "".join(f"{paragraph(finding, language, colour=colour)}\n" for finding in findings)


def paragraph(finding: Finding, language: Language, *, colour: bool) -> str:
    """One finding: rule, message, place, the line itself and the mend."""
    word = SEVERITIES[finding.severity].in_(language)
    head = f"{word}[{finding.rule}]"
    if colour:
        head = f"{COLOURS[finding.severity]}{head}{PLAIN}"
    place = finding.location
    where = f"{place.path}:{place.line}:{place.column}" if place.line else place.path
    lines = [f"{head} {visible(finding.message.in_(language))}", f"  ┌─ {visible(where)}"]
    if finding.source:
        lines += excerpt(finding)
    mend = Words("corriger", "mend").in_(language)
    lines.append(f"  = {mend}{' : ' if language == 'fr' else ': '}{visible(finding.help.in_(language))}")
    return "\n".join(lines) + "\n"


def excerpt(finding: Finding) -> list[str]:
    """The line as written with the place marked under it; a long line is cut around the place."""
    start = max(0, finding.location.column - 1)
    cut = max(0, start - WIDEST_LINE // 2)
    shown = visible(finding.source[cut : cut + WIDEST_LINE])
    margin = f"{finding.location.line:>4}│ "
    # What stands before and above the mark may grow when it is escaped, so it is measured after that.
    before = len(visible(finding.source[cut:start]))
    mark = "^" * max(1, len(visible(finding.source[start : start + finding.length])))
    return [f"{margin}{shown}", f"    │ {' ' * before}{mark}"]


def visible(text: str) -> str:
    """A text in which every character that does not print is written as its code, and every space is a plain one."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text.translate(PLAIN_SPACES))


PLAIN_SPACES = str.maketrans(dict.fromkeys("\t\u00a0\u202f", " "))
"""What stands between French words and their signs, and between thousands, is one column wide too."""


def summary(findings: tuple[Finding, ...], n_files: int, seconds: float, language: Language) -> str:
    """The last line: how many findings, in how many files, of how many checked."""
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = sum(finding.severity == "warning" for finding in findings)
    touched = len({finding.location.path for finding in findings})
    took = f"{seconds:.1f}".replace(".", "," if language == "fr" else ".")
    if not findings:
        return Words(
            f"Rien à corriger : {count(n_files, FILES_READ, 'fr')} en {took} s.",
            f"Nothing to mend: {count(n_files, FILES_READ, 'en')} in {took} s.",
        ).in_(language)
    counts = f"{count(errors, ERRORS, language)}, {count(warnings, WARNINGS, language)}"
    where = count(touched, FILES, language)
    return Words(
        f"{counts} dans {where} ({count(n_files, READ, 'fr')} en {took} s).",
        f"{counts} in {where} ({count(n_files, READ, 'en')} in {took} s).",
    ).in_(language)


ERRORS = Words("erreur|erreurs", "error|errors")
WARNINGS = Words("avertissement|avertissements", "warning|warnings")
FILES = Words("fichier|fichiers", "file|files")
FILES_READ = Words("fichier lu|fichiers lus", "file read|files read")
READ = Words("lu|lus", "read|read")


def count(n: int, nouns: Words, language: Language) -> str:
    """A number and its noun: French puts the plural from 2 on, English everywhere but at 1."""
    one, many = nouns.in_(language).split("|")
    return f"{n} {one if n == 1 or (n == 0 and language == 'fr') else many}"
