"""Names of commits: what a person may type, and the commit it stands for.

A name is checked here before Git sees it, so that none can pass for an option, reach into the
work tree, or depend on the day it is asked.
"""

import re

from boas.errors import IntegrityError, UsageError
from boas.repository._git_runner import FSCK, GitRunner
from boas.translation import Message

NAME = re.compile(
    r"(?!-)(?!.*(?:\.\.|@\{))"
    r"[^\x00-\x20\x7f-\xa0\ud800-\udfff~^:?*\[\\]{1,255}"
    r"(?:[~^][0-9]{0,6}){0,20}"
)
"""A branch, a tag, HEAD or hex digits, with steps back such as `~2`; no search, no date."""

_COMMIT_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def resolve_commit(door: GitRunner, name: str) -> str | None:
    """The commit id a name stands for; None when there is no such commit.

    Raises UsageError for a name that could not be one, IntegrityError when a branch or a tag points
    at an object that is missing or damaged.
    """
    if not NAME.fullmatch(name):
        raise make_unknown_revision_error(name)
    peeled = door.ask("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}")
    if peeled.status == 0:
        return peeled.read_line()
    plain = door.ask("rev-parse", "--verify", "--quiet", "--end-of-options", name)
    if plain.status == 0 and plain.read_line() != name.lower():
        _check_object(door, name, plain.read_line())
    return None


def check_id(commit: str) -> str:
    """Let a full commit id through. Raises UsageError for anything else."""
    if not _COMMIT_ID.fullmatch(commit):
        raise make_unknown_revision_error(commit)
    return commit


def make_unknown_revision_error(name: str) -> UsageError:
    """The error for a name that stands for no commit."""
    return UsageError(
        Message("Unknown revision: {name}.", name=f"{name!a}"),
        Message("Give a branch, a tag, HEAD or a commit id of this repository."),
    )


def _check_object(door: GitRunner, name: str, oid: str) -> None:
    if door.ask("cat-file", "-t", "--end-of-options", oid).status == 0:
        return  # a sound object that is no commit, such as a tag on a file
    raise IntegrityError(
        Message("The Git object {oid}, which {name} names, is missing or damaged.", oid=oid, name=f"{name!a}"),
        FSCK,
    )
