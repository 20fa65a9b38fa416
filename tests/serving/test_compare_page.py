"""Any algorithms side by side over HTTP: the page the API's answer makes, or the form with what is wrong."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.api import PREFIX, ASGIApp
from tests.api.asking import ask
from tests.site.reading import words

TWO = "avc-ait-pmsi,insuffisance-cardiaque-i50"
FOUR = f"{TWO},cancer-colorectal-pmsi,cancers-incidents-espri"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("ids", [TWO, FOUR])
def test_algorithms_are_put_side_by_side_in_the_order_asked_for(browsing: ASGIApp, language: str, ids: str) -> None:
    answer = ask(browsing, f"/{language}/compare.html?ids={ids}")
    page, told = answer.body.decode(), ask(browsing, f"{PREFIX}/compare?ids={ids}").json()

    assert answer.status == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert len(answer.body) <= 100_000
    head = page[page.index("<thead") : page.index("</thead")]
    assert re.findall(r'href="algorithms/([a-z0-9-]+)\.html"', head) == ids.split(",")
    assert all(row["version"] in words(page) for row in told["algorithms"])


def test_only_what_differs_is_shown_when_asked(browsing: ASGIApp) -> None:
    whole = ask(browsing, f"/fr/compare.html?ids={TWO}").body.decode()
    cut = ask(browsing, f"/fr/compare.html?ids={TWO}&only=differences").body.decode()

    assert cut.count("<tr") < whole.count("<tr")


@pytest.mark.parametrize(
    ("query", "status", "said", "offered"),
    [
        ("ids=avc-ait-pmsi", 200, "One algorithm alone cannot be compared", "avc-ait-pmsi%2Csndstools-tutoriel-avc"),
        (f"ids={FOUR},edsnlp-avc", 400, "At most four algorithms stand side by side", FOUR.replace(",", "%2C")),
        ("ids=avc-ait-pmsi,edsnlp-av", 404, "is not known here", "avc-ait-pmsi%2Cedsnlp-avc"),
        ("ids=%C3%A9", 400, "is no id", ""),
        ("ids=&only=differences", 400, "No algorithm is named.", ""),
        (f"ids={TWO}&page=2", 400, "Unknown parameter", ""),
    ],
)
def test_what_cannot_be_answered_gives_the_form_and_what_may_be_asked(
    browsing: ASGIApp, query: str, status: int, said: str, offered: str
) -> None:
    answer = ask(browsing, f"/en/compare.html?{query}")
    page = answer.body.decode()

    assert answer.status == status
    assert said in words(page)
    assert 'name="ids"' in page
    assert (f'href="compare.html?ids={offered}"' in page) == bool(offered)


def test_a_link_that_is_offered_is_answered(browsing: ASGIApp) -> None:
    page = ask(browsing, "/fr/compare.html?ids=avc-ait-pmsi").body.decode()
    links = re.findall(r'href="(compare\.html\?ids=[^"]+)"', page)

    assert links
    assert {ask(browsing, f"/fr/{link}").status for link in links} == {200}


def test_a_list_and_the_finder_lead_to_their_first_algorithms_side_by_side(browsing: ASGIApp) -> None:
    for address in ("/fr/algorithms.html?q=diab%C3%A8te", "/fr/finder.html?q=diab%C3%A8te"):
        page = ask(browsing, address).body.decode()
        (link,) = re.findall(r'href="(compare\.html\?ids=[^"]+,[^"]+)"', page)
        assert ask(browsing, f"/fr/{link}").status == 200


@given(st.binary(max_size=60))
def test_no_query_ever_makes_the_page_fail(browsing: ASGIApp, query: bytes) -> None:
    assert ask(browsing, b"/fr/compare.html?" + query.replace(b"#", b"")).status in {200, 400, 404}
