"""The finder: five plain questions, and a list that says of each algorithm why it fits and what is missing.

What it is for narrows the list; all other answers are wishes, and who fits most of them stands first. The form asks by
the names of facets, so that its questions, a server and the script of a static site mean the same.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from boas.index import FACET_LABELS, AlgorithmQuery, Facet, FittingRow, Text, list_facet_values, load_facet_terms
from boas.site._jobs import Job, Site, make_plain_job
from boas.site._rows import ListRow, build_list_row
from boas.site._settings import Settings
from boas.site._templates import Page, render_template
from boas.site._translations import choose
from boas.translation import Language, Message

_PATH = "finder"
FINDER_SUBJECTS = ("medical_domain", "category")
"""Facets that say what an algorithm is for: only these narrow the list."""
FINDER_WISHES = ("only_on", "population", "figures", "evidence", "independent", "bias_audit", "reusable", "has_code")
"""Facets that say what somebody wishes for."""
_TOLD_BY = {"only_on": "runs_on"}
"""The facet that tells why a wish is not met, when it is another one."""
_MOST_SHOWN = 40

NameValue = Callable[[str, str], Text]
"""What a value of a facet is called."""


@dataclass(frozen=True, slots=True)
class _Reason:
    """One wish: what was asked, and what the algorithm has instead when that is something else."""

    label: str
    asked: str
    has: str = ""


@dataclass(frozen=True, slots=True)
class _FoundView:
    """One algorithm with why it fits and what is missing."""

    row: ListRow
    met: tuple[_Reason, ...]
    missing: tuple[_Reason, ...]


def split_wishes(query: AlgorithmQuery) -> tuple[AlgorithmQuery, dict[str, tuple[str, ...]]]:
    """What a question asks an algorithm to be for, and what it wishes for besides."""
    subjects = {name: values for name, values in query.filters.items() if name in FINDER_SUBJECTS}
    wishes = {name: values for name, values in query.filters.items() if name in FINDER_WISHES}
    return AlgorithmQuery(q=query.q, filters=subjects), wishes


def iter_finder_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The page with the questions; a script or a server answers them."""
    page = site.make_page(language, _PATH)
    content = _build_form(site.listing.facets, page, {})
    content |= {"found": (), "total": 0, "q": "", "wrong": "", "is_asked": False, "answered": False}
    yield make_plain_job(site, page, content, site.everything.compute_digest(), "finder")


def render_finder(  # noqa: PLR0913, PLR0917 -- a question, its answer, and where it is shown
    query: AlgorithmQuery,
    found: Sequence[FittingRow],
    total: int,
    facets: Sequence[Facet],
    name_value: NameValue,
    language: Language,
    settings: Settings,
    wrong: Message | None = None,
) -> bytes:
    """The page as a server answers it: the first algorithms of `total`, best fitting first."""
    page = Page(language, _PATH)
    content = _build_form(facets, page, query.filters)
    shown = tuple(_build_found(one, query, name_value, language) for one in found[:_MOST_SHOWN])
    content |= {
        "found": shown,
        "total": total,
        "q": query.q,
        "wrong": wrong.in_(language) if wrong else "",
        "is_asked": True,
        "answered": True,
        "twin": "",
    }
    return render_template("finder.html", page, settings, content)


def _build_found(one: FittingRow, query: AlgorithmQuery, name_value: NameValue, language: Language) -> _FoundView:
    """One algorithm with its reasons."""
    has: dict[str, list[str]] = {}
    for facet, value in list_facet_values(one.row):
        has.setdefault(facet, []).append(value)

    def name(facet: str, values: Sequence[str]) -> str:
        return ", ".join(choose(name_value(facet, value), language).text for value in values)

    def explain(facet: str, *, is_met: bool) -> _Reason:
        other = _TOLD_BY.get(facet, facet)
        own = "" if is_met else name(other, has.get(other, ()))
        return _Reason(_find_label(facet, language), name(facet, query.filters[facet]), own)

    return _FoundView(
        build_list_row(one.row, language),
        tuple(explain(facet, is_met=True) for facet in one.met),
        tuple(explain(facet, is_met=False) for facet in one.missing),
    )


def _find_label(facet: str, language: Language) -> str:
    """What a facet is called."""
    return FACET_LABELS[facet].in_(language)


def _build_form(facets: Sequence[Facet], page: Page, asked: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """What the form offers: the values that algorithms have, and their names for the script."""
    language = page.language
    offered: dict[str, list[tuple[str, str, int, bool]]] = {}
    for facet in facets:
        if facet.name in {*FINDER_SUBJECTS, *FINDER_WISHES, "runs_on"}:
            offered[facet.name] = [
                (one.value, choose(one.label, language).text, one.count, one.value in asked.get(facet.name, ()))
                for one in facet.values
            ]
    names = {
        facet: {
            **{value: label.in_(language) for value, label in load_facet_terms(facet).items()},
            **{value: label for value, label, _, _ in offered.get(facet, ())},
        }
        for facet in (*FINDER_SUBJECTS, *FINDER_WISHES, "runs_on")
    }
    return {
        "offered": offered,
        "asked": {name: list(values) for name, values in asked.items()},
        "labels": {facet: _find_label(facet, language) for facet in FINDER_WISHES},
        "names": names,
        "told_by": _TOLD_BY,
        "section": "algorithms",
    }
