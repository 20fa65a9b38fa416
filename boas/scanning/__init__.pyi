from ._scan_cache import SCANS, make_cache_entry, make_scan_key
from ._scanner import (
    LARGEST_FILE,
    LONGEST_IN_ALL,
    NO_GUARANTEE,
    REASONS,
    Scan,
    Unscanned,
    Weakness,
    is_python,
    iter_portions,
    scan_files,
)

__all__ = [
    "LARGEST_FILE",
    "LONGEST_IN_ALL",
    "NO_GUARANTEE",
    "REASONS",
    "SCANS",
    "Scan",
    "Unscanned",
    "Weakness",
    "is_python",
    "iter_portions",
    "make_cache_entry",
    "make_scan_key",
    "scan_files",
]
