"""The list of all files of the site, each with the digest of what it is made of and the way to make it.

Nothing is rendered here before somebody calls a job's `make`; the same digest always makes the same bytes.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import TypeVar

from boas.documents import parse_path
from boas.index import (
    DataSourceAnswer,
    DataSourceList,
    OrganisationAnswer,
    OrganisationList,
    ReuseOverview,
    decode_answer,
)
from boas.site import _links as links
from boas.site._advisory_jobs import iter_advisory_jobs
from boas.site._api_guide import build_api_content
from boas.site._assets import load_assets
from boas.site._card_jobs import iter_card_jobs
from boas.site._catalogue_pages import (
    build_data_source_content,
    build_data_sources_content,
    build_organisation_content,
    build_organisations_content,
)
from boas.site._code_pages import iter_code_jobs
from boas.site._codelist_files import iter_codelist_jobs
from boas.site._evidence_jobs import iter_evidence_jobs
from boas.site._feed_jobs import iter_feed_jobs
from boas.site._guide import iter_guide_jobs
from boas.site._home import build_home_content
from boas.site._jobs import Job, Site, make_plain_job
from boas.site._listing_jobs import iter_list_jobs
from boas.site._notice_jobs import iter_notice_jobs
from boas.site._removal_jobs import iter_removal_jobs
from boas.site._reuses import build_reuse_draft, build_reuses_content
from boas.site._rule_jobs import iter_rule_jobs
from boas.site._search import render_search_index
from boas.site._templates import Page, render_template
from boas.site._text_files import render_robots, render_security, render_sitemap
from boas.site._version_files import iter_archive_jobs
from boas.translation import Language

__all__ = ["Job", "list_all_jobs"]

_OK = 200


def list_all_jobs(site: Site) -> tuple[Job, ...]:
    """Every file of the site that is to be made, sorted by address."""
    jobs = [*_iter_asset_jobs(), *iter_archive_jobs(site), *iter_codelist_jobs(site), *iter_advisory_jobs(site)]
    jobs.append(_make_root_job(site))
    for language in site.settings.languages:
        jobs += [*_iter_twin_jobs(site, language), *_iter_answer_jobs(site, language), *iter_list_jobs(site, language)]
        jobs += [*iter_card_jobs(site, language), *iter_evidence_jobs(site, language), *iter_feed_jobs(site, language)]
        jobs += [*_iter_text_jobs(site, language), *iter_rule_jobs(site, language), *iter_guide_jobs(site, language)]
        jobs += [*iter_removal_jobs(site, language), *iter_notice_jobs(site, language), *iter_code_jobs(site, language)]
    jobs += _iter_published_jobs(site, [job.url for job in jobs if job.status == _OK])
    site.urls.update(job.url for job in jobs)
    chosen = site.selection
    made = [job for job in jobs if chosen.holds(job.url)] if chosen else jobs
    return tuple(sorted(made, key=lambda job: job.url))


def _iter_asset_jobs() -> Iterator[Job]:
    """Files all pages share."""
    for one in load_assets().values():
        yield Job(one.url, sha256(one.content).hexdigest(), partial(bytes, one.content))


def _make_root_job(site: Site) -> Job:
    """The page at the site's root, made again with every change: its key tells whether anything has changed."""
    page = Page(site.settings.languages[0], "index")
    page.url = "index.html"
    return Job(page.url, site.digest, partial(render_template, "root.html", page, site.settings, {"twin": ""}), page)


def _iter_twin_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The answers themselves, byte for byte, beside their pages."""
    for path, key in site.keys.items():
        yield Job(links.build_address(language, path, "json"), key, partial(site.read_body, path))


Kind = TypeVar("Kind")
_AnswerPage = tuple[str, Callable[[bytes, Language], Mapping[str, object]]]
"""Template, and content from the bytes of an answer."""


def _make_answer_page(
    template: str, kind: type[Kind], build: Callable[[Kind, Language], Mapping[str, object]]
) -> _AnswerPage:
    """A page that shows an answer of one kind."""
    return template, lambda body, language: build(decode_answer(body, kind), language)


_CONTENT: Mapping[str, _AnswerPage] = {
    "data_sources": _make_answer_page("data_source.html", DataSourceAnswer, build_data_source_content),
    "organisations": _make_answer_page("organisation.html", OrganisationAnswer, build_organisation_content),
}
"""Template and content of the page of one thing, by folder."""

_LISTS: Mapping[str, _AnswerPage] = {
    "data_sources": _make_answer_page("data_sources.html", DataSourceList, build_data_sources_content),
    "organisations": _make_answer_page("organisations.html", OrganisationList, build_organisations_content),
    "reuses": _make_answer_page("reuses.html", ReuseOverview, build_reuses_content),
}
"""Template and content of pages that stand for one answer, by path."""


def _iter_answer_jobs(site: Site, language: Language) -> Iterator[Job]:
    """Pages that show one answer each."""
    for path, key in site.keys.items():
        folder = path.partition("/")[0]
        if path in _LISTS:
            template, content = _LISTS[path]
        elif folder in _CONTENT:
            template, content = _CONTENT[folder]
        else:
            continue
        page = site.make_page(language, path)
        yield Job(
            page.url, site.make_key(language, key), partial(_render_answer_page, site, page, template, content), page
        )


def _render_answer_page(
    site: Site, page: Page, template: str, content: Callable[[bytes, Language], Mapping[str, object]]
) -> bytes:
    """One page from its answer."""
    return render_template(template, page, site.settings, content(site.read_body(page.path), page.language))


def _iter_text_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The home page, the search index, and the pages of plain text."""
    home, status = site.make_page(language, "index"), site.make_page(language, "status")
    of_all = (language, site.keys["status"], site.everything.compute_digest())
    yield Job(
        home.url, site.make_key(*of_all, json.dumps(site.algorithms)), partial(_render_home_page, site, home), home
    )
    names = [rule.name for rule in site.rules]
    yield Job(status.url, site.make_key(*of_all, *names), partial(_render_status_page, site, status), status)
    index = links.build_address(language, "search", "json")
    yield Job(
        index, site.make_key(*of_all), lambda: render_search_index(site.everything.iter_rows(site.answers), language)
    )
    example = _find_example_addresses(site.keys)
    draft = build_reuse_draft(example["an_algorithm"], example["a_version"], "", language)
    for name in ("contribute", "accessibility"):
        page = site.make_page(language, name)
        yield make_plain_job(site, page, {"section": name, "draft": draft, **example}, *example.values())
    content = {**build_api_content(site.openapi, language), "section": "api", **example}
    made_of = (json.dumps(site.openapi, sort_keys=True), *example.values())
    yield make_plain_job(site, site.make_page(language, "api"), content, *made_of)
    lost = site.make_page(language, "404")
    lost.absolute = "" if site.only_touched else site.settings.find_root()
    yield make_plain_job(site, lost, {})


def _find_example_addresses(paths: Iterable[str]) -> dict[str, str]:
    """Addresses of answers that this registry has, for lines that a reader can run as they stand; empty without any."""
    found = dict.fromkeys(("an_algorithm", "a_version", "a_data_source"), "")
    for path in sorted(paths):
        match path.split("/"):
            case ["algorithms", name, "versions", version] if not found["an_algorithm"]:
                found |= {"an_algorithm": name, "a_version": version}
            case ["data_sources", name] if not found["a_data_source"]:
                found["a_data_source"] = name
    return found


def _render_home_page(site: Site, page: Page) -> bytes:
    """What the registry holds, at a glance."""
    facets = site.everything.read(site.answers).facets
    rows = site.everything.iter_rows(site.answers)
    content = build_home_content(site.status, facets, rows, site.events, page.language)
    return render_template("home.html", page, site.settings, content)


def _render_status_page(site: Site, page: Page) -> bytes:
    """What the registry is made of; findings lead to the pages of their rules."""
    answer = site.status
    names = frozenset(rule.name for rule in site.rules)
    told = tuple(_iter_unpublished_files(site, page.language))
    content = {"status": answer, "published": answer, "section": "status", "rule_names": names, "unpublished": told}
    return render_template("status.html", page, site.settings, content)


def _iter_unpublished_files(site: Site, language: Language) -> Iterator[tuple[str, str, str]]:
    """Each file a preview shows that no commit holds: what became of it, its path, and the page about it."""
    preview = site.status.preview
    told = {"added": preview.added, "edited": preview.edited, "removed": preview.removed} if preview else {}
    for kind, paths in told.items():
        for path in paths:
            url = links.build_address(language, _find_page_path(path))
            yield kind, path, url if url in site.urls else ""


def _find_page_path(path: str) -> str:
    """Path of the page that shows a file of the registry, whether there is one or not."""
    place = parse_path(path)
    if not place:
        return ""
    algorithm, version = place.algorithm, place.version
    if algorithm:
        return f"algorithms/{algorithm}" + (f"/versions/{version}" if version else "")
    return path.partition("/")[2].removesuffix(".yaml")


def _iter_published_jobs(site: Site, urls: Sequence[str]) -> Iterator[Job]:
    """Files that only make sense at a known address: the map for search engines, and whom to warn."""
    base = site.settings.base_url
    if not base or site.settings.is_preview:
        return
    pages = [url for url in urls if url.endswith(".html") and not url.endswith("/404.html")]
    made = {"sitemap.xml": render_sitemap(base, pages), "robots.txt": render_robots(base)}
    if site.settings.forge_url:
        made[".well-known/security.txt"] = render_security(base, site.settings, site.status.date)
    for url, content in made.items():
        yield Job(url, sha256(content).hexdigest(), partial(bytes, content))
