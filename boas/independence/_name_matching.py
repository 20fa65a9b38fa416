"""Names that may be one person's: the same, or alike in the ways people vary and forge them.

Alike is more than the same: an initial or a shortened first name, a name left out, words written together, letters
easily misread, one doubled or swapped. A match accuses nobody; two different ORCID iDs always distinguish two people.
A change of name cannot be detected.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Protocol

from boas.independence._names import Reading, list_readings, normalise_appearance, normalise_spelling, split_name

_SHORTEST_SWAPPED, _SHORTEST_TOGETHER = 4, 5
"""Letters of a word in which two may have changed places, and of a whole name written in one word."""
_MOST_WORDS = 8
"""How many words that are not the same are held against each other."""
_MOST_TOGETHER = 4
"""How many words may be written as one with initials in it, such as `cexemple`."""


class NamedPerson(Protocol):
    """Anybody with a name and perhaps an ORCID iD."""

    @property
    def name(self) -> str: ...

    @property
    def orcid(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class IdentifiedPerson:
    """Somebody with the ORCID iD that is known of them from elsewhere."""

    name: str
    orcid: str | None


def is_one_of(person: NamedPerson, others: Iterable[NamedPerson]) -> bool:
    """Whether a person is among others, by ORCID iD where both have one, otherwise by name."""
    return any(
        person.orcid == other.orcid
        if person.orcid and other.orcid
        else split_name(person.name) == split_name(other.name)
        for other in others
    )


def is_same(person: NamedPerson, other: NamedPerson) -> bool:
    """Whether two people are the same for certain: the same ORCID iD, or the same normalised name."""
    if person.orcid and other.orcid:
        return person.orcid == other.orcid
    return any(read(person.name) == read(other.name) for read in (normalise_appearance, normalise_spelling, split_name))


def may_be_same(person: NamedPerson, other: NamedPerson) -> bool:
    """Whether two people may be the same: they are, or their names are alike and no ORCID iDs distinguish them."""
    if is_same(person, other):
        return True
    told_apart = bool(person.orcid and other.orcid)
    return not told_apart and any(
        _are_alike(*pair) for pair in product(list_readings(person.name), list_readings(other.name))
    )


def with_known_orcids(people: Iterable[NamedPerson]) -> tuple[NamedPerson, ...]:
    """People, each with the one ORCID iD that stands beside the same name elsewhere among them."""
    everybody = tuple(people)
    orcids: dict[Reading, set[str]] = {}
    for person in everybody:
        if person.orcid:
            orcids.setdefault(split_name(person.name), set()).add(person.orcid)
    return tuple(_with_orcid(person, orcids.get(split_name(person.name), set())) for person in everybody)


def _with_orcid(person: NamedPerson, orcids: set[str]) -> NamedPerson:
    """A person with the only one of several ORCID iDs, unless there is one already."""
    return IdentifiedPerson(person.name, *orcids) if len(orcids) == 1 and not person.orcid else person


def _are_alike(pair: Reading, other: Reading) -> bool:
    """Whether the words of two names may be written for one person; the same in either order."""
    if _is_written_together(pair, other):
        return True
    shorter, longer = sorted((pair, other), key=len)
    left, beside, n_whole = _split_shared_words(shorter, longer)
    if not n_whole and len(pair) != len(other):
        return False  # an initial alone is nobody's
    return len(left) <= _MOST_WORDS and _can_pair(left, beside, may_slip=n_whole > 0)


def _split_shared_words(shorter: Reading, longer: Reading) -> tuple[list[str], list[str], int]:
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


def _can_pair(left: Sequence[str], beside: Sequence[str], *, may_slip: bool) -> bool:
    """Whether each word left has one of its own beside it that it may be written for; at most one by a slip."""
    if not left:
        return True
    word, *others = left
    for position, other in enumerate(beside[:_MOST_WORDS]):
        rest = (*beside[:position], *beside[position + 1 :])
        if _is_short_for(word, other) or _is_short_for(other, word):
            if _can_pair(others, rest, may_slip=may_slip):
                return True
        elif may_slip and _is_slip(word, other) and _can_pair(others, rest, may_slip=False):
            return True
    return False


def _is_short_for(short: str, word: str) -> bool:
    """Whether a word is given by its first letter, or by its beginning and a dot."""
    start = short.rstrip(".")
    return (len(start) == 1 or short != start) and word.startswith(start)


def _is_slip(text: str, other: str) -> bool:
    """Whether two words differ by doubled letters, or by two adjacent letters swapped.

    Not by a letter more or another letter: `Louis` and `Louise`, `Marie` and `Maria` are two people's names.
    """
    if _merge_doubled_letters(text) == _merge_doubled_letters(other):
        return True
    differing = [n for n, (a, b) in enumerate(zip(text, other, strict=False)) if a != b]
    if len(text) != len(other) or len(text) < _SHORTEST_SWAPPED or len(differing) != len("ab"):
        return False
    first, second = differing
    return second == first + 1 and text[first] == other[second] and text[second] == other[first]


def _merge_doubled_letters(word: str) -> str:
    """A word with each run of one letter as that letter."""
    return re.sub(r"(.)\1+", r"\1", word)


def _is_written_together(pair: Reading, other: Reading) -> bool:
    """Whether two names are the same letters once their words are joined, in an order that goes round."""
    if _are_rotations(_join_words(pair), _join_words(other)):
        return True
    shorter, longer = sorted((pair, other), key=len)
    return len(shorter) == 1 < len(longer) <= _MOST_TOGETHER and any(
        _are_rotations(_join_words(shorter), _join_words(spelling))
        for spelling in product(*map(_list_joined_forms, longer))
    )


def _list_joined_forms(word: str) -> tuple[str, str]:
    """Both ways a word may be joined to others."""
    return word, word[:1]


def _join_words(words: Sequence[str]) -> str:
    """Words without what is between them."""
    return "".join(words).replace(".", "")


def _are_rotations(text: str, other: str) -> bool:
    """Whether two words are the same, or the end of one is the beginning of the other and the other way round."""
    return len(text) == len(other) >= _SHORTEST_TOGETHER and text in other + other
