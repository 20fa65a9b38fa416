"""The list of all files of the site, each with the digest of what it is made of and the way to make it.

Nothing is rendered here before somebody calls a job's `make`; the same digest always makes the same bytes.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

from boas.finding import LANGUAGES, Language
from boas.site import browse, links
from boas.site.ask import Answers, RulePage
from boas.site.assets import assets, engine_digest
from boas.site.card import card_view
from boas.site.home import home_content
from boas.site.places import data_source_content, data_sources_content, organisation_content, organisations_content
from boas.site.render import Page, render
from boas.site.search import search_index
from boas.site.settings import Settings
from boas.site.texts import api_content, robots, rules_content, security, sitemap

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Job:
    """One file of the site."""

    url: str
    """Below the site's root."""
    key: str
    """Digest of everything the file is made of."""
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Walk:
    """All pages of one list, read once: what several jobs share."""

    bodies: tuple[bytes, ...]

    def digest(self) -> str:
        """Digest of all pages of the list."""
        return sha256(b"".join(sha256(body).digest() for body in self.bodies)).hexdigest()

    def rows(self) -> Iterator[Json]:
        """All algorithms, in order."""
        return (one for body in self.bodies for one in json.loads(body)["algorithms"])


@dataclass(frozen=True, slots=True)
class Site:
    """What every job is made from."""

    answers: Answers
    keys: Mapping[str, str]
    settings: Settings
    rules: Sequence[RulePage]
    openapi: Json
    everything: Walk

    def key(self, *parts: str) -> str:
        """Digest of the parts of one file, with what every page depends on."""
        return sha256("\0".join((engine_digest(), repr(self.settings), *parts)).encode()).hexdigest()


def walk(answers: Answers, filters: Mapping[str, Sequence[str]]) -> Walk:
    """All pages of a list."""
    bodies = [answers.algorithms(filters, limit=browse.PAGE_ROWS)]
    while after := json.loads(bodies[-1])["next"]:
        bodies.append(answers.algorithms(filters, limit=browse.PAGE_ROWS, after=after))
    return Walk(tuple(bodies))


def site_of(answers: Answers, rules: Sequence[RulePage], openapi: Json) -> Site:
    """Everything jobs are made from, asked once."""
    settings = Settings.of(answers.body("status"))
    return Site(answers, dict(sorted(answers.keys())), settings, rules, openapi, walk(answers, {}))


def all_jobs(site: Site) -> tuple[Job, ...]:
    """Every file of the site but those made of the list of files itself, sorted by address."""
    jobs = [*asset_jobs(), Job("index.html", site.key("root"), lambda: root_page(site.settings))]
    for language in LANGUAGES:
        jobs += [*twin_jobs(site, language), *answer_jobs(site, language), *list_jobs(site, language)]
        jobs += [*text_jobs(site, language), *rule_jobs(site, language)]
    jobs += published_jobs(site, [job.url for job in jobs])
    return tuple(sorted(jobs, key=lambda job: job.url))


def asset_jobs() -> Iterator[Job]:
    """Files all pages share."""
    for one in assets().values():
        yield Job(one.url, sha256(one.content).hexdigest(), partial(bytes, one.content))


def root_page(settings: Settings) -> bytes:
    """The page at the site's root: it leads to the first language and offers the other."""
    return render("root.html", Page("fr", "index", url="index.html"), settings, {"twin": ""})


def twin_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The answers themselves, byte for byte, beside their pages."""
    for path, key in site.keys.items():
        yield Job(links.address(language, path, "json"), key, partial(site.answers.body, path))


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
        folder, _, name = path.partition("/")
        if path in LISTS:
            template, content = LISTS[path]
        elif folder in CONTENT:
            template, content = CONTENT[folder]
        elif folder == "algorithms" and "/" not in name:
            template, content = "card.html", card_content
        else:
            continue
        make = partial(answer_page, site, Page(language, path), template, content)
        yield Job(links.address(language, path), site.key(language, key), make)


def answer_page(site: Site, page: Page, template: str, content: Callable[[Json, Language], Json]) -> bytes:
    """One page from its answer."""
    answer = json.loads(site.answers.body(page.path))
    return render(template, page, site.settings, content(answer, page.language))


def card_content(answer: Json, language: Language) -> Json:
    """What the template of a card asks for."""
    latest = answer["latest"]
    view = card_view(answer, language)
    return {"view": view, "published": latest["published"], "source_path": answer["path"], "section": "algorithms"}


def list_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The list of all algorithms, and one list for each value of each facet, with their twins."""
    yield from browse_jobs(site, language, site.everything, links.list_path)
    for facet in json.loads(site.everything.bodies[0])["facets"]:
        for one in facet["values"]:
            name, value = facet["name"], one["value"]
            found = walk(site.answers, {name: [value]})
            yield from browse_jobs(site, language, found, partial(links.facet_path, name, value))


def browse_jobs(site: Site, language: Language, found: Walk, path: Callable[..., str]) -> Iterator[Job]:
    """The pages of one list."""
    last = len(found.bodies)
    for number, body in enumerate(found.bodies, start=1):
        page = Page(language, path(page=number))
        around = browse.Around(
            number,
            page.to(path(page=number - 1) + ".html") if number > 1 else "",
            page.to(path(page=number + 1) + ".html") if number < last else "",
        )
        twin = f"{page.path}.json"
        make = partial(browse.browse_page, body, page, site.settings, around, twin=twin)
        digest = sha256(body).hexdigest()
        yield Job(page.url, site.key(language, digest, str(number), str(last)), make)
        yield Job(links.address(language, page.path, "json"), digest, partial(bytes, body))


def text_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The home page, the search index, and the pages of plain text."""
    home = Page(language, "index")
    everything = site.everything
    status = Page(language, "status")
    key = site.key(language, site.keys["status"], repr([rule.name for rule in site.rules]))
    yield Job(status.url, key, partial(status_page, site, status))
    key = site.key(language, site.keys["status"], everything.digest())
    yield Job(home.url, key, lambda: render("home.html", home, site.settings, home_page(site, language)))
    yield Job(
        links.address(language, "search", "json"),
        site.key(language, everything.digest()),
        lambda: search_index(everything.rows(), language),
    )
    for name in ("contribute", "accessibility"):
        page = Page(language, name)
        yield Job(page.url, site.key(language), partial(plain_page, site, page, f"{name}.html", {"section": name}))
    api = Page(language, "api")
    key = site.key(language, json.dumps(site.openapi, sort_keys=True))
    content = api_content(site.openapi) | {"section": "api"}
    yield Job(api.url, key, partial(plain_page, site, api, "api.html", content))
    lost = Page(language, "404", absolute=site.settings.root())
    yield Job(lost.url, site.key(language), partial(plain_page, site, lost, "not_found.html", {}))


def home_page(site: Site, language: Language) -> Json:
    """What the home page asks for."""
    first = json.loads(site.everything.bodies[0])
    status = json.loads(site.answers.body("status"))
    return home_content(status, first["facets"], site.everything.rows(), language)


def status_page(site: Site, page: Page) -> bytes:
    """What the registry is made of; findings lead to the pages of their rules."""
    answer = json.loads(site.answers.body("status"))
    names = frozenset(rule.name for rule in site.rules)
    content = {"status": answer, "published": answer, "section": "status", "rule_names": names}
    return render("status.html", page, site.settings, content)


def plain_page(site: Site, page: Page, template: str, content: Json) -> bytes:
    """A page that stands for no answer and has no twin."""
    return render(template, page, site.settings, {"twin": ""} | content)


def rule_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The list of rules and one page for each."""
    page = Page(language, "rules")
    key = site.key(language, repr(site.rules))
    yield Job(page.url, key, partial(plain_page, site, page, "rules.html", rules_content(site.rules)))
    for rule in site.rules:
        page = Page(language, f"rules/{rule.name}")
        content = {"rule": rule, "section": "rules"}
        yield Job(page.url, site.key(language, repr(rule)), partial(plain_page, site, page, "rule.html", content))


def published_jobs(site: Site, urls: Sequence[str]) -> Iterator[Job]:
    """Files that only make sense at a known address: the map for search engines, and whom to warn."""
    base = site.settings.base_url
    if not base:
        return
    pages = [url for url in urls if url.endswith(".html") and not url.endswith("/404.html")]
    made = {"sitemap.xml": sitemap(base, pages), "robots.txt": robots(base)}
    if site.settings.forge_url:
        made[".well-known/security.txt"] = security(base, site.settings.forge_url)
    for url, content in made.items():
        yield Job(url, sha256(content).hexdigest(), partial(bytes, content))
