"""The cache of scans, keyed by the paths and contents of the scanned files.

Apart from the rest of this room: the child that scans needs none of it.
"""

from boas.parsing import CacheEntry, EntryCodec
from boas.scanning._scanner import Scan

_FileDigests = tuple[tuple[str, str], ...]
"""Path of each file, and a name for its bytes."""

SCANS = EntryCodec("scan", Scan)

TRANSIENT_REASONS = frozenset({"too-costly", "out-of-time"})
"""Reasons for not scanning that a busy machine can give and another one not."""


def make_scan_key(contents: _FileDigests) -> str:
    """The cache key of the scan of some files."""
    return SCANS.make_key(contents)


def make_cache_entry(contents: _FileDigests, found: Scan) -> CacheEntry | None:
    """The cache entry of a scan; None where a file was skipped for a reason that may pass."""
    if any(unscanned.reason in TRANSIENT_REASONS for unscanned in found.unscanned):
        return None
    return CacheEntry(make_scan_key(contents), lambda: SCANS.write(found))
