"""Python code that comes with a card, looked at as data: bandit parses it, nothing imports or runs it.

What a scan does not find proves nothing; what cannot be scanned is said and never taken for clean.
"""

from boas.scanning.scan import (
    LARGEST_FILE,
    LONGEST_IN_ALL,
    NO_GUARANTEE,
    REASONS,
    Scan,
    Unscanned,
    Weakness,
    is_python,
    portions,
    scan,
)

__all__ = [
    "LARGEST_FILE",
    "LONGEST_IN_ALL",
    "NO_GUARANTEE",
    "REASONS",
    "Scan",
    "Unscanned",
    "Weakness",
    "is_python",
    "portions",
    "scan",
]
