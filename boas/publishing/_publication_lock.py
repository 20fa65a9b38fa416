"""What was published last from a folder, kept beside its index: nothing frozen may come out of it otherwise.

A second lock beside Git's own history: it also holds when somebody replaced that history and the index is gone.
"""

import json
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from boas.documents import find_growing_field
from boas.errors import IntegrityError
from boas.registry import FREEZES, RecordEntry, Registry, read_first_freezes
from boas.translation import Message

PUBLISHED_LEDGER = "published-ledger.json"
"""File with every frozen digest of the last publication."""

_FrozenDigests = dict[str, str]
"""Commits and digests by the words that name what they belong to."""


def refuse_moved(path: Path, now: _FrozenDigests) -> None:
    """Raise `IntegrityError` when something that was frozen at the last publication is not the same, or gone."""
    for name, digest in sorted(_read_last_published(path).items()):
        if now.get(name) not in {digest, _REMOVED}:
            raise _make_moved_error(name, digest, now.get(name, ""))


def _read_last_published(path: Path) -> _FrozenDigests:
    """What was frozen at the last publication; nothing when there was none.

    Raises `IntegrityError` for a file that cannot be read: it would prove nothing.
    """
    with suppress(FileNotFoundError):
        try:
            told: dict[str, Any] = json.loads(path.read_bytes())
            return {str(name): str(digest) for name, digest in told["frozen"].items()}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise IntegrityError(
                Message("{path} cannot be read.", path=path),
                Message("Verify this clone (`boas verify`), then publish with --anew."),
            ) from error
    return {}


def render_published_ledger(commit: str, frozen: _FrozenDigests) -> bytes:
    """What is frozen at a commit, to be kept for the next publication."""
    return (json.dumps({"commit": commit, "frozen": frozen}, indent=1, sort_keys=True) + "\n").encode("ascii")


def build_frozen_digests(registry: Registry) -> _FrozenDigests:
    """Every digest that must never change again, also of what was removed, and the commits from which that is so."""
    gone = registry.removals.values()
    first = read_first_freezes(registry.collection.tree, registry.history)
    found = {name: first[name] for name in FREEZES if name in first}
    if "frozen_from" in first:
        found |= {
            f"{name} {one.version}": one.digest
            for one in registry.ledger.values()
            for name in _list_ids(registry, one.id)
        }
        found |= {f"{one.algorithm} {one.name}": one.digest for one in gone if one.kind == "version"}
    if "records_frozen_from" in first:
        found |= {
            f"{one.kind} {name} {one.id}": _compute_frozen_digest(registry, path, one)
            for path, one in registry.records.items()
            for name in _list_ids(registry, one.algorithm)
        }
        found |= {
            f"{one.kind} {one.algorithm} {one.name}": _REMOVED if find_growing_field(one.place) else one.digest
            for one in gone
            if one.kind != "version"
        }
    return found


def _list_ids(registry: Registry, algorithm: str) -> tuple[str, ...]:
    """The id of an algorithm, and those it had before, under which it may have been published last."""
    return (algorithm, *(old for old, own in registry.former_ids.items() if own == algorithm))


_REMOVED = "removed"
"""Stands for the digest of a record that may grow and was rightly removed: its notice names the last form it had."""


def _compute_frozen_digest(registry: Registry, path: str, entry: RecordEntry) -> str:
    """The digest of what never changes of a record: all of it, or what it says without the list that may grow."""
    field, document = find_growing_field(path), registry.collection.documents.get(path)
    if not field or document is None or not isinstance(document.value, dict):
        return entry.digest
    kept = {name: value for name, value in document.value.items() if name != field}
    return sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def _make_moved_error(name: str, before: str, now: str) -> IntegrityError:
    """Something published that is not the same any more."""
    return IntegrityError(
        Message(
            "`{name}` was published with {before}; this commit gives {now}.",
            name=name,
            before=before,
            now=now or Message("nothing"),
        ),
        Message("Find the published history again; what was published never changes."),
    )
