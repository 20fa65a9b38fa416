"""A `GitRegistry` that can also be made wrong: odd objects, odd names, merges, damage."""

import os
import subprocess
from pathlib import Path

from tests.git_registry import GitRegistry

CARD = "model_cards/one.yaml"
OTHER = "model_cards/two.yaml"
MORNING = "2026-03-02T10:00:00+01:00"
EVENING = "2026-03-02T20:00:00+01:00"
LATER = "2026-04-05T09:30:00+02:00"


class Making(GitRegistry):
    """A repository under way, down to its objects."""

    def change(self, path: str, text: str, author: str = "Ada", date: str = MORNING) -> str:
        """Write one file and record everything; gives the commit's id."""
        self.write(path, text)
        return self.record(author, date)

    def record(self, author: str = "Ada", date: str = MORNING) -> str:
        """Record everything as it stands, also when nothing changed. The committer keeps another date."""
        self.git("add", "--all")
        said = ("--allow-empty", f"--author={author} <author@example.org>", f"--date={date}")
        self.git("commit", "--quiet", "--message=change", *said)
        return self.git("rev-parse", "HEAD")

    def merge(self, branch: str, author: str, date: str) -> str:
        """Merge a branch as a proposal is merged: never by moving the branch only."""
        who = {"GIT_AUTHOR_NAME": author, "GIT_AUTHOR_DATE": date}
        self.git("merge", "--quiet", "--no-ff", "--message", "merge", branch, **who)
        return self.git("rev-parse", "HEAD")

    def store(self, *command: str, typed: bytes) -> str:
        """The id of the object that a git command makes of its standard input."""
        done = subprocess.run(["git", *command], cwd=self.path, input=typed, check=True, stdout=subprocess.PIPE)
        return os.fsdecode(done.stdout).strip()

    def blob(self, content: bytes = b"text\n") -> str:
        """A blob object."""
        return self.store("hash-object", "-w", "--stdin", typed=content)

    def tree(self, *entries: bytes) -> str:
        """A tree object made of `mode kind id<TAB>name` lines, names of any kind."""
        return self.store("mktree", "-z", "--missing", typed=b"".join(entry + b"\0" for entry in entries))

    def commit_by(self, author: bytes) -> str:
        """A commit of the present tree, with an author line as given."""
        tree = self.git("rev-parse", "HEAD^{tree}").encode()
        text = b"tree %s\nauthor %s\ncommitter C <c@example.org> 0 +0000\n\nmade\n" % (tree, author)
        return self.store("hash-object", "--literally", "-t", "commit", "-w", "--stdin", typed=text)

    def commit_of(self, tree: str) -> str:
        """A commit of a tree object whose only folder is `model_cards`."""
        top = self.tree(b"040000 tree %s\tmodel_cards" % tree.encode())
        return self.git("commit-tree", "-m", "made", top)

    def bomb(self, *widths: int) -> str:
        """A commit of a few tree objects that name as many files as the product of the widths."""
        entry = b"100644 blob " + self.blob().encode()
        for width in widths:
            oid = self.tree(*(b"%s\t%d" % (entry, number) for number in range(width)))
            entry = b"040000 tree " + oid.encode()
        return self.commit_of(oid)

    def loose(self, oid: str) -> Path:
        """Where the object lies on disk, made writable."""
        path = self.path / ".git/objects" / oid[:2] / oid[2:]
        path.chmod(0o644)
        return path
