"""The disclosure audit: everything published about the same people as one system of unknown whole numbers.

**What it looks at.** The four counts of every group, site and variant; their sums over groups and sites; positives
and negatives, which variants and thresholds of the same people share; the ranges of scores; the number of people
and of events; every printed metric of a confusion table with its digits, its n and its interval, whether or not a
publication holds it already; and all this of other evaluations that may be about the same people
(`may_be_same_people`). An interpretation that contradicts what was accepted before is left out, and examined by
itself.

**What it promises.** When it finds nothing and is exhaustive, then under each interpretation it accepted, every
primary suppressed cell (1 to threshold - 1) has at least two values that agree with all that is published, and one
written `<N` has two that differ by two or more, whatever a reader may compute; this is Cox's feasibility interval, not
empty, as in tau-argus' audit of a suppressed table, over whole numbers and not only over sums. A secondary suppressed
cell (`[c]`) follows from no figure that the tables alone did not give. Effort is counted in steps of the solver: when
it runs out, a finding says so.

**What it does not promise.** Not how wide the range of a suppressed cell stays (tau-argus asks for a protection
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
from boas.evidence.disclosure._constraint_store import ConstraintSet, collect_variables, select_near
from boas.evidence.disclosure._interpretations import interpret_figures, iter_possible_rows, with_row
from boas.evidence.disclosure._margins import has_too_many_margins
from boas.evidence.disclosure._metric_constraints import FORMULAS, IntervalConstraint
from boas.evidence.disclosure._publications import AuditResult, DisclosedCount, PublishedEvaluation, list_rows
from boas.evidence.disclosure._unknowns import CountKey

_MOST_EFFORT = 800
"""Steps of the solver for the suppressed cells of one evaluation."""
_MOST_EVALUATIONS = 16
"""Evaluations of the same people audited together; those with the same content count once."""


def audit_disclosure(
    published: PublishedEvaluation, others: Sequence[PublishedEvaluation], below: int, effort: int = _MOST_EFFORT
) -> AuditResult:
    """Find the suppressed cells of one evaluation that follow from all that is published about its people.

    Args:
        published: The evaluation to audit, as anybody can read it.
        others: Evaluations that may be about the same people (`may_be_same_people`).
        below: The threshold: counts from 1 to `below` - 1 are primary suppressed cells.
        effort: Steps of the solver after which the audit stops.

    Returns:
        The disclosed cells, and whether the audit was exhaustive.
    """
    apart = _select_distinct(published, others)
    strata = [row.stratum for publication in (published, *apart) for row in list_rows(publication)]
    if len(apart) > _MOST_EVALUATIONS or has_too_many_margins(strata):
        return AuditResult(is_exhaustive=False)
    system = AuditSystem(below, effort)
    system.add_tables(0, published)
    targets = {variable: key for key, variable in system.variables.items()}
    given = system.find_recoverable(targets)
    system.add_figures(0, published)
    public = _find_already_public(published)
    targets |= {variable: key for key, variable in system.variables.items() if (key.sheet, key.stratum) not in public}
    for look in (
        system.find_recoverable_at_once,
        system.find_recoverable,
        partial(_try_other_methods, system),
        partial(_try_other_rows, system, published),
    ):
        found = look(targets)
        disclosed = [at for at, value in found.items() if _is_disclosed(system, at, value, given)]
        if disclosed or not system.is_exhaustive:
            listed = tuple(_build_disclosed_count(published, targets[at], found[at]) for at in disclosed)
            return AuditResult(listed, system.is_exhaustive or not published.has_suppressed_cells)
    taken = {}
    for number, other in enumerate(apart, start=1):
        system.add_tables(number, other)
        system.add_figures(number, other)
        if _join_evaluation(system, number, published, other):
            taken[number] = other.name
    found = system.find_recoverable(targets) if taken else {}
    return AuditResult(
        tuple(
            _build_disclosed_count(published, targets[at], value, tuple(system.list_needed(at, taken, targets)))
            for at, value in found.items()
            if _is_disclosed(system, at, value, given)
        ),
        system.is_exhaustive or not published.has_suppressed_cells,
    )


def _find_already_public(published: PublishedEvaluation) -> set[tuple[Hashable, Stratum]]:
    """Sheets and strata that only figures read in a publication are about: these are public already."""
    public: dict[tuple[Hashable, Stratum], bool] = {((0,), row.stratum): False for row in list_rows(published)}
    for interpretation in interpret_figures(published):
        people = ((0, *interpretation.group), interpretation.stratum)
        public[people] = public.get(people, True) and interpretation.claim.reported.already_public is not None
    return {people for people, is_public in public.items() if is_public}


def _try_other_methods(system: AuditSystem, targets: Mapping[int, CountKey]) -> dict[int, int]:
    """Cells that follow when a printed interval was computed by another method than the one assumed."""
    found: dict[int, int] = {}
    kept, point = system.kept, system.point
    for constraint_set in system.doubts:
        system.kept, system.point = (
            [constraints for constraints in kept if not _is_same_interval(constraints, constraint_set)],
            dict(point),
        )
        if system.take([constraint_set]):
            found |= system.find_recoverable(select_near(targets, system.find_linked(constraint_set.variables, ())))
    system.kept, system.point = kept, point
    return found


def _is_same_interval(constraints: ConstraintSet, other: ConstraintSet) -> bool:
    """Whether two sets hold the same interval, by two methods."""
    return any(
        isinstance(mine, IntervalConstraint)
        and isinstance(theirs, IntervalConstraint)
        and mine == replace(theirs, method=mine.method)
        for mine in constraints.nonlinear
        for theirs in other.nonlinear
    )


def _build_disclosed_count(
    published: PublishedEvaluation, key: CountKey, value: int, others: tuple[str, ...] = ()
) -> DisclosedCount:
    """A disclosed cell, with the line of the table that suppresses it."""
    if isinstance(key.sheet, tuple) and "scores" in key.sheet:
        rows = published.scores.rows if published.scores else ()
        lines = [row.line for row in rows if row.stratum == key.stratum and (row.low, row.high) == key.sheet[2:]]
        return DisclosedCount(key.stratum, key.cell, value, next(iter(lines), 0), "scores", others)
    lines = [row.line for row in list_rows(published) if row.stratum == key.stratum]
    return DisclosedCount(key.stratum, key.cell, value, next(iter(lines), 0), "counts", others)


def _is_disclosed(system: AuditSystem, variable: int, value: int, given: Mapping[int, int]) -> bool:
    """Whether a recovered count discloses something; a large one that the tables alone give does not."""
    return 0 < value < system.below or (system.is_complementary[variable] and value > 0 and variable not in given)


def _select_distinct(
    publication: PublishedEvaluation, others: Sequence[PublishedEvaluation]
) -> list[PublishedEvaluation]:
    """The other evaluations without those that repeat the content of an earlier one."""
    seen: set[Hashable] = {publication.content}
    found = []
    for published in others:
        if published.content not in seen:
            seen.add(published.content)
            found.append(published)
    return found


def _try_other_rows(
    system: AuditSystem, published: PublishedEvaluation, targets: Mapping[int, CountKey]
) -> dict[int, int]:
    """Cells that follow when a figure declared to be about something else is about a row of the table."""
    found: dict[int, int] = {}
    apart = [
        interpretation
        for interpretation in interpret_figures(published)
        if interpretation.group and interpretation.claim.metric in FORMULAS
    ]
    kept, point = system.kept, system.point
    for row in dict.fromkeys(row for interpretation in apart for row in iter_possible_rows(interpretation, published)):
        together = list(kept)
        for reading in (
            interpretation for interpretation in apart if row in iter_possible_rows(interpretation, published)
        ):
            for base in (list(kept), together):
                length = len(base)
                system.kept, system.point = base, dict(point)
                system.add_figure(0, with_row(reading, row), (0,))
                if len(base) > length and (base is together or length == len(kept)):
                    found |= system.find_recoverable(
                        select_near(targets, system.find_linked(collect_variables(base[length:]), ()))
                    )
    system.kept, system.point = kept, point
    return found


def _join_evaluation(
    system: AuditSystem, number: int, published: PublishedEvaluation, other: PublishedEvaluation
) -> bool:
    """Assume that another evaluation is about the same people, where this is possible; true when it is."""
    mine, theirs = ([row.stratum for row in list_rows(publication)] for publication in (published, other))
    strata = {key.stratum for key in (*system.known, *system.variables) if key.sheet == (number,)}
    everybody, *people = sorted({Stratum(), *map(without_variant, (*mine, *strata))})
    if not system.take(_build_same_people(system, number, everybody)):
        return False
    for group in people:
        system.take(_build_same_people(system, number, group))
    if _is_same_rule(published, other):
        counts = [(stratum, cell) for stratum in dict.fromkeys((*mine, *theirs)) if stratum in strata for cell in CELLS]
        system.take([system.build_equality(number, CountKey((0,), *at), CountKey((number,), *at)) for at in counts])
    return True


def _build_same_people(system: AuditSystem, number: int, stratum: Stratum) -> list[ConstraintSet]:
    """Constraints: two evaluations have the same positives and negatives."""
    names = ("positives", "negatives")
    return [
        system.build_equality(
            number, CountKey(build_people_sheet(0), stratum, name), CountKey(build_people_sheet(number), stratum, name)
        )
        for name in names
    ]


def _is_same_rule(published: PublishedEvaluation, other: PublishedEvaluation) -> bool:
    """Whether two evaluations may have flagged the very same people: one version, or equal rows."""
    if published.evaluation.subject == other.evaluation.subject:
        return True
    mine = {row.stratum: row.cells for row in list_rows(published)}
    return any(
        sum(isinstance(a, int) and a == b for a, b in zip(row.cells, mine.get(row.stratum, ()), strict=False))
        >= _LEAST_EQUAL_COUNTS
        for row in list_rows(other)
    )


_LEAST_EQUAL_COUNTS = 3
"""Equal counts in one row from which on two tables are assumed to be the same."""
