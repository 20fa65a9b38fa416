"""The history of files: the last change of each, from one pass over the main line.

The main line is the first parents: a merged proposal counts as one change, on the day it was made
part of the registry and by the person who did so. It never tells who reviewed what.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType

from boas.documents import SETTINGS, find_record, find_version_folder
from boas.errors import IntegrityError
from boas.repository._cards_folder import CardsFolder
from boas.repository._git_runner import FSCK, GitRunner
from boas.repository._trees import MOST_PATHS, make_too_many_files_error
from boas.translation import Message

_LOG = (
    "--first-parent",
    "--raw",
    "-z",
    "--no-renames",
    "--no-abbrev",
    "--ignore-submodules=none",
    "--no-notes",
    "--no-show-signature",
    "--format=tformat:%H%x00%an%x00%aI%x00%ct",
)
"""One stream, newest first, a merge compared with its first parent, whatever the repository's settings."""


@dataclass(frozen=True, slots=True)
class CommitInfo:
    """One commit of the main line."""

    commit: str
    author: str
    """The author's name as the commit gives it, which nobody has verified."""
    date: str
    """When the author made it, ISO 8601 with the offset, for instance `2026-03-02T10:00:00+01:00`.

    The author's date and not the committer's: it stays when a forge rebases, squashes or mirrors.
    """


@dataclass(frozen=True, slots=True)
class Touch:
    """One change of one file in a version's folder."""

    change: CommitInfo
    order: int
    """Place of the commit on the main line, 0 for the newest."""
    path: str
    blob: str
    """Id of the content after the change; empty when the file was deleted, or became a link or a submodule."""


@dataclass(frozen=True, slots=True)
class History:
    """The history of the files that a commit holds; deleted files are not in it."""

    last_changed: Mapping[str, CommitInfo]
    """By path: the change that gave the file its present content."""
    first_seen: Mapping[str, CommitInfo]
    """By path: the change since which the file has been there without interruption."""
    shallow: bool
    """The clone lacks old commits. A file that nothing known has touched is in neither mapping,
    and one that was there before the known past is not in `first_seen`."""
    main_line: tuple[str, ...]
    """Commits of the main line, newest first."""
    touches: Mapping[str, tuple[Touch, ...]]
    """By version folder (with its last `/`): every change of its files, newest first, also of folders that are gone."""
    records: Mapping[str, tuple[Touch, ...]] = field(default_factory=dict)
    """The same by record: its path, of an evaluation its folder with its last `/`."""
    settings: tuple[Touch, ...] = ()
    """Every change of the registry's own settings, newest first."""
    newest: CommitInfo | None = None
    """The change with the latest date of any file of the registry, also of one that is gone: never older later on."""
    committed: str = ""
    """When the commit all this was read from was made as it stands (ISO 8601, UTC): the date of its committer."""


def read_history(door: GitRunner, commit: str, under: CardsFolder, boundary: AbstractSet[str]) -> History:
    """Walk back from a commit; `boundary` names the commits whose parents a clone lacks.

    Raises IntegrityError for a damaged history, an impossible date, or too many paths.
    """
    brought: dict[str, CommitInfo] = {}
    appeared: dict[str, CommitInfo] = {}
    stories: dict[str, dict[str, list[Touch]]] = {"versions": {}, "records": {}, "settings": {}}
    main_line: list[str] = []
    newest: CommitInfo | None = None
    committed: list[bytes] = []
    known: set[str] = set()  # files whose whole story has been met, deleted ones included
    with closing(door.stream_records("log", *_LOG, "--end-of-options", commit, "--")) as tokens:
        for touch, status in _iter_touches(tokens, under, boundary, main_line, committed):
            change, path = touch.change, touch.path
            _add_touch(stories, touch)
            newest = change if newest is None or _is_later(change, newest) else newest
            if path in known:
                continue
            if status != b"D":
                brought.setdefault(path, change)
            if status == b"A":
                appeared[path] = change
            if status in b"AD":
                known.add(path)
            if max(len(brought), len(known)) > MOST_PATHS:
                raise make_too_many_files_error(change.commit)
    return History(
        MappingProxyType(brought),
        MappingProxyType(appeared),
        bool(boundary),
        tuple(main_line),
        _freeze_touches(stories["versions"]),
        _freeze_touches(stories["records"]),
        tuple(stories["settings"].get(SETTINGS, ())),
        newest,
        parse_timestamp(committed[0]).isoformat() if committed else "",
    )


def _is_later(change: CommitInfo, other: CommitInfo) -> bool:
    """Whether a change is dated after one that was met before it, which is not older on the main line."""
    return change is not other and datetime.fromisoformat(change.date) > datetime.fromisoformat(other.date)


def _add_touch(stories: Mapping[str, dict[str, list[Touch]]], touch: Touch) -> None:
    """Keep a change with the version, the record or the settings it is a part of; any other is forgotten."""
    if folder := find_version_folder(touch.path):
        stories["versions"].setdefault(folder, []).append(touch)
    elif record := find_record(touch.path):
        stories["records"].setdefault(record, []).append(touch)
    elif touch.path == SETTINGS:
        stories["settings"].setdefault(SETTINGS, []).append(touch)


def _freeze_touches(touches: Mapping[str, list[Touch]]) -> Mapping[str, tuple[Touch, ...]]:
    """The same mapping, which nobody can change any more."""
    return MappingProxyType({name: tuple(its) for name, its in touches.items()})


def _iter_touches(
    tokens: Iterable[bytes],
    under: CardsFolder,
    boundary: AbstractSet[str],
    main_line: list[str],
    committed: list[bytes],
) -> Iterator[tuple[Touch, bytes]]:
    """Each file of the cards' folder with the change that touched it, and how (A, M, T or D).

    The commit at a clone's boundary seems to add every file, so it is ignored. Commits met are
    added to `main_line`, and when they were committed to `committed`.
    """
    stream = iter(tokens)
    change = CommitInfo("", "", "")
    for token in stream:
        if not token.startswith(b"\n:") and not token.startswith(b":"):
            change = _parse_commit(token, next(stream), next(stream))
            committed.append(next(stream))
            main_line.append(change.commit)
            continue
        path = under.to_card_path(next(stream))
        if path is not None and change.commit not in boundary:
            status, (_, mode, _, oid, _) = token[-1:], token.split(b" ", 4)
            blob = oid.decode("ascii") if mode.startswith(b"100") else ""
            yield Touch(change, len(main_line) - 1, path, blob), status


def _parse_commit(commit: bytes, author: bytes, date: bytes) -> CommitInfo:
    oid = commit.strip().decode("ascii")
    return CommitInfo(oid, author.decode("utf-8", "replace"), _parse_author_date(date.decode("ascii"), oid))


def parse_timestamp(seconds: bytes) -> datetime:
    """The moment so many seconds after 1970; the oldest there is for a number no calendar holds."""
    try:
        return datetime.fromtimestamp(int(seconds), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.min.replace(tzinfo=UTC)


def _parse_author_date(date: str, commit: str) -> str:
    """The date in one spelling, since versions of Git differ on how to write UTC."""
    try:
        return datetime.fromisoformat(date).isoformat()
    except ValueError:
        raise IntegrityError(
            Message("The commit {commit} carries an impossible author date.", commit=commit),
            FSCK,
        ) from None
