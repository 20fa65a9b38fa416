"""All evidence of a registry at once: collected while the answers about each algorithm are made, kept as few facts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from boas.documents import load_vocabulary
from boas.evidence import EXPECTED_DIMENSIONS
from boas.index._algorithm_comparison_answers import ComparedFigure
from boas.index._answers import Answer
from boas.index._chart_answers import (
    DimensionTotal,
    DomainFigure,
    DomainFigures,
    DomainTotal,
    EvidenceOverview,
    EvidenceYear,
    MeasuredAlgorithm,
)
from boas.index._compared_figures import iter_whole_figures, select_holding
from boas.index._composer import Composer
from boas.index._evidence import build_bias, build_evidence
from boas.index._evidence_answers import BiasAnswer, EvidenceAnswer
from boas.index._facets import is_usable
from boas.index._relations import build_name_key
from boas.index._row_answers import AlgorithmRow

_SUBJECTS = "medical_domains"
_EARLIEST, _LATEST = 1900, 2200
"""Years that evaluations can be of: what was published before a rule knew may say anything."""


@dataclass
class ChartFacts:
    """What charts need of every algorithm that may be used."""

    seen: set[str] = field(default_factory=set)
    """Ids of the algorithms whose evidence was taken."""
    figures: dict[str, list[tuple[str, ComparedFigure]]] = field(default_factory=dict)
    """Metric and figure, by id of the algorithm."""
    measured: dict[str, MeasuredAlgorithm] = field(default_factory=dict)
    evaluations: list[tuple[str, bool, bool]] = field(default_factory=list)
    """Date, whether it is independent, and whether it comes with counts or scores."""

    def take(self, row: AlgorithmRow, answer: Answer) -> None:
        """Keep of an answer about an algorithm what charts need."""
        if not is_usable(row):
            return
        if isinstance(answer, EvidenceAnswer):
            self.seen.add(row.id)
            held = select_holding(answer.evaluations)
            self.figures[row.id] = [found for one in held for found in iter_whole_figures(one)]
            self.evaluations += [
                (
                    str(one.evaluation.get("date") or ""),
                    one.independence.term == "independent",
                    bool(one.counts or one.scores),
                )
                for one in answer.evaluations
                if not one.replaced_by
            ]
            if held:
                self.measured[row.id] = MeasuredAlgorithm(row.id, row.name, row.version, (), (), ())
        elif isinstance(answer, BiasAnswer) and row.id in self.measured:
            states = {
                state: tuple(one.dimension for one in answer.dimensions if one.state == state)
                for state in ("measured", "excused", "silent")
            }
            self.measured[row.id] = MeasuredAlgorithm(row.id, row.name, row.version, **states)


def take_missing(composer: Composer, facts: ChartFacts) -> None:
    """Take the evidence of the algorithms whose answers were kept as they are, and so were not made now."""
    for entry in composer.registry.algorithms.values():
        if entry.evaluations and entry.id not in facts.seen and is_usable(composer.rows[entry.id]):
            row = composer.rows[entry.id]
            facts.take(row, build_evidence(composer, entry))
            facts.take(row, build_bias(composer, entry))


def build_chart_answers(composer: Composer, facts: ChartFacts) -> Iterator[tuple[str, Answer]]:
    """What is drawn, by path."""
    usable = [row for row in composer.rows.values() if is_usable(row)]
    usable.sort(key=lambda row: build_name_key(row.name, row.id))
    domains = [one for one in _iter_domains(usable, facts) if one.figures]
    yield (
        "figures",
        EvidenceOverview(
            n_algorithms=len(usable),
            n_evaluations=len(facts.evaluations),
            n_independent=sum(own for _, own, _ in facts.evaluations),
            n_with_counts=sum(counts for _, _, counts in facts.evaluations),
            n_undated=sum(_find_year(date) is None for date, _, _ in facts.evaluations),
            years=tuple(_iter_years(facts)),
            algorithms=tuple(facts.measured[row.id] for row in usable if row.id in facts.measured),
            dimensions=tuple(_iter_dimensions(facts)),
            domains=tuple(
                DomainTotal(one.domain, one.label, one.n_algorithms, one.n_measured, len(one.figures))
                for one in domains
            ),
        ),
    )
    for one in domains:
        yield f"figures/{one.domain}", one


def _iter_domains(rows: list[AlgorithmRow], facts: ChartFacts) -> Iterator[DomainFigures]:
    """Each medical domain with all figures of the algorithms about it, in the vocabulary's order."""
    order = {metric: place for place, metric in enumerate(load_vocabulary("metrics").terms)}
    for term, label in load_vocabulary(_SUBJECTS).terms.items():
        about = [row for row in rows if term in row.medical_domains]
        found = [
            DomainFigure(metric, row.name, figure) for row in about for metric, figure in facts.figures.get(row.id, ())
        ]
        found.sort(key=lambda one: order.get(one.metric, len(order)))
        n_measured = len({one.figure.algorithm for one in found})
        yield DomainFigures(term, label.to_texts(), len(about), n_measured, tuple(found))


def _find_year(date: str) -> int | None:
    """The year of a date, of a period that of its end; nothing without one."""
    year = date.rpartition("/")[2][:4]
    return int(year) if year.isdecimal() and _EARLIEST <= int(year) <= _LATEST else None


def _iter_years(facts: ChartFacts) -> Iterator[EvidenceYear]:
    """Every year from the first evaluation to the last."""
    dated = [(year, own, counts) for date, own, counts in facts.evaluations if (year := _find_year(date)) is not None]
    found, independent, counted = (
        Counter(year for year, own, counts in dated if keep(own, counts))
        for keep in (lambda *_: True, lambda own, _: own, lambda _, counts: counts)
    )
    total = 0
    for year in range(min(found, default=0), max(found, default=-1) + 1):
        total += found[year]
        yield EvidenceYear(year, found[year], independent[year], counted[year], total)


def _iter_dimensions(facts: ChartFacts) -> Iterator[DimensionTotal]:
    """How many algorithms were measured by each dimension: expected ones first, then those that any was measured by."""
    told = facts.measured.values()
    more = [name for name in load_vocabulary("subgroup_dimensions").terms if any(name in one.measured for one in told)]
    for name in dict.fromkeys((*EXPECTED_DIMENSIONS, *more)):
        measured, excused = (
            sum(name in names for names in of) for of in ([o.measured for o in told], [o.excused for o in told])
        )
        yield DimensionTotal(name, measured, excused, len(told) - measured - excused)
