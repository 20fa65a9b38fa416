"""The list of all files of the site, each with the digest of what it is made of and the way to make it.

Nothing is rendered here before somebody calls a job's `make`; the same digest always makes the same bytes.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Any

from boas.documents import locate
from boas.finding import LANGUAGES, Language
from boas.site import links
from boas.site.assets import assets
from boas.site.cards import archive_jobs, card_jobs
from boas.site.evidence_jobs import evidence_jobs
from boas.site.feed_jobs import feed_jobs
from boas.site.guide import guide_jobs
from boas.site.home import home_content
from boas.site.jobs import Job, Site, plain_job
from boas.site.lists import list_jobs
from boas.site.places import data_source_content, data_sources_content, organisation_content, organisations_content
from boas.site.removed_jobs import removed_jobs
from boas.site.render import Page, render
from boas.site.rule_jobs import rule_jobs
from boas.site.search import search_index
from boas.site.texts import api_content, robots, security, sitemap

__all__ = ["Job", "all_jobs"]

Json = dict[str, Any]
OK = 200


def all_jobs(site: Site) -> tuple[Job, ...]:
    """Every file of the site that is to be made, sorted by address."""
    jobs = [*asset_jobs(), *archive_jobs(site), root_job(site)]
    for language in LANGUAGES:
        jobs += [*twin_jobs(site, language), *answer_jobs(site, language), *list_jobs(site, language)]
        jobs += [*card_jobs(site, language), *evidence_jobs(site, language), *feed_jobs(site, language)]
        jobs += [*text_jobs(site, language), *rule_jobs(site, language), *guide_jobs(site, language)]
        jobs += removed_jobs(site, language)
    jobs += published_jobs(site, [job.url for job in jobs if job.status == OK])
    site.urls.update(job.url for job in jobs)
    chosen = site.selection
    made = [job for job in jobs if chosen.holds(job.url)] if chosen else jobs
    return tuple(sorted(made, key=lambda job: job.url))


def asset_jobs() -> Iterator[Job]:
    """Files all pages share."""
    for one in assets().values():
        yield Job(one.url, sha256(one.content).hexdigest(), partial(bytes, one.content))


def root_job(site: Site) -> Job:
    """The page at the site's root, made again with every change: its key tells whether anything has changed."""
    page = Page("fr", "index")
    page.url = "index.html"
    return Job(page.url, site.digest, partial(render, "root.html", page, site.settings, {"twin": ""}), page)


def twin_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The answers themselves, byte for byte, beside their pages."""
    for path, key in site.keys.items():
        yield Job(links.address(language, path, "json"), key, partial(site.read_body, path))


CONTENT: Mapping[str, tuple[str, Callable[[Json, Language], Json]]] = {
    "data_sources": ("data_source.html", data_source_content),
    "organisations": ("organisation.html", organisation_content),
}
"""Template and content of the page of one thing, by folder."""

LISTS: Mapping[str, tuple[str, Callable[[Json, Language], Json]]] = {
    "data_sources": ("data_sources.html", data_sources_content),
    "organisations": ("organisations.html", organisations_content),
}
"""Template and content of pages that stand for one answer, by path."""


def answer_jobs(site: Site, language: Language) -> Iterator[Job]:
    """Pages that show one answer each."""
    for path, key in site.keys.items():
        folder = path.partition("/")[0]
        if path in LISTS:
            template, content = LISTS[path]
        elif folder in CONTENT:
            template, content = CONTENT[folder]
        else:
            continue
        page = site.make_page(language, path)
        yield Job(page.url, site.make_key(language, key), partial(answer_page, site, page, template, content), page)


def answer_page(site: Site, page: Page, template: str, content: Callable[[Json, Language], Json]) -> bytes:
    """One page from its answer."""
    answer = json.loads(site.read_body(page.path))
    return render(template, page, site.settings, content(answer, page.language))


def text_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The home page, the search index, and the pages of plain text."""
    home, status = site.make_page(language, "index"), site.make_page(language, "status")
    of_all = (language, site.keys["status"], site.everything.compute_digest())
    yield Job(home.url, site.make_key(*of_all, json.dumps(site.algorithms)), partial(home_page, site, home), home)
    names = [rule.name for rule in site.rules]
    yield Job(status.url, site.make_key(*of_all, *names), partial(status_page, site, status), status)
    index = links.address(language, "search", "json")
    yield Job(index, site.make_key(*of_all), lambda: search_index(site.everything.iter_rows(site.answers), language))
    for name in ("contribute", "accessibility"):
        yield plain_job(site, site.make_page(language, name), {"section": name})
    content = api_content(site.openapi) | {"section": "api"}
    yield plain_job(site, site.make_page(language, "api"), content, json.dumps(site.openapi, sort_keys=True))
    lost = site.make_page(language, "404")
    lost.absolute = "" if site.only_touched else site.settings.find_root()
    yield plain_job(site, lost, {})


def home_page(site: Site, page: Page) -> bytes:
    """What the registry holds, at a glance."""
    first = json.loads(site.everything.read_body(site.answers))
    status = json.loads(site.read_body("status"))
    rows = site.everything.iter_rows(site.answers)
    content = home_content(status, first["facets"], rows, site.events, page.language)
    return render("home.html", page, site.settings, content)


def status_page(site: Site, page: Page) -> bytes:
    """What the registry is made of; findings lead to the pages of their rules."""
    answer = json.loads(site.read_body("status"))
    names = frozenset(rule.name for rule in site.rules)
    told = tuple(unpublished(site, page.language, answer["preview"] or {}))
    content = {"status": answer, "published": answer, "section": "status", "rule_names": names, "unpublished": told}
    return render("status.html", page, site.settings, content)


def unpublished(site: Site, language: Language, preview: Json) -> Iterator[tuple[str, str, str]]:
    """Each file a preview shows that no commit holds: what became of it, its path, and the page about it."""
    for kind in ("added", "edited", "removed"):
        for path in preview.get(kind, ()):
            url = links.address(language, page_about(path))
            yield kind, path, url if url in site.urls else ""


def page_about(path: str) -> str:
    """Path of the page that shows a file of the registry, whether there is one or not."""
    place = locate(path)
    if not place:
        return ""
    algorithm, version = place.name("algorithm"), place.name("version")
    if algorithm:
        return f"algorithms/{algorithm}" + (f"/versions/{version}" if version else "")
    return path.partition("/")[2].removesuffix(".yaml")


def published_jobs(site: Site, urls: Sequence[str]) -> Iterator[Job]:
    """Files that only make sense at a known address: the map for search engines, and whom to warn."""
    base = site.settings.base_url
    if not base or site.settings.is_preview:
        return
    pages = [url for url in urls if url.endswith(".html") and not url.endswith("/404.html")]
    made = {"sitemap.xml": sitemap(base, pages), "robots.txt": robots(base)}
    if site.settings.forge_url:
        made[".well-known/security.txt"] = security(
            base, site.settings.forge_url, json.loads(site.read_body("status"))["date"]
        )
    for url, content in made.items():
        yield Job(url, sha256(content).hexdigest(), partial(bytes, content))
