"""Files about evidence: the page of claims, the pages of groups one metric each, the audit matrix, and their tables."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from boas.finding import Language
from boas.site import links
from boas.site.audits import audits_of
from boas.site.bias import bias_content, metric_pages
from boas.site.cards import about, above, read
from boas.site.jobs import Job, Site
from boas.site.matrix_jobs import matrix_jobs
from boas.site.proving import evidence_content
from boas.site.render import Page
from boas.site.sheets import bias_sheet, evidence_sheet

Json = dict[str, Any]


def evidence_jobs(site: Site, language: Language) -> Iterator[Job]:
    """Every file about evidence, in one language."""
    for path in site.keys:
        match path.split("/"):
            case ["algorithms", _, "evidence"]:
                yield page_job(site, site.make_page(language, path), path, evidence_page)
                yield sheet_job(site, language, path, evidence_sheet)
            case ["algorithms", _, "bias"]:
                yield from bias_jobs(site, language, path)
                yield sheet_job(site, language, path, bias_sheet)
            case ["audit_matrix"]:
                yield from matrix_jobs(site, language)


def page_job(site: Site, page: Page, path: str, make: Callable[[Site, Page], bytes]) -> Job:
    """A page made from one answer about an algorithm and the answer about the algorithm itself."""
    key = site.make_key(page.language, page.path, site.keys[path], site.keys[above(path)])
    return Job(page.url, key, partial(make, site, page), page)


def sheet_job(site: Site, language: Language, path: str, make: Callable[[Json], bytes]) -> Job:
    """The table of a page as CSV."""
    url = links.address(language, path, "csv")
    return Job(url, site.make_key(url, site.keys[path]), lambda: make(read(site, path)))


def evidence_page(site: Site, page: Page) -> bytes:
    """Every claim about an algorithm and what became of it."""
    answer = read(site, page.path)
    card = read(site, above(page.path))
    frame = {
        "version": answer["version"],
        "digest": answer["digest"],
        "csv": f"{page.path}.csv",
        "audits": audits_of(card["audits"], answer["version"], page.language),
    }
    return about(site, page, "evidence.html", card, evidence_content(answer, page.language) | frame)


def bias_jobs(site: Site, language: Language, path: str) -> Iterator[Job]:
    """The page of each metric measured by group; the first one is the bias page, which is there in any case."""
    metrics = metric_pages(read(site, path))
    for number, metric in enumerate(metrics or ("",)):
        page = site.make_page(language, f"{path}/{metric}" if number else path)
        yield page_job(site, page, path, partial(bias_page, metric=metric, metrics=metrics))


def bias_page(site: Site, page: Page, metric: str, metrics: tuple[str, ...]) -> bytes:
    """For whom an algorithm works less well, by one metric."""
    path = f"{above(page.path)}/bias"
    answer = read(site, path)
    content = bias_content(answer, metric, page.language) | {
        "metrics": tuple(
            (one, page.to(f"{path}/{one}.html" if place else f"{path}.html")) for place, one in enumerate(metrics)
        ),
        "dimensions": answer["dimensions"],
        "audits": audits_of(answer["audits"], answer["version"], page.language),
        "version": answer["version"],
        "digest": answer["digest"],
        "twin": f"{path}.json",
        "csv": f"{path}.csv",
    }
    return about(site, page, "bias.html", read(site, above(path)), content)
