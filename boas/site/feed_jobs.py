"""Feeds as files: of the registry, of each algorithm, of each medical domain that has a page."""

import json
from collections.abc import Callable, Iterator
from functools import partial

from boas.finding import Language
from boas.site import links
from boas.site.events import events_of
from boas.site.feeds import FOLLOWED, REGISTRY, feed
from boas.site.jobs import Job, Site
from boas.site.words import choose, label


def feed_jobs(site: Site, language: Language) -> Iterator[Job]:
    """Every feed in one language; those of several algorithms are made again when any algorithm changes."""
    everything = json.dumps(site.algorithms)
    yield job(site, language, REGISTRY, everything, partial(registry_feed, site, language))
    for facet, value in site.by_facet:
        if facet == FOLLOWED:
            path = links.facet_path(facet, value)
            yield job(site, language, path, everything, partial(domain_feed, site, language, value))
    for path, key in site.algorithms.items():
        yield job(site, language, path, key, partial(algorithm_feed, site, language, path))


def job(site: Site, language: Language, path: str, key: str, make: Callable[[], bytes]) -> Job:
    """One feed as work to be done."""
    url = links.address(language, path, "atom")
    return Job(url, site.make_key(url, key), make)


def registry_feed(site: Site, language: Language) -> bytes:
    """What happened to all algorithms."""
    return feed(REGISTRY, site.settings.name(language)[0], site.events, language, site.settings)


def domain_feed(site: Site, language: Language, domain: str) -> bytes:
    """What happened to the algorithms of one medical domain."""
    title = f"{label(FOLLOWED + 's', domain, language)} – {site.settings.name(language)[0]}"
    own = (event for event in site.events if domain in event.domains)
    return feed(links.facet_path(FOLLOWED, domain), title, own, language, site.settings)


def algorithm_feed(site: Site, language: Language, path: str) -> bytes:
    """What happened to one algorithm."""
    answer = json.loads(site.read_body(path))
    title = f"{choose(answer['row']['name'], language).text} – {site.settings.name(language)[0]}"
    return feed(path, title, events_of(answer), language, site.settings)
