from ._edits import Edit, Fix, apply_fixes, list_touched_lines
from ._fixer import FixedFile, FixResult, RejectedFix, fix_files

__all__ = [
    "Edit",
    "Fix",
    "FixResult",
    "FixedFile",
    "RejectedFix",
    "apply_fixes",
    "fix_files",
    "list_touched_lines",
]
