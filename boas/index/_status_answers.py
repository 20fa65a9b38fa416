"""What the index answers about what was found, and about what a preview shows."""

from dataclasses import dataclass

from boas.index._records import Text


@dataclass(frozen=True, slots=True)
class Preview:
    """What a preview shows that a commit does not hold; files by their path."""

    since: str
    """The commit it is held against; empty when there is none yet."""
    added: tuple[str, ...]
    edited: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReplacementText:
    """What to write in place of the characters that a finding is about."""

    text: str
    is_safe: bool
    """Whether it surely means what stands there now."""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One thing a rule says about the registry."""

    rule: str
    """Name of the rule."""
    severity: str
    """`error`, `warning` or `info`."""
    path: str
    line: int
    """From 1; 0 when it is about the file as a whole."""
    column: int
    length: int
    """How many characters of the line it is about; 0 when not known."""
    field: str
    """Path of the field inside the document; empty when it is about none."""
    message: Text
    """What was found."""
    mend: Text
    """What to do about it."""
    source: str
    """The line as written; empty when it is about a whole file."""
    expected: tuple[str, ...]
    """What could have stood there, when there is a closed list."""
    nearest: str
    """The allowed term closest to what was written, when there is one."""
    replacement: ReplacementText | None
