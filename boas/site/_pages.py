"""The list of all files of the site, each with the digest of what it is made of and the way to make it.

Nothing is rendered here before somebody calls a job's `make`; the same digest always makes the same bytes.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256

from boas.documents import parse_path
from boas.index import Status
from boas.site import _links as links
from boas.site._advisory_jobs import iter_advisory_jobs
from boas.site._answer_jobs import iter_answer_jobs
from boas.site._api_guide import build_api_content
from boas.site._assets import load_assets
from boas.site._badge_jobs import iter_badge_jobs
from boas.site._bundles import iter_bundle_jobs
from boas.site._card_jobs import iter_card_jobs
from boas.site._chart_jobs import iter_chart_jobs
from boas.site._code_pages import iter_code_jobs
from boas.site._codelist_files import iter_codelist_jobs
from boas.site._compare_jobs import iter_compare_jobs
from boas.site._data_files import iter_data_jobs
from boas.site._declare import iter_declare_jobs
from boas.site._dossier_jobs import iter_dossier_jobs
from boas.site._evidence_jobs import iter_evidence_jobs
from boas.site._feed_jobs import iter_feed_jobs
from boas.site._finder import iter_finder_jobs
from boas.site._guide import iter_guide_jobs
from boas.site._home import build_home_content
from boas.site._jobs import Job, Site, make_plain_job
from boas.site._listing_jobs import iter_list_jobs
from boas.site._notice_jobs import iter_notice_jobs
from boas.site._pagination import count_pages, cut_page, find_neighbour_pages
from boas.site._removal_jobs import iter_removal_jobs
from boas.site._renaming_jobs import iter_renaming_jobs
from boas.site._reuses import build_reuse_draft
from boas.site._rule_jobs import iter_rule_jobs
from boas.site._search import PART_ROWS, build_part_name, render_search_index
from boas.site._settings import Settings
from boas.site._templates import Page, render_template
from boas.site._text_files import render_robots, render_security, render_sitemaps
from boas.site._version_files import iter_archive_jobs
from boas.translation import Language

__all__ = ["Job", "list_all_jobs", "render_missing"]

_OK = 200
_SECURITY_FILE = ".well-known/security.txt"


def list_all_jobs(site: Site) -> tuple[Job, ...]:
    """Every file of the site that is to be made, sorted by address."""
    jobs = [*_iter_asset_jobs(), *iter_archive_jobs(site), *iter_codelist_jobs(site), *iter_advisory_jobs(site)]
    jobs += [_make_root_job(site), *iter_data_jobs(site), *iter_bundle_jobs(site)]
    for language in site.settings.languages:
        jobs += [*_iter_twin_jobs(site, language), *iter_answer_jobs(site, language), *iter_list_jobs(site, language)]
        jobs += [*iter_card_jobs(site, language), *iter_evidence_jobs(site, language), *iter_feed_jobs(site, language)]
        jobs += [*_iter_text_jobs(site, language), *iter_rule_jobs(site, language), *iter_guide_jobs(site, language)]
        jobs += [*iter_removal_jobs(site, language), *iter_notice_jobs(site, language), *iter_code_jobs(site, language)]
        jobs += [
            *iter_finder_jobs(site, language),
            *iter_badge_jobs(site, language),
            *iter_declare_jobs(site, language),
            *iter_dossier_jobs(site, language),
            *iter_compare_jobs(site, language),
            *iter_chart_jobs(site, language),
        ]
    jobs += list(iter_renaming_jobs(site, jobs))
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
        yield Job(links.build_address(language, path, "json"), key, partial(site.read_body, path), content=key)


def _iter_text_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The home page, the search index, and the pages of plain text."""
    home = site.make_page(language, "index")
    of_all = (language, site.keys["status"], site.everything.compute_digest())
    yield Job(
        home.url, site.make_key(*of_all, json.dumps(site.algorithms)), partial(_render_home_page, site, home), home
    )
    names = [rule.name for rule in site.rules]
    last = count_pages(site.status.findings, _FINDINGS_PER_PAGE)
    for number in range(1, last + 1):
        status = site.make_page(language, _build_status_path(number))
        key = site.make_key(*of_all, *names, str(number))
        yield Job(status.url, key, partial(_render_status_page, site, status, (number, last)), status)
    yield from _iter_search_jobs(site, language)
    example = _find_example_addresses(site.keys)
    draft = build_reuse_draft(example["an_algorithm"], example["a_version"], "", language)
    yield from _iter_notice_pages(site, language)
    for name in ("contribute", "accessibility"):
        page = site.make_page(language, name)
        yield make_plain_job(site, page, {"section": name, "draft": draft, **example}, *example.values())
    content = {**build_api_content(site.openapi, language), "section": "api", **example}
    made_of = (json.dumps(site.openapi, sort_keys=True), *example.values())
    yield make_plain_job(site, site.make_page(language, "api"), content, *made_of)
    lost = site.make_page(language, "404")
    lost.absolute = "" if site.only_touched else site.settings.find_root()
    yield make_plain_job(site, lost, {"near": ()})


def _iter_notice_pages(site: Site, language: Language) -> Iterator[Job]:
    """Who answers for the site, and whom to tell of a weakness: what the registry says of it, and what it does not."""
    base, contact = site.settings.base_url, find_report_address(site.status)
    security_file = f"{base}/{_SECURITY_FILE}" if base and contact and not site.settings.is_preview else ""
    content = {"status": site.status, "contact": contact, "security_file": security_file}
    for name in ("legal", "security"):
        yield make_plain_job(site, site.make_page(language, name), {"section": name, **content}, site.keys["status"])


def find_report_address(status: Status) -> str:
    """Where a weakness is told in private: what the registry says, else its forge; empty when neither is known."""
    return status.security_contact or (links.build_report_link(status.forge_url) if status.forge_url else "")


def render_missing(near: Sequence[tuple[str, str]], language: Language, settings: Settings) -> bytes:
    """The page that says that there is none, with paths and names of what has nearly the id that was asked for."""
    page = Page(language, "404")
    page.absolute = settings.find_root()
    content = {"twin": "", "near": [(page.to(f"{path}.html"), name) for path, name in near]}
    return render_template("404.html", page, settings, content)


def _iter_search_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The search index in parts, of which the first one names the others."""
    last = count_pages(site.listing.lines, PART_ROWS)
    for number in range(1, last + 1):
        place = build_part_name(number)
        parts = [f"{build_part_name(later)}.json" for later in range(2, last + 1)] if number == 1 else []
        made_of = site.listing.compute_slice_digest((number - 1) * PART_ROWS, number * PART_ROWS)
        make = partial(_render_search_part, site, language, number, parts)
        yield Job(links.build_address(language, place, "json"), site.make_key(language, made_of, *parts), make)


def _render_search_part(site: Site, language: Language, number: int, parts: Sequence[str]) -> bytes:
    """One part of the search index."""
    rows = site.listing.iter_rows((number - 1) * PART_ROWS, number * PART_ROWS)
    return render_search_index(rows, language, parts, is_later=number > 1)


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
    content = build_home_content(site.status, site.listing.facets, site.listing.iter_rows(), site.events, page.language)
    return render_template("home.html", page, site.settings, content)


_FINDINGS_PER_PAGE = 80


def _build_status_path(number: int = 1) -> str:
    """Path of one page of the status: the first one tells all but further findings."""
    return "status" if number == 1 else f"status-{number}"


def _render_status_page(site: Site, page: Page, place: tuple[int, int]) -> bytes:
    """What the registry is made of; findings lead to the pages of their rules."""
    answer = site.status
    names = frozenset(rule.name for rule in site.rules)
    told = tuple(_iter_unpublished_files(site, page.language))
    content = {
        "status": answer,
        "findings": cut_page(answer.findings, _FINDINGS_PER_PAGE, place[0]),
        "around": find_neighbour_pages(page, _build_status_path, *place),
        "twin": "status.json",
        "published": answer,
        "section": "status",
        "rule_names": names,
        "unpublished": told,
    }
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
    made = {**render_sitemaps(base, pages), "robots.txt": render_robots(base)}
    if contact := find_report_address(site.status):
        made[_SECURITY_FILE] = render_security(base, site.settings, contact, site.status.date)
    for url, content in made.items():
        yield Job(url, sha256(content).hexdigest(), partial(bytes, content))
