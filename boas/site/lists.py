"""Lists of algorithms as files: all of them, and those of each value of each facet, page by page, with twins."""

from collections.abc import Callable, Iterator
from functools import partial

from boas.finding import Language
from boas.site import links
from boas.site.browse import Around, browse_page
from boas.site.jobs import Job, Site
from boas.site.render import Page
from boas.site.walks import Walk


def list_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The list of all algorithms, and one list for each value of each facet."""
    yield from walk_jobs(site, language, site.everything, links.list_path)
    for (facet, value), found in site.by_facet.items():
        yield from walk_jobs(site, language, found, partial(links.facet_path, facet, value))


def walk_jobs(site: Site, language: Language, found: Walk, path: Callable[..., str]) -> Iterator[Job]:
    """The pages of one list, each with its twin."""
    last = len(found.stops)
    for number, (after, digest) in enumerate(found.stops, start=1):
        page = site.make_page(language, path(page=number))
        around = Around(
            number,
            page.to(path(page=number - 1) + ".html") if number > 1 else "",
            page.to(path(page=number + 1) + ".html") if number < last else "",
        )
        made_of = (language, digest, str(number), str(last))
        yield Job(page.url, site.make_key(*made_of), partial(list_page, site, page, found, after, around), page)
        yield Job(links.address(language, page.path, "json"), digest, partial(found.read_body, site.answers, after))


def list_page(site: Site, page: Page, found: Walk, after: str | None, around: Around) -> bytes:
    """One page of one list."""
    return browse_page(found.read_body(site.answers, after), page, site.settings, around, twin=f"{page.path}.json")
