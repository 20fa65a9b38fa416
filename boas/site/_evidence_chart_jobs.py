"""Files of each picture of the evidence of one algorithm, to be put into a report: an image, and its table.

Sites and calibration lie below the page of its evidence, groups below the page of groups.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from boas.index import BiasAnswer, EvaluationAnswer, EvidenceAnswer
from boas.site import _links as links
from boas.site._bias import build_group_plot, list_group_plots
from boas.site._calibration import build_calibration_plots
from boas.site._chart_jobs import render_image
from boas.site._forest_plots import build_forests
from boas.site._jobs import Job, Site
from boas.site._sheets import render_bins_sheet, render_gaps_sheet, render_sites_sheet
from boas.site._templates import Page
from boas.site._translations import choose, load_page_catalogue, name_term
from boas.site._translations import mark as _
from boas.translation import Language

_CALIBRATION = _("Predicted against observed")
_DRAWN = (b'"pooled":[{', b'"bins":[{')
"""Stand in the answer about evidence of which something is drawn."""


@dataclass(frozen=True, slots=True)
class _ChartFiles:
    """One picture: what its files are called, and what makes them."""

    name: str
    draw: Callable[[Page], bytes]
    write: Callable[[], bytes]


def iter_evidence_charts(site: Site, language: Language, path: str) -> Iterator[Job]:
    """Files of the sites and of the calibration on the page of an algorithm's evidence."""
    # Few algorithms were measured at several sites or give probabilities; the others' answers need not be decoded.
    if not site.holds_any(path, _DRAWN):
        return
    answer = site.read(path, EvidenceAnswer)
    name = choose(answer.name, language).text
    for evaluation in answer.evaluations:
        for forest in build_forests(evaluation, language):
            if forest.is_drawn:
                told = (name_term("metrics", forest.metric, language), forest.variant, name)
                content = {"kind": "forest", "chart": forest, "title": _join(told)}
                draw = partial(_render_made, site, evaluation, content)
                write = partial(render_sites_sheet, forest.pooled)
                yield from _iter_files(site, language, path, _ChartFiles(forest.id, draw, write))
        for plot in build_calibration_plots(evaluation, language):
            told = (load_page_catalogue(language).gettext(_CALIBRATION), plot.variant, name)
            content = {"kind": "calibration", "chart": plot, "title": _join(told)}
            draw = partial(_render_made, site, evaluation, content)
            write = partial(render_bins_sheet, plot.bins)
            yield from _iter_files(site, language, path, _ChartFiles(plot.id, draw, write))


def iter_group_charts(site: Site, language: Language, path: str) -> Iterator[Job]:
    """Files of every dimension on the pages of groups, metric by metric."""
    for metric, name in site.read_fact(path, BiasAnswer, list_group_plots):
        draw = partial(_render_groups, site, path, metric, name)
        write = partial(_render_groups_table, site, path, metric, name, language)
        yield from _iter_files(site, language, path, _ChartFiles(f"{metric}-{name}", draw, write))


def _iter_files(site: Site, language: Language, path: str, one: _ChartFiles) -> Iterator[Job]:
    """The image of a picture, which says the commit that brought the evaluation, and its table."""
    image = site.make_page(language, f"{path}/{one.name}")
    url = links.build_address(language, image.path, "svg")
    yield Job(url, site.make_key(url, site.keys[path]), partial(one.draw, image))
    url = links.build_address(language, image.path, "csv")
    yield Job(url, site.make_key(url, site.keys[path]), one.write)


def _render_made(site: Site, evaluation: EvaluationAnswer, content: Mapping[str, object], page: Page) -> bytes:
    """A picture of which everything is known."""
    return render_image(site, page, content, evaluation.published)


def _render_groups(site: Site, path: str, metric: str, name: str, page: Page) -> bytes:
    """The groups of one dimension beside their reference; built when it is asked for, since there may be many."""
    answer = site.read(path, BiasAnswer)
    evaluation, variant, made = build_group_plot(answer, metric, name, page.language)
    told = (name_term("metrics", metric, page.language), made.label, variant, choose(answer.name, page.language).text)
    content = {"kind": "groups", "chart": made, "title": _join(told)}
    return render_image(site, page, content, evaluation.published)


def _render_groups_table(site: Site, path: str, metric: str, name: str, language: Language) -> bytes:
    """The same groups as a table, which has the same bytes in every language."""
    evaluation, _, made = build_group_plot(site.read(path, BiasAnswer), metric, name, language)
    return render_gaps_sheet(evaluation, made.gaps)


def _join(parts: Sequence[str]) -> str:
    """Parts of a title, those that say something."""
    return " – ".join(filter(None, parts))
