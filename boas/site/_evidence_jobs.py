"""Files about evidence: the page of claims, the pages of groups one metric each, the audit matrix, and their tables."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from boas.index import AlgorithmAnswer, BiasAnswer, EvidenceAnswer
from boas.site import _links as links
from boas.site._audits import list_audit_views
from boas.site._bias import build_bias_content, list_metric_pages
from boas.site._card_jobs import render_algorithm_page, to_algorithm_path
from boas.site._evidence_chart_jobs import iter_evidence_charts, iter_group_charts
from boas.site._evidence_view import build_evidence_content
from boas.site._jobs import Job, Site
from boas.site._matrix_jobs import iter_matrix_jobs
from boas.site._reviews import render_reviews_sheet
from boas.site._sheets import render_bias_sheet, render_evidence_sheet
from boas.site._templates import Page
from boas.translation import Language

Kind = TypeVar("Kind")


def iter_evidence_jobs(site: Site, language: Language) -> Iterator[Job]:
    """Every file about evidence, in one language."""
    for path in site.keys:
        match path.split("/"):
            case ["algorithms", _, "evidence"]:
                yield _make_page_job(site, site.make_page(language, path), path, _render_evidence_page)
                yield _make_sheet_job(site, language, path, EvidenceAnswer, render_evidence_sheet)
                yield from iter_evidence_charts(site, language, path)
            case ["algorithms", _, "bias"]:
                yield from _iter_bias_jobs(site, language, path)
                yield _make_sheet_job(site, language, path, BiasAnswer, render_bias_sheet)
                yield from iter_group_charts(site, language, path)
            case ["audit_matrix"]:
                yield from iter_matrix_jobs(site, language)
            case ["reviews"]:
                url = links.build_address(language, path, "csv")
                yield Job(url, site.make_key(url, site.keys[path]), partial(_render_reviews, site, path))


def _make_page_job(site: Site, page: Page, path: str, make: Callable[[Site, Page], bytes]) -> Job:
    """A page made from one answer about an algorithm and the answer about the algorithm itself."""
    key = site.make_key(page.language, page.path, site.keys[path], site.keys[to_algorithm_path(path)])
    return Job(page.url, key, partial(make, site, page), page)


def _make_sheet_job(site: Site, language: Language, path: str, kind: type[Kind], make: Callable[[Kind], bytes]) -> Job:
    """The table of a page as CSV."""
    url = links.build_address(language, path, "csv")
    return Job(url, site.make_key(url, site.keys[path]), lambda: make(site.read(path, kind)))


def _render_reviews(site: Site, path: str) -> bytes:
    """The table of who judged and who measured what."""
    return render_reviews_sheet(site.read_body(path), site.settings.languages)


def _render_evidence_page(site: Site, page: Page) -> bytes:
    """Every claim about an algorithm and what became of it."""
    answer = site.read(page.path, EvidenceAnswer)
    card = site.read(to_algorithm_path(page.path), AlgorithmAnswer)
    frame = {
        "version": answer.version,
        "digest": answer.digest,
        "csv": f"{page.path}.csv",
        "audits": list_audit_views(card.audits, answer.version, page.language),
    }
    return render_algorithm_page(
        site, page, "evidence.html", card, build_evidence_content(answer, page.language) | frame
    )


def _iter_bias_jobs(site: Site, language: Language, path: str) -> Iterator[Job]:
    """The page of each metric measured by group; the first one is the bias page, which is there in any case."""
    metrics = site.read_fact(path, BiasAnswer, list_metric_pages)
    for number, metric in enumerate(metrics or ("",)):
        page = site.make_page(language, f"{path}/{metric}" if number else path)
        yield _make_page_job(site, page, path, partial(_render_bias_page, metric=metric, metrics=metrics))


def _render_bias_page(site: Site, page: Page, metric: str, metrics: tuple[str, ...]) -> bytes:
    """For whom an algorithm works less well, by one metric."""
    path = f"{to_algorithm_path(page.path)}/bias"
    answer = site.read(path, BiasAnswer)
    content = build_bias_content(answer, metric, page.language) | {
        "metrics": tuple(
            (one, page.to(f"{path}/{one}.html" if place else f"{path}.html")) for place, one in enumerate(metrics)
        ),
        "dimensions": answer.dimensions,
        "audits": list_audit_views(answer.audits, answer.version, page.language),
        "version": answer.version,
        "digest": answer.digest,
        "twin": f"{path}.json",
        "csv": f"{path}.csv",
    }
    card = site.read(to_algorithm_path(path), AlgorithmAnswer)
    return render_algorithm_page(site, page, "bias.html", card, content)
