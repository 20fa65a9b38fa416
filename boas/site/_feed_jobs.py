"""Feeds as files: of the registry, of its notices, of each algorithm, each domain and each organisation that reuses."""

import json
from collections.abc import Callable, Iterator
from functools import partial

from boas.index import AlgorithmAnswer, OrganisationList, OrganisationRow
from boas.site import _links as links
from boas.site._events import iter_events
from boas.site._feeds import FEED_FACET, NOTICES, REGISTRY, render_feed
from boas.site._jobs import Job, Site
from boas.site._translations import choose, load_page_catalogue, name_term
from boas.site._translations import mark as _
from boas.translation import Language


def iter_feed_jobs(site: Site, language: Language) -> Iterator[Job]:
    """Every feed in one language; those of several algorithms are made again when any algorithm changes."""
    everything = json.dumps(site.algorithms)
    yield _make_feed_job(site, language, REGISTRY, everything, partial(_render_registry_feed, site, language))
    yield _make_feed_job(site, language, NOTICES, everything, partial(_render_notice_feed, site, language))
    for one in site.read("organisations", OrganisationList).organisations:
        if one.n_reuses:
            path = f"organisations/{one.id}"
            yield _make_feed_job(site, language, path, everything, partial(_render_reuser_feed, site, language, one))
    for facet, value in site.facet_values:
        if facet == FEED_FACET:
            path = links.build_facet_path(facet, value)
            yield _make_feed_job(site, language, path, everything, partial(_render_domain_feed, site, language, value))
    for path, key in site.algorithms.items():
        yield _make_feed_job(site, language, path, key, partial(_render_algorithm_feed, site, language, path))


def _make_feed_job(site: Site, language: Language, path: str, key: str, make: Callable[[], bytes]) -> Job:
    """One feed as work to be done."""
    url = links.build_address(language, path, "atom")
    return Job(url, site.make_key(url, key), make)


def _render_registry_feed(site: Site, language: Language) -> bytes:
    """What happened to all algorithms."""
    return render_feed(REGISTRY, site.settings.name(language)[0], site.events, language, site.settings)


def _render_notice_feed(site: Site, language: Language) -> bytes:
    """Notices about all algorithms, and nothing else; invented ones warn nobody."""
    word = load_page_catalogue(language).gettext(_("Notices"))
    title = f"{word} – {site.settings.name(language)[0]}"
    own = (event for event in site.events if event.id and event.algorithm not in site.invented)
    return render_feed(NOTICES, title, own, language, site.settings)


def _render_reuser_feed(site: Site, language: Language, one: OrganisationRow) -> bytes:
    """Notices about versions that one organisation uses."""
    say, name = load_page_catalogue(language).gettext, choose(one.name, language).text
    words = say(_("Notices about what %(name)s uses")) % {"name": name}
    title = f"{words} – {site.settings.name(language)[0]}"
    own = site.reuser_events.get(one.id, ())
    return render_feed(f"organisations/{one.id}", title, own, language, site.settings)


def _render_domain_feed(site: Site, language: Language, domain: str) -> bytes:
    """What happened to the algorithms of one medical domain."""
    title = f"{name_term(FEED_FACET + 's', domain, language)} – {site.settings.name(language)[0]}"
    own = (event for event in site.events if domain in event.domains)
    return render_feed(links.build_facet_path(FEED_FACET, domain), title, own, language, site.settings)


def _render_algorithm_feed(site: Site, language: Language, path: str) -> bytes:
    """What happened to one algorithm."""
    answer = site.read(path, AlgorithmAnswer)
    title = f"{choose(answer.row.name, language).text} – {site.settings.name(language)[0]}"
    return render_feed(path, title, iter_events(answer), language, site.settings)
