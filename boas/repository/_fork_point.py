"""Where the main line is, and where work left it: the commit that what is being written is held against."""

from boas.errors import IntegrityError, UsageError
from boas.repository._git_repository import GitRepository

_MAIN_LINES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""Names of the branch proposals are merged into, a forge's before one's own."""


def find_fork_point(repository: GitRepository) -> str:
    """The last commit shared with the main line; the one checked out when no branch is known as such."""
    head = repository.read_head()
    for name in _MAIN_LINES:
        try:
            return repository.find_merge_base(head, repository.resolve(name))
        except UsageError:  # no such branch
            continue
        except IntegrityError:  # a clone without old commits: then all that is committed counts as published
            return head
    return head


def find_main_line(repository: GitRepository) -> str:
    """The last commit of the main line; the one checked out when no branch is known as such."""
    names = [f"refs/remotes/{name}" if "/" in name else f"refs/heads/{name}" for name in _MAIN_LINES]
    known = repository.read_references(names)
    return next((known[name] for name in names if name in known), "") or repository.read_head()


def find_main_line_name(repository: GitRepository) -> str:
    """What `find_main_line` goes by, as one types it: `origin/main`; `HEAD` when no branch is known as such."""
    names = {name: f"refs/remotes/{name}" if "/" in name else f"refs/heads/{name}" for name in _MAIN_LINES}
    known = repository.read_references([*names.values()])
    return next((name for name, full in names.items() if full in known and name != "origin/HEAD"), "HEAD")


def find_work_branch(repository: GitRepository) -> str:
    """The branch that is checked out, when it is no main line; empty otherwise."""
    branch = repository.read_branch()
    return "" if branch in {name.rpartition("/")[2] for name in _MAIN_LINES} else branch
