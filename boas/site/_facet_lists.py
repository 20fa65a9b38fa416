"""Lists of algorithms with their facets: the pages of `browse/`, and the answer to any query of a server."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from boas.index import MOST_FACET_VALUES, AlgorithmList, Facet, FacetValue, Published, QueryEcho, decode_answer
from boas.site import _links as links
from boas.site._feeds import FEED_FACET
from boas.site._rows import ListRow, build_list_row
from boas.site._settings import Settings
from boas.site._templates import Page, render_template
from boas.site._translations import choose
from boas.translation import Language, Message

PAGE_ROWS = 40
_SORTS = ("relevance", "name", "-level", "-changed", "-evaluated")
"""Orders a reader may choose; relevance only where there are words to be relevant to."""


@dataclass(frozen=True, slots=True)
class _FacetChoice:
    """One value of a facet: what it is called, how many algorithms it gives, where it leads."""

    value: str
    label: str
    count: int
    selected: bool
    href: str


@dataclass(frozen=True, slots=True)
class _FacetView:
    """One facet with its values."""

    name: str
    label: str
    choices: tuple[_FacetChoice, ...]
    """The largest ones, and those in force."""
    n_values: int
    """How many values there are, shown or not."""
    every: str
    """Address of the page of all values of the whole list; empty when there is none."""

    def narrows(self, total: int) -> bool:
        """Whether choosing here changes anything: a filter is in force, or some value leaves something out."""
        is_cut = self.n_values > len(self.choices)
        return is_cut or any(one.selected or one.count < total for one in self.choices)


@dataclass(frozen=True, slots=True)
class _FilterChip:
    """A filter in force and the address of the list without it."""

    name: str
    facet: str
    """What the facet is called."""
    label: str
    href: str


def _read_filters(query: QueryEcho) -> dict[str, list[str]]:
    """Filters a list was made with, by query parameter."""
    return {name: list(values) for name, values in query.filters.items() if values}


def _build_list_address(page: Page, filters: Mapping[str, Sequence[str]], q: str) -> str:
    """Address of the list under these filters: a page of its own when there is one, else a query."""
    pairs = [(name, value) for name, values in filters.items() for value in values]
    if q or len(pairs) > 1:
        return page.to(links.build_query_path(filters, q))
    return page.name_facet(*pairs[0]) if pairs else page.to("algorithms.html")


def _remove_filter(filters: Mapping[str, Sequence[str]], facet: str, value: str) -> dict[str, list[str]]:
    """Filters with one value taken out."""
    kept = {name: [one for one in values if (name, one) != (facet, value)] for name, values in filters.items()}
    return {name: values for name, values in kept.items() if values}


def _toggle_filter(filters: Mapping[str, Sequence[str]], facet: str, value: str) -> dict[str, list[str]]:
    """Filters with one value added, or taken out when it is there."""
    if value in filters.get(facet, ()):
        return _remove_filter(filters, facet, value)
    return {**filters, facet: [*filters.get(facet, ()), value]}  # type: ignore[dict-item]


def _choose_values(facet: Facet) -> tuple[list[FacetValue], int]:
    """The largest values and those in force, and how many there are."""
    given = [one for one in facet.values if one.count or one.selected]
    return [one for place, one in enumerate(given) if place < MOST_FACET_VALUES or one.selected], len(given)


def _build_facet_view(
    facet: Facet, page: Page, filters: Mapping[str, Sequence[str]], q: str, n_values: Mapping[str, int]
) -> _FacetView:
    """One facet with the address each of its values leads to."""
    shown, n = _choose_values(facet)
    n = max(n, n_values.get(facet.name, 0))
    every = page.find_known(links.build_values_path(facet.name)) if n > len(shown) else ""  # of examples there is none
    return _FacetView(
        facet.name,
        choose(facet.label, page.language).text,
        tuple(
            _FacetChoice(
                one.value,
                choose(one.label, page.language).text,
                one.count,
                one.selected,
                _build_list_address(page, _toggle_filter(filters, facet.name, one.value), q),
            )
            for one in shown
        ),
        n,
        every,
    )


def _build_filter_chips(
    facets: Sequence[_FacetView], page: Page, filters: Mapping[str, Sequence[str]], q: str
) -> tuple[_FilterChip, ...]:
    """Filters in force, in the order of the facets."""
    return tuple(
        _FilterChip(
            facet.name,
            facet.label,
            one.label,
            _build_list_address(page, _remove_filter(filters, facet.name, one.value), q),
        )
        for facet in facets
        for one in facet.choices
        if one.selected
    )


def _iter_relaxed(answer: AlgorithmList, page: Page) -> Iterator[tuple[str, int, str]]:
    """What to leave out when nothing fits: the filter, empty for the words, what that gives, and its address."""
    labels = {facet.name: choose(facet.label, page.language).text for facet in answer.facets}
    filters, q = _read_filters(answer.query), answer.query.q
    for one in answer.relaxed:
        kept = {name: values for name, values in filters.items() if name != one.parameter}
        address = _build_list_address(page, kept, "" if one.parameter == "q" else q)
        yield labels.get(one.parameter, ""), one.total, address


@dataclass(frozen=True, slots=True)
class PageNavigation:
    """How one page of a list is come to: the pages before and after it, and what was wrong with the query."""

    number: int = 1
    previous: str = ""
    next: str = ""
    wrong: Message | None = None


def _find_latest_change(rows: Sequence[ListRow]) -> Published | None:
    """The newest commit behind the rows shown: the date of the page's own content."""
    commits = [one.document.published for one in rows if one.document.published]
    return max(commits, key=lambda commit: (commit.date, commit.commit), default=None)


def _find_feed_address(page: Page, filters: Mapping[str, Sequence[str]]) -> str:
    """Address of the feed of a built list; empty when it has none."""
    values = filters.get(FEED_FACET, ())
    return page.to(f"{links.build_facet_path(FEED_FACET, values[0])}.atom") if len(filters) == len(values) == 1 else ""


def render_listing(  # noqa: PLR0913 -- an answer, a page, and what stands around it
    body: bytes,
    page: Page,
    settings: Settings,
    around: PageNavigation,
    *,
    twin: str,
    n_values: Mapping[str, int] = MappingProxyType({}),
) -> bytes:
    """A page of a list from the bytes of its answer; a page without a twin is an answer to somebody's query.

    `n_values` tells how many values each facet has, where the answer holds only the largest.
    """
    answer = decode_answer(body, AlgorithmList)
    query = answer.query
    filters, q = _read_filters(query), query.q
    every = (_build_facet_view(facet, page, filters, q, n_values) for facet in answer.facets)
    facets = tuple(facet for facet in every if facet.narrows(answer.total))
    rows = tuple(build_list_row(one, page.language) for one in answer.algorithms)
    content = {
        "total": answer.total,
        "n_withdrawn": answer.n_withdrawn,
        "n_examples": answer.n_examples,
        "near_words": [(word, ", ".join(near)) for word, near in answer.near_words.items()],
        "relaxed": tuple(_iter_relaxed(answer, page)),
        "listed": rows,
        "section": "algorithms",
        "facets": facets,
        "labels": {facet.name: choose(facet.label, page.language).text for facet in answer.facets},
        "chips": _build_filter_chips(facets, page, filters, q),
        "filters": filters,
        "q": q,
        "sort": query.sort or "name",
        "sorts": [
            (value, page.to(links.build_query_path(filters, q, value))) for value in _SORTS if q or value != "relevance"
        ],
        "around": around,
        "first": (around.number - 1) * PAGE_ROWS + 1,
        "answered": not twin,
        "wrong": around.wrong.in_(page.language) if around.wrong else "",
        "feed": _find_feed_address(page, filters) if twin else "",
        "published": _find_latest_change(rows),
        "twin": twin,
    }
    if not twin:  # another language is asked the same
        asked = links.build_query_path(filters, q, query.sort if query.sort != "name" else "")
        content["counterparts"] = {
            language: page.link(f"{language}/{asked}") for language in settings.languages if language != page.language
        }
    return render_template("browse.html", page, settings, content)


def render_browse(
    body: bytes, language: Language, settings: Settings, *, after: str = "", wrong: Message | None = None
) -> bytes:
    """The page `algorithms.html` as a server answers it to any query.

    `body` is the JSON of an `AlgorithmList`, `after` the cursor it was asked with, `wrong` what of the
    query was not understood. The page is the same as the built one, marked as answered so that its
    script asks nothing again.
    """
    answer = decode_answer(body, AlgorithmList)
    page, query, filters = Page(language, "algorithms"), answer.query, _read_filters(answer.query)

    def to(cursor: str) -> str:
        return page.to(links.build_query_path(filters, query.q, query.sort, cursor))

    around = PageNavigation(0 if after else 1, to("") if after else "", to(answer.next) if answer.next else "", wrong)
    return render_listing(body, page, settings, around, twin="")
