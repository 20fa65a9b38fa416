"""Lists of algorithms with their facets: the pages of `browse/`, and the answer to any query of a server."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from boas.finding import Language, Words
from boas.site import links
from boas.site.feeds import FOLLOWED
from boas.site.render import Page, render
from boas.site.rows import Row, row
from boas.site.settings import Settings
from boas.site.words import choose

Json = dict[str, Any]

PAGE_ROWS = 40
SHOWN_VALUES = 8
"""Values of a facet shown before "show all"."""
SORTS = ("relevance", "name", "-level", "-changed")
"""Orders a reader may choose; relevance only where there are words to be relevant to."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: what it is called, how many algorithms it gives, where it leads."""

    value: str
    label: str
    count: int
    selected: bool
    href: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One facet with its values."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    def narrows(self, total: int) -> bool:
        """Whether choosing here changes anything: a filter is in force, or some value leaves something out.

        Several statuses always do: what was withdrawn is counted here and stands in no list but its own.
        """
        if self.name == "status" and len(self.choices) > 1:
            return True
        return any(one.selected or one.count < total for one in self.choices)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force and the address of the list without it."""

    name: str
    facet: str
    """What the facet is called."""
    label: str
    href: str


def filters_of(answer: Json) -> dict[str, list[str]]:
    """Filters a list was made with, by query parameter."""
    names = {facet["name"] for facet in answer["facets"]}
    given = answer["query"].get("filters") or answer["query"]
    return {name: list(values) for name, values in given.items() if name in names and values}


def narrowed(page: Page, filters: Mapping[str, Sequence[str]], q: str) -> str:
    """Address of the list under these filters: a page of its own when there is one, else a query."""
    pairs = [(name, value) for name, values in filters.items() for value in values]
    if q or len(pairs) > 1:
        return page.to(links.query_path(filters, q))
    return page.name_facet(*pairs[0]) if pairs else page.to("algorithms.html")


def without(filters: Mapping[str, Sequence[str]], facet: str, value: str) -> dict[str, list[str]]:
    """Filters with one value taken out."""
    kept = {name: [one for one in values if (name, one) != (facet, value)] for name, values in filters.items()}
    return {name: values for name, values in kept.items() if values}


def toggled(filters: Mapping[str, Sequence[str]], facet: str, value: str) -> dict[str, list[str]]:
    """Filters with one value added, or taken out when it is there."""
    if value in filters.get(facet, ()):
        return without(filters, facet, value)
    return {**filters, facet: [*filters.get(facet, ()), value]}  # type: ignore[dict-item]


def narrowing(facet: Json, page: Page, filters: Mapping[str, Sequence[str]], q: str) -> Narrowing:
    """One facet with the address each of its values leads to."""
    return Narrowing(
        facet["name"],
        choose(facet["label"], page.language).text,
        tuple(
            Choice(
                one["value"],
                choose(one["label"], page.language).text,
                one["count"],
                one["selected"],
                narrowed(page, toggled(filters, facet["name"], one["value"]), q),
            )
            for one in facet["values"]
            if one["count"] or one["selected"]
        ),
    )


def chips(facets: Sequence[Narrowing], page: Page, filters: Mapping[str, Sequence[str]], q: str) -> tuple[Chip, ...]:
    """Filters in force, in the order of the facets."""
    return tuple(
        Chip(facet.name, facet.label, one.label, narrowed(page, without(filters, facet.name, one.value), q))
        for facet in facets
        for one in facet.choices
        if one.selected
    )


@dataclass(frozen=True, slots=True)
class Around:
    """How one page of a list is come to: the pages before and after it, and what was wrong with the query."""

    number: int = 1
    previous: str = ""
    next: str = ""
    wrong: Words | None = None


def latest_change(rows: Sequence[Row]) -> Json | None:
    """The newest commit behind the rows shown: the date of the page's own content."""
    commits = [one.document["published"] for one in rows if one.document["published"]]
    return max(commits, key=lambda commit: (commit["date"], commit["commit"]), default=None)


def followed(page: Page, filters: Mapping[str, Sequence[str]]) -> str:
    """Address of the feed of a built list; empty when it has none."""
    values = filters.get(FOLLOWED, ())
    return page.to(f"{links.facet_path(FOLLOWED, values[0])}.atom") if len(filters) == len(values) == 1 else ""


def browse_page(body: bytes, page: Page, settings: Settings, around: Around, *, twin: str) -> bytes:
    """A page of a list from the bytes of its answer; a page without a twin is an answer to somebody's query."""
    answer = json.loads(body)
    query = answer["query"]
    filters, q = filters_of(answer), query.get("q") or ""
    every = (narrowing(facet, page, filters, q) for facet in answer["facets"])
    facets = tuple(facet for facet in every if facet.narrows(answer["total"]))
    rows = tuple(row(one, page.language) for one in answer["algorithms"])
    content = {
        "total": answer["total"],
        "listed": rows,
        "section": "algorithms",
        "facets": facets,
        "chips": chips(facets, page, filters, q),
        "filters": filters,
        "q": q,
        "sort": query.get("sort") or "name",
        "sorts": [
            (value, page.to(links.query_path(filters, q, value))) for value in SORTS if q or value != "relevance"
        ],
        "around": around,
        "first": (around.number - 1) * PAGE_ROWS + 1,
        "answered": not twin,
        "wrong": around.wrong.in_(page.language) if around.wrong else "",
        "feed": followed(page, filters) if twin else "",
        "published": latest_change(rows),
        "shown_values": SHOWN_VALUES,
        "twin": twin,
    }
    return render("browse.html", page, settings, content)


def render_browse(
    body: bytes, language: Language, settings: Settings, *, after: str = "", wrong: Words | None = None
) -> bytes:
    """The page `algorithms.html` as a server answers it to any query.

    `body` is the JSON of an `AlgorithmList`, `after` the cursor it was asked with, `wrong` what of the
    query was not understood. The page is the same as the built one, marked as answered so that its
    script asks nothing again.
    """
    answer = json.loads(body)
    page, query, filters = Page(language, "algorithms"), answer["query"], filters_of(answer)

    def to(cursor: str) -> str:
        return page.to(links.query_path(filters, query.get("q") or "", query.get("sort") or "", cursor))

    around = Around(0 if after else 1, to("") if after else "", to(answer["next"]) if answer["next"] else "", wrong)
    return browse_page(body, page, settings, around, twin="")
