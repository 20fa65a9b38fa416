"""Lists of algorithms as files: all of them, and those of each value of each facet, page by page, with twins.

A facet with more values than a list tells has pages of its own, with all of them.
"""

from collections.abc import Callable, Iterator
from functools import partial

from boas.index import MOST_FACET_VALUES, Facet, FacetValue, encode_json
from boas.site import _links as links
from boas.site._facet_lists import PageNavigation, render_listing
from boas.site._jobs import Job, Site, make_stamped_job
from boas.site._pagination import count_pages, cut_page, find_neighbour_pages
from boas.site._templates import Page, render_template
from boas.site._translations import choose
from boas.translation import Language

_VALUES_PER_PAGE = 200
_Chosen = tuple[str, str] | None
"""A facet and the value a list has of it; nothing for the list of all."""


def iter_list_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The list of all algorithms, one list for each value of each facet, and the values of facets with many."""
    yield from _iter_pagination_jobs(site, language, None, links.build_list_path)
    for chosen in site.facet_values:
        yield from _iter_pagination_jobs(site, language, chosen, partial(links.build_facet_path, *chosen))
    for facet in site.listing.facets:
        yield from _iter_values_jobs(site, language, facet)


def _iter_pagination_jobs(site: Site, language: Language, chosen: _Chosen, path: Callable[..., str]) -> Iterator[Job]:
    """The pages of one list, each with its twin."""
    digests = site.list_digests(chosen)
    last = len(digests)
    for number, digest in enumerate(digests, start=1):
        page = site.make_page(language, path(page=number))
        around = find_neighbour_pages(page, lambda n: path(page=n), number, last)
        key = site.make_key(language, digest, str(number), str(last))
        yield Job(page.url, key, partial(_render_list_page, site, page, chosen, around), page)
        twin = links.build_address(language, page.path, "json")
        yield Job(twin, digest, partial(_read_list, site, chosen, number), content=digest)


def _read_list(site: Site, chosen: _Chosen, number: int) -> bytes:
    """The answer behind one page of one list."""
    return site.cut_list(chosen).read_body(number)


def _render_list_page(site: Site, page: Page, chosen: _Chosen, around: PageNavigation) -> bytes:
    """One page of one list."""
    found = site.cut_list(chosen)
    twin, body = f"{page.path}.json", found.read_body(around.number)
    return render_listing(body, page, site.settings, around, twin=twin, n_values=found.n_values)


def _iter_values_jobs(site: Site, language: Language, facet: Facet) -> Iterator[Job]:
    """The pages of all values of a facet, largest first, when there are more than lists tell."""
    values = tuple(one for one in facet.values if one.count)
    last = count_pages(values, _VALUES_PER_PAGE) if len(values) > MOST_FACET_VALUES else 0
    for number in range(1, last + 1):
        page = site.make_page(language, links.build_values_path(facet.name, number))
        shown = cut_page(values, _VALUES_PER_PAGE, number)
        twin = encode_json(Facet(facet.name, facet.label, shown))
        own = (page.path, str(len(values)), str(last), twin.decode())
        make = partial(_render_values_page, site, page, facet, shown, (number, last))
        yield make_stamped_job(site, page, make, *own)
        yield Job(links.build_address(language, page.path, "json"), site.make_key(*own), partial(bytes, twin))


def _render_values_page(
    site: Site, page: Page, facet: Facet, shown: tuple[FacetValue, ...], place: tuple[int, int]
) -> bytes:
    """One page of the values of a facet; `place` is its number and how many there are."""
    content = {
        "label": choose(facet.label, page.language).text,
        "n_values": sum(1 for one in facet.values if one.count),
        "values": [
            (page.name_facet(facet.name, one.value), choose(one.label, page.language).text, one.count) for one in shown
        ],
        "around": find_neighbour_pages(page, partial(links.build_values_path, facet.name), *place),
        "published": site.status,
        "section": "algorithms",
    }
    return render_template("facet_values.html", page, site.settings, content)
