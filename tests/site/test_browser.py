"""The pages in a real browser: accessible in both themes, never wider than a phone, complete without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, expect

from boas.site import build
from tests.site.browsing import CHROMIUM, launched, opened, served
from tests.site.conftest import OPENAPI, RULES
from tests.site.small_preview import previewing
from tests.site.small_registry import SmallRegistry, least_served, sparse

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (ci/setup --test installs it)"),
    # Playwright's own event loop leaves a socket to the collector when it stops.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

MAIN_PAGES = (
    "fr/index.html",
    "fr/algorithms.html",
    "fr/finder.html",
    "fr/compare.html",
    "fr/figures.html",
    "en/figures/cardiovascular.html",
    "en/compare/avc-ait-pmsi...exemple-complet.html",
    "fr/compare/avc-ait-pmsi...mrmi-ermi.html",
    "en/algorithms/exemple-complet.html",
    "fr/algorithms/avc-ait-pmsi.html",
    "fr/algorithms/mrmi-ermi.html",
    "fr/data_sources.html",
    "fr/data_sources/snds-pmsi-mco.html",
    "fr/organisations/cnam.html",
    "fr/contribute.html",
    "fr/status.html",
    "fr/audit_matrix.html",
    "en/audit_matrix/organisation.html",
    "fr/audit_matrix/documented/partly.html",
    "fr/reviews.html",
    "en/algorithms/exemple-complet/versions/2.1.0/dossier.html",
    "fr/algorithms/mrmi-ermi/versions/1.0.0/dossier.html",
    "fr/algorithms/exemple-complet/bias.html",
    "en/algorithms/exemple-complet/bias/ppv.html",
    "fr/algorithms/mrmi-ermi/bias.html",
    "fr/algorithms/exemple-complet/evidence.html",
    "fr/algorithms/avc-ait-pmsi/evidence.html",
    "fr/rules/missing-denominator.html",
    "fr/fields.html",
    "fr/fields/card.html",
    "en/fields/evaluation.html",
    "fr/fields/terms.html",
    "fr/api.html",
    "fr/legal.html",
    "en/security.html",
    "fr/organisations.html",
)
PREVIEW_PAGES = ("fr/index.html", "fr/algorithms/avc-ait-pmsi.html", "fr/status.html")
RULE = "algorithms/exemple-regle"
VERSION_PAGES = (
    "fr/index.html",
    f"fr/{RULE}.html",
    f"fr/{RULE}/versions/1.0.0.html",
    f"en/{RULE}/versions/2.1.0-rc.1.html",
    f"fr/{RULE}/versions.html",
    f"fr/{RULE}/compare/1.1.0...2.0.0.html",
    f"en/{RULE}/compare/2.0.0...2.1.0-rc.1.html",
    "fr/algorithms/exemple-score.html",
    "fr/algorithms/exemple-ancien/versions/1.0.0.html",
    "fr/browse/status/withdrawn.html",
    "fr/codes.html",
    "en/codes/CIM-10.html",
    "fr/codes/CIM-10/_.html",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the small site is served."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="module")
def versions_address(versioned: Path) -> Iterator[str]:
    """Where the site of a registry with versions is served."""
    with served(versioned) as address:
        yield address


@pytest.fixture(scope="module")
def preview_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a preview with a draft is served."""
    out = tmp_path_factory.mktemp("preview-site")
    build(previewing(), RULES, OPENAPI, out, progress=lambda _done, _total: None)
    with served(out / "current") as address:
        yield address


@pytest.mark.parametrize("url", PREVIEW_PAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_a_preview_which_stands_under_its_banner(
    browser: Browser, preview_address: str, url: str, width: int
) -> None:
    look_with_axe(browser, f"{preview_address}/{url}")
    page = opened(browser, f"{preview_address}/{url}", width=width)

    expect(page.get_by_role("complementary")).to_contain_text("Aperçu de fichiers pas encore publiés.")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


@pytest.mark.parametrize("url", MAIN_PAGES)
def test_axe_finds_nothing(browser: Browser, address: str, url: str) -> None:
    look_with_axe(browser, f"{address}/{url}")


@pytest.mark.parametrize("url", VERSION_PAGES)
def test_axe_finds_nothing_about_versions(browser: Browser, versions_address: str, url: str) -> None:
    look_with_axe(browser, f"{versions_address}/{url}")


EVERYTHING = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""What a theme changes; all else is the same page."""


def look_with_axe(browser: Browser, url: str) -> None:
    """Fails with what axe reports of a page, in the light and in the dark."""
    # The page's own policy forbids foreign scripts; axe has to be let in.
    context = browser.new_context(color_scheme="light", reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.goto(url)

    light = Axe().run(page, options=EVERYTHING)
    page.emulate_media(color_scheme="dark")
    dark = Axe().run(page, options=COLOURS)

    assert light.violations_count == 0, light.generate_report()
    assert dark.violations_count == 0, dark.generate_report()
    context.close()


@pytest.mark.parametrize("width", [320, 360, 768])
def test_no_page_about_versions_scrolls_sideways(browser: Browser, versions_address: str, width: int) -> None:
    page = opened(browser, f"{versions_address}/fr/accessibility.html", width=width)

    for url in VERSION_PAGES:
        page.goto(f"{versions_address}/{url}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, url
    page.context.close()


@pytest.mark.parametrize("width", [320, 360, 768])
def test_no_page_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    page = opened(browser, f"{address}/fr/accessibility.html", width=width)

    for url in MAIN_PAGES:
        page.goto(f"{address}/{url}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, url
    page.context.close()


def test_tables_that_are_stacked_on_a_phone_hide_nothing_behind_their_edge(browser: Browser, address: str) -> None:
    page, seen = opened(browser, f"{address}/fr/accessibility.html", width=360), set[str]()

    for url in MAIN_PAGES:
        page.goto(f"{address}/{url}")
        boxes = page.locator(".scroll:has(> .stacked)").evaluate_all(WIDTHS)
        assert all(inner <= outer for inner, outer in boxes), (url, boxes)
        seen |= {url} if boxes else set()
    page.context.close()
    assert len(seen) > 1


WIDTHS = "boxes => boxes.map(box => [box.scrollWidth, box.clientWidth])"


def test_every_page_says_the_same_without_scripts(browser: Browser, address: str) -> None:
    start = f"{address}/fr/accessibility.html"
    with_scripts, without = (opened(browser, start, scripts=scripts) for scripts in (True, False))

    for url in MAIN_PAGES:
        told = []
        for page in (with_scripts, without):
            page.goto(f"{address}/{url}")
            told.append(page.locator("main").inner_text())
        assert told[0] == told[1], url
    with_scripts.context.close()
    without.context.close()


def test_the_policy_of_a_page_blocks_nothing_it_needs(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/fr/accessibility.html")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    for url in MAIN_PAGES:
        page.goto(f"{address}/{url}")

    assert complaints == []
    page.context.close()


def test_a_host_without_a_server_answers_a_search(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/fr/algorithms.html")

    page.fill("#q", "HOSPITALISÉS")
    page.press("#q", "Enter")
    expect(page.locator(".rows .row")).to_have_count(1)

    assert page.locator(".row-name").inner_text() == "AVC et AIT hospitalisés (PMSI)"
    assert "1 algorithme" in page.locator(".count").inner_text()
    page.locator(".row-name a").click()
    assert page.locator("h1").inner_text() == "AVC et AIT hospitalisés (PMSI)"
    page.context.close()


def test_an_answer_to_a_search_says_for_whom_it_works_least_well(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = tmp_path_factory.mktemp("least-served")
    build(SmallRegistry(least_served(), sparse()), RULES, OPENAPI, out, progress=lambda _done, _total: None)
    with served(out / "current") as address:
        page = opened(browser, f"{address}/en/algorithms.html?q=stroke", width=360)

        expect(page.locator(".row-worst")).to_have_text("Least well served group: female · −16.3 points (sensitivity)")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.context.close()


def test_a_host_without_a_server_answers_two_filters(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/en/algorithms.html?kind=rule&medical_domain=neurology")
    page.wait_for_selector(".chips")

    assert page.locator(".chips li").count() == 2
    assert page.locator(".rows .row").count() == 1
    page.locator(".chips a").first.click()
    expect(page.locator(".chips li")).to_have_count(1)
    page.context.close()


def test_the_slash_key_goes_to_the_search(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/fr/index.html")

    page.keyboard.press("/")
    page.keyboard.type("a/b")

    assert page.evaluate("document.activeElement.id") == "q"
    assert page.input_value("#q") == "a/b"
    page.context.close()


def test_a_chosen_theme_is_kept_from_page_to_page(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/fr/index.html")
    button = page.locator("button.theme")

    button.click()
    button.click()

    assert button.get_attribute("title") == "Thème\u00a0: sombre"
    page.goto(f"{address}/fr/status.html")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 21, 20)"
    page.context.close()


def test_the_first_key_leads_past_the_menu(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/fr/algorithms/avc-ait-pmsi.html")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
    page.context.close()


def test_targets_are_large_enough_to_be_hit(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/fr/algorithms.html", width=360)

    small = page.evaluate(
        """() => [...document.querySelectorAll('header a, button, .facets a, .chips a, .pages a, .search input')]
        .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
        .filter(([_, box]) => box.width && (box.width < 24 || box.height < 24)).map(([words]) => words)"""
    )

    assert small == []
    page.context.close()


@pytest.mark.parametrize("width", [360, 800, 1280])
def test_one_axis_stands_under_the_grid_of_every_row(browser: Browser, address: str, width: int) -> None:
    page = opened(browser, f"{address}/fr/algorithms/avc-ait-pmsi.html", width=width)

    grids = [grid.bounding_box() for grid in page.query_selector_all(".strips .strip svg")]
    labels = [label.bounding_box() for label in page.query_selector_all(".strips .axis .ticks i")]
    page.context.close()

    left, size = {(round(box["x"], 1), round(box["width"], 1)) for box in grids if box}.pop()
    assert len(grids) >= 2
    assert all(box and (round(box["x"], 1), round(box["width"], 1)) == (left, size) for box in grids)
    middles = [box["x"] + box["width"] / 2 for box in labels if box]
    # The lines of the grid stand at these places of 320.
    assert middles == pytest.approx([left + size * place / 320 for place in (5, 82.5, 160, 237.5, 315)], abs=1)


def test_on_a_phone_each_algorithm_is_read_to_its_end_before_the_next_one(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/fr/compare/avc-ait-pmsi...exemple-complet.html", width=360, scripts=False)
    tops = [page.locator(f".side-table .side-{n}").evaluate_all(_MEASURE_TOPS) for n in (1, 2)]

    assert min(map(len, tops)) > 20
    assert max(tops[0]) < min(tops[1])
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.context.close()


_MEASURE_TOPS = "cells => cells.map(one => one.getBoundingClientRect().top)"


@pytest.mark.parametrize("width", [360, 1280])
def test_only_what_differs_is_left_by_a_link_and_without_scripts(browser: Browser, address: str, width: int) -> None:
    page = opened(browser, f"{address}/fr/compare/avc-ait-pmsi...mrmi-ermi.html", width=width, scripts=False)
    same = page.locator(".side-table .same td")

    assert same.first.is_visible()
    page.click('.beside a[href="#differences"]')
    assert not same.first.is_visible()
    assert page.locator(".side-table tr:not(.same):not(.block) td").first.is_visible()
    page.click('.beside a[href="#fields"]')
    assert same.first.is_visible()
    page.context.close()


def test_a_host_without_a_server_leads_two_ids_to_the_page_of_their_pair(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/fr/compare.html?ids=mrmi-ermi,avc-ait-pmsi")

    page.wait_for_url("**/fr/compare/avc-ait-pmsi...mrmi-ermi.html")
    page.goto(f"{address}/fr/compare.html?ids=mrmi-ermi,nothing")
    expect(page.locator("input[name=ids]")).to_have_value("mrmi-ermi,nothing")
    page.context.close()
