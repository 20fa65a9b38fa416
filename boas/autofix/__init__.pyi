from ._edits import Edit, Fix, apply_fixes, list_touched_lines
from ._fix_report import describe_fixes, explain_skipped, render_diff
from ._fixer import FixedFile, FixResult, RejectedFix, fix_files

__all__ = [
    "Edit",
    "Fix",
    "FixResult",
    "FixedFile",
    "RejectedFix",
    "apply_fixes",
    "describe_fixes",
    "explain_skipped",
    "fix_files",
    "list_touched_lines",
    "render_diff",
]
