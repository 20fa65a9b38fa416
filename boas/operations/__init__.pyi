from ._backup import Holdings, restore_backup, store_backup
from ._database import Operations, open_operations
from ._keys import (
    SCOPES,
    KeyHolder,
    KeyRow,
    KeyVerdict,
    list_keys,
    make_key,
    revoke_key,
    verify_key,
)
from ._place import PLACE_VARIABLE, Place, name_place, parse_place
from ._submission_records import (
    SubmissionRecord,
    find_submission,
    prune_submissions,
    record_answer,
    record_submission,
)
from ._usage import USAGE_AGENTS, USAGE_KINDS, UsageKey, UsageRow, read_usage, record_usage

__all__ = [
    "PLACE_VARIABLE",
    "SCOPES",
    "USAGE_AGENTS",
    "USAGE_KINDS",
    "Holdings",
    "KeyHolder",
    "KeyRow",
    "KeyVerdict",
    "Operations",
    "Place",
    "SubmissionRecord",
    "UsageKey",
    "UsageRow",
    "find_submission",
    "list_keys",
    "make_key",
    "name_place",
    "open_operations",
    "parse_place",
    "prune_submissions",
    "read_usage",
    "record_answer",
    "record_submission",
    "record_usage",
    "restore_backup",
    "revoke_key",
    "store_backup",
    "verify_key",
]
