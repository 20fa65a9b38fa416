from ._atomic_writes import StagingArea, clear_unfinished, make_disk_error, open_staging_area, write_bytes, write_new
from ._branch_writing import CommitDraft
from ._checkouts import open_checkout
from ._discovery import open_repository
from ._editions import (
    Edition,
    find_commit_order,
    list_editions,
    list_record_editions,
    make_shallow_error,
)
from ._fetching import FetchLimits, fetch_tree
from ._fork_point import find_fork_point, find_main_line, find_main_line_name, find_work_branch
from ._git_repository import GitRepository
from ._history import CommitInfo, History, Touch
from ._objects import compute_blob_id
from ._reference_date import find_reference_date, refuse_commit_ahead
from ._remotes import Remote, make_remote, parse_remote
from ._renamed_history import with_present_paths
from ._state_folder import STATE, create_ignored_folder, resolve_state_folder
from ._submodules import Checkout, Submodule
from ._work_tree import with_blob_ids, with_links

__all__ = [
    "STATE",
    "Checkout",
    "CommitDraft",
    "CommitInfo",
    "Edition",
    "FetchLimits",
    "GitRepository",
    "History",
    "Remote",
    "StagingArea",
    "Submodule",
    "Touch",
    "clear_unfinished",
    "compute_blob_id",
    "create_ignored_folder",
    "fetch_tree",
    "find_commit_order",
    "find_fork_point",
    "find_main_line",
    "find_main_line_name",
    "find_reference_date",
    "find_work_branch",
    "list_editions",
    "list_record_editions",
    "make_disk_error",
    "make_remote",
    "make_shallow_error",
    "open_checkout",
    "open_repository",
    "open_staging_area",
    "parse_remote",
    "refuse_commit_ahead",
    "resolve_state_folder",
    "with_blob_ids",
    "with_links",
    "with_present_paths",
    "write_bytes",
    "write_new",
]
