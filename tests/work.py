"""How much work something is, counted and never timed: a busy machine changes no verdict."""

import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import TraceFunction

ENDLESS = 120
"""Seconds of CPU time after which work counts as endless: a hundred times what it should take, a tenth of what
work that grows with the square of a text would."""


def calls_of(work: Callable[[], object]) -> int:
    """Calls and returns of functions, in Python and in C, while some work is done."""
    n = 0

    def count(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal n
        n += 1

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return n


@contextmanager
def not_endless() -> Iterator[None]:
    """End work that would not end by itself; for work inside one call, which cannot be counted."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError("this work has no end in sight")

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, ENDLESS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def lines_of(work: Callable[[], object], folders: tuple[str, ...]) -> Counter[str]:
    """Lines of Python that are run while some work is done, by function, of files below one of these folders."""
    found = Counter[str]()

    def count(frame: FrameType, event: str, _argument: object) -> "TraceFunction | None":
        code = frame.f_code
        if not any(folder in code.co_filename for folder in folders):
            return None
        if event == "line":
            found[f"{code.co_filename.rpartition('/')[2]}:{code.co_qualname}"] += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return found
