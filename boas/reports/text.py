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
    place = finding.place
    where = f"{place.path}:{place.line}:{place.column}" if place.line else place.path
    lines = [f"{head} {visible(finding.message.in_(language))}", f"  ┌─ {visible(where)}"]
    if finding.source:
        lines += excerpt(finding)
    mend = Words("corriger", "mend").in_(language)
    lines.append(f"  = {mend}{' : ' if language == 'fr' else ': '}{visible(finding.mend.in_(language))}")
    return "\n".join(lines) + "\n"


def excerpt(finding: Finding) -> list[str]:
    """The line as written with the place marked under it; a long line is cut around the place."""
    start = max(0, finding.place.column - 1)
    cut = max(0, start - WIDEST_LINE // 2)
    shown = visible(finding.source[cut : cut + WIDEST_LINE])
    margin = f"{finding.place.line:>4}│ "
    # What comes before the mark may grow when it is escaped, so it is measured after that.
    before = len(visible(finding.source[cut:start]))
    mark = "^" * max(1, min(finding.length, len(finding.source) - start))
    return [f"{margin}{shown}", f"    │ {' ' * before}{mark}"]


def visible(text: str) -> str:
    """A text in which every character that does not print is written as its code."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text.replace("\t", " "))


def summary(findings: tuple[Finding, ...], n_files: int, seconds: float, language: Language) -> str:
    """The last line: how many findings, in how many files, of how many checked."""
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = sum(finding.severity == "warning" for finding in findings)
    touched = len({finding.place.path for finding in findings})
    took = f"{seconds:.1f}".replace(".", "," if language == "fr" else ".")
    if language == "fr":
        if not findings:
            return f"Rien à corriger : {n_files} {plural(n_files, 'fichier lu', 'fichiers lus')} en {took} s."
        counts = f"{errors} {plural(errors, 'erreur', 'erreurs')}, {warnings} {plural(warnings, 'avertissement', 'avertissements')}"
        return f"{counts} dans {touched} {plural(touched, 'fichier', 'fichiers')} ({n_files} {plural(n_files, 'lu', 'lus')} en {took} s)."
    if not findings:
        return f"Nothing to mend: {n_files} {plural(n_files, 'file', 'files')} read in {took} s."
    counts = f"{errors} {plural(errors, 'error', 'errors')}, {warnings} {plural(warnings, 'warning', 'warnings')}"
    return f"{counts} in {touched} {plural(touched, 'file', 'files')} ({n_files} read in {took} s)."


def plural(n: int, one: str, many: str) -> str:
    """One or many; French and English agree except on 0, where both may take the plural here."""
    return one if n == 1 else many
