"""Counts what was fetched. Numbers wait in memory and are written every few seconds, beside the answers.

What counts follows COUNTER 5.1, 7.1: answers 200, and 304 for what the reader has already. `HEAD` gives nothing and
does not count, nor does any failure. That one reader asks twice is not seen, for nobody is remembered: the rule of
COUNTER on double clicks would need to know who asks.
"""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from boas.api import ASGIApp, Receive, Scope, Send, get_header
from boas.errors import BoasError
from boas.operations import Operations, Place, UsageKey, open_operations, record_usage
from boas.serving._agents import AgentClassifier
from boas.serving._requested import find_requested

_PACE = 5.0
"""Seconds between two writings: what a server that is killed loses at most, and what the numbers lag behind."""
_MOST_WAITING = 50_000
"""Different numbers that may wait when the database refuses them; what would be one more is lost."""
_COUNTED = frozenset({200, 304})

log = logging.getLogger("boas.serving")


def _tell_time() -> datetime:
    """The present moment."""
    return datetime.now(tz=UTC)


class UsageCounter:
    """Numbers that wait to be written. May be added to while they are being written."""

    def __init__(
        self, operations: Operations, clock: Callable[[], datetime] = _tell_time, most: int = _MOST_WAITING
    ) -> None:
        """Start with nothing."""
        self._operations, self._clock, self._most = operations, clock, most
        self._waiting: Counter[UsageKey] = Counter()
        self._lock = threading.Lock()
        self._agents = AgentClassifier()
        self._lost = 0

    def count(self, path: str, agent: str) -> None:
        """Count one answer. Never raises, and never waits for the disk."""
        try:
            if found := find_requested(path):
                day = self._clock().date().isoformat()
                kept = UsageKey(day, found.algorithm, found.version, found.kind, self._agents.classify(agent))
                self._add(Counter({kept: 1}))
        except Exception:
            log.exception("an answer was not counted")

    def write(self) -> bool:
        """Write what waits; gives whether that went well. What could not be written goes on waiting."""
        with self._lock:
            taken, self._waiting = self._waiting, Counter()
            lost, self._lost = self._lost, 0
        if lost:
            log.warning("%d answers were not counted: too many numbers wait", lost)
        try:
            record_usage(self._operations, taken)
        except BoasError as error:
            log.warning("counts could not be written: %s", error)
            self._add(taken)
            return False
        return True

    def _add(self, more: Counter[UsageKey]) -> None:
        """Let numbers wait, as long as there is room for them."""
        with self._lock:
            for key, n in more.items():
                if key in self._waiting or len(self._waiting) < self._most:
                    self._waiting[key] += n
                else:
                    self._lost += n


Counting = tuple[Operations, UsageCounter]
"""An operations database, and what adds to the numbers in it."""


@contextmanager
def keep_counter(place: Place, pace: float = _PACE) -> Iterator[Counting]:
    """An operations database and a counter that writes to it every few seconds, and once more at the end."""
    operations = open_operations(place)
    counter, stopped = UsageCounter(operations), threading.Event()

    def write_until_stopped() -> None:
        while not stopped.wait(pace):
            counter.write()

    writer = threading.Thread(target=write_until_stopped, name="counts", daemon=True)
    writer.start()
    try:
        yield operations, counter
    finally:
        stopped.set()
        writer.join()
        counter.write()
        operations.close()


def count_answers(app: ASGIApp, counter: UsageCounter) -> ASGIApp:
    """The application with its answers counted, each once it has been sent."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        status = 0

        async def watch(message: MutableMapping[str, Any]) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        await app(scope, receive, watch)
        if status in _COUNTED and scope["method"] == "GET":
            counter.count(scope["path"], get_header(scope, "user-agent"))

    return answer
