"""Which of a closed list somebody means, who writes a number, a term, a label, or nearly one of them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches

from boas.translation import Message

TermLabels = Mapping[str, Message]
"""Terms or ids with what people call them."""

_LONGEST_NUMBER = 4


def match_choice(written: str, names: TermLabels) -> str:
    """The term that a number, a term or a label names; empty when none.

    Neither capitals, accents nor hyphens tell words apart: `Cardio-vasculaire` is `Cardiovasculaire`.
    """
    terms: Sequence[str] = tuple(names)
    if written.isascii() and written.isdigit() and len(written) <= _LONGEST_NUMBER:
        return terms[int(written) - 1] if 0 < int(written) <= len(terms) else ""
    folded = written.casefold()
    exact = next((term for term in terms if term.casefold() == folded), "")
    labels = {word: term for term, label in names.items() for word in label.to_texts().values()}
    same = {term for word, term in (*labels.items(), *zip(terms, terms, strict=True)) if _join(word) == _join(written)}
    return exact or (same.pop() if len(same) == 1 else "")


def _join(words: str) -> str:
    """Letters, digits and signs of some words, without capitals, accents and what parts them."""
    return re.sub(r"[\s_-]", "", strip_accents(words.casefold()))


def find_nearest_term(written: str, allowed: tuple[str, ...]) -> str:
    """The allowed word closest to what was written, or empty when none is close."""
    close = get_close_matches(written, allowed, n=1, cutoff=0.6)
    return close[0] if close else ""


def find_nearest(written: str, names: TermLabels) -> str:
    """The term whose own word or label is closest to what was written, whatever the case; empty when none is close.

    Words that only share an ending or a number's neighbour are of another meaning, and are never proposed:
    `dermatologie` is not `hématologie`, `ICD-9` is not `ICD-10`. A label that begins with the word is close:
    `Règle` is `Règle de ciblage`.
    """
    terms = {term.casefold(): term for term in names}
    labels = {word.casefold(): term for term, label in names.items() for word in label.to_texts().values()}
    folded = written.casefold()
    begun = {term for word, term in labels.items() if _join(word.partition(" ")[0]) == _join(folded)}
    if len(begun) == 1:
        return begun.pop()
    for known in (terms, labels):
        near = find_nearest_term(folded, tuple(word for word in known if _may_be_slip(folded, word)))
        if near:
            return known[near]
    return ""


def _may_be_slip(written: str, word: str) -> bool:
    """Whether one word may be a slip for another: same first letter and numbers, and a likeness beside the ending."""
    one, other = strip_accents(written), strip_accents(word)
    if one[:1] != other[:1] or (_NUMBERS.findall(one) and _NUMBERS.findall(one) != _NUMBERS.findall(other)):
        return False
    stems = _LEARNED_ENDING.sub("", one), _LEARNED_ENDING.sub("", other)
    has_ending = stems[0] != one and stems[1] != other
    return not has_ending or SequenceMatcher(None, *stems).ratio() >= _LEAST_LIKENESS


def strip_accents(word: str) -> str:
    """A word without its accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


_NUMBERS = re.compile(r"[0-9]+")
_LEARNED_ENDING = re.compile(r"(?:olog(?:ie|y|ue|ique|ical)|iatr(?:ie|y|ics|ique))\b.*")
"""Endings that names of fields of medicine share."""
_LEAST_LIKENESS = 0.75
