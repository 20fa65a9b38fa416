"""What the index answers about several algorithms side by side."""

from dataclasses import dataclass
from typing import Any

from boas.index._code_comparison_answers import CodeComparison
from boas.index._evidence_rows import EstimateAnswer
from boas.index._records import Named, Text
from boas.index._row_answers import AlgorithmRow, HeadlineInterval


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field of the card, as each algorithm fills it."""

    path: str
    values: tuple[Any, ...]
    """As written, for each algorithm; nothing where a card does not fill it."""
    differs: bool
    """Whether any two of them are different; a field that one leaves out differs too."""


@dataclass(frozen=True, slots=True)
class ComparedFigure:
    """One figure of everybody, with all that decides what it may be held against."""

    algorithm: str
    """Id of the algorithm."""
    evaluation: str
    """Id of the evaluation."""
    version: str
    """Version that was measured."""
    value: float | None
    """Fractions, 0.85 and not 85."""
    as_printed: str | None
    """The source's own words, when it gives no single number."""
    ci: HeadlineInterval | None
    """The published interval, else the one that counts give."""
    is_ci_computed: bool
    """Whether counts give the interval, and nobody published one."""
    n: int | None
    """How many stand behind it; of a figure from counts, how many it was divided by."""
    unit: str | None
    """What `n` counts, a term of the vocabulary `units`."""
    state: str
    """What the registry can say of it, a term of the vocabulary `claim_states`."""
    is_computed: bool
    """Whether nobody published it: counts alone give it."""
    date: str | None
    """Day, month or year of the evaluation."""
    variant: Text | None
    threshold: float | None
    outcome: Text | None
    """What was predicted, as the figure says."""
    reference_standard: Text | None
    """What was taken as the truth, as the figure or its evaluation says."""
    population: Text | None
    """On whom, as the figure or its evaluation says."""
    source: str | None
    """Id of the data source it was measured on."""
    period: str | None
    """Years or dates of those it was measured on."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Why two figures must not be held against each other: one of the three things that have to be the same."""

    what: str
    """`outcome`, `reference_standard`, `population`, or `figure` when an algorithm has none of this metric."""
    kind: str
    """`differs`, or `not-stated` when one or both do not say."""
    algorithms: tuple[str, ...]
    """Ids of those it is about: both when they differ, those that do not say otherwise."""
    sentence: Text
    """The reason in a sentence."""


@dataclass(frozen=True, slots=True)
class NotComparable:
    """Two algorithms whose figures of one metric must not be held against each other."""

    algorithms: tuple[str, str]
    reasons: tuple[Mismatch, ...]
    """Of the two figures that come closest."""


@dataclass(frozen=True, slots=True)
class FigureSet:
    """Figures of several algorithms that may be held against one another: same outcome, reference and people."""

    figures: tuple[ComparedFigure, ...]
    """In the order of the algorithms."""


@dataclass(frozen=True, slots=True)
class ComparedMetric:
    """One metric: which figures may stand side by side, and why others may not."""

    metric: str
    """Term of the vocabulary `metrics`."""
    sets: tuple[FigureSet, ...]
    apart: tuple[ComparedFigure, ...]
    """Figures that may be held against none of another algorithm."""
    not_comparable: tuple[NotComparable, ...]
    """Each two algorithms without figures that may be held against each other."""


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """One metric of one group of people, as an algorithm was measured on it."""

    algorithm: str
    evaluation: str
    variant: str
    group: str
    estimate: EstimateAnswer


@dataclass(frozen=True, slots=True)
class ComparedGroups:
    """One metric by the groups of one dimension, of all algorithms that were measured so."""

    dimension: str
    """Term of the vocabulary `subgroup_dimensions`."""
    metric: str
    """Term of the vocabulary `metrics`."""
    groups: tuple[ComparedGroup, ...]
    """By group in the order of the files, then in the order of the algorithms."""
    without: tuple[str, ...]
    """Ids of the algorithms nobody measured so."""


@dataclass(frozen=True, slots=True)
class ComparedCodes:
    """Lists of those that have any, as sets."""

    comparison: CodeComparison
    """With the first codes of each system only."""
    n_left: int
    """Codes left out here; the address has them all."""
    address: str
    """Address of the API with every code."""
    without: tuple[str, ...]
    """Ids of the algorithms without codelists."""


@dataclass(frozen=True, slots=True)
class AlgorithmComparison:
    """Two to four algorithms side by side, each by its latest version."""

    algorithms: tuple[AlgorithmRow, ...]
    """In the order asked for."""
    digests: tuple[str, ...]
    """SHA-256 of the folder of each version."""
    fields: tuple[ComparedField, ...]
    """Fields of the card that any of them fills, in the card's order."""
    metrics: tuple[ComparedMetric, ...]
    """Metrics that any of them has a figure of, in the vocabulary's order."""
    groups: tuple[ComparedGroups, ...]
    codes: ComparedCodes | None
    """Nothing when fewer than two have codelists."""


@dataclass(frozen=True, slots=True)
class ProposedPair:
    """Two algorithms about the same that are worth reading side by side."""

    id: str
    """Both ids in the order of the alphabet, three dots between them, as in the address of their page."""
    algorithms: tuple[Named, Named]
    domains: tuple[str, ...]
    """Terms of the vocabulary `medical_domains` that both have."""


@dataclass(frozen=True, slots=True)
class ProposedPairs:
    """Pairs that the registry proposes: of each algorithm the nearest ones about the same."""

    total: int
    pairs: tuple[ProposedPair, ...]
