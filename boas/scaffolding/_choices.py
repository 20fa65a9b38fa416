"""Which of a closed list somebody means, who writes a number, a term, a label, or nearly one of them."""

from collections.abc import Mapping, Sequence

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
    """The term whose own word or label is closest to what was written, whatever the case; empty when none is close."""
    terms = {term.casefold(): term for term in names}
    labels = {word.casefold(): term for term, label in names.items() for word in label.to_texts().values()}
    folded = written.casefold()
    return terms.get(find_nearest_term(folded, tuple(terms)), "") or labels.get(
        find_nearest_term(folded, tuple(labels)), ""
    )
