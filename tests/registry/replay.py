"""A registry whose history grows step by step, and what a test works out about it without asking boas."""

import hashlib
import os
import shutil
from copy import copy
from pathlib import Path

from boas.finding import Finding
from boas.registry import Registry, read_registry
from boas.repository import open_repository
from tests.git_registry import GitRegistry

BASE = Path(__file__).parents[1] / "checks" / "base"
"""A registry without fault."""

RULE = "model_cards/algorithms/exemple-regle/versions"
SCORE = "model_cards/algorithms/exemple-score/versions"
LISTED = f"{RULE}/1.0.0/codelists/inclusion.csv"
SETTINGS = "model_cards/registry.yaml"
CHANGES = "changes:\n  - kind: changed\n    text:\n      fr: Une chose a changé.\n"


class Growing(GitRegistry):
    """A registry under way, and the names that its steps give to commits."""

    def __init__(self, path: Path, leave_out: tuple[str, ...] = ("exemple-modele",)) -> None:
        """Begin with the base registry, some algorithms left out, not committed yet."""
        super().__init__(path)
        self.steps: dict[str, str] = {}
        shutil.copytree(BASE, path, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*leave_out))
        self.write(".gitignore", ".boas/\n")
        self.write(f"{RULE}/1.0.0/method.fr.md", "# Méthode\n\nRetient les séjours inventés.\n")

    def at(self, path: Path) -> "Growing":
        """A copy or a clone of it that was made elsewhere."""
        other = copy(self)
        other.path, other.steps = path, dict(self.steps)
        return other

    def record(self, step: str) -> str:
        """Commit everything under a name."""
        self.steps[step] = self.commit(step)
        return self.steps[step]

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a part of a file that must be there."""
        text = (self.path / path).read_text()
        assert old in text
        self.write(path, text.replace(old, new))

    def freeze(self, commit: str) -> None:
        """Set the commit from which versions never change."""
        self.edit(SETTINGS, "licence:", f"frozen_from: {commit}\nlicence:")

    def copy_version(self, versions: str, old: str, new: str) -> None:
        """A new version from an older one, with its number and a word about what changed."""
        shutil.copytree(self.path / versions / old, self.path / versions / new)
        card = f"{versions}/{new}/card.yaml"
        self.edit(card, f"version: {old}\n", f"version: {new}\n")
        if "changes:" not in (text := (self.path / card).read_text()):
            self.write(card, text.rstrip("\n") + "\n" + CHANGES)

    def propose(self) -> None:
        """Go on beside the main line."""
        self.git("switch", "--quiet", "--create", "proposal")

    def merge(self, step: str) -> str:
        """Merge the proposal as a forge does, under a name."""
        self.git("switch", "--quiet", "main")
        self.write("NEWS", f"before {step}\n")
        self.commit("Elsewhere")
        self.git("merge", "--quiet", "--no-ff", f"--message={step}", "proposal")
        self.git("branch", "--quiet", "--delete", "proposal")
        self.steps[step] = self.git("rev-parse", "HEAD")
        return self.steps[step]

    def digests(self) -> dict[str, str]:
        """Digest of every version folder of the work tree, from the files as they lie on disk."""
        versions = (self.path / "model_cards/algorithms").glob("*/versions/*")
        return {f"{folder.relative_to(self.path).as_posix()}/": digest_on_disk(folder) for folder in versions}


def digest_on_disk(folder: Path) -> str:
    """The SHA-256 of the lines that `sha256sum` would print of a folder's files in byte order."""
    files = {os.fsencode(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    lines = (
        hashlib.sha256(files[name].read_bytes()).hexdigest().encode() + b"  " + name + b"\n" for name in sorted(files)
    )
    return hashlib.sha256(b"".join(lines)).hexdigest()


def picture(repository: GitRegistry) -> Registry:
    """The registry at the commit that is checked out."""
    with open_repository(repository.path) as history:
        commit = history.read_head()
        return read_registry(history.read_tree_of(commit), history.read_history_of(commit))


def frozen(registry: Registry) -> list[Finding]:
    """Findings about published versions."""
    return [finding for finding in registry.findings if finding.rule == "frozen-version-changed"]
