"""Pinning: the newest version of an algorithm that may be used, taken into a lock with the digests it has.

Only the pin that is named moves. What is refused is told with the sentences a verification would print.
"""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from boas.documents import is_in_range, is_range, is_version, parse_version
from boas.errors import IntegrityError, UsageError
from boas.pinning._file_comparison import describe_difference
from boas.pinning._file_store import refuse_edited_files, write_pin
from boas.pinning._lock import Acceptance, Lock, LockedLog, LockedRegistry, Pin, read_lock, render_lock
from boas.pinning._notices import describe_notice, list_notices_in_force
from boas.pinning._outcomes import AS_IT_SHOULD_BE, NOT_TO_BE_USED, Outcome, select_gravest_code
from boas.pinning._sources import Source
from boas.pinning._verification import Terms, iter_registry_outcomes, list_usable, split_bulletin
from boas.registry import Bulletin, BulletinVersion
from boas.translation import Message


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to use."""

    id: str
    range: str | None
    """Versions that will do; nothing for any, and for one version `==1.0.0`."""
    accepted: tuple[Acceptance, ...] = ()


def parse_wish(text: str, accepted: Sequence[Acceptance] = ()) -> Wish:
    """The wish in `ID`, `ID@VERSION` or `ID@RANGE`; raises `UsageError` for anything else."""
    name, at, wanted = text.partition("@")
    if at and is_version(wanted):
        return Wish(name, f"=={wanted}", tuple(accepted))
    if not name or (at and not is_range(wanted)):
        raise UsageError(
            Message("`{text}` is not ID, ID@VERSION or ID@RANGE.", text=text),
            Message('For instance: boas use "avc-ait-pmsi@>=1.0.0,<2.0.0"'),
        )
    return Wish(name, wanted or None, tuple(accepted))


def use_version(source: Source, wish: Wish, path: Path, terms: Terms, *, with_files: bool) -> tuple[Outcome, ...]:
    """Take one version into the lock at `path`, or say why not; nothing is written unless every outcome is well.

    A pin keeps its range when none is asked for, and its files when it has some.

    Raises:
        UsageError: there is no such algorithm or version, the lock cannot be read, or edited files are in the way.
        MachineError: the source cannot be asked, or the disk refuses.
    """
    old = read_lock(path) if path.exists() else None
    bulletin = source.bulletin
    known = old.registry if old else _describe_registry(bulletin, source.address)
    whole = tuple(iter_registry_outcomes(known, bulletin, terms))
    if select_gravest_code(one.code for one in whole) != AS_IT_SHOULD_BE:
        return whole
    before = next((pin for pin in old.use if pin.id == wish.id), None) if old else None
    if before and wish.range is None:
        wish = dataclasses.replace(wish, range=before.range)
    wish = dataclasses.replace(wish, id=bulletin.former_ids.get(wish.id, wish.id))
    bulletin = split_bulletin(bulletin, {wish.id})[wish.id]
    row = _choose_version(bulletin, wish)
    pin = _make_pin(row, wish, before)
    found = tuple(_iter_notice_outcomes(pin, bulletin, terms))
    if select_gravest_code(one.code for one in found) != AS_IT_SHOULD_BE:
        return found
    files = _fetch_files(source, row) if with_files or (before and before.files) else None
    if files is not None:
        refuse_edited_files(path.parent, wish.id, _collect_known_files(bulletin, before))
        pin = replace(pin, files={name: f"sha256:{digest}" for name, digest in sorted(row.files.items())})
    lock = _put_pin(old, pin, _describe_registry(source.bulletin, known.url or source.address))
    write_pin(path.parent, path.name, render_lock(lock), pin, files)
    told = Message("pinned as {purl}", purl=pin.purl)
    return (*found, Outcome(AS_IT_SHOULD_BE, pin.name, told))


def _describe_registry(bulletin: Bulletin, address: str) -> LockedRegistry:
    """The state of the registry that a lock keeps."""
    log = None
    if bulletin.log is not None:
        last = f"sha256:{bulletin.log[-1].digest}" if bulletin.log else None
        log = LockedLog(n=len(bulletin.log), digest=last)
    return LockedRegistry(
        url=address or bulletin.registry.url, commit=bulletin.commit, date=bulletin.date[:10], log=log
    )


def _choose_version(bulletin: Bulletin, wish: Wish) -> BulletinVersion:
    """The newest version in range that nothing speaks against; where there is none, the newest that is still there.

    A pre-release only where the range holds nothing else.
    """
    rows = {one.version: one for one in bulletin.versions if one.files and is_version(one.version)}
    if not rows:
        raise UsageError(
            Message("This registry has no algorithm `{id}` that could be used.", id=wish.id),
            Message("See the list of algorithms, or the page of this one for why."),
        )
    usable = list_usable(bulletin, wish.id) + list_usable(bulletin, wish.id, prereleases=True)
    others = sorted(rows, key=lambda one: (not parse_version(one).prerelease, parse_version(one)), reverse=True)
    chosen = next((one for one in (*usable, *others) if wish.range is None or is_in_range(one, wish.range)), None)
    if chosen is None:
        raise UsageError(
            Message("`{id}` has no version in the range {range}.", id=wish.id, range=wish.range),
            Message("It has: {versions}.", versions=", ".join(sorted(rows, key=parse_version))),
        )
    return rows[chosen]


def _make_pin(row: BulletinVersion, wish: Wish, before: Pin | None) -> Pin:
    """The pin of a version, with what was accepted for this algorithm before unless it is accepted anew."""
    accepted = {one.notice: one for one in (*(before.accepted if before else ()), *wish.accepted)}
    return Pin(
        id=row.id,
        range=wish.range,
        version=row.version,
        upstream_version=row.upstream_version,
        digest=f"sha256:{row.digest}",
        files={},
        accepted=tuple(accepted[name] for name in sorted(accepted)),
    )


def _iter_notice_outcomes(pin: Pin, bulletin: Bulletin, terms: Terms) -> Iterator[Outcome]:
    """What notices say of a version that is about to be pinned; those that somebody answers for do not stop it."""
    held = {one.notice for one in pin.accepted if one.until >= terms.as_of}
    for notice in list_notices_in_force(bulletin, pin.id, pin.version):
        stops = notice.stops and notice.row.id not in held
        message, details = describe_notice(notice, bulletin)
        yield Outcome(NOT_TO_BE_USED if stops else AS_IT_SHOULD_BE, pin.name, message, details)


def _fetch_files(source: Source, row: BulletinVersion) -> dict[str, bytes]:
    """Every file of a version; raises `IntegrityError` when what the source gives is not what it says."""
    files = {}
    for path, digest in sorted(row.files.items()):
        files[path] = source.read_file(row.id, row.version, path)
        if difference := describe_difference(path, files[path], f"sha256:{digest}"):
            raise IntegrityError(
                Message("{path}: {difference}", path=path, difference=difference),
                Message("What the registry gives is not what it names; nothing was written. Ask who runs it."),
            )
    return files


def _collect_known_files(bulletin: Bulletin, before: Pin | None) -> frozenset[str]:
    """SHA-256 of every file that this program may have put on disk for an algorithm."""
    fetched = (digest.removeprefix("sha256:") for digest in (before.files.values() if before else ()))
    return frozenset((*fetched, *(digest for one in bulletin.versions for digest in one.files.values())))


def _put_pin(old: Lock | None, pin: Pin, registry: LockedRegistry) -> Lock:
    """The lock with one pin added or moved, and the registry as it stands now."""
    others = tuple(one for one in old.use if one.id != pin.id) if old else ()
    return Lock(lock_version=1, registry=registry, use=(*others, pin))
