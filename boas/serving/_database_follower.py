"""Follows an index in a shared database: a file here says the same a moment later, and all workers answer from it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from boas.errors import BoasError
from boas.index import pull_index, read_shared_seal

_LOOK_EVERY = 1.0
"""Seconds between two looks at the database."""

log = logging.getLogger("boas.serving")


@contextmanager
def follow_database(url: str, path: Path, look_every: float = _LOOK_EVERY) -> Iterator[None]:
    """Keep an index file as a database has it, for the time of a `with`; it is there when this begins.

    A database that is away, or that holds what cannot be read, changes nothing. Raises `MachineError` when it is so
    from the start, and `UsageError` for a URL that is none.
    """
    seen = read_shared_seal(url)
    pull_index(url, path)
    over = Event()

    def follow() -> None:
        nonlocal seen
        was_away = False
        while not over.wait(look_every):
            try:
                now = read_shared_seal(url)
                if now and now != seen:
                    pull_index(url, path)
                    seen = now
                was_away = False
            except BoasError as error:
                if not was_away:
                    log.warning("%s", error)
                was_away = True

    thread = Thread(target=follow, name="database", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
