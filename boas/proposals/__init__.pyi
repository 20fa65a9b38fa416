from ._fix_session import FixSession, open_fix_session
from ._inherited_findings import downgrade_inherited
from ._newest_version import assess_newest_version
from ._published_parts import find_moved_files, find_published_folders, find_published_part, with_git_links
from ._published_versions import (
    Clone,
    DigestComparison,
    LedgerFile,
    read_clone,
    read_ledger,
    verify_archive,
    verify_clone,
)
from ._release import VersionDraft, make_version_draft, write_version_draft
from ._review import review_proposal
from ._reviewers import assess_approvals
from ._rule_packages import find_rule_packages
from ._since import find_additions

__all__ = [
    "Clone",
    "DigestComparison",
    "FixSession",
    "LedgerFile",
    "VersionDraft",
    "assess_approvals",
    "assess_newest_version",
    "downgrade_inherited",
    "find_additions",
    "find_moved_files",
    "find_published_folders",
    "find_published_part",
    "find_rule_packages",
    "make_version_draft",
    "open_fix_session",
    "read_clone",
    "read_ledger",
    "review_proposal",
    "verify_archive",
    "verify_clone",
    "with_git_links",
    "write_version_draft",
]
