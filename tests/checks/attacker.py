"""Somebody who wants to know what was withheld: reads published CSV and YAML texts, and tries every value.

Nothing of the program is used here, so that a mistake of the audit is not made twice: metrics are written down
anew, numbers are rounded by the language, and values are tried one after the other.
"""

import csv
import io
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

CELLS = ("tp", "fp", "fn", "tn")
Name = tuple[Any, ...]
"""Evaluation, variant, group and count."""
MOST_TRIED = 400_000

METRICS: Mapping[str, Callable[[int, int, int, int], float]] = {
    "sensitivity": lambda a, _b, c, _d: a / (a + c),
    "specificity": lambda _a, b, _c, d: d / (b + d),
    "ppv": lambda a, b, _c, _d: a / (a + b),
    "npv": lambda _a, _b, c, d: d / (c + d),
    "accuracy": lambda a, b, c, d: (a + d) / (a + b + c + d),
    "prevalence": lambda a, b, c, d: (a + c) / (a + b + c + d),
    "flag-rate": lambda a, b, c, d: (a + b) / (a + b + c + d),
    "f1": lambda a, b, c, _d: 2 * a / (2 * a + b + c),
    "mcc": lambda a, b, c, d: (a * d - b * c) / math.sqrt((a + b) * (a + c) * (d + b) * (d + c)),
    "kappa": lambda a, b, c, d: 2 * (a * d - b * c) / ((a + b) * (b + d) + (a + c) * (c + d)),
    "balanced-accuracy": lambda a, b, c, d: (a / (a + c) + d / (b + d)) / 2,
    "positive-likelihood-ratio": lambda a, b, c, d: (a / (a + c)) / (b / (b + d)),
    "negative-likelihood-ratio": lambda a, b, c, d: (c / (a + c)) / (d / (b + d)),
}
DENOMINATORS = {"sensitivity": ("tp", "fn"), "specificity": ("fp", "tn"), "ppv": ("tp", "fp"), "npv": ("fn", "tn")}


@dataclass
class Puzzle:
    """Counts that are known or may be several things, and what binds them."""

    domains: dict[Name, range] = field(default_factory=dict)
    hidden: list[Name] = field(default_factory=list)
    """Those that somebody withheld."""
    sums: list[tuple[tuple[Name, ...], tuple[Name, ...]]] = field(default_factory=list)
    """The first add up to what the second add up to."""
    totals: list[tuple[tuple[Name, ...], int]] = field(default_factory=list)
    figures: list[tuple[tuple[Name, ...], str, str]] = field(default_factory=list)
    """Four counts, a metric, and the text it rounds to."""
    intervals: list[tuple[tuple[Name, ...], str, float, float]] = field(default_factory=list)
    """Four counts, a proportion, and both ends of Wilson's interval at 95 %, to three decimals."""


def known_again(publications: Iterable[tuple[str, str]], below: int = 11) -> dict[Name, int] | None:
    """Small withheld counts that have one value only; nothing when trying took too long.

    Args:
        publications: `counts.csv` and `evaluation.yaml` of evaluations taken to be about the same people.
        below: the smallest count that is published.
    """
    puzzle = Puzzle()
    for number, (table, document) in enumerate(publications):
        read_table(puzzle, number, table, below)
        read_figures(puzzle, number, yaml.safe_load(document), document)
    bind_people(puzzle)
    try:
        return solved(puzzle, below)
    except TimeoutError:
        return None


def read_table(puzzle: Puzzle, number: int, text: str, below: int) -> None:
    for row in csv.DictReader(io.StringIO(text)):
        for cell in CELLS:
            name = (number, row.get("variant", ""), row["sex"], cell)
            if row[cell].startswith("<"):
                puzzle.domains[name] = range(1, below)
                puzzle.hidden.append(name)
            elif row[cell] == "[c]":
                puzzle.domains[name] = range(5_000)
                puzzle.hidden.append(name)
            else:
                puzzle.domains[name] = range(int(row[cell]), int(row[cell]) + 1)


def read_figures(puzzle: Puzzle, number: int, document: Mapping[str, Any], text: str) -> None:
    people = document["population"]
    variants = {name[1] for name in puzzle.domains if name[0] == number}
    for variant in variants:
        four = tuple((number, variant, "", cell) for cell in CELLS)
        if all(one in puzzle.domains for one in four):
            puzzle.totals += [(four, people["n"])] if "n" in people else []
            puzzle.totals += [((four[0], four[2]), people["events"])] if "events" in people else []
    said = ("    value: ", "    as_printed: ")
    digits = iter(line.split(": ")[1] for line in text.splitlines() if line.startswith(said))
    for one in document.get("reported") or ():
        printed = next(digits).removeprefix("environ ")
        variant = (one.get("variant") or {}).get("en", "")
        four = tuple((number, variant, (one.get("subgroup") or {}).get("sex", ""), cell) for cell in CELLS)
        if one["metric"] in METRICS and all(name in puzzle.domains for name in four):
            puzzle.figures.append((four, one["metric"], printed))
            if "ci" in one and one["metric"] in DENOMINATORS:
                puzzle.intervals.append((four, one["metric"], one["ci"]["lower"], one["ci"]["upper"]))
            if "n" in one and one["metric"] in DENOMINATORS:
                chosen = tuple(name for name in four if name[3] in DENOMINATORS[one["metric"]])
                puzzle.totals.append((chosen, one["n"]))


def bind_people(puzzle: Puzzle) -> None:
    """Groups make up the whole; positives and negatives are the same for whoever looked at the same people."""
    tables = {name[:2] for name in puzzle.domains}
    for table in tables:
        groups = {name[2] for name in puzzle.domains if name[:2] == table} - {""}
        for cell in CELLS if groups else ():
            puzzle.sums.append((tuple((*table, group, cell) for group in sorted(groups)), ((*table, "", cell),)))
    first, *others = sorted(tables)
    for other in others:
        for group in {name[2] for name in puzzle.domains if name[:2] == other}:
            for pair in (("tp", "fn"), ("fp", "tn")):
                mine, theirs = (tuple((*table, group, cell) for cell in pair) for table in (first, other))
                if all(name in puzzle.domains for name in (*mine, *theirs)):
                    puzzle.sums.append((mine, theirs))


def solved(puzzle: Puzzle, below: int) -> dict[Name, int]:
    """Every small hidden count without a second value."""
    budget = [MOST_TRIED]
    seen: dict[Name, set[int]] = {name: set() for name in puzzle.hidden}
    first = next(solutions(puzzle, {}, budget), None)
    if first is None:
        return {}
    for name in puzzle.hidden:
        seen[name].add(first[name])
    for name in puzzle.hidden:
        if len(seen[name]) == 1 and 0 < first[name] < below:
            for other in solutions(puzzle, {name: first[name]}, budget):
                for one in puzzle.hidden:
                    seen[one].add(other[one])
                break
    return {name: first[name] for name in puzzle.hidden if len(seen[name]) == 1 and 0 < first[name] < below}


def solutions(puzzle: Puzzle, excluded: Mapping[Name, int], budget: list[int]) -> Iterator[dict[Name, int]]:
    """All assignments that fulfil everything, those with an excluded value left out."""
    equations = [([(name, 1) for name in one] + [(name, -1) for name in other], 0) for one, other in puzzle.sums]
    equations += [([(name, 1) for name in names], total) for names, total in puzzle.totals]
    values = {name: domain[0] for name, domain in puzzle.domains.items() if len(domain) == 1}
    order = sorted((name for name in puzzle.domains if name not in values), key=lambda one: len(puzzle.domains[one]))
    yield from extended(puzzle, equations, values, order, excluded, budget)


def extended(  # noqa: PLR0913, PLR0917 -- a search has as much to carry
    puzzle: Puzzle,
    equations: list[tuple[list[tuple[Name, int]], int]],
    values: dict[Name, int],
    order: list[Name],
    excluded: Mapping[Name, int],
    budget: list[int],
) -> Iterator[dict[Name, int]]:
    values = dict(values)
    if not filled(puzzle, equations, values, excluded):
        return
    if not all(agrees(values, *figure) for figure in puzzle.figures):
        return
    if not all(spans(values, *interval) for interval in puzzle.intervals):
        return
    left = [name for name in order if name not in values]
    if not left:
        yield values
        return
    name = left[0]
    for value in bounded(puzzle, equations, values, name):
        budget[0] -= 1
        if budget[0] < 0:
            raise TimeoutError
        if excluded.get(name) != value:
            yield from extended(puzzle, equations, values | {name: value}, left[1:], excluded, budget)


def filled(
    puzzle: Puzzle,
    equations: list[tuple[list[tuple[Name, int]], int]],
    values: dict[Name, int],
    excluded: Mapping[Name, int],
) -> bool:
    """Work out what has one value left; false when something cannot be."""
    moved = True
    while moved:
        moved = False
        for terms, total in equations:
            missing = [(name, factor) for name, factor in terms if name not in values]
            rest = total - sum(factor * values[name] for name, factor in terms if name in values)
            if not missing and rest:
                return False
            if len(missing) == 1:
                (name, factor) = missing[0]
                value = rest // factor
                if value not in puzzle.domains[name] or excluded.get(name) == value:
                    return False
                values[name] = value
                moved = True
    return True


def bounded(
    puzzle: Puzzle, equations: list[tuple[list[tuple[Name, int]], int]], values: dict[Name, int], name: Name
) -> range:
    """Values of a count that no sum of counts forbids at once."""
    high = puzzle.domains[name][-1]
    for terms, total in equations:
        signs = dict(terms)
        if name in signs and all(one in values or factor == signs[name] for one, factor in terms):
            rest = total - sum(factor * values[one] for one, factor in terms if one in values)
            high = min(high, rest * signs[name])
    return range(puzzle.domains[name][0], high + 1)


def agrees(values: Mapping[Name, int], four: tuple[Name, ...], metric: str, printed: str) -> bool:
    """Whether counts give a printed figure, as far as they are known."""
    if not all(name in values for name in four):
        return True
    decimals = len(printed.partition(".")[2])
    try:
        value = METRICS[metric](*(values[name] for name in four))
    except ZeroDivisionError:
        return False
    return f"{value:.{decimals}f}" == f"{float(printed):.{decimals}f}"


def spans(values: Mapping[Name, int], four: tuple[Name, ...], metric: str, lower: float, upper: float) -> bool:
    """Whether counts give a printed interval, as far as they are known."""
    if not all(name in values for name in four):
        return True
    n = sum(values[name] for name in four if name[3] in DENOMINATORS[metric])
    if not n:
        return False
    return wilson(METRICS[metric](*(values[name] for name in four)), n) == (lower, upper)


def wilson(share: float, n: int) -> tuple[float, float]:
    """Wilson's interval at 95 %, to three decimals."""
    z = 1.959963984540054
    middle, half = share + z * z / (2 * n), z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return round((middle - half) / (1 + z * z / n), 3), round((middle + half) / (1 + z * z / n), 3)
