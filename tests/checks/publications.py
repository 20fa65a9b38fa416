"""Invented publications: a random table, some of its counts withheld, and some of its figures printed."""

import random
from dataclasses import dataclass

from boas.evidence import CountsRow, CountsTable, Stratum, Suppression
from boas.evidence.disclosure import suppress_counts
from tests.checks.attacker import CELLS, DENOMINATORS, METRICS, wilson

Cells = tuple[int, int, int, int]
HEADER = "variant,site,sex,tp,fp,fn,tn\n"
APART = (
    "    threshold: 0.5\n",
    "    outcome:\n      fr: L’issue principale\n",
    "    population:\n      fr: Les mêmes personnes\n",
    "    reference_standard:\n      fr: La même référence\n",
)
"""What may be said of a figure, and leaves it the table's."""
NAMES = {"": "", "A": "strict", "B": "wide"}


@dataclass(frozen=True)
class Published:
    """What an author would hand in: folder of the algorithm, and two texts for each evaluation."""

    evaluations: tuple[tuple[str, str, str], ...]
    """Folder below `algorithms/`, `counts.csv`, `evaluation.yaml`."""

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """The two texts of each evaluation."""
        return tuple((table, document) for _, table, document in self.evaluations)


def people(chance: random.Random, groups: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    """Positives and negatives of each group."""
    return {group: (chance.randint(25, 120), chance.randint(150, 700)) for group in groups}


def flagged(chance: random.Random, those: dict[str, tuple[int, int]]) -> dict[str, Cells]:
    """A table for a rule that misses few: small counts come about by themselves."""
    missed, alarms = chance.uniform(0.03, 0.25), chance.uniform(0.01, 0.1)
    table = {}
    for group, (positives, negatives) in those.items():
        fn = sum(chance.random() < missed for _ in range(positives))
        fp = sum(chance.random() < alarms for _ in range(negatives))
        table[group] = (positives - fn, fp, fn, negatives - fp)
    total = tuple(sum(column) for column in zip(*table.values(), strict=True))
    return {"": (total[0], total[1], total[2], total[3])} | table


def row(variant: str, group: str, cells: Cells) -> CountsRow:
    return CountsRow(Stratum(variant, "", (("sex", group),) if group else ()), *cells)


def veiled(chance: random.Random, tables: dict[str, dict[str, Cells]]) -> list[list[str]]:
    """Rows as published: small counts withheld by the program, or as somebody would by hand."""
    rows = []
    for variant, table in tables.items():
        counted = CountsTable(("sex",), tuple(row(variant, group, cells) for group, cells in table.items()))
        hidden = suppress_counts(counted) if chance.random() < 0.5 else by_hand(counted)
        for one in hidden.rows:
            cells = [
                "<11" if c is Suppression.SMALL else "[c]" if c is Suppression.COMPLEMENT else str(c) for c in one.cells
            ]
            rows.append([variant, "", dict(one.stratum.groups).get("sex", ""), *cells])
    return rows


def by_hand(table: CountsTable) -> CountsTable:
    """Small counts withheld, and the largest other group of the same column with them when there is one only."""
    columns: list[list[int | Suppression]] = []
    for column in zip(*(one.cells for one in table.rows), strict=True):
        cells: list[int | Suppression] = [c for c in column if isinstance(c, int)]
        small = [at for at, c in enumerate(cells) if isinstance(c, int) and 0 < c < 11]
        largest = max(range(1, len(cells)), key=lambda at: (at not in small, column[at] or 0))
        for at in small:
            cells[at] = Suppression.SMALL
        if len(small) == 1 and small[0] != largest and small[0] > 0:
            cells[largest] = Suppression.COMPLEMENT
        columns.append(cells)
    rows = zip(*columns, strict=True)
    listed = (CountsRow(one.stratum, *cells) for one, cells in zip(table.rows, rows, strict=True))
    return CountsTable(table.dimensions, tuple(listed))


def figures(chance: random.Random, tables: dict[str, dict[str, Cells]], most: int) -> str:
    """Printed figures: of everybody mostly, of a group now and then."""
    lines = []
    for _ in range(chance.randint(0, most)):
        metric, variant = chance.choice(list(METRICS)), chance.choice(list(tables))
        group = "" if chance.random() < 0.6 else chance.choice([one for one in tables[variant] if one])
        try:
            value = METRICS[metric](*tables[variant][group])
        except ZeroDivisionError:
            continue
        decimals = chance.choice((1, 2, 2, 2, 3, 4))
        is_worded = chance.random() < 0.1
        told = "as_printed: environ" if is_worded else "value:"
        lines.append(f"  - metric: {metric}\n    {told} {value:.{decimals}f}\n")
        if metric in DENOMINATORS and not is_worded and chance.random() < 0.2:
            cells = dict(zip(CELLS, tables[variant][group], strict=True))
            lower, upper = wilson(value, sum(cells[name] for name in DENOMINATORS[metric]))
            lines.append(f"    ci:\n      level: 0.95\n      lower: {lower}\n      upper: {upper}\n")
        lines += [chance.choice(APART)] if chance.random() < 0.2 else []
        lines += [f"    variant:\n      en: {variant}\n"] if variant else []
        lines += [f"    subgroup:\n      sex: {group}\n"] if group else []
    return "reported:\n" + "".join(lines) if lines else ""


def document(algorithm: str, name: str, period: str, n: int | None, reported: str) -> str:
    size = f"  n: {n}\n" if n else ""
    return (
        f"schema_version: 1\nid: {name}\nsubject:\n  id: {algorithm}\n  version: 1.0.0\ndate: 2025-05-20\n"
        "evaluator:\n  name: Dominique Exemple\n  organisation: exemple-universite\nindependence: independent\n"
        "design: temporal\npopulation:\n  description:\n    fr: Personnes inventées.\n"
        f"{size}  period: {period}\n  age_min: 18\nsource: exemple-entrepot\n"
        f"reference_standard:\n  text:\n    fr: Événements inventés, tous connus.\n  sampling: all\n{reported}"
    )


def publication(seed: int) -> Published:
    """One author's, or two authors' about the same people."""
    chance = random.Random(seed)  # noqa: S311 -- the same on every run
    groups = ("female", "male", "unknown")[: chance.choice((2, 2, 3))]
    those = people(chance, groups)
    n = sum(map(sum, those.values()))
    algorithms = ["exemple-modele"]
    if chance.random() < 0.35:
        algorithms.append(chance.choice(("exemple-modele", "exemple-regle")))
    evaluations = []
    for number, algorithm in enumerate(algorithms):
        variants = ("A", "B") if chance.random() < 0.25 else ("",)
        tables = {NAMES[one]: flagged(chance, those) for one in variants}
        rows = veiled(chance, tables)
        text = HEADER + "".join(",".join(cells) + "\n" for cells in rows)
        name = f"exemple-{number}"
        period = ("2022/2024", "2022-01/2024-12")[number]
        folder = f"{algorithm}/evaluations/{name}"
        size = n if number or len(algorithms) > 1 or chance.random() < 0.5 else None
        reported = figures(chance, tables, 3)
        evaluations.append((folder, text, document(algorithm, name, period, size, reported)))
    return Published(tuple(evaluations))
