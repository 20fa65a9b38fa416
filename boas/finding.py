"""What a rule reports about a registry: a value, never an exception.

Every rule yields findings, every report arranges their parts. Nothing here knows where a finding
comes from or how it will be shown.
"""

from dataclasses import dataclass
from typing import Literal

from boas.translation import Message

Severity = Literal["error", "warning", "info"]
"""`error` stops a merge, `warning` wants an answer, `info` only tells."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """Where something stands: a file of the registry, and in it a line and column (both from 1).

    Line 0 means the file as a whole: its name, its size, its kind.
    """

    path: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Replacement:
    """What to write in place of the characters that a finding is about."""

    text: str
    """As it stands in the file, quotation marks included."""
    is_safe: bool
    """Whether it surely means what stands there now, so that no person needs to look at it first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule says about the registry."""

    rule: str
    """The rule's kebab-case name, for instance `unknown-field`."""
    severity: Severity
    location: Location
    message: Message
    """What was found, in one sentence."""
    help: Message
    """What to do about it, in one sentence that can be followed to the letter."""
    field: str = ""
    """Path of the field inside the document, for instance `data.sources[0].source`."""
    source: str = ""
    """The line as written, without its line end; empty when the finding is about a whole file."""
    length: int = 0
    """How many characters of the line the finding is about; 0 when not known."""
    expected: tuple[str, ...] = ()
    """What could have stood there, when there is a closed list."""
    nearest: str = ""
    """The allowed term closest to what was written, when there is one."""
    since: str = ""
    """Day (ISO 8601) from which this is asked for, see `checks.warn_of_inherited`; empty when it always was."""
    replacement: Replacement | None = None
    """What fixes it when written at its place, over its length; nothing when only the author can know."""

    def make_sort_key(self) -> tuple[str, int, int, str, str]:
        """Findings are always shown by file, then line, column, rule and field."""
        return (self.location.path, self.location.line, self.location.column, self.rule, self.field)
