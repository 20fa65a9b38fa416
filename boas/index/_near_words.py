"""Words one or two letters away from one that stands nowhere: what somebody meant who mistyped."""

from array import array
from collections.abc import Sequence

_SHORTEST = 4
"""Letters a word must have to be taken for a mistyped one: shorter ones are near too many others."""
_LONG = 8
"""Letters from which on two may be wrong."""
_MOST = 5
"""Words that are taken for one."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def compute_allowed_distance(word: str) -> int:
    """How many letters of a word may be wrong: none of a short one or of a code, which has digits."""
    if len(word) < _SHORTEST or not word.isalpha():
        return 0
    return 1 if len(word) < _LONG else 2


class NearWords:
    """Finds the words of a list that are near to others; each is known by which letters it has."""

    def __init__(self, words: Sequence[str]) -> None:
        """Take the words, sorted."""
        self._words = words
        self._letters = array("I", map(_mark_letters, words))

    def find(self, word: str) -> tuple[str, ...]:
        """The nearest words, those with fewest letters wrong first, then by letter; none of a word too short."""
        most = compute_allowed_distance(word)
        if not most:
            return ()
        wanted = _mark_letters(word)
        # A letter more, less or another one changes at most two of the marks.
        close = (n for n, marks in enumerate(self._letters) if (marks ^ wanted).bit_count() <= 2 * most)
        found = ((compute_distance(word, self._words[n], most), self._words[n]) for n in close)
        return tuple(one for distance, one in sorted(found) if distance <= most)[:_MOST]


def _mark_letters(word: str) -> int:
    """Which letters a word has, as bits of a number."""
    return sum(1 << place for place, letter in enumerate(_LETTERS) if letter in word)


def compute_distance(one: str, other: str, most: int) -> int:
    """Letters to add, drop, change or swap with their neighbour to make one word of another; `most` + 1 when more.

    Optimal string alignment: no part of a word is changed twice (Boytsov, Indexing methods for approximate dictionary
    searching, 2011, section 2.1).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        following = [place]
        for at, there in enumerate(other, start=1):
            cost = min(row[at] + 1, following[-1] + 1, row[at - 1] + (letter != there))
            if before and at > 1 and there == one[place - 2] and letter == other[at - 2]:
                cost = min(cost, before[at - 2] + 1)
            following.append(cost)
        if min(following) > most:
            return most + 1
        before, row = row, following
    return min(row[-1], most + 1)
