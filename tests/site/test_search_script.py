"""The script of a static site finds what the API finds: lists, suggestions, the finder, and near pages."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qsl

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect, sync_playwright

from boas.index import AlgorithmQuery, Index, open_index
from tests.shipped import make_shipped_index

NAMES = "all => all.map(one => one.href.split('/').pop().replace('.html', ''))"
COUNTS = (
    "all => all.map(({ dataset, lastElementChild }) => [dataset.facet, dataset.value, lastElementChild.textContent])"
)
FITTING = "all => all.map(one => [one.querySelector('a').href.split('/').pop(), one.innerText.split('✓').length - 1])"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (ci/setup --test installs it)"),
    # Playwright's own event loop leaves a socket to the collector when it stops.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


class Quiet(SimpleHTTPRequestHandler):
    """A host of files, with the page for what is not there."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name there
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002 -- its signature
        """Show the site's own page."""
        body = (Path(self.directory) / "fr/404.html").read_bytes()
        self.send_response(code, message)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def address(shipped_site: Path) -> Iterator[str]:
    """Where the shipped registry is hosted."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(shipped_site)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 780})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    page.close()
    assert wrong == []


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    with closing(open_index(make_shipped_index())) as opened:
        yield opened


@pytest.mark.parametrize(
    "query",
    [
        "data_source=snds&metric=ppv",
        "only_on=snds-pmsi-mco&only_on=snds-dcir",
        "kind=rule&kind=ml&reusable=yes&language=python",
        "origin=example",
        "bias_audit=no&sort=-evaluated&figures=yes",
        "evaluated_in=2019",
        "metric=ppv&kind=generative",
    ],
)
def test_filters_find_on_a_static_host_what_the_api_finds(address: str, page: Page, index: Index, query: str) -> None:
    page.goto(f"{address}/fr/algorithms.html?{query}")
    page.wait_for_selector(".chips")
    told = json.loads(index.list_algorithms(AlgorithmQuery.parse([*parse_qsl(query), ("limit", "100")])))

    shown = page.eval_on_selector_all(".rows .row-name a", NAMES)
    assert sorted(shown) == sorted(row["id"] for row in told["algorithms"])[: len(shown)] or len(shown) == 40
    assert page.inner_text(".list-head .count").startswith(str(told["total"])) or not told["total"]
    counts = {(f["name"], v["value"]): v["count"] for f in told["facets"] for v in f["values"]}
    links = page.eval_on_selector_all(".facets a[data-facet]", COUNTS)
    assert {(facet, value): int(n) for facet, value, n in links} == {(f, v): counts.get((f, v), 0) for f, v, _ in links}
    expect(page.locator(".tools a[hreflang=en]")).to_have_attribute("href", f"{address}/en/algorithms.html?{query}")
    if not told["total"]:
        assert page.locator(".empty li").count() == len(told["relaxed"]) > 0


FIGURES = """all => all.map(one => [one.querySelector("a").getAttribute("href").replace(/.*\\//, ""),
    (one.querySelector(".figure") || { innerText: "" }).innerText.replaceAll(/\\s+/g, " ")])"""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_rows_found_by_the_script_tell_the_same_figure_as_rows_of_a_list(
    address: str, page: Page, language: str
) -> None:
    page.goto(f"{address}/{language}/browse/figures/yes.html")
    listed = dict(page.eval_on_selector_all(".rows .row", FIGURES))
    page.goto(f"{address}/{language}/algorithms.html?figures=yes")
    page.wait_for_selector(".chips")
    found = dict(page.eval_on_selector_all(".rows .row", FIGURES))

    assert {name: told for name, told in found.items() if name in listed} == listed
    assert sum(bool(told) for told in listed.values()) > 10


@pytest.mark.parametrize(
    ("typed", "first"), [("AVC", "avc-ait"), ("accident vascul", "avc-ait"), ("chralson", "charlson")]
)
def test_what_is_typed_finds_names_despite_mistakes(address: str, page: Page, typed: str, first: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{address}/fr/index.html")
    assert not [url for url in fetched if "search" in url], "nothing of the search is loaded before the first keystroke"
    page.fill("#q", typed)
    page.wait_for_selector(".suggestions li")

    shown = page.eval_on_selector_all(".suggestions a", "all => all.map(one => one.getAttribute('href'))")
    assert any(first in href for href in shown), shown
    assert Axe().run(page).violations_count == 0


def test_worked_examples_are_suggested_and_marked(address: str, page: Page) -> None:
    page.goto(f"{address}/fr/index.html")
    page.fill("#q", "exemple fictif")
    page.wait_for_selector(".suggestions li")

    assert page.locator(".suggestions small").count() == 3


def count_algorithms(index: Index) -> int:
    """How many algorithms the list tells."""
    total = json.loads(index.list_algorithms(AlgorithmQuery()))["total"]
    assert isinstance(total, int)
    return total


def test_an_unknown_value_is_said_in_plain_words_and_the_list_is_shown_without_it(
    address: str, page: Page, index: Index
) -> None:
    page.goto(f"{address}/fr/algorithms.html?data_source=sndss&utm_source=x")

    expect(page.locator(".results .notice")).to_contain_text("Aucun algorithme n’a « sndss »")
    expect(page.locator(".count")).to_contain_text(str(count_algorithms(index)))


def test_an_address_that_is_not_there_names_near_ones(address: str, page: Page) -> None:
    page.goto(f"{address}/fr/algorithms/avc-ait-pmsii.html")
    expect(page.locator(".near-pages a").first).to_have_attribute("href", "/fr/algorithms/avc-ait-pmsi.html")


def test_the_finder_says_why_each_fits_and_what_is_missing(address: str, page: Page, index: Index) -> None:
    query = "medical_domain=cardiovascular&only_on=snds-pmsi-mco&figures=yes&bias_audit=yes"
    page.goto(f"{address}/fr/finder.html?{query}")
    page.wait_for_selector(".fitting .reasons")
    wishes = {"only_on": ("snds-pmsi-mco",), "figures": ("yes",), "bias_audit": ("yes",)}
    found = index.list_memory.find_fitting(AlgorithmQuery(filters={"medical_domain": ("cardiovascular",)}), wishes, 99)

    shown = page.eval_on_selector_all(".fitting .row", FITTING)
    assert sorted(map(tuple, shown)) == sorted((f"{one.row.id}.html", len(one.met)) for one in found.rows)
    assert [n for _, n in shown] == [len(one.met) for one in found.rows]
    expect(page.locator(".fitting .reasons").first).to_contain_text("Audit de biais : Oui (ici : non)")
    assert Axe().run(page).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_scripts_the_finder_leads_to_the_lists(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/fr/finder.html")
    page.click("text=PMSI MCO >> nth=-1")

    assert page.url.endswith("/fr/browse/only_on/snds-pmsi-mco.html")
    context.close()
