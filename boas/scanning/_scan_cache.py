"""Scans as they are remembered from one run to the next, by the paths and contents of what was scanned.

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
    """The name under which the scan of some files is remembered."""
    return SCANS.make_key(contents)


def make_cache_entry(contents: _FileDigests, found: Scan) -> CacheEntry | None:
    """A scan to be remembered; nothing where another try may come to its end."""
    if any(unscanned.reason in TRANSIENT_REASONS for unscanned in found.unscanned):
        return None
    return CacheEntry(make_scan_key(contents), lambda: SCANS.write(found))
