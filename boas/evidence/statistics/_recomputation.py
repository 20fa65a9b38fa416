"""Counts and scores to everything they give: every stratum of a file, and those its rows sum to, with its metrics.

All tables are computed in one pass over arrays; estimates become objects only on access.
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

from boas.evidence._counts import CountsRow, CountsTable, ScoresRow, ScoresTable, Stratum
from boas.evidence._estimates import Estimate, StratumEstimates
from boas.evidence._sampling import is_estimable
from boas.evidence.statistics._aggregation import Layout, build_layout, decode_cells, sum_counts
from boas.evidence.statistics._breakdown import find_sources, sort_strata
from boas.evidence.statistics._intervals import LEVEL
from boas.evidence.statistics._metrics import METRICS, MISSING, Confusion, Estimates, compute_metric
from boas.evidence.statistics._scores import (
    build_missing_estimate,
    compute_reliability,
    compute_score_metrics,
    find_missing_reason,
)


def recompute(
    counts: CountsTable | None, scores: ScoresTable | None, sampling: str | None = None, level: float = LEVEL
) -> tuple[StratumEstimates, ...]:
    """Compute the estimates of every stratum of an evaluation, each with an interval.

    Beside the rows of the files: everybody, each site and each group, when their rows can be summed. Metrics
    of counts are always there, those of scores when there are scores.

    Args:
        counts: The table of counts, if there is one.
        scores: The table of scores, if there is one.
        sampling: A term of the vocabulary `samplings`; what it does not let one estimate is *not-estimable*.
        level: Confidence level, between 0 and 1.
    """
    counted = recompute_many([] if counts is None else [counts], [sampling], level)
    whole = tuple(
        replace(estimates, estimates=dict(estimates.estimates)) for of_table in counted for estimates in of_table
    )
    if scores is None:
        return whole
    dimensions = (*(counts.dimensions if counts else ()), *scores.dimensions)
    return _merge_scores(whole, scores, dimensions, sampling, level)


def recompute_many(
    tables: Sequence[CountsTable], samplings: Sequence[str | None] | None = None, level: float = LEVEL
) -> tuple[tuple[StratumEstimates, ...], ...]:
    """Compute the estimates of many tables of counts at once; each estimate is made on access.

    Args:
        tables: The tables of counts.
        samplings: A term of the vocabulary `samplings` for each table, or None where none is declared.
        level: Confidence level, between 0 and 1.

    Returns:
        For each table, in order, its strata as `recompute` gives them.
    """
    with _pause_gc():
        layouts = [build_layout(table) for table in tables]
        if not any(layouts):
            return tuple(() for _ in tables)
        confusion = sum_counts(tables, layouts)
        sizes = [len(strata) for strata in layouts]
        chosen = tuple(samplings or repeat(None, len(tables)))
        found = {
            metric: _drop_biased(_find_biased(metric, chosen, sizes), compute_metric(metric, confusion, level))
            for metric in METRICS
        }
        of_tables = zip(tables, layouts, accumulate(sizes[:-1], initial=0), strict=True)
        return tuple(tuple(_iter_strata(table, strata, confusion, found, start)) for table, strata, start in of_tables)


@contextmanager
def _pause_gc() -> Iterator[None]:
    """Keeps Python from looking for garbage among millions of records just made, which takes as long as making them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _find_biased(metric: str, samplings: Sequence[str | None], sizes: Sequence[int]) -> NDArray[np.bool_]:
    """Where a metric cannot be estimated from the people who got the reference: once for each stratum of each table."""
    return np.repeat(np.array([not is_estimable(metric, sampling) for sampling in samplings], dtype=np.bool_), sizes)


def _drop_biased(biased: NDArray[np.bool_], found: Estimates) -> Estimates:
    """Estimates, but none where they are biased."""
    if not biased.any():
        return found
    parts = (found.value, found.lower, found.upper, found.numerator, found.n)
    value, lower, upper, numerator, n = (np.where(biased, np.nan, part) for part in parts)
    missing = np.where(biased, MISSING.index("not-estimable"), found.missing).astype(np.int8)
    return replace(found, value=value, lower=lower, upper=upper, numerator=numerator, n=n, missing=missing)


def _iter_strata(
    table: CountsTable, strata: Layout, confusion: Confusion, found: Mapping[str, Estimates], start: int
) -> Iterator[StratumEstimates]:
    """The strata of one table, which begin at a position of the arrays."""
    for position, (stratum, made_of) in enumerate(strata, start):
        row = table.rows[made_of[0]]
        is_derived = row.stratum != stratum
        tp, fp, fn, tn = decode_cells(confusion, position) if is_derived else row.cells
        yield StratumEstimates(stratum, tp, fp, fn, tn, is_derived, _LazyEstimates(found, position))


class _LazyEstimates(Mapping[str, Estimate]):
    """All estimates of one stratum by metric, each made on access."""

    __slots__ = ("_found", "_position")

    def __init__(self, found: Mapping[str, Estimates], position: int) -> None:
        """Those at one position of the arrays."""
        self._found, self._position = found, position

    def __getitem__(self, metric: str) -> Estimate:
        """One of them; KeyError when there is no such metric."""
        return _build_estimate(metric, self._found[metric], self._position)

    def __iter__(self) -> Iterator[str]:
        """Metrics in the order they are shown."""
        return iter(self._found)

    def __len__(self) -> int:
        """How many metrics there are."""
        return len(self._found)


def _build_estimate(metric: str, found: Estimates, at: int) -> Estimate:
    """One element of the arrays."""
    value, lower, upper = (_to_number(of_all[at]) for of_all in (found.value, found.lower, found.upper))
    n = _to_number(found.n[at])
    numerator = None if n is None else _to_number(found.numerator[at])
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


def _to_number(of_array: np.float64) -> float | None:
    """A plain number; None for one that is unknown or infinite."""
    plain = float(of_array)
    return plain if isfinite(plain) else None


def _merge_scores(
    counted: Sequence[StratumEstimates],
    scores: ScoresTable,
    dimensions: Sequence[str],
    sampling: str | None,
    level: float,
) -> tuple[StratumEstimates, ...]:
    """Strata of counts and of scores together; what one of the two files does not break down is *not-measured*."""
    scored, read = _group_rows(scores), {row.stratum for row in scores.rows}
    known = {estimates.stratum: estimates for estimates in counted}
    uncounted = tuple(CountsRow(stratum, None, None, None, None) for stratum in scored if stratum not in known)
    (blank,) = recompute_many([CountsTable((), uncounted)], [sampling], level)
    known |= {
        estimates.stratum: replace(estimates, is_derived=True) for estimates in blank if estimates.stratum not in known
    }
    return tuple(
        replace(
            estimates,
            is_derived=estimates.is_derived and stratum not in read,
            estimates={**estimates.estimates, **_estimate_scores(scored.get(stratum, ()), sampling, level)},
            bins=compute_reliability(scored.get(stratum, ()), level),
        )
        for stratum, estimates in sort_strata(known, dimensions)
    )


def _group_rows(scores: ScoresTable) -> dict[Stratum, tuple[ScoresRow, ...]]:
    """The rows of each stratum that a table of scores has or gives."""
    read: dict[Stratum, list[ScoresRow]] = defaultdict(list)
    for row in scores.rows:
        read[row.stratum].append(row)
    groups = list(read.values())
    made_of = find_sources(list(read), lambda position: bool(find_missing_reason(groups[position])))
    return {stratum: tuple(row for at in parts for row in groups[at]) for stratum, parts in made_of.items()}


def _estimate_scores(rows: Sequence[ScoresRow], sampling: str | None, level: float) -> dict[str, Estimate]:
    """What the ranges of scores of one stratum give, as far as the sampling lets it."""
    found = compute_score_metrics(rows, level)
    return {
        metric: estimate if is_estimable(metric, sampling) else build_missing_estimate(metric, "not-estimable", level)
        for metric, estimate in found.items()
    }
