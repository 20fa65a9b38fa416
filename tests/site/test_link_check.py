"""Links to what has gone: a page that leads there always holds its name, so that only such pages are looked at."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.site._link_check import LinkChecker, compile_names
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


def test_a_page_without_the_name_is_left_alone() -> None:
    assert not compile_names(["fr/status-2.html", "fr/status-3.html"]).search(b'<a href="../status.html">x</a>')


def test_every_page_is_looked_at_when_a_name_can_be_spelled_in_several_ways() -> None:
    assert compile_names(["fr/é.html", "fr/status-2.html"]).search(b"")
