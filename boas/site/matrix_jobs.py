"""The files of the audit matrix: its pages in each order, and its table.

A site without a server has no queries: each order is a set of pages of its own, and links lead between them.
"""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from boas.finding import Language
from boas.index import matrix_csv
from boas.site import links
from boas.site.browse import Around
from boas.site.cards import read
from boas.site.jobs import Job, Site
from boas.site.matrix import ORDERS, matrix_content, n_pages
from boas.site.render import Page, render

Json = dict[str, Any]

MATRIX = "audit_matrix"


def matrix_jobs(site: Site, language: Language) -> Iterator[Job]:
    """Every file of the matrix in one language; the answer is read once for all pages."""
    answer = read(site, MATRIX)
    for order in ORDERS:
        for number in range(1, n_pages(answer, order) + 1):
            page = site.make_page(language, matrix_path(order, number))
            key = site.make_key(language, order, str(number), site.keys[MATRIX], site.keys["status"])
            yield Job(page.url, key, partial(matrix_page, site, page, answer, order, number), page)
    url = links.address(language, MATRIX, "csv")
    yield Job(url, site.make_key(url, site.keys[MATRIX]), lambda: matrix_csv(site.read_body(MATRIX)))


def matrix_path(order: str, number: int = 1) -> str:
    """Path of one page of the matrix in one order."""
    first = MATRIX if order == ORDERS[0] else f"{MATRIX}/{order}"
    return first if number == 1 else f"{first}-{number}"


def matrix_page(site: Site, page: Page, answer: Json, order: str, number: int) -> bytes:
    """One page of the audit matrix."""
    around = Around(
        number,
        page.to(f"{matrix_path(order, number - 1)}.html") if number > 1 else "",
        page.to(f"{matrix_path(order, number + 1)}.html") if number < n_pages(answer, order) else "",
    )
    by_name = links.address(page.language, matrix_path(ORDERS[0]))
    frame = {
        "around": around,
        "canonical": page.url if order == ORDERS[0] else by_name,  # the same rows are no page of their own
        "sorts": tuple((one, page.to(f"{matrix_path(one)}.html")) for one in ORDERS),
        "published": json.loads(site.read_body("status")),
        "twin": f"{MATRIX}.json",
        "csv": f"{MATRIX}.csv",
        "section": MATRIX,
    }
    return render(
        "audit_matrix.html", page, site.settings, matrix_content(answer, order, number, page.language) | frame
    )
