"""The disclosure audit: everything published about the same people as one system of hidden whole numbers.

**What it looks at.** The four counts of every group, site and variant; their sums over groups and sites; positives
and negatives, which variants and thresholds of the same people share; the ranges of scores; the number of people
and of events; every printed metric of a confusion table with its digits, its n and its interval, whether or not a
publication holds it already; and all this of other evaluations that may be about the same people
(`published.may_be_same_people`). Readings that contradict what was taken for true before are left out, and looked at
by themselves.

**What it promises.** When it finds nothing and came to its end, then under each reading it took, every withheld
count of 1 to threshold - 1 has at least two values that agree with all that is published, and one written `<N` has
two that differ by two or more, whatever a reader may compute; this is Cox's feasibility interval, not empty, as in
tau-argus' audit of a suppressed table, over whole numbers and not only over sums. A count withheld as `[c]` comes back
from no figure that the tables alone did not give. Effort is counted in steps of the solver: when it runs out, this is
told as a finding.

**What it does not promise.** Not how wide the range of a withheld count stays (tau-argus asks for a protection
interval of some percent); nothing about dominance or p% rules, which are for amounts and not for counts; no rounding
to fives as OpenSAFELY asks for, and no threshold on the residual degrees of freedom of a model as acro checks. What is
published elsewhere than in this registry, what a reader knows of a person, counts that free text spells out, curves
and areas (AUC, Brier, calibration) and differences between people who only overlap are not part of the system.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from boas.evidence._counts import CELLS, Stratum
from boas.evidence.disclosure._audit_system import AuditSystem, build_people_sheet, without_variant
from boas.evidence.disclosure._constraint_store import ConstraintSet, collect_places, select_near
from boas.evidence.disclosure._interpretations import interpret_figures, iter_possible_rows, with_row
from boas.evidence.disclosure._margins import has_too_many_margins
from boas.evidence.disclosure._metric_constraints import FORMULAS, IntervalConstraint
from boas.evidence.disclosure._publications import AuditResult, DisclosedCount, PublishedEvaluation, list_rows
from boas.evidence.disclosure._unknowns import CountKey

_MOST_EFFORT = 800
"""Steps of the solver for the hidden counts of one evaluation."""
_MOST_EVALUATIONS = 16
"""Evaluations of the same people looked at together; those that say the same count once."""


def audit_disclosure(
    own: PublishedEvaluation, others: Sequence[PublishedEvaluation], below: int, effort: int = _MOST_EFFORT
) -> AuditResult:
    """Which withheld counts of one evaluation come back from all that is published about its people.

    `others` are evaluations that may be about the same people. Effort is steps of the solver.
    """
    apart = _select_distinct(own, others)
    strata = [row.stratum for one in (own, *apart) for row in list_rows(one)]
    if len(apart) > _MOST_EVALUATIONS or has_too_many_margins(strata):
        return AuditResult(is_exhaustive=False)
    system = AuditSystem(below, effort)
    system.add_tables(0, own)
    targets = {place: key for key, place in system.places.items()}
    given = system.find_recoverable(targets)
    system.add_figures(0, own)
    public = _find_already_public(own)
    targets |= {place: key for key, place in system.places.items() if (key.sheet, key.stratum) not in public}
    for look in (
        system.find_recoverable_at_once,
        system.find_recoverable,
        partial(_try_other_methods, system),
        partial(_try_other_rows, system, own),
    ):
        found = look(targets)
        disclosed = [at for at, value in found.items() if _is_disclosed(system, at, value, given)]
        if disclosed or not system.is_exhaustive:
            listed = tuple(_build_disclosed_count(own, targets[at], found[at]) for at in disclosed)
            return AuditResult(listed, system.is_exhaustive or not own.has_suppressed_cells)
    taken = {}
    for number, other in enumerate(apart, start=1):
        system.add_tables(number, other)
        system.add_figures(number, other)
        if _join_evaluation(system, number, own, other):
            taken[number] = other.name
    found = system.find_recoverable(targets) if taken else {}
    return AuditResult(
        tuple(
            _build_disclosed_count(own, targets[at], value, tuple(system.list_needed(at, taken, targets)))
            for at, value in found.items()
            if _is_disclosed(system, at, value, given)
        ),
        system.is_exhaustive or not own.has_suppressed_cells,
    )


def _find_already_public(own: PublishedEvaluation) -> set[tuple[Hashable, Stratum]]:
    """Sheets and people that only figures of a publication are about, which are public as they are."""
    told: dict[tuple[Hashable, Stratum], bool] = {((0,), row.stratum): False for row in list_rows(own)}
    for reading in interpret_figures(own):
        people = ((0, *reading.group), reading.stratum)
        told[people] = told.get(people, True) and reading.claim.reported.already_public is not None
    return {people for people, is_public in told.items() if is_public}


def _try_other_methods(system: AuditSystem, targets: Mapping[int, CountKey]) -> dict[int, int]:
    """Counts that come back when a printed interval is another method's than the one it was taken for."""
    found: dict[int, int] = {}
    kept, point = system.kept, system.point
    for piece in system.doubts:
        system.kept, system.point = [one for one in kept if not _is_same_interval(one, piece)], dict(point)
        if system.take([piece]):
            found |= system.find_recoverable(select_near(targets, system.find_linked(piece.places, ())))
    system.kept, system.point = kept, point
    return found


def _is_same_interval(one: ConstraintSet, other: ConstraintSet) -> bool:
    """Whether two pieces are the same interval by two methods."""
    return any(
        isinstance(mine, IntervalConstraint)
        and isinstance(theirs, IntervalConstraint)
        and mine == replace(theirs, method=mine.method)
        for mine in one.shapes
        for theirs in other.shapes
    )


def _build_disclosed_count(
    own: PublishedEvaluation, key: CountKey, value: int, others: tuple[str, ...] = ()
) -> DisclosedCount:
    """A count that comes back, with the line of the table that withholds it."""
    if isinstance(key.sheet, tuple) and "scores" in key.sheet:
        rows = own.scores.rows if own.scores else ()
        lines = [row.line for row in rows if row.stratum == key.stratum and (row.low, row.high) == key.sheet[2:]]
        return DisclosedCount(key.stratum, key.cell, value, next(iter(lines), 0), "scores", others)
    lines = [row.line for row in list_rows(own) if row.stratum == key.stratum]
    return DisclosedCount(key.stratum, key.cell, value, next(iter(lines), 0), "counts", others)


def _is_disclosed(system: AuditSystem, place: int, value: int, given: Mapping[int, int]) -> bool:
    """Whether a recovered count is one that was to stay hidden; large ones that the tables give were not."""
    return 0 < value < system.below or (system.is_complementary[place] and value > 0 and place not in given)


def _select_distinct(own: PublishedEvaluation, others: Sequence[PublishedEvaluation]) -> list[PublishedEvaluation]:
    """Those of the others that say something of their own."""
    seen: set[Hashable] = {own.content}
    found = []
    for one in others:
        if one.content not in seen:
            seen.add(one.content)
            found.append(one)
    return found


def _try_other_rows(system: AuditSystem, own: PublishedEvaluation, targets: Mapping[int, CountKey]) -> dict[int, int]:
    """Counts that come back when a figure said to be about something else is about a row of the table."""
    found: dict[int, int] = {}
    apart = [one for one in interpret_figures(own) if one.group and one.claim.metric in FORMULAS]
    kept, point = system.kept, system.point
    for row in dict.fromkeys(row for one in apart for row in iter_possible_rows(one, own)):
        together = list(kept)
        for reading in (one for one in apart if row in iter_possible_rows(one, own)):
            for base in (list(kept), together):
                length = len(base)
                system.kept, system.point = base, dict(point)
                system.add_figure(0, with_row(reading, row), (0,))
                if len(base) > length and (base is together or length == len(kept)):
                    found |= system.find_recoverable(
                        select_near(targets, system.find_linked(collect_places(base[length:]), ()))
                    )
    system.kept, system.point = kept, point
    return found


def _join_evaluation(system: AuditSystem, number: int, own: PublishedEvaluation, other: PublishedEvaluation) -> bool:
    """Take another evaluation to be about the same people, as far as this can be; tells whether it was."""
    mine, theirs = ([row.stratum for row in list_rows(one)] for one in (own, other))
    told = {key.stratum for key in (*system.known, *system.places) if key.sheet == (number,)}
    everybody, *people = sorted({Stratum(), *map(without_variant, (*mine, *told))})
    if not system.take(_build_same_people(system, number, everybody)):
        return False
    for one in people:
        system.take(_build_same_people(system, number, one))
    if _is_same_rule(own, other):
        rows = [one for one in dict.fromkeys((*mine, *theirs)) if one in told]
        system.take(
            [
                system.build_equality(number, CountKey((0,), one, cell), CountKey((number,), one, cell))
                for one in rows
                for cell in CELLS
            ]
        )
    return True


def _build_same_people(system: AuditSystem, number: int, one: Stratum) -> list[ConstraintSet]:
    """That positives and negatives of two evaluations are the same."""
    names = ("positives", "negatives")
    return [
        system.build_equality(
            number, CountKey(build_people_sheet(0), one, name), CountKey(build_people_sheet(number), one, name)
        )
        for name in names
    ]


def _is_same_rule(own: PublishedEvaluation, other: PublishedEvaluation) -> bool:
    """Whether two evaluations may have flagged the very same people: one version, or equal rows."""
    if own.evaluation.subject == other.evaluation.subject:
        return True
    mine = {row.stratum: row.cells for row in list_rows(own)}
    return any(
        sum(isinstance(a, int) and a == b for a, b in zip(row.cells, mine.get(row.stratum, ()), strict=False))
        >= _LEAST_EQUAL_COUNTS
        for row in list_rows(other)
    )


_LEAST_EQUAL_COUNTS = 3
"""Equal counts of one row from which on two tables are taken for one."""
