"""Commits made beside what is checked out: new files on a new branch, through objects and an index of their own.

The branch is named last, in one step that fails when it exists already: before it, nothing refers to what was written.
"""

import os
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from boas.repository._git_runner import GitRunner
from boas.repository._revisions import check_id

_SYNCED = {
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "core.fsync",
    "GIT_CONFIG_VALUE_0": "committed,loose-object,reference",
}
"""Objects and branches are on the disk when the command ends, not only in the memory of the machine."""


@dataclass(frozen=True, slots=True)
class CommitDraft:
    """A commit that adds files to another one."""

    parent: str
    files: Mapping[str, bytes]
    """By path from the repository's top."""
    message: str
    author: str
    """Who makes it, as a name; no address is kept."""
    date: str
    """When it is made (ISO 8601 with its zone)."""


def write_on_new_branch(door: GitRunner, name: str, draft: CommitDraft) -> str:
    """Make a commit and a branch that begins with it; gives the commit's id. Raises MachineError, see `GitRunner`."""
    tree = _write_tree(door, draft)
    parent = check_id(draft.parent)
    commit = door.run(
        "commit-tree",
        tree,
        "-p",
        parent,
        "-F",
        "-",
        data=draft.message.encode(),
        variables=_SYNCED | _describe_author(draft),
    )
    door.run("update-ref", "--no-deref", f"refs/heads/{name}", commit, "0" * len(parent), variables=_SYNCED)
    return commit


def _write_tree(door: GitRunner, draft: CommitDraft) -> str:
    """The tree of the parent with the new files, made in an index that nothing else sees."""
    rows = []
    for path, data in draft.files.items():
        blob = door.run("hash-object", "-w", "--stdin", "--no-filters", data=data, variables=_SYNCED)
        rows.append(b"100644 %s\t%s\0" % (blob.encode(), os.fsencode(path)))
    with TemporaryDirectory(prefix="boas-") as folder:
        own = _SYNCED | {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        door.run("read-tree", check_id(draft.parent), variables=own)
        door.run("update-index", "-z", "--index-info", data=b"".join(rows), variables=own)
        return door.run("write-tree", variables=own)


def _describe_author(draft: CommitDraft) -> dict[str, str]:
    """Author and committer as Git takes them: a name without an address, a date of one's own."""
    said = {"NAME": draft.author, "EMAIL": "", "DATE": draft.date}
    return {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in said.items()}


def find_trailer_commit(door: GitRunner, trailer: tuple[str, str], ends: tuple[str, str], path: str) -> str | None:
    """The newest commit from the first end, without the history of the second, that holds a trailer."""
    name, value = trailer
    tip, besides = ends
    form = f"--format=%H %(trailers:key={name},valueonly,separator=%x20)"
    options = ("-z", "--no-show-signature", "--no-notes", form, "--end-of-options", tip)
    limits = (*((f"^{besides}",) if besides else ()), "--", *((path,) if path else ()))
    with closing(door.stream_records("log", *options, *limits)) as rows:
        for row in rows:
            commit, *values = row.decode("utf-8", "replace").split()
            if value in values:
                return commit
    return None
