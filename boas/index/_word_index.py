"""Search in memory: which rows hold a word, and how well a row answers words.

One tokenizer decides (`split_words`), whatever database keeps the texts, and one stated order: BM25 (Robertson and
Zaragoza, The Probabilistic Relevance Framework, 2009) with k1 = 1.2 and b = 0.75, where a word in a name counts
ten times one in a text, and the length of a row is the number of all its words. A word of three letters or more is
searched as the start of longer ones too; it is then one word whose occurrences are those of all of them.
"""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log

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

    def find_ranges(self, words: str) -> tuple[TermRange, ...]:
        """What to look for when somebody types words, the first sixteen of them."""
        return tuple(self._find_range(token) for token in split_words(words)[:_MOST_TOKENS])

    def _find_range(self, token: str) -> TermRange:
        """Terms that a typed word stands for."""
        first = bisect_left(self._terms, token)
        if len(token) >= _SHORTEST_START:
            return first, bisect_left(self._terms, token + _LAST, first)
        return first, first + (first < len(self._terms) and self._terms[first] == token)

    def match(self, ranges: Iterable[TermRange]) -> int:
        """Rows that hold all of the words, as bits of a number."""
        found = -1
        for one in ranges:
            found &= self.match_term(one)
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

    def compute_score(self, row: int, ranges: Iterable[TermRange]) -> float:
        """How well a row answers: the lower the better, and below zero."""
        relative_length = _K1 * (1 - _B + _B * self._lengths[row] / self._mean_length)
        total = 0.0
        for terms in ranges:
            occurrences = float(self._sum_weights(row, terms))
            total += self._compute_rarity(terms) * (occurrences * (_K1 + 1.0) / (occurrences + relative_length))
        return -total

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


def _count_words(name: str, body: str) -> tuple[Counter[str], int]:
    """Weight of each word of a row, and the number of all its words."""
    in_name, in_body = name.split(), body.split()
    weights = Counter(in_body)
    for word in in_name:
        weights[word] += NAME_WEIGHT
    return weights, len(in_name) + len(in_body)
