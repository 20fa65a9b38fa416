"""How long the evidence of many evaluations takes to recompute, beside a plain loop over the same rows.

    .venv/bin/python ci/bench/evidence.py [--evaluations 10000] [--rows 50] [--pairs 5] [--sample 200]

The loop makes the same records with `math`, row by row, for a sample of the evaluations; its time is scaled up
to all of them. Both must give the same numbers. Nothing is asserted about time, since a shared machine proves
nothing by a clock.
"""

# ruff: noqa: S101, T201 -- a script beside the package: it checks itself and prints

import argparse
import math
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import NormalDist, median
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[2]))
from boas.evidence import CountsRow, CountsTable, Estimate, Stratum, StratumEstimates
from boas.evidence.statistics import METRICS, compute_metric, recompute_many
from boas.evidence.statistics._aggregation import build_layout, sum_counts

LEVEL = 0.95
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)
T = TypeVar("T")
Shown = tuple[float, float, float]
"""A value and its bounds."""
Cells = tuple[int, int, int, int]
DIMENSIONS = ("age_band", "region", "sex")


def make(n_evaluations: int, n_rows: int) -> list[CountsTable]:
    """The same random files each time: groups of three dimensions, from which everybody must be summed."""
    chance = Random(20261106)  # noqa: S311 -- the same files each time are the point
    strata = [Stratum("", "", ((DIMENSIONS[at % 3], f"group {at}"),)) for at in range(n_rows)]
    tables = []
    for _ in range(n_evaluations):
        cells = [[chance.randrange(11, 500) for _ in range(4)] for _ in strata]
        tables.append(CountsTable(DIMENSIONS, tuple(CountsRow(s, *c) for s, c in zip(strata, cells, strict=True))))
    return tables


def ours(tables: Sequence[CountsTable]) -> tuple[tuple[StratumEstimates, ...], ...]:
    """Every stratum with its metrics, in one pass over arrays."""
    return recompute_many(tables, None, LEVEL)


def theirs(tables: Sequence[CountsTable]) -> list[list[StratumEstimates]]:
    """The same, row by row and metric by metric."""
    return [[of_row(stratum, cells) for stratum, cells in strata_of(table)] for table in tables]


def strata_of(table: CountsTable) -> list[tuple[Stratum, Cells]]:
    """The rows of a file and before them everybody, summed over the first dimension."""
    rows = [(row.stratum, counts(row)) for row in table.rows]
    first = [cells for stratum, cells in rows if stratum.dimensions == DIMENSIONS[:1]]
    tp, fp, fn, tn = map(sum, zip(*first, strict=True))
    return [(Stratum(), (tp, fp, fn, tn)), *rows]


def counts(row: CountsRow) -> Cells:
    """The four counts of a row, none of which is withheld."""
    tp, fp, fn, tn = (cell for cell in row.cells if isinstance(cell, int))
    return tp, fp, fn, tn


def of_row(stratum: Stratum, cells: Cells) -> StratumEstimates:
    """The record of one row, of the same shape as ours."""
    estimates = {
        metric: Estimate(metric, value, lower, upper, LEVEL, METRICS[metric].methods[0], None, sum(cells))
        for metric, (value, lower, upper) in by_hand(cells).items()
    }
    return StratumEstimates(stratum, *cells, is_derived=not stratum.groups, estimates=estimates)


def by_hand(cells: Cells) -> dict[str, Shown]:
    """Every metric of one row without an empty cell, in plain arithmetic."""
    tp, fp, fn, tn = cells
    positives, negatives, n = tp + fn, fp + tn, tp + fp + fn + tn
    sensitivity, specificity = wilson(tp, positives), wilson(tn, negatives)
    found = {"sensitivity": sensitivity, "specificity": specificity, "ppv": wilson(tp, tp + fp)}
    found |= {"npv": wilson(tn, tn + fn), "accuracy": wilson(tp + tn, n)}
    value, low, high = (2 * one / (1 + one) for one in wilson(tp, tp + fp + fn))
    found["f1"] = (value, low, high)
    found["mcc"] = mcc(cells)
    found["balanced-accuracy"] = balanced(sensitivity, specificity)
    found["kappa"] = kappa(cells)
    found |= {"prevalence": wilson(positives, n), "flag-rate": wilson(tp + fp, n)}
    found["positive-likelihood-ratio"] = ratio(tp, positives, fp, negatives)
    found["negative-likelihood-ratio"] = ratio(fn, positives, tn, negatives)
    return found


def wilson(k: float, n: float) -> Shown:
    """A proportion."""
    middle, half = (k + Z * Z / 2) / (n + Z * Z), Z * math.sqrt(k * (n - k) / n + Z * Z / 4) / (n + Z * Z)
    return k / n, middle - half, middle + half


def balanced(first: Shown, second: Shown) -> Shown:
    """Mean of two proportions."""
    value = (first[0] + second[0]) / 2
    below, above = (math.hypot(first[0] - first[side], second[0] - second[side]) / 2 for side in (1, 2))
    return value, value - below, value + above


def ratio(k1: float, n1: float, k2: float, n2: float) -> Shown:
    """Ratio of two proportions on the log scale."""
    middle = math.log((k1 + 0.5) / (n1 + 0.5)) - math.log((k2 + 0.5) / (n2 + 0.5))
    half = Z * math.sqrt(1 / (k1 + 0.5) - 1 / (n1 + 0.5) + 1 / (k2 + 0.5) - 1 / (n2 + 0.5))
    return (k1 / n1) / (k2 / n2), math.exp(middle - half), math.exp(middle + half)


def mcc(cells: Cells) -> Shown:
    """Correlation, on Fisher's scale."""
    n = sum(cells)
    a, b, c, d = (cell / n for cell in cells)
    flagged, positive = a + b, a + c
    spread = math.sqrt(flagged * (1 - flagged) * positive * (1 - positive))
    phi = (a * d - b * c) / spread
    skew = (2 * flagged - 1) ** 2 / (flagged * (1 - flagged)) + (2 * positive - 1) ** 2 / (positive * (1 - positive))
    tilt = phi * (1 + phi**2 / 2) * (2 * flagged - 1) * (2 * positive - 1) / spread
    half = Z * math.sqrt((1 - phi**2 + tilt - 0.75 * phi**2 * skew) / n) / (1 - phi**2)
    return phi, math.tanh(math.atanh(phi) - half), math.tanh(math.atanh(phi) + half)


def kappa(cells: Cells) -> Shown:
    """Agreement beyond chance."""
    n = sum(cells)
    a, b, c, d = (cell / n for cell in cells)
    flagged, positive = a + b, a + c
    by_chance = flagged * positive + (1 - flagged) * (1 - positive)
    value = (a + d - by_chance) / (1 - by_chance)
    on = a * (1 - (flagged + positive) * (1 - value)) ** 2 + d * (1 - (2 - flagged - positive) * (1 - value)) ** 2
    off = (1 - value) ** 2 * (b * (positive + 1 - flagged) ** 2 + c * (flagged + 1 - positive) ** 2)
    half = Z * math.sqrt((on + off - (value - by_chance * (1 - value)) ** 2) / n) / (1 - by_chance)
    return value, max(-1.0, value - half), min(1.0, value + half)


def agree(found: Sequence[Sequence[StratumEstimates]], expected: Sequence[Sequence[StratumEstimates]]) -> int:
    """How many numbers were held against each other; all must be the same."""
    n_held = 0
    for of_table, by_row in zip(found, expected, strict=False):
        strata = {one.stratum: one.estimates for one in of_table}
        assert len(of_table) == len(by_row)
        for row in by_row:
            assert list(row.estimates) == list(METRICS)
            for metric, other in row.estimates.items():
                mine = strata[row.stratum][metric]
                pairs = zip(numbers(mine), numbers(other), strict=True)
                assert all(math.isclose(*pair, rel_tol=1e-9, abs_tol=1e-12) for pair in pairs), (metric, mine, other)
                n_held += 3
    return n_held


def numbers(one: Estimate) -> list[float]:
    """Value and bounds."""
    known = [number for number in (one.value, one.lower, one.upper) if number is not None]
    assert len(known) == 3  # noqa: PLR2004 -- no count is 0
    return known


def arithmetic(tables: Sequence[CountsTable]) -> float:
    """Seconds that our metrics alone take, counts being in arrays."""
    confusion = sum_counts(tables, [build_layout(table) for table in tables])
    return seconds(lambda: [compute_metric(metric, confusion, LEVEL) for metric in METRICS])[0]


def plain_arithmetic(tables: Sequence[CountsTable]) -> float:
    """Seconds that the metrics alone take in a loop."""
    cells = [cells for table in tables for _, cells in strata_of(table)]
    return seconds(lambda: [by_hand(one) for one in cells])[0]


def seconds(work: Callable[..., T], *given: object) -> tuple[float, T]:
    """How long a piece of work takes, and what it gives."""
    start = time.perf_counter()
    gives = work(*given)
    return time.perf_counter() - start, gives


def main() -> None:
    """Make the files, then run both in turn."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--evaluations", type=int, default=10_000)
    asked.add_argument("--rows", type=int, default=50)
    asked.add_argument("--pairs", type=int, default=5)
    asked.add_argument("--sample", type=int, default=200)
    options = asked.parse_args()
    tables = make(options.evaluations, options.rows)
    sample = tables[: options.sample]
    scale = len(tables) / len(sample)
    ratios, bare_ratios = [], []
    for _ in range(options.pairs):
        (part, expected), (mine, found) = seconds(theirs, sample), seconds(ours, tables)
        n_held = agree(found, expected)
        del found
        bare, plain = arithmetic(tables), plain_arithmetic(sample) * scale
        ratios.append(part * scale / mine)
        bare_ratios.append(plain / bare)
        print(
            f"ours {mine:5.2f} s, loop {part * scale:5.2f} s (scaled), {ratios[-1]:4.1f} times as long; "
            f"metrics alone: ours {bare:5.2f} s, loop {plain:5.2f} s (scaled), {bare_ratios[-1]:4.1f} times as long"
        )
    print(f"{len(tables)} evaluations of {options.rows} rows, {n_held} numbers held against each other")
    print(f"median: the loop takes {median(ratios):.1f} times as long, its metrics alone {median(bare_ratios):.1f}")


if __name__ == "__main__":
    main()
