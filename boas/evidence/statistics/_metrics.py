"""Confusion tables to metrics, each with its interval, for whole arrays of tables at once.

A suppressed or unmeasured count stays unknown: what needs it has no value and a reason, and what
does not need it is computed. Fractions throughout, 0.85 and not 85.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from boas.evidence._counts import CELLS
from boas.evidence.statistics._intervals import (
    LEVEL,
    Array,
    IntervalBounds,
    compute_quantile,
    compute_ratio_interval,
    compute_wilson,
    is_log_ratio,
)

Codes = NDArray[np.int8]

KNOWN, SUPPRESSED, UNMEASURED = 0, 1, 2
"""What is known of a count, from best to worst."""
MISSING: Final = ("", "no-denominator", "not-defined", "withheld", "not-measured", "not-estimable")
"""Terms of the vocabulary `missing_estimates`, by code; the first when there is a value."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """Confusion tables, one per element: counts as floats, NaN when unknown."""

    tp: Array
    fp: Array
    fn: Array
    tn: Array
    known: Codes
    """What is known of each count: one row for each of tp, fp, fn, tn, one column per table."""


@dataclass(frozen=True, slots=True)
class Estimates:
    """One metric of every table."""

    value: Array
    """NaN where it is missing, as are the bounds."""
    lower: Array
    upper: Array
    level: float
    methods: tuple[str, ...]
    """Terms of the vocabulary `interval_methods`."""
    method: Codes
    """Which of them, table by table."""
    numerator: Array
    """Of proportions; NaN for other metrics and where a count is unknown."""
    n: Array
    """The denominator that counts; NaN where a count is unknown."""
    missing: Codes
    """Positions in `MISSING`."""


@dataclass(frozen=True, slots=True)
class _FormulaResult:
    """The values of a formula, before missing ones get their reason."""

    value: Array
    bounds: IntervalBounds
    n: Array
    empty: NDArray[np.bool_]
    """Where somebody is divided by nobody."""
    numerator: Array | None = None
    method: Codes | None = None


@dataclass(frozen=True, slots=True)
class _Metric:
    """How one metric comes from a confusion table."""

    needs: tuple[str, ...]
    """Counts it takes."""
    methods: tuple[str, ...]
    measure: Callable[[Confusion, float], _FormulaResult]
    is_proportion: bool = False


def compute_metric(metric: str, confusion: Confusion, level: float = LEVEL) -> Estimates:
    """Compute one metric of every confusion table, with intervals.

    Args:
        metric: A name in `METRICS`.
        confusion: The tables, one per element.
        level: Confidence level, between 0 and 1.

    Returns:
        Arrays with one element per table; the value and the bounds are NaN where `missing` gives a reason.

    Raises:
        KeyError: For a metric that is not in `METRICS`.
    """
    formula = METRICS[metric]
    with np.errstate(all="ignore"):
        measured = formula.measure(confusion, level)
    known = confusion.known[[CELLS.index(cell) for cell in formula.needs]].max(axis=0)
    undefined = np.where(measured.empty, 1, np.where(np.isfinite(measured.value), 0, 2))
    missing = np.where(known == KNOWN, undefined, np.where(known == SUPPRESSED, 3, 4)).astype(np.int8)
    value, lower, upper = (np.where(missing == 0, values, np.nan) for values in (measured.value, *measured.bounds))
    unknown = np.full_like(value, np.nan)
    method = np.zeros_like(missing) if measured.method is None else np.where(missing == 0, measured.method, 0)
    numerator = unknown if measured.numerator is None else measured.numerator
    return Estimates(value, lower, upper, level, formula.methods, method, numerator, measured.n, missing)


def _build_proportion(counted: tuple[str, ...], others: tuple[str, ...]) -> _Metric:
    """Share of some cells among them and others, with Wilson's interval."""

    def compute_value(confusion: Confusion, level: float) -> _FormulaResult:
        k = _sum_cells(confusion, counted)
        n = k + _sum_cells(confusion, others)
        return _FormulaResult(k / n, compute_wilson(k, n, level), n, n == 0, k)

    return _Metric((*counted, *others), ("wilson",), compute_value, is_proportion=True)


def _sum_cells(confusion: Confusion, cells: tuple[str, ...]) -> Array:
    """Sum of some cells."""
    first, *others = (getattr(confusion, cell) for cell in cells)
    return np.asarray(sum(others, start=first))


def _compute_f1(confusion: Confusion, level: float) -> _FormulaResult:
    """2J/(1+J) of the Jaccard index J = tp/(tp+fp+fn), a proportion, and of its bounds.

    The transformation is that of Hand, Christen and Kirielle (2021).
    """
    n = confusion.tp + confusion.fp + confusion.fn
    index, bounds = confusion.tp / n, compute_wilson(confusion.tp, n, level)
    value, lower, upper = (2 * values / (1 + values) for values in (index, *bounds))
    return _FormulaResult(value, (lower, upper), n, n == 0)


def _compute_balanced_accuracy(confusion: Confusion, level: float) -> _FormulaResult:
    """Mean of sensitivity and specificity; the squared distances to their bounds add (Zou and Donner, 2008)."""
    tp, tn = confusion.tp, confusion.tn
    positives, negatives = tp + confusion.fn, tn + confusion.fp
    first, second = tp / positives, tn / negatives
    (low1, high1), (low2, high2) = compute_wilson(tp, positives, level), compute_wilson(tn, negatives, level)
    value = (first + second) / 2
    bounds = value - np.hypot(first - low1, second - low2) / 2, value + np.hypot(high1 - first, high2 - second) / 2
    return _FormulaResult(value, bounds, positives + negatives, (positives == 0) | (negatives == 0))


def _compute_likelihood_ratio(confusion: Confusion, level: float, *, positive: bool) -> _FormulaResult:
    """Share flagged (or not flagged) of those with the condition over the same share of those without (Simel, 1991)."""
    with_it, without = (confusion.tp, confusion.fp) if positive else (confusion.fn, confusion.tn)
    positives, negatives = confusion.tp + confusion.fn, confusion.fp + confusion.tn
    value = (with_it / positives) / (without / negatives)
    bounds = compute_ratio_interval(with_it, positives, without, negatives, level)
    method = np.where(is_log_ratio(with_it, positives, without, negatives), 0, 1).astype(np.int8)
    empty = (positives == 0) | (negatives == 0)
    return _FormulaResult(value, bounds, positives + negatives, empty, method=method)


def _compute_mcc(confusion: Confusion, level: float) -> _FormulaResult:
    """Correlation of flag and condition, its variance by the delta method (Bishop, Fienberg and Holland, 1975)."""
    n = _sum_cells(confusion, CELLS)
    value, _ = compute_correlation(confusion)
    middle, variance = compute_correlation(_pad_empty_cells(confusion))
    half = compute_quantile(level) * np.sqrt(variance) / (1 - middle * middle)
    bounds = np.tanh(np.arctanh(middle) - half), np.tanh(np.arctanh(middle) + half)
    return _FormulaResult(value, _widen_bounds(bounds, value), n, n == 0)


def compute_correlation(confusion: Confusion) -> tuple[Array, Array]:
    """φ of a table and its variance."""
    n = _sum_cells(confusion, CELLS)
    a, b, c, d = (getattr(confusion, cell) / n for cell in CELLS)
    flagged, positive = a + b, a + c
    spread = np.sqrt(flagged * (1 - flagged) * positive * (1 - positive))
    phi = np.clip((a * d - b * c) / spread, -1.0, 1.0)
    flags, conditions = 2 * flagged - 1, 2 * positive - 1
    skew = flags**2 / (flagged * (1 - flagged)) + conditions**2 / (positive * (1 - positive))
    tilt = phi * (1 + phi**2 / 2) * flags * conditions / spread
    return phi, np.maximum(1 - phi**2 + tilt - 0.75 * phi**2 * skew, 0.0) / n


def _compute_kappa(confusion: Confusion, level: float) -> _FormulaResult:
    """Cohen's κ, its variance by the delta method (Fleiss, Cohen and Everitt, 1969)."""
    n = _sum_cells(confusion, CELLS)
    value, _ = _compute_agreement(confusion)
    middle, variance = _compute_agreement(_pad_empty_cells(confusion))
    half = compute_quantile(level) * np.sqrt(variance)
    bounds = np.maximum(middle - half, -1.0), np.minimum(middle + half, 1.0)
    return _FormulaResult(value, _widen_bounds(bounds, value), n, n == 0)


def _compute_agreement(confusion: Confusion) -> tuple[Array, Array]:
    """κ of a table and its variance."""
    n = _sum_cells(confusion, CELLS)
    a, b, c, d = (getattr(confusion, cell) / n for cell in CELLS)
    flagged, positive = a + b, a + c
    by_chance = flagged * positive + (1 - flagged) * (1 - positive)
    value = (a + d - by_chance) / (1 - by_chance)
    rest = 1 - value
    on = a * (1 - (flagged + positive) * rest) ** 2 + d * (1 - (2 - flagged - positive) * rest) ** 2
    off = rest**2 * (b * (positive + 1 - flagged) ** 2 + c * (flagged + 1 - positive) ** 2)
    variance = (on + off - (value - by_chance * rest) ** 2) / (n * (1 - by_chance) ** 2)
    return np.clip(value, -1.0, 1.0), np.maximum(variance, 0.0)


def _pad_empty_cells(confusion: Confusion) -> Confusion:
    """Tables with an empty cell get ½ in each: at the edge the delta method finds no variance however few they are."""
    cells = (confusion.tp, confusion.fp, confusion.fn, confusion.tn)
    added = np.where(np.minimum.reduce(cells) == 0, 0.5, 0.0)
    tp, fp, fn, tn = (cell + added for cell in cells)
    return Confusion(tp, fp, fn, tn, confusion.known)


def _widen_bounds(bounds: IntervalBounds, value: Array) -> IntervalBounds:
    """Bounds taken round a neighbouring table, stretched to the value itself."""
    return np.minimum(bounds[0], value), np.maximum(bounds[1], value)


_RATIO_METHODS = ("log-adjusted", "newcombe")
METRICS: Final[Mapping[str, _Metric]] = MappingProxyType({
    "sensitivity": _build_proportion(("tp",), ("fn",)),
    "specificity": _build_proportion(("tn",), ("fp",)),
    "ppv": _build_proportion(("tp",), ("fp",)),
    "npv": _build_proportion(("tn",), ("fn",)),
    "accuracy": _build_proportion(("tp", "tn"), ("fp", "fn")),
    "f1": _Metric(("tp", "fp", "fn"), ("wilson-jaccard",), _compute_f1),
    "mcc": _Metric(CELLS, ("fisher-z",), _compute_mcc),
    "balanced-accuracy": _Metric(CELLS, ("square-and-add",), _compute_balanced_accuracy),
    "kappa": _Metric(CELLS, ("delta",), _compute_kappa),
    "prevalence": _build_proportion(("tp", "fn"), ("fp", "tn")),
    "flag-rate": _build_proportion(("tp", "fp"), ("fn", "tn")),
    "positive-likelihood-ratio": _Metric(CELLS, _RATIO_METHODS, partial(_compute_likelihood_ratio, positive=True)),
    "negative-likelihood-ratio": _Metric(CELLS, _RATIO_METHODS, partial(_compute_likelihood_ratio, positive=False)),
})  # fmt: skip
"""Metrics of a confusion table in the order they are shown; names are terms of the vocabulary `metrics`."""
PROPORTIONS: Final = tuple(name for name, metric in METRICS.items() if metric.is_proportion)
"""Those that are a share of people."""
