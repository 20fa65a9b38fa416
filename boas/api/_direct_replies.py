"""Replies that need no handler: what is stored, and lists, straight from the memory of the index.

The handlers give the same bytes. They describe these addresses, and tell what is wrong with a request that gets
nothing here.
"""

from collections.abc import Callable

from boas.api._addresses import PREFIX
from boas.api._reply import Reply
from boas.index import AlgorithmQuery, Index

_STORED = f"{PREFIX}/"
_LIST = f"{PREFIX}/algorithms"
_PAGED = f"{PREFIX}/notices"
"""A list of which the index stores the whole, and a request gets a page."""


def find_direct_reply(
    path: str, pairs: tuple[tuple[str, str], ...], source: Callable[[], Index]
) -> tuple[Reply, str] | None:
    """The reply to a request that reads a list or a stored answer, and its commit; nothing when there is none here."""
    if path != _LIST and (pairs or path == _PAGED or not path.startswith(_STORED)):
        return None
    try:
        index = source()
        found = (
            index.find_list(AlgorithmQuery.parse(pairs)) if path == _LIST else index.find_answer(path[len(_STORED) :])
        )
    except Exception:  # noqa: BLE001 -- the handler meets it too, and it becomes a problem there
        return None
    return (Reply(200, found.body, digest=found.digest), index.commit) if found else None
