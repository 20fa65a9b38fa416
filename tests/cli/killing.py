"""A command killed at one moment: the n-th time that it is about to change something on disk.

Also between the opening of a file and its bytes on the disk, and between two statements to a database.
"""

import os
import signal
import sys
from typing import Any

WRITES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"})
"""What the interpreter tells of before it is done, besides files opened for writing."""
OPENS_FOR_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class Clock:
    """Counts changes of what lies below a folder, and kills this process at one of them."""

    def __init__(self, below: str, at: int) -> None:
        """Take the folder, and the number of the change to die at; 0 for never."""
        self.below, self.at, self.n = below, at, 0

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """What the interpreter is about to do."""
        if self.changes(event, arguments):
            self.tick()

    def changes(self, event: str, arguments: tuple[Any, ...]) -> bool:
        """Whether it changes something below the folder."""
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & OPENS_FOR_WRITING):
            return False
        named = [os.fsdecode(one) for one in arguments[:2] if isinstance(one, str | bytes | os.PathLike)]
        return (event == "open" or event in WRITES) and any(self.below in name for name in named)

    def tick(self) -> None:
        """One change more: the last one, when it is the one to die at."""
        self.n += 1
        if self.n == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


def kill_at(below: str, at: int) -> Clock:
    """Let this process die at the n-th change below a folder."""
    clock = Clock(below, at)
    sys.addaudithook(clock.hear)
    fsync = os.fsync

    def counted(handle: int) -> None:
        clock.tick()
        fsync(handle)

    os.fsync = counted  # type: ignore[assignment]
    if "sqlalchemy" in sys.modules:
        from sqlalchemy import Engine, event  # noqa: PLC0415 -- only where it is loaded already

        event.listen(Engine, "before_cursor_execute", lambda *_: clock.tick())
    return clock
