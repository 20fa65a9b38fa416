from ._change import BUMPS, Bump, VersionChange, can_change_results, compute_required_bump
from ._codelists import CodelistDifference, compare_codelists
from ._comparison import find_changes
from ._content import VersionContent, build_version_content, list_cells, map_rows_by_code, map_table_by_code
from ._versions import compute_bump, compute_next_version, find_base_version, is_enough

__all__ = [
    "BUMPS",
    "Bump",
    "CodelistDifference",
    "VersionChange",
    "VersionContent",
    "build_version_content",
    "can_change_results",
    "compare_codelists",
    "compute_bump",
    "compute_next_version",
    "compute_required_bump",
    "find_base_version",
    "find_changes",
    "is_enough",
    "list_cells",
    "map_rows_by_code",
    "map_table_by_code",
]
