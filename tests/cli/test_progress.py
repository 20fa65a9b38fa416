"""Progress on a terminal: one bar for each piece of work, gone without a trace when it is over."""

import os
import re
import subprocess
import sys
from pathlib import Path

WORK = """
from boas.cli import _progress
from tests.bilingual import Bilingual
_progress.PATIENCE = {patience}
with _progress.show_progress("fr") as progress:
    progress.step(Bilingual("Lecture", "Reading"))
    progress.step(Bilingual("Construction", "Building"))
    for done in range(1, 5):
        progress.count(done, 4)
"""
ESCAPES = re.compile(r"\x1b\[[?0-9]*[A-Za-z]")


def watch(patience: float) -> str:
    """All that a terminal is sent while some work is done."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-c", WORK.format(patience=patience)]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], stderr=theirs, stdout=theirs, check=False)
    os.close(theirs)
    assert done.returncode == 0
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # nothing more, as Linux says it
            part = b""
        if not part:
            os.close(ours)
            return shown.decode()
        shown += part


def test_a_terminal_shows_what_is_done_and_how_far_it_has_come_and_then_nothing() -> None:
    shown = watch(0)

    states = [state.strip() for state in re.split(r"[\r\n]+", ESCAPES.sub("", shown)) if state.strip()]
    assert [state.split()[0] for state in states] == ["Lecture", *["Construction"] * 6]
    assert states[-1].endswith("4/4")
    assert shown.endswith("\r\x1b[K\x1b[?25h")
    assert "\n" not in shown


def test_work_that_is_soon_done_shows_nothing() -> None:
    assert watch(60) == ""
