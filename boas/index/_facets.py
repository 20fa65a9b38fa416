"""The ways to narrow the list of algorithms, and which values an algorithm has for each."""

from collections.abc import Callable, Mapping
from functools import cache

from boas.documents import load_vocabulary
from boas.finding import Message
from boas.index._row_answers import AlgorithmRow

_YES_NO = {"yes": Message("Oui", "Yes"), "no": Message("Non", "No")}
_NO_FIGURES = "none"
"""Value of the facet `evidence` for an algorithm without figures."""

FACET_LABELS: Mapping[str, Message] = {
    "kind": Message("Type d’algorithme", "Kind"),
    "category": Message("Catégorie", "Category"),
    "medical_domain": Message("Domaine médical", "Medical domain"),
    "data_source": Message("Source de données", "Data source"),
    "organisation": Message("Organisation", "Organisation"),
    "figures": Message("Chiffres publiés", "Published figures"),
    "evidence": Message("État des chiffres", "State of the figures"),
    "level": Message("Niveau de preuve", "Level of evidence"),
    "language": Message("Langage", "Language"),
    "licence": Message("Licence du code", "Licence of the code"),
    "listed_in_boas": Message("Référencé dans BOAS", "Listed in BOAS"),
    "status": Message("État", "Status"),
}
"""Facets in the order they are shown, each also the name of a query parameter."""

_FACET_VALUES: Mapping[str, Callable[[AlgorithmRow], tuple[str, ...]]] = {
    "kind": lambda row: (row.kind,),
    "category": lambda row: (row.category,),
    "medical_domain": lambda row: row.medical_domains,
    "data_source": lambda row: tuple(source.id for source in row.data_sources),
    "organisation": lambda row: tuple(organisation.id for organisation in row.organisations),
    "figures": lambda row: ("yes" if row.headline or row.other_headline else "no",),
    "evidence": lambda row: row.evidence or (_NO_FIGURES,),
    "level": lambda row: (str(row.level),),
    "language": lambda row: row.programming_languages,
    "licence": lambda row: (row.licence,) if row.licence else (),
    "listed_in_boas": lambda row: () if row.listed_in_boas is None else ("yes" if row.listed_in_boas else "no",),
    "status": lambda row: (row.status,),
}

FACET_VOCABULARIES = {
    "kind": "kinds",
    "category": "categories",
    "medical_domain": "medical_domains",
    "evidence": "claim_states",
    "level": "levels",
    "language": "programming_languages",
    "licence": "licences",
    "status": "statuses",
}


_UNLISTED_STATUSES = frozenset({"withdrawn", "removed"})
"""Statuses that keep an algorithm out of default lists; the facet `status` still reaches it."""


def is_listed(row: AlgorithmRow) -> bool:
    """Whether an algorithm stands in default lists and totals: worked examples and what was withdrawn do not."""
    return row.origin != "example" and row.status not in _UNLISTED_STATUSES


def list_facet_values(row: AlgorithmRow) -> tuple[tuple[str, str], ...]:
    """Every (facet, value) an algorithm has."""
    return tuple((facet, value) for facet, values in _FACET_VALUES.items() for value in dict.fromkeys(values(row)))


@cache
def load_facet_terms(facet: str) -> Mapping[str, Message]:
    """Labels of a facet's values; organisations and data sources are labelled by name instead."""
    if facet == "evidence":
        return {**load_vocabulary("claim_states").terms, _NO_FIGURES: Message("Aucun chiffre", "No figure")}
    if facet in FACET_VOCABULARIES:
        return load_vocabulary(FACET_VOCABULARIES[facet]).terms
    return _YES_NO if facet in {"figures", "listed_in_boas"} else {}
