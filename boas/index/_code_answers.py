"""What the index answers about the code of a version: what a static scan found, and what it could not look at."""

from dataclasses import dataclass

from boas.index._records import Text


@dataclass(frozen=True, slots=True)
class CodeWaiver:
    """What the authors answer for, and until when."""

    reason: Text
    until: str
    """Last day the waiver holds (ISO 8601)."""


@dataclass(frozen=True, slots=True)
class CodeWeakness:
    """One place in the code that bandit warns about."""

    file: str
    """Path inside `code/`."""
    line: int
    column: int
    severity: str
    """Bandit's own: `high`, `medium` or `low`."""
    confidence: str
    """How sure bandit is: `high`, `medium` or `low`."""
    test: str
    """Bandit's number of the test, for instance `B602`."""
    name: str
    """Bandit's name of the test."""
    cwe: int | None
    """Number in the Common Weakness Enumeration."""
    sentence: Text
    waiver: CodeWaiver | None
    """Of the card, when one in force covers it."""


@dataclass(frozen=True, slots=True)
class CodeUnscanned:
    """A file of Python that could not be scanned: never to be taken for clean."""

    file: str
    """Path inside `code/`."""
    line: int | None
    """What stopped the scan, when it is one place."""
    sentence: Text
    waiver: CodeWaiver | None


@dataclass(frozen=True, slots=True)
class CodeScan:
    """What scanning the code of one version gave."""

    n_scanned: int
    """Files of Python that were scanned to their end."""
    n_unscanned: int
    """Files of Python that were not."""
    n_other: int
    """Files that are no Python, which nobody looked at."""
    n_by_severity: dict[str, int]
    """Weaknesses, `high` first, those that a waiver covers included."""
    weaknesses: tuple[CodeWeakness, ...]
    """The gravest first, then by file and line; at most 200."""
    unscanned: tuple[CodeUnscanned, ...]
    """By file; at most 200."""
    caution: Text
    """What a scan is worth: to be shown with it."""
