"""What a terminal or a forge is shown beside the answer: progress of long work, colours, the summary of a run."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boas.translation import Language, Message

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

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
        """Show nothing before the first count."""
        self.bar: ProgressBar[int] | None = None

    def show(self, label: str, done: int, total: int, now: float, told: float) -> float:  # noqa: ARG002 -- as `Stream`
        """Move the bar; another piece of work gets another bar in its place."""
        if self.bar is None or (self.bar.label, self.bar.length) != (label, total):
            self.close()
            self.bar = click.progressbar(length=total, label=label, file=sys.stderr, show_eta=False, show_pos=total > 0)
            self.bar.render_progress()
        self.bar.update(done - self.bar.pos)
        return now

    def close(self) -> None:
        """Take the bar away, and show the cursor again."""
        if self.bar is not None:
            sys.stderr.write("\r\x1b[K\x1b[?25h")
            sys.stderr.flush()
            self.bar = None


@contextmanager
def show_progress(language: Language) -> Iterator[Progress]:
    """Progress for the time of a piece of work."""
    stream = _Bar() if sys.stderr.isatty() else Stream()
    try:
        yield Progress(language, stream)
    finally:
        stream.close()


def wants_colour(choice: bool | None) -> bool:
    """Colours when asked for, or on a terminal that does not refuse them (no-color.org)."""
    return choice if choice is not None else sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def append_step_summary(summary_of_all: str) -> None:
    """Append to the file that GitHub's runner names, and shows on the page of the run; nothing elsewhere."""
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(f"{summary_of_all}\n")
