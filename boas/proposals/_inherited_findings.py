"""What rules say of a work tree, once it is known which of its files the main line already holds."""

from pathlib import Path

from boas.checks import can_be_inherited, warn_of_inherited
from boas.finding import Finding
from boas.proposals._comparison import differs
from boas.proposals._published_parts import read_main_line_tree
from boas.tree import Tree


def downgrade_inherited(findings: tuple[Finding, ...], root: Path, tree: Tree) -> tuple[Finding, ...]:
    """The same findings; errors of newer rules about files that the main line holds as they are, as warnings.

    Git is opened only when there is such an error: a clean registry is checked without it. Outside a repository
    nothing is known to be published, and errors stay errors.
    """
    if not any(map(can_be_inherited, findings)):
        return findings
    base = read_main_line_tree(root)
    return warn_of_inherited(
        findings, lambda path: path in tree.files and path in base.files and not differs(tree, base, path)
    )
