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
from ._submission_records import (
    SubmissionRecord,
    find_submission,
    record_answer,
    record_submission,
)

__all__ = [
    "SCOPES",
    "KeyHolder",
    "KeyRow",
    "KeyVerdict",
    "Operations",
    "SubmissionRecord",
    "find_submission",
    "list_keys",
    "make_key",
    "open_operations",
    "record_answer",
    "record_submission",
    "revoke_key",
    "verify_key",
]
