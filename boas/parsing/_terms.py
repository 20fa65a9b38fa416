"""The term of a closed list that somebody meant in a document, and how a list is told in a line."""

from itertools import islice

from boas.documents import Vocabulary, find_language
from boas.parsing._term_matching import find_nearest, match_choice

_MOST_TERMS = 60
"""Terms told in a message: of a longer list the field guide has the rest."""


def find_meant_term(written: str, words: Vocabulary) -> str:
    """The term nearest to what was written, also when a label was written instead; empty when none is."""
    same = "" if written.isdigit() else match_choice(written, words.terms)
    if words.is_distinct:
        return same or (words.name == "languages" and find_language(written)) or ""
    return same or find_nearest(written, words.terms)


def list_terms(words: Vocabulary) -> str:
    """The terms of a list in one line, cut when there are very many."""
    shown = ", ".join(islice(words.terms, _MOST_TERMS))
    return f"{shown}, …" if len(words.terms) > _MOST_TERMS else shown
