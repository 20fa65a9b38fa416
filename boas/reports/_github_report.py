"""Findings as GitHub's workflow commands, which its runner turns into annotations on lines.

A command is one line of the log. Whatever an author wrote is made visible and then escaped, so that
no line of theirs starts a command of its own and no property of theirs ends early.
"""

from boas.escaping import make_visible
from boas.finding import Finding, Severity
from boas.reports._findings import rank
from boas.translation import Language

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_LINE_END = "%0A"


def render_github_report(findings: tuple[Finding, ...], language: Language) -> str:
    """One command a finding, worst first, because GitHub shows ten of each sort; empty when there is none."""
    return "".join(f"{format_command(finding, language)}\n" for finding in sorted(findings, key=rank))


def format_command(finding: Finding, language: Language) -> str:
    """One annotation: where, under the rule's name, and on two lines what was found and what to do."""
    place = finding.location
    where = {"file": place.path}
    if place.line:
        where["line"] = str(place.line)
    if place.line and place.column:
        where["col"] = str(place.column)
        where["endColumn"] = str(place.column + max(1, finding.length))
    properties = ",".join(
        f"{name}={_escape_property(value)}" for name, value in (where | {"title": finding.rule}).items()
    )
    said = _LINE_END.join(_escape_message(words.in_(language)) for words in (finding.message, finding.help))
    return f"::{_COMMANDS[finding.severity]} {properties}::{said}"


def _escape_message(text: str) -> str:
    """A text that stays in the message of its command; line ends and other controls are written as their codes."""
    return make_visible(text).replace("%", "%25")


def _escape_property(text: str) -> str:
    """A text that stays in its property."""
    return _escape_message(text).replace(":", "%3A").replace(",", "%2C")
