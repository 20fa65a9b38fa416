"""Several processes that answer at one door: started, replaced when one ends by itself, and ended together.

A worker holds nothing that another one must know: what is published lies in files that all of them follow, and each
answer is of one commit. A worker takes connections once it can answer. It ends when the pipe from here does, however
this process ends.
"""

import json
import logging
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from types import FrameType

_PATIENCE = 15.0
"""Seconds for the workers to finish what is under way; more than a worker takes."""
_PAUSE = 0.5
"""Seconds before a worker that ended is replaced, and between two looks at all of them."""

log = logging.getLogger("boas.serving")


@dataclass(frozen=True, slots=True)
class WorkerOrders:
    """What a worker needs to know."""

    site: str
    """Folder of releases."""
    index: str
    """File of the index."""
    hosts: Sequence[str]
    """Further names it answers under."""
    root: str = ""
    """Root of a registry that takes submissions; empty when none are taken."""
    operations: str = ""
    """File of its operations database."""
    counts_in: str = ""
    """File of the operations database in which it is counted what is fetched; empty when nothing is."""

    def encode(self, door: int) -> bytes:
        """The line that a worker reads first; `door` is the number of the open socket."""
        return json.dumps({"door": door, "orders": asdict(self)}).encode() + b"\n"

    @staticmethod
    def decode(line: bytes) -> tuple["WorkerOrders", int]:
        """What a line says, and the number of the socket."""
        said = json.loads(line)
        return WorkerOrders(**said["orders"]), said["door"]


def run_workers(orders: WorkerOrders, door: socket.socket, number: int, ready: Callable[[], None]) -> None:
    """Serve with several processes until SIGTERM or Ctrl-C; `ready` is called once when all of them answer."""
    # Listening before they start: none of them has to, and nobody is refused while they do.
    door.listen(_BACKLOG)
    with door, _watch_signals() as ended:
        workers = [_Worker(orders, door) for _ in range(number)]
        try:
            _wait_until_ready(workers, ended)
            if not ended.is_set():
                ready()
            while not ended.wait(_PAUSE):
                workers = [one if one.is_alive() else one.replace() for one in workers]
        finally:
            _stop_workers(workers)


_BACKLOG = 2048
"""Connections that wait to be taken."""


@contextmanager
def _watch_signals() -> Iterator[threading.Event]:
    """An event that is set when this process is told to stop; what signals meant comes back at the end."""
    ended = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        ended.set()

    before = {one: signal.signal(one, stop) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield ended
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


class _Worker:
    """One process that answers."""

    def __init__(self, orders: WorkerOrders, door: socket.socket) -> None:
        """Start it."""
        self._orders, self._door = orders, door
        # `-P`: modules come from where the program is installed, never from the folder somebody stands in.
        command = [sys.executable, "-P", "-m", "boas.serving"]
        self._process = subprocess.Popen(  # noqa: S603 -- this program  # nosec B603
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, pass_fds=[door.fileno()]
        )
        self.is_ready = threading.Event()
        threading.Thread(target=self._watch_output, name="worker", daemon=True).start()
        with suppress(OSError):
            if self._process.stdin:
                self._process.stdin.write(orders.encode(door.fileno()))
                self._process.stdin.flush()

    def _watch_output(self) -> None:
        """Wait until it says that it answers, and until it ends."""
        for _ in self._process.stdout or ():
            self.is_ready.set()
        self._process.wait()
        self.is_ready.set()

    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def replace(self) -> "_Worker":
        """Another one in its place."""
        log.warning("a worker ended with %s; another one takes its place", self._process.returncode)
        self.close()
        return _Worker(self._orders, self._door)

    def ask_to_stop(self) -> None:
        """Tell it to finish what is under way."""
        with suppress(OSError):
            self._process.terminate()

    def close(self, patience: float = 0.0) -> None:
        """Wait for its end, and end it when that does not come in time."""
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        with suppress(OSError):
            if self._process.stdin:
                self._process.stdin.close()


def _wait_until_ready(workers: Sequence[_Worker], ended: threading.Event) -> None:
    """Wait until every worker answers or has ended, or until this process is told to stop."""
    while not ended.is_set() and not all(one.is_ready.is_set() for one in workers):
        ended.wait(_LOOK)


_LOOK = 0.02
"""Seconds between two looks at workers that start."""


def _stop_workers(workers: Sequence[_Worker]) -> None:
    """End all of them, together."""
    for one in workers:
        one.ask_to_stop()
    deadline = time.monotonic() + _PATIENCE
    for one in workers:
        one.close(max(0.0, deadline - time.monotonic()))
