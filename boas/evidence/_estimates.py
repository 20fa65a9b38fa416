"""Results: an estimate with its interval, method and denominator; verdicts on claims; disclosed cells."""

from collections.abc import Mapping
from dataclasses import dataclass

from boas.evidence._counts import Cell, Stratum
from boas.translation import Message


@dataclass(frozen=True, slots=True)
class Estimate:
    """One metric for one stratum."""

    metric: str
    """Term of the vocabulary `metrics`."""
    value: float | None
    """As a fraction, 0.85 and not 85; None when it cannot be computed."""
    lower: float | None
    """Bounds of the interval; None also for an unbounded side."""
    upper: float | None
    level: float
    """Confidence level of the interval as a fraction."""
    method: str
    """Term of the vocabulary `interval_methods`."""
    numerator: int | None
    """For proportions, how many of the denominator."""
    n: int | None
    """The denominator that counts: positives for sensitivity, flagged for PPV, everybody for accuracy."""
    missing: str = ""
    """Term of the vocabulary `missing_estimates` when there is no value."""


@dataclass(frozen=True, slots=True)
class Bin:
    """One range of scores: what was predicted against what was seen."""

    low: float
    high: float
    predicted: float
    """Middle of the range."""
    observed: Estimate
    """Share of people with the condition (metric `prevalence`), with its Wilson interval."""


@dataclass(frozen=True, slots=True)
class StratumEstimates:
    """One stratum with everything its counts or scores give."""

    stratum: Stratum
    tp: Cell
    fp: Cell
    fn: Cell
    tn: Cell
    is_derived: bool
    """Whether it was summed from other rows rather than read."""
    estimates: Mapping[str, Estimate]
    """By metric, in the order metrics are shown; a metric that cannot be had is there with its reason."""
    bins: tuple[Bin, ...] = ()
    """Reliability bins when there are scores."""


@dataclass(frozen=True, slots=True)
class PooledEstimate:
    """One metric over several sites."""

    variant: str
    metric: str
    sites: tuple[tuple[str, Estimate], ...]
    """Value at each site, by name."""
    together: Estimate
    """From the summed counts."""
    random_effects: Estimate
    """DerSimonian–Laird on the logit scale."""
    prediction: tuple[float, float] | None
    """Where the value of a new site is expected (95 %); None with fewer than three sites."""
    q: float
    """Cochran's Q."""
    p_value: float
    """Of Q under homogeneity."""
    i_squared: float
    """Share of the variation that is between sites, 0 to 1."""
    tau_squared: float
    """Variance between sites on the logit scale."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """A contrast between a group and its reference, with its interval."""

    value: float
    lower: float
    upper: float
    method: str
    """Term of `interval_methods`."""


@dataclass(frozen=True, slots=True)
class Disparity:
    """One group against its reference, for one metric."""

    variant: str
    dimension: str
    """Term of the vocabulary `subgroup_dimensions`, or several joined by ` × `, as their groups are."""
    metric: str
    group: str
    reference: str
    is_declared: bool
    """Whether the reference group is the evaluation's choice, or only the largest one."""
    estimate: Estimate
    reference_estimate: Estimate
    difference: Contrast | None
    """Group minus reference (Newcombe); None when either has no value."""
    ratio: Contrast | None
    """Group over reference (log-adjusted)."""
    p_value: float | None
    """Of the difference, by inversion of the Newcombe interval, corrected for several groups by Holm."""
    n_compared: int
    """How many groups were compared with the reference, hence corrected for."""
    margin: float | None
    state: str
    """Term of the vocabulary `disparity_states`."""
    n_to_decide: int | None
    """Denominator of the group that would decide if the rates stayed as they are; None once decided."""


@dataclass(frozen=True, slots=True)
class ClaimIssue:
    """Why a printed number does not hold."""

    rule: str
    """Name of the rule that reports it."""
    part: str
    """Field of the claim it is about: `value`, `ci`, `n` or empty for the whole."""
    message: Message
    mend: Message
    since: str = ""
    """Day from which the rule asks for this, when registries were published before."""


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """The verdict on one printed number."""

    position: int
    """Its place in `reported`, from 0."""
    state: str
    """Term of the vocabulary `claim_states`."""
    computed: Estimate | None
    """What the counts give, when there are counts for it."""
    numerator: int | None
    """Of a proportion, the only count that fits value and n; None when several do or none."""
    n: int | None
    """Denominator behind the verdict."""
    interval_methods: tuple[str, ...]
    """Methods (`wilson`, `wald`, `clopper-pearson`) that give the printed interval."""
    reasons: tuple[Message, ...]
    """What was found, in plain sentences, also when all is well."""
    problems: tuple[ClaimIssue, ...]


@dataclass(frozen=True, slots=True)
class Implication:
    """What several printed numbers about the same people imply together."""

    positions: tuple[int, ...]
    """Claims that were put together."""
    n: int | None
    is_possible: bool
    """Whether one confusion table can give them all."""
    ranges: Mapping[str, tuple[int, int]]
    """Smallest and largest possible count of `tp`, `fp`, `fn`, `tn`; empty when impossible or unbounded."""
    sentence: Message


@dataclass(frozen=True, slots=True)
class Verification:
    """All claims of one evaluation, one by one and together."""

    judgements: tuple[ClaimVerdict, ...]
    """One for each `reported`, in order."""
    implied: tuple[Implication, ...]


@dataclass(frozen=True, slots=True)
class DisclosedCell:
    """One small count that is disclosed."""

    kind: str
    """`printed`; `subtraction` when other counts give it; `implied` when reported figures do; `unchecked` when the
    search was stopped before its end, which is about the evaluation as a whole."""
    stratum: Stratum
    cell: str
    """`tp`, `fp`, `fn`, `tn`, a sum of them such as `positives`, or `n` for a printed number of people."""
    value: int | None
    """The count; the sentence does not repeat it."""
    line: int
    """Line of the table; 0 when no line of it stands for these people."""
    position: int | None
    """Place in `reported`, from 0, of a figure that prints or implies it."""
    sentence: Message
    table: str = "counts"
    """`counts` or `scores`: the table whose line it is."""
