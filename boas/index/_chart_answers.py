"""What the index answers about all evidence at once, to be drawn: by domain, by year, by group of people."""

from dataclasses import dataclass

from boas.index._algorithm_comparison_answers import ComparedFigure
from boas.index._records import Text


@dataclass(frozen=True, slots=True)
class DomainFigure:
    """One figure of everybody, of an algorithm about a domain."""

    metric: str
    """Term of the vocabulary `metrics`."""
    name: Text
    """What the algorithm is called."""
    figure: ComparedFigure


@dataclass(frozen=True, slots=True)
class DomainFigures:
    """All figures of the algorithms about one medical domain; worked examples and what was withdrawn are left out."""

    domain: str
    """Term of the vocabulary `medical_domains`."""
    label: Text
    n_algorithms: int
    """Algorithms about it."""
    n_measured: int
    """Those of them with a figure that stands for their latest version."""
    figures: tuple[DomainFigure, ...]
    """By metric in the vocabulary's order, then by the name of the algorithm."""


@dataclass(frozen=True, slots=True)
class EvidenceYear:
    """Evaluations of one year."""

    year: int
    n: int
    """Evaluations dated in that year."""
    n_independent: int
    """Those by others than the authors, as far as it can be told."""
    n_with_counts: int
    """Those whose figures can be computed from counts or scores."""
    total: int
    """Evaluations known by the end of that year."""


@dataclass(frozen=True, slots=True)
class MeasuredAlgorithm:
    """By which groups of people an algorithm was measured, among those that any evaluation stands for."""

    id: str
    name: Text
    version: str
    measured: tuple[str, ...]
    """Terms of the vocabulary `subgroup_dimensions` it was measured by."""
    excused: tuple[str, ...]
    """Those its card says it was not measured by, and why."""
    silent: tuple[str, ...]
    """Those that a reader looks for and nobody says anything of."""


@dataclass(frozen=True, slots=True)
class DimensionTotal:
    """How many algorithms were measured by one dimension."""

    dimension: str
    """Term of the vocabulary `subgroup_dimensions`."""
    measured: int
    excused: int
    silent: int
    """The three add up to the algorithms that any evaluation stands for."""


@dataclass(frozen=True, slots=True)
class DomainTotal:
    """How much is known of the algorithms about one medical domain."""

    domain: str
    """Term of the vocabulary `medical_domains`."""
    label: Text
    n_algorithms: int
    n_measured: int
    n_figures: int


@dataclass(frozen=True, slots=True)
class EvidenceOverview:
    """All evidence of a registry; worked examples and what was withdrawn are left out."""

    n_algorithms: int
    n_evaluations: int
    n_independent: int
    """Those by others than the authors, as far as it can be told."""
    n_with_counts: int
    """Those whose figures can be computed from counts or scores."""
    n_undated: int
    """Evaluations without a date: they stand in no year."""
    years: tuple[EvidenceYear, ...]
    """Every year from the first to the last, also those without any."""
    algorithms: tuple[MeasuredAlgorithm, ...]
    """Those that any evaluation stands for, by name."""
    dimensions: tuple[DimensionTotal, ...]
    """In the order in which readers look for them."""
    domains: tuple[DomainTotal, ...]
    """Domains with a figure, by label."""
