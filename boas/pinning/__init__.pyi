from ._file_store import FOLDER, read_pinned_file
from ._identification import identify_file
from ._lock import LOCK_NAME, Acceptance, Lock, Pin, build_purl, read_lock
from ._outcomes import NOT_KNOWN, Outcome, select_gravest_code
from ._pinning import Wish, parse_wish, use_version
from ._requests import ask_and_verify, make_acceptance, make_terms, read_candidate
from ._sources import Source, open_source
from ._verification import Terms, verify_lock

__all__ = [
    "FOLDER",
    "LOCK_NAME",
    "NOT_KNOWN",
    "Acceptance",
    "Lock",
    "Outcome",
    "Pin",
    "Source",
    "Terms",
    "Wish",
    "ask_and_verify",
    "build_purl",
    "identify_file",
    "make_acceptance",
    "make_terms",
    "open_source",
    "parse_wish",
    "read_candidate",
    "read_lock",
    "read_pinned_file",
    "select_gravest_code",
    "use_version",
    "verify_lock",
]
