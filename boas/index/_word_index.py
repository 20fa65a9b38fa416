"""Search in memory: which rows hold a word, and how well a row answers words.

One tokenizer decides (`split_words`), whatever database keeps the texts, and one stated order: BM25 (Robertson and
Zaragoza, The Probabilistic Relevance Framework, 2009) with k1 = 1.2 and b = 0.75, where a word in a name counts
ten times one in a text, and the length of a row is the number of all its words. A word of three letters or more is
searched as the start of longer ones too; it is then one word whose occurrences are those of all of them. An
abbreviation is searched with the words it stands for, and the other way round; a word that stands nowhere is searched
as those that are a letter or two away. Each way to say it that a row holds adds to its score.
"""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import log

from boas.index._abbreviations import split_synonyms
from boas.index._near_words import NearWords
from boas.index._normalisation import split_words

NAME_WEIGHT = 10
"""How often a word of a name counts; one of a text counts once."""
_K1, _B = 1.2, 0.75
_LEAST_IDF = 1e-6
"""What a word weighs that most rows hold."""
_MOST_TOKENS = 16
_SHORTEST_START = 3
"""Letters a word must have to be searched as the start of a longer one."""
_LAST = "\U0010ffff"
"""Comes after every letter."""

TermRange = tuple[int, int]
"""Terms by number, first and behind the last: all those that begin with a word, or the word alone."""
_Way = tuple[TermRange, ...]
"""One way to say something: a row must hold all of it."""


@dataclass(frozen=True, slots=True)
class SearchedWords:
    """What somebody typed, as it is searched."""

    parts: tuple[tuple[_Way, ...], ...] = ()
    """Of each word or abbreviation, the ways to say it, of which a row must hold one."""
    near: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that stand nowhere, with those that are searched in their place."""


class WordIndex:
    """Words of rows by number, in arrays: about ten bytes for each different word of a row."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        """Take the words of name and text of every row, in plain letters with spaces between them, in order."""
        counted = [_count_words(name, body) for name, body in texts]
        self._lengths = array("I", (length for _, length in counted))
        self._terms = sorted({term for weights, _ in counted for term in weights})
        self._mean_length = sum(self._lengths) / (len(counted) or 1)
        self._fill_arrays([weights for weights, _ in counted])
        self.match_term = lru_cache(maxsize=1024)(self._match_range)

    def _fill_arrays(self, counted: Sequence[Counter[str]]) -> None:
        """Lay terms, rows and weights out, from rows to terms and from terms to rows."""
        numbers = {term: number for number, term in enumerate(self._terms)}
        by_term = [array("I") for _ in self._terms]
        self._starts, self._row_terms, self._weights = array("I", [0]), array("I"), array("I")
        for row, weights in enumerate(counted):
            for number, weight in sorted((numbers[term], weight) for term, weight in weights.items()):
                self._row_terms.append(number)
                self._weights.append(weight)
                by_term[number].append(row)
            self._starts.append(len(self._row_terms))
        self._rows, self._term_starts = array("I"), array("I", [0])
        for rows in by_term:
            self._rows.extend(rows)
            self._term_starts.append(len(self._rows))

    @cached_property
    def _near_words(self) -> NearWords:
        """Finds words that are near to others; made when the first word that stands nowhere is searched."""
        return NearWords(self._terms)

    def find_words(self, words: str) -> SearchedWords:
        """What to look for when somebody types words, the first sixteen of them."""
        parts, near = list[tuple[_Way, ...]](), dict[str, tuple[str, ...]]()
        for typed, ways in split_synonyms(split_words(words)[:_MOST_TOKENS]):
            found = [tuple(self._find_range(word) for word in way) for way in ways]
            if len(typed) == len(ways) == 1 and not _holds_terms(found[0][0]):
                near[typed[0]] = self._near_words.find(typed[0])
                found += [(self._find_exactly(word),) for word in near[typed[0]]]
            parts.append(tuple(found))
        return SearchedWords(tuple(parts), {word: others for word, others in near.items() if others})

    def _find_range(self, token: str) -> TermRange:
        """Terms that a typed word stands for."""
        first = bisect_left(self._terms, token)
        if len(token) >= _SHORTEST_START:
            return first, bisect_left(self._terms, token + _LAST, first)
        return self._find_exactly(token)

    def _find_exactly(self, token: str) -> TermRange:
        """A word and none that begins with it."""
        first = bisect_left(self._terms, token)
        return first, first + (first < len(self._terms) and self._terms[first] == token)

    def match(self, words: SearchedWords) -> int:
        """Rows that hold, of each word, one of the ways to say it, as bits of a number."""
        found = -1
        for ways in words.parts:
            said = 0
            for way in ways:
                held = -1
                for one in way:
                    held &= self.match_term(one)
                said |= held
            found &= said
        return found

    def _match_range(self, terms: TermRange) -> int:
        """Rows that hold one of some terms, as bits of a number."""
        first, last = terms
        rows = set(self._rows[self._term_starts[first] : self._term_starts[last]])
        n_rows = len(self._lengths)
        digits = bytearray(b"0") * (n_rows + 1)
        for row in rows:
            digits[n_rows - row] = _ONE
        return int(digits, 2)

    def compute_score(self, row: int, words: SearchedWords) -> float:
        """How well a row answers: the lower the better, and below zero."""
        return -sum(self._compute_way_score(row, way) for ways in words.parts for way in ways)

    def _compute_way_score(self, row: int, way: _Way) -> float:
        """What one way to say something adds: nothing in a row that does not hold all of it."""
        relative_length = _K1 * (1 - _B + _B * self._lengths[row] / self._mean_length)
        total = 0.0
        for terms in way:
            occurrences = float(self._sum_weights(row, terms))
            if not occurrences:
                return 0.0
            total += self._compute_rarity(terms) * (occurrences * (_K1 + 1.0) / (occurrences + relative_length))
        return total

    def _sum_weights(self, row: int, terms: TermRange) -> int:
        """Weighted occurrences of some terms in a row."""
        start, end = self._starts[row], self._starts[row + 1]
        first = bisect_left(self._row_terms, terms[0], start, end)
        return sum(self._weights[first : bisect_left(self._row_terms, terms[1], first, end)])

    def _compute_rarity(self, terms: TermRange) -> float:
        """Weight of a word: the fewer rows hold it, the more it says."""
        n_rows, holding = len(self._lengths), self.match_term(terms).bit_count()
        idf = log((n_rows - holding + 0.5) / (holding + 0.5))
        return idf if idf > 0 else _LEAST_IDF


_ONE = ord("1")


def _holds_terms(terms: TermRange) -> bool:
    """Whether any term is in a range."""
    return terms[0] < terms[1]


def _count_words(name: str, body: str) -> tuple[Counter[str], int]:
    """Weight of each word of a row, and the number of all its words."""
    in_name, in_body = name.split(), body.split()
    weights = Counter(in_body)
    for word in in_name:
        weights[word] += NAME_WEIGHT
    return weights, len(in_name) + len(in_body)
