"""A lock held against a bulletin and the files on disk: every sentence there is to say, in the order of the lock.

Pure: nothing is asked and no clock is read here. Everything is looked at, whatever was found before.
"""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from msgspec.structs import replace as replace_pin

from boas.documents import is_in_range, is_version, parse_version
from boas.parsing import compute_listing_digest
from boas.pinning._bulletin_proof import iter_contradictions, iter_setbacks
from boas.pinning._file_comparison import describe_difference
from boas.pinning._json_forms import MalformedError
from boas.pinning._lock import Acceptance, Lock, LockedRegistry, Pin
from boas.pinning._notices import NoticeInForce, describe_notice, list_notices_in_force
from boas.pinning._outcomes import AS_IT_SHOULD_BE, DIFFERENT, NOT_KNOWN, NOT_TO_BE_USED, Outcome
from boas.registry import Bulletin, BulletinNotice, BulletinUse, BulletinVersion
from boas.translation import Message

ReadFile = Callable[[Pin, str], bytes | None]
"""Gives the bytes of a pin's file on disk; nothing when it is not there."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How strictly a lock is held."""

    as_of: str
    """Today, ISO 8601."""
    strict: bool = False
    """Whether deprecations, errata and newer versions count too."""
    max_age: int | None = None
    """Days that what the registry says may be old; nothing for any."""


def verify_lock(lock: Lock, bulletin: Bulletin | None, read_file: ReadFile, terms: Terms) -> tuple[Outcome, ...]:
    """Every outcome: first about the registry, then pin by pin. Without a bulletin, only files are looked at."""
    found = list(iter_registry_outcomes(lock.registry, bulletin, terms)) if bulletin else []
    former = bulletin.former_ids if bulletin else {}
    parts = split_bulletin(bulletin, {former.get(pin.id, pin.id) for pin in lock.use}) if bulletin else {}
    for pin in lock.use:
        own = list(_iter_file_outcomes(pin, read_file))
        if bulletin:
            present = former.get(pin.id, pin.id)
            if present != pin.id:
                own.append(Outcome(AS_IT_SHOULD_BE, pin.name, Message("it is called {id} now", id=present)))
            own += _list_version_outcomes(replace_pin(pin, id=present), parts[present], terms)
        if not own and bulletin:
            own = [Outcome(AS_IT_SHOULD_BE, pin.name, Message("as pinned, and nothing speaks against it"))]
        found += own
    return tuple(found)


def split_bulletin(bulletin: Bulletin, ids: AbstractSet[str]) -> dict[str, Bulletin]:
    """The part of a bulletin that is about each of some algorithms, so that all of it is gone through once."""
    notices: dict[str, list[BulletinNotice]] = {name: [] for name in ids}
    versions: dict[str, list[BulletinVersion]] = {name: [] for name in ids}
    uses: dict[str, list[BulletinUse]] = {name: [] for name in ids}
    for notice in bulletin.notices:
        notices.get(notice.algorithm, []).append(notice)
    for version in bulletin.versions:
        versions.get(version.id, []).append(version)
    for use in bulletin.uses:
        uses.get(use.algorithm, []).append(use)
    return {
        name: replace(bulletin, notices=tuple(notices[name]), versions=tuple(versions[name]), uses=tuple(uses[name]))
        for name in ids
    }


def iter_registry_outcomes(known: LockedRegistry, bulletin: Bulletin, terms: Terms) -> Iterator[Outcome]:
    """What there is to say of the bulletin itself."""
    told = Message("Registry at commit {commit}, {date}.", commit=bulletin.commit[:12], date=bulletin.date[:10])
    yield Outcome(AS_IT_SHOULD_BE, "", told)
    for message in (*iter_contradictions(bulletin), *iter_setbacks(bulletin, known)):
        yield Outcome(DIFFERENT, "", message)
    age = _compute_age(bulletin.date, terms.as_of)
    if terms.max_age is not None and (age is None or age > terms.max_age):
        yield Outcome(
            NOT_KNOWN,
            "",
            Message(
                "What the registry says is of {date}: older than the {max_age} days allowed.",
                date=bulletin.date[:10],
                max_age=terms.max_age,
            ),
        )


def _compute_age(made: str, as_of: str) -> int | None:
    """Days between two dates; nothing when one is none."""
    try:
        return (date.fromisoformat(as_of) - date.fromisoformat(made[:10])).days
    except ValueError:
        return None


def _iter_file_outcomes(pin: Pin, read_file: ReadFile) -> Iterator[Outcome]:
    """Files on disk that are not what the lock says."""
    for path, digest in sorted(pin.files.items()):
        if difference := describe_difference(path, read_file(pin, path), digest):
            yield Outcome(DIFFERENT, pin.name, Message("{path}: {difference}", path=path, difference=difference))


def _list_version_outcomes(pin: Pin, bulletin: Bulletin, terms: Terms) -> list[Outcome]:
    """What a bulletin says of one pin; a notice that cannot be read is an outcome too."""
    row = next((one for one in bulletin.versions if (one.id, one.version) == (pin.id, pin.version)), None)
    try:
        standing = list_notices_in_force(bulletin, pin.id, pin.version)
        own = list(_iter_digest_outcomes(pin, row, standing))
        own += (_assess_notice(pin, notice, bulletin, terms) for notice in standing)
        own += _iter_newer(pin, bulletin, terms)
    except MalformedError as error:
        message = Message("a notice about it cannot be read: {reason}", reason=error.reason)
        return [Outcome(NOT_KNOWN, pin.name, message)]
    return own


def _iter_digest_outcomes(
    pin: Pin, row: BulletinVersion | None, standing: tuple[NoticeInForce, ...]
) -> Iterator[Outcome]:
    """Whether the registry holds a version as it was pinned."""
    if row is None:
        if not any(notice.content.kind == "removed" for notice in standing):
            yield Outcome(DIFFERENT, pin.name, Message("the registry has no such version, and no notice says why"))
        return
    if f"sha256:{row.digest}" != pin.digest:
        message = Message("its digest is not the one pinned: {digest}", digest=row.digest)
        yield Outcome(DIFFERENT, pin.name, message)
    if row.files and compute_listing_digest(row.files) != row.digest:
        yield Outcome(DIFFERENT, pin.name, Message("the files the registry names do not make the digest it names"))
    for path, digest in sorted(pin.files.items()):
        if row.files and f"sha256:{row.files.get(path)}" != digest:
            message = Message("{path}: the lock does not have the registry's digest of it", path=path)
            yield Outcome(DIFFERENT, pin.name, message)


def _assess_notice(pin: Pin, notice: NoticeInForce, bulletin: Bulletin, terms: Terms) -> Outcome:
    """A notice about a pin, with its weight: none while somebody answers for it."""
    message, details = describe_notice(notice, bulletin)
    code = NOT_TO_BE_USED if notice.stops or terms.strict else AS_IT_SHOULD_BE
    accepted = next((one for one in pin.accepted if one.notice == notice.row.id), None)
    if accepted is None or code == AS_IT_SHOULD_BE:
        return Outcome(code, pin.name, message, details)
    holds = accepted.until >= terms.as_of
    line = _describe_acceptance(accepted, holds=holds)
    return Outcome(AS_IT_SHOULD_BE if holds else code, pin.name, message, (*details, line))


def _describe_acceptance(accepted: Acceptance, *, holds: bool) -> Message:
    """What somebody answers for, and until when."""
    if holds:
        return Message("Accepted until {until}: {reason}", until=accepted.until, reason=accepted.reason)
    return Message("Accepted until {until}, which has passed: {reason}", until=accepted.until, reason=accepted.reason)


def _iter_newer(pin: Pin, bulletin: Bulletin, terms: Terms) -> Iterator[Outcome]:
    """The newest version that could take the place of a pin, in its range and beyond."""
    usable = [one for one in list_usable(bulletin, pin.id) if parse_version(one) > parse_version(pin.version)]
    within = [one for one in usable if pin.range is None or is_in_range(one, pin.range)]
    code = NOT_TO_BE_USED if terms.strict else AS_IT_SHOULD_BE
    if within:
        yield Outcome(code, pin.name, Message("newer: {version}", version=within[0]))
    elif usable:
        yield Outcome(code, pin.name, Message("newer, outside the range of the pin: {version}", version=usable[0]))


def list_usable(bulletin: Bulletin, algorithm: str, *, prereleases: bool = False) -> list[str]:
    """Versions that no notice speaks against, newest first; raises `MalformedError` for notices that cannot be read."""
    known = [one for one in bulletin.versions if one.id == algorithm and is_version(one.version) and one.files]
    standing = (
        one.version
        for one in known
        if not any(notice.stops for notice in list_notices_in_force(bulletin, algorithm, one.version))
    )
    found = (one for one in standing if prereleases or not parse_version(one).prerelease)
    return sorted(found, key=parse_version, reverse=True)
