from ._change import BUMPS, Bump, VersionChange, can_change_results, compute_required_bump
from ._codelists import CodelistDifference, compare_codelists
from ._comparison import find_changes
from ._content import (
    EDITORIAL,
    VersionContent,
    build_version_content,
    list_cells,
    map_rows_by_code,
    map_table_by_code,
    read_coefficients,
    says_spelling,
    with_claim,
    without_claim,
)
from ._fields import is_spelling_change
from ._lost_corrections import find_lost_changes
from ._versions import compute_bump, compute_next_version, find_base_version, is_enough

__all__ = [
    "BUMPS",
    "EDITORIAL",
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
    "find_lost_changes",
    "is_enough",
    "is_spelling_change",
    "list_cells",
    "map_rows_by_code",
    "map_table_by_code",
    "read_coefficients",
    "says_spelling",
    "with_claim",
    "without_claim",
]
