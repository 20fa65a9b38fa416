"""Progress of long work on standard error: a bar on a terminal after a second, else a line now and then."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from boas.finding import Language, Message

PATIENCE = 1.0
"""Seconds of work before anything is shown."""
PACE = 10.0
"""Seconds between two lines where there is no terminal."""


class Progress:
    """What is being done and how far it has come."""

    def __init__(self, language: Language, stream: "Stream") -> None:
        """Start the clock."""
        self.language = language
        self.stream = stream
        self.label = ""
        self.started = self.told = time.monotonic()

    def step(self, what: Message) -> None:
        """A new piece of work begins."""
        self.label = what.in_(self.language)
        self.count(0, 0)

    def count(self, done: int, total: int) -> None:
        """So many of so many are done; total 0 when not known."""
        now = time.monotonic()
        if now - self.started >= PATIENCE:
            self.told = self.stream.show(self.label, done, total, now, self.told)


class Stream:
    """Where there is no terminal: a line every now and then."""

    def show(self, label: str, done: int, total: int, now: float, told: float) -> float:
        """Write a line when the last one is long ago; gives the time of the last line."""
        if now - told < PACE:
            return told
        sys.stderr.write(f"{label} {done}/{total}\n" if total else f"{label}\n")
        sys.stderr.flush()
        return now

    def close(self) -> None:
        """Nothing to take away."""


class _Bar(Stream):
    """On a terminal: one moving bar, gone when the work is done."""

    def __init__(self) -> None:
        """Set up the bar; it shows itself with the first count."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as RichProgress

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self.bar = RichProgress(*columns, console=Console(stderr=True), transient=True)
        self.task = self.bar.add_task("", total=None)

    def show(self, label: str, done: int, total: int, now: float, told: float) -> float:  # noqa: ARG002 -- as `Stream`
        """Move the bar."""
        if not self.bar.live.is_started:
            self.bar.start()
        self.bar.update(self.task, description=label, completed=done, total=total or None)
        return now

    def close(self) -> None:
        """Take the bar away."""
        self.bar.stop()


@contextmanager
def show_progress(language: Language) -> Iterator[Progress]:
    """Progress for the time of a piece of work."""
    stream = _Bar() if sys.stderr.isatty() else Stream()
    try:
        yield Progress(language, stream)
    finally:
        stream.close()
