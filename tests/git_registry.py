"""A real Git repository for a test: write files, commit them at a known date, ask Git anything.

Tests get one from the `git_registry` fixture. Without dates, commits are one hour apart, so the same
steps give the same commit ids.
"""

import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

FIRST_COMMIT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
SETTINGS = "model_cards/registry.yaml"
AUTHOR = "Camille Martin <camille.martin@example.org>"


class GitRegistry:
    """A repository in a folder of its own, on a branch `main` without commits."""

    def __init__(self, path: Path) -> None:
        """Make the folder, if needed, and the repository."""
        path.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._next_date = FIRST_COMMIT
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, **variables: str) -> str:
        """What `git` answers here, without the last line end; fails loudly when Git fails."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.path, env=os.environ | variables, check=True, stdout=subprocess.PIPE
        )
        return done.stdout.decode().removesuffix("\n")

    def write(self, path: str, content: str | bytes) -> Path:
        """Write one file, its line ends as given, and make the folders above it."""
        target = self.path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return target

    def edit(self, path: str, old: str, new: str) -> None:
        """Write something else in the first place of a file that says this; one must."""
        text = (self.path / path).read_text("utf-8")
        assert old in text, (path, old)
        self.write(path, text.replace(old, new, 1))

    def set_up_frozen(self, more: str = "") -> str:
        """Commit the registry as it is set up and freeze it from there, `more` being other settings; the first id."""
        start = self.commit("Set up")
        settings = (self.path / SETTINGS).read_text("utf-8")
        self.write(SETTINGS, f"{settings}frozen_from: {start}\n{more}")
        self.commit("Freeze")
        return start

    def commit(self, message: str, *, date: datetime | None = None, author: str = AUTHOR) -> str:
        """Commit everything as it now stands, one hour after the last commit unless dated; gives the commit's id."""
        when = date or self._next_date
        self._next_date = when + timedelta(hours=1)
        self.git("add", "--all")
        self.git(
            "commit",
            "--quiet",
            f"--message={message}",
            f"--author={author}",
            f"--date={when.isoformat()}",
            GIT_COMMITTER_DATE=when.isoformat(),
        )
        return self.git("rev-parse", "HEAD")
