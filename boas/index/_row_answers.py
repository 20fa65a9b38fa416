"""What the index answers about an algorithm in one row: the same in lists, under sources and organisations."""

from dataclasses import dataclass, field
from typing import TypedDict

from boas.index._notice_answers import NoticeMark
from boas.index._records import Named, Published, Text

PARTIAL_PROPORTIONS = frozenset({"sensitivity", "ppv"})
"""Metrics that are divided by some of the people only: beside them an n that counts everybody misleads."""


@dataclass(frozen=True, slots=True)
class HeadlineInterval:
    """The interval of the number shown first."""

    level: float
    """Confidence level as a fraction."""
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Headline:
    """The number shown first about an algorithm, with what is needed to read it."""

    metric: str
    """Term of the vocabulary `metrics`."""
    value: float | None
    """Fractions, 0.85 and not 85."""
    as_printed: str | None
    """The source's own words, when it gives no single number."""
    ci: HeadlineInterval | None
    n: int | None
    variant: Text | None
    evaluation: str
    """Id of the evaluation it stands in."""
    state: str
    """What the registry can say of it, a term of the vocabulary `claim_states`."""
    version: str
    """Version that was measured."""
    standing: str
    """How the row's version stands to it: `measured`; `unchanged`, when nothing since can have changed a result;
    `changed`, `later` (the one measured is newer) or `unknown`, when the figure is another version's."""
    changes: tuple[Text, ...]
    """What can have changed results since, in sentences; empty unless `standing` is `changed`."""
    denominator: int | None = None
    """Of a sensitivity or a predictive value, how many were divided by: the positives, or those it flagged. Nothing
    when neither counts nor a printed interval tell: `n` may count everybody."""
    computed_ci: HeadlineInterval | None = None
    """What the counts give, where no interval was published and the value was found again."""
    outcome: Text | None = None
    """What was predicted, when the algorithm predicts several things."""
    date: str | None = None
    """Day, month or year of the evaluation."""
    is_computed: bool = False
    """Whether nobody published the figure: the registry's counts alone give it and its interval."""
    unit: str | None = None
    """What `n` counts, a term of the vocabulary `units`; nothing when neither the figure nor its population says."""


@dataclass(frozen=True, slots=True)
class WorstGroup:
    """For whom an algorithm works least well, in the evaluation its first number stands in."""

    metric: str
    """Term of the vocabulary `metrics`."""
    dimension: str
    """Term of the vocabulary `subgroup_dimensions`."""
    group: str
    reference: str
    """Group it is compared with."""
    difference: float
    """Group minus reference, as a fraction."""
    lower: float
    upper: float
    state: str
    """Term of the vocabulary `disparity_states`."""
    evaluation: str
    """Id of the evaluation."""
    version: str
    """Version that was measured."""


class FirstFigures(TypedDict):
    """Figures shown first, as rows and versions carry them."""

    headline: Headline | None
    other_headline: Headline | None
    worst: WorstGroup | None


@dataclass(frozen=True, slots=True)
class AlgorithmRow:
    """An algorithm as one row of a list: its latest version."""

    id: str
    version: str
    name: Text
    summary: Text
    kind: str
    category: str
    medical_domains: tuple[str, ...]
    organisations: tuple[Named, ...]
    data_sources: tuple[Named, ...]
    programming_languages: tuple[str, ...]
    licence: str | None
    level: int
    """0 to 4, see the vocabulary `levels`."""
    origin: str
    """Term of the vocabulary `origins`."""
    confidence: str | None
    listed_in_boas: bool | None
    upstream_version: str | None
    published: Published | None
    """Not known in a shallow clone."""
    headline: Headline | None
    """Of figures that stand for this version; nothing when there are none."""
    other_headline: Headline | None
    """Where no figure stands for this version, that of another one, which counts for nothing here."""
    worst: WorstGroup | None
    """For the metric of the headline when it was measured by group, else for the first metric that was."""
    evidence: tuple[str, ...]
    """States the figures that stand for it are in, terms of the vocabulary `claim_states`; empty without figures."""
    status: str
    """`active`, or the gravest notice on the latest version: `deprecated`, `withdrawn` or `removed`."""
    draft: bool
    """Whether the latest version is not published yet, which only a preview shows."""
    notices: tuple[NoticeMark, ...] = ()
    """Notices about the latest version that nobody retracted, the gravest first, then the newest."""
    n_reuses: int = 0
    """Reuses that count: by others than the producers, confirmed or compiled from a source."""
    reused_by: tuple[str, ...] = ()
    """Ids of the organisations known to reuse it, the producers' own among them."""
    n_observations: int = 0
    """Observations about the latest version that are open or confirmed."""
    n_filled: int = 0
    """Fields the card fills of those its kind is asked for."""
    n_asked: int = 0
    """Fields its kind is asked for."""
    last_evaluated: str | None = None
    """Day, month or year of the newest evaluation that stands for this version; of a period its end."""
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What lists find it by and the row says nowhere else, by query parameter; what uses a component uses the data
    source that belongs to. `runs_on_lines` gives each source it runs on with all that is part of, between slashes."""
