"""Pages of algorithms side by side: one for each pair that the registry proposes, and the way to all others."""

from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from boas.index import AlgorithmAnswer, AlgorithmComparison, ProposedPairs, compare_algorithms, encode_json, split_pair
from boas.site import _links as links
from boas.site._jobs import Job, Site, make_stamped_job
from boas.site._pagination import count_pages, cut_page, find_neighbour_pages
from boas.site._side_by_side import COMPARE, build_form_content, name_subject, render_pair
from boas.site._templates import Page, render_template
from boas.translation import Language

_PAIRS = "proposed_pairs"
_PER_PAGE = 200


def iter_compare_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The form with all proposed pairs, and the page of each pair with the same as data."""
    if _PAIRS not in site.keys:
        return
    pairs = site.read(_PAIRS, ProposedPairs).pairs
    last = count_pages(pairs, _PER_PAGE)
    for number in range(1, last + 1):
        page = site.make_page(language, _build_path(number))
        yield make_stamped_job(
            site, page, partial(_render_form, site, page, (number, last)), page.path, site.keys[_PAIRS]
        )

    # The page and its data lie beside one another, and are made one after the other.
    @lru_cache(maxsize=2)
    def compare(pair: str) -> AlgorithmComparison:
        return compare_algorithms(site.read, split_pair(pair))

    for one in pairs:
        page = site.make_page(language, f"{COMPARE}/{one.id}")
        sides = [f"algorithms/{name}" for name in split_pair(one.id)]
        made_of = [site.keys[path] for side in sides for path in (side, f"{side}/evidence")]
        yield Job(page.url, site.make_key(language, *made_of), partial(_render_pair, site, page, compare, one.id), page)
        twin = links.build_address(language, page.path, "json")
        yield Job(twin, site.make_key(*made_of), partial(_encode_pair, compare, one.id))


def _build_path(number: int) -> str:
    """Path of one page of the form with the proposed pairs."""
    return COMPARE if number == 1 else f"{COMPARE}-{number}"


def _render_form(site: Site, page: Page, place: tuple[int, int]) -> bytes:
    """One page of the proposed pairs, by what they are about; `place` is its number and how many there are."""
    pairs = sorted(site.read(_PAIRS, ProposedPairs).pairs, key=lambda one: (name_subject(one), one.id))
    around = find_neighbour_pages(page, _build_path, *place)
    content = build_form_content(cut_page(pairs, _PER_PAGE, place[0]), around, page.language)
    return render_template("compare_algorithms.html", page, site.settings, content | {"published": site.status})


def _render_pair(site: Site, page: Page, compare: Callable[[str], AlgorithmComparison], pair: str) -> bytes:
    """The page of a pair."""
    sides = [site.read(f"algorithms/{name}", AlgorithmAnswer) for name in split_pair(pair)]
    # The newest of their cards and evaluations: what is compared has not changed since.
    known = [side.latest.published for side in sides]
    known += [one.published for side in sides for one in side.evaluations]
    published = max(filter(None, known), key=lambda one: (one.date, one.commit), default=None)
    return render_pair(compare(pair), page, site.settings, published)


def _encode_pair(compare: Callable[[str], AlgorithmComparison], pair: str) -> bytes:
    """The same as data: what the API answers about the two."""
    return encode_json(compare(pair))
