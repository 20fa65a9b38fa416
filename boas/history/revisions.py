"""Names of commits: what a person may type, and the commit it stands for.

A name is checked here before Git sees it, so that none can pass for an option, reach into the
work tree, or depend on the day it is asked.
"""

import re

from boas.errors import IntegrityError, UsageError
from boas.finding import Words
from boas.history.door import FSCK, Door

NAME = re.compile(
    r"(?!-)(?!.*(?:\.\.|@\{))"
    r"[^\x00-\x20\x7f-\xa0\ud800-\udfff~^:?*\[\\]{1,255}"
    r"(?:[~^][0-9]{0,6}){0,20}"
)
"""A branch, a tag, HEAD or hex digits, with steps back such as `~2`; no search, no date."""

COMMIT_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def commit_of(door: Door, name: str) -> str | None:
    """The commit id a name stands for; None when there is no such commit.

    Raises UsageError for a name that could not be one, IntegrityError when a branch or a tag points
    at an object that is missing or damaged.
    """
    if not NAME.fullmatch(name):
        raise unknown(name)
    peeled = door.ask("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}")
    if peeled.status == 0:
        return peeled.read_line()
    plain = door.ask("rev-parse", "--verify", "--quiet", "--end-of-options", name)
    if plain.status == 0 and plain.read_line() != name.lower():
        _must_be_sound(door, name, plain.read_line())
    return None


def check_id(commit: str) -> str:
    """Let a full commit id through. Raises UsageError for anything else."""
    if not COMMIT_ID.fullmatch(commit):
        raise unknown(commit)
    return commit


def unknown(name: str) -> UsageError:
    """The error for a name that stands for no commit."""
    return UsageError(
        Words(fr=f"Révision inconnue : {name!a}.", en=f"Unknown revision: {name!a}."),
        Words(
            fr="Donner une branche, une étiquette, HEAD ou un identifiant de commit de ce dépôt.",
            en="Give a branch, a tag, HEAD or a commit id of this repository.",
        ),
    )


def _must_be_sound(door: Door, name: str, oid: str) -> None:
    if door.ask("cat-file", "-t", "--end-of-options", oid).status == 0:
        return  # a sound object that is no commit, such as a tag on a file
    raise IntegrityError(
        Words(
            fr=f"L’objet Git {oid}, que désigne {name!a}, est absent ou endommagé.",
            en=f"The Git object {oid}, which {name!a} names, is missing or damaged.",
        ),
        FSCK,
    )
