"""How tests read a page: its words without markup, and the rows of its tables."""

import re
from html import unescape
from pathlib import Path

MOST_NODES = 1500
"""Elements a page may have and stay quick on an old telephone."""


def page(site: Path, url: str) -> str:
    """A page as written."""
    return (site / url).read_text(encoding="utf-8")


def words(html: str) -> str:
    """Text without its markup, spaces made plain."""
    text = unescape(re.sub(r"<[^>]+>", " ", html))
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def rows(html: str) -> list[list[str]]:
    """Cells of every row of every table."""
    found = re.findall(r"<tr\b.*?</tr>", html, re.DOTALL)
    return [[words(cell) for cell in re.findall(r"<t[hd]\b.*?</t[hd]>", row, re.DOTALL)] for row in found]


def row(html: str, start: str) -> list[str]:
    """The first row whose first cell starts with these words."""
    return next(cells for cells in rows(html) if cells and cells[0].startswith(start))


def n_nodes(html: str) -> int:
    """How many elements a page has."""
    return len(re.findall(r"<[a-z]", html))


def heavy(site: Path) -> dict[str, int]:
    """Pages of a site with more elements than a page may have, and how many."""
    counted = {str(path.relative_to(site)): n_nodes(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    return {url: n for url, n in counted.items() if n > MOST_NODES}
