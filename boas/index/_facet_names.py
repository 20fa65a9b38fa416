"""What values of facets are called, and which of them there are: a value that nothing is called is a mistake."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from boas.index._facets import FACET_LABELS, load_facet_terms
from boas.index._normalisation import normalise_text
from boas.index._query import QueryError
from boas.index._records import Text
from boas.translation import Message, make_verbatim

_YEAR = re.compile(r"[12][0-9]{3}")
_MOST_NEAR = 3
_LEAST_LIKENESS = 0.5
_MOST_LETTERS = 64
"""Letters of a value that are compared; longer ones are no value."""


@dataclass(frozen=True, slots=True)
class FacetNames:
    """Names of values that documents of the registry give; those of vocabularies are known anyway."""

    named: Mapping[tuple[str, str], Text]
    """By facet and value."""

    def name_value(self, facet: str, value: str) -> Text:
        """What people call a value of a facet."""
        known = load_facet_terms(facet).get(value)
        return known.to_texts() if known else self.named.get((facet, value), make_verbatim(value).to_texts())

    def is_known(self, facet: str, value: str, there: Sequence[str]) -> bool:
        """Whether a facet may have a value: an algorithm has it, or something is called so, or it is a year."""
        if value in load_facet_terms(facet) or (facet, value) in self.named or value in there:
            return True
        return facet == "evaluated_in" and bool(_YEAR.fullmatch(value))

    def make_unknown_error(self, facet: str, value: str, there: Sequence[str]) -> QueryError:
        """The problem of a value that a facet cannot have, with those that come close by id or by name."""
        near = self._find_near(facet, value[:_MOST_LETTERS], there)
        hint = Message("Perhaps: {near}.", near=", ".join(near)) if near else _SEE_FACETS
        label = FACET_LABELS[facet]
        said = Message("“{label}” (`{facet}`) has no value `{value}`.", label=label, facet=facet, value=value[:80])
        return QueryError(facet, said, hint, near)

    def _find_near(self, facet: str, value: str, there: Sequence[str]) -> tuple[str, ...]:
        """Values close to one that is not known."""
        own = {name for other, name in self.named if other == facet}
        values = sorted({*load_facet_terms(facet), *own, *there})
        words = {normalise_text(one): one for one in values}
        for one in values:
            for name in self.name_value(facet, one).values():
                words.setdefault(normalise_text(name), one)
        close = difflib.get_close_matches(normalise_text(value), words, n=2 * _MOST_NEAR, cutoff=_LEAST_LIKENESS)
        return tuple(dict.fromkeys(words[one] for one in close))[:_MOST_NEAR]


_SEE_FACETS = Message("The facets of the list tell the values there are.")
