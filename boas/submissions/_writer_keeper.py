"""Keeps the writer's process running beside a server, and gives up on a submission that ends it more than once."""

import logging
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from boas.errors import BoasError
from boas.operations import PLACE_VARIABLE, Operations, Place, record_answer
from boas.submissions._outcome import make_refusal
from boas.submissions._spool import Spool
from boas.translation import Message

_MOST_TRIES = 2
"""How often a submission may end the writer before it is refused."""
_PATIENCE = 10.0
"""Seconds for the writer to finish what it is at when the server stops."""
_PAUSE = 1.0
"""Seconds before a writer that ended is started again."""

log = logging.getLogger("boas.submissions")


@contextmanager
def keep_writer(root: Path, place: Place, operations: Operations, spool: Spool) -> Iterator[None]:
    """A writer that works until the end of the `with`; when its process ends by itself, another one takes its place."""
    # `-P`: modules come from where the program is installed, never from the folder somebody stands in.
    command = [sys.executable, "-P", "-m", "boas.submissions", str(root), str(spool.folder)]
    keeper = _WriterKeeper(command, os.environ | {PLACE_VARIABLE: str(place)}, operations, spool)
    keeper.start()
    try:
        yield
    finally:
        keeper.stop()


class _WriterKeeper(threading.Thread):
    """Starts the writer, listens to what it is at, and starts it again."""

    def __init__(
        self, command: list[str], environment: Mapping[str, str], operations: Operations, spool: Spool
    ) -> None:
        """Take how to start it, and where its submissions are."""
        super().__init__(name="writer", daemon=True)
        self._command, self._environment, self._operations, self._spool = command, environment, operations, spool
        self._stopped = threading.Event()
        self._ended: Counter[str] = Counter()
        self._process = self._start_process()

    def run(self) -> None:
        """Keep it running until told to stop."""
        while True:
            last = self._read_names()
            if self._stopped.is_set():
                return
            log.warning("the writer of submissions ended with %s at %s", self._process.returncode, last or "its start")
            with suppress(BoasError):
                self._give_up(last)
            if self._stopped.wait(_PAUSE):
                return
            self._process = self._start_process()

    def stop(self) -> None:
        """Let it finish what it is at, then end it."""
        self._stopped.set()
        with suppress(OSError):
            if self._process.stdin:
                self._process.stdin.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self.join(_PATIENCE)

    def _start_process(self) -> subprocess.Popen[bytes]:
        """A writer that ends when the pipe to it does, also when this process is killed."""
        return subprocess.Popen(  # noqa: S603 -- this program  # nosec B603
            self._command, env=self._environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def _read_names(self) -> str:
        """Wait for its end; gives the id of the submission that it named last."""
        last = b""
        with self._process as process:
            for line in process.stdout or ():
                last = line
        return last.decode("ascii", "replace").strip()

    def _give_up(self, own: str) -> None:
        """Refuse a submission that ended the writer more than once: it would do so for ever."""
        self._ended[own] += 1
        if own and self._ended[own] >= _MOST_TRIES:
            record_answer(self._operations, own, make_refusal(422, "not-checkable", _NOT_CHECKABLE).encode())
            self._spool.drop(own)


_NOT_CHECKABLE = Message("Checking this document took too much time or memory, so it was refused. Send a smaller one.")
