"""How long work tells where it stands: to a listener that the caller gives, at a terminal or elsewhere."""

from typing import Protocol

from boas.translation import Message


class ProgressListener(Protocol):
    """What is told of long work."""

    def step(self, what: Message) -> None:
        """A new piece of work begins."""

    def count(self, done: int, total: int) -> None:
        """So many of so many are done; total 0 when not known."""


class SilentProgress:
    """A listener that keeps what it hears to itself."""

    def step(self, what: Message) -> None:
        """Begin a piece of work without a word."""

    def count(self, done: int, total: int) -> None:
        """Count without a word."""


SILENT = SilentProgress()
"""For callers that show nothing."""
