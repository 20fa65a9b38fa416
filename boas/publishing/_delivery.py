"""A released site sent to where static files are served: only what changed, and nothing that leads nowhere meanwhile.

An object store cannot switch folders in one step. So what is new goes first, under addresses nothing leads to yet; then
data that changed, then pages that changed; and what the site no longer has stays for some days, for readers who still
have an old page open. A record beside the files says what was sent, so that the next time only differences are.
"""

import json
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from boas.errors import IntegrityError, UsageError
from boas.publishing._gzip import GZIP_HEADER, GzipWay, Parcel, is_outdated, is_page, list_parcels, pack_files
from boas.publishing._progress import SILENT, ProgressListener
from boas.publishing._rclone import RemotePlace
from boas.repository import open_repository
from boas.site import read_manifest
from boas.translation import Message

RECORD_NAME = ".boas-published.json"
"""File at the target with what was sent there; whoever takes it away has everything sent again."""
KEPT_DAYS = 30
_GONE = 410
_COMMIT_ID = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was done at a target."""

    sent: int
    """Files sent."""
    n_bytes: int
    """Their size, together."""
    unchanged: int
    kept: int
    """Files the site no longer has that stay for a while."""
    removed: int


@dataclass(slots=True)
class _Record:
    """What lies at a target because it was sent there."""

    commit: str = ""
    files: dict[str, str] = field(default_factory=dict)
    """SHA-256 of each file, by its path; `gzip:` before that of one that lies there compressed."""
    leaving: dict[str, date] = field(default_factory=dict)
    """Day since which the site has not had a file that is still there, by its path."""
    gone: list[str] = field(default_factory=list)
    """Addresses of what was taken out for good."""
    sizes: dict[str, int] = field(default_factory=dict)
    """Bytes of each compressed file, by its path: nothing else tells them."""


def refuse_older(root: Path, place: RemotePlace, commit: str) -> None:
    """Stop when a target shows a commit that the one to be published does not descend from.

    Raises `IntegrityError` then; a target that shows nothing yet is never refused.
    """
    record = _read_record(place)
    sent = record.commit if record else ""
    if not sent:
        return
    with open_repository(root) as repository:
        if repository.is_descendant(commit, sent):
            return
    raise IntegrityError(
        Message(
            "{target} shows the commit {sent}, which {commit} does not descend from.",
            target=place.target,
            sent=sent[:12],
            commit=commit[:12],
        ),
        Message("Fetch the newer history first: git pull"),
    )


def send_site(  # noqa: PLR0913 -- what, where, of which day, and how long
    release: Path,
    place: RemotePlace,
    *,
    commit: str,
    today: date,
    kept_days: int = KEPT_DAYS,
    gzip: GzipWay = "no",
    progress: ProgressListener = SILENT,
) -> Delivery:
    """Make a target show a release; what it does not have any more stays there `kept_days` days.

    With `gzip` texts lie there compressed, beside themselves or instead; see `boas.publishing._gzip`.

    When something was taken out for good since the last time, nothing old stays, for it may hold what was taken out.
    Raises `IntegrityError` when the release has no manifest, `UsageError` when the target holds files of others
    under names of the site or cannot keep that a file is compressed, and `MachineError` when rclone fails; what was
    sent by then is not sent again.
    """
    entries = read_manifest(release)
    if not entries:
        raise IntegrityError(
            Message("The manifest of the site built here cannot be read."), Message("Build it again: boas build --anew")
        )
    parcels = list_parcels(entries, gzip)
    there, record = place.list_sizes(), _read_record(place)
    if record is None:
        _refuse_foreign(parcels, there, place.target)
        record = _Record()
    stale = _list_stale(parcels, record, there)
    gone = sorted(url for url, entry in entries.items() if entry.status == _GONE)
    keeps = timedelta(days=kept_days if set(gone) <= set(record.gone) else 0)
    left = {url for url in there if url not in parcels and (url in record.files or url in record.leaving)}
    leaving = {url: record.leaving.get(url, today) for url in sorted(left)}
    expired = {url for url, day in leaving.items() if day + keeps <= today or is_outdated(url, parcels)}
    kept = {url: day for url, day in leaving.items() if url not in expired}
    # Shared by both records: filled as files are compressed.
    sizes = {url: n for url, n in record.sizes.items() if url in parcels and parcels[url].is_packed}
    after = _Record(commit, {url: one.digest for url, one in parcels.items()}, kept, gone, sizes)
    if stale or after != record:
        known = {url: "" if url in stale else digest for url, digest in record.files.items() if url in parcels}
        during = _Record(record.commit, dict.fromkeys(stale, "") | known, leaving, record.gone, sizes)
        sending = _Sending(release, place, parcels, during, has_header=gzip == "instead")
        sending.send_parts(sort_files(stale, set(record.files)), progress)
        place.delete_files(expired)
        _write_record(place, after)
    n_bytes = sum(_get_size(parcels[url], url, sizes) for url in stale)
    return Delivery(len(stale), n_bytes, len(parcels) - len(stale), len(kept), len(expired))


def _get_size(parcel: Parcel, path: str, sizes: Mapping[str, int]) -> int:
    """Bytes of a file as it lies at the target; below nothing when that is not known."""
    return sizes.get(path, -1) if parcel.size is None else parcel.size


def _refuse_foreign(parcels: Mapping[str, Parcel], there: Mapping[str, int], target: str) -> None:
    """Stop before somebody else's files are written over."""
    foreign = sorted(parcels.keys() & there.keys())
    if foreign:
        raise UsageError(
            Message(
                "{target} holds files that were not sent from here, under names of the site: {first}…",
                target=target,
                first=foreign[0],
            ),
            Message("Name an empty folder, or empty this one."),
        )


def _list_stale(parcels: Mapping[str, Parcel], record: _Record, there: Mapping[str, int]) -> frozenset[str]:
    """Files that are not at the target, or not as they are now."""
    return frozenset(
        path
        for path, one in parcels.items()
        if record.files.get(path) != one.digest or there.get(path) != _get_size(one, path, record.sizes)
    )


def sort_files(stale: AbstractSet[str], known: AbstractSet[str]) -> list[list[str]]:
    """Files in the parts in which they are sent, so that at every moment a page leads only to what is there.

    New addresses first, for nothing leads to them yet; of each kind data before pages, which lead to the data. The
    bulletin of notices is data: who is to be warned learns of it before the pages are all there.
    """
    parts: dict[tuple[bool, bool], list[str]] = {}
    for url in sorted(stale):
        parts.setdefault((url in known, is_page(url)), []).append(url)
    return [parts[which] for which in sorted(parts)]


@dataclass(slots=True)
class _Sending:
    """Files on their way: from where, to where, and what is known of what lies there."""

    release: Path
    place: RemotePlace
    parcels: Mapping[str, Parcel]
    record: _Record
    has_header: bool
    """Whether a header must say of a compressed file that it is."""

    def send_parts(self, parts: Sequence[Sequence[str]], progress: ProgressListener) -> None:
        """Send files part by part; each is noted when it is there, so that a run that dies is gone on with.

        Before the first one all are noted as sent with unknown bytes: what lies there is ours, and is to be sent again.
        """
        done, total = 0, sum(map(len, parts))
        if self.has_header and any(self.parcels[path].is_packed for part in parts for path in part):
            _refuse_forgetful(self.place)
        _write_record(self.place, self.record)
        for part in parts:
            progress.count(done, total)
            self._send_part(part)
            done += len(part)
            self.record.files |= {path: self.parcels[path].digest for path in part}
            _write_record(self.place, self.record)
        progress.count(done, total)

    def _send_part(self, part: Sequence[str]) -> None:
        """Send some files, compressed ones from a folder of their own."""
        packed = [path for path in part if self.parcels[path].is_packed]
        self.place.copy_files(self.release, (path for path in part if not self.parcels[path].is_packed))
        if packed:
            with TemporaryDirectory(prefix="boas-gzip-") as name:
                self.record.sizes |= pack_files(self.release, self.parcels, packed, Path(name))
                self.place.copy_files(Path(name), packed, header=GZIP_HEADER if self.has_header else "")


def _refuse_forgetful(place: RemotePlace) -> None:
    """Stop where readers would get compressed bytes without being told."""
    if not place.check_header(GZIP_HEADER):
        raise UsageError(
            Message("{target} does not keep the header {header}.", target=place.target, header=GZIP_HEADER),
            Message("For a web server's folder: --gzip beside."),
        )


def _read_record(place: RemotePlace) -> _Record | None:
    """What was sent to a target; nothing when it has no record, an empty one when that cannot be read."""
    written = place.read_file(RECORD_NAME)
    if not written:
        return None
    try:
        said = json.loads(written)
        commit = said["commit"] if _COMMIT_ID.fullmatch(said["commit"]) else ""
        leaving = {url: date.fromisoformat(day) for url, day in said["leaving"].items()}
        return _Record(commit, dict(said["files"]), leaving, list(said["gone"]), dict(said.get("sizes", {})))
    except (ValueError, TypeError, KeyError, AttributeError):
        return _Record()


def _write_record(place: RemotePlace, record: _Record) -> None:
    """Put the record at its target."""
    content = json.dumps(asdict(record), default=date.isoformat, indent=0, ensure_ascii=False)
    place.write_file(RECORD_NAME, f"{content}\n".encode())
