"""Changes that a version made and a later one does not have, because it was not made from it."""

from collections.abc import Iterable, Iterator

from boas.changes._change import VersionChange
from boas.changes._comparison import find_changes
from boas.changes._content import Plain, VersionContent

_Key = tuple[str, Plain, Plain]
"""Path, value before and value after."""


def find_lost_changes(
    before: VersionContent, corrected: VersionContent, newer: VersionContent
) -> tuple[VersionChange, ...]:
    """What `corrected` changed of `before` and `newer` has as it was in `before`.

    Nothing where `newer` holds any of those changes: then it was made from `corrected`, and whoever made it decided.

    Args:
        before: the version that `corrected` follows.
        corrected: a version.
        newer: a greater version, perhaps made from `before`.
    """
    changes = find_changes(before, corrected)
    kept = set(_iter_keys(find_changes(before, newer), before, newer))
    if kept & set(_iter_keys(changes, before, corrected)):
        return ()
    undone = {(path, old, new) for path, new, old in _iter_keys(find_changes(corrected, newer), corrected, newer)}
    return tuple(
        change for change, key in zip(changes, _iter_keys(changes, before, corrected), strict=True) if key in undone
    )


def _iter_keys(changes: Iterable[VersionChange], older: VersionContent, newer: VersionContent) -> Iterator[_Key]:
    """What tells changes apart: where, from what and to what; of files beside the card by what they hold."""
    for change in changes:
        old, new = change.before, change.after
        if old is None and new is None:
            old, new = _find_file(older, change.path), _find_file(newer, change.path)
        yield change.path, repr(old), repr(new)


def _find_file(content: VersionContent, path: str) -> str | None:
    """What a file beside the card holds, or the id of that."""
    return content.methods.get(path.removeprefix("method.")) or content.code.get(path.removeprefix("code/"))
