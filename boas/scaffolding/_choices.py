"""Which of a closed list somebody means, who writes a number, a term, a label, or nearly one of them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from boas.parsing import find_nearest_term
from boas.translation import Message

TermLabels = Mapping[str, Message]
"""Terms or ids with what people call them."""

_LONGEST_NUMBER = 4


def match_choice(written: str, names: TermLabels) -> str:
    """The term that a number, a term or a label names exactly; empty when none."""
    terms: Sequence[str] = tuple(names)
    if written.isascii() and written.isdigit() and len(written) <= _LONGEST_NUMBER:
        return terms[int(written) - 1] if 0 < int(written) <= len(terms) else ""
    folded = written.casefold()
    labels = {word.casefold(): term for term, label in names.items() for word in label.to_texts().values()}
    return next((term for term in terms if term.casefold() == folded), labels.get(folded, ""))


def find_nearest(written: str, names: TermLabels) -> str:
    """The term whose own word or label is closest to what was written, whatever the case; empty when none is close.

    Words that only share an ending or a number's neighbour are of another meaning, and are never proposed:
    `dermatologie` is not `hématologie`, `ICD-9` is not `ICD-10`.
    """
    terms = {term.casefold(): term for term in names}
    labels = {word.casefold(): term for term, label in names.items() for word in label.to_texts().values()}
    folded = written.casefold()
    for known in (terms, labels):
        near = find_nearest_term(folded, tuple(word for word in known if _may_be_slip(folded, word)))
        if near:
            return known[near]
    return ""


def _may_be_slip(written: str, word: str) -> bool:
    """Whether one word may be a slip for another: same first letter and numbers, and a likeness beside the ending."""
    one, other = _strip_accents(written), _strip_accents(word)
    if one[:1] != other[:1] or (_NUMBERS.findall(one) and _NUMBERS.findall(one) != _NUMBERS.findall(other)):
        return False
    stems = _LEARNED_ENDING.sub("", one), _LEARNED_ENDING.sub("", other)
    has_ending = stems[0] != one and stems[1] != other
    return not has_ending or SequenceMatcher(None, *stems).ratio() >= _LEAST_LIKENESS


def _strip_accents(word: str) -> str:
    """A word without its accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


_NUMBERS = re.compile(r"[0-9]+")
_LEARNED_ENDING = re.compile(r"(?:olog(?:ie|y|ue|ique|ical)|iatr(?:ie|y|ics|ique))\b.*")
"""Endings that names of fields of medicine share."""
_LEAST_LIKENESS = 0.75
