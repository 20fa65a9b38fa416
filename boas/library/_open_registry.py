"""A registry opened by its path: everything about one commit, or about the files as they lie on disk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from boas import proposals, publishing
from boas.errors import UsageError
from boas.finding import Finding
from boas.library._check_run import CheckRun, check_files, find_check_date
from boas.library._figure_table import EstimateRow, FigureRow
from boas.library._open_algorithm import OpenAlgorithm, OpenVersion
from boas.parsing import find_nearest_term, find_root
from boas.publishing import SILENT, PreparedSite, ProgressListener
from boas.registry import AlgorithmEntry, Assessment, Registry, VersionEntry, assess, determine_status
from boas.reports import Review
from boas.translation import Message


@dataclass(frozen=True)
class OpenRegistry:
    """A registry; what is read of it is read once, when it is first asked for."""

    root: Path
    """Folder that holds `model_cards/`."""
    revision: str | None
    """Commit, branch or tag it is read at; nothing for the files as they lie on disk."""

    @cached_property
    def snapshot(self) -> Registry:
        """Everything about the registry at once: documents, findings, ledger."""
        if self.revision is None:
            return publishing.read_work_tree(self.root)
        return publishing.read_commit(self.root, self.revision)

    @property
    def commit(self) -> str:
        """The commit all of this was read from; empty for files on disk."""
        return self.snapshot.commit

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules say of all that was read, by file and line."""
        return self.snapshot.findings

    @cached_property
    def algorithms(self) -> tuple[OpenAlgorithm, ...]:
        """Every algorithm that can be read, by id; worked examples with invented numbers are among them and say so."""
        return tuple(self._open_algorithm(entry) for entry in self.snapshot.algorithms.values())

    @property
    def figures(self) -> tuple[FigureRow, ...]:
        """Printed figures of all algorithms with their verdicts, as rows of a table."""
        return tuple(row for algorithm in self.algorithms for row in algorithm.figures)

    @property
    def estimates(self) -> tuple[EstimateRow, ...]:
        """Every metric that counts or scores give, as rows of a table."""
        return tuple(row for algorithm in self.algorithms for row in algorithm.estimates)

    def algorithm(self, name: str) -> OpenAlgorithm:
        """One algorithm.

        Args:
            name: Its id, the name of its folder.

        Raises:
            UsageError: There is none of that id, or its documents cannot be read.
        """
        found = next((one for one in self.algorithms if one.id == name), None)
        return found or _refuse_unknown(name, self.snapshot.algorithms)

    def check(self, paths: Sequence[Path] = (), since: str | None = None) -> CheckRun:
        """Run every rule on the files as they lie on disk, as `boas check` does; see `check_files`."""
        return check_files(self.root, paths, since)

    def review(self, since: str = "origin/main") -> Review:
        """Sum up what the files on disk bring to a branch, as `boas review` does.

        Raises:
            UsageError: There is no such branch.
            RegistryError: The registry is in no Git repository.
        """
        return proposals.review_proposal(self.root, since, find_check_date(self.root))

    def build(
        self, progress: ProgressListener = SILENT, *, keep_going: bool = False, anew: bool = False
    ) -> PreparedSite:
        """Publish a commit into `.boas/` beside the registry, as `boas build` does; the last one, or the one opened.

        Args:
            progress: Is told of each step and of pages made.
            keep_going: Publish what has no error even when other documents have.
            anew: Forget what was made before.

        Raises:
            IntegrityError: Something published before has moved.
            LockError: Somebody else is building.
        """
        return publishing.prepare_site(
            self.root, progress, revision=self.revision or "HEAD", keep_going=keep_going, anew=anew
        )

    def _open_algorithm(self, entry: AlgorithmEntry) -> OpenAlgorithm:
        """One algorithm of the snapshot; what it comes to is computed when it is asked for."""

        def make_version(version: VersionEntry, found: Assessment) -> OpenVersion:
            own = self.snapshot.ledger.get(version.folder)
            status = determine_status(entry, version.version)
            return OpenVersion(version, own.digest if own else "", status, found.steps[version.version])

        return OpenAlgorithm(entry, lambda: assess(self.snapshot, entry), make_version)


def open_registry(path: Path | str = ".", revision: str | None = None) -> OpenRegistry:
    """Open a registry.

    Args:
        path: A folder of the registry, or one below it.
        revision: Commit, branch or tag to read; the files as they lie on disk when left out.

    Raises:
        RegistryError: There is no registry at this place.
    """
    return OpenRegistry(find_root(Path(path)), revision)


def _refuse_unknown(name: str, names: Iterable[str]) -> OpenAlgorithm:
    """Raise that there is no such algorithm, and name the nearest."""
    near = find_nearest_term(name, tuple(names))
    raise UsageError(
        Message("This registry has no algorithm `{name}`.", name=name),
        Message("Try `{near}`.", near=near) if near else Message("`registry.algorithms` gives all of them."),
    )
