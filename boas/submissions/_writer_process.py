"""The process of the writer: waits for its turn and for submissions, and ends when the server that started it does."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from boas.errors import BoasError
from boas.operations import PLACE_VARIABLE, Operations, Place, open_operations, parse_place, prune_submissions
from boas.repository import open_repository
from boas.submissions._spool import Spool
from boas.submissions._writer import Writer, describe_error

_PACE = 0.02
"""Seconds between two looks at an empty spool."""
_PAUSE = 1.0
"""Seconds of rest after the disk refused."""
_LONGEST = 120
"""Seconds that one submission may take; a process that takes longer is ended by the system and started anew."""

KEPT_FOR = timedelta(days=90)
"""How long an answer is remembered, and with it the name that its sender gave the request."""

log = logging.getLogger("boas.submissions")


def main() -> None:
    """Work off what waits, until the input ends: it does when the server ends, however it ends."""
    root, folder = (Path(one) for one in sys.argv[1:3])
    place = parse_place(os.environ[PLACE_VARIABLE])
    logging.basicConfig(format="%(name)s: %(message)s")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this in its own time
    stopped = threading.Event()
    threading.Thread(target=_watch_input, args=(stopped,), daemon=True).start()
    with _wait_for_turn(folder.with_suffix(".lock"), stopped) as mine:
        if mine:
            _run_until(stopped, root, place, Spool(folder))


def _watch_input(stopped: threading.Event) -> None:
    """Say when the server is gone."""
    sys.stdin.buffer.read()
    stopped.set()


@contextmanager
def _wait_for_turn(lock: Path, stopped: threading.Event) -> Iterator[bool]:
    """Hold the lock of the only writer; gives false when the server ended before it was free."""
    turn = FileLock(lock)
    while not stopped.is_set():
        try:
            turn.acquire(timeout=0.2)
        except Timeout:
            continue
        try:
            yield True
        finally:
            turn.release()
        return
    yield False


def _run_until(stopped: threading.Event, root: Path, place: Place, spool: Spool) -> None:
    """Work off what waits, in order."""
    with open_repository(root) as repository:
        operations = open_operations(place)
        spool.clear_unfinished()
        writer = Writer(repository, repository.find_cards_folder(root), operations, spool)
        pruned = ""
        while not stopped.is_set():
            try:
                pruned = _prune_daily(operations, pruned)
                busy = _run_once(stopped, writer, spool)
            except (BoasError, OSError) as error:
                log.warning("%s", describe_error(error) if isinstance(error, BoasError) else error)
                stopped.wait(_PAUSE)
                continue
            if not busy:
                stopped.wait(_PACE)
        operations.close()


def _prune_daily(operations: Operations, last: str) -> str:
    """Forget what was answered long ago, once a day; gives the present day."""
    now = datetime.now(tz=UTC)
    today = now.date().isoformat()
    if today != last:
        prune_submissions(operations, (now - KEPT_FOR).isoformat(timespec="seconds"))
    return today


def _run_once(stopped: threading.Event, writer: Writer, spool: Spool) -> bool:
    """Work off everything that waits now; gives whether there was anything. Each is named on the output first."""
    busy = False
    for one in spool.iter_waiting():
        if stopped.is_set():
            break
        sys.stdout.write(f"{one.id}\n")
        sys.stdout.flush()
        signal.alarm(_LONGEST)
        writer.finish(one)
        signal.alarm(0)
        busy = True
    return busy
