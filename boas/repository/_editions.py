"""What each version, notice, audit and evaluation held on the day it was published, and who touched it since.

A version is published by the first commit of the main line, from `frozen_from` on, that holds its
card; a notice, an audit or an evaluation likewise from `records_frozen_from` on. From then on it must
not change; this room gives facts, rules decide.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, takewhile

from boas.documents import find_main_document
from boas.errors import IntegrityError
from boas.repository._history import CommitInfo, History, Touch
from boas.translation import Message


@dataclass(frozen=True, slots=True)
class Edition:
    """What a version's folder, or a record, held when it was published."""

    folder: str
    """Path of the folder, with its last `/`; of a notice or an audit the path of its file."""
    files: Mapping[str, str]
    """Blob id by path inside the folder, at publication; of a single file by an empty path."""
    publisher: CommitInfo
    """The change that published it: the first one that added its main document."""
    sealed: CommitInfo
    """The change after which the folder held these files: the publisher, or a later one before versions were frozen."""
    touched: tuple[CommitInfo, ...]
    """Changes of the folder since then, newest first; none for a version that was left alone."""


def list_editions(past: History, frozen_from: str) -> dict[str, Edition]:
    """Every version published on the main line by folder, deleted ones included.

    Raises IntegrityError when `frozen_from` is not a commit of the main line, because the history was
    rewritten, and for a clone that lacks old commits.
    """
    freezing = find_commit_order(past, frozen_from)
    found = (_build_edition(folder, touches, freezing) for folder, touches in sorted(past.touches.items()))
    return {edition.folder: edition for edition in found if edition}


def list_record_editions(past: History, frozen_from: str) -> dict[str, Edition]:
    """Every record ever published on the main line; raises as `list_editions`."""
    freezing = find_commit_order(past, frozen_from, "records_frozen_from")
    stories = sorted(past.records.items())
    found = (_build_edition(name, touches, freezing) for name, touches in stories)
    return {edition.folder: edition for edition in found if edition}


def find_commit_order(past: History, frozen_from: str, setting: str = "frozen_from") -> int:
    """Place on the main line of a whole history of the commit that a setting names."""
    if past.shallow:
        raise make_shallow_error()
    try:
        return past.main_line.index(frozen_from)
    except ValueError:
        raise IntegrityError(
            Message(
                "The commit {frozen_from} of `{setting}` is not in the history.",
                frozen_from=frozen_from[:12],
                setting=setting,
            ),
            Message("Find the published history again; `{setting}` never changes.", setting=setting),
        ) from None


def make_shallow_error() -> IntegrityError:
    """The error for a clone that cannot know what a version held before its oldest commit."""
    return IntegrityError(
        Message("This clone lacks a part of the history: nothing in it proves that published versions never changed."),
        Message("Complete this clone: `git fetch --unshallow`."),
    )


@dataclass(frozen=True, slots=True)
class _FolderState:
    """A version's folder or a record after one commit of the main line that touched it."""

    change: CommitInfo
    order: int
    """Place of the commit on the main line, 0 for the newest."""
    files: Mapping[str, str]


def _build_edition(folder: str, touches: tuple[Touch, ...], freezing: int) -> Edition | None:
    """One version or record as published; None when its main document was never on the main line from then on."""
    states, main = tuple(_iter_states(folder, touches)), find_main_document(folder)[len(folder) :]
    before = [state for state in states if state.order >= freezing]
    candidates = (*before[-1:], *(state for state in states if state.order < freezing))
    published = next((state for state in candidates if main in state.files), None)
    if published is None:
        return None
    earlier = reversed([state for state in states if state.order > published.order])
    run = (published, *takewhile(lambda state: main in state.files, earlier))
    touched = tuple(state.change for state in reversed(states) if state.order < published.order)
    return Edition(folder, published.files, run[-1].change, published.change, touched)


def _iter_states(folder: str, touches: tuple[Touch, ...]) -> Iterator[_FolderState]:
    """The folder after each commit that touched it, oldest first."""
    files: dict[str, str] = {}
    for order, own in groupby(reversed(touches), key=lambda touch: touch.order):
        for touch in own:
            change, name = touch.change, touch.path[len(folder) :]
            files = (
                {**files, name: touch.blob} if touch.blob else {key: blob for key, blob in files.items() if key != name}
            )
        yield _FolderState(change, order, files)
