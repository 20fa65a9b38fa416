"""Two versions to what changed between them, in words and types, and the step of version it asks for.

Takes plain values and gives values: rules, commands, pages and the API compare through it. Never
reads a file and never asks Git.
"""

from boas.changes.change import BUMPS, Bump, Change, can_change_results, required_bump
from boas.changes.codelists import CodelistDifference, codelist_differences
from boas.changes.compare import compare
from boas.changes.content import VersionContent, codes_in, content_of, rows_by_code
from boas.changes.versions import base_of, bump_between, is_enough, next_version

__all__ = [
    "BUMPS",
    "Bump",
    "Change",
    "CodelistDifference",
    "VersionContent",
    "base_of",
    "bump_between",
    "can_change_results",
    "codelist_differences",
    "codes_in",
    "compare",
    "content_of",
    "is_enough",
    "next_version",
    "required_bump",
    "rows_by_code",
]
