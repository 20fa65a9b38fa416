"""Links to what has gone: a page that leads there always holds its name, so that only such pages are looked at."""

from html import escape, unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.site._link_check import LinkChecker, compile_names, iter_values
from boas.site._links import to_relative

PARTS = st.text(st.sampled_from("ab1._-"), min_size=1, max_size=3).filter(lambda part: part.strip("."))
URLS = st.lists(PARTS, min_size=1, max_size=3).map(lambda parts: "/".join(("fr", *parts)) + ".html")


@pytest.mark.no_cover
@given(st.lists(URLS, min_size=2, max_size=6, unique=True), st.sampled_from(["", "#a", "#b%20c", "?q=1#a"]))
def test_whatever_leads_to_an_address_that_has_gone_holds_its_name(urls: list[str], end: str) -> None:
    here, gone, *others = urls
    links = "".join(f'<a href="{escape(to_relative(here, there))}{end}">x</a>' for there in (gone, *others))
    page = f"<h1 id='a'>x</h1>{links}".encode()

    assert LinkChecker({here, *others}).find_lost(here, page)
    assert compile_names([gone]).search(page)


ATTRIBUTES = st.lists(
    st.tuples(st.sampled_from([" ", "\n", " \n "]), st.sampled_from(["id", "data-id", "href", "class"]), st.text())
)


@given(ATTRIBUTES, st.text())
def test_values_of_an_attribute_are_those_a_parser_reads(attributes: list[tuple[str, str, str]], text: str) -> None:
    written = [(gap, name, escape(value)) for gap, name, value in attributes]
    page = "".join(f'<a{gap}{name}="{value}">{escape(text)}</a>' for gap, name, value in written).encode(
        errors="replace"
    )
    parser = _Reader()
    parser.feed(page.decode())

    assert [unescape(value.decode()) for value in iter_values(page, b"id")] == parser.ids


class _Reader(HTMLParser):
    """Collects ids."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the ids of an element."""
        self.ids += [value or "" for name, value in attrs if name == "id"]


def test_a_page_without_the_name_is_left_alone() -> None:
    assert not compile_names(["fr/status-2.html", "fr/status-3.html"]).search(b'<a href="../status.html">x</a>')


def test_every_page_is_looked_at_when_a_name_can_be_spelled_in_several_ways() -> None:
    assert compile_names(["fr/é.html", "fr/status-2.html"]).search(b"")
