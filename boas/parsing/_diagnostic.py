"""What is wrong inside one file, before a rule makes a finding of it."""

from dataclasses import dataclass

from boas.finding import Replacement
from boas.translation import Message

MOST_OF_A_SORT = 100
"""The most diagnostics of one rule about one file: nobody fixes more before checking again."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing wrong at one span of a file, under the name of the rule that reports it."""

    rule: str
    line: int
    """From 1; 0 for the file as a whole."""
    column: int
    message: Message
    help: Message
    field: str = ""
    """Path of the field, for instance `data.sources[0].source`."""
    length: int = 0
    expected: tuple[str, ...] = ()
    nearest: str = ""
    replacement: Replacement | None = None


LONGEST_EXCERPT = 80


@dataclass(frozen=True, slots=True)
class TextDiagnostic(Diagnostic):
    """One thing wrong at one span of a text; line and column count inside the text, from 1."""

    excerpt: str = ""
    """What stands there, cut after 80 characters."""
