"""Fixing documents on disk: check, compute, write, check again; what is published is never touched."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from boas.autofix import FixResult, fix_files
from boas.checks import check
from boas.finding import Finding
from boas.parsing import include_related_paths, read_collection, read_folder, select_files
from boas.proposals._inherited_findings import downgrade_inherited
from boas.proposals._published_parts import find_published_folders, find_published_part
from boas.repository import find_reference_date, write_bytes


@dataclass(frozen=True, slots=True)
class FixSession:
    """The files being fixed, as they lie on disk."""

    root: Path
    chosen: tuple[str, ...]
    """Paths of the files that may be fixed."""
    frozen: frozenset[str]
    """Folders of published versions and evaluations, with their last `/`, and paths of notices and audits."""
    is_whole: bool
    """Whether the whole registry was asked for, and not some paths of it."""
    today: str
    """The day on which rules judge (ISO 8601)."""

    def check(self) -> tuple[Finding, ...]:
        """All findings about the chosen files, as `boas check` tells them."""
        tree = read_folder(self.root)
        around = None if self.is_whole else include_related_paths(tree, self.chosen)
        collection = read_collection(tree, around, as_of=self.today)
        found = check(collection, None if self.is_whole else [tree.files[path] for path in self.chosen])
        return downgrade_inherited(found, self.root, tree)

    def compute_fixes(self, findings: Iterable[Finding], *, with_unsafe: bool = False) -> FixResult:
        """The chosen files fixed, those of published versions and records left out; nothing is written."""
        allowed = [path for path in self.chosen if find_published_part(path) not in self.frozen]
        return fix_files(read_folder(self.root), allowed, findings, self.today, with_unsafe=with_unsafe)

    def write_fixes(self, result: FixResult) -> None:
        """Write fixed files, each whole or not at all."""
        for one in result.files:
            write_bytes(self.root, one.path, one.after)


def open_fix_session(root: Path, paths: tuple[Path, ...] = ()) -> FixSession:
    """What is to be fixed in a registry.

    Args:
        root: folder of the registry.
        paths: files and folders in it; all of it when there are none.

    Raises:
        UsageError: a path holds no file of the registry.
    """
    tree = read_folder(root)
    chosen = tuple(dict.fromkeys(select_files(tree, root, paths))) if paths else tuple(tree.files)
    today = find_reference_date(root)
    return FixSession(root, chosen, find_published_folders(root), not paths, today)
