"""What several printed numbers about the same people imply together: whether one confusion table can give them all.

Claims are put together when they are about the same variant, outcome, people, place, reference and threshold. A claim
is *checked* by the others when they determine it, as sensitivity, specificity and PPV determine NPV, to within `WIDE`;
only then is consistency informative. The calls of the solver that all claims of one evaluation may
take are limited; sets beyond that get a note that they were not checked.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from boas.documents import Evaluation
from boas.evidence._counts import CELLS
from boas.evidence._digits import PrintedNumber, choose_decimals, format_number
from boas.evidence._estimates import Implication
from boas.evidence._sampling import WEIGHTS_HELP
from boas.evidence._strata import CELL_WORDS
from boas.evidence.verification._claim import COUNTED, SEMICOLON, Note, NoteWeight, name_metric
from boas.evidence.verification._confusion_table import (
    Member,
    Range,
    are_possible,
    find_cell_ranges,
    find_implied_range,
    is_determined,
)
from boas.evidence.verification._variant_parts import FlaggingVariant, build_flagging_variant, match_parts
from boas.translation import Message, join_messages

MOST_SOLVES = 400
"""Calls of the solver for one evaluation: a few seconds at worst."""

MOST_TOGETHER = 24
"""Claims in one set; there are fewer metrics than that."""

_WIDE = 0.1
"""Width, as a fraction or as a share of a count, from which the range left by the others says too little."""


@dataclass(slots=True)
class _ConsistencySearch:
    """What was found out, as it grows."""

    solves_left: int = MOST_SOLVES
    implied: list[Implication] = field(default_factory=list)
    notes: dict[int, list[Note]] = field(default_factory=lambda: defaultdict(list))
    """By position of the claim."""

    def can_take(self, solves: int) -> bool:
        """Whether so many calls of the solver are left; they are taken."""
        if solves > self.solves_left:
            return False
        self.solves_left -= solves
        return True

    def conclude(
        self, members: Sequence[Member], ranges: Mapping[str, tuple[int, int]], message: Message, *, is_possible: bool
    ) -> None:
        """The result of checking a set of claims together."""
        positions = tuple(member.claim.position for member in members)
        n = next((member.claim.total for member in members if member.sizes and member.claim.total), None)
        self.implied.append(Implication(positions, n, is_possible, ranges, message))

    def tell(self, members: Sequence[Member], note: Note) -> None:
        """The same note on several claims."""
        for member in members:
            self.notes[member.claim.position].append(note)


def check_consistency(members: Sequence[Member], evaluation: Evaluation) -> _ConsistencySearch:
    """What claims imply together; members are those in range, with a form, that no counts were held against."""
    found = _ConsistencySearch()
    reference = evaluation.reference_standard
    is_stratified = reference is not None and reference.sampling in WEIGHTS_HELP
    sets: dict[Hashable, list[Member]] = defaultdict(list)
    for member in members:
        sets[member.claim.about].append(member)
    for same in sets.values():
        if len(same) < 2:  # noqa: PLR2004 -- one is not several
            continue
        if is_stratified:
            found.tell(same, _STRATIFIED)
        elif len(same) > MOST_TOGETHER or not found.can_take(_count_solves(same)):
            found.tell(same, _UNCHECKED)
        else:
            _check_set(same, found)
    found.implied += tuple(_find_parts(members, found.implied))
    return found


def _find_parts(members: Sequence[Member], implied: Sequence[Implication]) -> Iterator[Implication]:
    """What variants that look like the parts of another one imply together."""
    claims = {member.claim.position: member.claim for member in members}
    variants: dict[Hashable, list[FlaggingVariant]] = defaultdict(list)
    for implication in implied:
        same = [claims[position] for position in implication.positions]
        if (flagged := build_flagging_variant(same, implication)) is not None:
            variants[same[0].about[1:]].append(flagged)
    for of_same in variants.values():
        yield from match_parts(of_same)


def _count_solves(members: Sequence[Member]) -> int:
    """Calls of the solver that a set takes at most."""
    return 1 + max(2 * len(CELLS) * _has_people(members) + 2 * len(members), 3 * len(members))


def _has_people(members: Sequence[Member]) -> bool:
    """Whether any number of people is printed."""
    return any(member.sizes or member.claim.metric in COUNTED for member in members)


def _check_set(members: Sequence[Member], found: _ConsistencySearch) -> None:
    """Whether one table gives all claims of a set, and what it then is."""
    if not are_possible(members):
        _note_conflict(members, found)
        return
    ranges = find_cell_ranges(members) if _has_people(members) else {}
    found.conclude(members, ranges, _describe_possible(members, ranges), is_possible=True)
    for member in members:
        others = [other for other in members if other is not member]
        given = find_implied_range(member, others) if is_determined(member, others) else None
        if given is not None:
            found.tell([member], _note_determined(member, given))


def _note_conflict(members: Sequence[Member], found: _ConsistencySearch) -> None:
    """No table gives all claims: held against those without which one would, or against all when no one is to blame."""
    message = _describe_impossible(members)
    found.conclude(members, {}, message, is_possible=False)
    rests = [[other for other in members if other is not member] for member in members]
    is_blamed = [are_possible(rest) for rest in rests]
    rule = "impossible-value"
    for member, rest, is_to_blame in zip(members, rests, is_blamed, strict=True):
        if any(is_blamed) and not is_to_blame:
            found.tell([member], Note(message))
            continue
        given = find_implied_range(member, rest) if is_to_blame else None
        said = message if given is None else join_messages((message, _describe_range(member.value, given)), " ")
        found.tell([member], Note(said, NoteWeight.FAILS, rule, "", _READ_AGAIN))
        rule = ""


def _describe_claims(members: Sequence[Member]) -> Message:
    """Names and values of claims."""
    return join_messages((_describe_claim(member) for member in members), SEMICOLON)


def _describe_claim(member: Member) -> Message:
    name, v = name_metric(member.claim.metric), member.value.words
    return Message("{name} {v}", name=name, v=v)


def _describe_possible(members: Sequence[Member], ranges: Mapping[str, tuple[int, int]]) -> Message:
    listed = _describe_claims(members)
    if not ranges:
        return Message("One confusion table can give these figures: {listed}.", listed=listed)
    cells = join_messages((_describe_cell(cell, *ends) for cell, ends in ranges.items()), SEMICOLON)
    return Message("These figures go together ({listed}) and leave: {cells}.", listed=listed, cells=cells)


def _describe_cell(cell: str, low: int, high: int) -> Message:
    name, (first, last) = CELL_WORDS[cell], (format_number(low), format_number(high))
    if low == high:
        return Message("{name} {first}", name=name, first=first)
    return Message("{name} {first} to {last}", name=name, first=first, last=last)


def _describe_impossible(members: Sequence[Member]) -> Message:
    listed = _describe_claims(members)
    return Message("No confusion table gives these figures together: {listed}.", listed=listed)


def _note_determined(member: Member, given: Range) -> Note:
    """A claim that the others determine."""
    is_count = member.claim.metric in COUNTED
    is_narrow = given[1] - given[0] <= _WIDE * (max(1.0, member.value.value) if is_count else 1.0)
    return Note(_describe_range(member.value, given), NoteWeight.HOLDS if is_narrow else NoteWeight.INFORMS)


def _describe_range(value: PrintedNumber, given: Range) -> Message:
    """What the others leave open, one digit further than the claim is printed."""
    decimals = value.decimals + 1 if value.decimals else 0
    decimals = max(choose_decimals([end], decimals) for end in given) if decimals else 0
    low, high = (format_number(end, decimals) for end in given)
    if low == high:
        return Message("By the other figures: {low}.", low=low)
    return Message("By the other figures: {low} to {high}.", low=low, high=high)


_STRATIFIED = Note(
    Message("The sample is stratified: these figures do not come from one table and are not put together.")
)
_UNCHECKED = Note(Message("This evaluation has too many figures: these were not put together."))
_READ_AGAIN = Message(
    "Read these figures again in the source; if they are not about the same cases, say in "
    "`population` or `variant` which ones they are about."
)
