"""The list of algorithms answers any query with a page: a reader is never shown an error for an address."""

import re
from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.api import ASGIApp
from tests.api.asking import ask


def test_a_search_is_answered_with_a_page(browsing: ASGIApp) -> None:
    answer = ask(browsing, "/fr/algorithms.html?q=diab%C3%A8te&kind=rule")

    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "algorithms/top-diabete-cartographie-g8.html" in answer.body.decode()
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert ask(browsing, "/fr/algorithms.html?q=diab%C3%A8te&kind=rule", "HEAD").headers == answer.headers


def test_each_language_has_its_page(browsing: ASGIApp) -> None:
    for language in ("fr", "en"):
        assert f'<html lang="{language}"' in ask(browsing, f"/{language}/algorithms.html?q=avc").body.decode()


def test_without_a_query_the_built_page_is_given(browsing: ASGIApp) -> None:
    assert b"fr/algorithms un" in ask(browsing, "/fr/algorithms.html").body


def test_the_next_page_is_reached_by_its_link(browsing: ASGIApp) -> None:
    first = ask(browsing, "/fr/algorithms.html?sort=name").body.decode()
    found = re.search(r'href="algorithms\.html(\?[^"]*after=[^"]+)"', first)
    assert found
    second = ask(browsing, f"/fr/algorithms.html{found[1].replace('&amp;', '&')}").body.decode()

    def listed(text: str) -> set[str]:
        return set(re.findall(r'href="algorithms/([a-z0-9-]+)\.html"', text))

    assert listed(first)
    assert listed(second)
    assert not listed(first) & listed(second)


@pytest.mark.parametrize(
    "query",
    [
        "utm_source=x&q=avc",
        "q=avc&q=other",
        "q=avc&limit=1e9",
        "q=avc&kind=",
    ],
)
def test_what_cannot_be_understood_is_left_out(browsing: ASGIApp, query: str) -> None:
    assert ask(browsing, f"/fr/algorithms.html?{query}").body == ask(browsing, "/fr/algorithms.html?q=avc").body


@pytest.mark.parametrize("query", ["q=avc&sort=title;drop", "q=avc&after=nonsense"])
def test_what_is_wrong_with_a_query_is_said_above_its_list(browsing: ASGIApp, query: str) -> None:
    answer = ask(browsing, f"/fr/algorithms.html?{query}")
    plain = ask(browsing, "/fr/algorithms.html?q=avc").body.decode()

    rows = re.compile(r'<ol class="rows".*?</ol>', re.DOTALL)
    found, wanted = rows.search(answer.body.decode()), rows.search(plain)
    assert answer.status == 200
    assert found
    assert wanted
    assert found[0] == wanted[0]
    assert '<div class="notice" role="status">' in answer.body.decode()
    assert '<div class="notice" role="status">' not in plain


@pytest.mark.parametrize(
    "query", [b"%00", b"q=%ff", b"q=%zz", b"q=" + b"a" * 9_000, b"\xff", b"&" * 500, b"q=<script>"]
)
def test_a_query_that_is_no_text_still_gives_the_list(browsing: ASGIApp, query: bytes) -> None:
    answer = ask(browsing, b"/fr/algorithms.html?" + query)

    assert answer.status == 200
    assert b"<script>" not in answer.body


def test_without_an_index_the_built_page_still_lists_everything(app: ASGIApp) -> None:
    assert ask(app, "/fr/algorithms.html?q=avc").body == ask(app, "/fr/algorithms.html").body


@given(st.binary(max_size=80))
def test_no_query_ever_makes_the_page_fail(browsing: ASGIApp, query: bytes) -> None:
    assert ask(browsing, b"/en/algorithms.html?" + query).status == 200


def test_the_service_answers_beside_the_pages(browsing: ASGIApp) -> None:
    assert ask(browsing, "/api/v1/status").json()["n_algorithms"] == 82
    assert ask(browsing, "/api/v2/status").status == 404
    assert ask(browsing, "/api").status == 404


def test_a_search_goes_on_by_its_link_and_begins_again_at_another_commit(browsing: ASGIApp) -> None:
    first = ask(browsing, "/en/algorithms.html?q=snds")
    found = re.search(r'href="algorithms\.html(\?[^"]*after=([^"&]+))"', first.body.decode())
    assert found
    second = ask(browsing, f"/en/algorithms.html{found[1].replace('&amp;', '&')}")
    earlier = urlsafe_b64encode(b'["relevance", 20, "0000"]').decode()
    again = ask(browsing, f"/en/algorithms.html?q=snds&after={earlier}")

    assert second.body != first.body
    assert again.status == 200
    assert "another state of the registry" in again.body.decode()
    assert re.findall(r"algorithms/[a-z0-9-]+\.html", again.body.decode()) == re.findall(
        r"algorithms/[a-z0-9-]+\.html", first.body.decode()
    )
