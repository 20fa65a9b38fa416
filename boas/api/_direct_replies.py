"""Replies that need no handler: what is stored, and lists, straight from the memory of the index.

The handlers give the same bytes. They describe these addresses, and tell what is wrong with a request that gets
nothing here.
"""

from collections.abc import Callable

from boas.api._addresses import PREFIX
from boas.api._link_header import build_link_header
from boas.api._reply import Reply
from boas.index import AlgorithmQuery, Index, IndexReplacedError

_STORED = f"{PREFIX}/"
_LIST = f"{PREFIX}/algorithms"
_COMPUTED = frozenset(f"{PREFIX}/{name}" for name in ("audit_matrix.csv", "health", "notices", "openapi.json", "ready"))
"""Answers that are not stored as they are sent."""


def find_direct_reply(path: str, pairs: tuple[tuple[str, str], ...], get_index: Callable[[], Index]) -> Reply | None:
    """The reply to a request that reads a list or a stored answer; nothing when there is none here.

    Raises `IndexReplacedError` when the index was filled anew before the answer was read.
    """
    if path != _LIST and (pairs or path in _COMPUTED or not path.startswith(_STORED)):
        return None
    try:
        index = get_index()
        found = (
            index.find_list(AlgorithmQuery.parse(pairs)) if path == _LIST else index.find_answer(path[len(_STORED) :])
        )
    except IndexReplacedError:
        raise
    except Exception:  # noqa: BLE001 -- the handler meets it too, and it becomes a problem there
        return None
    if found is None:
        return None
    headers = {"link": build_link_header(path, pairs, found.following, found.previous)} if path == _LIST else {}
    return Reply(200, found.body, headers=headers, digest=found.digest)
