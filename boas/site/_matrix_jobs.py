"""The files of the audit matrix: its pages in each order, those of each answer to each check, and their tables.

A site without a server has no queries: each order and each answer is a set of pages of its own, and links lead
between them.
"""

from collections.abc import Iterator
from functools import partial

from boas.index import MATRIX_ANSWERS, AuditMatrix, encode_json, format_matrix_csv, select_matrix_rows
from boas.site import _links as links
from boas.site._jobs import Job, Site, make_stamped_job
from boas.site._matrix import CHOICE_ROWS, ORDERS, build_choice_content, build_matrix_content, count_pages
from boas.site._pagination import find_neighbour_pages
from boas.site._templates import Page, render_template
from boas.translation import Language

_MATRIX = "audit_matrix"
_Choice = tuple[str, str]
"""A check, and what it says."""


def iter_matrix_jobs(site: Site, language: Language) -> Iterator[Job]:
    """Every file of the matrix in one language; the answer is read once for all pages."""
    answer = site.read(_MATRIX, AuditMatrix)
    for order in ORDERS:
        for number in range(1, count_pages(answer, order) + 1):
            page = site.make_page(language, build_matrix_path(order, number))
            make = partial(_render_matrix_page, site, page, answer, order, number)
            yield make_stamped_job(site, page, make, order, str(number), site.keys[_MATRIX])
    url = links.build_address(language, _MATRIX, "csv")
    yield Job(url, site.make_key(url, site.keys[_MATRIX]), partial(_render_csv, site))
    for choice in _list_choices(answer):
        yield from _iter_choice_jobs(site, language, answer, choice)


def build_matrix_path(order: str, number: int = 1) -> str:
    """Path of one page of the matrix in one order."""
    first = _MATRIX if order == ORDERS[0] else f"{_MATRIX}/{order}"
    return first if number == 1 else f"{first}-{number}"


def build_choice_path(check: str, said: str, number: int = 1) -> str:
    """Path of one page of the algorithms of which a check says the same."""
    return f"{_MATRIX}/{check}/{said}" + (f"-{number}" if number > 1 else "")


def _list_choices(answer: AuditMatrix) -> tuple[_Choice, ...]:
    """Each check with what it says of any algorithm, worked examples and withdrawn ones among them."""
    found = {(check, cell.answer) for row in answer.rows for check, cell in row.cells.items()}
    return tuple((check, one) for check in answer.checks for one in MATRIX_ANSWERS if (check, one) in found)


def _iter_choice_jobs(site: Site, language: Language, answer: AuditMatrix, choice: _Choice) -> Iterator[Job]:
    """The pages of the algorithms of which a check says the same, with their answer and their table."""
    path, own = build_choice_path(*choice), site.make_key(*choice, site.keys[_MATRIX])
    n = sum(row.cells[choice[0]].answer == choice[1] for row in answer.rows)
    last = max(1, -(-n // CHOICE_ROWS))
    for number in range(1, last + 1):
        page = site.make_page(language, build_choice_path(*choice, number))
        make = partial(_render_choice_page, site, page, choice, (number, last))
        yield make_stamped_job(site, page, make, own, str(number))
    for ending, render in (("json", _render_choice), ("csv", _render_choice_csv)):
        yield Job(links.build_address(language, path, ending), own, partial(render, site, choice), content=own + ending)


def _render_csv(site: Site) -> bytes:
    """The table of the audit matrix."""
    return format_matrix_csv(site.read_body(_MATRIX), site.settings.languages)


def _render_choice(site: Site, choice: _Choice) -> bytes:
    """The answer behind the pages of the algorithms of which a check says the same."""
    return encode_json(select_matrix_rows(site.read(_MATRIX, AuditMatrix), {choice[0]: (choice[1],)}))


def _render_choice_csv(site: Site, choice: _Choice) -> bytes:
    """The table of these algorithms."""
    return format_matrix_csv(_render_choice(site, choice), site.settings.languages)


def _build_frame(page: Page, answer: AuditMatrix, beside: str) -> dict[str, object]:
    """What all pages of the matrix ask for; `beside` is the path of their data."""
    return {
        "choices": {one: page.to(f"{build_choice_path(*one)}.html") for one in _list_choices(answer)},
        "twin": f"{beside}.json",
        "csv": f"{beside}.csv",
        "section": _MATRIX,
    }


def _render_choice_page(site: Site, page: Page, choice: _Choice, place: tuple[int, int]) -> bytes:
    """One page of the algorithms of which a check says the same; `place` is its number and how many there are."""
    answer = site.read(_MATRIX, AuditMatrix)
    content = build_choice_content(answer, choice, place[0], page.language)
    around = find_neighbour_pages(page, partial(build_choice_path, *choice), *place)
    frame = _build_frame(page, answer, build_choice_path(*choice)) | {"around": around, "published": site.status}
    return render_template("matrix_choice.html", page, site.settings, content | frame)


def _render_matrix_page(site: Site, page: Page, answer: AuditMatrix, order: str, number: int) -> bytes:
    """One page of the audit matrix."""
    by_name = links.build_address(page.language, build_matrix_path(ORDERS[0]))
    last = count_pages(answer, order)
    frame = {
        "around": find_neighbour_pages(page, partial(build_matrix_path, order), number, last),
        "canonical": page.url if order == ORDERS[0] else by_name,  # the same rows are no page of their own
        "sorts": tuple((one, page.to(f"{build_matrix_path(one)}.html")) for one in ORDERS),
        "published": site.status,
    }
    content = build_matrix_content(answer, order, number, page.language)
    return render_template(
        "audit_matrix.html", page, site.settings, content | _build_frame(page, answer, _MATRIX) | frame
    )
