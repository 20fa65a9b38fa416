"""Whether a bulletin agrees with itself, and with what a lock knows of it: an altered or an older one shows."""

from collections import Counter
from collections.abc import Iterator

from boas.pinning._json_forms import MalformedError, convert_value
from boas.pinning._lock import LockedRegistry
from boas.pinning._notices import NoticeContent
from boas.registry import Bulletin, BulletinNotice, compute_canonical_digest, compute_entry_digest
from boas.translation import Message


def iter_contradictions(bulletin: Bulletin) -> Iterator[Message]:
    """What in a bulletin contradicts the rest of it: nobody who only copied it made it so."""
    yield from _iter_broken_links(bulletin)
    yield from _iter_altered_notices(bulletin)
    counted = Counter((one.id, one.version) for one in bulletin.versions)
    for name, n in sorted(counted.items()):
        if n > 1:
            yield Message("The bulletin names {version} more than once.", version=" ".join(name))


def _iter_broken_links(bulletin: Bulletin) -> Iterator[Message]:
    """The first entry of the log that is not what its digest, its place or its predecessor says."""
    before = None
    for n, entry in enumerate(bulletin.log or (), start=1):
        if (entry.n, entry.previous) != (n, before) or compute_entry_digest(entry) != entry.digest:
            yield Message("Entry {n} of the log of notices does not follow from the one before: it was altered.", n=n)
            return
        before = entry.digest


def _iter_altered_notices(bulletin: Bulletin) -> Iterator[Message]:
    """Notices that are not what the log says they are, those it knows and that are missing, those it does not know."""
    rows = {(one.algorithm, one.id): one for one in bulletin.notices}
    for name, row in sorted(rows.items()):
        if compute_canonical_digest(row.document) != row.digest or not _has_its_correction(row, rows):
            yield _describe_altered(name)
    if bulletin.log is None:
        return
    last = {(one.algorithm, one.notice): one.digest for entry in bulletin.log for one in entry.changes}
    known = {name: digest for name, digest in last.items() if digest}
    for name in sorted(known.keys() - rows.keys()):
        yield Message("The notice {notice} stands in the log and is missing: it was removed.", notice="/".join(name))
    yield from (_describe_altered(name) for name, row in sorted(rows.items()) if known.get(name) != row.digest)


def _describe_altered(name: tuple[str, str]) -> Message:
    """A notice that somebody changed without a commit."""
    return Message("The notice {notice} is not the one in the log: it was altered.", notice="/".join(name))


def _has_its_correction(row: BulletinNotice, rows: dict[tuple[str, str], BulletinNotice]) -> bool:
    """Whether a notice that is said to be retracted really is, by a notice that says so."""
    if row.retracted_by is None:
        return True
    by = rows.get((row.algorithm, row.retracted_by))
    try:
        return by is not None and convert_value(by.document, NoticeContent).retracts == row.id
    except MalformedError:
        return False


def iter_setbacks(bulletin: Bulletin, known: LockedRegistry) -> Iterator[Message]:
    """What a lock knows of the registry and the bulletin does not: the registry went back, or another one answers."""
    if bulletin.date[:10] < known.date:
        yield Message(
            "The registry went back: it stands at {date}, the lock knows it at {known}.",
            date=bulletin.date[:10],
            known=known.date,
        )
    if known.log is None or known.log.n == 0:
        return
    n, log = known.log.n, bulletin.log
    if log is None:
        yield Message("The bulletin has no log of notices; the lock knows {n} entries of it.", n=n)
    elif len(log) < n:
        yield Message(
            "The registry went back: its log of notices has {found} entries, the lock knows {n}.", found=len(log), n=n
        )
    elif f"sha256:{log[n - 1].digest}" != known.log.digest:
        yield Message("Entry {n} of the log of notices is not the one the lock knows: it was rewritten.", n=n)
