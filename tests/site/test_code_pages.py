"""Pages of single codes: small whatever lists hold, complete without scripts, and a search that sends nothing."""

import os
import re
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from boas.site import build
from tests.git_registry import GitRegistry
from tests.index.coded_registry import registry_with_many
from tests.site.versioned_registry import RULE, index_of

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


def add_twin(registry: GitRegistry) -> GitRegistry:
    """Publish an algorithm with the same lists under another id."""
    source, target = registry.path / RULE, (registry.path / RULE).with_name("exemple-jumeau")
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("notices", "1.*", "2.*", "evaluations", "audits"))
    for file in (target / "algorithm.yaml", target / "versions/3.0.0/card.yaml"):
        file.write_text(file.read_text().replace("exemple-regle", "exemple-jumeau"))
    registry.commit("A twin")
    return registry


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a registry one of whose lists holds two thousand codes."""
    folder = tmp_path_factory.mktemp("coded")
    with index_of(add_twin(registry_with_many(folder / "registry")), folder / "index.sqlite") as index:
        build(index, [], {"paths": {}}, folder / "out", progress=lambda _done, _total: None)
    return folder / "out" / "current"


def test_every_page_of_codes_is_small(site: Path) -> None:
    pages = [*site.glob("fr/codes*.html"), *site.glob("fr/codes/**/*.html"), *site.glob("fr/algorithms/*/codes.html")]

    assert len(pages) > 12
    for page in pages:
        content = page.read_text()
        assert len(content.encode()) <= 100_000
        assert len(re.findall(r"<[a-z]", content)) <= 1_500


def test_without_scripts_each_code_is_reached_and_tells_its_lists(site: Path) -> None:
    (start,) = re.findall(r'href="(CIM-10/J01[^"]*)"', (site / "fr/codes/CIM-10.html").read_text())[:1]
    part = (site / "fr/codes" / start).read_text()

    assert 'href="codes/CIM-10.html"' in (site / "fr/codes.html").read_text()
    assert re.search(
        r"<th scope=\"row\" class=\"whole\"><code>J010</code></th><td><a href=\"../../algorithms/exemple-jumeau.html\"",
        part,
    )
    assert "<code>J010*</code>" in part


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and remembers what was asked for."""

    asked: list[str] = []  # noqa: RUF012 -- one list for all requests of a test

    def do_GET(self) -> None:
        """Remember the path; the name is the one that the standard library calls."""
        self.asked.append(self.path)
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- as above
        """Say nothing."""


@pytest.fixture
def page() -> Iterator[Page]:
    """A page of a real browser."""
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser.new_page()
        browser.close()


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (ci/setup --test installs it)")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_pasted_codes_are_looked_up_by_reading_files_alone(site: Path, page: Page) -> None:
    QuietHandler.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(site)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        page.goto(f"http://127.0.0.1:{server.server_port}/fr/codes.html#code=J010")
        expect(page.locator(".code-answer tbody code").first).to_have_text("J010")
        page.fill("#codes", "I63.9; i63\nK0105, zz9")
        page.click(".code-search button")
        expect(page.locator(".code-answer > p").first).to_have_text("Codes présents dans au moins une liste : 3 sur 4.")
        cells = page.locator(".code-answer table").first.locator("tbody td").all_text_contents()
        missing = page.locator(".code-answer > p").last.text_content()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

    assert cells == ["3", "1", "3", "1"]
    assert (missing or "").split()[-1] == "zz9"
    assert {path for path in QuietHandler.asked if not (site / path.lstrip("/")).is_file()} <= {"/favicon.ico"}
    assert not any("zz9" in path or "?" in path for path in QuietHandler.asked)


def test_a_comparison_stays_small_whatever_changed_and_a_table_has_all_of_it(site: Path) -> None:
    page = (site / "fr/algorithms/exemple-regle/compare/2.1.0-rc.1...3.0.0.html").read_text()
    table = site / "codelists/exemple-regle/exemple-regle-2.1.0-rc.1...3.0.0-changes.csv"
    rows = table.read_text().splitlines()

    assert len(page.encode()) <= 100_000
    assert len(re.findall(r"<[a-z]", page)) <= 1_500
    assert f'href="../../../../{table.relative_to(site).as_posix()}"' in page
    assert "changements sur" in page
    assert sum(row.endswith(("added,J000", "added,K999", "added,I6")) for row in rows) == 3
    assert len(rows) == 1 + 2001


def test_codes_of_algorithms_that_share_them_stand_side_by_side(site: Path) -> None:
    page = (site / "fr/algorithms/exemple-jumeau/codes.html").read_text()
    rows = (site / "codelists/exemple-jumeau/exemple-jumeau-beside-others.csv").read_text().splitlines()
    card = (site / "fr/algorithms/exemple-jumeau.html").read_text()

    assert rows[0] == "system,code,match,exemple-jumeau 3.0.0,exemple-regle 3.0.0"
    assert "CIM-10,I63,exact,exclude,exclude" in rows
    assert "CIM-10,J000,prefix,include,include" in rows
    assert len(re.findall(r"<code>J[0-9]{3}\*</code>", page)) > 50
    assert 'href="../../../codelists/exemple-jumeau/exemple-jumeau-beside-others.csv"' in page
    assert 'href="exemple-jumeau/codes.html"' in card
