"""Pages that show one answer each: data sources, organisations, who uses what; long lists are cut into pages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby
from typing import TypeVar

from boas.index import (
    DataSourceAnswer,
    DataSourceList,
    OrganisationAnswer,
    OrganisationList,
    ReuseOverview,
    ReviewList,
    decode_answer,
)
from boas.site._catalogue_pages import (
    build_data_source_content,
    build_data_sources_content,
    build_organisation_content,
    build_organisations_content,
)
from boas.site._jobs import Job, Site, make_stamped_job
from boas.site._pagination import count_pages, cut_page, find_neighbour_pages
from boas.site._reuses import build_reuses_content
from boas.site._reviews import build_reviews_content
from boas.site._templates import Page, render_template
from boas.translation import Language

_SMALL = 8_000
"""Bytes of an answer too small to hold a list that needs a second page."""

Kind = TypeVar("Kind")
_Group = tuple[str, list[object]]


@dataclass(frozen=True, slots=True)
class _AnswerPage:
    """How an answer is shown."""

    template: str
    build: Callable[[bytes, Language], dict[str, object]]
    """Content from the bytes of the answer."""
    sizes: Mapping[str, int]
    """How many items of each long list a page shows."""

    def count_pages(self, body: bytes, language: Language) -> int:
        """How many pages it takes."""
        if len(body) < _SMALL or not self.sizes:
            return 1
        content = self.build(body, language)
        return max(count_pages(_get_list(content, name), size) for name, size in self.sizes.items())


def _get_list(content: Mapping[str, object], name: str) -> Sequence[object]:
    """One list of the content of a page."""
    found = content[name]
    if not isinstance(found, list | tuple):
        raise TypeError(name)
    return found


def _show(
    template: str,
    kind: type[Kind],
    build: Callable[[Kind, Language], dict[str, object]],
    **sizes: int,
) -> _AnswerPage:
    """A page that shows an answer of one kind."""

    # Pages of a long answer follow one another, in each language; nobody writes into what they share.
    @lru_cache(maxsize=4)
    def build_content(body: bytes, language: Language) -> dict[str, object]:
        return build(decode_answer(body, kind), language)

    return _AnswerPage(template, build_content, sizes)


_FOLDERS: Mapping[str, _AnswerPage] = {
    "data_sources": _show(
        "data_source.html", DataSourceAnswer, build_data_source_content, developed=60, evaluated=60, run=60, leaking=60
    ),
    "organisations": _show(
        "organisation.html",
        OrganisationAnswer,
        build_organisation_content,
        listed=30,
        reuses=10,
        evaluated=40,
        given=20,
        received=20,
    ),
}
"""The page of one thing, by folder."""

_LISTS: Mapping[str, _AnswerPage] = {
    "data_sources": _show("data_sources.html", DataSourceList, build_data_sources_content, tops=60),
    "organisations": _show("organisations.html", OrganisationList, build_organisations_content, grouped=200),
    "reuses": _show("reuses.html", ReuseOverview, build_reuses_content, grouped=25),
    "reviews": _show("reviews.html", ReviewList, build_reviews_content, grouped=60),
}
"""Pages that stand for one answer, by path."""


def iter_answer_jobs(site: Site, language: Language) -> Iterator[Job]:
    """Pages that show one answer each."""
    for path, key in site.keys.items():
        shown = _LISTS.get(path) or _FOLDERS.get(path.partition("/")[0])
        if shown is None:
            continue
        last = site.count_pages(path, partial(shown.count_pages, language=language))
        for number in range(1, last + 1):
            page = site.make_page(language, build_page_path(path, number))
            own = [key, *([str(number), str(last)] if last > 1 else [])]
            make = partial(_render_answer_page, site, page, path, shown, (number, last))
            if path in _LISTS:  # it says from which commit it is
                yield make_stamped_job(site, page, make, *own)
            else:
                yield Job(page.url, site.make_key(language, *own), make, page)


def build_page_path(path: str, number: int = 1) -> str:
    """Path of one page of a long answer."""
    return path if number == 1 else f"{path}/page-{number}"


def _render_answer_page(site: Site, page: Page, path: str, shown: _AnswerPage, place: tuple[int, int]) -> bytes:
    """One page from its answer; `place` is its number and how many there are."""
    content = shown.build(site.read_body(path), page.language)
    lists = {name: _get_list(content, name) for name in shown.sizes}
    cut = {name: cut_page(lists[name], size, place[0]) for name, size in shown.sizes.items()}
    frame: dict[str, object] = {
        "twin": f"{path}.json",
        "totals_of": {name: len(found) for name, found in lists.items()},
        "around": find_neighbour_pages(page, partial(build_page_path, path), *place),
        "groups": group_by_name(cut.get("grouped", ())),
        "feed": page.to(str(content["feed"])) if content.get("feed") else "",
    }
    if path in _LISTS:
        frame["published"] = site.status
    return render_template(shown.template, page, site.settings, {**content, **cut, **frame})


def group_by_name(items: Sequence[object]) -> list[_Group]:
    """Neighbours under the name they share, which is the first part of each."""
    pairs = [one for one in items if isinstance(one, tuple)]
    return [(name, [one for _, one in own]) for name, own in groupby(pairs, key=lambda pair: pair[0])]
