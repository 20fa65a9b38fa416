"""Digests of what was published: of a clone, of a downloaded archive, of a ledger, and what differs between them.

Reads only what it is given: never the network, never an archive's paths on disk.
"""

import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from boas.checks import FrozenRecord, FrozenVersion, Removal, check_frozen, is_rightly_gone, read_removals
from boas.documents import RECORDS, load_vocabulary
from boas.errors import IntegrityError, UsageError
from boas.escaping import make_visible
from boas.parsing import compute_folder_digest, read_former_ids, rename_path
from boas.registry import (
    build_ledger,
    build_records,
    find_altered_records,
    find_altered_versions,
    find_moved_settings,
    read_first_freezes,
)
from boas.repository import make_shallow_error, open_repository, with_present_paths
from boas.translation import Message, make_verbatim
from boas.tree import REGULAR_MODES

_Versions = dict[tuple[str, str], str]
"""Digest by id and version."""

_Records = dict[tuple[str, str, str], str]
"""Digest of records by kind, algorithm and id."""

_LARGEST = 64 * 1024 * 1024
"""Bytes an archive may unpack to."""


@dataclass(frozen=True, slots=True)
class DigestComparison:
    """What came of holding versions and records against what was published."""

    n_versions: int
    """Versions that were looked at."""
    gone: tuple[Message, ...]
    """What was rightly removed, with the day and the reason."""
    wrong: tuple[Message, ...]
    """What is not as it was published; empty when all agree."""


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """What a ledger file says of versions."""

    versions: _Versions
    """Digests, of removed versions too."""
    gone: Mapping[tuple[str, str], Message]
    """Removed versions, with the day and the reason."""
    former_ids: Mapping[str, str]
    """The present id of each renamed algorithm, by every id it had before."""


@dataclass(frozen=True, slots=True)
class Clone:
    """What a clone holds at the commit checked out."""

    versions: _Versions
    """Digests, of removed versions too."""
    records: _Records
    """Digests, of removed evaluations and audits too."""
    gone: Mapping[tuple[str, str], Message]
    """Removed versions, with the day and the reason."""
    gone_records: tuple[Message, ...]
    """The same of removed evaluations and audits."""
    moved: tuple[Message, ...]
    """What its own history says of versions, records and settings that moved."""
    are_records_frozen: bool
    former_ids: Mapping[str, str]
    """The present id of each renamed algorithm, by every id it had before."""


def read_clone(root: Path) -> Clone:
    """Digests of the commit checked out, and what its whole history says of what moved.

    Raises `IntegrityError` when this clone lacks a part of the history.
    """
    with open_repository(root) as repository:
        commit = repository.read_head()
        under = repository.find_cards_folder(root)
        tree, past = repository.read_tree_of(commit, under), repository.read_history_of(commit, under)
        if past.shallow:
            raise make_shallow_error()
        former = read_former_ids(tree)
        past = with_present_paths(past, lambda path: rename_path(path, former))
        first, entries, beside = read_first_freezes(tree, past), build_ledger(tree, past), build_records(tree, past)
        settings = [finding.message for finding in check_frozen(find_moved_settings(tree, first))]
        versions = find_altered_versions(tree, past, first.get("frozen_from"), entries)
        removals = read_removals(tree)
        others = find_altered_records(tree, past, first.get("records_frozen_from"), beside)
        moved = [
            *(_describe_change(one.folder, one.published, one.present) for one in _select_moved(versions, removals)),
            *(_describe_change(one.path, one.published, one.present) for one in _select_moved(others, removals)),
            *(_describe_link(path) for path, file in tree.files.items() if file.mode not in REGULAR_MODES),
        ]
    gone = {(one.algorithm, one.name): one for one in removals.values() if one.kind == "version"}
    others_gone = [one for one in removals.values() if one.kind != "version"]
    return Clone(
        {(one.id, one.version): one.digest for one in entries.values()}
        | {name: one.digest for name, one in gone.items()},
        {(one.kind, one.algorithm, one.id): one.digest for one in beside.values()}
        | {(one.kind, one.algorithm, one.name): one.digest for one in others_gone},
        {name: _describe_removal(name, one.notice.date, one.notice.reason) for name, one in gone.items()},
        tuple(_describe_removal((one.algorithm, one.what), one.notice.date, one.notice.reason) for one in others_gone),
        (*settings, *moved),
        "records_frozen_from" in first,
        former,
    )


def verify_archive(archive: Path, known: "LedgerFile | Clone") -> DigestComparison:
    """Hold a downloaded archive of one version against a ledger, or against a clone.

    Args:
        archive: a zip file as the site gives it; its members are read, never unpacked.
        known: the digests it is held against.

    Raises:
        IntegrityError: the file is no archive of one version.
    """
    (algorithm, version), digest = _compute_archive_digest(archive)
    name = known.former_ids.get(algorithm, algorithm), version
    wanted = known.versions
    wrong = _list_differences({name: wanted[name]} if name in wanted else {}, {name: digest})
    gone = tuple(words for one, words in known.gone.items() if one == name)
    return DigestComparison(1, gone, tuple(wrong or _list_unknown(name, wanted)))


def verify_clone(here: "Clone", ledger: Path | None = None) -> DigestComparison:
    """Hold a clone against its own history and, if given, against a ledger that was kept elsewhere.

    Raises:
        UsageError: the file is no ledger.
    """
    wrong = (*here.moved, *(_compare_with_ledger(ledger, here) if ledger else ()))
    gone = (*here.gone.values(), *here.gone_records)
    return DigestComparison(len(here.versions) - len(here.gone), gone, wrong)


def _compare_with_ledger(path: Path, here: Clone) -> list[Message]:
    """What a ledger file tells otherwise than a clone; an older one knows of no records."""
    former = here.former_ids
    versions = {
        (former.get(one, one), version): digest for (one, version), digest in read_ledger(path).versions.items()
    }
    records = {
        (kind, former.get(one, one), name): told for (kind, one, name), told in _read_ledger_records(path).items()
    }
    return [
        *_list_differences(versions, here.versions),
        *_list_differences(_exclude_grown(records, here.records), here.records),
    ]


def _exclude_grown(wanted: _Records, found: _Records) -> _Records:
    """The records of a ledger but for those that are still there and may have grown, which a clone's history proves."""
    return {name: digest for name, digest in wanted.items() if name not in found or not _may_grow(name[0])}


def _may_grow(kind: str) -> bool:
    """Whether a list of records of a kind may grow after publication."""
    return kind in RECORDS and bool(RECORDS[kind].growing_field)


def _read_ledger_records(path: Path) -> _Records:
    """Digests of records a ledger file tells; none in an older one. Raises `UsageError` for one that cannot be read."""
    try:
        rows = json.loads(path.read_bytes()).get("records", [])
        return {(str(row["kind"]), str(row["algorithm"]), str(row["id"])): str(row["digest"]) for row in rows}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _make_ledger_error(path) from error


_Moved = TypeVar("_Moved", FrozenVersion, FrozenRecord)


def _select_moved(moved: Iterable[_Moved], removals: Mapping[str, Removal]) -> list[_Moved]:
    """Of versions or records that somebody touched, those that moved and were not rightly removed."""
    return [one for one in moved if one.present != one.published and not is_rightly_gone(one, removals)]


def _describe_removal(name: tuple[str, str], day: str, reason: str) -> Message:
    """Something whose bytes were taken away for good: that its digest alone is left is as it should be."""
    said = load_vocabulary("notice_reasons").terms.get(reason, make_verbatim(make_visible(reason)))
    shown = make_visible(" ".join(name))
    return Message(
        "{shown}: removed on {day} for {reason}.",
        shown=shown,
        day=make_visible(day),
        reason=said,
    )


def read_ledger(path: Path) -> LedgerFile:
    """What a ledger file tells; raises `UsageError` for a file that is no ledger."""
    try:
        told = json.loads(path.read_bytes())
        gone = [row for row in told.get("removed", ()) if row["version"]]
        return LedgerFile(
            {(str(row["id"]), str(row["version"])): str(row["digest"]) for row in (*told["versions"], *gone)},
            {
                (name := (str(row["id"]), str(row["version"]))): _describe_removal(
                    name, str(row["date"]), str(row["reason"])
                )
                for row in gone
            },
            {str(row["former"]): str(row["id"]) for row in told.get("renamed", ())},
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _make_ledger_error(path) from error


def _make_ledger_error(path: Path) -> UsageError:
    """A file that is no ledger."""
    return UsageError(
        Message("{name} is not a ledger.", name=path.name),
        Message("Download `ledger.json` from the site."),
    )


_Name = TypeVar("_Name", bound=tuple[str, ...])


def _list_differences(wanted: Mapping[_Name, str], found: Mapping[_Name, str]) -> list[Message]:
    """Versions or records of the ledger that are not the same, or not there, in what was found."""
    return [
        _describe_change(" ".join(name), digest, found.get(name, ""))
        for name, digest in sorted(wanted.items())
        if found.get(name) != digest
    ]


def _list_unknown(name: tuple[str, str], wanted: _Versions) -> list[Message]:
    """A version the ledger does not hold."""
    if name in wanted:
        return []
    shown = " ".join(name)
    return [Message("{shown}: not in the ledger.", shown=shown)]


def _describe_link(path: str) -> Message:
    """A link or a submodule: what it leads to can change without any digest changing."""
    named = make_visible(path)
    return Message("{named}: a link or a submodule, whose content nothing proves.", named=named)


def _describe_change(what: str, before: str, now: str) -> Message:
    """One version whose digest is not the published one."""
    return Message("{what}: published digest {before}, found {now}.", what=what, before=before, now=now or _NO_DIGEST)


_NO_DIGEST = Message("none")


def _compute_archive_digest(path: Path) -> tuple[tuple[str, str], str]:
    """Id, version and digest of a downloaded archive; its members are read, never unpacked.

    Raises `IntegrityError` for a file that is no archive of one version.
    """
    try:
        with zipfile.ZipFile(path) as opened:
            members = opened.infolist()
            if sum(member.file_size for member in members) > _LARGEST:
                raise _make_archive_error(path)
            contents = {member.filename: opened.read(member) for member in members}
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise _make_archive_error(path) from error
    tops = {name.split("/", 1)[0] for name in contents}
    top = tops.pop() if len(tops) == 1 else ""
    name = _split_top(top)
    if not all(name):
        raise _make_archive_error(path)
    return name, compute_folder_digest({member[len(top) + 1 :]: content for member, content in contents.items()})


def _split_top(top: str) -> tuple[str, str]:
    """Id and version of a folder `ID-VERSION`: the version starts at the first part like `1.0`."""
    parts = top.split("-")
    for position in range(1, len(parts)):
        if parts[position][:1].isdigit() and "." in parts[position]:
            return "-".join(parts[:position]), "-".join(parts[position:])
    return top, ""


def _make_archive_error(path: Path) -> IntegrityError:
    """A file that cannot be the archive of one version."""
    return IntegrityError(
        Message("{name} is not the archive of one version.", name=path.name),
        Message("Download it again."),
    )
