"""The first screen stays still while a page loads, and shows what was asked for, with or without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.site.browsing import CHROMIUM, launched, opened, served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (ci/setup --test installs it)"),
    # Playwright's own event loop leaves a socket to the collector when it stops.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

MOST_SHIFT = 0.02
"""Layout shift that nobody notices; 0.1 is what search engines call good."""
PAGES = (
    "fr/index.html",
    "fr/algorithms.html",
    "fr/algorithms.html?q=avc",
    "fr/algorithms.html?kind=rule&data_source=snds",
    "fr/algorithms.html?q=zzzzzz",
    "fr/finder.html?q=avc&figures=yes",
    "fr/browse/medical_domain/neurology.html",
    "fr/algorithms/avc-ait-pmsi.html",
    "fr/codes.html",
)
OBSERVE = """
window.shift = 0;
new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shift += one.value; })
  .observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(shipped_site: Path) -> Iterator[str]:
    """Where the site of the shipped registry is served."""
    with served(shipped_site) as address:
        yield address


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("url", PAGES)
def test_nothing_moves_while_a_page_loads(browser: Browser, address: str, url: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 740})
    page = context.new_page()
    page.add_init_script(OBSERVE)

    page.goto(f"{address}/{url}")
    expect(page.locator("html:not([data-answering])")).to_have_count(1)
    # Shifts are told after the frame that they happened in.
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 150)))")

    assert page.evaluate("window.shift") < MOST_SHIFT
    context.close()


@pytest.mark.parametrize("url", ["fr/algorithms.html", "en/algorithms.html", "fr/browse/kind/rule.html"])
def test_without_scripts_a_phone_shows_the_first_result_at_once(browser: Browser, address: str, url: str) -> None:
    page = opened(browser, f"{address}/{url}", width=360, scripts=False)

    first = page.locator(".rows .row-name").first.bounding_box()

    assert first is not None
    assert first["y"] + first["height"] < 640, first
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_filters_open_on_a_phone_and_stand_open_on_a_desk(browser: Browser, address: str, *, scripts: bool) -> None:
    phone = opened(browser, f"{address}/en/algorithms.html", width=360, scripts=scripts)
    desk = opened(browser, f"{address}/en/algorithms.html", scripts=scripts)

    assert not phone.locator(".facet").first.is_visible()
    phone.get_by_text("Narrow the list").locator("visible=true").click()
    assert phone.locator(".facet a").first.is_visible()
    assert desk.locator(".facet a").first.is_visible()
    assert desk.get_by_text("Narrow the list").locator("visible=true").count() == 1
    phone.context.close()
    desk.context.close()


def test_a_search_that_cannot_be_read_leaves_the_list_in_sight(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/search.json", lambda route: route.abort())

    page.goto(f"{address}/fr/algorithms.html?q=avc")
    expect(page.locator("html:not([data-answering])")).to_have_count(1)

    assert page.locator(".rows .row-name").first.is_visible()
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_print_is_black_on_white_whatever_theme_is_chosen(browser: Browser, address: str, theme: str) -> None:
    context = browser.new_context(color_scheme="dark" if theme == "dark" else "light")
    page = context.new_page()
    page.goto(f"{address}/fr/algorithms/avc-ait-pmsi.html")
    page.evaluate("(theme) => { localStorage.setItem('theme', theme); }", theme)
    page.reload()

    page.emulate_media(media="print", color_scheme=theme)  # type: ignore[arg-type]
    places = ["h1", ".facts-box h2", ".figure strong", ".brand b", "main a"]
    seen = [page.locator(one).first.evaluate("(one) => getComputedStyle(one).color") for one in places]
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert set(seen) == {"rgb(0, 0, 0)"}
    assert ground == "rgb(255, 255, 255)"
    context.close()


@pytest.mark.parametrize("url", ["fr/algorithms/avc-ait-pmsi.html", "en/algorithms/charlson-sniiram.html"])
def test_figures_are_read_on_a_phone_without_moving_sideways(browser: Browser, address: str, url: str) -> None:
    page = opened(browser, f"{address}/{url}", width=360)

    for table in page.locator("table.figures").all():
        box = table.evaluate("(one) => [one.scrollWidth, one.closest('.scroll').clientWidth]")
        assert box[0] <= box[1], url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


@pytest.mark.parametrize("url", PAGES)
def test_forced_colours_keep_words_and_marks_in_sight(browser: Browser, address: str, url: str) -> None:
    context = browser.new_context(forced_colors="active", viewport={"width": 320, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/{url}")

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    marks = page.locator("svg :is(.dot, .full, .whisker)").evaluate_all(
        "(all) => all.map((one) => [getComputedStyle(one).fill, getComputedStyle(one).stroke])"
    )
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert all(ground not in pair for pair in marks)
    context.close()
