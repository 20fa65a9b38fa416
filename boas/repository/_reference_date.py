"""The reference day of a registry: a commit by its committer's date, a work tree by the later of clock and last commit.

So what is accepted once is accepted later, and a clock that is wrong on one machine turns no verdict. The committer's
date and not the author's: it is that of the commit as it stands, and no older than those before it. A commit dated more
than a day ahead of the clock would let anything pass for the past: it is refused, by whichever of the two is wrong.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from boas.errors import BoasError, IntegrityError
from boas.repository._discovery import open_repository
from boas.repository._git_repository import GitRepository
from boas.translation import Message

_MOST_AHEAD = timedelta(days=1)
"""What clocks and time zones may differ by."""


def find_reference_date(root: Path) -> str:
    """The reference day of the work tree of a registry (ISO 8601, UTC).

    Outside a repository, before its first commit, and where Git cannot tell, it is that of the clock.
    Raises `IntegrityError` when the last commit is dated more than a day ahead.
    """
    now = datetime.now(tz=UTC)
    try:
        with open_repository(root) as repository:
            commit = repository.read_head()
            committed = repository.read_commit_date(commit)
    except BoasError:
        return now.date().isoformat()
    refuse_ahead(commit, committed, now)
    return max(now, committed.astimezone(UTC)).date().isoformat()


def refuse_commit_ahead(repository: GitRepository, commit: str) -> None:
    """Raise `IntegrityError` when a commit is dated more than a day ahead of the clock."""
    refuse_ahead(commit, repository.read_commit_date(commit), datetime.now(tz=UTC))


def refuse_ahead(commit: str, committed: datetime, now: datetime) -> None:
    """The same for a commit whose date and a clock whose time are known."""
    if committed <= now + _MOST_AHEAD:
        return
    day = committed.isoformat()
    raise IntegrityError(
        Message(
            "The commit {commit} is dated {day}, more than a day ahead of this machine’s clock.",
            commit=commit[:12],
            day=day,
        ),
        Message(
            "Set the clock right; when it is and this commit is published nowhere, give it today’s date: "
            "git commit --amend --no-edit"
        ),
    )
