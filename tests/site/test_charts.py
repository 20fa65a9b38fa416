"""Charts: pages that tell what is drawn, and images of their own that need no style sheet."""

import csv
import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from boas.index import DomainFigures, EvidenceAnswer, EvidenceOverview, decode_answer, format_domain_csv
from boas.site import BuildResult
from boas.site._chart_files import ChartWords, render_chart_file
from boas.site._domain_figures import MOST_FIGURES, build_metric_figures
from boas.site._evidence_overview import build_year_chart
from tests.site.reading import heavy, rows, words
from tests.site.small_registry import SmallRegistry, least_served, sparse, stroke

SVG = "{http://www.w3.org/2000/svg}"


def list_images(site: Path) -> list[Path]:
    """Every image of its own."""
    return [
        *site.glob("*/figures/*.svg"),
        *site.glob("*/algorithms/*/evidence/*.svg"),
        *site.glob("*/algorithms/*/bias/*.svg"),
    ]


def test_every_image_is_sound_says_its_verdict_and_needs_no_style_sheet(site: Path) -> None:
    images = list_images(site)

    assert {"evidence-over-time", "who-was-measured", "cardiovascular-ppv"} <= {path.stem for path in images}
    assert any("-sites-" in path.stem for path in images)
    assert any("-calibration-" in path.stem for path in images)
    assert any(path.parent.name == "bias" for path in images)
    for path in images:
        root = ET.parse(path).getroot()  # noqa: S314 -- see above
        title, verdict = (root.find(f"{SVG}{name}") for name in ("title", "desc"))
        assert title is not None
        assert title.text
        assert verdict is not None
        assert verdict.text
        assert root.get("role") == "img"
        assert not [one for one in root.iter() if {"class", "style"} & set(one.keys()) or one.tag == f"{SVG}style"]
        shown = " ".join("".join(one.itertext()) for one in root.findall(f"{SVG}text"))
        assert " ".join(verdict.text.split()) in " ".join(shown.split())
        assert "BOAS" in shown


def test_a_page_leads_to_each_image_and_table_and_says_the_same_verdict(site: Path) -> None:
    for language in ("fr", "en"):
        for page in [site / language / "figures.html", *(site / language / "figures").glob("*.html")]:
            text = page.read_text()
            links = re.findall(r'href="([^"]+\.(?:svg|csv))"', text)
            assert any(link.endswith(".svg") for link in links if "static" not in link)
            for link in links:
                file = (page.parent / link).resolve()
                assert file.is_file()
                if file.suffix == ".svg" and "static" not in link:
                    verdict = ET.parse(file).getroot().findtext(f"{SVG}desc") or ""  # noqa: S314 -- see above
                    assert words(verdict) in words(text)


def test_a_page_tells_every_figure_of_the_answer(site: Path) -> None:
    told = decode_answer((site / "fr/figures/cardiovascular.json").read_bytes(), DomainFigures)
    page = (site / "fr/figures/cardiovascular.html").read_text()

    assert told.figures
    assert len([cells for cells in rows(page) if len(cells) == 5 and cells[0] != "Algorithme"]) == len(told.figures)
    for one in told.figures:
        assert one.name["fr"] in words(page)
        assert f'#evaluation-{one.figure.evaluation}"' in page
    table = format_domain_csv((site / "fr/figures/cardiovascular.json").read_bytes(), ("fr", "en"))
    assert (site / "fr/figures/cardiovascular.csv").read_bytes() == table


def test_pages_of_charts_are_found_from_home_and_small(site: Path) -> None:
    pages = [*site.glob("*/figures.html"), *site.glob("*/figures/*.html")]

    assert len(pages) >= 4
    assert 'href="figures.html"' in (site / "fr/index.html").read_text()
    assert 'href="figures.html"' in (site / "fr/audit_matrix.html").read_text()
    assert max(page.stat().st_size for page in pages) <= 100_000
    assert not {name for name in heavy(site) if "/figures" in name}


@pytest.mark.parametrize("name", ["evidence", "bias", "bias/specificity"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_picture_of_an_algorithm_has_an_image_and_a_table_of_its_own(site: Path, language: str, name: str) -> None:
    page = site / language / f"algorithms/exemple-complet/{name}.html"
    text = page.read_text()
    images, tables = (re.findall(rf'href="((?:\w+/)?[\w-]+)\.{end}"', text) for end in ("svg", "csv"))
    images = [link for link in images if "static" not in link]

    assert len(images) == len(set(images)) == len(re.findall(r'<svg class="plot[^"]*" role="img"', text)) > 1
    assert set(images) <= set(tables)
    for link in images:
        image, table = ((page.parent / f"{link}.{end}").resolve() for end in ("svg", "csv"))
        first = (ET.parse(image).getroot().findtext(f"{SVG}desc") or "").split(". ")[0]  # noqa: S314 -- see above
        assert first
        assert words(first) in words(text)
        header, *lines = csv.reader(StringIO(table.read_text()))
        assert lines
        assert {len(line) for line in lines} == {len(header)}


def test_the_table_of_a_picture_has_the_numbers_of_the_answer(site: Path) -> None:
    of = site / "fr/algorithms/exemple-complet"
    told = decode_answer((of / "evidence.json").read_bytes(), EvidenceAnswer)
    (evaluation,) = [one for one in told.evaluations if one.pooled]
    pooled = next(one for one in evaluation.pooled if one.metric == "sensitivity")
    (bins,) = [one.bins for one in evaluation.recomputed if one.bins and not one.stratum.groups]
    gaps = [one for one in evaluation.disparities if (one.metric, one.dimension) == ("sensitivity", "sex")]

    sites = read_table(of / "evidence/mesure-2026-sites-1.csv")
    assert [one["site"] for one in sites if one["row"] == "site"] == [name for name, _ in pooled.sites]
    assert [one["value"] for one in sites[:3]] == [str(one.value) for _, one in pooled.sites]
    together, average, elsewhere = sites[3:]
    assert together["denominator"] == str(pooled.together.n)
    assert average["i_squared"] == str(pooled.i_squared)
    assert pooled.prediction
    assert (elsewhere["value"], elsewhere["upper"]) == ("", str(pooled.prediction[1]))

    ranges = read_table(of / "evidence/mesure-2026-calibration-1.csv")
    assert [(one["predicted"], one["denominator"]) for one in ranges] == [
        (str(one.predicted), "" if one.observed.n is None else str(one.observed.n)) for one in bins
    ]
    groups = read_table(of / "bias/sensitivity-mesure-2026-1-sex.csv")
    assert [(one["group"], one["value"]) for one in groups] == [
        (name, "" if one.value is None else str(one.value))
        for name, one in [(gaps[0].reference, gaps[0].reference_estimate), *((gap.group, gap.estimate) for gap in gaps)]
    ]


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by the names of their columns."""
    return list(csv.DictReader(StringIO(path.read_text())))


def test_the_same_is_drawn_each_time_and_strange_names_stay_words(
    build_site: Callable[..., BuildResult], tmp_path: Path
) -> None:
    odd = stroke()
    odd = replace(odd, row=replace(odd.row, name={"fr": '<b>A & "B"</b>'}))
    for out in ("one", "two"):
        build_site(SmallRegistry(odd, sparse()), tmp_path / out)
    one, two = (list_images(tmp_path / out / "current") for out in ("one", "two"))

    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    assert "<b>" not in (tmp_path / "one/current/fr/figures/cardiovascular-ppv.svg").read_text()
    assert 'A & "B"' in " ".join(ET.parse(one[0].parent / "cardiovascular-ppv.svg").getroot().itertext())  # noqa: S314


def test_many_figures_are_cut_on_the_page_and_counted() -> None:
    registry = SmallRegistry(least_served())
    told = decode_answer(registry.bodies["figures/cardiovascular"], DomainFigures)
    many = replace(told, figures=tuple(told.figures[0] for _ in range(100)))
    (shown,) = build_metric_figures(many, "fr")

    assert (len(shown.figures), shown.n, shown.n_more) == (MOST_FIGURES, 100, 60)


@pytest.mark.parametrize("n_years", [0, 1, 60])
def test_bars_of_years_fit_whatever_their_number(n_years: int) -> None:
    told = decode_answer(SmallRegistry(stroke()).bodies["figures"], EvidenceOverview)
    year = told.years[0]
    many = replace(told, years=tuple(replace(year, year=1960 + n, n=1, total=n + 1) for n in range(n_years)))
    chart = build_year_chart(many)

    assert len(chart.bars) == n_years
    assert all(bar.x >= 0 and bar.x + bar.width <= chart.width for bar in chart.bars)
    assert all(bar.before + bar.new <= chart.height + 0.2 for bar in chart.bars)
    assert sum(bool(bar.label) for bar in chart.bars) <= 13


def test_what_is_no_chart_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        render_chart_file("nothing", ChartWords("", "", ""), "fr")
