"""One evaluation as it is published, and whether another may be about the very same people."""

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from boas.documents import Evaluation
from boas.evidence._counts import CELLS, Cell, CountsRow, CountsTable, ScoresTable, Stratum, Suppression
from boas.evidence.verification import NumberText, give_no_text

_Limits = Mapping[tuple[Stratum, str], int]
"""For a count written `<N`, the N."""


@dataclass(frozen=True, slots=True)
class PublishedEvaluation:
    """One evaluation with its tables, as anybody can read it."""

    name: str
    """Path of its folder."""
    algorithm: str
    evaluation: Evaluation
    counts: CountsTable | None = None
    scores: ScoresTable | None = None
    limits: _Limits = field(default_factory=dict)
    written: NumberText = give_no_text
    threshold: int = 11
    """Smallest count that may be published."""

    @property
    def has_suppressed_cells(self) -> bool:
        """Whether a cell of its tables is suppressed, or missing."""
        if self.evaluation.counts_already_public:
            return False
        cells: list[Cell] = [cell for row in (self.counts.rows if self.counts else ()) for cell in row.cells]
        cells += [cell for row in (self.scores.rows if self.scores else ()) for cell in (row.positives, row.negatives)]
        return any(isinstance(cell, Suppression) for cell in cells)

    @property
    def content(self) -> Hashable:
        """Tables, figures and population: equal for two evaluations of which one adds nothing to the other."""
        reported = tuple(figure.model_dump_json() for figure in self.evaluation.reported or ())
        people = self.evaluation.population
        return self.counts, self.scores, reported, people.n, people.events

    @property
    def n(self) -> int | None:
        """The number of people: as declared, or else the sum of a row for everybody; None when neither is there."""
        stated = self.evaluation.population.n
        wholes = [row for row in (self.counts.rows if self.counts else ()) if not row.stratum.site]
        for row in (row for row in wholes if not row.stratum.groups):
            numbers = [cell for cell in row.cells if isinstance(cell, int)]
            if stated is None and len(numbers) == len(CELLS):
                return sum(numbers)
        return stated


def list_rows(publication: PublishedEvaluation) -> tuple[CountsRow, ...]:
    """Return the rows of the table of counts of an evaluation; none without a table."""
    return publication.counts.rows if publication.counts else ()


@dataclass(frozen=True, slots=True)
class DisclosedCount:
    """A suppressed cell that can be recovered."""

    stratum: Stratum
    cell: str
    value: int
    line: int
    """Line of its table; 0 when it has none."""
    table: str
    """`counts` or `scores`."""
    others: tuple[str, ...]
    """Names of other evaluations that are needed to recover it."""


@dataclass(frozen=True, slots=True)
class AuditResult:
    """The result of an audit."""

    disclosed: tuple[DisclosedCount, ...] = ()
    is_exhaustive: bool = True
    """Whether the search was completed."""


_NONLINEAR_METRICS = frozenset(
    {"mcc", "kappa", "balanced-accuracy", "positive-likelihood-ratio", "negative-likelihood-ratio"}
)
"""Metrics that are no ratio of two sums of counts: only the audit takes them into account."""


def needs_audit(published: PublishedEvaluation, others: Sequence[PublishedEvaluation]) -> bool:
    """Whether a table with suppressed cells has anything beside it that an audit must take into account."""
    if not published.has_suppressed_cells:
        return any(
            figure.metric in _NONLINEAR_METRICS and not figure.already_public
            for figure in published.evaluation.reported or ()
        )
    variants = {row.stratum.variant for row in (published.counts.rows if published.counts else ())}
    return bool(others or published.evaluation.reported or published.scores or len(variants) > 1)


def may_be_same_people(published: PublishedEvaluation, other: PublishedEvaluation) -> bool:
    """Whether a reader may take two evaluations to be about the same people.

    They are on the same source over periods that overlap, and their declared populations (sex, ages, countries)
    do not exclude it. Those of two algorithms must also have as many people; where either number is missing, the
    same period.
    """
    mine, theirs = published.evaluation, other.evaluation
    if published.algorithm == other.algorithm:
        is_same_source = mine.source == theirs.source or None in {mine.source, theirs.source}
        return (
            is_same_source and _has_overlapping_period(published, other) and _may_be_same_population(published, other)
        )
    if (
        not mine.source
        or mine.source != theirs.source
        or not (_has_overlapping_period(published, other) and _may_be_same_population(published, other))
    ):
        return False
    if published.n is not None and other.n is not None:
        return published.n == other.n
    return parse_period(mine.population.period) == parse_period(theirs.population.period)


def _has_overlapping_period(published: PublishedEvaluation, other: PublishedEvaluation) -> bool:
    """Whether the periods of two evaluations have a day in common; a missing period overlaps with any."""
    (first, last), (begin, end) = (parse_period(each.evaluation.population.period) for each in (published, other))
    return first <= end and begin <= last


def _may_be_same_population(published: PublishedEvaluation, other: PublishedEvaluation) -> bool:
    """Whether the declared sex, ages and countries of two populations may be the same."""
    mine, theirs = published.evaluation.population, other.evaluation.population
    for name in ("sex", "age_min", "age_max"):
        values = {getattr(mine, name), getattr(theirs, name)} - {None}
        if len(values) > 1:
            return False
    here, there = set(mine.countries or ()), set(theirs.countries or ())
    return not (here and there) or bool(here & there)


_ANY_PERIOD = ("0000-00-00", "9999-99-99")


def parse_period(period: str | None) -> tuple[str, str]:
    """First and last day of a period as texts that sort: `2022/2024` and `2022-01/2024-12` are the same."""
    found = re.findall(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", period or "")
    if not found:
        return _ANY_PERIOD
    (year, month, day), (last_year, last_month, last_day) = found[0], found[-1]
    first = f"{year}-{month or '01'}-{day or '01'}"
    # Any day from the 28th on may be the last one of its month.
    return first, f"{last_year}-{last_month or '12'}-{'31' if not last_day or last_day >= '28' else last_day}"
