from ._discovery import open_repository
from ._editions import (
    Edition,
    find_commit_order,
    list_editions,
    list_record_editions,
    make_shallow_error,
)
from ._fetching import FetchLimits, fetch_tree
from ._git_repository import GitRepository
from ._history import CommitInfo, History
from ._objects import compute_blob_id
from ._remotes import Remote, make_remote, parse_remote

__all__ = [
    "CommitInfo",
    "Edition",
    "FetchLimits",
    "GitRepository",
    "History",
    "Remote",
    "compute_blob_id",
    "fetch_tree",
    "find_commit_order",
    "list_editions",
    "list_record_editions",
    "make_remote",
    "make_shallow_error",
    "open_repository",
    "parse_remote",
]
