"""Printed metrics and intervals as nonlinear constraints on the four counts of a confusion table.

A metric that is no sum of counts, such as kappa, cannot be a linear condition. Every metric of a confusion table only
rises, or only falls, with each of its counts: so two corners of a box of counts bound its value inside the box. Cohen's
kappa does so where it is not negative, which is where it is used.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from boas.evidence._digits import PrintedNumber
from boas.evidence.disclosure._bound_propagation import Range
from boas.evidence.statistics import KNOWN, METRICS, Confusion, compute_metric
from boas.evidence.verification import FORMS, METHODS, PROPORTIONS, USUAL

_Formula = Callable[[float, float, float, float], float]
"""tp, fp, fn, tn to a value; raises ZeroDivisionError where the metric is undefined."""
_Signs = tuple[int, int, int, int]
"""1 for a count it rises with, -1 for one it falls with."""

_BETTER: _Signs = (1, -1, -1, 1)
_WORSE: _Signs = (-1, 1, 1, -1)


def _compute_likelihood_ratio(hits: float, others: float, alarms: float, rest: float) -> float:
    """Share of the first two over the share of the last two."""
    return hits / (hits + others) / (alarms / (alarms + rest))


def _compute_mcc(tp: float, fp: float, fn: float, tn: float) -> float:
    """Matthews correlation."""
    return (tp * tn - fp * fn) / math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))


def _compute_kappa(tp: float, fp: float, fn: float, tn: float) -> float:
    """Cohen's kappa."""
    return 2 * (tp * tn - fp * fn) / ((tp + fp) * (fp + tn) + (tp + fn) * (fn + tn))


FORMULAS: Mapping[str, tuple[_Formula, _Signs]] = MappingProxyType(
    {
        "sensitivity": (lambda tp, fp, fn, tn: tp / (tp + fn), (1, 0, -1, 0)),  # noqa: ARG005 -- one shape for all
        "specificity": (lambda tp, fp, fn, tn: tn / (tn + fp), (0, -1, 0, 1)),  # noqa: ARG005
        "ppv": (lambda tp, fp, fn, tn: tp / (tp + fp), (1, -1, 0, 0)),  # noqa: ARG005
        "npv": (lambda tp, fp, fn, tn: tn / (tn + fn), (0, 0, -1, 1)),  # noqa: ARG005
        "accuracy": (lambda tp, fp, fn, tn: (tp + tn) / (tp + fp + fn + tn), _BETTER),
        "prevalence": (lambda tp, fp, fn, tn: (tp + fn) / (tp + fp + fn + tn), (1, -1, 1, -1)),
        "flag-rate": (lambda tp, fp, fn, tn: (tp + fp) / (tp + fp + fn + tn), (1, 1, -1, -1)),
        "f1": (lambda tp, fp, fn, tn: 2 * tp / (2 * tp + fp + fn), (1, -1, -1, 0)),  # noqa: ARG005
        "mcc": (_compute_mcc, _BETTER),
        "kappa": (_compute_kappa, _BETTER),
        "balanced-accuracy": (lambda tp, fp, fn, tn: (tp / (tp + fn) + tn / (tn + fp)) / 2, _BETTER),
        "positive-likelihood-ratio": (lambda tp, fp, fn, tn: _compute_likelihood_ratio(tp, fn, fp, tn), _BETTER),
        "negative-likelihood-ratio": (lambda tp, fp, fn, tn: _compute_likelihood_ratio(fn, tp, tn, fp), _WORSE),
        "reference-positives": (lambda tp, fp, fn, tn: tp + fn, (1, 0, 1, 0)),  # noqa: ARG005
        "reference-negatives": (lambda tp, fp, fn, tn: fp + tn, (0, 1, 0, 1)),  # noqa: ARG005
        "flagged": (lambda tp, fp, fn, tn: tp + fp, (1, 1, 0, 0)),  # noqa: ARG005
    }
)
"""Every metric of the vocabulary that the four counts give."""
_EDGE = 1e-9
"""Share of a unit of the last digit by which a value must lie inside, for an end may round either way."""


@dataclass(frozen=True, slots=True)
class ConfusionCells:
    """The four counts behind a figure: known values, and variables for the suppressed ones."""

    known: tuple[float | None, ...]
    """tp, fp, fn, tn; None where a count is suppressed."""
    variables: tuple[int, ...]
    """Of the suppressed ones, in order."""

    def fill(self, suppressed: Sequence[float]) -> list[float]:
        """All four counts, with these values for the suppressed ones."""
        values = iter(suppressed)
        return [next(values) if value is None else value for value in self.known]


@dataclass(frozen=True, slots=True)
class MetricConstraint:
    """A printed metric: the metric of the counts lies between the two ends it was rounded from."""

    metric: str
    cells: ConfusionCells
    least: float
    most: float

    @property
    def variables(self) -> tuple[int, ...]:
        """The suppressed cells it is about."""
        return self.cells.variables

    def holds(self, suppressed: Sequence[float]) -> bool:
        """Whether these counts give the figure as printed."""
        try:
            return self.least < FORMULAS[self.metric][0](*self.cells.fill(suppressed)) < self.most
        except ZeroDivisionError:
            return False

    def may_hold(self, ranges: Sequence[Range]) -> bool:
        """Whether any counts of a box may give it; false only when none do."""
        formula, signs = FORMULAS[self.metric]
        if self.metric == "kappa" and self.least < 0:
            return True
        ends: Sequence[tuple[float, float]] = [
            next(suppressed) if value is None else (value, value)
            for suppressed in [iter(ranges)]
            for value in self.cells.known
        ]
        best = [high if sign > 0 else low for sign, (low, high) in zip(signs, ends, strict=True)]
        worst = [low if sign > 0 else high for sign, (low, high) in zip(signs, ends, strict=True)]
        try:
            lowest, highest = formula(*worst), formula(*best)
        except (ZeroDivisionError, OverflowError):
            return True
        return not (highest <= self.least or lowest >= self.most)


@dataclass(frozen=True, slots=True)
class IntervalConstraint:
    """A printed interval: the method, applied to the counts, rounds to it."""

    metric: str
    cells: ConfusionCells
    lower: PrintedNumber
    upper: PrintedNumber
    level: float
    method: str
    """Term of `interval_methods` for a proportion; empty for what the registry itself computes of other metrics."""

    @property
    def variables(self) -> tuple[int, ...]:
        """The suppressed cells it is about."""
        return self.cells.variables

    def holds(self, suppressed: Sequence[float]) -> bool:
        """Whether the interval of these counts rounds to the printed one."""
        low, high = _compute_interval(self.metric, tuple(self.cells.fill(suppressed)), self.level, self.method)
        ends = (*self.lower.ends, *self.upper.ends)
        return ends[0] - _EDGE <= low <= ends[1] + _EDGE and ends[2] - _EDGE <= high <= ends[3] + _EDGE

    def may_hold(self, ranges: Sequence[Range]) -> bool:
        """Whether any counts of a box may give it: both bounds rise with the numerator and fall with the rest."""
        if self.method not in _RISING or any(math.isinf(high) for _, high in ranges):
            return True
        signs = FORMULAS[self.metric][1]
        box = iter(ranges)
        ends = [next(box) if value is None else (value, value) for value in self.cells.known]
        corners = (
            tuple(low if (sign > 0) == is_low else high for sign, (low, high) in zip(signs, ends, strict=True))
            for is_low in (True, False)
        )
        (low, high), (most_low, most_high) = (
            _compute_interval(self.metric, corner, self.level, self.method) for corner in corners
        )
        (low_least, low_most), (high_least, high_most) = self.lower.ends, self.upper.ends
        is_apart = most_low < low_least - _EDGE or low > low_most + _EDGE
        return not (is_apart or most_high < high_least - _EDGE or high > high_most + _EDGE)


_RISING = frozenset({"wilson", "clopper-pearson"})
"""Methods whose two bounds rise with each person in the numerator, and fall with each other person."""


def compute_rounding_ends(value: PrintedNumber, *, is_open: bool) -> tuple[float, float]:
    """The range that rounds to a printed number; open leaves out its two ends, which may round the other way."""
    low, high = value.ends
    edge = _EDGE * max((high - low), abs(low) * 1e-3) * (1 if is_open else -1)
    return low + edge, high - edge


@lru_cache(maxsize=100_000)
def _compute_interval(metric: str, cells: tuple[float, ...], level: float, method: str) -> tuple[float, float]:
    """The interval of a metric of a table; NaN for both bounds where there is none."""
    tp, fp, fn, tn = np.array(cells, dtype=np.float64).reshape(4, 1)
    if not method:
        table = Confusion(tp, fp, fn, tn, np.full((4, 1), KNOWN, dtype=np.int8))
        found = compute_metric(metric, table, level)
        return float(found.lower[0]), float(found.upper[0])
    form = FORMS[metric]
    k = sum(weight * cell for weight, cell in zip(form.top, cells, strict=True))
    n = sum(weight * cell for weight, cell in zip(form.bottom or form.top, cells, strict=True))
    if not n:
        return math.nan, math.nan
    low, high = METHODS[method](np.array([float(k)]), np.array([float(n)]), level)
    return float(low[0]), float(high[0])


def list_interval_methods(metric: str, named: str | None = None) -> tuple[str, ...]:
    """Methods that most likely gave an interval: the declared one, or else the usual ones; may be empty."""
    if metric not in PROPORTIONS:
        return ("",) if metric in METRICS else ()
    return (named,) if named is not None and named in METHODS else USUAL
