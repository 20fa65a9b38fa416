"""The ways to narrow the list of algorithms, and which values an algorithm has for each."""

from collections.abc import Callable, Mapping
from functools import cache

from boas.documents import vocabulary
from boas.finding import Words
from boas.index.answers import AlgorithmRow

YES_NO = {"yes": Words("Oui", "Yes"), "no": Words("Non", "No")}
NONE = "none"
"""Value of the facet `evidence` for an algorithm without figures."""

NAMES: Mapping[str, Words] = {
    "kind": Words("Type d’algorithme", "Kind"),
    "category": Words("Catégorie", "Category"),
    "medical_domain": Words("Domaine médical", "Medical domain"),
    "data_source": Words("Source de données", "Data source"),
    "organisation": Words("Organisation", "Organisation"),
    "figures": Words("Chiffres publiés", "Published figures"),
    "evidence": Words("État des chiffres", "State of the figures"),
    "level": Words("Niveau de preuve", "Level of evidence"),
    "language": Words("Langage", "Language"),
    "licence": Words("Licence du code", "Licence of the code"),
    "listed_in_boas": Words("Référencé dans BOAS", "Listed in BOAS"),
    "status": Words("État", "Status"),
}
"""Facets in the order they are shown, each also the name of a query parameter."""

VALUES: Mapping[str, Callable[[AlgorithmRow], tuple[str, ...]]] = {
    "kind": lambda row: (row.kind,),
    "category": lambda row: (row.category,),
    "medical_domain": lambda row: row.medical_domains,
    "data_source": lambda row: tuple(source.id for source in row.data_sources),
    "organisation": lambda row: tuple(organisation.id for organisation in row.organisations),
    "figures": lambda row: ("yes" if row.headline or row.other_headline else "no",),
    "evidence": lambda row: row.evidence or (NONE,),
    "level": lambda row: (str(row.level),),
    "language": lambda row: row.programming_languages,
    "licence": lambda row: (row.licence,) if row.licence else (),
    "listed_in_boas": lambda row: () if row.listed_in_boas is None else ("yes" if row.listed_in_boas else "no",),
    "status": lambda row: (row.status,),
}

VOCABULARIES = {
    "kind": "kinds",
    "category": "categories",
    "medical_domain": "medical_domains",
    "evidence": "claim_states",
    "level": "levels",
    "language": "programming_languages",
    "licence": "licences",
    "status": "statuses",
}


GONE = frozenset({"withdrawn", "removed"})
"""Statuses that keep an algorithm out of default lists; the facet `status` still reaches it."""


def is_listed(row: AlgorithmRow) -> bool:
    """Whether an algorithm stands in default lists and totals: worked examples and what was withdrawn do not."""
    return row.origin != "example" and row.status not in GONE


def values_of(row: AlgorithmRow) -> tuple[tuple[str, str], ...]:
    """Every (facet, value) an algorithm has."""
    return tuple((facet, value) for facet, values in VALUES.items() for value in dict.fromkeys(values(row)))


@cache
def terms(facet: str) -> Mapping[str, Words]:
    """Labels of a facet's values; organisations and data sources are labelled by name instead."""
    if facet == "evidence":
        return {**vocabulary("claim_states").terms, NONE: Words("Aucun chiffre", "No figure")}
    if facet in VOCABULARIES:
        return vocabulary(VOCABULARIES[facet]).terms
    return YES_NO if facet in {"figures", "listed_in_boas"} else {}
