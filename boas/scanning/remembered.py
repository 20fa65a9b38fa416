"""Scans as they are remembered from one run to the next, by the paths and contents of what was scanned.

Apart from the rest of this room: the child that scans needs none of it.
"""

from boas.reading import Result, Shelf
from boas.scanning.scan import Scan

Contents = tuple[tuple[str, str], ...]
"""Path of each file, and a name for its bytes."""

SCANS = Shelf("scan", Scan)

OF_THE_MOMENT = frozenset({"too-costly", "out-of-time"})
"""Reasons for not scanning that a busy machine can give and another one not."""


def scan_key(contents: Contents) -> str:
    """The name under which the scan of some files is remembered."""
    return SCANS.make_key(contents)


def result_of(contents: Contents, found: Scan) -> Result | None:
    """A scan to be remembered; nothing where another try may come to its end."""
    if any(one.reason in OF_THE_MOMENT for one in found.unscanned):
        return None
    return Result(scan_key(contents), lambda: SCANS.write(found))
