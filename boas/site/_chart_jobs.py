"""Pages and files of charts: all evidence, and the figures of each medical domain."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from html import unescape

from boas.index import (
    DomainFigures,
    EvidenceOverview,
    Published,
    Status,
    format_domain_csv,
    format_measured_csv,
    format_years_csv,
)
from boas.site import _links as links
from boas.site._chart_files import ChartWords, render_chart_file
from boas.site._domain_figures import build_metric_chart, build_metric_figures, list_drawn_metrics
from boas.site._evidence_overview import build_overview_content, build_share_chart, build_year_chart
from boas.site._jobs import Job, Site, make_stamped_job
from boas.site._templates import Page, render_template
from boas.site._translations import choose, load_page_catalogue, name_term
from boas.site._translations import mark as _
from boas.translation import Language

_FIGURES = "figures"
_YEARS, _SHARES = _("Evaluations known by the end of each year"), _("Algorithms measured by each group of people")
_TABLES = {"years": format_years_csv, "measured": format_measured_csv}


def iter_chart_jobs(site: Site, language: Language) -> Iterator[Job]:
    """Every page of charts in one language, with its tables and images."""
    if _FIGURES not in site.keys:
        return
    page, key = site.make_page(language, _FIGURES), site.keys[_FIGURES]
    yield make_stamped_job(site, page, partial(_render_overview, site, page), key)
    for name, form in _TABLES.items():
        url = links.build_address(language, f"{_FIGURES}/{name}", "csv")
        yield Job(url, site.make_key(url, key), partial(_render_table, site, _FIGURES, form))
    for name, draw in (("evidence-over-time", _render_years), ("who-was-measured", _render_shares)):
        image = site.make_page(language, f"{_FIGURES}/{name}")
        url = links.build_address(language, image.path, "svg")
        yield Job(url, site.make_key(url, key, site.keys["status"]), partial(draw, site, image))
    for path, own in site.keys.items():
        if path.startswith(f"{_FIGURES}/"):
            yield from _iter_domain_jobs(site, language, path, own)


def _iter_domain_jobs(site: Site, language: Language, path: str, key: str) -> Iterator[Job]:
    """The page of one medical domain, its table, and an image for each metric."""
    page = site.make_page(language, path)
    yield make_stamped_job(site, page, partial(_render_domain, site, page), key)
    url = links.build_address(language, path, "csv")
    yield Job(url, site.make_key(url, key), partial(_render_table, site, path, format_domain_csv))
    for metric in site.read_fact(path, DomainFigures, list_drawn_metrics):
        image = site.make_page(language, f"{path}-{metric}")
        url = links.build_address(language, image.path, "svg")
        yield Job(url, site.make_key(url, key, site.keys["status"]), partial(_render_metric, site, image, path, metric))


def _render_overview(site: Site, page: Page) -> bytes:
    """All evidence at a glance."""
    content = build_overview_content(site.read(_FIGURES, EvidenceOverview), page.language)
    frame = {"csv": f"{_FIGURES}/measured.csv", "section": _FIGURES, "published": site.status}
    return render_template("figures.html", page, site.settings, content | frame)


def _render_domain(site: Site, page: Page) -> bytes:
    """The figures of one medical domain."""
    answer = site.read(page.path, DomainFigures)
    content = {
        "answer": answer,
        "label": choose(answer.label, page.language).text,
        "metrics": build_metric_figures(answer, page.language),
        "csv": f"{page.path}.csv",
        "section": _FIGURES,
        "published": site.status,
    }
    return render_template("domain_figures.html", page, site.settings, content)


def _render_table(site: Site, path: str, form: Callable[[bytes, Sequence[str]], bytes]) -> bytes:
    """A table of what is drawn."""
    return form(site.read_body(path), site.settings.languages)


def _render_years(site: Site, page: Page) -> bytes:
    """Evidence over time as a file."""
    answer = site.read(_FIGURES, EvidenceOverview)
    title = load_page_catalogue(page.language).gettext(_YEARS)
    return render_image(
        site, page, {"kind": "years", "chart": build_year_chart(answer), "title": title, "overview": answer}
    )


def _render_shares(site: Site, page: Page) -> bytes:
    """Who was measured as a file."""
    answer = site.read(_FIGURES, EvidenceOverview)
    title = load_page_catalogue(page.language).gettext(_SHARES)
    n_measured = sum(bool(one.measured) for one in answer.algorithms)
    content = {"kind": "shares", "chart": build_share_chart(answer), "title": title, "overview": answer}
    return render_image(site, page, {**content, "n_measured": n_measured})


def _render_metric(site: Site, page: Page, path: str, metric: str) -> bytes:
    """The figures of one metric of one medical domain as a file."""
    answer = site.read(path, DomainFigures)
    title = f"{choose(answer.label, page.language).text} – {name_term('metrics', metric, page.language)}"
    chart = build_metric_chart(answer, metric, page.language)
    return render_image(site, page, {"kind": "metric", "chart": chart, "title": title})


def render_image(
    site: Site, page: Page, content: Mapping[str, object], published: Published | Status | None = None
) -> bytes:
    """A chart as a file, with the same verdict as on its page, and from which registry and commit it is.

    The commit is that of the registry, or of what was `published` about one algorithm.
    """
    told = render_template("chart.html", page, site.settings, {"twin": "", **content}).decode()
    drawn, _, verdict = told.partition("\n---\n")
    name, known = site.settings.name(page.language), published or site.status
    parts = (name[0], site.settings.base_url, known.commit[:12], known.date[:10])
    words = ChartWords(str(content["title"]), unescape(verdict).strip(), " · ".join(filter(None, parts)))
    return render_chart_file(drawn, words, page.language)
