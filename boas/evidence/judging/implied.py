"""What several printed numbers about the same people imply together: whether one confusion table can give them all.

Claims are put together when they are about the same variant, outcome, people, place, reference and threshold. A claim
is *checked* by the others when they determine it, as sensitivity, specificity and PPV determine NPV, to within `WIDE`;
only then does holding together say something of it. The calls of the solver that all claims of one evaluation may
take are limited; sets that are left over are told to be unlooked at.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from boas.documents import Evaluation
from boas.evidence.counts import CELLS
from boas.evidence.digits import Printed, shown, telling
from boas.evidence.estimates import Implied
from boas.evidence.judging.claim import COUNTED, Note, Weight, joined, label
from boas.evidence.judging.one_table import (
    Member,
    Range,
    are_possible,
    cell_ranges,
    given_by_others,
    is_determined,
)
from boas.evidence.judging.parts import Flagged, flagged_of, parts
from boas.evidence.sampling import WEIGHTS_HELP
from boas.evidence.strata import CELL_WORDS
from boas.finding import Words

MOST_SOLVES = 400
"""Calls of the solver for one evaluation: a few seconds at worst."""

MOST_TOGETHER = 24
"""Claims in one set; there are fewer metrics than that."""

WIDE = 0.1
"""Width, as a fraction or as a share of a count, from which what others leave open says too little of a claim."""


@dataclass(slots=True)
class Together:
    """What was found out, as it grows."""

    solves_left: int = MOST_SOLVES
    implied: list[Implied] = field(default_factory=list)
    notes: dict[int, list[Note]] = field(default_factory=lambda: defaultdict(list))
    """By position of the claim."""

    def can_take(self, solves: int) -> bool:
        """Whether so many calls of the solver are left; they are taken."""
        if solves > self.solves_left:
            return False
        self.solves_left -= solves
        return True

    def conclude(
        self, members: Sequence[Member], ranges: Mapping[str, tuple[int, int]], words: Words, *, is_possible: bool
    ) -> None:
        """What a set of claims comes to."""
        positions = tuple(member.claim.position for member in members)
        n = next((member.claim.total for member in members if member.sizes and member.claim.total), None)
        self.implied.append(Implied(positions, n, is_possible, ranges, words))

    def tell(self, members: Sequence[Member], note: Note) -> None:
        """The same note on several claims."""
        for member in members:
            self.notes[member.claim.position].append(note)


def put_together(members: Sequence[Member], evaluation: Evaluation) -> Together:
    """What claims imply together; members are those in range, with a form, that no counts were held against."""
    found = Together()
    reference = evaluation.reference_standard
    is_stratified = reference is not None and reference.sampling in WEIGHTS_HELP
    sets: dict[Hashable, list[Member]] = defaultdict(list)
    for member in members:
        sets[member.claim.about].append(member)
    for same in sets.values():
        if len(same) < 2:  # noqa: PLR2004 -- one is not several
            continue
        if is_stratified:
            found.tell(same, STRATIFIED)
        elif len(same) > MOST_TOGETHER or not found.can_take(solves_for(same)):
            found.tell(same, UNLOOKED)
        else:
            _one_set(same, found)
    found.implied += tuple(_parts_among(members, found.implied))
    return found


def _parts_among(members: Sequence[Member], implied: Sequence[Implied]) -> Iterator[Implied]:
    """What variants that look like the parts of another one imply together."""
    claims = {member.claim.position: member.claim for member in members}
    variants: dict[Hashable, list[Flagged]] = defaultdict(list)
    for one in implied:
        same = [claims[position] for position in one.positions]
        if (flagged := flagged_of(same, one)) is not None:
            variants[same[0].about[1:]].append(flagged)
    for of_same in variants.values():
        yield from parts(of_same)


def solves_for(members: Sequence[Member]) -> int:
    """Calls of the solver that a set takes at most."""
    return 1 + max(2 * len(CELLS) * has_people(members) + 2 * len(members), 3 * len(members))


def has_people(members: Sequence[Member]) -> bool:
    """Whether any number of people is printed."""
    return any(member.sizes or member.claim.metric in COUNTED for member in members)


def _one_set(members: Sequence[Member], found: Together) -> None:
    """Whether one table gives all claims of a set, and what it then is."""
    if not are_possible(members):
        _conflict(members, found)
        return
    ranges = cell_ranges(members) if has_people(members) else {}
    found.conclude(members, ranges, _possible(members, ranges), is_possible=True)
    for member in members:
        others = [other for other in members if other is not member]
        given = given_by_others(member, others) if is_determined(member, others) else None
        if given is not None:
            found.tell([member], _given(member, given))


def _conflict(members: Sequence[Member], found: Together) -> None:
    """No table gives all claims: held against those without which one would, or against all when no one is to blame."""
    words = _impossible(members)
    found.conclude(members, {}, words, is_possible=False)
    rests = [[other for other in members if other is not member] for member in members]
    is_blamed = [are_possible(rest) for rest in rests]
    rule = "impossible-value"
    for member, rest, is_to_blame in zip(members, rests, is_blamed, strict=True):
        if any(is_blamed) and not is_to_blame:
            found.tell([member], Note(words))
            continue
        given = given_by_others(member, rest) if is_to_blame else None
        said = words if given is None else joined((words, _left_open(member.value, given)), " ", " ")
        found.tell([member], Note(said, Weight.FAILS, rule, "", READ_AGAIN))
        rule = ""


def _listed(members: Sequence[Member]) -> Words:
    """Names and values of claims."""
    return joined((_named(member) for member in members), " ; ", "; ")


def _named(member: Member) -> Words:
    name, v = label(member.claim.metric), member.value.words
    return Words(f"{name.fr} {v.fr}", f"{name.en} {v.en}")


def _possible(members: Sequence[Member], ranges: Mapping[str, tuple[int, int]]) -> Words:
    listed = _listed(members)
    if not ranges:
        return Words(
            f"Un même tableau de contingence peut donner ces chiffres : {listed.fr}.",
            f"One confusion table can give these figures: {listed.en}.",
        )
    cells = joined((_cell(cell, *ends) for cell, ends in ranges.items()), " ; ", "; ")
    return Words(
        f"Ces chiffres vont ensemble ({listed.fr}) et laissent : {cells.fr}.",
        f"These figures go together ({listed.en}) and leave: {cells.en}.",
    )


def _cell(cell: str, low: int, high: int) -> Words:
    name, (first, last) = CELL_WORDS[cell], (shown(low), shown(high))
    if low == high:
        return Words(f"{name.fr} {first.fr}", f"{name.en} {first.en}")
    return Words(f"{name.fr} {first.fr} à {last.fr}", f"{name.en} {first.en} to {last.en}")


def _impossible(members: Sequence[Member]) -> Words:
    listed = _listed(members)
    return Words(
        f"Aucun tableau de contingence ne donne ensemble ces chiffres : {listed.fr}.",
        f"No confusion table gives these figures together: {listed.en}.",
    )


def _given(member: Member, given: Range) -> Note:
    """A claim that the others determine."""
    is_count = member.claim.metric in COUNTED
    is_narrow = given[1] - given[0] <= WIDE * (max(1.0, member.value.value) if is_count else 1.0)
    return Note(_left_open(member.value, given), Weight.HOLDS if is_narrow else Weight.TELLS)


def _left_open(value: Printed, given: Range) -> Words:
    """What the others leave open, one digit further than the claim is printed."""
    decimals = value.decimals + 1 if value.decimals else 0
    decimals = max(telling([end], decimals) for end in given) if decimals else 0
    low, high = (shown(end, decimals) for end in given)
    if low == high:
        return Words(f"D’après les autres chiffres : {low.fr}.", f"By the other figures: {low.en}.")
    return Words(
        f"D’après les autres chiffres : de {low.fr} à {high.fr}.", f"By the other figures: {low.en} to {high.en}."
    )


STRATIFIED = Note(
    Words(
        "L’échantillon est stratifié : ces chiffres ne viennent pas d’un même tableau, ils ne sont pas rapprochés.",
        "The sample is stratified: these figures do not come from one table and are not put together.",
    )
)
UNLOOKED = Note(
    Words(
        "Cette évaluation a trop de chiffres : ceux-ci n’ont pas été rapprochés les uns des autres.",
        "This evaluation has too many figures: these were not put together.",
    )
)
READ_AGAIN = Words(
    "Relire ces chiffres dans la source ; s’ils ne portent pas sur les mêmes cas, dire dans « population » ou "
    "« variant » sur lesquels.",
    "Read these figures again in the source; if they are not about the same cases, say in `population` or `variant` "
    "which ones they are about.",
)
