"""The home page says what changed last and when, and its links say where they lead."""

import re
from pathlib import Path

from tests.site.reading import page, words


def list_changes(site: Path) -> list[str]:
    html = page(site, "fr/index.html")
    return [words(one) for one in re.findall(r'<p class="tile-change">(.*?)</p>', html, re.DOTALL)]


def test_last_changes_say_what_changed_and_when(versioned: Path, shipped_site: Path) -> None:
    shipped = list_changes(shipped_site)

    assert "Nouvelle version, 2.0.0 , 5 janvier 2026 Codes." in list_changes(versioned)
    assert shipped
    assert all(re.match(r"(?:Première|Nouvelle) version, \S+ , \d+(?:er)? \w+ \d{4}", one) for one in shipped)


def test_links_of_the_home_page_say_where_they_lead(shipped_site: Path) -> None:
    tasks = page(shipped_site, "en/index.html").partition('<ul class="tasks">')[2].partition("</ul>")[0]
    leads = {words(name): target for target, name in re.findall(r'<a class="more" href="([^"]+)">(.*?)</a>', tasks)}

    assert leads == {
        "Find what fits, in five questions": "finder.html",
        "Go through the list": "algorithms.html",
        "Compare two of them": "compare.html",
        "Algorithms with published figures": "browse/figures/yes.html",
        "What was checked of each algorithm": "audit_matrix.html",
        "The evidence at a glance": "figures.html",
        "Write a card, step by step": "contribute.html",
    }


def test_entries_of_medium_confidence_are_marked_in_lists_and_nothing_else_is(shipped_site: Path) -> None:
    rows = page(shipped_site, "en/algorithms.html").split('<li class="row">')[1:]
    marked = {re.search(r'algorithms/([^."]+)\.html', row)[1] for row in rows if "Medium confidence" in row}  # type: ignore[index]
    cards = {
        path.stem
        for path in (shipped_site / "en/algorithms").glob("*.html")
        if "Medium confidence" in path.read_text().partition("<h1")[2].partition('class="wide facts"')[0]
    }

    assert marked
    assert marked <= cards
    assert len(rows) > len(marked)
