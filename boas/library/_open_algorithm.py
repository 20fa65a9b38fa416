"""One algorithm of an open registry: its documents as typed objects, and what they come to."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from boas.documents import Algorithm, Card
from boas.errors import UsageError
from boas.library._figure_table import EstimateRow, FigureRow, iter_estimates, iter_figures
from boas.parsing import find_nearest_term
from boas.registry import AlgorithmEntry, AssessedAudit, AssessedEvaluation, Assessment, LevelStep, VersionEntry
from boas.translation import Message


@dataclass(frozen=True)
class OpenVersion:
    """One version of an algorithm."""

    entry: VersionEntry
    digest: str
    """SHA-256 of the folder, as `sha256sum` gives it; empty when the version is not in the ledger."""
    status: str
    """`active`, `deprecated`, `withdrawn` or `removed`, as notices make it."""
    level: LevelStep
    """The level it has, and what the next one asks for."""

    @property
    def number(self) -> str:
        """The semantic version."""
        return self.entry.version

    @property
    def card(self) -> Card:
        """The card; a missing fact is `None`, or an `Absent` with its reason."""
        return self.entry.card


@dataclass(frozen=True)
class OpenAlgorithm:
    """One algorithm with its versions, evaluations and audits."""

    entry: AlgorithmEntry
    assess: Callable[[], Assessment]
    """Gives what the documents come to; asked once, when it is needed."""
    make_version: Callable[[VersionEntry, Assessment], OpenVersion]

    @property
    def id(self) -> str:
        """Id of the algorithm: the name of its folder."""
        return self.entry.id

    @property
    def document(self) -> Algorithm:
        """What `algorithm.yaml` says."""
        return self.entry.algorithm

    @property
    def is_invented(self) -> bool:
        """Whether it is a worked example with invented numbers, which counts in no total."""
        return self.document.origin == "example"

    @cached_property
    def assessment(self) -> Assessment:
        """Everything computed about the algorithm."""
        return self.assess()

    @cached_property
    def versions(self) -> tuple[OpenVersion, ...]:
        """Newest first in the order of semantic versions; at least one."""
        return tuple(self.make_version(entry, self.assessment) for entry in self.entry.versions)

    @property
    def latest(self) -> OpenVersion:
        """The greatest version that is no pre-release, or the greatest of all."""
        return self.version(self.entry.latest.version)

    @property
    def evaluations(self) -> tuple[AssessedEvaluation, ...]:
        """Evaluations of any version, newest first, with what their numbers come to."""
        return self.assessment.evaluations

    @property
    def audits(self) -> tuple[AssessedAudit, ...]:
        """Audits of any version, newest first."""
        return self.assessment.audits

    @cached_property
    def figures(self) -> tuple[FigureRow, ...]:
        """Printed figures with their verdicts, as rows of a table."""
        return tuple(
            row for one in self.evaluations for row in iter_figures(self.id, one, is_invented=self.is_invented)
        )

    @cached_property
    def estimates(self) -> tuple[EstimateRow, ...]:
        """Every metric of every stratum that counts or scores give, as rows of a table."""
        return tuple(
            row for one in self.evaluations for row in iter_estimates(self.id, one, is_invented=self.is_invented)
        )

    def version(self, number: str) -> OpenVersion:
        """One version.

        Args:
            number: Semantic version, such as `1.0.0`.

        Raises:
            UsageError: The algorithm has no such version.
        """
        found = next((one for one in self.versions if one.number == number), None)
        return found or _refuse_unknown(number, tuple(one.number for one in self.versions), self.id)


def _refuse_unknown(number: str, numbers: tuple[str, ...], algorithm: str) -> OpenVersion:
    """Raise that an algorithm has no such version, and name those it has."""
    near = find_nearest_term(number, numbers)
    raise UsageError(
        Message("`{algorithm}` has no version `{number}`.", algorithm=algorithm, number=number),
        Message("Try `{near}`.", near=near)
        if near
        else Message("Versions that are there: {numbers}.", numbers=", ".join(numbers)),
    )
