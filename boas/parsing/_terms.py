"""The term of a closed list that somebody meant, and how a list is told in a line."""

import difflib
from collections.abc import Mapping
from itertools import islice

from boas.documents import Vocabulary, find_language

_MOST_TERMS = 60
"""Terms told in a message: of a longer list the field guide has the rest."""


def find_nearest_term(written: str, allowed: tuple[str, ...]) -> str:
    """The allowed word closest to what was written, or empty when none is close."""
    close = difflib.get_close_matches(written, allowed, n=1, cutoff=0.6)
    return close[0] if close else ""


def find_meant_term(written: str, words: Vocabulary) -> str:
    """The term nearest to what was written, also when a label was written instead; empty when none is."""
    by_label = {label: term for term, both in words.terms.items() for label in map(str.lower, both.to_texts().values())}
    if words.is_distinct:
        same = _find_other_spelling(written, {term: term for term in words.terms} | by_label)
        return same or (words.name == "languages" and find_language(written)) or ""
    near = find_nearest_term(written, tuple(words.terms))
    return near or by_label.get(find_nearest_term(written.lower(), tuple(by_label)), "")


def list_terms(words: Vocabulary) -> str:
    """The terms of a list in one line, cut when there are very many."""
    shown = ", ".join(islice(words.terms, _MOST_TERMS))
    return f"{shown}, …" if len(words.terms) > _MOST_TERMS else shown


def _find_other_spelling(written: str, terms: Mapping[str, str]) -> str:
    """The term whose name has the same letters and digits, whatever the case and what parts them; or empty."""
    alike = {_keep_alphanumerics(name): term for name, term in terms.items()}
    return alike.get(_keep_alphanumerics(written), "")


def _keep_alphanumerics(text: str) -> str:
    """The letters and digits of a text, in small letters."""
    return "".join(character for character in text.casefold() if character.isalnum())
