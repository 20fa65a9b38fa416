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
    assert ask(browsing, "/api/v1/status").json()["n_algorithms"] > 0
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


def test_another_language_is_asked_the_same(browsing: ASGIApp) -> None:
    written = ask(browsing, "/fr/algorithms.html?q=avc&data_source=snds&sort=-evaluated").body.decode()

    assert 'href="../en/algorithms.html?q=avc&amp;sort=-evaluated&amp;data_source=snds" hreflang="en"' in written


def count(browsing: ASGIApp, query: str) -> int:
    """How many algorithms the API counts for a query."""
    total = ask(browsing, f"/api/v1/algorithms?{query}").json()["total"]
    assert isinstance(total, int)
    return total


def test_an_unknown_value_is_said_with_near_ones_and_the_list_is_shown_without_it(browsing: ASGIApp) -> None:
    written = ask(browsing, "/fr/algorithms.html?data_source=sndss&kind=ml").body.decode()

    assert "n’a pas de valeur `sndss`. Peut-être\u00a0: snds" in written.replace("\u202f", "\u00a0").replace(
        " :", "\u00a0:"
    )
    assert f'class="count" role="status">{count(browsing, "kind=ml")} algorithmes' in written


def test_a_list_without_result_says_what_to_leave_out(browsing: ASGIApp) -> None:
    written = ask(browsing, "/en/algorithms.html?kind=generative&metric=ppv").body.decode()

    assert f"Without “Kind”: {count(browsing, 'metric=ppv')} algorithms" in written
    assert "Without “Metric”: 1 algorithm<" in written


def test_a_mistyped_word_and_worked_examples_are_said(browsing: ASGIApp) -> None:
    assert (
        "“diabette” stands nowhere: searched as diabete"
        in ask(browsing, "/en/algorithms.html?q=diabette").body.decode()
    )
    assert ", 3 worked examples" in ask(browsing, "/en/algorithms.html?q=exemple").body.decode()


def test_the_finder_is_answered_without_a_script(browsing: ASGIApp) -> None:
    query = "medical_domain=cardiovascular&only_on=snds-pmsi-mco&figures=yes&bias_audit=yes&kind=ml&only_on=nothing"
    written = ask(browsing, f"/en/finder.html?{query}").body.decode()
    fitting = ask(
        browsing, "/en/finder.html?medical_domain=cardiovascular&only_on=snds-pmsi-mco&figures=yes"
    ).body.decode()

    assert "has no value `nothing`" in written
    assert f"{count(browsing, 'medical_domain=cardiovascular')} algorithms" in fitting
    assert "Runs on this source alone: PMSI MCO (acute stays)" in fitting
    assert re.search(
        r"✗</span> <span class=\"hidden\">missing </span>Runs on this source alone: [^<]* <small>\(here: ", fitting
    )
    assert 'value="snds-pmsi-mco" checked' in fitting


@given(st.binary(max_size=60))
def test_no_query_ever_makes_the_finder_fail(browsing: ASGIApp, query: bytes) -> None:
    assert ask(browsing, b"/fr/finder.html?q=&" + query).status == 200


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/fr/algorithms/avc-ait-pmsii.html", "/fr/algorithms/avc-ait-pmsi.html"),
        ("/en/data_sources/sndss.html", "/en/data_sources/snds.html"),
        ("/en/organisations/cnamm.html", "/en/organisations/cnam.html"),
    ],
)
def test_an_address_that_is_not_there_names_near_ones_without_a_script(browsing: ASGIApp, path: str, near: str) -> None:
    answer = ask(browsing, path)

    assert answer.status == 404
    assert f'href="{near}"' in answer.body.decode()


def test_data_of_the_site_may_be_read_from_pages_elsewhere_and_pages_may_not(browsing: ASGIApp) -> None:
    data, page = ask(browsing, "/fr/status.json"), ask(browsing, "/fr/index.html")
    preflight = ask(browsing, "/fr/status.json", "OPTIONS", {"origin": "https://example.org"})

    assert data.headers["access-control-allow-origin"] == "*"
    assert data.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "If-None-Match" in preflight.headers["access-control-allow-headers"]
    assert "access-control-allow-origin" not in page.headers
    assert ask(browsing, "/fr/index.html", "OPTIONS").status == 405
