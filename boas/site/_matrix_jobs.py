"""The files of the audit matrix: its pages in each order, and its table.

A site without a server has no queries: each order is a set of pages of its own, and links lead between them.
"""

from collections.abc import Iterator
from functools import partial

from boas.index import AuditMatrix, format_matrix_csv
from boas.site import _links as links
from boas.site._facet_lists import PageNavigation
from boas.site._jobs import Job, Site
from boas.site._matrix import ORDERS, build_matrix_content, count_pages
from boas.site._templates import Page, render_template
from boas.translation import Language

_MATRIX = "audit_matrix"


def iter_matrix_jobs(site: Site, language: Language) -> Iterator[Job]:
    """Every file of the matrix in one language; the answer is read once for all pages."""
    answer = site.read(_MATRIX, AuditMatrix)
    for order in ORDERS:
        for number in range(1, count_pages(answer, order) + 1):
            page = site.make_page(language, build_matrix_path(order, number))
            key = site.make_key(language, order, str(number), site.keys[_MATRIX], site.keys["status"])
            yield Job(page.url, key, partial(_render_matrix_page, site, page, answer, order, number), page)
    url = links.build_address(language, _MATRIX, "csv")
    yield Job(url, site.make_key(url, site.keys[_MATRIX]), partial(_render_csv, site))


def build_matrix_path(order: str, number: int = 1) -> str:
    """Path of one page of the matrix in one order."""
    first = _MATRIX if order == ORDERS[0] else f"{_MATRIX}/{order}"
    return first if number == 1 else f"{first}-{number}"


def _render_csv(site: Site) -> bytes:
    """The table of the audit matrix."""
    return format_matrix_csv(site.read_body(_MATRIX), site.settings.languages)


def _render_matrix_page(site: Site, page: Page, answer: AuditMatrix, order: str, number: int) -> bytes:
    """One page of the audit matrix."""
    around = PageNavigation(
        number,
        page.to(f"{build_matrix_path(order, number - 1)}.html") if number > 1 else "",
        page.to(f"{build_matrix_path(order, number + 1)}.html") if number < count_pages(answer, order) else "",
    )
    by_name = links.build_address(page.language, build_matrix_path(ORDERS[0]))
    frame = {
        "around": around,
        "canonical": page.url if order == ORDERS[0] else by_name,  # the same rows are no page of their own
        "sorts": tuple((one, page.to(f"{build_matrix_path(one)}.html")) for one in ORDERS),
        "published": site.status,
        "twin": f"{_MATRIX}.json",
        "csv": f"{_MATRIX}.csv",
        "section": _MATRIX,
    }
    return render_template(
        "audit_matrix.html", page, site.settings, build_matrix_content(answer, order, number, page.language) | frame
    )
