"""Abbreviations and the words they stand for, in each language: whoever searches one finds the others."""

from collections.abc import Mapping, Sequence
from functools import cache

from boas.documents import load_abbreviations
from boas.index._normalisation import split_words

Words = tuple[str, ...]
"""Words that stand beside one another, as search sees them."""


@cache
def load_synonyms() -> Mapping[Words, tuple[Words, ...]]:
    """By abbreviation or words, all that they may be said with instead, themselves first."""
    found: dict[Words, dict[Words, None]] = {}
    for one in load_abbreviations():
        ways = [tuple(split_words(said)) for said in (*one.short, *one.long.values())]
        for said in ways:
            found.setdefault(said, {said: None}).update(dict.fromkeys(ways))
    return {said: tuple(ways) for said, ways in found.items()}


@cache
def _count_longest() -> int:
    """Words of the longest one."""
    return max(map(len, load_synonyms()))


def split_synonyms(tokens: Sequence[str]) -> list[tuple[Words, tuple[Words, ...]]]:
    """Words cut into what has synonyms and single words, each as typed and with all it may be said with."""
    found, place, known = list[tuple[Words, tuple[Words, ...]]](), 0, load_synonyms()
    while place < len(tokens):
        for end in range(min(len(tokens), place + _count_longest()), place, -1):
            typed = tuple(tokens[place:end])
            if typed in known or end == place + 1:
                found.append((typed, known.get(typed, (typed,))))
                place = end
                break
    return found
