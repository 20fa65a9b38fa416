"""No page grows with the registry: what is long is cut into pages, what is many into parts."""

import gzip
import json
import re
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from boas.index import AlgorithmList, AlgorithmQuery, Facet, FacetValue, Listing, decode_answer, fill_index, open_index
from boas.index import _answers as a
from boas.index._encoding import encode_answer
from boas.index._facets import list_facet_values
from boas.site import build
from boas.site._search import render_search_index
from boas.site._text_files import MAX_ADDRESSES, render_sitemaps
from tests.copies import read_copies
from tests.site.conftest import OPENAPI, RULES
from tests.site.reading import heavy
from tests.site.small_facts import STROKE
from tests.site.small_registry import row_of

MOST_BYTES = 100_000
MOST_SENT = 25_000
"""Bytes of a page as a server sends it, compressed."""


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of a registry with hundreds of organisations, each with little of its own."""
    folder = tmp_path_factory.mktemp("copied")
    registry = read_copies(12)
    fill_index(registry, folder / "index.sqlite", [])
    with closing(open_index(folder / "index.sqlite")) as index:
        build(index, RULES, OPENAPI, folder / "site", progress=lambda _done, _total: None)
    return folder / "site/current"


def test_no_page_holds_more_than_it_may(copied: Path) -> None:
    sizes = {str(path.relative_to(copied)): path.stat().st_size for path in copied.rglob("*.html")}
    assert len(sizes) > 1_500
    assert {url: size for url, size in sizes.items() if size > MOST_BYTES} == {}
    assert heavy(copied) == {}


def test_no_page_of_the_shipped_registry_holds_more_than_it_may(shipped_site: Path) -> None:
    pages = list(shipped_site.rglob("*.html"))
    large = {path for path in pages if path.stat().st_size > MOST_SENT}
    sent = {str(path.relative_to(shipped_site)): len(gzip.compress(path.read_bytes())) for path in large}

    assert len(pages) > 1_500
    assert len(large) > 100
    assert [path for path in large if path.stat().st_size > MOST_BYTES] == []
    assert {url: size for url, size in sent.items() if size > MOST_SENT} == {}
    assert heavy(shipped_site) == {}


def test_no_part_of_the_search_of_the_shipped_registry_is_heavier_than_a_page(shipped_site: Path) -> None:
    parts = [*shipped_site.glob("*/search.json"), *shipped_site.glob("*/search-*.json")]

    assert len(parts) > 2
    assert {path.name: n for path in parts if (n := len(gzip.compress(path.read_bytes()))) > MOST_SENT} == {}
    for path in shipped_site.glob("*/search.json"):
        named = json.loads(path.read_bytes())["parts"]
        assert {path.with_name(name) for name in [path.name, *named]} == {*path.parent.glob("search*.json")}


def test_a_facet_tells_its_largest_values_and_leads_to_all_of_them(copied: Path) -> None:
    listed = (copied / "fr/browse/kind/rule.html").read_text()
    everything = "".join(path.read_text() for path in sorted((copied / "fr/browse").glob("organisation*.html")))
    shown = set(re.findall(r'data-facet="organisation" data-value="([^"]*)"', listed))
    named = set(re.findall(r'href="organisation/([^"/]*)\.html"', everything))
    there = {path.stem for path in (copied / "fr/browse/organisation").glob("*.html")}

    assert len(shown) == 8
    assert 'href="../organisation.html"' in listed
    assert shown < named == there
    assert len(there) > 20


def test_a_list_of_one_value_holds_all_that_have_it_and_keeps_the_value_among_its_facets(copied: Path) -> None:
    paths = sorted((copied / "en/browse/organisation").glob("*.json"))
    found = {path.stem: decode_answer(path.read_bytes(), AlgorithmList) for path in paths}

    for name, answer in found.items():
        assert all(name in {one.id for one in row.organisations} for row in answer.algorithms)
        facet = next(one for one in answer.facets if one.name == "organisation")
        assert [(one.value, one.count) for one in facet.values if one.selected] == [(name, answer.total)]
        assert len(facet.values) <= 9


def test_a_list_cut_in_memory_is_what_the_index_answers_but_for_the_rest_of_its_facets(tmp_path: Path) -> None:
    fill_index(read_copies(3), tmp_path / "index.sqlite", [])
    with closing(open_index(tmp_path / "index.sqlite")) as index:
        listing = Listing(index.list_algorithms, 2)
        of_each = {value[0]: value for value in listing.by_value}
        assert len(of_each) > 8
        for facet, value in of_each.values():
            cut, after = listing.cut((facet, value)), None
            for number in range(1, cut.count_pages() + 1):
                query = AlgorithmQuery(filters={facet: (value,)}, limit=2, after=after)
                asked = json.loads(index.list_algorithms(query))
                made = json.loads(cut.read_body(number))
                for one, whole in zip(made["facets"], asked["facets"], strict=True):
                    largest = [x for place, x in enumerate(whole["values"]) if place < 8 or x["selected"]]
                    assert one["values"] == largest, (facet, value, one["name"])
                after = asked["next"]
                assert {**made, "facets": []} == {**asked, "facets": []}


class Thousands:
    """Ten thousand algorithms, each by an organisation of its own, as an index would list them."""

    def __init__(self) -> None:
        """Number them."""
        first = row_of(STROKE)
        self.rows = [
            replace(first, id=f"a{n:05}", name={"fr": f"A {n:05}"}, organisations=(a.Named(f"o{n:05}", {"fr": "O"}),))
            for n in range(10_000)
        ]

    def list_algorithms(self, query: AlgorithmQuery) -> bytes:
        """One page of all; none of them is a worked example."""
        if query.filters:
            none = AlgorithmList(0, 0, 0, (), (), None, a.QueryEcho("", {}, "", query.limit))
            return encode_answer(none)  # type: ignore[arg-type]
        start = int(query.after or 0)
        page = tuple(self.rows[start : start + query.limit])
        values = {
            value: FacetValue(value[1], {"fr": value[1]}, 1, selected=False)
            for row in page
            for value in list_facet_values(row)
        }
        names = dict.fromkeys(facet for facet, _ in values)
        facets = tuple(
            Facet(name, {"fr": name}, tuple(one for (f, _), one in values.items() if f == name)) for name in names
        )
        following = str(start + query.limit) if start + query.limit < len(self.rows) else None
        echo = a.QueryEcho("", {}, query.sort, query.limit)
        return encode_answer(AlgorithmList(len(self.rows), 0, 0, page, facets, following, echo))  # type: ignore[arg-type]


def test_lists_of_ten_thousand_algorithms_stay_within_their_bounds() -> None:
    listing = Listing(Thousands().list_algorithms, 40)
    kind = listing.lines[0].values[0]

    assert len(listing.lines) == 10_000
    assert listing.cut(kind).count_pages() == 250
    assert len(listing.cut(kind).read_body(250)) < 2 * MOST_BYTES
    assert len(listing.cut(("organisation", "o09999")).members) == 1
    assert len(render_search_index(listing.iter_rows(0, 500), "fr")) < 1_000_000


def test_the_map_of_a_large_site_is_an_index_of_maps_within_the_bounds_of_the_protocol() -> None:
    urls = [f"fr/algorithms/a{n}.html" for n in range(2 * MAX_ADDRESSES + 1)]
    maps = render_sitemaps("https://example.org", urls)
    told = [url for name, one in maps.items() if name != "sitemap.xml" for url in re.findall(rb"<loc>(.*?)</loc>", one)]

    assert list(maps) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert re.findall(rb"<loc>(.*?)</loc>", maps["sitemap.xml"]) == [
        f"https://example.org/{name}".encode() for name in list(maps)[1:]
    ]
    assert all(one.count(b"<url>") <= MAX_ADDRESSES for one in maps.values())
    assert sorted(told) == sorted(f"https://example.org/{url}".encode() for url in urls)
    assert list(render_sitemaps("https://example.org", urls[:3])) == ["sitemap.xml"]
