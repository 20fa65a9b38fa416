"""Lists of algorithms as files: all of them, and those of each value of each facet, page by page, with twins."""

from collections.abc import Callable, Iterator
from functools import partial

from boas.site import _links as links
from boas.site._facet_lists import PageNavigation, render_listing
from boas.site._jobs import Job, Site
from boas.site._pagination import Pagination
from boas.site._templates import Page
from boas.translation import Language


def iter_list_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The list of all algorithms, and one list for each value of each facet."""
    yield from _iter_pagination_jobs(site, language, site.everything, links.build_list_path)
    for (facet, value), found in site.by_facet.items():
        yield from _iter_pagination_jobs(site, language, found, partial(links.build_facet_path, facet, value))


def _iter_pagination_jobs(site: Site, language: Language, found: Pagination, path: Callable[..., str]) -> Iterator[Job]:
    """The pages of one list, each with its twin."""
    last = len(found.stops)
    for number, (after, digest) in enumerate(found.stops, start=1):
        page = site.make_page(language, path(page=number))
        around = PageNavigation(
            number,
            page.to(path(page=number - 1) + ".html") if number > 1 else "",
            page.to(path(page=number + 1) + ".html") if number < last else "",
        )
        made_of = (language, digest, str(number), str(last))
        yield Job(page.url, site.make_key(*made_of), partial(_render_list_page, site, page, found, after, around), page)
        yield Job(
            links.build_address(language, page.path, "json"), digest, partial(found.read_body, site.answers, after)
        )


def _render_list_page(site: Site, page: Page, found: Pagination, after: str | None, around: PageNavigation) -> bytes:
    """One page of one list."""
    return render_listing(found.read_body(site.answers, after), page, site.settings, around, twin=f"{page.path}.json")
