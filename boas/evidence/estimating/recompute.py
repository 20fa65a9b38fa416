"""Counts and scores to everything they give: every stratum of a file, and those its rows sum to, with its metrics.

All tables are computed in one pass over arrays; estimates become objects only where somebody looks at one.
"""

import gc
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import accumulate, repeat
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from boas.evidence.counts import CountsRow, CountsTable, ScoresRow, ScoresTable, Stratum
from boas.evidence.estimates import Estimate, Recomputed
from boas.evidence.estimating.breakdown import ordered, sources
from boas.evidence.estimating.intervals import LEVEL
from boas.evidence.estimating.metrics import METRICS, MISSING, Confusion, Estimates, compute
from boas.evidence.estimating.scores import absent, hidden_reason, measures, reliability
from boas.evidence.estimating.summing import Layout, layout, summed_cells, summed_counts
from boas.evidence.sampling import is_estimable


def recompute(
    counts: CountsTable | None, scores: ScoresTable | None, sampling: str | None = None, level: float = LEVEL
) -> tuple[Recomputed, ...]:
    """Every stratum of an evaluation with its estimates, each with an interval at a confidence level.

    Beside the rows of the files: everybody, each site and each group, when their rows can be summed. Metrics
    of counts are always there, those of scores when there are scores. `sampling` is a term of the vocabulary
    `samplings`: what it does not let one estimate is *not-estimable*.
    """
    counted = recompute_many([] if counts is None else [counts], [sampling], level)
    whole = tuple(replace(one, estimates=dict(one.estimates)) for of_table in counted for one in of_table)
    if scores is None:
        return whole
    dimensions = (*(counts.dimensions if counts else ()), *scores.dimensions)
    return with_scores(whole, scores, dimensions, sampling, level)


def recompute_many(
    tables: Sequence[CountsTable], samplings: Sequence[str | None] | None = None, level: float = LEVEL
) -> tuple[tuple[Recomputed, ...], ...]:
    """The same for many tables of counts at once, table by table; estimates are made when looked at."""
    with uncollected():
        layouts = [layout(table) for table in tables]
        if not any(layouts):
            return tuple(() for _ in tables)
        confusion = summed_counts(tables, layouts)
        sizes = [len(strata) for strata in layouts]
        chosen = tuple(samplings or repeat(None, len(tables)))
        found = {metric: unless(biased(metric, chosen, sizes), compute(metric, confusion, level)) for metric in METRICS}
        of_tables = zip(tables, layouts, accumulate(sizes[:-1], initial=0), strict=True)
        return tuple(tuple(recomputed(table, strata, confusion, found, start)) for table, strata, start in of_tables)


@contextmanager
def uncollected() -> Iterator[None]:
    """Keeps Python from looking for garbage among millions of records just made, which takes as long as making them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def biased(metric: str, samplings: Sequence[str | None], sizes: Sequence[int]) -> NDArray[np.bool_]:
    """Where a metric cannot be estimated from the people who got the reference: once for each stratum of each table."""
    return np.repeat(np.array([not is_estimable(metric, one) for one in samplings], dtype=np.bool_), sizes)


def unless(biased: NDArray[np.bool_], found: Estimates) -> Estimates:
    """Estimates, but none where they are biased."""
    if not biased.any():
        return found
    parts = (found.value, found.lower, found.upper, found.numerator, found.n)
    value, lower, upper, numerator, n = (np.where(biased, np.nan, part) for part in parts)
    missing = np.where(biased, MISSING.index("not-estimable"), found.missing).astype(np.int8)
    return replace(found, value=value, lower=lower, upper=upper, numerator=numerator, n=n, missing=missing)


def recomputed(
    table: CountsTable, strata: Layout, confusion: Confusion, found: Mapping[str, Estimates], start: int
) -> Iterator[Recomputed]:
    """The strata of one table, which begin at a position of the arrays."""
    for position, (stratum, made_of) in enumerate(strata, start):
        row = table.rows[made_of[0]]
        is_derived = row.stratum != stratum
        tp, fp, fn, tn = summed_cells(confusion, position) if is_derived else row.cells
        yield Recomputed(stratum, tp, fp, fn, tn, is_derived, EstimatesOf(found, position))


class EstimatesOf(Mapping[str, Estimate]):
    """All estimates of one stratum by metric, each made when looked at."""

    __slots__ = ("_found", "_position")

    def __init__(self, found: Mapping[str, Estimates], position: int) -> None:
        """Those at one position of the arrays."""
        self._found, self._position = found, position

    def __getitem__(self, metric: str) -> Estimate:
        """One of them; KeyError when there is no such metric."""
        return estimate(metric, self._found[metric], self._position)

    def __iter__(self) -> Iterator[str]:
        """Metrics in the order they are shown."""
        return iter(self._found)

    def __len__(self) -> int:
        """How many metrics there are."""
        return len(self._found)


def estimate(metric: str, found: Estimates, at: int) -> Estimate:
    """One element of the arrays."""
    value, lower, upper = (number(of_all[at]) for of_all in (found.value, found.lower, found.upper))
    n = number(found.n[at])
    numerator = None if n is None else number(found.numerator[at])
    return Estimate(
        metric,
        value,
        lower,
        upper,
        found.level,
        found.methods[found.method[at]],
        None if numerator is None else int(numerator),
        None if n is None else int(n),
        MISSING[found.missing[at]],
    )


def number(of_array: np.float64) -> float | None:
    """A plain number; nothing for one that is unknown or infinite."""
    plain = float(of_array)
    return plain if isfinite(plain) else None


def with_scores(
    counted: Sequence[Recomputed], scores: ScoresTable, dimensions: Sequence[str], sampling: str | None, level: float
) -> tuple[Recomputed, ...]:
    """Strata of counts and of scores together; what one of the two files does not break down is *not-measured*."""
    scored, read = rows_by_stratum(scores), {row.stratum for row in scores.rows}
    known = {one.stratum: one for one in counted}
    uncounted = tuple(CountsRow(stratum, None, None, None, None) for stratum in scored if stratum not in known)
    (blank,) = recompute_many([CountsTable((), uncounted)], [sampling], level)
    known |= {one.stratum: replace(one, is_derived=True) for one in blank if one.stratum not in known}
    return tuple(
        replace(
            one,
            is_derived=one.is_derived and stratum not in read,
            estimates={**one.estimates, **score_estimates(scored.get(stratum, ()), sampling, level)},
            bins=reliability(scored.get(stratum, ()), level),
        )
        for stratum, one in ordered(known, dimensions)
    )


def rows_by_stratum(scores: ScoresTable) -> dict[Stratum, tuple[ScoresRow, ...]]:
    """The rows of each stratum that a table of scores has or gives."""
    read: dict[Stratum, list[ScoresRow]] = defaultdict(list)
    for row in scores.rows:
        read[row.stratum].append(row)
    groups = list(read.values())
    made_of = sources(list(read), lambda position: bool(hidden_reason(groups[position])))
    return {stratum: tuple(row for at in parts for row in groups[at]) for stratum, parts in made_of.items()}


def score_estimates(rows: Sequence[ScoresRow], sampling: str | None, level: float) -> dict[str, Estimate]:
    """What the ranges of scores of one stratum give, as far as the sampling lets it."""
    found = measures(rows, level)
    return {
        metric: one if is_estimable(metric, sampling) else absent(metric, "not-estimable", level)
        for metric, one in found.items()
    }
