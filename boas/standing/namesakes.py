"""Names that may be one person's: the same, or alike in the ways people vary and forge them.

Alike is more than the same: an initial or a shortened first name, a name left out, words written together, letters
easily misread, one doubled or swapped. Nobody is accused by it; two different ORCID iDs always tell two people apart.
A name changed for another one is beyond what names can tell.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Protocol

from boas.standing.names import Reading, drawn, name_parts, readings, spelt

SHORTEST_SWAPPED, SHORTEST_TOGETHER = 4, 5
"""Letters of a word in which two may have changed places, and of a whole name written in one word."""
MOST_WORDS = 8
"""How many words that are not the same are held against each other."""
MOST_TOGETHER = 4
"""How many words may be written as one with initials in it, such as `cexemple`."""


class Named(Protocol):
    """Anybody with a name and perhaps an ORCID iD."""

    @property
    def name(self) -> str: ...  # noqa: D102 -- said above

    @property
    def orcid(self) -> str | None: ...  # noqa: D102 -- said above


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody with the ORCID iD that is known of them from elsewhere."""

    name: str
    orcid: str | None


def is_one_of(person: Named, others: Iterable[Named]) -> bool:
    """Whether a person is among others, by ORCID iD where both have one, otherwise by name."""
    return any(
        person.orcid == other.orcid
        if person.orcid and other.orcid
        else name_parts(person.name) == name_parts(other.name)
        for other in others
    )


def is_same(person: Named, other: Named) -> bool:
    """Whether two people are one as far as anybody can tell: the same ORCID iD, or a name that reads the same."""
    if person.orcid and other.orcid:
        return person.orcid == other.orcid
    return any(read(person.name) == read(other.name) for read in (drawn, spelt, name_parts))


def may_be(person: Named, other: Named) -> bool:
    """Whether two people may be one: they are the same, or no two ORCID iDs tell apart two names that are alike."""
    if is_same(person, other):
        return True
    told_apart = bool(person.orcid and other.orcid)
    return not told_apart and any(are_alike(*pair) for pair in product(readings(person.name), readings(other.name)))


def with_known_orcids(people: Iterable[Named]) -> tuple[Named, ...]:
    """People, each with the one ORCID iD that stands beside the same name elsewhere among them."""
    everybody = tuple(people)
    orcids: dict[Reading, set[str]] = {}
    for one in everybody:
        if one.orcid:
            orcids.setdefault(name_parts(one.name), set()).add(one.orcid)
    return tuple(with_orcid(one, orcids.get(name_parts(one.name), set())) for one in everybody)


def with_orcid(person: Named, orcids: set[str]) -> Named:
    """A person with the only one of several ORCID iDs, unless there is one already."""
    return Known(person.name, *orcids) if len(orcids) == 1 and not person.orcid else person


def are_alike(one: Reading, other: Reading) -> bool:
    """Whether the words of two names may be written for one person; the same in either order."""
    if is_written_together(one, other):
        return True
    shorter, longer = sorted((one, other), key=len)
    left, beside, n_whole = without_shared(shorter, longer)
    if not n_whole and len(one) != len(other):
        return False  # an initial alone is nobody's
    return len(left) <= MOST_WORDS and fits(left, beside, may_slip=n_whole > 0)


def without_shared(shorter: Reading, longer: Reading) -> tuple[list[str], list[str], int]:
    """The words that two names do not share, and how many whole names they do share."""
    left, beside, n_whole = [], list(longer), 0
    for word in shorter:
        twin = next((other for other in beside if other.rstrip(".") == word.rstrip(".")), None)
        if twin is None:
            left.append(word)
        else:
            beside.remove(twin)
            n_whole += len(twin.rstrip(".")) > 1
    return left, beside, n_whole


def fits(left: Sequence[str], beside: Sequence[str], *, may_slip: bool) -> bool:
    """Whether each word left has one of its own beside it that it may be written for; at most one by a slip."""
    if not left:
        return True
    word, *others = left
    for position, other in enumerate(beside[:MOST_WORDS]):
        rest = (*beside[:position], *beside[position + 1 :])
        if is_short_for(word, other) or is_short_for(other, word):
            if fits(others, rest, may_slip=may_slip):
                return True
        elif may_slip and is_slip(word, other) and fits(others, rest, may_slip=False):
            return True
    return False


def is_short_for(short: str, word: str) -> bool:
    """Whether a word is given by its first letter, or by its beginning and a dot."""
    start = short.rstrip(".")
    return (len(start) == 1 or short != start) and word.startswith(start)


def is_slip(one: str, other: str) -> bool:
    """Whether two words differ by doubled letters, or by two neighbours that changed places.

    Not by a letter more or another letter: `Louis` and `Louise`, `Marie` and `Maria` are two people's names.
    """
    if undoubled(one) == undoubled(other):
        return True
    differing = [n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or len(one) < SHORTEST_SWAPPED or len(differing) != len("ab"):
        return False
    first, second = differing
    return second == first + 1 and one[first] == other[second] and one[second] == other[first]


def undoubled(word: str) -> str:
    """A word with each run of one letter as that letter."""
    return re.sub(r"(.)\1+", r"\1", word)


def is_written_together(one: Reading, other: Reading) -> bool:
    """Whether two names are the same letters once their words are joined, in an order that goes round."""
    if are_turned(together(one), together(other)):
        return True
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) == 1 < len(longer) <= MOST_TOGETHER and any(
        are_turned(together(shorter), together(spelling)) for spelling in product(*map(whole_or_initial, longer))
    )


def whole_or_initial(word: str) -> tuple[str, str]:
    """Both ways a word may be joined to others."""
    return word, word[:1]


def together(words: Sequence[str]) -> str:
    """Words without what is between them."""
    return "".join(words).replace(".", "")


def are_turned(one: str, other: str) -> bool:
    """Whether two words are the same, or the end of one is the beginning of the other and the other way round."""
    return len(one) == len(other) >= SHORTEST_TOGETHER and one in other + other
