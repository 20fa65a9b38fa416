from ._inherited_findings import downgrade_inherited
from ._newest_version import assess_newest_version
from ._published_parts import find_moved_files, find_published_folders, find_published_part, with_git_links
from ._review import review_proposal
from ._reviewers import assess_approvals
from ._rule_packages import find_rule_packages
from ._since import find_additions

__all__ = [
    "assess_approvals",
    "assess_newest_version",
    "downgrade_inherited",
    "find_additions",
    "find_moved_files",
    "find_published_folders",
    "find_published_part",
    "find_rule_packages",
    "review_proposal",
    "with_git_links",
]
