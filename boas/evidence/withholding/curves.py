"""Printed figures as curves through the four counts of a table: the metrics that no sum of counts says are such.

Every metric of a confusion table only rises, or only falls, with each of its counts: so two corners of a box of
counts bound what it can be inside. Cohen's kappa does so where it is not negative, which is where it is used.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from boas.evidence.digits import Printed
from boas.evidence.estimating.metrics import KNOWN, METRICS, Confusion, compute
from boas.evidence.judging.claim import FORMS, PROPORTIONS
from boas.evidence.judging.printed import METHODS, USUAL
from boas.evidence.withholding.narrowing import Range

Formula = Callable[[float, float, float, float], float]
"""tp, fp, fn, tn to a value; ZeroDivisionError where there is none."""
Signs = tuple[int, int, int, int]
"""1 for a count it rises with, -1 for one it falls with."""

BETTER: Signs = (1, -1, -1, 1)
WORSE: Signs = (-1, 1, 1, -1)


def likelihood(hits: float, others: float, alarms: float, rest: float) -> float:
    """Share of the first two over the share of the last two."""
    return hits / (hits + others) / (alarms / (alarms + rest))


def correlation(tp: float, fp: float, fn: float, tn: float) -> float:
    """Matthews correlation."""
    return (tp * tn - fp * fn) / math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))


def kappa(tp: float, fp: float, fn: float, tn: float) -> float:
    """Cohen's kappa."""
    return 2 * (tp * tn - fp * fn) / ((tp + fp) * (fp + tn) + (tp + fn) * (fn + tn))


FORMULAS: Mapping[str, tuple[Formula, Signs]] = MappingProxyType(
    {
        "sensitivity": (lambda tp, fp, fn, tn: tp / (tp + fn), (1, 0, -1, 0)),  # noqa: ARG005 -- one shape for all
        "specificity": (lambda tp, fp, fn, tn: tn / (tn + fp), (0, -1, 0, 1)),  # noqa: ARG005
        "ppv": (lambda tp, fp, fn, tn: tp / (tp + fp), (1, -1, 0, 0)),  # noqa: ARG005
        "npv": (lambda tp, fp, fn, tn: tn / (tn + fn), (0, 0, -1, 1)),  # noqa: ARG005
        "accuracy": (lambda tp, fp, fn, tn: (tp + tn) / (tp + fp + fn + tn), BETTER),
        "prevalence": (lambda tp, fp, fn, tn: (tp + fn) / (tp + fp + fn + tn), (1, -1, 1, -1)),
        "flag-rate": (lambda tp, fp, fn, tn: (tp + fp) / (tp + fp + fn + tn), (1, 1, -1, -1)),
        "f1": (lambda tp, fp, fn, tn: 2 * tp / (2 * tp + fp + fn), (1, -1, -1, 0)),  # noqa: ARG005
        "mcc": (correlation, BETTER),
        "kappa": (kappa, BETTER),
        "balanced-accuracy": (lambda tp, fp, fn, tn: (tp / (tp + fn) + tn / (tn + fp)) / 2, BETTER),
        "positive-likelihood-ratio": (lambda tp, fp, fn, tn: likelihood(tp, fn, fp, tn), BETTER),
        "negative-likelihood-ratio": (lambda tp, fp, fn, tn: likelihood(fn, tp, tn, fp), WORSE),
        "reference-positives": (lambda tp, fp, fn, tn: tp + fn, (1, 0, 1, 0)),  # noqa: ARG005
        "reference-negatives": (lambda tp, fp, fn, tn: fp + tn, (0, 1, 0, 1)),  # noqa: ARG005
        "flagged": (lambda tp, fp, fn, tn: tp + fp, (1, 1, 0, 0)),  # noqa: ARG005
    }
)
"""Every metric of the vocabulary that the four counts give."""
EDGE = 1e-9
"""By how much of a unit of its last digit a value must be inside, for an end may round either way."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The counts behind a figure: those that are known, and places of those that are hidden."""

    known: tuple[float | None, ...]
    """By position, nothing where a count is hidden."""
    places: tuple[int, ...]
    """Of the hidden ones, in order."""

    def fill(self, hidden: Sequence[float]) -> list[float]:
        """All four, with values for the hidden ones."""
        values = iter(hidden)
        return [next(values) if one is None else one for one in self.known]


@dataclass(frozen=True, slots=True)
class Curve:
    """One figure: its value lies between two ends, and so does that of its counts."""

    metric: str
    cells: Cells
    least: float
    most: float

    @property
    def places(self) -> tuple[int, ...]:
        """Places of the hidden counts it is about."""
        return self.cells.places

    def holds(self, hidden: Sequence[float]) -> bool:
        """Whether these counts give the figure as printed."""
        try:
            return self.least < FORMULAS[self.metric][0](*self.cells.fill(hidden)) < self.most
        except ZeroDivisionError:
            return False

    def may_hold(self, ranges: Sequence[Range]) -> bool:
        """Whether any counts of a box may; false only when none do."""
        formula, signs = FORMULAS[self.metric]
        if self.metric == "kappa" and self.least < 0:
            return True
        ends: Sequence[tuple[float, float]] = [
            next(hidden) if one is None else (one, one) for hidden in [iter(ranges)] for one in self.cells.known
        ]
        best = [high if sign > 0 else low for sign, (low, high) in zip(signs, ends, strict=True)]
        worst = [low if sign > 0 else high for sign, (low, high) in zip(signs, ends, strict=True)]
        try:
            lowest, highest = formula(*worst), formula(*best)
        except (ZeroDivisionError, OverflowError):
            return True
        return not (highest <= self.least or lowest >= self.most)


@dataclass(frozen=True, slots=True)
class Bounds:
    """One printed interval: one method gives it for the counts."""

    metric: str
    cells: Cells
    lower: Printed
    upper: Printed
    level: float
    method: str
    """Term of `interval_methods` for a proportion; empty for what the registry itself computes of other metrics."""

    @property
    def places(self) -> tuple[int, ...]:
        """Places of the hidden counts it is about."""
        return self.cells.places

    def holds(self, hidden: Sequence[float]) -> bool:
        """Whether the interval of these counts rounds to the printed one."""
        low, high = interval(self.metric, tuple(self.cells.fill(hidden)), self.level, self.method)
        ends = (*self.lower.ends, *self.upper.ends)
        return ends[0] - EDGE <= low <= ends[1] + EDGE and ends[2] - EDGE <= high <= ends[3] + EDGE

    def may_hold(self, ranges: Sequence[Range]) -> bool:
        """Whether any counts of a box may: both bounds rise with those counted and fall with the others."""
        if self.method not in RISING or any(math.isinf(high) for _, high in ranges):
            return True
        signs = FORMULAS[self.metric][1]
        box = iter(ranges)
        ends = [next(box) if one is None else (one, one) for one in self.cells.known]
        corners = (
            tuple(low if (sign > 0) == is_low else high for sign, (low, high) in zip(signs, ends, strict=True))
            for is_low in (True, False)
        )
        (low, high), (most_low, most_high) = (
            interval(self.metric, corner, self.level, self.method) for corner in corners
        )
        (low_least, low_most), (high_least, high_most) = self.lower.ends, self.upper.ends
        is_apart = most_low < low_least - EDGE or low > low_most + EDGE
        return not (is_apart or most_high < high_least - EDGE or high > high_most + EDGE)


RISING = frozenset({"wilson", "clopper-pearson"})
"""Methods whose two bounds rise with every one more that is counted, and fall with every other one."""


def ends_of(value: Printed, *, is_open: bool) -> tuple[float, float]:
    """What rounds to a printed number: with its two ends, or without, for these may have been rounded away."""
    low, high = value.ends
    edge = EDGE * max((high - low), abs(low) * 1e-3) * (1 if is_open else -1)
    return low + edge, high - edge


@lru_cache(maxsize=100_000)
def interval(metric: str, cells: tuple[float, ...], level: float, method: str) -> tuple[float, float]:
    """The interval of a metric of a table; two NaN where there is none."""
    tp, fp, fn, tn = np.array(cells, dtype=np.float64).reshape(4, 1)
    if not method:
        table = Confusion(tp, fp, fn, tn, np.full((4, 1), KNOWN, dtype=np.int8))
        found = compute(metric, table, level)
        return float(found.lower[0]), float(found.upper[0])
    form = FORMS[metric]
    k = sum(weight * cell for weight, cell in zip(form.top, cells, strict=True))
    n = sum(weight * cell for weight, cell in zip(form.bottom or form.top, cells, strict=True))
    if not n:
        return math.nan, math.nan
    low, high = METHODS[method](np.array([float(k)]), np.array([float(n)]), level)
    return float(low[0]), float(high[0])


def methods_for(metric: str, named: str | None = None) -> tuple[str, ...]:
    """Methods by which an interval was most likely made: the one named, or else the usual ones; maybe none."""
    if metric not in PROPORTIONS:
        return ("",) if metric in METRICS else ()
    return (named,) if named is not None and named in METHODS else USUAL
