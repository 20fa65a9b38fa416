"""The ways to narrow the list of algorithms, and which values an algorithm has for each."""

from collections.abc import Callable, Mapping
from functools import cache

from boas.documents import list_own_licences, load_vocabulary
from boas.index._row_answers import AlgorithmRow
from boas.translation import Message

_YES_NO = {"yes": Message("Yes"), "no": Message("No")}
_NO_FIGURES = "none"
"""Value of the facet `evidence` for an algorithm without figures."""

FACET_LABELS: Mapping[str, Message] = {
    "kind": Message("Kind"),
    "category": Message("Category"),
    "medical_domain": Message("Medical domain"),
    "data_source": Message("Data source"),
    "only_on": Message("Runs on this source alone"),
    "runs_on": Message("Runs on"),
    "developed_on": Message("Developed on"),
    "evaluated_on": Message("Evaluated on"),
    "population": Message("People it is for"),
    "organisation": Message("Organisation"),
    "figures": Message("Published figures"),
    "metric": Message("Metric"),
    "outcome": Message("What was predicted"),
    "design": Message("Kind of evidence"),
    "evidence": Message("State of the figures"),
    "independent": Message("Independent evaluation"),
    "bias_audit": Message("Bias audit"),
    "evaluated_in": Message("Year of evaluation"),
    "level": Message("Level of evidence"),
    "has_codelist": Message("Codelist"),
    "has_code": Message("Code available"),
    "language": Message("Language"),
    "text_language": Message("Language of the texts it reads"),
    "licence": Message("Licence of the code"),
    "reusable": Message("Licence allows reuse"),
    "listed_in_boas": Message("In the national BOAS library (another site)"),
    "status": Message("Status"),
    "notice": Message("Notice"),
    "has_reuse": Message("Known reuse by others"),
    "reused_by": Message("Reused by"),
    "origin": Message("Origin of the card"),
}
"""Facets in the order they are shown, each also the name of a query parameter."""

_FACET_VALUES: Mapping[str, Callable[[AlgorithmRow], tuple[str, ...]]] = {
    "kind": lambda row: (row.kind,),
    "category": lambda row: (row.category,),
    "medical_domain": lambda row: row.medical_domains,
    "organisation": lambda row: tuple(organisation.id for organisation in row.organisations),
    "figures": lambda row: ("yes" if row.headline or row.other_headline else "no",),
    "evidence": lambda row: row.evidence or (_NO_FIGURES,),
    "level": lambda row: (str(row.level),),
    "language": lambda row: row.programming_languages,
    "licence": lambda row: _list_licences(row.licence or ""),
    "listed_in_boas": lambda row: () if row.listed_in_boas is None else ("yes" if row.listed_in_boas else "no",),
    "status": lambda row: (row.status,),
    "notice": lambda row: tuple(mark.kind for mark in row.notices),
    "has_reuse": lambda row: ("yes" if row.n_reuses else "no",),
    "reused_by": lambda row: row.reused_by,
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
    "notice": "notice_kinds",
    "metric": "metrics",
    "design": "designs",
    "text_language": "languages",
    "population": "populations",
    "origin": "origins",
}

SOURCE_FACETS = frozenset({"data_source", "only_on", "runs_on", "developed_on", "evaluated_on"})
"""Facets whose values are data sources."""
_YES_NO_FACETS = frozenset({"figures", "has_reuse", "listed_in_boas", "independent", "has_codelist", "has_code"})
_OWN_LICENCE = "own"
"""Value of the facet `licence` for whatever names a licence that is none of SPDX: open or not, it has to be read."""
_MORE_TERMS: Mapping[str, Mapping[str, Message]] = {
    "evidence": {_NO_FIGURES: Message("No figure")},
    "design": {"not-given": Message("Not given")},
    "bias_audit": {**_YES_NO, "partly": Message("Partly")},
    "licence": {_OWN_LICENCE: Message("Own licence, to be read")},
    "reusable": {**_YES_NO, "not-given": Message("Not given")},
    **dict.fromkeys(_YES_NO_FACETS, _YES_NO),
}
"""Terms of a facet that its vocabulary does not have."""


def _list_licences(expression: str) -> tuple[str, ...]:
    """The licence of the code as a facet tells it."""
    return (_OWN_LICENCE,) if list_own_licences(expression) else (expression,) if expression else ()


_ENDED_STATUSES = frozenset({"withdrawn", "removed"})
"""Statuses of what must not be used any more."""


def is_withdrawn(row: AlgorithmRow) -> bool:
    """Whether an algorithm is no worked example, and its latest version was withdrawn or removed."""
    return row.origin != "example" and row.status in _ENDED_STATUSES


def is_usable(row: AlgorithmRow) -> bool:
    """Whether an algorithm is neither a worked example nor withdrawn: totals count these, lists show them first."""
    return row.origin != "example" and row.status not in _ENDED_STATUSES


def list_facet_values(row: AlgorithmRow) -> tuple[tuple[str, str], ...]:
    """Every (facet, value) an algorithm has, those first that its row says in other words."""
    told = {**{facet: values(row) for facet, values in _FACET_VALUES.items()}, **row.facets}
    return tuple((facet, value) for facet, values in told.items() for value in dict.fromkeys(values))


def list_fact_facets() -> tuple[str, ...]:
    """Facets that the field `facets` of a row tells."""
    return tuple(facet for facet in FACET_LABELS if facet not in _FACET_VALUES)


@cache
def load_facet_terms(facet: str) -> Mapping[str, Message]:
    """Labels of a facet's values; organisations and data sources are labelled by name instead."""
    vocabulary = FACET_VOCABULARIES.get(facet)
    return {**(load_vocabulary(vocabulary).terms if vocabulary else {}), **_MORE_TERMS.get(facet, {})}
