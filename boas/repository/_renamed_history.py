"""The history of renamed algorithms as if they had always had the id they have now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import groupby

from boas.repository._history import CommitInfo, History, Touch

Rename = Callable[[str], str]
"""Gives the path of now of a path of then."""


def with_present_paths(past: History, rename: Rename) -> History:
    """A history in which moving a folder whole is no change of what lies in it."""
    touches, records = _rename_touches(past.touches, rename), _rename_touches(past.records, rename)
    brought, appeared = dict(past.last_changed), dict(past.first_seen)
    moved = {name for name in (*touches, *records) if name not in past.touches and name not in past.records}
    changed = {rename(name) for name in (*past.touches, *past.records) if rename(name) != name} | moved
    for name in changed:
        for path, own in _group_by_path((*touches.get(name, ()), *records.get(name, ()))).items():
            if path in brought:
                brought[path] = own[0].change
                appeared[path] = _find_arrival(own)
    return replace(past, touches=touches, records=records, last_changed=brought, first_seen=appeared)


def _rename_touches(stories: Mapping[str, tuple[Touch, ...]], rename: Rename) -> dict[str, tuple[Touch, ...]]:
    """Changes by folder or record, those of then with those of now."""
    found: dict[str, list[Touch]] = {}
    for name, touches in stories.items():
        found.setdefault(rename(name), []).extend(replace(touch, path=rename(touch.path)) for touch in touches)
    renamed = {rename(name) for name in stories if rename(name) != name}
    return {
        name: _drop_moves(touches) if name in renamed else tuple(touches) for name, touches in sorted(found.items())
    }


def _drop_moves(touches: Iterable[Touch]) -> tuple[Touch, ...]:
    """Changes of one folder, newest first, without those that only brought it to another place."""
    held: dict[str, str] = {}
    kept: list[Touch] = []
    ordered = sorted(touches, key=lambda touch: -touch.order)
    for _, own in groupby(ordered, key=lambda touch: touch.order):
        for path, pair in _group_by_path(own).items():
            last = next((touch for touch in pair if touch.blob), pair[0])  # gone there and come here at once
            if last.blob != held.get(path, ""):
                kept.append(last)
            held[path] = last.blob
    return tuple(reversed(kept))


def _group_by_path(touches: Iterable[Touch]) -> dict[str, list[Touch]]:
    """Changes by the file they are of, in their order."""
    found: dict[str, list[Touch]] = {}
    for touch in touches:
        found.setdefault(touch.path, []).append(touch)
    return found


def _find_arrival(touches: list[Touch]) -> CommitInfo:
    """The change since which a file has been there, of its changes from the newest on."""
    there = touches[0]
    for touch in touches:
        if not touch.blob:
            break
        there = touch
    return there.change
