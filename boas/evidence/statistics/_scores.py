"""Counts by range of scores to discrimination and calibration, for one stratum at a time.

A range stands for its middle, and people in the same range are tied. Whatever cannot be computed has its
reason for a value.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np
from scipy.special import expit, logit

from boas.evidence._counts import Cell, ScoresRow, Suppression
from boas.evidence._estimates import Bin, Estimate
from boas.evidence.statistics._intervals import LEVEL, Array, compute_quantile, compute_wilson

_SETTLED = 1e-10
"""A step so small that the fit is done."""
_ROUNDS = 200
"""Steps after which a fit that has not settled is given up."""
_LONGEST_STEP = 2.0
"""Most that one step may change a predicted logit: a full one can overshoot from far away."""


@dataclass(frozen=True, slots=True)
class _Scores:
    """Ranges of scores in rising order, and how many with and without the condition fell in each."""

    low: Array
    high: Array
    positives: Array
    negatives: Array

    @property
    def middle(self) -> Array:
        """What the range stands for."""
        return (self.low + self.high) / 2

    @property
    def sizes(self) -> Array:
        """Everybody in the range."""
        return self.positives + self.negatives

    @property
    def are_probabilities(self) -> bool:
        """Whether every range lies between 0 and 1."""
        return bool((self.low >= 0).all() and (self.high <= 1).all())


_IntervalEstimate = tuple[float, float, float]
"""A value and the bounds of its interval."""


def compute_score_metrics(rows: Sequence[ScoresRow], level: float = LEVEL) -> dict[str, Estimate]:
    """Each metric of scores for the rows of one stratum, in the order of `SCORE_METRICS`."""
    rows = _merge_rows(rows)
    reason = find_missing_reason(rows)
    if reason:
        return {metric: build_missing_estimate(metric, reason, level) for metric in SCORE_METRICS}
    scores = _build_scores(rows)
    return {metric: _compute_score_metric(metric, scores, level) for metric in SCORE_METRICS}


def _merge_rows(rows: Iterable[ScoresRow]) -> tuple[ScoresRow, ...]:
    """Rows in rising order, those of the same range summed into one; a suppressed count makes the sum suppressed."""
    found: dict[tuple[float, float], list[ScoresRow]] = defaultdict(list)
    for row in rows:
        found[row.low, row.high].append(row)
    return tuple(_sum_rows(found[span]) for span in sorted(found))


def _sum_rows(rows: Sequence[ScoresRow]) -> ScoresRow:
    """One row for several of the same range."""
    if len(rows) == 1:
        return rows[0]
    positives, negatives = (
        _sum_cells(cells) for cells in zip(*((r.positives, r.negatives) for r in rows), strict=True)
    )
    return replace(rows[0], positives=positives, negatives=negatives, line=0)


def _sum_cells(cells: Sequence[Cell]) -> Cell:
    """The sum of counts: unmeasured when one is, suppressed when one is."""
    if None in cells:
        return None
    known = [cell for cell in cells if isinstance(cell, int)]
    return sum(known) if len(known) == len(cells) else Suppression.COMPLEMENT


def find_missing_reason(rows: Sequence[ScoresRow]) -> str:
    """Why the counts of these rows cannot be used; empty when they can."""
    cells = [cell for row in rows for cell in (row.positives, row.negatives)]
    if None in cells or not cells:
        return "not-measured"
    return "withheld" if any(isinstance(cell, Suppression) for cell in cells) else ""


def _build_scores(rows: Sequence[ScoresRow]) -> _Scores:
    """Rows without suppressed counts, as arrays."""
    columns = ((row.low, row.high, row.positives, row.negatives) for row in rows)
    low, high, positives, negatives = np.array(list(columns), dtype=np.float64).T
    return _Scores(low, high, positives, negatives)


def _compute_score_metric(metric: str, scores: _Scores, level: float) -> Estimate:
    """One metric, or why it has no value."""
    n = scores.sizes.sum()
    lacks = not (scores.positives.sum() and scores.negatives.sum()) if metric == "auc" else not n
    if lacks:
        return build_missing_estimate(metric, "no-denominator", level, int(n))
    with np.errstate(all="ignore"):
        found = _FORMULAS[metric](scores, float(compute_quantile(level)))
    if found is None:
        return build_missing_estimate(metric, "not-defined", level, int(n))
    value, lower, upper = (float(value) if np.isfinite(value) else None for value in found)
    return Estimate(metric, value, lower, upper, level, METHODS[metric], None, int(n))


def build_missing_estimate(metric: str, reason: str, level: float, n: int | None = None) -> Estimate:
    """A metric of scores that has no value."""
    return Estimate(metric, None, None, None, level, METHODS[metric], None, n, reason)


def _compute_auc(scores: _Scores, z: float) -> _IntervalEstimate | None:
    """How often somebody with the condition scores above somebody without; a tie counts half.

    The variance is that of Hanley and McNeil (1982), on the logit scale. At 0 and 1, where it vanishes, it is
    taken half a pair away. Not defined when ranges overlap: nobody knows then who is above whom.
    """
    if (scores.high[:-1] > scores.low[1:]).any():
        return None
    n1, n0 = scores.positives.sum(), scores.negatives.sum()
    below = np.cumsum(scores.negatives) - scores.negatives
    value = float((scores.positives * (below + scores.negatives / 2)).sum() / (n1 * n0))
    near = value if 0 < value < 1 else (value * n1 * n0 + 0.5) / (n1 * n0 + 1)
    first, second = near / (2 - near), 2 * near**2 / (1 + near)
    spread = near * (1 - near) + (n1 - 1) * (first - near**2) + (n0 - 1) * (second - near**2)
    half = z * np.sqrt(spread / (n1 * n0)) / (near * (1 - near))
    lower, upper = expit(logit(near) - half), expit(logit(near) + half)
    return value, min(lower, value), max(upper, value)


def _compute_brier(scores: _Scores, z: float) -> _IntervalEstimate | None:
    """Mean squared distance of the middle of the range to the outcome, with the normal interval of a mean."""
    if not scores.are_probabilities:
        return None
    n = scores.sizes.sum()
    with_it, without = (1 - scores.middle) ** 2, scores.middle**2
    value = (scores.positives @ with_it + scores.negatives @ without) / n
    squares = scores.positives @ (with_it - value) ** 2 + scores.negatives @ (without - value) ** 2
    half = z * np.sqrt(squares / (n - 1) / n)
    return value, np.maximum(value - half, 0.0), np.minimum(value + half, 1.0)


def _compute_calibration_intercept(scores: _Scores, z: float) -> _IntervalEstimate | None:
    """Mean error on the logit scale: intercept of the outcome with the logit of the score as offset; 0 is right.

    Calibration-in-the-large (Cox, 1958). Not defined when a range stands for 0 or 1, or all have one outcome.
    """
    x = logit(scores.middle)
    if not np.isfinite(x).all() or not (scores.positives.sum() and scores.negatives.sum()):
        return None
    return _fit_logistic(np.ones((len(x), 1)), x, scores, z)


def _compute_calibration_slope(scores: _Scores, z: float) -> _IntervalEstimate | None:
    """Slope of the outcome on the logit of the score; below 1, scores are too extreme (Cox, 1958).

    Not defined when a range stands for 0 or 1, or when one score parts those with and without the condition:
    no slope is steep enough then.
    """
    x = logit(scores.middle)
    with_it, without = x[scores.positives > 0], x[scores.negatives > 0]
    if not np.isfinite(x).all() or not (len(with_it) and len(without)):
        return None
    if with_it.min() >= without.max() or with_it.max() <= without.min():
        return None
    return _fit_logistic(np.column_stack((np.ones_like(x), x)), np.zeros_like(x), scores, z)


def _fit_logistic(design: Array, offset: Array, scores: _Scores, z: float) -> _IntervalEstimate | None:
    """Last coefficient of a logistic regression (Newton), with its Wald interval; None if it does not converge."""
    beta = np.zeros(design.shape[1])
    for _ in range(_ROUNDS):
        share = expit(offset + design @ beta)
        information = design.T @ ((scores.sizes * share * (1 - share))[:, None] * design)
        try:
            step = np.linalg.solve(information, design.T @ (scores.positives - scores.sizes * share))
        except np.linalg.LinAlgError:
            return None
        step /= max(1.0, np.abs(design @ step).max() / _LONGEST_STEP)
        beta += step
        if np.abs(step).max() < _SETTLED:
            half = z * np.sqrt(np.linalg.inv(information)[-1, -1])
            return beta[-1], beta[-1] - half, beta[-1] + half
    return None


def compute_reliability(rows: Sequence[ScoresRow], level: float = LEVEL) -> tuple[Bin, ...]:
    """What was predicted against what was seen, range by range, in rising order."""
    return tuple(
        Bin(row.low, row.high, (row.low + row.high) / 2, _estimate_prevalence(row, level)) for row in _merge_rows(rows)
    )


def _estimate_prevalence(row: ScoresRow, level: float) -> Estimate:
    """Share of the people of one range who have the condition."""
    reason = find_missing_reason([row])
    if isinstance(row.positives, int) and isinstance(row.negatives, int):
        n = row.positives + row.negatives
        if n:
            lower, upper = compute_wilson(row.positives, n, level)
            value = row.positives / n
            return Estimate("prevalence", value, float(lower), float(upper), level, "wilson", row.positives, n)
        return Estimate("prevalence", None, None, None, level, "wilson", 0, 0, "no-denominator")
    return Estimate("prevalence", None, None, None, level, "wilson", None, None, reason)


_FORMULAS: Final = MappingProxyType(
    {
        "auc": _compute_auc,
        "brier": _compute_brier,
        "calibration-intercept": _compute_calibration_intercept,
        "calibration-slope": _compute_calibration_slope,
    }
)
METHODS: Final = MappingProxyType(
    {
        "auc": "hanley-mcneil-logit",
        "brier": "normal",
        "calibration-intercept": "likelihood-wald",
        "calibration-slope": "likelihood-wald",
    }
)
SCORE_METRICS: Final = tuple(_FORMULAS)
"""Metrics of scores in the order they are shown; names are terms of the vocabulary `metrics`."""
