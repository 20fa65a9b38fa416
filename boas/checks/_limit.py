"""How many findings of one rule about one file are shown."""

from collections.abc import Iterator
from itertools import chain, islice

from boas.checks._rule import Rule
from boas.checks._values import make_printable
from boas.finding import Finding, Location
from boas.parsing import MOST_OF_A_SORT
from boas.translation import Message
from boas.tree import File


def limit_findings(rule: Rule, file: File, findings: Iterator[Finding]) -> Iterator[Finding]:
    """The first findings of one rule about one file, and one that states how many more there are."""
    first = next(findings, None)
    return iter(()) if first is None else _iter_limited(rule, file, chain((first,), findings))


def _iter_limited(rule: Rule, file: File, findings: Iterator[Finding]) -> Iterator[Finding]:
    """The same of a rule that finds something, which few do."""
    yield from islice(findings, MOST_OF_A_SORT)
    if next(findings, None):
        message = Message("This rule finds more in this file.")
        help_message = Message("Fix these, then check again.")
        yield Finding(rule.name, rule.severity, Location(make_printable(file.path)), message, help_message)
