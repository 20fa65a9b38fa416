"""One Git repository, asked for trees, commits and the past of files; to be used in a `with`.

Every room that wants something of Git holds one of these for as long as a command lasts.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Self

from boas.errors import IntegrityError, RegistryError
from boas.repository._branch_writing import CommitDraft, find_trailer_commit, write_on_new_branch
from boas.repository._cards_folder import WHOLE_REPOSITORY, CardsFolder
from boas.repository._git_runner import GitRunner, make_git_error
from boas.repository._history import History, parse_timestamp, read_history
from boas.repository._links import read_links
from boas.repository._objects import ObjectReader
from boas.repository._revisions import check_id, make_unknown_revision_error, resolve_commit
from boas.repository._submodules import Checkout, read_checkout
from boas.repository._text_merging import merge_texts
from boas.repository._trees import read_tree
from boas.translation import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from git import Git, Repo

    from boas.tree import File, Tree

_CARDS = "model_cards"
"""Where the cards are when the registry is the whole repository."""


class GitRepository:
    """A Git repository, and the processes that read it. Not to be shared between threads."""

    def __init__(self, repo: Repo, git: Git, top: Path) -> None:
        """Take over an open GitPython repository and its commands; `open_repository` is the way to get one."""
        self.top = top
        """The top folder of the work tree; the repository's own folder when it is bare."""
        self._repo = repo
        work_tree = None if repo.bare else str(top)
        self._door = GitRunner(git, os.fspath(repo.git_dir), work_tree)
        self._objects = ObjectReader(self._door)

    def __enter__(self) -> Self:
        """Use it until the end of the `with`."""
        return self

    def __exit__(self, *_: object) -> None:
        """End every process."""
        self.close()

    def close(self) -> None:
        """End every process; trees that came from here can no longer be read."""
        self._objects.close()
        self._door.close()
        self._repo.close()

    def find_cards_folder(self, root: Path) -> str:
        """The cards' folder of a registry as a path from the repository's top: the argument `under` of the others."""
        return (root.resolve().relative_to(self.top.resolve()) / _CARDS).as_posix()

    def read_head(self) -> str:
        """The id of the commit that is checked out. Raises RegistryError when there is none yet."""
        commit = resolve_commit(self._door, "HEAD")
        if commit is None:
            raise RegistryError(
                Message("This Git repository has no commit yet."),
                Message("Record the cards: `git add model_cards`, then `git commit`."),
            )
        return commit

    def read_branch(self) -> str:
        """The name of the branch that is checked out, also before its first commit; empty when there is none."""
        answer = self._door.ask("symbolic-ref", "--short", "--quiet", "HEAD")
        return answer.out.decode("utf-8", "replace").strip() if answer.status == 0 else ""

    def resolve(self, rev: str) -> str:
        """The commit id of a branch, a tag, HEAD or a shortened id, with steps such as `~2`.

        Raises UsageError when it names no commit, IntegrityError when what it names is damaged.
        """
        commit = resolve_commit(self._door, rev)
        if commit is None:
            raise make_unknown_revision_error(rev)
        return commit

    def read_tree_of(self, commit: str, under: str = _CARDS) -> Tree:
        """The files of a commit below the cards' folder `under`, a path from the repository's top.

        Paths in the tree begin with the last part of `under`; a folder that is not there gives an
        empty tree. Raises IntegrityError for a damaged, doubled or endless tree.
        """
        return read_tree(self._door, self._objects, check_id(commit), CardsFolder(under))

    def read_checkout(self) -> Checkout:
        """The last commit with all files of the repository, whatever it is about; no network is asked from then on.

        Raises RegistryError when there is no commit yet, IntegrityError for a missing or damaged object.
        """
        return read_checkout(self._door, self._objects, self.read_head())

    def read_history_of(self, commit: str, under: str = _CARDS) -> History:
        """The last change of each file of the tree that `tree(commit, under)` gives."""
        return read_history(self._door, check_id(commit), CardsFolder(under), self._read_boundary())

    def read_commit_date(self, commit: str) -> datetime:
        """When a commit was made as it stands, in UTC; an impossible date counts as the oldest there is.

        Raises IntegrityError when the repository does not hold it.
        """
        answer = self._door.ask(
            "show",
            "--no-patch",
            "--no-notes",
            "--no-show-signature",
            "--format=%ct",
            "--end-of-options",
            check_id(commit),
        )
        if answer.status:
            raise make_git_error(answer.complaint)
        return parse_timestamp(answer.out)

    def is_shallow(self) -> bool:
        """Whether this clone lacks old commits."""
        return bool(self._read_boundary())

    def is_descendant(self, new: str, old: str) -> bool:
        """Whether the history of commit `new` contains commit `old`; a commit is in its own.

        An `old` that the repository does not have is not in any history: the history was rewritten,
        or the clone is shallow. Raises IntegrityError when Git cannot tell.
        """
        ids = (check_id(old), check_id(new))
        answer = self._door.ask("merge-base", "--is-ancestor", "--end-of-options", *ids)
        if answer.status in (0, 1):
            return answer.status == 0
        if self._door.ask("cat-file", "-e", old).status == 1:  # not there; what is there is damaged
            return False
        raise make_git_error(answer.complaint)

    def find_merge_base(self, text: str, other: str) -> str:
        """The newest commit that both histories contain.

        Raises IntegrityError when they share none: unrelated histories, or a clone that is too shallow.
        """
        answer = self._door.ask("merge-base", "--end-of-options", check_id(text), check_id(other))
        if answer.status == 0:
            return check_id(answer.out.split(b"\n", 1)[0].decode("ascii"))
        raise IntegrityError(
            Message(
                "The commits {text} and {other} have no common ancestor in this clone.",
                text=text[:12],
                other=other[:12],
            ),
            Message("Complete this clone: `git fetch --unshallow`."),
        )

    def find_own_start(self, commit: str, other: str) -> str:
        """Where somebody's own work left another history, however often they merged that one since.

        Own work is what led to `commit` by first parents. The newest common commit when there is no such work, or
        when this clone lacks its beginning.
        """
        ids = (check_id(commit), f"^{check_id(other)}")
        answer = self._door.ask("rev-list", "--first-parent", "--parents", *ids)
        rows = [row.split() for row in answer.out.decode("ascii").splitlines()]
        own = answer.status == 0 and rows and rows[-1][1:]
        return own[0] if own else self.find_merge_base(commit, other)

    def merge_texts(self, base: bytes, sides: tuple[bytes, bytes], names: tuple[str, str]) -> tuple[bytes, bool]:
        """What becomes of a text that two people edited, and whether all of it was settled.

        What both changed in another way stands between lines of marks.

        Args:
            base: the text both started from.
            sides: the text of each, one's own first.
            names: what lines of marks call each side.

        Raises:
            IntegrityError: Git takes one of them for no text.
        """
        return merge_texts(self._door, base, sides, names)

    def list_changed_outside(self, text: str, other: str, under: str = _CARDS) -> frozenset[str]:
        """Files outside the cards' folder `under` that two commits do not hold alike, from the repository's top.

        Raises IntegrityError when Git cannot read one of them.
        """
        ids, place = (check_id(text), check_id(other)), CardsFolder(under)
        options = ("-r", "-z", "--name-only", "--no-renames", "--ignore-submodules=none", "--end-of-options")
        with closing(self._door.stream_records("diff-tree", *options, *ids)) as names:
            return frozenset(WHOLE_REPOSITORY.to_card_path(name) for name in names if place.to_card_path(name) is None)

    def list_links(self, under: str = _CARDS) -> Mapping[str, File]:
        """Links and submodules that Git's index holds below `under`, by path; none in a bare repository."""
        return {} if self._repo.bare else read_links(self._door, CardsFolder(under))

    def list_dirty_paths(self, under: str = _CARDS) -> frozenset[str]:
        """Files below `under` that differ from the last commit, added and untracked ones included.

        A submodule is not entered. A bare repository has no files to edit.
        """
        if self._repo.bare:
            return frozenset()
        options = ("-z", "--porcelain=v1", "--untracked-files=all", "--no-renames")
        place = CardsFolder(under)
        answer = self._door.ask("status", *options, "--ignore-submodules=dirty", "--", place.folder)
        if answer.status:
            raise make_git_error(answer.complaint)
        names = (place.to_card_path(row[3:].rstrip(b"/")) for row in answer.out.split(b"\0") if row)
        return frozenset(name for name in names if name is not None)

    def find_trailer_commit(self, trailer: tuple[str, str], tip: str, besides: str = "", path: str = "") -> str | None:
        """The newest commit of a history that holds a trailer, its name and value.

        Args:
            trailer: Name and value, for instance `("Reviewed-by", "…")`.
            tip: Commit where the history begins.
            besides: Commit whose own history is left out; nothing is when it is empty.
            path: Only commits that touch this path, from the repository's top; all when it is empty.
        """
        return find_trailer_commit(self._door, trailer, (check_id(tip), besides and check_id(besides)), path)

    def read_references(self, names: Iterable[str]) -> Mapping[str, str]:
        """The ids that full names such as `refs/heads/main` stand for, by name; none for a name that is not in use."""
        answer = self._door.ask("for-each-ref", "--format=%(objectname) %(refname)", "--", *names)
        if answer.status:
            raise make_git_error(answer.complaint)
        rows = (row.partition(" ") for row in answer.out.decode("utf-8", "surrogateescape").splitlines())
        return {name: commit for commit, _, name in rows}

    def create_branch(self, name: str, draft: CommitDraft) -> str:
        """Make a commit and a branch that begins with it; the work tree and what is checked out stay untouched.

        Raises MachineError when Git cannot write, or when a branch of that name appeared meanwhile; there is then none.
        """
        return write_on_new_branch(self._door, name, draft)

    def _read_boundary(self) -> frozenset[str]:
        """Commits whose parents a depth-limited clone lacks, from the file where Git notes them."""
        try:
            return frozenset((Path(self._repo.common_dir) / "shallow").read_text("ascii").split())
        except FileNotFoundError:
            return frozenset()
