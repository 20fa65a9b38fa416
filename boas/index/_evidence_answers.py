"""What the index answers about evidence: claims, recomputed numbers, gaps between groups, audits, the matrix."""

from dataclasses import dataclass

from boas.documents import Audit, Bias, Evaluation, NotAssessed
from boas.index._evidence_rows import (
    DisparityRow,
    ImplicationRow,
    JudgementRow,
    PooledRow,
    RecomputedRow,
    WorstDisparityRow,
)
from boas.index._notice_answers import NoticeMark
from boas.index._records import Named, Published, TableFields, Text
from boas.index._written import Written


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file numbers rest on, to the byte."""

    path: str
    """In the repository."""
    sha256: str
    published: Published | None
    """The commit that brought its present content."""


@dataclass(frozen=True, slots=True)
class Independence:
    """Who speaks, seen from the authors; computed from people and organisations, never typed."""

    term: str
    """Term of the vocabulary `independence_states`; `independent` alone counts for levels 3 and 4."""
    sentence: Text
    """Why; where names alone cannot tell, also what would settle it."""


@dataclass(frozen=True, slots=True)
class EvaluationSummary:
    """One evaluation as written, with what became of each claim: what a card needs."""

    algorithm: str
    id: str
    version: str
    """Version of this algorithm that was measured; empty when it is one of another."""
    stands_for: tuple[str, ...]
    """Versions its figures stand for, oldest first: the one measured, and later ones while nothing can have changed
    a result."""
    standing: str
    """How the latest version stands to the one measured: `measured`, `unchanged`, `changed`, `later` or `unknown`."""
    changes: tuple[Text, ...]
    """What can have changed results up to the latest version, in sentences; empty unless `standing` is `changed`."""
    published: Published | None
    evaluation: Written[Evaluation]
    """The document `evaluation.yaml`."""
    counts: TableFields | None
    """`header` and `rows` of `counts.csv`, when there is one."""
    scores: TableFields | None
    """`header` and `rows` of `scores.csv`, when there is one."""
    source: Named | None
    """The data source it was measured on."""
    files: tuple[EvidenceFile, ...]
    """`evaluation.yaml`, then `counts.csv` and `scores.csv` when there are."""
    independence: Independence
    dimensions: tuple[str, ...]
    """What people were grouped by, in counts, scores or claims; terms of the vocabulary `subgroup_dimensions`."""
    margin: float | None
    """Margin the disparities were held against: an independent bias audit's, else the evaluation's own."""
    judgements: tuple[JudgementRow, ...]
    """One for each `reported`, in its order."""
    implied: tuple[ImplicationRow, ...]
    """What several printed numbers imply together."""
    worst: tuple[DisparityRow, ...]
    """Per variant and metric, the group furthest below its reference."""
    digest: str | None
    """SHA-256 of the version measured; nothing when this registry has no such version."""
    is_digest_computed: bool
    """Whether that digest was taken from the ledger, because the document does not name it."""
    replaced_by: str | None
    """Id of the evaluation that corrects this one, which then counts for nothing; nothing while it stands."""


@dataclass(frozen=True, slots=True)
class EvaluationAnswer(EvaluationSummary):
    """One evaluation as written, with everything the registry made of its numbers."""

    recomputed: tuple[RecomputedRow, ...]
    """Whole first, then sites, then groups; withheld counts as `<11` or `[c]`."""
    disparities: tuple[DisparityRow, ...]
    """Every group of every dimension, for every metric."""
    pooled: tuple[PooledRow, ...]
    """One for each metric, when there are several sites."""


@dataclass(frozen=True, slots=True)
class EvaluationList:
    """All evaluations of one algorithm; recomputed numbers are in the answer about each."""

    id: str
    evaluations: tuple[EvaluationSummary, ...]
    """Of any version, newest first."""


@dataclass(frozen=True, slots=True)
class AuditAnswer:
    """One audit as written, with whether it holds."""

    id: str
    version: str
    """Version of this algorithm that was judged; empty when it is one of another."""
    stands_for: tuple[str, ...]
    """Versions it holds for, oldest first: the one judged, and later ones that are the same to the byte but for their
    number and their list of changes."""
    published: Published | None
    audit: Written[Audit]
    organisation: Named | None
    """The auditor's organisation, when one is given."""
    independence: Independence
    is_of_this_digest: bool
    """Whether the version still has the bytes that were read."""
    is_in_date: bool
    """Whether its review is not overdue on the day of the registry's last change."""
    counts_for_level: bool
    """Whether it makes level 4: about bias, independent, of this digest, in date and dated after what it judges."""
    counts_as_review: bool
    """Whether it is the registry's own review of this digest, by somebody of its list who may judge it."""
    replaced_by: str | None
    """Id of the audit that corrects this one, which then counts for nothing; nothing while it stands."""
    path: str
    is_well_dated: bool = True
    """Whether it is dated neither after the registry's last change nor before an evaluation that it judges."""


@dataclass(frozen=True, slots=True)
class AuditBetween:
    """An audit or a review as the organisations on both sides of it see it."""

    id: str
    kind: str
    """Term of the vocabulary `audit_kinds`; `review` is the registry's own."""
    algorithm: Named
    version: str
    date: str
    auditor: str
    organisation: Named | None
    """The auditor's organisation, when one is given."""
    producers: tuple[Named, ...]
    """Organisations that made the version."""
    standing: str
    """How the auditor stands to its authors: a term of the vocabulary `independence_states`."""


@dataclass(frozen=True, slots=True)
class Step:
    """The level and what the next one asks for."""

    level: int
    """0 to 4."""
    missing: tuple[Text, ...]
    """What is missing for the next level, in sentences; empty at level 4."""


@dataclass(frozen=True, slots=True)
class EvidenceAnswer:
    """Every claim about one algorithm and what became of it, beside the level of its latest version."""

    id: str
    name: Text
    version: str
    digest: str
    step: Step
    n_by_state: dict[str, int]
    """How many claims that stand for this version are in each state of the vocabulary `claim_states`."""
    evaluations: tuple[EvaluationAnswer, ...]
    """Evaluations of any version, newest first; each says which was measured and for which it stands."""


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """One dimension people are grouped by, and whether anybody looked."""

    dimension: str
    """Term of the vocabulary `subgroup_dimensions`."""
    state: str
    """`measured`, `excused` (the card says why not) or `silent`."""
    excuse: Written[NotAssessed] | None
    """The card's own entry of `bias.not_assessed`."""
    is_expected: bool
    """Whether a reader will look for it in any case."""


@dataclass(frozen=True, slots=True)
class BiasAnswer:
    """For whom an algorithm works less well, as far as the published counts can tell."""

    id: str
    name: Text
    version: str
    digest: str
    bias: Written[Bias]
    """The card's section `bias`, as written; empty when it has none."""
    dimensions: tuple[DimensionRow, ...]
    worst: tuple[WorstDisparityRow, ...]
    """Per evaluation, variant and metric, the group furthest below its reference."""
    evaluations: tuple[EvaluationAnswer, ...]
    """Those that stand for this version and measured by group."""
    audits: tuple[AuditAnswer, ...]
    """Audits that hold for this version, of any kind, newest first."""
    step: Step


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One check of one algorithm."""

    answer: str
    """`yes`, `no`, `partly` or `not-applicable`."""
    detail: Text
    """A few words: how many of how many, which date, which rule."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One algorithm in the audit matrix."""

    id: str
    name: Text
    version: str
    level: int
    organisations: tuple[Named, ...]
    is_example: bool
    """A worked example: shown apart, never in the totals."""
    measured_versions: tuple[str, ...]
    """Versions its figures were measured on, oldest first: this one, or earlier ones that nothing has changed since."""
    cells: dict[str, MatrixCell]
    """By check, a term of the vocabulary `audit_checks`."""
    status: str
    """`active`, or the gravest notice on that version; what was withdrawn or removed stands last and in no total."""
    notices: tuple[NoticeMark, ...]
    """Notices about that version that nobody retracted, the gravest first."""


@dataclass(frozen=True, slots=True)
class AuditMatrix:
    """Latest versions against all checks."""

    checks: tuple[str, ...]
    """Terms of the vocabulary `audit_checks`, in the order of the columns."""
    totals: dict[str, dict[str, int]]
    """By check and answer, over algorithms that are neither worked examples nor withdrawn."""
    rows: tuple[MatrixRow, ...]
    """By name; withdrawn ones after all others."""


@dataclass(frozen=True, slots=True)
class EvaluationBy:
    """An evaluation by somebody of an organisation, in one line."""

    id: str
    algorithm: Named
    version: str
    date: str | None
