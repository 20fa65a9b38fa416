"""What was computed, row by row, as answers carry it: plain numbers, withheld counts as `<11` or `[c]`.

The records of `boas.evidence` after `to_rows`: the same names, each value as its JSON has it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from boas.index._json_values import to_json_value
from boas.index._records import Text

Count = int | str | None
"""A count, the word that stands for one that is withheld, or nothing when it was not measured."""

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class StratumRow:
    """For whom and where a row counts; blank stands for all."""

    variant: str
    site: str
    groups: dict[str, str]
    """Group by dimension, a term of the vocabulary `subgroup_dimensions`; empty for everybody."""


@dataclass(frozen=True, slots=True)
class EstimateAnswer:
    """One metric for one stratum."""

    metric: str
    """Term of the vocabulary `metrics`."""
    value: float | None
    """Fractions, 0.85 and not 85; nothing when it cannot be computed."""
    lower: float | None
    """Bounds of the interval; an unbounded side is nothing too."""
    upper: float | None
    level: float
    """Confidence level of the interval as a fraction."""
    method: str
    """Term of the vocabulary `interval_methods`."""
    numerator: int | None
    """For proportions, how many of the denominator."""
    n: int | None
    """The denominator that counts: positives for sensitivity, flagged for PPV, everybody for accuracy."""
    missing: str
    """Term of the vocabulary `missing_estimates` when there is no value; else empty."""


@dataclass(frozen=True, slots=True)
class BinRow:
    """One range of scores: what was predicted against what was seen."""

    low: float
    high: float
    predicted: float
    """Middle of the range."""
    observed: EstimateAnswer
    """Share of people with the condition (metric `prevalence`)."""


@dataclass(frozen=True, slots=True)
class RecomputedRow:
    """One stratum with everything its counts or scores give."""

    stratum: StratumRow
    tp: Count
    fp: Count
    fn: Count
    tn: Count
    is_derived: bool
    """Whether it was summed from other rows rather than read."""
    estimates: dict[str, EstimateAnswer]
    """By metric, in the order metrics are shown; a metric that cannot be had is there with its reason."""
    bins: tuple[BinRow, ...]
    """Reliability bins when there are scores."""


@dataclass(frozen=True, slots=True)
class PooledRow:
    """One metric over several sites."""

    variant: str
    metric: str
    sites: tuple[tuple[str, EstimateAnswer], ...]
    """Name of each site, and its value."""
    together: EstimateAnswer
    """From the summed counts."""
    random_effects: EstimateAnswer
    """DerSimonian–Laird on the logit scale."""
    prediction: tuple[float, float] | None
    """Where the value of a new site is expected (95 %); nothing with fewer than three sites."""
    q: float
    """Cochran's Q."""
    p_value: float
    """Of Q under homogeneity."""
    i_squared: float
    """Share of the variation that is between sites, 0 to 1."""
    tau_squared: float
    """Variance between sites on the logit scale."""


@dataclass(frozen=True, slots=True)
class ContrastRow:
    """A contrast between a group and its reference, with its interval."""

    value: float
    lower: float
    upper: float
    method: str
    """Term of the vocabulary `interval_methods`."""


@dataclass(frozen=True)
class DisparityRow:
    """One group against its reference, for one metric."""

    variant: str
    dimension: str
    """Term of the vocabulary `subgroup_dimensions`, or several joined by ` × `, as their groups are."""
    metric: str
    group: str
    reference: str
    is_declared: bool
    """Whether the reference group is the evaluation's choice, or only the largest one."""
    estimate: EstimateAnswer
    reference_estimate: EstimateAnswer
    difference: ContrastRow | None
    """Group minus reference (Newcombe); nothing when either has no value."""
    ratio: ContrastRow | None
    """Group over reference (log-adjusted)."""
    p_value: float | None
    """Of the difference, by inversion of the Newcombe interval, corrected for several groups by Holm."""
    n_compared: int
    """How many groups were compared with the reference, hence corrected for."""
    margin: float | None
    state: str
    """Term of the vocabulary `disparity_states`."""
    n_to_decide: int | None
    """Denominator of the group that would decide if the rates stayed as they are; nothing once decided."""


@dataclass(frozen=True)
class _OfEvaluation:
    """Something that belongs to one evaluation."""

    evaluation: str
    """Id of the evaluation."""


@dataclass(frozen=True)
class WorstDisparityRow(DisparityRow, _OfEvaluation):
    """The group furthest below its reference, in one evaluation, for one variant and metric."""


@dataclass(frozen=True, slots=True)
class ClaimIssueRow:
    """Why a printed number does not hold."""

    rule: str
    """Name of the rule that reports it."""
    part: str
    """Field of the claim it is about: `value`, `ci`, `n` or empty for the whole."""
    message: Text
    mend: Text
    since: str
    """Day from which the rule asks for this, when registries were published before; else empty."""


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """What the registry can say of one printed number."""

    position: int
    """Its place in `reported`, from 0."""
    state: str
    """Term of the vocabulary `claim_states`."""
    computed: EstimateAnswer | None
    """What the counts give, when there are counts for it."""
    numerator: int | None
    """Of a proportion, the only count that fits value and n; nothing when several do or none."""
    n: int | None
    """Denominator the judgement rests on."""
    interval_methods: tuple[str, ...]
    """Methods (`wilson`, `wald`, `clopper-pearson`) that give the printed interval."""
    reasons: tuple[Text, ...]
    """What was found, in plain sentences, also when all is well."""
    problems: tuple[ClaimIssueRow, ...]


@dataclass(frozen=True, slots=True)
class ImplicationRow:
    """What several printed numbers about the same people imply together."""

    positions: tuple[int, ...]
    """Claims that were put together."""
    n: int | None
    is_possible: bool
    """Whether one confusion table can give them all."""
    ranges: dict[str, tuple[int, int]]
    """Smallest and largest possible count of `tp`, `fp`, `fn`, `tn`; empty when impossible or unbounded."""
    sentence: Text


def to_rows(records: Iterable[object], threshold: int, kind: type[Row]) -> tuple[Row, ...]:
    """Computed records as rows of one kind; `threshold` is the smallest count of people that is published."""
    return msgspec.convert([to_json_value(record, threshold) for record in records], tuple[kind, ...])  # type: ignore[valid-type]
