"""The page of all notices, page by page; its twin is the answer itself."""

from collections.abc import Iterator
from functools import partial

from boas.index import NoticeList
from boas.site._facet_lists import PageNavigation
from boas.site._jobs import Job, Site, make_stamped_job
from boas.site._range_table import load_range_table
from boas.site._templates import Page, render_template
from boas.translation import Language

_NOTICES = "notices"
NOTICES_PER_PAGE = 60
"""Notices on one page: each says at length what to know."""


def iter_notice_jobs(site: Site, language: Language) -> Iterator[Job]:
    """Every page of the notices in one language; the answer is read once for all of them."""
    answer = site.read(_NOTICES, NoticeList)
    for number in range(1, _count_pages(answer) + 1):
        page = site.make_page(language, build_notices_path(number))
        make = partial(_render_notices_page, site, page, answer, number)
        yield make_stamped_job(site, page, make, str(number), site.keys[_NOTICES])


def build_notices_path(number: int = 1) -> str:
    """Path of one page of the notices."""
    return _NOTICES if number == 1 else f"{_NOTICES}-{number}"


def _count_pages(answer: NoticeList) -> int:
    """Pages of the notices: one even when there are none."""
    return max(1, -(-len(answer.notices) // NOTICES_PER_PAGE))


def _render_notices_page(site: Site, page: Page, answer: NoticeList, number: int) -> bytes:
    """One page of the notices."""
    shown = answer.notices[(number - 1) * NOTICES_PER_PAGE : number * NOTICES_PER_PAGE]
    real = tuple(one for one in answer.notices if not one.is_example)
    content = {
        "standing": tuple(one for one in shown if not one.retracted_by and not one.is_example),
        "retracted": tuple(one for one in shown if one.retracted_by and not one.is_example),
        "invented": tuple(one for one in shown if one.is_example),
        "n_standing": sum(one.retracted_by is None for one in real),
        "n_retracted": sum(one.retracted_by is not None for one in real),
        "around": PageNavigation(
            number,
            page.to(f"{build_notices_path(number - 1)}.html") if number > 1 else "",
            page.to(f"{build_notices_path(number + 1)}.html") if number < _count_pages(answer) else "",
        ),
        "ranges": load_range_table(),
        "feed": page.to(f"{_NOTICES}.atom"),
        "published": site.status,
        "twin": f"{_NOTICES}.json",
        "section": _NOTICES,
    }
    return render_template("notices.html", page, site.settings, content)
