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

import math
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from boas.evidence.counts import CELLS, Cell, Stratum, Withheld
from boas.evidence.judging.claim import EVERYBODY, FORMS
from boas.evidence.solving import Condition
from boas.evidence.withholding.curves import FORMULAS, Bounds, Cells, Curve, ends_of
from boas.evidence.withholding.figures import fitting
from boas.evidence.withholding.margins import are_too_many, margins
from boas.evidence.withholding.published import Audited, Disclosed, Publication, rows_of
from boas.evidence.withholding.readings import Reading, about_row, meant, readings_of
from boas.evidence.withholding.recovering import Range, Recovered, Search, Shape, components, narrow, recover
from boas.evidence.withholding.unknowns import ANY, SUMS, Key

MOST_EFFORT = 1_500
"""Steps of the solver for the hidden counts of one evaluation."""
MOST_TOGETHER = 16
"""Evaluations of the same people looked at together; those that say the same count once."""

Terms = Iterable[tuple[Key, float]]


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that is published, and what it says of hidden counts."""

    owner: int
    """Whose it is: 0 for the evaluation that is audited, then the others."""
    sums: tuple[Condition, ...] = ()
    shapes: tuple[Shape, ...] = ()
    is_possible: bool = True
    """Whether it can be true at all beside the counts that are known."""

    @property
    def places(self) -> frozenset[int]:
        """The hidden counts it is about."""
        return frozenset(chain((at for one in self.sums for at, _ in one.terms), *(one.places for one in self.shapes)))


def audit(own: Publication, others: Sequence[Publication], below: int, effort: int = MOST_EFFORT) -> Audited:
    """Which withheld counts of one evaluation come back from all that is published about its people.

    `others` are evaluations that may be about the same people. Effort is steps of the solver.
    """
    apart = distinct(own, others)
    strata = [row.stratum for one in (own, *apart) for row in rows_of(one)]
    if len(apart) > MOST_TOGETHER or are_too_many(strata):
        return Audited(is_exhaustive=False)
    system = Ledger(below, effort)
    system.tell_tables(0, own)
    targets = {place: key for key, place in system.places.items()}
    given = system.recovered(targets)
    system.tell_figures(0, own)
    targets |= {place: key for key, place in system.places.items()}
    found = system.recovered(targets) | system.what_if(own, targets)
    alone = frozenset(found)
    taken = {}
    for number, other in enumerate(apart, start=1):
        system.tell_tables(number, other)
        system.tell_figures(number, other)
        if system.join(number, own, other):
            taken[number] = other.name
    found |= system.recovered(targets) if taken else {}
    disclosed = [at for at, value in found.items() if is_disclosed(system, at, value, given)]
    return Audited(
        tuple(
            told(own, targets[at], found[at], () if at in alone else tuple(system.needed(at, taken, targets)))
            for at in disclosed
        ),
        system.is_exhaustive,
    )


def told(own: Publication, key: Key, value: int, others: tuple[str, ...]) -> Disclosed:
    """A count that comes back, with the line of the table that withholds it."""
    if isinstance(key.sheet, tuple) and "scores" in key.sheet:
        rows = own.scores.rows if own.scores else ()
        lines = [row.line for row in rows if row.stratum == key.stratum and (row.low, row.high) == key.sheet[2:]]
        return Disclosed(key.stratum, key.cell, value, next(iter(lines), 0), "scores", others)
    lines = [row.line for row in rows_of(own) if row.stratum == key.stratum]
    return Disclosed(key.stratum, key.cell, value, next(iter(lines), 0), "counts", others)


def is_disclosed(system: "Ledger", place: int, value: int, given: Mapping[int, int]) -> bool:
    """Whether a recovered count is one that was to stay hidden; large ones that the tables give were not."""
    return 0 < value < system.below or (system.is_veiled[place] and value > 0 and place not in given)


def distinct(own: Publication, others: Sequence[Publication]) -> list[Publication]:
    """Those of the others that say something of their own."""
    seen: set[Hashable] = {own.content}
    found = []
    for one in others:
        if one.content not in seen:
            seen.add(one.content)
            found.append(one)
    return found


class Ledger:
    """Hidden counts, and all pieces that were taken for true."""

    def __init__(self, below: int, effort: int) -> None:
        """Counts from `below` on may be printed."""
        self.below = below
        self.effort_left = effort
        self.is_exhaustive = True
        self.known: dict[Key, int] = {}
        self.places: dict[Key, int] = {}
        self.ranges: list[Range] = []
        self.is_veiled: list[bool] = []
        """By place, whether the count was withheld as one that gives another away."""
        self.kept: list[Piece] = []
        self.point: dict[int, float] = {}
        """A solution of all pieces, as far as it is known."""

    # -- what is written down

    def add(self, key: Key, cell: Cell, hidden: Range = ANY) -> None:
        """Note one count; of two with the same key, the first counts."""
        if key in self.known or key in self.places:
            return
        if isinstance(cell, int):
            self.known[key] = cell
            return
        self.places[key] = len(self.ranges)
        self.ranges.append(hidden)
        self.is_veiled.append(cell is Withheld.COMPLEMENT)

    def sum_of(self, owner: int, terms: Terms, lower: float, upper: float) -> Piece:
        """A sum held between limits."""
        hidden: dict[int, float] = {}
        for key, factor in terms:
            if key not in self.known:
                self.add(key, None)
                place = self.places[key]
                hidden[place] = hidden.get(place, 0) + factor
            else:
                lower, upper = lower - factor * self.known[key], upper - factor * self.known[key]
        kept = tuple((place, factor) for place, factor in hidden.items() if factor)
        if not kept:
            return Piece(owner, is_possible=lower <= TOLERANCE and upper >= -TOLERANCE)
        return Piece(owner, (Condition(kept, lower, upper),))

    def cells_at(self, sheet: Hashable, stratum: Stratum) -> Cells:
        """The four counts of some people."""
        keys = [Key(sheet, stratum, cell) for cell in CELLS]
        for key in keys:
            self.add(key, None)
        known = tuple(self.known.get(key) for key in keys)
        return Cells(known, tuple(self.places[key] for key in keys if key in self.places))

    # -- what is taken for true

    def take(self, pieces: Iterable[Piece], *, also: Iterable[Piece] = ()) -> bool:
        """Take pieces for true together when they can be beside all that was; tells whether they were."""
        listed = [*pieces, *also]
        if not all(one.is_possible for one in listed) or not self.can_be(listed):
            return False
        self.kept += listed
        return True

    def take_each(self, pieces: Iterable[Piece]) -> None:
        """Take all pieces, or else each that can be true."""
        listed = [one for one in pieces if one.sums or one.shapes or not one.is_possible]
        if not self.take(listed):
            for one in listed:
                self.take([one])

    def can_be(self, pieces: list[Piece]) -> bool:
        """Whether whole numbers fulfil these pieces and all that was taken for true; true when it was given up."""
        if all(self.holds(one) for one in pieces):
            return True
        sums, shapes = self.around(frozenset(chain(*(one.places for one in pieces))), pieces)
        ranges = {at: self.ranges[at] for one in sums for at, _ in one.terms}
        ranges |= {at: self.ranges[at] for one in shapes for at in one.places}
        if not narrow(ranges, sums, shapes):
            return False
        found = Recovered(effort_left=self.effort_left)
        search = Search(ranges, (sums, shapes), {}, math.inf, found)
        point = search.solve({})
        self.effort_left = found.effort_left
        self.is_exhaustive &= found.is_exhaustive
        if point is not None:
            self.point |= {at: float(point[place]) for at, place in search.places.items()}
        return point is not None or not found.is_exhaustive

    def holds(self, piece: Piece) -> bool:
        """Whether the solution at hand has a piece too."""
        if not all(at in self.point for at in piece.places):
            return False
        totals = ((sum(factor * self.point[at] for at, factor in one.terms), one) for one in piece.sums)
        return all(one.lower - TOLERANCE <= total <= one.upper + TOLERANCE for total, one in totals) and all(
            one.holds([self.point[at] for at in one.places]) for one in piece.shapes
        )

    def around(
        self, places: frozenset[int], pieces: Iterable[Piece]
    ) -> tuple[tuple[Condition, ...], tuple[Shape, ...]]:
        """All sums and shapes that hang together with some counts."""
        listed = [*self.kept, *pieces]
        sums = [one for piece in listed for one in piece.sums]
        shapes = [one for piece in listed for one in piece.shapes]
        links = [Condition(tuple((at, 1.0) for at in one.places), -math.inf, math.inf) for one in shapes]
        reached = set(places)
        for group in components((*sums, *links)):
            own = {at for one in group for at, _ in one.terms}
            if not own.isdisjoint(places):
                reached |= own
        return (
            tuple(one for one in sums if one.terms[0][0] in reached),
            tuple(one for one in shapes if one.places and one.places[0] in reached),
        )

    def recovered(self, targets: Mapping[int, Key], without: frozenset[int] = frozenset()) -> dict[int, int]:
        """Hidden counts that have one value left, or two neighbours, by place without what some owners say."""
        listed = [one for one in self.kept if one.owner not in without]
        found = recover(
            self.ranges,
            [one for piece in listed for one in piece.sums],
            targets,
            math.inf,
            self.effort_left,
            [one for piece in listed for one in piece.shapes],
        )
        self.effort_left = found.effort_left
        self.is_exhaustive &= found.is_exhaustive
        return found.values

    def needed(self, place: int, taken: Mapping[int, str], targets: Mapping[int, Key]) -> Iterator[str]:
        """Names of the other evaluations that give one count back by themselves, or else of all."""
        asked = {place: targets[place]}
        rest = {number: frozenset(taken) - {number} for number in taken}
        single = [name for number, name in taken.items() if place in self.recovered(asked, without=rest[number])]
        yield from single or taken.values()

    # -- what tables say

    def tell_tables(self, owner: int, one: Publication) -> None:
        """The counts of an evaluation, their sums, and the number of people."""
        sheet = (owner,)
        for row in rows_of(one):
            for name, cell in zip(CELLS, row.cells, strict=True):
                self.add(Key(sheet, row.stratum, name), cell, range_of(one, row.stratum, name, cell, self.below))
        strata = [row.stratum for row in rows_of(one)]
        self.take_each(self.margin_pieces(owner, sheet, strata, CELLS))
        for variant in dict.fromkeys(stratum.variant for stratum in strata):
            self.take_each(self.links(owner, sheet, [stratum for stratum in strata if stratum.variant == variant]))
        people = list(dict.fromkeys(unvaried(stratum) for stratum in strata))
        self.take_each(self.margin_pieces(owner, people_of(owner), people, ("positives", "negatives")))
        self.tell_population(owner, one)
        self.tell_scores(owner, one)

    def margin_pieces(
        self, owner: int, sheet: Hashable, strata: Iterable[Stratum], cells: tuple[str, ...]
    ) -> list[Piece]:
        """That groups add up to the whole."""
        return [
            self.sum_of(
                owner,
                [(Key(sheet, margin.whole, cell), -1), *((Key(sheet, part, cell), 1) for part in margin.parts)],
                0,
                0,
            )
            for margin in margins(strata)
            for cell in cells
        ]

    def links(self, owner: int, sheet: Hashable, strata: Iterable[Stratum]) -> list[Piece]:
        """That true positives and false negatives are the positives of those people, whatever flagged them."""
        return [
            self.sum_of(
                owner,
                [
                    (Key(people_of(owner), unvaried(stratum), name), -1),
                    *((Key(sheet, stratum, cell), 1) for cell in SUMS[name]),
                ],
                0,
                0,
            )
            for stratum in strata
            for name in ("positives", "negatives")
        ]

    def tell_population(self, owner: int, one: Publication) -> None:
        """How many people there are, and how many of them have the condition."""
        people, reference = one.evaluation.population, one.evaluation.reference_standard
        whole = people_of(owner)
        both = [(Key(whole, Stratum(), name), 1.0) for name in ("positives", "negatives")]
        if reference is not None and reference.sampling == "flagged-only":
            both = []
        for terms, n in ((both, people.n), (both[:1], people.events)):
            if n is not None and n > 0 and terms:
                self.take([self.sum_of(owner, terms, n, n)])

    def tell_scores(self, owner: int, one: Publication) -> None:
        """That the ranges of scores make up the people of a stratum."""
        sums: dict[tuple[Stratum, str], list[Key]] = {}
        for row in one.scores.rows if one.scores else ():
            for name in ("positives", "negatives"):
                key = Key((owner, "scores", row.low, row.high), row.stratum, name)
                cell = getattr(row, name)
                self.add(key, cell, (1, self.below - 1) if cell is Withheld.SMALL else ANY)
                sums.setdefault((row.stratum, name), []).append(key)
        for (stratum, name), keys in sums.items():
            whole = Key(people_of(owner), unvaried(stratum), name)
            self.take([self.sum_of(owner, [(whole, -1), *((key, 1) for key in keys)], 0, 0)])

    # -- what figures say

    def tell_figures(self, owner: int, one: Publication) -> None:
        """Every figure in its plainest reading."""
        readings = readings_of(one)
        sheets: dict[Hashable, dict[Stratum, Reading]] = {}
        for reading in readings:
            sheets.setdefault((owner, *reading.group), {})[reading.stratum] = reading
        for sheet, found in sheets.items():
            strata = list(dict.fromkeys((*found, *(row.stratum for row in rows_of(one) if sheet == (owner,)))))
            self.take_each(self.margin_pieces(owner, sheet, strata, CELLS))
            self.take_each(self.links_of(owner, sheet, found))
        people = dict.fromkeys(
            unvaried(each)
            for each in (*(row.stratum for row in rows_of(one)), *(reading.stratum for reading in readings))
        )
        self.take_each(self.margin_pieces(owner, people_of(owner), people, ("positives", "negatives")))
        for reading in readings:
            self.tell(owner, reading, (owner, *reading.group))

    def links_of(self, owner: int, sheet: Hashable, found: Mapping[Stratum, Reading]) -> list[Piece]:
        """What figures that are set apart from a table share with it: its people, unless they are others."""
        pieces: list[Piece] = []
        for stratum, reading in found.items():
            one = reading.claim.reported
            if one.population is not None:
                continue
            if one.outcome is None and one.reference_standard is None:
                pieces += self.links(owner, sheet, [stratum])
                continue
            whole = [(Key(people_of(owner), unvaried(stratum), name), -1.0) for name in ("positives", "negatives")]
            pieces.append(self.sum_of(owner, [*whole, *((Key(sheet, stratum, cell), 1.0) for cell in CELLS)], 0, 0))
        return pieces

    def tell(self, owner: int, reading: Reading, sheet: Hashable) -> None:
        """What one figure says: its n, its value, its interval, each as far as it can be true."""
        for alternatives in self.pieces_of(owner, reading, sheet):
            for piece in alternatives:
                if piece.is_possible and not piece.places:
                    break
                if self.take([piece]):
                    break

    def pieces_of(self, owner: int, reading: Reading, sheet: Hashable) -> Iterator[tuple[Piece, ...]]:
        """Pieces of one figure, each with what may stand in for it where it cannot be true."""
        claim, stratum = reading.claim, reading.stratum
        if claim.metric not in FORMULAS:
            return
        cells, form = self.cells_at(sheet, stratum), FORMS.get(claim.metric)
        for weights, n in ((EVERYBODY, claim.total), (form.bottom if form else None, claim.n)):
            if weights is not None and n is not None:
                yield (self.sum_of(owner, weighted(sheet, stratum, weights), n, n),)
        limits = [reading.ends] if reading.ends else []
        if claim.value is not None:
            limits = [ends_of(claim.value, is_open=is_open) for is_open in (True, False)]
        yield tuple(self.value_piece(owner, claim.metric, cells, (sheet, stratum), ends) for ends in limits)
        yield tuple(self.interval_pieces(owner, reading, cells, (sheet, stratum)))

    def value_piece(
        self, owner: int, metric: str, cells: Cells, people: tuple[Hashable, Stratum], ends: tuple[float, float]
    ) -> Piece:
        """That a metric lies between two ends."""
        curve, form = Curve(metric, cells, *ends), FORMS.get(metric)
        if not cells.places:
            return Piece(owner, is_possible=curve.holds(()))
        sums: list[Condition] = []
        for end, lower, upper in ((ends[0], 0, math.inf), (ends[1], -math.inf, 0)):
            if form is not None and math.isfinite(end):
                bottom = form.bottom or (0, 0, 0, 0)
                factors = [top - end * whole for top, whole in zip(form.top, bottom, strict=True)]
                # A count itself is held against its end, a rate against that share of its denominator.
                shift = 0.0 if form.bottom else end
                terms = [(Key(*people, cell), factor) for cell, factor in zip(CELLS, factors, strict=True) if factor]
                sums += self.sum_of(owner, terms, lower + shift, upper + shift).sums
        return Piece(owner, tuple(sums), (curve,))

    def interval_pieces(
        self, owner: int, reading: Reading, cells: Cells, people: tuple[Hashable, Stratum]
    ) -> Iterator[Piece]:
        """That a usual method gives a printed interval."""
        claim, form = reading.claim, FORMS.get(reading.claim.metric)
        ci = claim.reported.ci
        if claim.bounds is None or ci is None or claim.value is None or not cells.places or not 0 < ci.level < 1:
            return
        sums: list[Condition] = []
        if form is not None and form.bottom is not None and claim.metric != "f1":
            others = tuple(whole - part for whole, part in zip(form.bottom, form.top, strict=True))
            n = None if claim.is_inferred else claim.n
            found = fitting(claim.value, claim.bounds, ci.level, n, self.below) or ()
            for weights, ends in zip((form.top, others), found, strict=False):
                sums += self.sum_of(owner, weighted(*people, weights), *ends).sums
        yield Piece(owner, tuple(sums), (Bounds(claim.metric, cells, *claim.bounds, ci.level),))

    # -- what else a reader may think

    def what_if(self, own: Publication, targets: Mapping[int, Key]) -> dict[int, int]:
        """Counts that come back when a figure said to be about something else is about a row of the table."""
        found: dict[int, int] = {}
        apart = [one for one in readings_of(own) if one.group and one.claim.metric in FORMULAS]
        kept, point = self.kept, self.point
        for row in dict.fromkeys(row for one in apart for row in meant(one, own)):
            together = list(kept)
            for reading in (one for one in apart if row in meant(one, own)):
                for base in (list(kept), together):
                    length = len(base)
                    self.kept, self.point = base, dict(point)
                    self.tell(0, about_row(reading, row), (0,))
                    if len(base) > length and (base is together or length == len(kept)):
                        found |= self.recovered(near(targets, self.around(places_of(base[length:]), ())))
        self.kept, self.point = kept, point
        return found

    def join(self, number: int, own: Publication, other: Publication) -> bool:
        """Take another evaluation to be about the same people, as far as this can be; tells whether it was."""
        mine, theirs = ([row.stratum for row in rows_of(one)] for one in (own, other))
        told = {key.stratum for key in (*self.known, *self.places) if key.sheet == (number,)}
        everybody, *people = sorted({Stratum(), *map(unvaried, (*mine, *told))})
        if not self.take(self.same_people(number, everybody)):
            return False
        for one in people:
            self.take(self.same_people(number, one))
        if is_same_rule(own, other):
            rows = [one for one in dict.fromkeys((*mine, *theirs)) if one in told]
            self.take(
                [self.same(number, Key((0,), one, cell), Key((number,), one, cell)) for one in rows for cell in CELLS]
            )
        return True

    def same_people(self, number: int, one: Stratum) -> list[Piece]:
        """That positives and negatives of two evaluations are the same."""
        names = ("positives", "negatives")
        return [self.same(number, Key(people_of(0), one, name), Key(people_of(number), one, name)) for name in names]

    def same(self, owner: int, one: Key, other: Key) -> Piece:
        """That two counts are one."""
        return self.sum_of(owner, [(one, 1), (other, -1)], 0, 0)


def is_same_rule(own: Publication, other: Publication) -> bool:
    """Whether two evaluations may have flagged the very same people: one version, or equal rows."""
    if own.evaluation.subject == other.evaluation.subject:
        return True
    mine = {row.stratum: row.cells for row in rows_of(own)}
    return any(
        sum(isinstance(a, int) and a == b for a, b in zip(row.cells, mine.get(row.stratum, ()), strict=False)) >= ALIKE
        for row in rows_of(other)
    )


ALIKE = 3
"""Equal counts of one row from which on two tables are taken for one."""
TOLERANCE = 1e-6


def weighted(sheet: Hashable, stratum: Stratum, weights: tuple[int, ...]) -> list[tuple[Key, float]]:
    """Counts with their weights."""
    return [(Key(sheet, stratum, cell), float(weight)) for cell, weight in zip(CELLS, weights, strict=True) if weight]


def people_of(owner: int) -> Hashable:
    """The sheet on which positives and negatives of an evaluation stand, whatever flagged them."""
    return (owner, "people")


def unvaried(stratum: Stratum) -> Stratum:
    """The same people, whatever variant flagged them."""
    return Stratum("", stratum.site, stratum.groups)


def range_of(one: Publication, stratum: Stratum, name: str, cell: Cell, below: int) -> Range:
    """What a withheld count can be: `<N` says 1 to N - 1."""
    limit = one.limits.get((stratum, name), below)
    return (1, limit - 1) if cell is Withheld.SMALL or (stratum, name) in one.limits else ANY


def places_of(pieces: Iterable[Piece]) -> frozenset[int]:
    """The hidden counts that pieces are about."""
    return frozenset(chain(*(one.places for one in pieces)))


def near(targets: Mapping[int, Key], linked: tuple[tuple[Condition, ...], tuple[Shape, ...]]) -> dict[int, Key]:
    """Those of the asked counts that linked sums and shapes are about."""
    reached = {at for one in linked[0] for at, _ in one.terms} | {at for one in linked[1] for at in one.places}
    return {at: key for at, key in targets.items() if at in reached}
