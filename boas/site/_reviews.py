"""Who judged and who measured what, as the page shows it: by how they stand to the authors, independent ones first."""

import json
from dataclasses import dataclass

from boas.documents import load_vocabulary
from boas.index import LIST_SHAPES, ReviewList, ReviewRow, format_csv
from boas.site._rows import list_names
from boas.site._translations import LocalisedText, choose
from boas.translation import Language

EXAMPLES = "example"
"""Stands for worked examples among the states of independence."""


@dataclass(frozen=True, slots=True)
class _ReviewView:
    """One audit, review or evaluation in the reader's language."""

    row: ReviewRow
    algorithm: LocalisedText
    organisation: tuple[str, LocalisedText] | None
    why: LocalisedText


def build_reviews_content(answer: ReviewList, language: Language) -> dict[str, object]:
    """What the page asks for; worked examples stand apart, at the end."""
    views = [_build_review_view(row, language) for row in answer.reviews]
    return {
        "answer": answer,
        "counts": tuple((term, answer.n_by_independence.get(term, 0)) for term in _list_terms()),
        "grouped": [(EXAMPLES if one.row.is_example else one.row.independence.term, one) for one in views],
        "section": "audit_matrix",
        "csv": "reviews.csv",
    }


def _list_terms() -> tuple[str, ...]:
    """States of independence as the list has them: `independent` first."""
    return tuple(sorted(load_vocabulary("independence_states").terms, key=lambda term: term != "independent"))


def _build_review_view(row: ReviewRow, language: Language) -> _ReviewView:
    """One line."""
    named = list_names((row.organisation,) if row.organisation else (), language)
    why = choose(row.independence.sentence, language)
    return _ReviewView(row, choose(row.algorithm.name, language), next(iter(named), None), why)


def render_reviews_sheet(body: bytes, languages: tuple[str, ...]) -> bytes:
    """The table of the list, as the API gives it too."""
    return format_csv(json.loads(body)["reviews"], LIST_SHAPES["reviews"], languages, (), for_excel=False)
